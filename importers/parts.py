"""A download that came in several ZIPs or TARs is one export: what one part tells, another may need.

Google Takeout numbers them `takeout-20261120T101010Z-001.zip`, `-002.zip`, or `.tgz`; a folder may be spread over all
of them. A part that is not there is told, for nothing in the others says what it held.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from importers.export import Export, Member

_NUMBERED = re.compile(
    r"(?P<stem>.+)-(?P<number>\d{3})(?P<ending>\.(?:zip|tgz|tar|tar\.gz))", re.IGNORECASE | re.DOTALL
)


def together(paths: Iterable[str]) -> list[list[str]]:
    """Return paths or names in groups: the parts of one download in their order, and everything else by itself."""
    groups: dict[str, list[str]] = {}
    for path in paths:
        found = _NUMBERED.fullmatch(path)
        groups.setdefault(found["stem"] + found["ending"].lower() if found else path, []).append(path)
    return [sorted(dict.fromkeys(group)) for group in groups.values()]


def missing(parts: Sequence[str]) -> list[str]:
    """Return the names of the parts up to the last of a group that are not in it; one alone may be anything."""
    if len(parts) == 1:
        return []
    found = [match for path in parts if (match := _NUMBERED.fullmatch(path))]
    numbers = {int(match["number"]) for match in found}
    lost = [number for number in range(1, max(numbers, default=0)) if number not in numbers]
    return [f"{found[0]['stem']}-{number:03}{found[0]['ending']}" for number in lost]


def joined(exports: Sequence[Export]) -> Export | None:
    """Return one export of several containers or folders in them, at least one.

    It is None if two have different files of one name; a file that several parts hold alike stands there once.
    """
    members: dict[str, Member] = {}
    for member in (member for export in exports for member in export.members):
        if not _alike(member, members.setdefault(member.name, member)):
            return None
    telling = [each for each in exports if any(members[member.name].export is each for member in each.members)]
    if len(telling) < 2:
        return next(iter(telling), exports[0])
    return Parts(telling, tuple(sorted(members.values(), key=lambda member: member.name)))


def _alike(a: Member, b: Member) -> bool:
    return a is b or (a.size == b.size and a.checksum is not None and a.checksum == b.checksum)


class Parts(Export):
    """Several containers read as one; `path` is that of the first, and each member is opened where it lies."""

    def __init__(self, parts: Sequence[Export], members: tuple[Member, ...]) -> None:
        self.path, self.inside, self.unreadable = parts[0].path, parts[0].inside, []
        self._parts, self.members = tuple(parts), members
        self.paths = tuple(path for part in parts for path in part.paths)

    @property
    def is_single_file(self) -> bool:
        """Never: it is several containers."""
        return False

    @property
    def is_packed(self) -> bool:
        """Always: only what is packed comes in parts."""
        return True

    @property
    def on_read(self) -> Callable[[int], None]:
        """What is told how many bytes were read, of whichever part."""
        return self._parts[0].on_read

    @on_read.setter
    def on_read(self, told: Callable[[int], None]) -> None:
        for part in self._parts:
            part.on_read = told

    def entry(self, name: str) -> Export:
        """Return what lies under one name in all parts; files of one name are alike here. Errors: UnreadableExport."""
        found = joined([part.entry(name) for part in self._parts if name in part.entry_names()])
        assert found is not None, "parts were joined because they agree"
        return found
