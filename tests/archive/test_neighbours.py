"""What is worked out anew is what was touched; `worked_out_twice` compares it with working out everything."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import ME, NOW, answers, card, take_in, write_cards, write_mbox
from sqlite_utils import Database
from test_every_source import NAMES, cases, filled

import reconnect
from reconnect.archive import Archive, neighbours, resolving, rules
from reconnect.archive.neighbours import Neighbours
from reconnect.store import rebuilt
from reconnect.store.opening import open_reader, open_store
from reconnect.store.undo import undo

GIVEN, FAMILY = ("Kate", "Katie", "Katherine", "William", "Bill", "K"), ("Quillfeather", "O'Neil", "Stone", "Smith")
LINES = (
    "EMAIL:kate@harbour.example", "EMAIL:info@harbour.example", "EMAIL:bill@stone.example", "TEL:+1 212 555 0101",
    "TEL:212 555 0101", "ORG:Harbour", "ORG:Stone Works", "BDAY:1980-01-02",
)  # fmt: skip
CARDS = st.builds(
    lambda given, family, lines: card(f"{given} {family}", *lines),
    st.sampled_from(GIVEN),
    st.sampled_from(FAMILY),
    st.lists(st.sampled_from(LINES), max_size=3, unique=True),
)

Anew = Callable[[], list[str]]


@pytest.fixture
def anew(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Anew:
    """Tells the names of those who were worked out anew the last time; the time after, all were, to compare."""
    seen: list[Neighbours] = []

    def spied(*arguments: object) -> Neighbours:
        seen.append(neighbours.neighbours(*arguments))  # type: ignore[arg-type]
        return seen[-1]

    def told() -> list[str]:
        names = {each.id: each.contact.formatted_name for _, contacts in archive.listed() for each in contacts}
        return sorted(names[id] for some in seen[-2].changed for id in some)

    monkeypatch.setattr(resolving, "neighbours", spied)
    return told


@pytest.mark.parametrize(
    ("damaged", "damage"),
    [
        ("people", "update people set name = 'Teo' where name = 'Katie O''Neil'"),
        ("questions", "delete from questions"),
        ("people.told", "update kept set value = zeroblob(length(value)) where name = 'people.told'"),
    ],
)
def test_a_difference_from_working_out_everything_is_noticed(
    damaged: str, damage: str, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cards = [card("Katie O'Neil"), card("John Smith", "UID:1"), card("John Smith", "UID:2")]
    take_in(archive, write_cards(tmp_path / "a.vcf", cards))
    write = rebuilt.write_people

    def written(db: Database, *arguments: Any, others_stay: bool) -> list[int]:
        ids = write(db, *arguments, others_stay=others_stay)
        if others_stay:
            db.conn.execute(damage)
        return ids

    monkeypatch.setattr(rebuilt, "write_people", written)
    with pytest.raises(AssertionError, match=f"worked out: {damaged}$"):
        take_in(archive, write_cards(tmp_path / "b.vcf", [card("Zoltan Quist")]))


def test_a_new_contact_is_worked_out_with_its_neighbours_alone(archive: Archive, anew: Anew, tmp_path: Path) -> None:
    book = [card("Katie O'Neil", "TEL:+1 212 555 0101"), card("Bill Stone", "EMAIL:bill@stone.example"), card("Teo")]
    take_in(archive, write_cards(tmp_path / "a.vcf", book))
    assert anew() == ["Bill Stone", "Katie O'Neil", "Teo"]
    take_in(archive, write_cards(tmp_path / "b.vcf", [card("Amara Osei"), card("William Stone")]))
    assert anew() == ["Amara Osei", "Bill Stone", "William Stone"]
    take_in(archive, write_cards(tmp_path / "c.vcf", [card("Mum", "TEL:+1 (212) 555-0101")]))
    assert anew() == ["Katie O'Neil", "Mum"]


def test_a_decision_and_its_neighbours_are_all_that_it_changes(archive: Archive, anew: Anew, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [card("Katie O'Neil"), card("Zoltan"), card("Teo Marchetti")]))
    katie, zoltan = (archive.person(name)["id"] for name in ("Katie O'Neil", "Zoltan"))
    archive.join(katie, zoltan, NOW)
    assert anew() == ["Katie O'Neil", "Zoltan"]
    archive.part(archive.person("Zoltan")["id"], archive.contacts_of(katie)[0].id, NOW + timedelta(minutes=1))
    assert anew() == ["Katie O'Neil", "Zoltan"]


def test_what_is_told_again_changes_nobody(archive: Archive, anew: Anew, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [card("Katie O'Neil"), card("Teo")]))
    take_in(archive, write_cards(tmp_path / "b.vcf", [card("Katie O'Neil"), card("Teo"), card("Zoltan Quist")]))
    assert anew() == ["Zoltan Quist"]


@pytest.mark.parametrize("change", ["me", "country", "rules"])
def test_what_concerns_everybody_changes_everybody(
    change: str, archive: Archive, anew: Anew, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [card("Katie O'Neil"), card("Teo")]))
    if change == "me":
        archive.decide_me("ines@duarte.example", mine=True)
    elif change == "country":
        archive.set("home_region", "IE")
    else:
        monkeypatch.setattr(rules, "version", lambda _: "0")
        archive.decide_me("ines@duarte.example", mine=False)
    assert anew() == ["Katie O'Neil", "Teo"]


@pytest.mark.parametrize("at_once", [1, 3, 1_000])
def test_however_many_are_worked_out_at_once_they_are_the_same(
    at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbours, "AT_ONCE", at_once)
    archive, _ = filled(tmp_path / "a.db", cases(*NAMES))
    monkeypatch.undo()
    assert answers(archive) == answers(filled(tmp_path / "b.db", cases(*NAMES))[0])


def test_nobody_but_me_is_nobody_to_work_out(archive: Archive, tmp_path: Path) -> None:
    archive.decide_me("ines@duarte.example", mine=True)
    take_in(archive, write_cards(tmp_path / "a.vcf", [card("Ines Duarte", "EMAIL:ines@duarte.example")]))
    assert archive.listed() == []


def test_an_initial_tells_less_where_there_are_more_people(archive: Archive, tmp_path: Path) -> None:
    letters = "bcdfghklmnprst"
    many = [card(f"Zo{a}{b}el Quo{b}{a}ist") for a in letters for b in letters]
    take_in(archive, write_cards(tmp_path / "a.vcf", [card("K Smith"), card("Kate Smith"), *many[:156]]))
    (before,) = archive.questions()
    take_in(archive, write_cards(tmp_path / "b.vcf", many[156:157]))  # a step among the numbers of people
    (after,) = archive.questions()
    assert after["score"] < before["score"]


def test_a_newsletter_is_named_as_a_company_once_somebody_works_there(archive: Archive, tmp_path: Path) -> None:
    letter = "What is on\nList-Unsubscribe: <mailto:off@letters.example>"
    senders = ("Harbour <weekly@letters.example>", "Harbour Studio <weekly@letters.example>")
    mails = [(sender, ME, f"2026-01-0{day}", letter) for day, sender in enumerate(senders, 1)]
    take_in(archive, write_mbox(tmp_path / "a.mbox", mails))
    assert "Harbour" in [row["name"] for row, _ in archive.listed()]
    take_in(archive, write_cards(tmp_path / "b.vcf", [card("Zoltan Quist", "ORG:Harbour Studio")]))
    assert "Harbour Studio" in [row["name"] for row, _ in archive.listed()]


def test_colleagues_of_one_name_are_two_once_the_company_has_many(archive: Archive, tmp_path: Path) -> None:
    smiths = [card("John Smith", "ORG:Kiln Works", f"UID:{number}") for number in (1, 2)]
    take_in(archive, write_cards(tmp_path / "a.vcf", smiths))
    assert len(archive.listed()) == 1
    others = [card(f"Zo{a}{b}el Quo{b}{a}ist", "ORG:Kiln Works") for a in "bcdfghklmn" for b in "bcdfghklmn"]
    take_in(archive, write_cards(tmp_path / "b.vcf", others))
    assert [row["name"] for row, _ in archive.listed()].count("John Smith") == 2


def test_who_only_sent_newsletters_is_a_person_once_there_is_a_letter(archive: Archive, tmp_path: Path) -> None:
    sender, kinds = "Amara Osei <amara@kiln.example>", []
    letters = ["What is on\nList-Unsubscribe: <mailto:off@kiln.example>", "Lunch on Friday?"]
    for number, subject in enumerate(letters, 1):
        take_in(archive, write_mbox(tmp_path / f"{number}.mbox", [(sender, ME, f"2026-01-0{number}", subject)]))
        kinds.append(archive.person("Amara Osei")["kind"])
    assert kinds == ["robot", "person"]


@pytest.mark.parametrize(
    ("address", "organization", "is_person"),
    [
        ("ottilie@kiln.example", "Ottilie Quillfeather", True),
        ("info@kiln.example", "Kiln", True),
        ("info@kiln.example", "Ottilie Quillfeather", False),
    ],
)
def test_only_the_address_and_the_name_of_a_company_together_keep_somebody_from_the_bearers_of_the_name(
    address: str, organization: str, is_person: bool, archive: Archive, tmp_path: Path
) -> None:
    book = [card("Ottilie Quillfeather"), card("Zoltan Quist", f"ORG:{organization}")]
    take_in(archive, write_cards(tmp_path / "a.vcf", book))
    mail = (f"Ottilie Quillfeather <{address}>", ME, "2026-01-01", "Hello")
    take_in(archive, write_mbox(tmp_path / "b.mbox", [mail]))
    sources = [{each.importer for each in contacts} for _, contacts in archive.listed()]
    assert ({"mail", "vcard"} in sources) == is_person


@pytest.mark.parametrize("step", [1, -1])
def test_samples_one_by_one_are_what_they_are_together(step: int, tmp_path: Path) -> None:
    one_by_one = reconnect.open(tmp_path / "a.db")
    for path in cases(*NAMES)[::step]:
        take_in(one_by_one, path)
    one, other = answers(one_by_one), answers(filled(tmp_path / "b.db", cases(*NAMES))[0])
    assert sorted(map(str, one.pop("problems"))) == sorted(map(str, other.pop("problems")))
    assert one == other


def stored(archive: Archive) -> list[int]:
    with closing(open_reader(archive.path)) as conn:
        return [id for (id,) in conn.execute("select id from contacts order by id")]


@settings(max_examples=20)
@given(st.lists(st.lists(CARDS, min_size=1, max_size=4), min_size=2, max_size=5), st.data())
def test_whatever_comes_goes_and_is_decided(books: list[list[str]], data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        archive = reconnect.open(Path(folder) / "a.db")
        for number, book in enumerate(books):
            take_in(archive, write_cards(Path(folder) / f"{number}.vcf", book))
            people = archive.listed()
            match data.draw(st.sampled_from(["undo", "join", "part", "nothing"])):
                case "undo" if number:
                    archive.undo_import(data.draw(st.sampled_from([row["id"] for row in archive.imports()])))
                case "join" if len(people) > 1:
                    archive.join(people[0][0]["id"], people[-1][0]["id"], NOW + timedelta(minutes=number))
                case "part" if several := [(row, of) for row, of in people if len(of) > 1]:
                    archive.part(several[0][0]["id"], several[0][1][0].id, NOW + timedelta(minutes=number))
            of_somebody = [contact.id for _, contacts in archive.listed() for contact in contacts]
            assert sorted(of_somebody) == stored(archive)


def test_who_is_told_again_by_a_newer_export_has_the_position_that_it_tells(archive: Archive, tmp_path: Path) -> None:
    potter = card("Katie O'Neil", "EMAIL:katie@harbour.example", "TITLE:Potter", "UID:1")
    baker = card("Katie O'Neil", "EMAIL:katie@harbour.example", "TITLE:Baker", "UID:2")
    for year, cards in enumerate([[potter], [baker], [potter, card("Zoltan Quist", "UID:3")]], 2020):
        path = write_cards(tmp_path / f"{year}.vcf", cards)
        os.utime(path, (datetime(year, 1, 1, tzinfo=UTC).timestamp(),) * 2)
        take_in(archive, path)
    assert [(row["name"], row["title"]) for row, _ in archive.listed()] == [
        ("Katie O'Neil", "Potter"),
        ("Zoltan Quist", ""),
    ]


def test_what_was_told_again_and_taken_back_leaves_the_position_as_it_was(archive: Archive, tmp_path: Path) -> None:
    potter = card("Katie O'Neil", "EMAIL:katie@harbour.example", "TITLE:Potter", "UID:1")
    baker = card("Katie O'Neil", "EMAIL:katie@harbour.example", "TITLE:Baker", "UID:2")
    titles = []
    for year, cards in enumerate([[potter], [baker], [potter]], 2020):
        path = write_cards(tmp_path / f"{year}.vcf", cards)
        os.utime(path, (datetime(year, 1, 1, tzinfo=UTC).timestamp(),) * 2)
        take_in(archive, path)
        titles.append(archive.person("Katie O'Neil")["title"])
    archive.undo_import(archive.imports()[-1]["id"])
    assert [*titles, archive.person("Katie O'Neil")["title"]] == ["Potter", "Baker", "Potter", "Baker"]


def test_who_is_gone_and_back_before_anything_is_worked_out_is_with_the_neighbours(
    archive: Archive, tmp_path: Path
) -> None:
    take_in(archive, write_cards(tmp_path / "a.vcf", [card("Katie O'Neil", "TEL:+1 212 555 0101")]))
    again = write_cards(tmp_path / "b.vcf", [card("Kate O'Neil", "TEL:+1 212 555 0101")])
    take_in(archive, again)
    with closing(open_store(archive.path)) as db:
        undo(db, 2)
    take_in(archive, again)
    assert len(archive.questions()) == 1


def test_local_numbers_are_read_anew_once_my_card_tells_my_country(archive: Archive, tmp_path: Path) -> None:
    archive.decide_me("ines@duarte.example", mine=True)
    me = card("Ines Duarte", "EMAIL:ines@duarte.example")
    one, other = card("Amara Osei", "TEL:020 7946 0999"), card("Amara", "TEL:+44 20 7946 0999")
    take_in(archive, write_cards(tmp_path / "a.vcf", [me, one, other]))
    before = len(archive.questions())
    mine = card("Ines Duarte", "EMAIL:ines@duarte.example", "TEL:+44 20 7946 0101")
    take_in(archive, write_cards(tmp_path / "b.vcf", [mine]))
    assert (before, len(archive.questions())) == (0, 1)


def test_a_local_number_of_mine_does_not_tell_my_country(archive: Archive, tmp_path: Path) -> None:
    for number in ("030 12345675", "+49 30 1234567"):
        archive.decide_me(number, mine=True)
    book = [
        card("Ines Duarte", "TEL:030 123456 x75", "TEL:+44 20 7946 0101", "TEL:+44 20 7946 0102"),
        card("Amara Osei", "TEL:020 7946 0999"),
        card("Amara", "TEL:+44 20 7946 0999"),
    ]
    take_in(archive, write_cards(tmp_path / "a.vcf", book))
    take_in(archive, write_cards(tmp_path / "b.vcf", [card("Zoltan Quist")]))
    assert archive.questions() == []
