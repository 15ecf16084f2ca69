"""What lies in the folder of a Google Group is mail of a mailing list, whatever its headers say.

Takeout names the folder by the group's address, and the mailbox in it in the language of its owner; old messages in
there have no List-Id. Formats: samples/mail/FORMAT.md.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from importers.export import Member
from importers.mail.facts import Facts

DOMAIN = "@googlegroups.com"


def group_of(member: Member) -> str:
    """Return the address of the group whose folder a mailbox lies in, the innermost of several, or ""."""
    place = PurePosixPath(member.export.location)
    folders = (place if member.export.is_single_file else place / member.name).parts[-2::-1]
    return next((folder for folder in folders if folder.lower().endswith(DOMAIN)), "")


def told_by_group(facts: Facts, group: str) -> Facts:
    """Return the facts of a message in a group's mailbox: a list's, but for calendars, with its address as witness."""
    return facts if facts.kind == "calendar" else facts._replace(kind="list", witness=group)
