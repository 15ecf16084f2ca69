"""A gzip holds one file, in any number of pieces one behind the other, and declares no size that can be believed.

Its size, and how far it is read, are therefore told in packed bytes: those of the file on disk.
Format: RFC 1952.
"""

from __future__ import annotations

import io
import re
import zlib
from pathlib import Path

from importers.containers import CHUNK, Container, Entry, Opened, UnreadableExport, check_ratio

MAGIC = b"\x1f\x8b"
GZIP = 16 + zlib.MAX_WBITS

CUT_OFF = "the gzip is cut off; download it again"
DAMAGED = "the gzip is damaged; download it again"


def is_gzip(head: bytes) -> bool:
    """Tell by the first bytes."""
    return head.startswith(MAGIC)


class Unpacked(io.RawIOBase):
    """What a gzip unpacks to; one goes on in it by reading what lies between, and back by beginning anew.

    What stands before the damage of a damaged one comes out. Errors: UnreadableExport as it is read.
    """

    def __init__(self, path: Path) -> None:
        self._name, self._packed_size = path.name, path.stat().st_size
        self._file = path.open("rb", buffering=0)
        self._begin()

    @property
    def packed_position(self) -> int:
        """How many bytes of the file are read."""
        return self._file.tell()

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always, though it may take long."""
        return True

    def tell(self) -> int:
        """Return how many bytes came out before this place."""
        return self._out

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place counted from the start, or to the end where that comes first; return where that is."""
        if whence != io.SEEK_SET:
            raise io.UnsupportedOperation("a gzip does not know where it ends")
        if offset < self._out:
            self._begin()
        while self._out < offset and self._next(min(offset - self._out, CHUNK)):
            pass
        return self._out

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Read some bytes, none at the end."""
        data = self._next(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()

    def _begin(self) -> None:
        self._file.seek(0)
        self._inflate, self._is_between = zlib.decompressobj(GZIP), False
        self._waiting, self._out = b"", 0

    def _next(self, most: int) -> bytes:
        """Return up to so many bytes, b"" at the end."""
        data = b""
        while not data and (self._waiting or self._read_on()):
            try:
                data = self._inflate.decompress(self._waiting, most)
            except zlib.error:
                raise UnreadableExport(DAMAGED) from None
            self._waiting, self._is_between = self._inflate.unconsumed_tail, self._inflate.eof
            if self._is_between:
                self._waiting = self._inflate.unused_data.lstrip(b"\0")
                self._inflate = zlib.decompressobj(GZIP)
        self._out += len(data)
        check_ratio(self._name, self._packed_size, self._out)
        return data

    def _read_on(self) -> bool:
        """Read packed bytes, between two pieces without the NULs that some tools fill up with; tell if there were any.

        Errors: UnreadableExport where they end inside of a piece.
        """
        while not self._waiting:
            data = self._file.read(CHUNK)
            if not data and not self._is_between:
                raise UnreadableExport(CUT_OFF)
            if not data:
                return False
            self._waiting = data.lstrip(b"\0") if self._is_between else data
        return True


class Gzip(Container):
    """A single packed file, named as the gzip is without its ending. Errors: UnreadableExport if nothing comes out."""

    is_single_file = True

    def __init__(self, path: Path) -> None:
        self._path, self.damaged = path, []
        size = path.stat().st_size
        with Unpacked(path) as unpacked:
            is_empty = not unpacked.read(1)
        name = re.sub(r"(?<=.)\.gz$", "", path.name, flags=re.IGNORECASE)
        self.entries = {name: Entry(0 if is_empty else size, size)}

    def open(self, name: str) -> Opened:  # noqa: ARG002  (there is only one)
        """Open what is packed. Errors: UnreadableExport as it is read."""
        return Unpacked(self._path)

    def progress(self, stream: Opened, out: int) -> int:  # noqa: ARG002  (out is in other bytes than the size)
        """Return how many packed bytes are read."""
        assert isinstance(stream, Unpacked)
        return stream.packed_position
