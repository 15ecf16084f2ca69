"""An import adds what its messages bring; `worked_out_twice` compares it with counting all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import KATIE, ME, NOW, TEO, Mail, answers, card, exchanged, take_in, write_cards, write_mbox
from invented_forgetting import query

import reconnect
from reconnect.archive import Archive, days
from reconnect.archive.forgetting import forget
from reconnect.store import exchanges

Read = Callable[[], list[int]]

OTHERS = [f"Given{letter} Family{letter} <{letter}@people.example>" for letter in "abcdefghijk"]
ALIKE = ("Kate O'Neil <kate@harbour.example>", "Katie O'Neil <katie@harbour.example>", "Bill Stone <b@stone.example>")
WRITERS = (ME, "Ines Duarte <ines@home.example>", "i.d@duarte.example", *ALIKE, *OTHERS[:2])
LISTS = ("", "\nList-Id: <potters.lists.example>", "\nList-Unsubscribe: <mailto:off@letters.example>")
MAILS = st.builds(
    lambda sender, to, minute, sort: (sender, to, f"2024-03-0{1 + minute // 4}T12:0{minute % 4}", f"Clay{sort}"),
    st.sampled_from(WRITERS),
    st.one_of(
        st.just(ME),
        st.sampled_from(WRITERS),
        st.lists(st.sampled_from((*WRITERS, *OTHERS)), min_size=9, max_size=13, unique=True).map(", ".join),
    ),
    st.integers(0, 15),
    st.sampled_from(LISTS),
)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Read:
    """Tells how many messages were read for each question of the last working out; the time after, all were."""
    seen: list[int] = []
    of_all = exchanges.participations

    def spied(*arguments: object, **named: object) -> exchanges.Participations:
        found = of_all(*arguments, **named)  # type: ignore[arg-type]
        seen.append(len(found.of.id))
        return found

    monkeypatch.setattr(exchanges, "participations", spied)
    return lambda: [seen.pop(0) for _ in range(len(seen))]


@pytest.fixture(autouse=True)
def nothing_is_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few there are, what is new or moved is less than all."""
    monkeypatch.setattr(days, "MANY", 1.0)


def days_of(archive: Archive) -> list[tuple[object, ...]]:
    """Whose days of contact there are."""
    return query(archive, "select name, date(day * 86400, 'unixepoch') from contact_days "
                 "join people on people.id = person_id order by 2, 1")  # fmt: skip


def test_what_is_new_is_read_and_the_rest_is_not(archive: Archive, tmp_path: Path, read: Read) -> None:
    take_in(archive, write_mbox(tmp_path / "a.mbox"))
    first = read()
    take_in(archive, write_mbox(tmp_path / "b.mbox", [(TEO, ME, "2026-01-02", "Still here")]))
    assert (first, read()[:3]) == ([23, 23], [1, 0, 0])


def test_who_is_met_again_on_one_day_is_counted_anew(archive: Archive, tmp_path: Path, read: Read) -> None:
    take_in(archive, write_mbox(tmp_path / "a.mbox"))
    read()
    take_in(archive, write_mbox(tmp_path / "b.mbox", [(ME, TEO, "2025-03-02T13:00", "Yes")]))
    assert read()[:3] == [1, 0, 2]
    last_words = query(archive, "select incoming, outgoing, last_word, opened_id from contact_days where day = 20149")
    assert last_words == [(1, 1, 1, -1)]


