"""An export is a file, a folder or a ZIP, and all three are read the same way: as members with names and bytes.

A ZIP is never unpacked to disk; what must not be read of it is told in `importers.zips`.
"""

from __future__ import annotations

import copy
import io
import os
import re
import zipfile
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import IO

from importers.zips import DAMAGE, MOST_BYTES_A_MEMBER, Allowance, UnreadableExport, clean_name, damage, entries, is_zip

__all__ = ["DAMAGE", "HEAD", "MOST_BYTES_A_MEMBER", "Export", "Member", "UnreadableExport"]

HEAD = 64 << 10

_NOBODYS = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._[^/]*$)")
_DATES = (
    (re.compile(r"(?<!\d)(20\d\d)-?(\d\d)-?(\d\d)(?!\d)"), (1, 2, 3)),
    (re.compile(r"(?<!\d)(\d\d)-(\d\d)-(20\d\d)(?!\d)"), (3, 1, 2)),  # LinkedIn writes month-day-year
)


class _Counted(io.RawIOBase):
    """A reader that counts what comes out, for progress bars and to stop a bomb."""

    def __init__(self, stream: IO[bytes], member: Member, *, endless: bool) -> None:
        self._stream, self._member, self._endless, self._out = stream, member, endless, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._out += len(data)
        self._member.export._count(self._member, self._out, len(data), endless=self._endless)
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


@dataclass(frozen=True)
class Member:
    """One file of an export; `name` is its path inside the export, with `/` between the parts."""

    export: Export = field(repr=False, compare=False)
    name: str
    size: int
    packed_size: int
    inner_name: str  # the name that the container knows it by

    @property
    def path(self) -> Path | None:
        """The file on disk, or None inside a ZIP."""
        return None if self.export.is_zip else self.export._disk_path(self)

    @property
    def checksum(self) -> int | None:
        """The CRC-32 that a ZIP declares for it, None on disk."""
        return self.export._infos[self.inner_name].CRC if self.export.is_zip else None

    def open(self, *, endless: bool = False) -> io.BufferedReader:
        """Open for reading bytes; `endless` lifts the limits on size (not on the ratio), for mailboxes.

        Errors: UnreadableExport for what may not be read; those of `DAMAGE` as they come.
        """
        return self.export._open(self, endless=endless)

    def head(self, size: int = HEAD) -> bytes:
        """Return the first bytes, or b"" where they cannot be read."""
        try:
            with self.open(endless=True) as stream:
                return stream.read(size)
        except DAMAGE:
            return b""


