"""Readers of exports: each yields records, and none knows the database, the network or the command line.

A new source is one class with a name, a title and two methods (`importers.base.Importer`), one line in `READERS`, and
one folder of samples; the contract test does the rest. A reader is imported when it is first asked for, because many
commands read records that are stored, and no export.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from importers.base import Importer, Rereader, Resumer
from importers.bookmarks import Bookmark, Kept
from importers.export import Export, Member, UnreadableExport
from importers.records import (
    Contact,
    Interaction,
    InteractionBlock,
    Mailbox,
    Origin,
    Participant,
    Problem,
    Record,
    Repeated,
    Skipped,
)

if TYPE_CHECKING:
    from importers.facebook import FacebookImporter
    from importers.google import GoogleImporter
    from importers.instagram import InstagramImporter
    from importers.linkedin import LinkedinImporter
    from importers.mail import MailImporter
    from importers.outlook import OutlookImporter
    from importers.table import TableImporter
    from importers.thunderbird import ThunderbirdImporter
    from importers.vcard import VcardImporter

    BUILTIN: tuple[Importer, ...]
    """The importers that ship, in the order in which they are listed."""

READERS = {
    "VcardImporter": "importers.vcard",
    "GoogleImporter": "importers.google",
    "OutlookImporter": "importers.outlook",
    "ThunderbirdImporter": "importers.thunderbird",
    "LinkedinImporter": "importers.linkedin",
    "FacebookImporter": "importers.facebook",
    "InstagramImporter": "importers.instagram",
    "MailImporter": "importers.mail",
    "TableImporter": "importers.table",
}
"""Where each importer that ships is found, in the order of `BUILTIN`."""

__all__ = [
    "BUILTIN",
    "Bookmark",
    "Contact",
    "Export",
    "FacebookImporter",
    "GoogleImporter",
    "Importer",
    "InstagramImporter",
    "Interaction",
    "InteractionBlock",
    "Kept",
    "LinkedinImporter",
    "MailImporter",
    "Mailbox",
    "Member",
    "Origin",
    "OutlookImporter",
    "Participant",
    "Problem",
    "Record",
    "Repeated",
    "Rereader",
    "Resumer",
    "Skipped",
    "TableImporter",
    "ThunderbirdImporter",
    "UnreadableExport",
    "VcardImporter",
]


def __getattr__(name: str) -> Any:
    if name == "BUILTIN":
        value: Any = tuple(getattr(import_module(home), importer)() for importer, home in READERS.items())
    elif name in READERS:
        value = getattr(import_module(READERS[name]), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value
