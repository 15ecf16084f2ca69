"""A container is one file that holds others, and is read without being unpacked; what it declares is not believed.

What comes out is counted as it is read: 204 kB can open to 200 MB. The limits were chosen so that no real export trips
them. The kinds: `importers.zips`, `importers.tars`, `importers.gzips`; the attacks that the limits answer: Fifield, "A
better zip bomb", 2019.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

HEAD = 64 << 10
CHUNK = 64 << 10
"""Bytes that are unpacked at a time; with more, zipfile copies more than it unpacks."""

MOST_MEMBERS = 10_000
MOST_BYTES = 512 << 20
MOST_BYTES_A_MEMBER = 200 << 20
MOST_RATIO = 200
RATIO_COUNTS_FROM = 8 << 20

NOBODYS = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._[^/]*$)")
"""What systems leave behind."""

Opened: TypeAlias = io.RawIOBase | io.BufferedIOBase


class UnreadableExport(Exception):
    """An export that cannot be opened or must not be read further; the text is a sentence for a person."""


DAMAGE = (UnreadableExport, OSError, zipfile.BadZipFile, zlib.error, EOFError, ValueError)
"""What a damaged file or container raises while it is opened and read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in a container, in bytes as declared; read cheaply in the order of `position`, where that differs."""

    size: int
    packed_size: int
    position: int = 0
    modified: int = 0  # nanoseconds since 1970, of a file on disk


class Container(ABC):
    """What every kind of container tells: its entries by name, sorted, and what of it cannot be read, with the reason.

    The name of what cannot be read is "" where it is the container itself, of which the rest is there.
    """

    entries: Mapping[str, Entry]
    damaged: list[tuple[str, str]]
    is_single_file = False
    is_packed = True

    @abstractmethod
    def open(self, name: str) -> Opened:
        """Open an entry. Errors: those of `DAMAGE`, now or as they come."""

    def head(self, name: str, size: int) -> bytes:
        """Return the first bytes of an entry, as many of them as come out. Errors: those of `DAMAGE`."""
        with self.open(name) as stream:
            return beginning(stream, size)

    def path_of(self, name: str) -> Path | None:  # noqa: ARG002  (a packed file has none)
        """Return the file itself where it lies on disk."""
        return None

    def checksum(self, name: str) -> int | None:  # noqa: ARG002  (only some kinds have one)
        """Return the CRC-32 of an entry, or None where it cannot be told."""
        return None

    def progress(self, stream: Opened, out: int) -> int:  # noqa: ARG002  (only a gzip looks at the stream)
        """Return how many bytes of an entry's size are read when so many have come out of the stream."""
        return out


def beginning(stream: Opened, size: int) -> bytes:
    """Return the first bytes of a stream, as many of them as come out before damage."""
    read = stream.read1 if isinstance(stream, io.BufferedIOBase) else stream.read
    data = b""
    with suppress(*DAMAGE):
        while len(data) < size and (more := read(size - len(data))):
            data += more
    return data


def clean_name(name: str) -> str:
    """Return a name in a container without its empty parts, which would make entries of no name: `/a//b` is a/b."""
    return "/".join(part for part in name.split("/") if part not in ("", "."))


def check_number(found: int, kind: str) -> None:
    """Refuse a container of too many files. Errors: UnreadableExport."""
    if found > MOST_MEMBERS:
        raise UnreadableExport(
            f"the {kind} holds {found} files, more than {MOST_MEMBERS}; unpack it and import the folder"
        )


def check_ratio(name: str, packed: int, out: int) -> None:
    """Stop what opens to far more than it was packed in. Errors: UnreadableExport."""
    if out > RATIO_COUNTS_FROM and out > MOST_RATIO * max(packed, 1):
        raise UnreadableExport(f"{name} opens to more than {MOST_RATIO} times its packed size; a real export does not")


@dataclass
class Allowance:
    """How much may come out of an export in a container; `_out` counts the bytes of each member."""

    _out: dict[str, int] = field(default_factory=dict)

    def spend(self, name: str, packed: int, out: int, *, endless: bool) -> None:
        """Note that `out` bytes of a member have come out so far; `endless` asks for the ratio alone.

        Errors: UnreadableExport beyond a limit.
        """
        check_ratio(name, packed, out)
        if endless:
            return
        self._out[name] = max(out, self._out.get(name, 0))
        if out > MOST_BYTES_A_MEMBER or sum(self._out.values()) > MOST_BYTES:
            raise UnreadableExport(f"{name} is too large to read while it is packed; unpack it and import that")
