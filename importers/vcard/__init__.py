"""Address books in vCard 2.1, 3.0 and 4.0: one file of many cards, or a folder or ZIP of such files.

No reader of whole files survives what phones and mail programs write, so each card is cut out as bytes, unfolded and
decoded by rules of our own, and only then are its lines given, one by one, to vobject.
Format: RFC 6350 (4.0), RFC 2426 (3.0), the versit specification of 1996 (2.1); quirks: samples/vcard/FORMAT.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from importers.export import Export, Member
from importers.reading import guarded, unbroken
from importers.records import Record
from importers.vcard.cards import cards, utf_16_of

_BEGIN = re.compile(r"[ \t]*+BEGIN[ \t]*+:[ \t]*+VCARD[ \t]*+(?:[\r\n]|$)", re.IGNORECASE)
_BEGIN_OF_A_LINE = re.compile(rf"(?:^|[\r\n]){_BEGIN.pattern}", re.IGNORECASE)
_NAMES = (".vcf", ".vcard")


class VcardImporter:
    """Reads vCards into contacts; a line that cannot be read costs that line, a card that cannot be read that card."""

    name = "vcard"
    title = "vCard address book"
    where = (
        "Google Contacts: Export, vCard; iCloud and Apple Contacts: Export vCard; Android: Contacts, Export to .vcf; "
        "Outlook, Thunderbird and Nextcloud: export the address book as vCard."
    )

    def identify(self, export: Export) -> bool:
        """Tell whether every member opens with a card; junk may stand before it only where the name says vCard."""
        return bool(export.members) and all(map(_opens_with_a_card, export.members))

    def extract(self, export: Export) -> Iterator[Record]:
        """Yield a Contact or a Problem for each card, in file order."""
        from importers.vcard.contact import (
            contact_of,
        )  # imports vobject, which nobody should wait for before a card is read

        for member in export.members:
            yield from unbroken(member, guarded(cards(member), contact_of))


def _opens_with_a_card(member: Member) -> bool:
    head = member.head()
    text = head.decode(utf_16_of(head) or "latin-1", "replace").removeprefix("ï»¿").lstrip("\ufeff \t\r\n")
    if _BEGIN.match(text):
        return True
    return member.name.lower().endswith(_NAMES) and _BEGIN_OF_A_LINE.search(text) is not None
