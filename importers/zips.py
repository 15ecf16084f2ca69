"""A ZIP is read, never unpacked, and what it declares about itself is not believed.

What comes out is counted as it is read: 204 kB can open to 200 MB. Names may repeat, and hold empty parts or NULs. The
limits were chosen so that no real export trips them.
Format: PKWARE's APPNOTE.TXT; the attacks that the limits answer: Fifield, "A better zip bomb", 2019.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

MOST_MEMBERS = 10_000
MOST_BYTES = 512 << 20
MOST_BYTES_A_MEMBER = 200 << 20
MOST_RATIO = 200
RATIO_COUNTS_FROM = 8 << 20
PACKED_BY = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
END = b"PK\x05\x06"
MAGIC = (b"PK\x03\x04", END)
LONGEST_END = (1 << 16) + 22


class UnreadableExport(Exception):
    """An export that cannot be opened or must not be read further; the text is a sentence for a person."""


DAMAGE = (UnreadableExport, OSError, zipfile.BadZipFile, zlib.error, EOFError, ValueError)
"""What a damaged file or ZIP raises while it is opened and read."""


def is_zip(path: Path) -> bool:
    """Tell by the first bytes; of a file named .zip, which may be damaged or cut off, by its name."""
    with path.open("rb") as stream:
        return stream.read(4) in MAGIC or (path.suffix.lower() == ".zip" and path.stat().st_size > 0)


def entries(archive: zipfile.ZipFile, nobodys: re.Pattern[str]) -> Mapping[str, zipfile.ZipInfo]:
    """Return the files of a ZIP by name, sorted, without those whose name is `nobodys`.

    Names that are equal once they are cleaned stay as they are; of two that are equal as they are, the last is meant.
    Errors: UnreadableExport for what must not be read.
    """
    found: dict[str, zipfile.ZipInfo] = {}
    for info in archive.infolist():
        raw = info.orig_filename.replace("\0", "\\0")  # zipfile ends a name at its first NUL
        clean = clean_name(raw)
        if clean and not raw.endswith("/") and not nobodys.search(raw):
            found[raw if clean in found and raw not in found else clean] = info
    if len(found) > MOST_MEMBERS:
        raise UnreadableExport(
            f"the ZIP holds {len(found)} files, more than {MOST_MEMBERS}; unpack it and import the folder"
        )
    if any(info.flag_bits & 1 for info in found.values()):
        raise UnreadableExport("the ZIP is encrypted; unpack it with your password first, then import the folder")
    if any(info.compress_type not in PACKED_BY for info in found.values()):
        raise UnreadableExport("the ZIP is packed in an unusual way; unpack it and import the folder")
    return dict(sorted(found.items()))


def damage(archive: zipfile.ZipFile, found: Mapping[str, zipfile.ZipInfo]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a ZIP that can be read for the rest: the name of an entry, or "", and a sentence.

    An entry's name stands in the directory and before its data, and they agree unless one of them is damaged.
    """
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
    assert archive.fp is not None
    archive.fp.seek(0, 2)
    archive.fp.seek(max(archive.fp.tell() - LONGEST_END, 0))
    tail = archive.fp.read()
    (number,) = struct.unpack_from("<H", tail, tail.rindex(END) + 10)
    return None if number == 0xFFFF else int(number)


def clean_name(name: str) -> str:
    """Return a name in a ZIP without its empty parts, which would make entries of no name: `/a//b` is a/b."""
    return "/".join(part for part in name.split("/") if part not in ("", "."))


@dataclass
class Allowance:
    """How much may come out of an export in a ZIP; `_out` counts the bytes of each member."""

    _out: dict[str, int] = field(default_factory=dict)

    def spend(self, name: str, packed: int, out: int, *, endless: bool) -> None:
        """Note that `out` bytes of a member have come out so far; `endless` asks for the ratio alone.

        Errors: UnreadableExport beyond a limit.
        """
        if out > RATIO_COUNTS_FROM and out > MOST_RATIO * max(packed, 1):
            raise UnreadableExport(
                f"{name} opens to more than {MOST_RATIO} times its packed size; a real export does not"
            )
        if endless:
            return
        self._out[name] = max(out, self._out.get(name, 0))
        if out > MOST_BYTES_A_MEMBER or sum(self._out.values()) > MOST_BYTES:
            raise UnreadableExport(f"{name} is too large to read inside a ZIP; unpack the ZIP and import the folder")