class Export:
    """A file, a folder or a ZIP that a person downloaded, or a folder inside a ZIP.

    `on_read` is called with the number of bytes whenever some were read, for progress bars. `unreadable` names what
    lies inside and cannot be read, with the reason; the rest is there all the same.
    Errors: UnreadableExport when the path is missing, may not be read, or is a damaged ZIP.
    """

    def __init__(self, path: str | Path, inside: str = "") -> None:
        self.path = Path(path)
        self.inside = inside  # a folder or file inside the ZIP at `path`; "" for all of it
        self.on_read: Callable[[int], None] = lambda _: None
        self.unreadable: list[tuple[str, str]] = []
        self.paths: tuple[Path, ...] = (self.path,)  # all that it lies in: a download may come in several ZIPs
        self._allowance = Allowance()
        self._archive: zipfile.ZipFile | None = None
        self._infos: Mapping[str, zipfile.ZipInfo] = {}
        if not os.path.lexists(self.path):
            raise UnreadableExport("there is no such file or folder; check the path")
        try:
            self.is_zip = self.path.is_file() and is_zip(self.path)
            self.members: tuple[Member, ...] = tuple(self._list())
        except PermissionError as error:
            raise UnreadableExport(
                f"you may not read {error.filename or 'it'}; change its permissions, or copy it"
            ) from None
        except OSError as error:
            raise UnreadableExport(f"it cannot be read ({error.strerror or error})") from None
        except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, IndexError) as error:
            raise UnreadableExport(f"the ZIP is damaged or cut off ({error}); download it again") from None

    def __repr__(self) -> str:
        return f"Export({self.location!r})"

    @property
    def location(self) -> str:
        """The path as a person would write it, with the folder inside a ZIP behind it."""
        return _as_text(str(self.path / self.inside) if self.inside else str(self.path))

    @property
    def name(self) -> str:
        """The last part of the location."""
        return PurePosixPath(self.inside).name if self.inside else _as_text(self.path.name)

    @property
    def is_single_file(self) -> bool:
        """Whether this is one file rather than a folder or a ZIP."""
        if self.is_zip:
            return [clean_name(member.inner_name) for member in self.members] == [self.inside]
        return self.path.is_file()

    @property
    def size(self) -> int:
        """Bytes in all, as declared."""
        return sum(member.size for member in self.members)

    def member(self, name: str) -> Member | None:
        """Return the member of that name, or None."""
        return next((member for member in self.members if member.name == name), None)

    def entry_names(self) -> list[str]:
        """Return the names of the files and folders at the top of a folder or ZIP."""
        return [] if self.is_single_file else sorted({member.name.split("/", 1)[0] for member in self.members})

    def entry(self, name: str) -> Export:
        """Return a file or folder at the top as an export of its own. Errors: UnreadableExport."""
        if self.is_zip:
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
        """Return what lies under one name of this ZIP; its directory, which may be long, is not read again."""
        part = copy.copy(self)
        part.inside = f"{self.inside}/{top}" if self.inside else top
        part._allowance = Allowance()
        first, behind = (bisect_left(self.members, name, key=lambda member: member.name) for name in (top, f"{top}0"))
        part.members = tuple(
            replace(member, export=part, name=member.name.removeprefix(f"{top}/"))
            for member in self.members[first:behind]
            if member.name == top or member.name.startswith(f"{top}/")
        )
        return part

    def _list(self) -> Iterator[Member]:
        if self.is_zip:
            yield from self._list_zip()
        elif self.path.is_dir():
            yield from self._list_folder()
        else:
            size = self.path.stat().st_size
            if not self.path.is_file():
                raise UnreadableExport("it is neither a file nor a folder; name the file itself")
            with self.path.open("rb"):  # a file that may not be read is told now, not in the middle
                yield Member(self, _as_text(self.path.name), size, size, self.path.name)

    def _list_folder(self) -> Iterator[Member]:
        def refuse(error: OSError) -> None:
            if Path(error.filename) == self.path:
                raise error
            self.unreadable.append((str(error.filename), "you may not read this folder; change its permissions"))

        found = []
        for folder, folders, files in os.walk(self.path, onerror=refuse):
            folders.sort()
            for file in files:
                full = Path(folder) / file
                name = full.relative_to(self.path).as_posix()
                if full.is_file() and not _NOBODYS.search(name):
                    found.append((name, full.stat().st_size))
        for name, size in sorted(found):
            yield Member(self, _as_text(name), size, size, name)

    def _list_zip(self) -> Iterator[Member]:
        self._archive = zipfile.ZipFile(self.path)
        self._infos = entries(self._archive, _NOBODYS)
        damaged = dict(damage(self._archive, self._infos))
        self.unreadable += [(str(self.path / name), reason) for name, reason in damaged.items()]
        for inner, info in self._infos.items():
            if inner not in damaged and (name := self._name_inside(inner)):
                yield Member(self, name, info.file_size, info.compress_size, inner)

    def _name_inside(self, name: str) -> str:
        if not self.inside:
            return name
        if name == self.inside:
            return PurePosixPath(name).name
        return name.removeprefix(f"{self.inside}/") if name.startswith(f"{self.inside}/") else ""

    def _disk_path(self, member: Member) -> Path:
        return self.path / member.inner_name if self.path.is_dir() else self.path

    def _open(self, member: Member, *, endless: bool) -> io.BufferedReader:
        if self._archive is None:
            stream: IO[bytes] = self._disk_path(member).open("rb", buffering=0)
        else:
            stream = self._archive.open(self._infos[member.inner_name])
        return io.BufferedReader(_Counted(stream, member, endless=endless), 1 << 16)

    def _count(self, member: Member, out: int, new: int, *, endless: bool) -> None:
        self.on_read(new)
        if self._archive is not None:
            self._allowance.spend(member.name, member.packed_size, out, endless=endless)


def _as_text(name: str) -> str:
    """Show a file name that is not UTF-8 with its bytes written out, since it is stored and printed as text."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
