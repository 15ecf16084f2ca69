"""Whose a publication is follows from who names its page now, whatever was imported, joined, parted or taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from invented import AS_OF, NOW, card, take_in, write_cards
from invented_forgetting import bytes_of, forget_all, query
from invented_pages import GLAZES, KILNS, PAGE, WITH_PAGE, look_up, told_of

from reconnect.archive import Archive, remembering
from reconnect.archive.forgetting import held
from reconnect.report.facts import Published

OSEI = card("Amara Osei", "EMAIL:amara@osei.example", "UID:a1")


def stored(archive: Archive) -> list[tuple[str, ...]]:
    return query(archive, "select * from published union all select *, '', '' from looked_up")


def test_joining_and_parting_move_what_was_published_and_write_nothing(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [WITH_PAGE, OSEI]))
    look_up(archive, GLAZES)
    before, katie = stored(archive), archive.person("katie@harbour.example")["id"]
    archive.join(archive.person("amara@osei.example")["id"], katie, NOW)
    ((joined, things),) = told_of(archive).items()
    assert (things, stored(archive)) == ([GLAZES], before)
    person = archive.person(joined)["id"]
    (other,) = [each.id for each in archive.contacts_of(person) if each.contact.emails == ("amara@osei.example",)]
    archive.part(person, other, NOW)
    assert (told_of(archive), stored(archive)) == ({"Katie O'Neil": [GLAZES]}, before)


def test_an_import_taken_back_takes_it_from_the_person_and_read_again_gives_it_back(
    archive: Archive, tmp_path: Path
) -> None:
    cards = write_cards(tmp_path / "a.vcf", [WITH_PAGE, OSEI])
    take_in(archive, cards)
    look_up(archive, GLAZES)
    archive.undo_import(1)
    assert told_of(archive) == {}
    take_in(archive, cards)
    assert told_of(archive) == {"Katie O'Neil": [GLAZES]}


def test_a_card_that_names_the_page_no_more_takes_it_from_the_person(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "contacts-2026-01-01.vcf", [WITH_PAGE]))
    look_up(archive, GLAZES)
    moved = WITH_PAGE.replace(PAGE, "https://oneil.example/")
    take_in(archive, write_cards(tmp_path / "contacts-2026-11-18.vcf", [moved]))
    assert told_of(archive) == {}


COMPANY = card("Jack Smith", f"URL:{PAGE}", "EMAIL:jack@smith.example", "UID:j1")


@pytest.mark.parametrize("other", [COMPANY, card("Harbour Studio", "ORG:Harbour Studio", f"URL:{PAGE}", "UID:s1")])
def test_a_page_on_the_cards_of_two_is_told_of_nobody(archive: Archive, tmp_path: Path, other: str) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [WITH_PAGE, other]))
    look_up(archive, GLAZES)
    assert told_of(archive) == {}


def test_a_page_on_two_cards_of_one_person_is_theirs(archive: Archive, tmp_path: Path) -> None:
    again = WITH_PAGE.replace("k9", "k10")
    take_in(archive, write_cards(tmp_path / "a.vcf", [WITH_PAGE, again]))
    look_up(archive, GLAZES)
    assert told_of(archive) == {"Katie O'Neil": [GLAZES]}


@pytest.mark.parametrize("too", [False, True], ids=["mine alone", "theirs too"])
def test_what_i_publish_is_no_news_of_anybody(archive: Archive, tmp_path: Path, too: bool) -> None:
    mine = card("Ines Duarte", "EMAIL:ines@duarte.example", f"URL:{PAGE}", "UID:i1")
    take_in(archive, write_cards(tmp_path / "a.vcf", [mine, *([WITH_PAGE] if too else [])]))
    archive.decide_me("ines@duarte.example", mine=True)
    look_up(archive, GLAZES)
    assert told_of(archive) == {}


def test_of_two_pages_that_tell_the_same_thing_it_is_told_once(archive: Archive, tmp_path: Path) -> None:
    both = WITH_PAGE.replace("UID", "URL:https://oneil.example/\r\nUID")
    take_in(archive, write_cards(tmp_path / "a.vcf", [both]))
    look_up(archive, GLAZES)
    look_up(archive, GLAZES, page="https://oneil.example/")
    assert told_of(archive) == {"Katie O'Neil": [GLAZES]}


def test_forgetting_somebody_leaves_no_byte_of_what_only_their_pages_told(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [WITH_PAGE, OSEI]))
    look_up(archive, GLAZES)
    words = [b"glazes without lead", b"katie.example"]
    assert [word for word in words if word not in bytes_of(archive)] == []
    forget_all(archive, "katie")
    assert [word for word in words if word in bytes_of(archive)] == []
    assert stored(archive) == []


def test_forgetting_leaves_what_others_name_and_what_was_found_of_others(archive: Archive, tmp_path: Path) -> None:
    osei = OSEI.replace("UID", "URL:https://osei.example/\r\nUID")
    take_in(archive, write_cards(tmp_path / "a.vcf", [WITH_PAGE, COMPANY, osei]))
    look_up(archive, GLAZES)
    brooms = Published("https://osei.example/", "https://osei.example/brooms", "Brooms", date(2026, 11, 1))
    look_up(archive, brooms, page=brooms.page)
    forget_all(archive, "O'Neil")
    assert told_of(archive) == {"Jack Smith": [GLAZES], "Amara Osei": [brooms]}


def test_a_page_that_was_once_on_the_card_of_the_forgotten_goes_with_them(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "contacts-2026-01-01.vcf", [WITH_PAGE]))
    look_up(archive, GLAZES)
    moved = WITH_PAGE.replace(PAGE, "https://oneil.example/")
    take_in(archive, write_cards(tmp_path / "contacts-2026-11-18.vcf", [moved]))
    rows = held(archive, archive.person("katie@harbour.example")["id"])
    assert [row["address"] for row in rows["published"]] == [GLAZES.address]
    forget_all(archive, "katie")
    assert stored(archive) == []


def test_all_that_is_stored_lists_what_nobody_else_names(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [WITH_PAGE, OSEI]))
    look_up(archive, GLAZES)
    rows = [held(archive, archive.person(who)["id"]) for who in ("katie@harbour.example", "amara@osei.example")]
    row = {**GLAZES._asdict(), "day": "2026-11-03", "found_at": "2026-11-22T09:00:00Z"}
    looked = {"page": PAGE, "looked_at": "2026-11-22T09:00:00Z", "result": "read"}
    assert [(each["published"], each["looked_up"]) for each in rows] == [([row], [looked]), ([], [])]


def test_what_was_published_lately_is_news_in_the_report(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [WITH_PAGE, OSEI]))
    look_up(archive, GLAZES, KILNS)
    (row,) = archive.report(AS_OF, 0).rows
    assert (row.name, row.group, row.reasons[0]) == ("Katie O'Neil", "news", TOLD)
    explained = archive.explained(archive.person("katie@harbour.example"), AS_OF)
    (rule,) = [each for each in explained.rules if each.group == "news"]
    assert (rule.holds, rule.fact) == (True, "published, 3 November 2026")


TOLD = 'They published "Glazes without lead" on 3 November 2026: https://katie.example/glazes'


def test_who_published_only_long_ago_or_is_left_in_peace_is_no_news(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [WITH_PAGE]))
    look_up(archive, KILNS)
    assert archive.report(AS_OF, 0).rows == ()
    look_up(archive, GLAZES)
    remembering.mark(archive, archive.person("katie@harbour.example")["id"], "never", NOW)
    assert archive.report(AS_OF, 0).rows == ()
