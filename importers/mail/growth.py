"""A file of mail that was read before is known again, and of a mailbox that has grown only the rest is read.

Thunderbird changes bytes inside of a mailbox in place, and often: whether a message was read, answered or tagged. These
are not looked at, but that a message was deleted is, in the bytes that are compared. What stands between these is taken
for unchanged, since all behind it stands where it stood.
Formats: samples/mail/FORMAT.md.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from importers.bookmarks import Bookmark
from importers.export import Member
from importers.mail.mbox import holds_separator
from importers.mail.places import Place

ENDS = 4 << 20
"""Bytes at the beginning of a mailbox, and before its old end, that are compared."""

OPENING = 1 << 10
"""Bytes by which a mailbox is looked for among those that were read; a smaller one is read again."""

_LONGEST_SEPARATOR = 4_096
_STATE = re.compile(
    rb"\nX-Mozilla-(?:Status: [0-9A-Fa-f]{3}(?:[0-7]|([89A-Fa-f]))(?![^\r\n])|Status2: [0-9A-Fa-f]{8}|Keys:[^\r\n]*)"
)


class _End(NamedTuple):
    """Where the reading of a mailbox ended: its size and its stamp then, and digests of its opening and its ends.

    `told` is what its place tells of all messages in it: why they are left out, or what group they belong to.
    """

    opening: str
    size: int
    stamp: str
    ends: str
    told: str


class Growth:
    """What is known of files of mail from earlier readings, and the `bookmarks` for the next."""

    def __init__(self, bookmarks: Sequence[Bookmark]) -> None:
        self.bookmarks: list[Bookmark] = []
        self._named = {each.member: each for each in reversed(bookmarks) if not each.anywhere}
        self._opened: dict[str, list[tuple[_End, Bookmark]]] = {}
        for each in bookmarks:
            if each.anywhere:
                end = _End(*json.loads(each.text))
                self._opened.setdefault(end.opening, []).append((end, each))

    def unchanged(self, member: Member) -> Bookmark | None:
        """Return what is known of a file of one message, or of a small mailbox, that has not changed."""
        known = self._named.get(member.name)
        if known is None or known.text != _stamp_of(member):
            return None
        self.bookmarks.append(known)
        return known

    def note_message(self, member: Member) -> None:
        """Note a file of one message that was read; one in a container is not known again."""
        if not member.export.is_packed and (stamp := _stamp_of(member)):
            self.bookmarks.append(Bookmark(member.name, stamp, 1))

    def known_part(self, path: Path, status: os.stat_result, place: Place) -> tuple[Bookmark | None, int]:
        """Return what is known of a mailbox, or of the first part of it, and where what is not known begins."""
        with io.FileIO(path) as stream:
            alike = self._opened.get(_opening(stream), [])
            for end, bookmark in sorted(alike, key=lambda each: each[0].size, reverse=True):
                if end.told == _told(place) and _goes_on(stream, end, status):
                    return bookmark, end.size
        return None, 0

    def note_mailbox(self, place: Place, path: Path, status: os.stat_result, records: int) -> None:
        """Note a mailbox that was read to its end; not one that has grown meanwhile."""
        with io.FileIO(path) as stream:
            size = os.fstat(stream.fileno()).st_size
            if size != status.st_size:
                return
            if size < OPENING:
                self.bookmarks.append(Bookmark(place.member, _stamp(status), records))
                return
            end = _End(_opening(stream), size, _stamp(status), _ends(stream, size), _told(place))
        self.bookmarks.append(Bookmark(place.member, json.dumps(end), records, anywhere=True))


def _told(place: Place) -> str:
    return place.left_out or place.group


def _stamp_of(member: Member) -> str:
    """Return what tells that a file has not changed, or "" of one in a container."""
    return "" if member.export.is_packed else f"{member.size} {member.modified}"


def _stamp(status: os.stat_result) -> str:
    return f"{status.st_size} {status.st_mtime_ns}"


def _goes_on(stream: io.FileIO, end: _End, status: os.stat_result) -> bool:
    """Tell whether a mailbox is as it was up to an old end, and unchanged or continued there by another message."""
    if end.size == status.st_size:
        return end.stamp == _stamp(status) and end.ends == _ends(stream, end.size)
    return end.size < status.st_size and _separates(stream, end.size) and end.ends == _ends(stream, end.size)


def _separates(stream: io.FileIO, place: int) -> bool:
    """Tell whether a message begins at a place in a mailbox, or behind nothing but blank lines there."""
    stream.seek(place - 1)
    piece = stream.read(_LONGEST_SEPARATOR) or b""
    behind = piece[1:].lstrip(b"\r\n")
    opening = b"\n".join(behind.split(b"\n", 2)[:2])
    return b"\n" in piece[: len(piece) - len(behind)] and opening.startswith(b"From ") and holds_separator(opening)


def _opening(stream: io.FileIO) -> str:
    stream.seek(0)
    return _digest(stream.read(OPENING) or b"")


def _ends(stream: io.FileIO, size: int) -> str:
    """Return the digest of the first bytes of a mailbox and of those before `size`."""
    stream.seek(0)
    first = stream.read(min(size, ENDS)) or b""
    stream.seek(max(len(first), size - ENDS))
    return _digest(first, stream.read(size - max(len(first), size - ENDS)) or b"")


def _digest(*pieces: bytes) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(_STATE.sub(lambda found: b"\ndeleted" if found[1] else b"\n", piece))
    return digest.hexdigest()[:32]
