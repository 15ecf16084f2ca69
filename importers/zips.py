"""A ZIP has a directory at its end, and each entry its name before its data; the two agree unless one is damaged.

Names may repeat, and hold empty parts or NULs.
Format: PKWARE's APPNOTE.TXT.
"""

from __future__ import annotations

import io
import struct
import weakref
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from importers.containers import (
    DAMAGE,
    NOBODYS,
    Container,
    Entry,
    Opened,
    UnreadableExport,
    check_number,
    clean_name,
)

PACKED_BY = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
END = b"PK\x05\x06"
MAGIC = (b"PK\x03\x04", END)
LONGEST_END = (1 << 16) + 22


def is_zip(head: bytes, name: str) -> bool:
    """Tell by the first bytes; of a file named .zip, which may be damaged or cut off, by its name."""
    return head.startswith(MAGIC) or (name.lower().endswith(".zip") and head != b"")


class Zip(Container):
    """Errors: UnreadableExport for a ZIP that is damaged as a whole, or must not be read."""

    def __init__(self, path: Path) -> None:
        try:
            self._archive = zipfile.ZipFile(path)
            weakref.finalize(self, self._archive.close)
            _refuse_one_within(self._archive)
            self._infos = _infos(self._archive)
            self.damaged = list(_damage(self._archive, self._infos))
        except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, IndexError) as error:
            raise UnreadableExport(f"the ZIP is damaged or cut off ({error}); download it again") from None
        lost = {name for name, _ in self.damaged}
        self.entries = {
            name: Entry(info.file_size, info.compress_size) for name, info in self._infos.items() if name not in lost
        }

    def open(self, name: str) -> Opened:
        """Open an entry. Errors: those of `DAMAGE`, now or as they come."""
        stream = self._archive.open(self._infos[name])
        assert isinstance(stream, io.BufferedIOBase)
        return stream

    def checksum(self, name: str) -> int | None:
        """Return the CRC-32 that the directory declares."""
        return self._infos[name].CRC


def _refuse_one_within(archive: zipfile.ZipFile) -> None:
    """Refuse a ZIP that was cut off behind one that it holds, for whose directory its own would be taken.

    Then the directory counts from where the inner one begins, and a ZIP begins before. Errors: UnreadableExport.
    """
    assert archive.fp is not None
    archive.fp.seek(0)
    begins = archive.fp.read(len(MAGIC[0])) == MAGIC[0]
    (told,) = struct.unpack_from("<L", _end(archive), 16)
    if begins and told < archive.start_dir:
        raise UnreadableExport("the ZIP is damaged or cut off (it ends within a ZIP that it holds); download it again")


def _infos(archive: zipfile.ZipFile) -> Mapping[str, zipfile.ZipInfo]:
    """Return the files of a ZIP by name, sorted, without what systems leave behind.

    Names that are equal once they are cleaned stay as they are; of two that are equal as they are, the last is meant.
    Errors: UnreadableExport for what must not be read.
    """
    found: dict[str, zipfile.ZipInfo] = {}
    for info in archive.infolist():
        raw = info.orig_filename.replace("\0", "\\0")  # zipfile ends a name at its first NUL
        clean = clean_name(raw)
        if clean and not raw.endswith("/") and not NOBODYS.search(raw):
            found[raw if clean in found and raw not in found else clean] = info
    check_number(len(found), "ZIP")
    if any(info.flag_bits & 1 for info in found.values()):
        raise UnreadableExport("the ZIP is encrypted; unpack it with your password first, then import the folder")
    if any(info.compress_type not in PACKED_BY for info in found.values()):
        raise UnreadableExport("the ZIP is packed in an unusual way; unpack it and import the folder")
    return dict(sorted(found.items()))


def _damage(archive: zipfile.ZipFile, found: Mapping[str, zipfile.ZipInfo]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a ZIP that can be read for the rest: the name of an entry, or "", and a sentence."""
    for name, info in found.items():
        try:
            archive.open(info).close()
        except (*DAMAGE, NotImplementedError, RuntimeError, IndexError) as error:
            yield name, f"it is damaged in the ZIP ({error}); download the ZIP again"
    listed, told = len(archive.infolist()), _told_number(archive)
    if told is not None and told > listed:
        yield "", f"its directory is damaged and lists {listed} of {told} files; download it again"


def _told_number(archive: zipfile.ZipFile) -> int | None:
    """Return how many entries a ZIP says it has, by the record at its end; None where the number does not fit there."""
    (number,) = struct.unpack_from("<H", _end(archive), 10)
    return None if number == 0xFFFF else int(number)


def _end(archive: zipfile.ZipFile) -> bytes:
    """Return the record at the end of a ZIP, and what follows it."""
    assert archive.fp is not None
    archive.fp.seek(0, 2)
    archive.fp.seek(max(archive.fp.tell() - LONGEST_END, 0))
    tail = archive.fp.read()
    return tail[tail.rindex(END) :]
