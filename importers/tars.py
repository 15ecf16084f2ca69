"""A TAR, packed in a gzip or not, has no directory: what it holds is learned by reading it to its end.

On that way the small files are kept as they are, and of large ones the heads, both bounded in memory. A packed TAR is
gone through once more for all of its large files, if they are asked for in the order in which they lie there
(`Entry.position`). Links and devices are nobody's files.
Format: POSIX, pax, "ustar Interchange Format".
"""

from __future__ import annotations

import io
import tarfile
import weakref
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from importers.containers import (
    DAMAGE,
    HEAD,
    NOBODYS,
    Container,
    Entry,
    Opened,
    UnreadableExport,
    beginning,
    check_number,
    clean_name,
)
from importers.gzips import Unpacked, is_gzip

MOST_KEPT = 16 << 20
"""Bytes of files and heads that are kept; of what comes behind them, short heads."""

SHORT_HEAD = 4 << 10
LONGEST_HEADER = 1 << 20
"""Bytes of names and other notes before a file, which nobody has so many of."""

NAMES = (".tar", ".tgz", ".tar.gz")
ENCODING, ERRORS = "utf-8", "surrogateescape"
DAMAGED = "the TAR is damaged or cut off; download it again"


def is_tar(head: bytes, path: Path) -> bool:
    """Tell by the first header, packed or not; of a file named so, which may be damaged, by its name."""
    if is_gzip(head):
        with Unpacked(path) as stream:
            head = beginning(stream, tarfile.BLOCKSIZE)
    try:
        tarfile.TarInfo.frombuf(head[: tarfile.BLOCKSIZE], ENCODING, ERRORS)
    except tarfile.HeaderError:
        return path.name.lower().endswith(NAMES) and head != b""
    return True


@dataclass(frozen=True, slots=True)
class _File(Entry):
    """A file that begins at `start` of the TAR, and what is kept of it."""

    start: int = 0
    kept: bytes = b""


class Tar(Container):
    """Errors: UnreadableExport for a TAR that is damaged from its start, or must not be read."""

    def __init__(self, path: Path, *, packed: bool) -> None:
        self._stream = _Blocks(Unpacked(path) if packed else path.open("rb", buffering=0), HEAD)
        weakref.finalize(self, self._stream.close)
        self._packed, self._room = packed, MOST_KEPT
        self.damaged: list[tuple[str, str]] = []
        found: dict[str, _File] = {}
        for info in self._infos():
            name = clean_name(info.name)
            if info.islnk() and name and (linked := found.get(clean_name(info.linkname))):
                found[name] = linked
                continue
            if not info.isreg() or not name or NOBODYS.search(name):
                continue
            if info.issparse():
                self.damaged.append((name, "it is packed with holes in it; unpack the TAR and import the folder"))
                continue
            found[name] = self._file(info)  # of two of one name the last is meant
            check_number(len(found), "TAR")
        if self.damaged and not found:
            raise UnreadableExport(self.damaged[0][1])
        self.entries: dict[str, _File] = dict(sorted(found.items()))

    def open(self, name: str) -> Opened:
        """Open a file. Errors: UnreadableExport as it is read, where the TAR is damaged."""
        file = self.entries[name]
        if len(file.kept) == file.size:
            return io.BytesIO(file.kept)
        return _Stretch(self._stream, file.start, file.size)

    def head(self, name: str, size: int) -> bytes:
        """Return the first bytes of a file, perhaps fewer than a head in a TAR of very many files."""
        file = self.entries[name]
        if size <= HEAD or len(file.kept) == file.size:
            return file.kept[:size]
        return super().head(name, size)

    def checksum(self, name: str) -> int | None:
        """Return the CRC-32 of a file, which is read for that, or None where it is damaged."""
        found = 0
        try:
            with self.open(name) as stream:
                while data := stream.read(HEAD):
                    found = zlib.crc32(data, found)
        except DAMAGE:
            return None
        return found

    def _infos(self) -> Iterator[tarfile.TarInfo]:
        """Yield the headers up to the end, or up to damage, which is noted."""
        last, reason = -1, ""
        try:
            tar = tarfile.TarFile(fileobj=self._stream, encoding=ENCODING, errors=ERRORS)
            while (info := tar.next()) and info.offset > last and info.size >= 0:
                yield info
                last = info.offset
                vars(tar)["members"].clear()  # it keeps all that it has read
        except (*DAMAGE, tarfile.TarError, OverflowError, RecursionError) as error:
            reason = str(error) if isinstance(error, UnreadableExport) else DAMAGED
        if not reason and (not self._stream.last or self._stream.last.strip(b"\0")):
            reason = DAMAGED  # a TAR ends in blocks of NULs; anything else is damage, which tarfile takes for the end
        if reason:
            self.damaged.append(("", reason))

    def _file(self, info: tarfile.TarInfo) -> _File:
        most = min(info.size, HEAD if self._room >= HEAD else SHORT_HEAD)
        with _Stretch(self._stream, info.offset_data, most) as stream:
            kept = beginning(stream, most)  # damage in it is noted when the next header is looked for, behind it
        self._room -= len(kept)
        is_behind = self._packed and len(kept) < info.size
        return _File(info.size, info.size, info.offset_data if is_behind else 0, start=info.offset_data, kept=kept)


class _Blocks(io.BufferedReader):
    """What the headers of a TAR are read from; `last` is what was read last."""

    last = b""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or not 0 <= size <= LONGEST_HEADER:
            raise UnreadableExport(DAMAGED)
        self.last = super().read(size)
        return self.last


class _Stretch(io.RawIOBase):
    """So many bytes of a stream, from `start` on; others may read in the stream meanwhile."""

    def __init__(self, stream: io.BufferedReader, start: int, size: int) -> None:
        self._stream, self._at, self._stop = stream, start, start + size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        wanted = memoryview(buffer)[: self._stop - self._at]
        if not wanted:
            return 0
        self._stream.seek(self._at)
        got = self._stream.readinto1(wanted)
        if not got:
            raise UnreadableExport(DAMAGED)
        self._at += got
        return got
