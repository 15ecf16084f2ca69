"""Builds one contact of one card, and says which lines it had to do without.

A card needs no name: an e-mail, a phone, a link or an organization is enough to be a contact.
Properties: RFC 6350, section 6; those that begin with X- as Apple, Google, Android and Evolution write them.
"""

from __future__ import annotations

import re
from collections import defaultdict

from importers.reading import natural_key
from importers.records import Contact, ContactKind, Origin
from importers.vcard.cards import Card
from importers.vcard.lines import content_lines
from importers.vcard.properties import Property, is_content_line, property_of

MOST_LOSSES = 20
LONGEST_SHOWN = 60

PROFILES = ("X-SOCIALPROFILE", "SOCIALPROFILE", "X-LINKEDIN", "X-FACEBOOK", "X-TWITTER", "X-INSTAGRAM")
"""Properties that hold the link of a profile or a bare handle; only a link can be followed or compared."""

READ = frozenset(
    (
        *("FN", "N", "NICKNAME", "X-NICKNAME", "X-ANDROID-CUSTOM", "EMAIL", "TEL", "URL", *PROFILES, "ORG", "TITLE"),
        *("BDAY", "CATEGORIES", "NOTE", "UID", "X-ABUID", "REV", "KIND", "X-ADDRESSBOOKSERVER-KIND", "X-ABSHOWAS"),
    )
)

_NAME = re.compile(r"(?:[\w-]++\.)?+([^;:]*+)")
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_PREFIX = re.compile(r"(?:mailto|tel):\s*+", re.IGNORECASE)
_ANDROID_NICKNAME = "vnd.android.cursor.item/nickname"


class _Properties(defaultdict[str, list[Property]]):
    """The properties of a card by name, in their order."""

    def texts(self, *names: str) -> tuple[str, ...]:
        values = (line.parts[0].strip() for name in names for line in self.get(name, ()))
        return tuple(filter(None, values))

    def text(self, *names: str) -> str:
        return next(iter(self.texts(*names)), "")

    def fields(self, name: str) -> list[str]:
        """Return the fields of the first line of that name that is not empty, five at least."""
        every = ([part.strip() for part in line.parts] + [""] * 5 for line in self.get(name, ()))
        return next(filter(any, every), [""] * 5)


def contact_of(origin: Origin, card: Card) -> Contact:
    """Build the contact of a card; ValueError when nothing is left in it to know anybody by."""
    found, losses = _properties(card)
    formatted_name = found.text("FN")
    family_name, given_name, *_ = found.fields("N")
    organization = next(filter(None, found.fields("ORG")), "")
    nicknames = _items(found, "NICKNAME", "X-NICKNAME") + _android_nicknames(found)
    emails, phones = _unprefixed(found.texts("EMAIL")), _unprefixed(found.texts("TEL"))
    urls = found.texts("URL") + tuple(filter(_LINK.match, found.texts(*PROFILES)))
    if not any((formatted_name, family_name, given_name, organization, nicknames, emails, phones, urls)):
        raise ValueError("; ".join(losses[:3]) or "it holds no name, e-mail, phone, link or organization")
    uid, birthday = found.text("UID", "X-ABUID"), _birthday(found)
    name = formatted_name or " ".join(filter(None, (given_name, family_name))) or organization
    return Contact(
        key=natural_key(uid, "", name, *emails[:1], *phones[:1], birthday),
        origin=origin,
        formatted_name=formatted_name,
        given_name=given_name,
        family_name=family_name,
        nicknames=nicknames,
        emails=emails,
        phones=phones,
        urls=urls,
        organization=organization,
        title=found.text("TITLE"),
        birthday=birthday,
        categories=_items(found, "CATEGORIES"),
        note="\n".join(found.texts("NOTE")),
        uid=uid,
        revision=found.text("REV"),
        kind=_kind(found),
        losses=losses,
    )


def _properties(card: Card) -> tuple[_Properties, tuple[str, ...]]:
    found, losses = _Properties(list), []
    for number, line in content_lines(card):
        name = _name(line)
        if name not in READ and name.startswith("X-"):
            continue  # nobody reads it, so nothing is lost where it is odd: "X-GOOGLE TALK", "X-messaging/xmpp-All"
        if not is_content_line(line):
            losses.append(f"line {number} could not be read: {_shown(line)}")
        elif name in READ:
            found[name].append(property_of(line))
    if len(losses) > MOST_LOSSES:
        losses[MOST_LOSSES:] = [f"{len(losses) - MOST_LOSSES} more lines could not be read"]
    return found, tuple(losses)


def _name(line: str) -> str:
    found = _NAME.match(line)
    return found[1].strip().upper() if found else ""


def _shown(line: str) -> str:
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}..."


def _items(found: _Properties, *names: str) -> tuple[str, ...]:
    """Return the items of lists; an escaped comma separates like any other, because Apple escapes all of them."""
    items = (item.strip() for text in found.texts(*names) for item in text.split(","))
    return tuple(filter(None, items))


def _android_nicknames(found: _Properties) -> tuple[str, ...]:
    rows = (line.parts for line in found.get("X-ANDROID-CUSTOM", ()))
    return tuple(
        name for kind, name, *_ in filter(lambda row: len(row) > 1, rows) if kind == _ANDROID_NICKNAME and name
    )


def _unprefixed(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, (_PREFIX.sub("", value, count=1) for value in values)))


def _birthday(found: _Properties) -> str:
    """Return the birthday as it stands, but for the year that Apple writes where none is known."""
    for line in found.get("BDAY", ()):
        if text := line.parts[0].strip():
            no_year = next(iter(line.params.get("X-APPLE-OMIT-YEAR", ())), "")
            return f"--{text[len(no_year) :].lstrip('-')}" if no_year and text.startswith(no_year) else text
    return ""


def _kind(found: _Properties) -> ContactKind:
    said = found.text("KIND", "X-ADDRESSBOOKSERVER-KIND").lower()
    if said == "group":
        return "group"
    return "org" if said in ("org", "organization") or found.text("X-ABSHOWAS").upper() == "COMPANY" else "individual"
