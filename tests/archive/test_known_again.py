"""What was read before is known again: a copy of an export, and single records in a changed one."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Container, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from invented import (
    CARDS,
    KATIE,
    NOW,
    TEO,
    answers,
    card,
    exchanged,
    take_in,
    write_cards,
    write_everything,
    write_mbox,
)

import reconnect
from importers import Contact, Export, Origin, Record, VcardImporter
from importers.records import Repeated
from reconnect.archive import Archive, one_export
from reconnect.archive.importing import ImportRun
from reconnect.plugins import Claim, Registered


def accounts(run: ImportRun) -> list[tuple[int, int, int, int, str]]:
    brought = [each.brought for each in run.imports]
    return [(each.read, each.new, each.changed, each.unchanged, Path(each.same_as).name) for each in brought]


def copied(path: Path) -> Path:
    """The same bytes under a name that a browser gives to a second download."""
    copy = path.with_name(f"{path.stem} (1){path.suffix}")
    if path.is_file():
        copy.write_bytes(path.read_bytes())
        return copy
    for file in (file for file in path.rglob("*") if file.is_file()):
        (copy / file.relative_to(path)).parent.mkdir(parents=True, exist_ok=True)
        (copy / file.relative_to(path)).write_bytes(file.read_bytes())
    return copy


@pytest.mark.parametrize("place", range(4), ids=["mail", "vcard", "linkedin", "facebook"])
def test_a_copy_is_not_read_again(
    place: int, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_everything(tmp_path)[place]
    first = take_in(archive, path).imports[0].brought

    def unread(*_: object) -> Iterator[Record]:
        raise AssertionError("this was read before")

    monkeypatch.setattr(one_export, "read", unread)
    again = take_in(archive, path, copied(path))
    unchanged = first.new + first.unchanged
    assert accounts(again) == [(first.read, 0, 0, unchanged, path.name)] * 2


def test_the_files_of_a_copied_folder_keep_their_names(archive: Archive, tmp_path: Path) -> None:
    for folder in ("Inbox", "Sent"):
        (tmp_path / folder).mkdir()
        write_mbox(tmp_path / folder / "Inbox", exchanged(TEO, ["2019-02-01"], "A room"))
        write_mbox(tmp_path / folder / "Sent", exchanged(KATIE, ["2019-03-01"], "A kiln"))
        take_in(archive, tmp_path / folder)
    with closing(sqlite3.connect(archive.path)) as database:
        names = database.execute("select import_id, name from members order by 1, 2").fetchall()
    assert names == [(1, "Inbox"), (1, "Sent"), (2, "Inbox"), (2, "Sent")]


@pytest.mark.parametrize("place", range(4), ids=["mail", "vcard", "linkedin", "facebook"])
def test_taking_back_either_copy_leaves_the_other_whole(place: int, tmp_path: Path) -> None:
    path = write_everything(tmp_path)[place]
    copy = copied(path)
    for first, second in ((path, copy), (copy, path)):
        for undone in (0, 1):
            both = reconnect.open(tmp_path / f"{first.name}-{undone}.db")
            alone = reconnect.open(tmp_path / f"{first.name}-{undone}-alone.db")
            runs = [take_in(both, each).imports[0].brought.id for each in (first, second)]
            both.undo_import(runs[undone])
            take_in(alone, (second, first)[undone])
            assert answers(both) == answers(alone)


def test_copies_answer_the_same_whatever_was_read_first(tmp_path: Path) -> None:
    path = write_everything(tmp_path)[2]
    found = []
    for order in itertools.permutations((path, copied(path))):
        archive = reconnect.open(tmp_path / f"{order[0].name}.db")
        take_in(archive, *order)
        found.append(answers(archive))
    assert found[0] == found[1]


@dataclass
class CountingVcards(VcardImporter):
    """The vCard importer, counting the cards that it had to read."""

    built: list[str] = field(default_factory=list)

    def reread(self, export: Export, known: Container[int]) -> Iterator[Record | Repeated]:
        for record in super().reread(export, known):
            if isinstance(record, Contact):
                self.built.append(record.formatted_name)
            yield record


def read(archive: Archive, reader: VcardImporter, path: Path, version: str = "1") -> ImportRun:
    return archive.import_exports([Claim(Export(path), Registered(reader, version))], NOW)


def test_of_a_changed_file_only_the_changed_cards_are_read(archive: Archive, tmp_path: Path) -> None:
    reader = CountingVcards()
    read(archive, reader, write_cards(tmp_path / "a-2026-01-01.vcf"))
    reader.built.clear()
    changed = [CARDS[2], CARDS[1].replace("trieste", "napoli"), CARDS[0], card("Bo Lund", "UID:b")]
    run = read(archive, reader, write_cards(tmp_path / "b-2026-02-01.vcf", changed))
    assert (reader.built, accounts(run)) == (["Teo Marchetti", "Bo Lund"], [(4, 1, 1, 2, "")])
    whole = reconnect.open(tmp_path / "whole.db")
    for name, version in (("a-2026-01-01.vcf", "1"), ("b-2026-02-01.vcf", "2")):
        read(whole, reader, tmp_path / name, version)
    assert answers(archive) == answers(whole)


def test_the_same_file_read_by_another_version_takes_the_place_of_what_was_read(
    archive: Archive, tmp_path: Path
) -> None:
    path, alone = write_cards(tmp_path / "a.vcf"), reconnect.open(tmp_path / "alone.db")
    first = read(archive, VcardImporter(), path, "1")
    again = read(archive, VcardImporter(), path, "2")
    assert accounts(again) == [(3, 0, 0, 3, "")]
    assert [(row["id"], row["version"]) for row in archive.imports()] == [(again.imports[0].brought.id, "2")]
    assert first.people == again.people
    read(alone, VcardImporter(), path, "2")
    assert answers(archive) == answers(alone)


def test_another_version_of_the_importer_reads_anew(archive: Archive, tmp_path: Path) -> None:
    reader = CountingVcards()
    read(archive, reader, write_cards(tmp_path / "a.vcf"), "1")
    read(archive, reader, write_cards(tmp_path / "b.vcf"), "2")
    assert len(reader.built) == 2 * len(CARDS)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_cards_of_one_key_are_told_apart_as_if_they_were_read_anew(order: Sequence[int], tmp_path: Path) -> None:
    """Three cards without UID share name and address, and so their key; in the second file they stand in any order."""
    cards = [card("Jon Bell", "EMAIL:j@bell.example", f"NOTE:{note}") for note in ("one", "two", "two")]
    first = write_cards(tmp_path / "a-2026-01-01.vcf", cards)
    second = write_cards(tmp_path / "b-2026-02-01.vcf", [*(cards[place] for place in order), CARDS[0]])
    found = []
    for version in ("1", "2"):
        archive = reconnect.open(tmp_path / f"{version}.db")
        read(archive, VcardImporter(), first, "1")
        runs = accounts(read(archive, VcardImporter(), second, version))
        found.append((answers(archive), runs))
    assert found[0] == found[1]


def test_a_damaged_card_is_read_each_time(archive: Archive, tmp_path: Path) -> None:
    reader = CountingVcards()
    damaged = card("Jon Bell", "NOTE;x")
    for name in ("a.vcf", "b.vcf"):
        read(archive, reader, write_cards(tmp_path / name, [damaged, card(name)]))
    assert reader.built == ["Jon Bell", "a.vcf", "Jon Bell", "b.vcf"]
    assert [row["reason"] for row in archive.problems()] == ["line 4 could not be read: NOTE;x"] * 2


@dataclass
class Breaking:
    """A foreign importer that fails in the middle."""

    name: str = "breaking"
    title: str = "Whatever breaks"

    def identify(self, export: Export) -> bool:
        return True

    def extract(self, export: Export) -> Iterator[Record]:
        yield Contact(key="1", origin=Origin(export.name, 1), formatted_name="Ada Byron")
        raise KeyError("oops")


def test_an_importer_that_fails_in_the_middle_costs_the_rest_alone(archive: Archive, tmp_path: Path) -> None:
    path = write_cards(tmp_path / "a.vcf")
    run = archive.import_exports([Claim(Export(path), Registered(Breaking(), "1"))], NOW)
    assert accounts(run) == [(2, 1, 0, 0, "")]
    what = "the importer breaking failed here (KeyError); report that to its maker"
    assert [row["reason"] for row in archive.problems()] == [f"the rest could not be read: {what}"]
    assert [row["name"] for row, _ in archive.listed()] == ["Ada Byron"]
