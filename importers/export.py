"""An export is a file, a folder or a container, and all are read the same way: as members with names and bytes.

A container (a ZIP, a TAR, a gzip) is never unpacked to disk; what must not be read of it is told in
`importers.containers`.
"""

from __future__ import annotations

import copy
import io
import os
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath

from importers.containers import (
    DAMAGE,
    HEAD,
    MOST_BYTES_A_MEMBER,
    Allowance,
    Container,
    Opened,
    UnreadableExport,
    clean_name,
)
from importers.folders import File, Folder
from importers.gzips import Gzip, is_gzip
from importers.reader import Reader
from importers.tars import Tar, is_tar
from importers.zips import Zip, is_zip

__all__ = ["DAMAGE", "HEAD", "MOST_BYTES_A_MEMBER", "Export", "Member", "UnreadableExport", "cheapest_first"]

_DATES = (
    (re.compile(r"(?<!\d)(20\d\d)-?(\d\d)-?(\d\d)(?!\d)"), (1, 2, 3)),
    (re.compile(r"(?<!\d)(\d\d)-(\d\d)-(20\d\d)(?!\d)"), (3, 1, 2)),  # LinkedIn writes month-day-year
)


_LOOKS_WRITTEN_OUT = re.compile(r"\\(?=x[0-9a-f]{2})")


@dataclass(frozen=True)
class Member:
    """One file of an export; `name` is its path inside the export, with `/` between the parts.

    `size` is in bytes as declared; a gzip declares none, and has that of the file on disk.
    """

    export: Export = field(repr=False, compare=False)
    name: str
    size: int
    packed_size: int
    inner_name: str  # the name that the container knows it by
    position: int = 0  # see `cheapest_first`
    modified: int = 0  # nanoseconds since 1970, of a file on disk

    @property
    def path(self) -> Path | None:
        """The file on disk, or None in a container."""
        return self.export._container.path_of(self.inner_name)

    @property
    def checksum(self) -> int | None:
        """The CRC-32 of what lies in a ZIP or TAR; None for all else, and where it is damaged."""
        return self.export._container.checksum(self.inner_name)

    def open(self, *, endless: bool = False) -> io.BufferedReader:
        """Open for reading bytes; `endless` lifts the limits on size (not on the ratio), for mailboxes.

        Errors: UnreadableExport for what may not be read; those of `DAMAGE` as they come.
        """
        stream = self.export._container.open(self.inner_name)
        return Reader(stream, lambda out: self.export._count(self, stream, out, endless=endless))

    def open_unbuffered(self) -> Opened:
        """Open for reading bytes that are not counted and have no limit. Errors: those of `DAMAGE`."""
        return self.export._container.open(self.inner_name)

    def head(self, size: int = HEAD) -> bytes:
        """Return the first bytes, as many of them as can be read; they are not counted as read."""
        try:
            return self.export._container.head(self.inner_name, size)
        except DAMAGE:
            return b""


