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
from importers.reading import decode
from importers.tables import HEADER_WITHIN, Table, delimiter_of

_SPELLINGS = """
first name      prénom, vorname, nombre, nome, voornaam
last name       nom, nachname, apellidos, cognome, sobrenome, achternaam
email address   adresse e-mail, e-mail-adresse, dirección de correo electrónico, indirizzo e-mail, endereço de e-mail,
                e-mailadres
company         entreprise, unternehmen, empresa, azienda, bedrijf
position        poste, cargo, posizione, functie
connected on    date de connexion, verbunden am, fecha de conexión, conectado el, data di collegamento, collegato il,
                data da conexão, conectado em, verbonden op
"""
SPELLINGS = {
    other.strip(): line[:16].strip()
    for line in re.sub(r"\n {16}", " ", _SPELLINGS).strip().split("\n")
    for other in line[16:].split(",")
}
"""Names of columns in French, German, Spanish, Italian, Portuguese and Dutch; all others are called as in English."""


@dataclass(frozen=True)
class Layout:
    """One kind of file: its plain name, and the columns that make a row its header."""

    name: str
    needs: frozenset[str]
    by_name: bool = False
    """Whether another file has the same columns, so that only the name tells them apart."""

    def header(self, cells: Sequence[str]) -> Sequence[str] | None:
        """Return the English names of the columns, each once, if this row is the header."""
        columns = [SPELLINGS.get(cell, cell) for cell in cells]
        if not self.needs.issubset(columns):
            return None
        return ["" if column in columns[:place] else column for place, column in enumerate(columns)]

    def fits(self, member: Member) -> bool:
        """Tell whether the file's head holds this header row."""
        return delimiter_of(member.head(), self.header) is not None

    def table(self, member: Member) -> Table:
        """Return the rows of such a file."""
        return Table(member, self.header)


def _layout(name: str, *needs: str, by_name: bool = False) -> Layout:
    return Layout(name, frozenset(needs), by_name)


_ADDRESS_BOOK = ("firstname", "lastname", "emails", "phonenumbers")
_RECOMMENDATION = ("first name", "last name", "text", "creation date", "status")
LAYOUTS = (
    _layout("connections", "first name", "connected on"),
    _layout("messages", "conversation id", "from", "to", "date"),
    _layout("invitations", "from", "to", "sent at", "direction"),
    _layout("contacts", *_ADDRESS_BOOK),
    _layout("importedcontacts", *_ADDRESS_BOOK),
    _layout("notes", "connection first name", "connection last name", "note"),
    _layout("endorsementgiveninfo", "endorsement date", "endorsee first name", "endorsee last name"),
    _layout("endorsementreceivedinfo", "endorsement date", "endorser first name", "endorser last name"),
    _layout("recommendationsgiven", *_RECOMMENDATION, by_name=True),
    _layout("recommendationsreceived", *_RECOMMENDATION, by_name=True),
    _layout("profile", "first name", "last name", "maiden name", "headline"),
    _layout("emailaddresses", "email address", "confirmed", "primary"),
    _layout("phonenumbers", "extension", "number", "type"),
    _layout("whatsappphonenumbers", "extension", "number", "is_whatsapp_number"),
)
"""The files that are read."""

COMMON_NAMES = frozenset({"contacts", "notes", "profile"})
"""Files whose names other services use as well."""

NOT_PEOPLE = frozenset({"coachmessages", "guidemessages", "learningroleplaymessages", "learningcoachmessages"})
"""Conversations with machines, which have the header row of messages."""

_OTHERS = """
accountstatushistory adsclicked adtargeting articles causesyoucareabout certifications comments companyfollows
companypagefollows courses creatoranalytics easyapplyblocking education events groups hashtagfollows honors
inferencesaboutyou instantreposts jobapplicantsavedanswers jobapplicantsavedscreeningquestionresponses jobapplications
jobs jobseekerpreferences languages learning likes logins media memberfollows organizations patents positions
privateidentityasset profilesummary projects publications reactions receipts receiptsv2 registration reviews richmedia
savedarticles saveditems savedjobalerts savedjobs searchqueries securitychallenges servicesmarketplace shares skills
testscores verifications video volunteering volunteeringexperiences votes
"""
KNOWN = NOT_PEOPLE.union((layout.name for layout in LAYOUTS), _OTHERS.split())
"""Plain names of the files and folders at the root of an archive."""

_KINDS = re.compile(r"\.(csv|html?|pdf|jpe?g|png|gif|webp|heic|mp4|mov)$", re.IGNORECASE)


def plain_name(name: str) -> str:
    """Return a file name without its ending, case, spaces, signs and long number.

    `Company Follows.csv` is companyfollows, and `Comments_34875879.csv` is comments.
    """
    return re.sub(r"[\W_]", "", re.sub(r"(?:_\d{4,})?\.\w+$", "", name).casefold())


def layout_of(member: Member) -> Layout | None:
    """Return the layout that a file at the root of an archive has by its name, or None."""
    if "/" in member.name or not member.name.lower().endswith(".csv"):
        return None
    return next((layout for layout in LAYOUTS if layout.name == plain_name(member.name)), None)


def layout_by_content(member: Member) -> Layout | None:
    """Return the layout that a file has by its header row, whatever its name; None for talk with machines."""
    name = plain_name(PurePosixPath(member.name).name)
    if name in NOT_PEOPLE or delimiter_of(member.head(), _any_header) is None:
        return None
    return next(
        (each for each in LAYOUTS if (name.startswith(each.name) or not each.by_name) and each.fits(member)), None
    )


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
    if root in COMMON_NAMES:
        return not member.head() or _is_like(member, next(each for each in LAYOUTS if each.name == root))
    return named or root in KNOWN


def _is_like(member: Member, layout: Layout) -> bool:
    """Tell whether some line near the top has half of a layout's columns: damage to one must not lose the archive."""
    lines = decode(member.head()).casefold().splitlines()[:HEADER_WITHIN]
    return any(sum(column in line for column in layout.needs) * 2 >= len(layout.needs) for line in lines)
