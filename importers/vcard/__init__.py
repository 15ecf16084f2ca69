"""Address books in vCard 2.1, 3.0 and 4.0: one file of many cards, or a folder or ZIP of such files.

No reader of whole files survives what phones and mail programs write, so each card is cut out as bytes, unfolded and
decoded by rules of our own, and only then are its lines given, one by one, to vobject.
Format: RFC 6350 (4.0), RFC 2426 (3.0), the versit specification of 1996 (2.1); quirks: samples/vcard/FORMAT.md.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from importers.export import Export, Member
from importers.reading import guarded, unbroken
from importers.records import Contact, Origin, Record, Repeated
from importers.vcard.cards import MARK, Card, cards
from importers.vcard.pieces import lines_of

_BLANKS = b" \t\n\xef\xbb\xbf"  # byte order marks too
_NAMES = (".vcf", ".vcard")


class VcardImporter:
    """Reads vCards into contacts; a line that cannot be read costs that line, a card that cannot be read that card."""

    name = "vcard"
    title = "vCard address book"
    where = (
        "Google Contacts: Export, vCard; iCloud and Apple Contacts: Export vCard; Android: Contacts, Export to .vcf; "
        "Outlook, Thunderbird and Nextcloud: export the address book as vCard. The file is there at once. "
        "Or name the server itself: carddav://you@host/."
    )

    def identify(self, export: Export) -> bool:
        """Tell whether every member opens with a card; other lines may stand before it if the name says vCard."""
        return bool(export.members) and all(map(_opens_with_a_card, export.members))

    def extract(self, export: Export) -> Iterator[Record]:
        """Yield a Contact or a Problem for each card, in file order."""
        for member in export.members:
            yield from unbroken(member, guarded(cards(member), _contact_of))

    def reread(self, export: Export, known: Container[int]) -> Iterator[Record | Repeated]:
        """Yield what `extract` does, but a Repeated in the place of each contact whose card is known by its bytes."""
        for member in export.members:
            yield from unbroken(member, _reread(member, known))


def _reread(member: Member, known: Container[int]) -> Iterator[Record | Repeated]:
    for origin, card in cards(member):
        if isinstance(card, Card) and card.digest is not None and card.digest in known:
            yield Repeated(origin, card.digest)
        else:
            yield from guarded([(origin, card)], _contact_of)


def _contact_of(origin: Origin, card: Card) -> Contact:
    from importers.vcard.contact import contact_of  # loads vobject, for which nobody waits unless a card is read

    return contact_of(origin, card)


def _opens_with_a_card(member: Member) -> bool:
    text = lines_of(member.head())
    marks = (mark for mark in MARK.finditer(text) if mark.lastgroup in ("begin", "end"))
    first = next(marks, None)
    if first is None or member.name.lower().endswith(_NAMES):
        return first is not None
    return first.lastgroup == "begin" and not text[: first.start()].strip(_BLANKS)
