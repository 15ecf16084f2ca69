"""Every sample gives the same records from a ZIP, a TAR, packed or not, and a single file from a gzip."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

import pytest
from packing import packed
from test_contract import CASES, case_name, importer_of, sample_export, single

from importers.export import Export
from importers.records import Record

SINGLE = [case for case in CASES if sample_export(case).is_single_file]


def records(path: Path, case: Path) -> list[Record]:
    return list(single(importer_of(case).extract(Export(path))))


def by_place(found: Iterable[Record]) -> list[str]:
    return sorted(map(repr, found))


@pytest.mark.parametrize("name", ["export.tgz", "export.tar.gz", "export.tar"])
@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_a_tar_gives_the_same_records_as_the_folder(case: Path, name: str, tmp_path: Path) -> None:
    importer, path = importer_of(case), packed(case, tmp_path / name)
    assert importer.identify(Export(path)) == importer.identify(Export(case))
    assert records(path, case) == records(case, case)


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_the_order_of_the_files_in_a_tar_changes_nothing(case: Path, tmp_path: Path) -> None:
    path = packed(case, tmp_path / "export.tgz", backwards=True)
    assert by_place(records(path, case)) == by_place(records(case, case))


@pytest.mark.parametrize("case", SINGLE, ids=case_name)
def test_a_gzip_gives_the_same_records_as_the_file(case: Path, tmp_path: Path) -> None:
    file = sample_export(case).path
    path = tmp_path / f"{file.name}.gz"
    path.write_bytes(gzip.compress(file.read_bytes()))
    assert importer_of(case).identify(Export(path))
    assert records(path, case) == records(file, case)
