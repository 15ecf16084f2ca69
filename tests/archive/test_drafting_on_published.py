"""A letter about what somebody published names it and its address, and neither congratulates nor says it was read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from invented import AS_OF, KATIE, exchanged, take_in, write_cards, write_mbox
from invented_pages import GLAZES, KILNS, PAGE, WITH_PAGE, look_up

from reconnect.archive import Archive
from reconnect.archive.drafting import Background, situation
from reconnect.drafts.compose import compose
from reconnect.drafts.facts import Evidence, Fact, Situation, Source
from reconnect.drafts.lint import lint

SOURCE = Source(PAGE, GLAZES.address, None)
ORIGIN = "https://katie.example/glazes, looked at 22 November 2026"


def katie_in(archive: Archive, as_of: date = AS_OF) -> Situation:
    with archive.reading() as conn:
        person = archive.person("katie@harbour.example")
        return situation(conn, person, Background.of(conn, [person["id"]], as_of))


def published_in(found: Situation) -> list[Fact]:
    return [fact for fact in found.facts if fact.kind == "published"]


def test_the_letter_stands_on_the_thing_with_its_address_and_the_day_it_was_seen(
    archive: Archive, tmp_path: Path
) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [WITH_PAGE]))
    look_up(archive, GLAZES)
    katie = katie_in(archive)
    fact = Fact("published", "Glazes without lead", ORIGIN, date(2026, 11, 3), None, (SOURCE,))
    assert (katie.group, published_in(katie)) == ("news", [fact])
    made = compose(katie)
    (told,) = [each for each in made.evidence if "Glazes" in each.sentence]
    assert told == Evidence(told.sentence, "published: Glazes without lead, 2026-11-03", ORIGIN, (SOURCE,))
    assert lint(made.subject, made.body, made.evidence) == ()


@pytest.mark.parametrize(
    "title", ["My cancer diary", "After the layoffs", "Clay " * 30, "SALE NOW ON EVERYTHING", "Untitled"]
)
def test_what_must_not_be_spoken_of_is_not_and_an_older_thing_takes_its_place(
    archive: Archive, tmp_path: Path, title: str
) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [WITH_PAGE]))
    unsaid = GLAZES._replace(address=f"{PAGE}unsaid", title=title, day=date(2026, 11, 9))
    look_up(archive, unsaid)
    alone = katie_in(archive)
    assert (alone.group, title in compose(alone).body) == ("stranger", False)
    look_up(archive, GLAZES)
    assert "Glazes without lead" in compose(katie_in(archive)).body


def test_a_nearer_occasion_is_what_the_letter_is_about(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [WITH_PAGE.replace("UID", "BDAY:1980-11-30\r\nUID")]))
    look_up(archive, GLAZES)
    katie = katie_in(archive)
    assert [fact.kind for fact in katie.facts if fact.kind in ("birthday", "published")] == ["birthday"]
    earlier = katie_in(archive, date(2026, 11, 5))
    assert [fact.kind for fact in earlier.facts if fact.kind in ("birthday", "published")] == ["published"]


@pytest.mark.parametrize(("as_of", "known"), [(date(2027, 2, 1), True), (date(2027, 2, 2), False)])
def test_who_fell_quiet_may_be_asked_about_it_for_a_year(
    archive: Archive, tmp_path: Path, as_of: date, known: bool
) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [WITH_PAGE]), write_mbox(tmp_path / "mail.mbox", QUIET))
    archive.decide_me("ines@duarte.example", mine=True)
    look_up(archive, KILNS)
    katie = katie_in(archive, as_of)
    assert (katie.group, bool(published_in(katie))) == ("lapsed", known)


QUIET = exchanged(KATIE, ["2016-03-01", "2016-06-10", "2017-01-20", "2018-05-05", "2019-02-11", "2020-08-08"], "Kilns")


def test_what_bears_a_day_to_come_or_none_is_never_spoken_of(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [WITH_PAGE]))
    look_up(archive, GLAZES._replace(day=None), KILNS._replace(day=date(2026, 11, 23)))
    katie = katie_in(archive)
    assert (katie.group, published_in(katie)) == ("stranger", [])
