"""All that precedes damage is read, in pieces of any size, and then the damage is told."""

from __future__ import annotations

import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packing import until_damage

from importers.containers import CHUNK
from importers.reader import Reader


class Damaged(io.RawIOBase):
    """Gives pieces, then fails for good, or ends."""

    def __init__(self, pieces: list[bytes], *, ends: bool = False) -> None:
        self._pieces, self._ends = list(filter(None, pieces)), ends

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if not self._pieces:
            if self._ends:
                return 0
            raise zlib.error("damaged")
        piece = self._pieces.pop(0)
        if len(piece) > len(buffer):
            self._pieces.insert(0, piece[len(buffer) :])
        buffer[: len(piece)] = piece[: len(buffer)]
        return min(len(piece), len(buffer))


def ignore(_: int) -> None: ...


PIECES = st.lists(st.binary(max_size=200).map(lambda piece: piece * 500), max_size=6)


@given(PIECES, st.integers(1, 3 * CHUNK))
def test_all_before_damage_is_read_piece_by_piece(pieces: list[bytes], size: int) -> None:
    reader = Reader(Damaged(pieces), ignore)
    assert until_damage(lambda: reader.read(size)) == (b"".join(pieces), "damaged")
    with pytest.raises(zlib.error):
        reader.read(size)


@given(PIECES, st.integers(1, 3 * CHUNK))
def test_all_before_damage_is_read_into_a_buffer(pieces: list[bytes], size: int) -> None:
    reader, buffer = Reader(Damaged(pieces), ignore), bytearray(size)
    assert until_damage(lambda: bytes(buffer[: reader.readinto(buffer)])) == (b"".join(pieces), "damaged")


def test_who_asks_for_everything_is_not_given_a_part_of_it() -> None:
    with pytest.raises(zlib.error):
        Reader(Damaged([b"a" * 10, b"b"]), ignore).read()
    assert Reader(Damaged([b"a" * 10, b"b"], ends=True), ignore).read() == b"a" * 10 + b"b"


def test_lines_and_looks_ahead_come_in_whole_chunks_however_small_the_pieces_are() -> None:
    reader = Reader(Damaged([b"one, two\n"] * 20_000), ignore)
    assert len(reader.peek(1)) == CHUNK
    lines: list[bytes] = []
    with pytest.raises(zlib.error):
        lines.extend(reader)
    assert lines == [b"one, two\n"] * 20_000


def test_what_has_come_out_is_counted_and_who_counts_may_stop_it() -> None:
    counts: list[int] = []

    def count(out: int) -> None:
        counts.append(out)
        if out > CHUNK:
            raise ValueError("too much")

    reader = Reader(Damaged([b"x" * 3 * CHUNK]), count)
    assert reader.read(3 * CHUNK) == b"x" * CHUNK
    assert counts == [CHUNK, 2 * CHUNK]
    with pytest.raises(ValueError, match="too much"):
        reader.read(1)
