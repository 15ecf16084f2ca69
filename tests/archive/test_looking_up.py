"""The pages of people's own cards are looked at, where somebody asks for it, and what they tell is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from invented import AS_OF, CORRESPONDENCE, NOW, card, exchanged, take_in, write_cards, write_mbox

from reconnect.archive import Archive
from reconnect.archive.looking_up import Plan, Seen, Wanted, first_with_pages, look_up, plan
from reconnect.report.facts import Published
from reconnect.sources.web.found import Found
from reconnect.sources.web.looking import Looked, Visitor
from reconnect.store import published

KILN = Found(
    "https://annbyron.example/kiln",
    "A kiln of one's own, and how to fire it in the open on any winter's day",
    date(2026, 11, 3),
)
UNDATED = Found("https://annbyron.example/glaze", "Glaze", None)


class Told(Visitor):
    """Tells what a test gives it, page by page, and asks nobody."""

    def __init__(self, answers: Mapping[str, Looked]) -> None:
        super().__init__(AS_OF)
        self.answers, self.asked = answers, list[str]()

    def look(self, page: str) -> Looked:
        self.asked.append(page)
        return self.answers.get(page, Looked(page, (), "nobody answers there"))


def with_cards(archive: Archive, folder: Path, *cards: str) -> Archive:
    take_in(archive, write_cards(folder / "cards.vcf", cards))
    return archive


def ann(*pages: str) -> str:
    return card("Ann Byron", "EMAIL:ann@annbyron.example", "UID:a", *(f"URL:{page}" for page in pages))


def bob(*pages: str) -> str:
    return card("Bob Shaw", "EMAIL:bob@bobshaw.example", "UID:b", *(f"URL:{page}" for page in pages))


def planned(archive: Archive, *people: str, now: datetime = NOW, again: bool = False) -> Plan:
    return plan(archive, [archive.person(person) for person in people], now, again=again)


def looked(
    archive: Archive, visitor: Visitor, *people: str, now: datetime = NOW, again: bool = False
) -> Sequence[Seen]:
    return list(look_up(archive, planned(archive, *people, now=now, again=again), now, visitor))


def test_the_pages_of_their_own_cards_are_asked_and_what_they_tell_is_kept(archive: Archive, tmp_path: Path) -> None:
    with_cards(archive, tmp_path, ann("annbyron.example/blog", "https://glaze.example/"), bob("bobshaw.example"))
    person = archive.person("Ann")["id"]
    visitor = Told({"annbyron.example/blog": Looked("annbyron.example/blog", (KILN, UNDATED))})
    things = tuple(Published("annbyron.example/blog", *thing) for thing in (KILN, UNDATED))
    told = '2 things, the newest "A kiln of one\'s own, and how to fire it in the open on..." of 3 November 2026'
    assert looked(archive, visitor, "Ann") == [
        Seen(person, "Ann Byron", "annbyron.example/blog", told, things),
        Seen(person, "Ann Byron", "https://glaze.example/", "nobody answers there"),
    ]
    with archive.reading() as conn:
        assert published.published(conn) == {person: list(things)}
        assert published.looked_up(conn) == {
            "annbyron.example/blog": (NOW, told),
            "https://glaze.example/": (NOW, "nobody answers there"),
        }


def test_things_without_a_day_are_said_to_be_such(archive: Archive, tmp_path: Path) -> None:
    with_cards(archive, tmp_path, ann("annbyron.example"))
    (seen,) = looked(archive, Told({"annbyron.example": Looked("annbyron.example", (UNDATED,))}), "Ann")
    assert seen.line == '1 thing without a day, such as "Glaze"'


def test_the_plan_names_the_hosts_and_what_is_left_out_with_the_reason(archive: Archive, tmp_path: Path) -> None:
    shared = ("https://www.studio.example/", "mailto:ann@annbyron.example")
    with_cards(
        archive,
        tmp_path,
        ann("https://annbyron.example:8443/a", "annbyron.example/b", "https://www.linkedin.com/in/ann", *shared),
        bob("http://studio.example"),
    )
    person = archive.person("Ann")["id"]
    found = planned(archive, "Ann")
    assert found == Plan(
        (
            Wanted(person, "Ann Byron", "https://annbyron.example:8443/a", "annbyron.example:8443"),
            Wanted(person, "Ann Byron", "annbyron.example/b", "annbyron.example"),
        ),
        (
            Seen(person, "Ann Byron", "https://www.linkedin.com/in/ann", "LinkedIn is left alone"),
            Seen(person, "Ann Byron", "https://www.studio.example/", "on the cards of 2 people, so it is nobody's own"),
            Seen(
                person,
                "Ann Byron",
                "mailto:ann@annbyron.example",
                "this is no address of a web page; correct the entry in your address book",
            ),
        ),
    )
    assert found.hosts == ("annbyron.example:8443", "annbyron.example")


def test_a_page_on_my_own_card_is_not_theirs(archive: Archive, tmp_path: Path) -> None:
    me = card("Ines Duarte", "EMAIL:ines@duarte.example", "UID:i", "URL:https://studio.example/")
    with_cards(archive, tmp_path, ann("studio.example"), me)
    archive.decide_me("ines@duarte.example", mine=True)
    assert planned(archive, "Ann").wanted == ()


def test_a_page_that_is_spelled_in_two_ways_is_asked_once_and_securely(archive: Archive, tmp_path: Path) -> None:
    with_cards(
        archive,
        tmp_path,
        ann("http://www.annbyron.example/", "annbyron.example", "https://annbyron.example", "b.example"),
    )
    assert [each.page for each in planned(archive, "Ann").wanted] == ["https://annbyron.example", "b.example"]


def test_an_address_that_a_message_alone_tells_is_no_card(archive: Archive, tmp_path: Path) -> None:
    from invented import write_linkedin

    take_in(archive, write_linkedin(tmp_path / "Basic_LinkedInDataExport_11-20-2026.zip"))
    assert planned(archive, "Teo").wanted == ()


def test_a_page_is_asked_again_only_after_a_day_or_on_request(archive: Archive, tmp_path: Path) -> None:
    with_cards(archive, tmp_path, ann("annbyron.example"))
    person = archive.person("Ann")["id"]
    visitor = Told({"annbyron.example": Looked("annbyron.example", (UNDATED,))})
    looked(archive, visitor, "Ann")
    soon, later = NOW + timedelta(hours=23, minutes=59), NOW + timedelta(days=1)
    line = '1 thing without a day, such as "Glaze" (asked within the last day; --again asks anew)'
    kept = Seen(person, "Ann Byron", "annbyron.example", line, (Published("annbyron.example", *UNDATED),))
    assert planned(archive, "Ann", now=soon) == Plan((), (kept,))
    assert looked(archive, visitor, "Ann", now=soon) == []
    assert len(looked(archive, visitor, "Ann", now=soon, again=True)) == 1
    assert planned(archive, "Ann", now=later + timedelta(days=1)).left == ()
    assert visitor.asked == ["annbyron.example"] * 2


def test_a_page_that_told_nothing_is_left_in_peace_for_a_day_too(archive: Archive, tmp_path: Path) -> None:
    with_cards(archive, tmp_path, ann("annbyron.example"))
    looked(archive, Told({}), "Ann")
    (seen,) = planned(archive, "Ann").left
    assert (seen.line, seen.things) == ("nobody answers there (asked within the last day; --again asks anew)", ())


def test_what_was_found_is_kept_where_the_next_page_is_never_reached(archive: Archive, tmp_path: Path) -> None:
    class Interrupted(Told):
        def look(self, page: str) -> Looked:
            if self.asked:
                raise KeyboardInterrupt
            return super().look(page)

    with_cards(archive, tmp_path, ann("annbyron.example", "b.example"))
    visitor = Interrupted({"annbyron.example": Looked("annbyron.example", (KILN,))})
    with pytest.raises(KeyboardInterrupt):
        looked(archive, visitor, "Ann")
    with archive.reading() as conn:
        assert list(published.looked_up(conn)) == ["annbyron.example"]


def test_the_top_of_the_report_is_of_those_who_have_a_page_that_can_be_asked(archive: Archive, tmp_path: Path) -> None:
    years = ["2016-03-01", "2016-06-10", "2017-01-20", "2018-05-05", "2019-02-11", "2020-08-08"]
    mails = exchanged("Ann Byron <ann@annbyron.example>", years, "Glaze")
    mails += exchanged("Bob Shaw <bob@bobshaw.example>", [*years, "2020-10-10"], "Bricks")
    katie = card("Katie O'Neil", "EMAIL:katie@harbour.example", "UID:k", "URL:https://www.linkedin.com/in/katie-oneil")
    take_in(archive, write_mbox(tmp_path / "mail.mbox", [*CORRESPONDENCE, *mails]))
    with_cards(archive, tmp_path, ann("annbyron.example"), bob("bobshaw.example"), katie)
    archive.decide_me("ines@duarte.example", mine=True)
    report = [row.name for row in archive.report(AS_OF, 0).rows]
    assert {"Ann Byron", "Bob Shaw", "Katie O'Neil"} <= set(report)
    order = [name for name in report if name in ("Ann Byron", "Bob Shaw")]
    assert [row["name"] for row in first_with_pages(archive, AS_OF, 1)] == order[:1]
    assert [row["name"] for row in first_with_pages(archive, AS_OF, 9)] == order
