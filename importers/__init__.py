"""Readers of exports: each yields records, and none knows the database, the network or the command line.

A new source is one class with a name, a title and two methods (`importers.base.Importer`), one entry in `BUILTIN`,
and one folder of samples; the contract test does the rest.
"""

from importers.base import Importer
from importers.export import Export, Member, UnreadableExport
from importers.facebook import FacebookImporter
from importers.linkedin import LinkedinImporter
from importers.mail import MailImporter
from importers.records import (
    Contact,
    Interaction,
    InteractionBlock,
    Mailbox,
    Origin,
    Participant,
    Problem,
    Record,
    Skipped,
)
from importers.vcard import VcardImporter

BUILTIN: tuple[Importer, ...] = (VcardImporter(), LinkedinImporter(), FacebookImporter(), MailImporter())
"""The importers that ship, in the order in which they are listed."""

__all__ = [
    "BUILTIN",
    "Contact",
    "Export",
    "FacebookImporter",
    "Importer",
    "Interaction",
    "InteractionBlock",
    "LinkedinImporter",
    "MailImporter",
    "Mailbox",
    "Member",
    "Origin",
    "Participant",
    "Problem",
    "Record",
    "Skipped",
    "UnreadableExport",
    "VcardImporter",
]
