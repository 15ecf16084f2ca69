"""A number once told names one human being for ever, whatever is joined, parted, imported or taken back."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import AS_OF, NOW, card, take_in, write_cards

import reconnect
from reconnect.archive import Archive
from reconnect.errors import NoSuchPerson

KATIE = card("John Smith", "EMAIL:katie@harbour.example", "UID:k")
KATHERINE = card("Jack Smith", "EMAIL:k.oneil@acme.example", "UID:k2")
TEO = card("Teo Marchetti", "EMAIL:teo@trieste.example", "UID:t")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = reconnect.open(tmp_path / "data" / "reconnect.db")
    take_in(archive, write_cards(tmp_path / "contacts.vcf", [KATIE, KATHERINE, TEO]))
    return archive


def ids(archive: Archive) -> dict[str, int]:
    return {row["name"]: row["id"] for row, _ in archive.listed()}


def test_a_joined_id_finds_the_person_and_parting_gives_both_back(archive: Archive) -> None:
    before = ids(archive)
    archive.join(1, 2, NOW)
    katie = archive.person("1")
    assert archive.person("2") == katie
    assert archive.shown(katie, AS_OF).aliases == [2]
    assert ids(archive) == {katie["name"]: 1, "Teo Marchetti": 3}
    archive.part(1, archive.contacts_of(1)[1].id, NOW)
    assert (ids(archive), archive.shown(archive.person("1"), AS_OF).aliases) == (before, [])


def test_an_id_that_was_joined_twice_over_is_as_good_as_the_last(archive: Archive) -> None:
    archive.join(2, 3, NOW)
    archive.join(1, archive.person("3")["id"], NOW)
    assert {archive.person(id)["id"] for id in "123"} == {2}
    assert archive.shown(archive.person("3"), AS_OF).aliases == [1, 3]


def test_a_draft_goes_with_the_person_it_was_written_to(archive: Archive) -> None:
    (draft,) = archive.draft([archive.person("2")], AS_OF, NOW)
    archive.join(1, 2, NOW)
    assert [(row["id"], row["person"]) for row in archive.drafts()] == [(draft["id"], 1)]
    assert archive.draft([archive.person("2")], AS_OF, NOW) == archive.drafts()
    archive.part(1, archive.contacts_of(1)[1].id, NOW)
    assert archive.drafts() == [draft]


def test_what_was_taken_back_and_imported_again_has_its_id(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "more.vcf", [card("Bo Lund", "UID:b")]))
    before = ids(archive)
    archive.undo_import(2)
    with pytest.raises(NoSuchPerson):
        archive.person("4")
    take_in(archive, write_cards(tmp_path / "others.vcf", [card("Ada Berg", "UID:a")]), tmp_path / "more.vcf")
    assert ids(archive) == {**before, "Ada Berg": 5}


CARDS = [
    card("John Smith", "EMAIL:katie@harbour.example", "UID:1"),
    card("Jack Smith", "EMAIL:katie@harbour.example", "UID:2"),
    card("John Smith", "EMAIL:k.oneil@acme.example", "UID:3"),
    card("Teo Marchetti", "EMAIL:teo@trieste.example", "UID:4"),
    card("T. Marchetti", "EMAIL:teo@trieste.example", "EMAIL:tm@acme.example", "UID:5"),
]
EXPORTS = ([0, 3], [1, 2], [2, 4], [4, 0])
STEPS = st.tuples(st.sampled_from(["import", "import", "undo", "join", "part"]), st.integers(0, 9), st.integers(0, 9))


def change(archive: Archive, folder: Path, step: tuple[str, int, int]) -> None:
    """Do one thing that a person may do; the numbers choose among what there is."""
    what, one, other = step
    people = archive.listed() if archive.path.exists() else []
    if what == "import":
        number = one % len(EXPORTS)
        take_in(archive, write_cards(folder / f"{number}.vcf", [CARDS[place] for place in EXPORTS[number]]))
    elif what == "undo" and people:
        runs = archive.imports()
        archive.undo_import(runs[one % len(runs)]["id"])
    elif what == "join" and len(people) > 1:
        first, second = people[one % len(people)][0]["id"], people[other % len(people)][0]["id"]
        archive.join(first, second, NOW) if first != second else None
    elif what == "part" and people:
        row, contacts = people[one % len(people)]
        archive.part(row["id"], contacts[other % len(contacts)].id, NOW) if len(contacts) > 1 else None


@settings(deadline=None, max_examples=25)
@given(st.lists(STEPS, min_size=3, max_size=8))
def test_whatever_a_person_does_no_id_is_given_to_two_or_to_a_stranger(steps: list[tuple[str, int, int]]) -> None:
    with TemporaryDirectory() as name:
        archive, held = reconnect.open(Path(name) / "a.db"), dict[int, set[str]]()
        for step in [("import", 0, 0), *steps]:
            change(archive, Path(name), step)
            last, people = max(held, default=0), archive.listed()
            assert len({row["id"] for row, _ in people}) == len(people)
            aliases = [alias for row, _ in people for alias in archive.shown(row, AS_OF).aliases]
            assert len({*aliases}) == len(aliases)
            assert {*aliases} <= held.keys() - {row["id"] for row, _ in people}
            for row, contacts in people:
                keys = {each.contact.key for each in contacts}
                assert held[row["id"]] & keys if row["id"] in held else row["id"] > last
                held.setdefault(row["id"], set()).update(keys)
