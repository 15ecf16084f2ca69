"""A card that was read before is recognised by its bytes, whatever file it now stands in, and is not read again."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from importers.base import Rereader
from importers.export import Export
from importers.records import Contact, Origin, Problem, Record, Repeated
from importers.vcard import VcardImporter

SAMPLES = Path(__file__).parents[2] / "samples" / "vcard"
FILES = sorted(path for path in SAMPLES.rglob("*") if path.is_file() and path.suffix != ".md")

ADA = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nPHOTO;ENCODING=b:AAAA\r\n AAAA\r\nEND:VCARD\r\n"
BO = ADA.replace(b"Ada", b"Bo")


def written(folder: Path, data: bytes) -> Export:
    (folder / "cards.vcf").write_bytes(data)
    return Export(folder / "cards.vcf")


def digests(records: list[Record]) -> list[int]:
    return [record.raw for record in records if isinstance(record, Contact) and record.raw is not None]


def test_the_importer_is_a_rereader() -> None:
    assert isinstance(VcardImporter(), Rereader)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SAMPLES).as_posix())
def test_where_nothing_is_known_everything_is_read(path: Path) -> None:
    assert list(VcardImporter().reread(Export(path), ())) == list(VcardImporter().extract(Export(path)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SAMPLES).as_posix())
def test_where_all_is_known_only_contacts_with_losses_and_problems_are_read(path: Path) -> None:
    records = list(VcardImporter().extract(Export(path)))
    expected = [
        Repeated(record.origin, record.raw) if isinstance(record, Contact) and record.raw is not None else record
        for record in records
    ]
    assert list(VcardImporter().reread(Export(path), set(digests(records)))) == expected
    assert all((record.raw is None) == bool(record.losses) for record in records if isinstance(record, Contact))


def test_a_card_is_recognised_at_another_place_and_with_other_line_ends(tmp_path: Path) -> None:
    known = set(digests(list(VcardImporter().extract(written(tmp_path, ADA + BO)))))
    changed = b"\n" + BO.replace(b"\r\n", b"\n") + b"junk\n" + ADA.replace(b"\r\n", b"\r").replace(b"BEGIN", b" Begin ")
    found = list(VcardImporter().reread(written(tmp_path, changed), known))
    assert [type(record) for record in found] == [Repeated, Repeated]
    assert {record.raw for record in found if isinstance(record, Repeated)} == known


@pytest.mark.parametrize(
    "changed", [ADA.replace(b"FN:Ada", b"FN:Eda"), ADA.replace(b" AAAA", b" AAAB"), ADA.replace(b" AAAA\r\n", b"")]
)
def test_a_card_that_changed_is_read(changed: bytes, tmp_path: Path) -> None:
    known = set(digests(list(VcardImporter().extract(written(tmp_path, ADA + BO)))))
    read, again = VcardImporter().reread(written(tmp_path, changed + BO), known)
    assert isinstance(read, Contact)
    assert isinstance(again, Repeated)
    assert again.origin == Origin("cards.vcf", 2)


def test_the_same_bytes_in_utf_16_are_another_card_for_charsets_do_not_count_there(tmp_path: Path) -> None:
    card = ADA.replace(b"FN:Ada", "FN;CHARSET=windows-1252:Zoë".encode())
    (plain,) = VcardImporter().extract(written(tmp_path, card))
    (recoded,) = VcardImporter().extract(written(tmp_path, card.decode().encode("utf-16")))
    assert isinstance(plain, Contact)
    assert isinstance(recoded, Contact)
    assert (plain.formatted_name, recoded.formatted_name) == ("ZoÃ«", "Zoë")
    assert plain.raw != recoded.raw


def test_when_cards_are_read_otherwise_than_before_none_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = set(digests(list(VcardImporter().extract(written(tmp_path, ADA)))))
    monkeypatch.setattr(sys.modules["importers.vcard.cards"], "RULES", b"other rules\n")
    (record,) = VcardImporter().reread(written(tmp_path, ADA), known)
    assert isinstance(record, Contact)


def test_a_card_that_is_known_is_recognised_without_vobject(tmp_path: Path) -> None:
    (ada,) = VcardImporter().extract(written(tmp_path, ADA))
    assert isinstance(ada, Contact)
    program = (
        "import sys; from importers.export import Export; from importers.vcard import VcardImporter;"
        "(one,) = VcardImporter().reread(Export(sys.argv[1]), {int(sys.argv[2])});"
        "print(type(one).__name__, 'vobject' in sys.modules)"
    )
    child = [sys.executable, "-c", program, str(tmp_path / "cards.vcf"), str(ada.raw)]
    found = subprocess.run(child, capture_output=True, check=True, cwd=Path(__file__).parents[2], text=True)
    assert found.stdout.split() == ["Repeated", "False"]


def test_a_large_file_is_cut_where_its_pieces_end_and_no_card_is_lost(tmp_path: Path) -> None:
    chance = random.Random(1)
    names = [f"Person {number}" for number in range(300)]
    photos = (b"\r\n ".join([b"A" * 70] * chance.randrange(80)) for _ in names)
    texts = [
        ADA.replace(b"Ada", name.encode()).replace(b"AAAA", photo) for name, photo in zip(names, photos, strict=True)
    ]
    records = list(VcardImporter().extract(written(tmp_path, b"".join(texts))))
    assert [record.formatted_name for record in records if isinstance(record, Contact)] == names
    assert not any(isinstance(record, Problem) for record in records)
    again = list(VcardImporter().reread(Export(tmp_path / "cards.vcf"), set(digests(records))))
    assert [record.raw for record in again if isinstance(record, Repeated)] == digests(records)
