"""What to call a person: the name to show, the name to greet with, and whether it is a person at all.

A greeting may be empty: "J. Smith" tells no given name, and of "Li Wei" nobody can say which part it is unless another
source or the address does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Literal, TypeAlias

from importers.records import Contact
from reconnect.identity import words
from reconnect.identity.mailboxes import is_machine, is_role, letters_of
from reconnect.identity.names import Written, is_organisation, name_of, written_of
from reconnect.identity.normal import fold, name_key, normal_email
from reconnect.identity.resolution import KnownContact

PersonKind: TypeAlias = Literal["person", "organisation", "group", "robot"]

_KINDS = ("full", "organisation", "given", "family", "relation", "none")
_BOOKS = ("vcard", "google", "outlook", "table")


def display_name(contacts: Sequence[KnownContact]) -> str:
    """Return the best name there is for one person: full before partial, a book's before a mail's, else an address."""
    shown = [(_rank(known), text) for known in contacts if (text := _shown(known.contact))]
    if shown:
        return min(shown)[1]
    contact_points = (
        point
        for known in sorted(contacts, key=lambda x: x.stable)
        for point in (*known.contact.emails, *known.contact.phones, *known.contact.urls)
    )
    return next(contact_points, "")


def _shown(contact: Contact) -> str:
    if is_organisation(contact):
        return contact.formatted_name.strip() or contact.organization
    return str(written_of(contact))


def _rank(known: KnownContact) -> tuple[int, bool, bool, int, int, str, str]:
    shown = _shown(known.contact)
    improper = shown.islower() or shown.isupper()
    kind = _KINDS.index(name_of(known.contact).kind)
    return kind, known.importer == "mail", improper, -len(shown.split()), -len(shown), known.importer, known.key


def call_name(contacts: Sequence[KnownContact]) -> str:
    """Return the name to greet a person with: a nickname, else a given name as its source has it, else ""."""
    ordered = sorted(contacts, key=lambda x: (x.importer not in _BOOKS, x.stable))
    nicknames = [nickname.strip() for known in ordered for nickname in known.contact.nicknames]
    plain = [nickname for nickname in nicknames if re.fullmatch(r"[^\W\d_]{2,}", nickname) and nickname[0].isupper()]
    return next(iter(plain), "") or _given_name(ordered)


def _given_name(contacts: Sequence[KnownContact]) -> str:
    sure = [written for known in contacts if _is_human(known.contact) and (written := _sure(known.contact, contacts))]
    names = [written.given for written in sure if len(fold(written.given)) > 1 and not written.given.islower()]
    proper = [name for name in names if not (name.isupper() and name.isascii())] or names
    return Counter(proper).most_common(1)[0][0] if proper else ""


def _sure(contact: Contact, contacts: Sequence[KnownContact]) -> Written | None:
    """Return the name taken apart where its order is known: by its source, by another contact, or by the address."""
    written = written_of(contact)
    if contact.given_name or written.ordered:
        middle = f" {written.middle}" if contact.given_name and len(fold(written.middle)) > 1 else ""
        return Written(written.given + middle, family=written.family)
    if not written.family:
        return None
    given, family = name_key(written.given), name_key(written.family)
    families = {name_key(other.contact.family_name) for other in contacts if other.contact.family_name}
    mailboxes = [letters_of(normal_email(email)) for other in contacts for email in other.contact.emails]
    spelt = any(name_key(letters) == given + family for letters in mailboxes)
    return written if family in families or (spelt and given not in _family_names_that_come_first()) else None


@cache
def _family_names_that_come_first() -> frozenset[str]:
    """Return the family names, as keys, whose bearers may write them first in Latin letters too."""
    return words.FAMILY_NAMES_THAT_COME_FIRST.union(map(name_key, words.HAN_SURNAMES))


def person_kind(contacts: Sequence[Contact]) -> PersonKind:
    """Tell what a cluster of contacts is: a person wherever one contact has a human name."""
    if any(_is_human(contact) for contact in contacts):
        return "person"
    addresses = [normal_email(email) for contact in contacts for email in contact.emails]
    if addresses and all(map(is_machine, addresses)):
        return "robot"
    if any(contact.kind == "group" for contact in contacts):
        return "group"
    if any(is_organisation(contact) for contact in contacts):
        return "organisation"
    return "robot" if addresses and all(map(is_role, addresses)) else "person"


def _is_human(contact: Contact) -> bool:
    """Tell whether a contact has a human name; what a machine calls itself is none, unless a book lists it."""
    if contact.kind != "individual" or name_of(contact).kind not in ("full", "given", "family"):
        return False
    listed = bool(contact.given_name or contact.family_name or contact.since or contact.urls or contact.phones)
    return listed or not any(is_machine(normal_email(email)) for email in contact.emails)