def test_where_most_has_moved_everybody_is_counted_anew(
    archive: Archive, tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(archive, write_mbox(tmp_path / "a.mbox"))
    monkeypatch.setattr(days, "MANY", 0.2)
    read()
    archive.decide_me("katie@harbour.example", mine=True)
    assert read()[:2] == [0, 23]


def test_more_than_there_was_is_counted_with_it_from_nothing(archive: Archive, tmp_path: Path, read: Read) -> None:
    take_in(archive, write_mbox(tmp_path / "a.mbox", [(TEO, ME, "2026-01-02", "Still here")]))
    read()
    take_in(archive, write_mbox(tmp_path / "b.mbox"))
    assert read() == [24, 24]


def test_two_of_eleven_who_turn_out_to_be_one_let_a_message_count_for_all(archive: Archive, tmp_path: Path) -> None:
    many = (ME, ", ".join(OTHERS), "2024-05-05", "Who comes?")
    take_in(archive, write_mbox(tmp_path / "a.mbox", [*exchanged(KATIE, ["2020-02-02"], "The kiln"), many]))
    before = days_of(archive)
    one, other = (archive.person(f"{letter}@people.example")["id"] for letter in "ab")
    archive.join(one, other, NOW)
    joined = days_of(archive)
    archive.part(one, archive.contacts_of(one)[0].id, NOW + timedelta(minutes=1))
    assert (len(before), len(joined), days_of(archive)) == (2, 12, before)


def test_a_number_that_was_taken_back_and_is_given_again_is_counted_as_new(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_mbox(tmp_path / "a.mbox"))
    take_in(archive, write_mbox(tmp_path / "b.mbox", [(KATIE, ME, "2026-01-02", "Still here")]))
    archive.undo_import(2)
    take_in(archive, write_mbox(tmp_path / "c.mbox", [(TEO, ME, "2026-01-03", "So am I")]))
    assert days_of(archive)[-1] == ("Teo Marchetti", "2026-01-03")


def test_taking_back_an_address_book_leaves_what_was_counted(archive: Archive, tmp_path: Path, read: Read) -> None:
    take_in(archive, write_mbox(tmp_path / "a.mbox"))
    take_in(archive, write_cards(tmp_path / "b.vcf"))
    read()
    archive.undo_import(2)
    undone = read()
    archive.undo_import(1)
    assert (undone[0], days_of(archive)) == (0, [])


def test_my_name_is_known_by_what_comes(archive: Archive, tmp_path: Path) -> None:
    friends = [f"{each}, Ines Duarte <ines@home.example>" for each in OTHERS[:4]]
    nameless = [("ines@duarte.example", to, f"2024-01-0{day}", "Clay") for day, to in enumerate(friends, 1)]
    take_in(archive, write_mbox(tmp_path / "a.mbox", nameless))
    named = [(ME, OTHERS[day], f"2024-02-0{day}", "Glaze") for day in range(1, 9)]
    take_in(archive, write_mbox(tmp_path / "b.mbox", [*named[:4], (ME, KATIE, "2024-02-11", "Kiln")]))
    assert ("Ines Duarte", "name") in {(row["value"], row["kind"]) for row in archive.me()}


def test_another_address_of_mine_is_known_by_my_name(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_mbox(tmp_path / "a.mbox"))
    home = "Ines Duarte <ines@home.example>"
    more = [(home, KATIE, "2026-02-02", "Glaze"), (KATIE, home, "2026-02-03", "Re: Glaze")]
    take_in(archive, write_mbox(tmp_path / "b.mbox", more))
    assert "ines@home.example" in {row["value"] for row in archive.me()}


@pytest.fixture(scope="module")
def few_are_many() -> Iterator[None]:
    """Let even a small world be brought up to date, and not be counted from nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exchanges, "newer_than", lambda *_: 0)
        yield


@settings(max_examples=25)
@given(st.lists(st.lists(MAILS, min_size=1, max_size=6), min_size=2, max_size=5), st.data())
def test_whatever_is_written_taken_back_forgotten_and_decided(
    few_are_many: None, boxes: list[list[Mail]], data: st.DataObject
) -> None:
    # The session works everything out twice and compares; what is left here is that what was kept is the same.
    with TemporaryDirectory() as folder:
        archive = reconnect.open(Path(folder) / "a.db")
        archive.decide_me("ines@duarte.example", mine=True)
        for number, box in enumerate(boxes):
            take_in(archive, write_mbox(Path(folder) / f"{number}.mbox", box))
            change(archive, data, number)
            if data.draw(st.booleans()):
                book = [card("Katherine O'Neil", "EMAIL:kate@harbour.example", "EMAIL:katie@harbour.example")]
                take_in(archive, write_cards(Path(folder) / f"{number}.vcf", book))
        kept = answers(archive)
        archive.decide_me("nobody@duarte.example", mine=True)
        assert answers(archive) | {"me": []} == kept | {"me": []}


def change(archive: Archive, data: st.DataObject, number: int) -> None:
    """Do something to what is there, or nothing."""
    people = archive.listed()
    at = NOW + timedelta(minutes=number)
    match data.draw(st.sampled_from(["undo", "forget", "join", "part", "me", "not me", "nothing"])):
        case "undo":
            archive.undo_import(data.draw(st.sampled_from([row["id"] for row in archive.imports()])))
        case "forget" if people:
            forget(archive.path, data.draw(st.sampled_from(people))[0]["id"])
        case "join" if len(people) > 1:
            one, other = data.draw(st.lists(st.sampled_from(range(len(people))), min_size=2, max_size=2, unique=True))
            archive.join(people[one][0]["id"], people[other][0]["id"], at)
        case "part" if several := [(row, of) for row, of in people if len(of) > 1]:
            archive.part(several[0][0]["id"], several[0][1][0].id, at)
        case "me":
            archive.decide_me(data.draw(st.sampled_from(["katie@harbour.example", "ines@home.example"])), mine=True)
        case "not me":
            archive.decide_me(data.draw(st.sampled_from(["ines@duarte.example", "i.d@duarte.example"])), mine=False)
