"""Where messages lie tells of all of them at once: the trash, a group's folder.

A Maildir has a file a message and a hundred thousand of them, so what its folders tell is worked out once a folder.
"""

from __future__ import annotations

from typing import NamedTuple

from importers.export import Export, Member
from importers.mail.groups import group_of
from importers.mail.layout import in_maildir
from importers.mail.left_out import reason_by_flags, reason_by_name


class Place(NamedTuple):
    """The file that messages lie in, the reason for which all of them are left out, or "", and their group, or ""."""

    member: str
    left_out: str
    group: str


class Places:
    """The places of the files of an export."""

    def __init__(self) -> None:
        self._folders: dict[tuple[Export, str], Place] = {}

    def of(self, member: Member) -> Place:
        """Return the place of a file."""
        if not in_maildir(member.name):
            return _told(member, member.name)
        folder = member.name.rpartition("/")[0]
        place = self._folders.get((member.export, folder))
        if place is None:
            place = self._folders[member.export, folder] = _told(member, folder)
        return Place(member.name, reason_by_flags(member.name) or place.left_out, place.group)


def _told(member: Member, name: str) -> Place:
    return Place(name, reason_by_name(member.export.name, name), group_of(member))
