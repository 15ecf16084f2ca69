"""Every importer keeps the contract, on every sample of every importer."""

from __future__ import annotations

import json
import random
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from importers import BUILTIN
from importers.base import Importer
from importers.export import Export
from importers.records import Interaction, InteractionBlock, Record

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
GOLDEN = ROOT / "tests" / "golden"
NAMES = [importer.name for importer in BUILTIN]
CASES = sorted(case for name in NAMES for case in (SAMPLES / name).glob("*") if case.is_dir())


def sample_export(case: Path) -> Export:
    """A case that holds one file is that file; else the folder is the export."""
    inside = [path for path in case.iterdir() if not path.name.startswith(".")]
    return Export(inside[0] if len(inside) == 1 and inside[0].is_file() else case)


def importer_of(case: Path) -> Importer:
    return next(importer for importer in BUILTIN if importer.name == case.parent.name)


def single(records: Iterator[Record]) -> Iterator[Record]:
    """All records one by one, those inside of blocks as well."""
    for record in records:
        if isinstance(record, InteractionBlock):
            yield from record
        else:
            yield record


def as_line(record: Record) -> str:
    def plain(value: Any) -> Any:
        return value.isoformat() if isinstance(value, datetime) else str(value)

    told = {key: value for key, value in asdict(record).items() if value not in ("", (), False) and key != "raw"}
    if isinstance(record, Interaction):
        told["participants"] = [{"role": each.role, "mailbox": each.mailbox._asdict()} for each in record.participants]
    return json.dumps({"record": type(record).__name__, **told}, ensure_ascii=False, default=plain)


def case_name(case: Path) -> str:
    return f"{case.parent.name}/{case.name}"


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_exactly_one_importer_claims_each_sample(case: Path) -> None:
    assert [importer.name for importer in BUILTIN if importer.identify(sample_export(case))] == [case.parent.name]


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_each_sample_gives_the_records_of_its_golden_file(case: Path, golden: Callable[[str, str], None]) -> None:
    lines = [as_line(record) for record in single(importer_of(case).extract(sample_export(case)))]
    golden(f"{case.parent.name}/{case.name}.jsonl", "\n".join([*lines, ""]))


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_the_zip_gives_the_same_records_as_the_folder(case: Path, tmp_path: Path) -> None:
    packed = tmp_path / "export.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(case.rglob("*")):
            archive.write(path, path.relative_to(case).as_posix())
    importer, plain = importer_of(case), Export(case)
    assert importer.identify(Export(packed)) == importer.identify(plain)
    assert list(single(importer.extract(Export(packed)))) == list(single(importer.extract(plain)))


@pytest.mark.parametrize("importer", BUILTIN, ids=NAMES)
def test_foreign_empty_and_random_files_are_refused_without_an_exception(importer: Importer, tmp_path: Path) -> None:
    chance = random.Random(7)
    (tmp_path / "empty.bin").write_bytes(b"")
    (tmp_path / "random.bin").write_bytes(chance.randbytes(5_000))
    (tmp_path / "notes.txt").write_text("Dear diary,\nnothing happened today.\n", encoding="utf-8")
    (tmp_path / "numbers.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "object.json").write_text('{"a": [1, 2]}', encoding="utf-8")
    assert [path.name for path in sorted(tmp_path.iterdir()) if importer.identify(Export(path))] == []
    assert not importer.identify(Export(tmp_path))


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_no_importer_raises_on_a_damaged_sample(case: Path, tmp_path: Path) -> None:
    chance = random.Random(case_name(case))
    damaged = tmp_path / case.name
    shutil.copytree(case, damaged)
    for path in (path for path in damaged.rglob("*") if path.is_file()):
        data = bytearray(path.read_bytes())
        for _ in range(min(len(data), 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.randrange(len(data) + 1)])
    export = sample_export(damaged)
    for importer in BUILTIN:
        if importer.identify(export):
            assert all(isinstance(record, Record) for record in importer.extract(export))


def test_no_golden_file_is_left_without_its_sample() -> None:
    goldens = {
        path.relative_to(GOLDEN).with_suffix("").as_posix() for name in NAMES for path in (GOLDEN / name).glob("*")
    }
    assert goldens == {case_name(case) for case in CASES}


@pytest.mark.parametrize("name", NAMES)
def test_every_importer_tells_its_format(name: str) -> None:
    assert (SAMPLES / name / "FORMAT.md").read_text(encoding="utf-8").startswith("# ")
