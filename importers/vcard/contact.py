"""Builds one contact of one card, and says which lines it had to do without.

A card needs no name: an e-mail, a phone, a link, a handle or an organization is enough to be a contact.
Properties: RFC 6350, section 6; those that begin with X- as Apple, Google, Android and Evolution write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from importers.reading import natural_key
from importers.records import Contact, ContactKind, Origin
from importers.vcard.cards import Card
from importers.vcard.found import Properties, properties_of
from importers.vcard.handles import handles, profile_links
from importers.vcard.names import KINDS, NICKNAMES, UIDS
from importers.vcard.related import anniversary, birthday, related

COPIES = ("ALTID", "LANGUAGE", "SCRIPT")
"""Parameters of lines that say the same as another line in another language or script."""

_PREFIX = re.compile(r"(?:mailto|tel):\s*+", re.IGNORECASE)


def contact_of(origin: Origin, card: Card) -> Contact:
    """Build the contact of a card; ValueError when nothing is left in it to know anybody by."""
    found = properties_of(card)
    called, born = found.called(), birthday(found)
    nicknames = _items(found, *NICKNAMES) + tuple(name for name, _, _ in found.android("nickname"))
    emails, phones = _unprefixed(found.texts("EMAIL")), _unprefixed(found.texts("TEL"))
    urls, names_elsewhere = found.texts("URL") + profile_links(found), handles(found)
    if not (called.shown or nicknames or emails or phones or urls or names_elsewhere):
        nothing = "it holds no name, e-mail, phone, link, handle or organization"
        raise ValueError("; ".join((*found.losses[:3], *([] if found.losses else [nothing]))))
    uid = found.text(*UIDS)
    others = () if called.shown else (*nicknames, *urls, *names_elsewhere)
    losses = (*found.losses, *_second_persons(found))
    return Contact(
        key=natural_key(uid, "", called.shown, *emails, *phones, born, *others),
        origin=origin,
        formatted_name=called.formatted,
        given_name=called.given,
        family_name=called.family,
        nicknames=nicknames,
        emails=emails,
        phones=phones,
        urls=urls,
        handles=names_elsewhere,
        organization=called.organization,
        title=found.text("TITLE"),
        birthday=born,
        anniversary=anniversary(found),
        related=related(found),
        categories=_items(found, "CATEGORIES"),
        note="\n".join(found.texts("NOTE")),
        uid=uid,
        revision=found.text("REV"),
        kind=_kind(found),
        losses=losses,
        raw=None if losses else card.digest,
    )


def _items(found: Properties, *names: str) -> tuple[str, ...]:
    """Return the items of lists; an escaped comma separates like any other, because Apple escapes all of them."""
    items = [item.strip() for text in found.texts(*names) for item in text.split(",")]
    return tuple(filter(None, items))


def _unprefixed(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, [_PREFIX.sub("", value, count=1) for value in values]))


def _kind(found: Properties) -> ContactKind:
    said = found.text(*KINDS).lower()
    if said == "group":
        return "group"
    return "org" if said in ("org", "organization") or found.text("X-ABSHOWAS").upper() == "COMPANY" else "individual"


def _second_persons(found: Properties) -> Iterator[str]:
    """Say what a card tells twice, and not alike: without the END and BEGIN between them two cards look like one.

    vCard 4.0 allows several FN; a line in another language or script says the same of the same person.
    """
    for name in ("N", "UID") if found.text("VERSION") == "4.0" else ("N", "FN", "UID"):
        if len(lines := found.get(name, ())) > 1:
            own = (line for line in lines if line.head.params.keys().isdisjoint(COPIES))
            values = {text for line in own if (text := ";".join(line.parts).strip("; "))}
            if len(values) > 1:
                yield f"it has {len(values)} different {name} lines; two cards may have become one"
