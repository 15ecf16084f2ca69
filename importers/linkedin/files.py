"""What lies in a LinkedIn archive: the files that are read, by their columns, and those that are known and not read.

A header row is told by its cells and never by its place: LinkedIn sets three lines of notes above it in one file and
none in the others. Names of files are the same in all languages as far as is known; names of columns are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from importers.export import Export, Member
from importers.tables import Table, delimiter_of

SPELLINGS = {
    "prénom": "first name",
    "nom": "last name",
    "adresse e-mail": "email address",
    "entreprise": "company",
    "poste": "position",
    "date de connexion": "connected on",
    "vorname": "first name",
    "nachname": "last name",
    "e-mail-adresse": "email address",
    "unternehmen": "company",
    "verbunden am": "connected on",
}
"""French and German names of columns; all others are called as in English."""


@dataclass(frozen=True)
class Layout:
    """One kind of file: its plain name, and the columns that make a row its header."""

    name: str
    needs: frozenset[str]

    def header(self, cells: Sequence[str]) -> Sequence[str] | None:
        """Return the English names of the columns if this row is the header."""
        columns = [SPELLINGS.get(cell, cell) for cell in cells]
        return columns if self.needs.issubset(columns) else None

    def fits(self, member: Member) -> bool:
        """Tell whether the file's head holds this header row."""
        return delimiter_of(member.head(), self.header) is not None

    def table(self, member: Member) -> Table:
        """Return the rows of such a file."""
        return Table(member, self.header)


def _layout(name: str, *needs: str) -> Layout:
    return Layout(name, frozenset(needs))


LAYOUTS = (
    _layout("connections", "first name", "connected on"),
    _layout("messages", "conversation id", "from", "to", "date"),
    _layout("invitations", "from", "to", "sent at", "direction"),
    _layout("profile", "first name", "last name", "maiden name", "headline"),
    _layout("emailaddresses", "email address", "confirmed", "primary"),
    _layout("phonenumbers", "extension", "number", "type"),
    _layout("whatsappphonenumbers", "extension", "number", "is_whatsapp_number"),
)
"""The files that are read."""

ADDRESS_BOOK = _layout("contacts", "firstname", "lastname")
"""A file of the archive that is not read, and that shares its name with what other services export."""

NOT_PEOPLE = frozenset({"coachmessages", "guidemessages", "learningroleplaymessages", "learningcoachmessages"})
"""Conversations with machines, which have the header row of messages."""

_OTHERS = """
accountstatushistory adsclicked adtargeting articles causesyoucareabout certifications comments companyfollows
companypagefollows contacts courses creatoranalytics easyapplyblocking education endorsementgiveninfo
endorsementreceivedinfo events groups hashtagfollows honors importedcontacts inferencesaboutyou instantreposts
jobapplicantsavedanswers jobapplicantsavedscreeningquestionresponses jobapplications jobs jobseekerpreferences
languages learning likes logins media memberfollows notes organizations patents positions privateidentityasset
profilesummary projects publications reactions receipts receiptsv2 recommendationsgiven recommendationsreceived
registration reviews richmedia savedarticles saveditems savedjobalerts savedjobs searchqueries securitychallenges
servicesmarketplace shares skills testscores verifications video volunteering volunteeringexperiences votes
"""
KNOWN = NOT_PEOPLE.union((layout.name for layout in LAYOUTS), _OTHERS.split())
"""Plain names of the files and folders at the root of an archive."""

_KINDS = re.compile(r"\.(csv|html?|pdf|jpe?g|png|gif|webp|heic|mp4|mov)$", re.IGNORECASE)


def plain_name(name: str) -> str:
    """Return a file name without its ending, case, spaces and signs: `Company Follows.csv` is companyfollows."""
    return re.sub(r"[\W_]", "", re.sub(r"\.\w+$", "", name).casefold())


def layout_of(member: Member) -> Layout | None:
    """Return the layout that a file at the root of an archive has by its name, or None."""
    if "/" in member.name or not member.name.lower().endswith(".csv"):
        return None
    return next((layout for layout in LAYOUTS if layout.name == plain_name(member.name)), None)


def layout_by_content(member: Member) -> Layout | None:
    """Return the layout that a file has by its header row, whatever its name; None for talk with machines."""
    if plain_name(PurePosixPath(member.name).name) in NOT_PEOPLE or delimiter_of(member.head(), _any_header) is None:
        return None
    return next((layout for layout in LAYOUTS if layout.fits(member)), None)


def _any_header(cells: Sequence[str]) -> Sequence[str] | None:
    return next((columns for layout in LAYOUTS if (columns := layout.header(cells)) is not None), None)


def is_archive(export: Export) -> bool:
    """Tell whether a folder or ZIP is LinkedIn's as a whole: a file at its root is read, and no file is foreign.

    A file of unknown name is foreign unless the folder or ZIP has the name that LinkedIn gives it.
    """
    named = "linkedindataexport" in plain_name(export.name)
    if not all(_KINDS.search(member.name) and _is_ours(member, named) for member in export.members):
        return False
    return any(layout.fits(member) for member in export.members if (layout := layout_of(member)))


def _is_ours(member: Member, named: bool) -> bool:
    root = plain_name(PurePosixPath(member.name).parts[0])
    if root == ADDRESS_BOOK.name:
        return member.size == 0 or ADDRESS_BOOK.fits(member)
    return named or root in KNOWN
