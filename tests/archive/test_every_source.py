"""The promises of importing hold for every importer that ships, on all of its samples."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from invented import answers, take_in

import reconnect
from importers import BUILTIN
from reconnect.archive import Archive
from reconnect.archive.importing import ImportRun

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = [importer.name for importer in BUILTIN]


def cases(*names: str) -> list[Path]:
    return sorted(path for name in names for path in (SAMPLES / name).iterdir() if path.is_dir())


def filled(path: Path, exports: Sequence[Path]) -> tuple[Archive, ImportRun]:
    archive = reconnect.open(path)
    return archive, take_in(archive, *exports)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ImportRun]:
    """An archive with every sample, and what each of them brought."""
    path = tmp_path_factory.mktemp("whole") / "a.db"
    return path, filled(path, cases(*NAMES))[1]


def test_every_account_adds_up(whole: tuple[Path, ImportRun]) -> None:
    _, run = whole
    assert {each.importer for each in run.imports} == set(NAMES)
    for each in run.imports:
        brought = each.brought
        parts = (brought.new, brought.changed, brought.unchanged, brought.skipped.total(), brought.problems)
        assert brought.read == sum(parts), each.path


@pytest.mark.parametrize("name", NAMES)
def test_undo_is_exact(name: str, whole: tuple[Path, ImportRun], tmp_path: Path) -> None:
    path, run = whole
    with reconnect.open(path).reading() as conn:
        conn.execute("vacuum into ?", (str(tmp_path / "a.db"),))
    archive = reconnect.open(tmp_path / "a.db")
    for each in run.imports:
        if each.importer == name:
            archive.undo_import(each.brought.id)
    others = [path for path in cases(*NAMES) if path.parent.name != name]
    assert answers(archive) == answers(filled(tmp_path / "without.db", others)[0])


def test_the_order_of_imports_does_not_matter(whole: tuple[Path, ImportRun], tmp_path: Path) -> None:
    backwards, _ = filled(tmp_path / "backwards.db", cases(*NAMES)[::-1])
    found, wanted = answers(backwards), answers(reconnect.open(whole[0]))
    for each in (found, wanted):
        each["problems"] = sorted(each["problems"], key=str)  # they are listed import by import
    assert found == wanted


@pytest.mark.parametrize("name", NAMES)
def test_importing_a_copy_adds_nothing(name: str, tmp_path: Path) -> None:
    copies = [shutil.copytree(path, tmp_path / "copies" / path.name) for path in cases(name)]
    archive, first = filled(tmp_path / "a.db", cases(name))
    again = take_in(archive, *copies)
    assert [(each.brought.new, each.brought.changed, each.brought.read) for each in again.imports] == [
        (0, 0, each.brought.read) for each in first.imports
    ]
