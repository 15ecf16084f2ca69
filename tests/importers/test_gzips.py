"""A gzip is read as the one file in it, up to its end or its damage."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packing import until_damage

from importers import containers
from importers.export import Export, UnreadableExport
from importers.gzips import CUT_OFF, DAMAGED, Unpacked

TEXT = b"".join(b"line %d of a text that repeats itself\n" % number for number in range(40_000))
NOISE = random.Random(7).randbytes(300_000)


def gzip_of(path: Path, *pieces: bytes) -> Path:
    path.write_bytes(b"".join(map(gzip.compress, pieces)))
    return path


def content(path: Path) -> bytes:
    (member,) = Export(path).members
    with member.open(endless=True) as stream:
        return stream.read()


@pytest.mark.parametrize(
    ("name", "inside"),
    [("mail.mbox.gz", "mail.mbox"), ("contacts.vcf.GZ", "contacts.vcf"), ("mail", "mail"), (".gz", ".gz")],
)
def test_a_gzip_is_the_one_file_in_it(name: str, inside: str, tmp_path: Path) -> None:
    export = Export(gzip_of(tmp_path / name, TEXT))
    (member,) = export.members
    assert (member.name, member.path, member.size) == (inside, None, export.path.stat().st_size)
    assert (export.is_single_file, export.is_packed, export.name, export.entry_names()) == (True, True, name, [])
    assert (member.head(100), content(export.path)) == (TEXT[:100], TEXT)


def test_a_file_that_is_only_named_so_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mail.mbox.gz").write_bytes(b"From ada")
    export = Export(tmp_path / "mail.mbox.gz")
    assert (export.is_packed, export.members[0].name, export.members[0].head()) == (False, "mail.mbox.gz", b"From ada")


@pytest.mark.parametrize("pieces", [[TEXT, b"and more"], [b"", TEXT, b"", NOISE], [bytes(100_000)] * 3])
def test_pieces_one_behind_the_other_are_read_on(pieces: list[bytes], tmp_path: Path) -> None:
    path = gzip_of(tmp_path / "a.gz", *pieces)
    assert content(path) == b"".join(pieces)
    path.write_bytes(path.read_bytes() + bytes(100_000))  # tapes are filled up with NULs
    assert content(path) == b"".join(pieces)


def test_an_empty_file_in_a_gzip_is_empty(tmp_path: Path) -> None:
    export = Export(gzip_of(tmp_path / "empty.mbox.gz", b""))
    assert (export.size, content(export.path)) == (0, b"")


def all_before_damage(path: Path) -> tuple[bytes, str]:
    """What is read piece by piece, and what ends it."""
    (member,) = Export(path).members
    with member.open(endless=True) as stream:
        return until_damage(lambda: stream.read(1 << 20))


def test_what_stands_before_the_end_of_a_cut_off_gzip_is_read(tmp_path: Path) -> None:
    path = gzip_of(tmp_path / "a.gz", TEXT[:1000], TEXT)
    path.write_bytes(path.read_bytes()[:-100])
    found, reason = all_before_damage(path)
    assert reason == CUT_OFF
    assert TEXT[:1000] + TEXT[: len(found) - 1000] == found
    assert len(found) > len(TEXT) - 2_000


def test_what_stands_before_damage_is_read(tmp_path: Path) -> None:
    path = gzip_of(tmp_path / "a.gz", NOISE, TEXT)
    data = path.read_bytes()
    second = len(gzip.compress(NOISE))
    path.write_bytes(data[:second] + b"XX" + data[second + 2 :])
    assert all_before_damage(path) == (NOISE, DAMAGED)
    assert Export(path).members[0].head(10) == NOISE[:10]


def test_a_checksum_that_does_not_fit_is_told_at_the_end(tmp_path: Path) -> None:
    path = gzip_of(tmp_path / "a.gz", TEXT)
    data = bytearray(path.read_bytes())
    data[-8] ^= 1
    path.write_bytes(data)
    found, reason = all_before_damage(path)
    assert reason == DAMAGED
    assert TEXT.startswith(found)
    assert len(found) > len(TEXT) - containers.CHUNK


@pytest.mark.parametrize("data", [b"\x1f\x8b", b"\x1f\x8b\x08\x00", b"\x1f\x8bno gzip at all"])
def test_a_gzip_of_which_nothing_can_be_read_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.mbox.gz").write_bytes(data)
    with pytest.raises(UnreadableExport, match=r"^the gzip is (cut off|damaged); download it again$"):
        Export(tmp_path / "a.mbox.gz")


@pytest.mark.parametrize("endless", [False, True])
def test_a_bomb_is_stopped_while_it_opens(endless: bool, tmp_path: Path) -> None:
    path = gzip_of(tmp_path / "bomb.mbox.gz", bytes(64 << 20))
    (member,) = Export(path).members
    with member.open(endless=endless) as stream:
        found, reason = until_damage(lambda: stream.read(1 << 20))
    assert reason == "bomb.mbox.gz opens to more than 200 times its packed size; a real export does not"
    assert len(found) <= containers.MOST_RATIO * member.packed_size < 16 << 20


def test_progress_adds_up_to_the_size_of_the_file_however_often_it_is_opened(tmp_path: Path) -> None:
    export, told = Export(gzip_of(tmp_path / "a.gz", NOISE, TEXT)), list[int]()
    export.on_read = told.append
    (member,) = export.members
    assert member.head() == NOISE[: containers.HEAD]
    assert told == []
    for size in (10, -1, -1):
        with member.open() as stream:
            stream.read(size)
    assert sum(told) == export.size == export.path.stat().st_size
    assert len(told) > 1


@given(st.lists(st.integers(0, 50_000), max_size=8), st.integers(1, 9))
def test_any_place_is_found_forward_and_back(
    tmp_path_factory: pytest.TempPathFactory, places: list[int], size: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "places.gz"
    if not path.exists():
        gzip_of(path, TEXT[:20_000], TEXT[20_000:40_000])
    with Unpacked(path) as unpacked:
        for place in places:
            assert unpacked.seek(place) == unpacked.tell() == min(place, 40_000)
            assert TEXT[:40_000][place:].startswith(unpacked.read(size) or b"")