class Export:
    """A file, a folder or a container that a person downloaded, or a folder inside of a container.

    What is being fetched from a server is an export as well, and lies in the `container` that it is given.

    `on_read` is called with the number of bytes whenever some were read for the first time, for progress bars; in the
    end that is `size`. `unreadable` names what lies inside and cannot be read, with the reason; the rest is there all
    the same.
    Errors: UnreadableExport when the path is missing, may not be read, or is a container that is damaged as a whole.
    """

    def __init__(self, path: str | Path, inside: str = "", container: Container | None = None) -> None:
        self.path = Path(path)
        self.inside = inside  # a folder or file inside of the container at `path`; "" for all of it
        self.on_read: Callable[[int], None] = lambda _: None
        self.unreadable: list[tuple[str, str]] = []
        self.paths: tuple[Path, ...] = (self.path,)  # all that it lies in: a download may come in several containers
        self._allowance, self._read = Allowance(), dict[str, int]()
        if container is None and not os.path.lexists(self.path):
            raise UnreadableExport("there is no such file or folder; check the path")
        try:
            self._container = container or _container(self.path)
            self.unreadable += [(str(self.path / name), reason) for name, reason in self._container.damaged]
            self.members: tuple[Member, ...] = tuple(sorted(self._list(), key=lambda member: member.name))
        except PermissionError as error:
            raise UnreadableExport(
                f"you may not read {error.filename or 'it'}; change its permissions, or copy it"
            ) from None
        except OSError as error:
            raise UnreadableExport(f"it cannot be read ({error.strerror or error})") from None

    def __repr__(self) -> str:
        return f"Export({self.location!r})"

    @property
    def location(self) -> str:
        """The path as a person would write it, with the folder inside of a container behind it."""
        return _as_text(str(self.path / self.inside) if self.inside else str(self.path))

    @property
    def name(self) -> str:
        """The last part of the location."""
        return PurePosixPath(self.inside).name if self.inside else _as_text(self.path.name)

    @property
    def is_packed(self) -> bool:
        """Whether its members lie in a container."""
        return self._container.is_packed

    @property
    def is_single_file(self) -> bool:
        """Whether this is one file rather than several, in a folder or a container."""
        if self._container.is_single_file:
            return True
        return len(self.members) == 1 and clean_name(self.members[0].inner_name) == self.inside

    @property
    def size(self) -> int:
        """Bytes in all, as its members have."""
        return sum(member.size for member in self.members)

    def member(self, name: str) -> Member | None:
        """Return the member of that name, or None."""
        return next((member for member in self.members if member.name == name), None)

    def entry_names(self) -> list[str]:
        """Return the names of the files and folders at the top of a folder or container."""
        return [] if self.is_single_file else sorted({member.name.split("/", 1)[0] for member in self.members})

    def entry(self, name: str) -> Export:
        """Return a file or folder at the top as an export of its own. Errors: UnreadableExport."""
        if self.is_packed:
            return self._part(name)
        inside = next(member.inner_name for member in self.members if member.name.split("/", 1)[0] == name)
        return Export(self.path / inside.split("/", 1)[0])

    def entries(self) -> Iterator[Export]:
        """Yield every entry, by name. Errors: UnreadableExport."""
        return map(self.entry, self.entry_names())

    def named_date(self) -> date | None:
        """Return the date that the name tells, such as `facebook-ines-2026-11-18.zip`."""
        for pattern, (year, month, day) in _DATES:
            for found in pattern.finditer(self.path.name):
                try:
                    return date(int(found[year]), int(found[month]), int(found[day]))
                except ValueError:
                    continue
        return None

    def _part(self, top: str) -> Export:
        """Return what lies under one name of this container, which is not listed again."""
        part = copy.copy(self)
        part.inside = f"{self.inside}/{top}" if self.inside else top
        part._allowance, part._read = Allowance(), {}
        first, behind = (bisect_left(self.members, name, key=lambda member: member.name) for name in (top, f"{top}0"))
        part.members = tuple(
            replace(member, export=part, name=member.name.removeprefix(f"{top}/"))
            for member in self.members[first:behind]
            if member.name == top or member.name.startswith(f"{top}/")
        )
        return part

    def _list(self) -> Iterator[Member]:
        for inner, entry in self._container.entries.items():
            if name := self._name_inside(inner):
                yield Member(self, _as_text(name), entry.size, entry.packed_size, inner, entry.position, entry.modified)

    def _name_inside(self, name: str) -> str:
        if not self.inside:
            return name
        if name == self.inside:
            return PurePosixPath(name).name
        return name.removeprefix(f"{self.inside}/") if name.startswith(f"{self.inside}/") else ""

    def _count(self, member: Member, stream: Opened, out: int, *, endless: bool) -> None:
        """Note that so many bytes of a member have come out; what is read again is told once."""
        if self.is_packed:
            self._allowance.spend(member.name, member.packed_size, out, endless=endless)
        read = self._container.progress(stream, out)
        if read > (before := self._read.get(member.inner_name, 0)):
            self._read[member.inner_name] = read
            self.on_read(read - before)


def cheapest_first(members: Iterable[Member]) -> list[Member]:
    """Return members in the order in which they are read in one go, the given one where none is better.

    A packed TAR can only be read on; to go back in it is to begin anew.
    """
    return sorted(members, key=lambda member: member.position)


def _container(path: Path) -> Container:
    """Return what holds the members. Errors: UnreadableExport, OSError."""
    if path.is_dir():
        return Folder(path)
    file = File(path)
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if is_zip(head, path.name):
        return Zip(path)
    if is_tar(head, path):
        return Tar(path, packed=is_gzip(head))
    return Gzip(path) if is_gzip(head) else file


def _as_text(name: str) -> str:
    """Show a file name that is not UTF-8 with its bytes written out, since it is stored and printed as text."""
    return os.fsencode(_LOOKS_WRITTEN_OUT.sub(r"\\\\", name)).decode("utf-8", "backslashreplace")
