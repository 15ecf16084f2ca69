"""What to call a person: the name to show, the name to greet with, and whether it is a person at all.

A greeting may be empty: "J. Smith" tells no given name, and of "Li Wei" nobody can say which part it is unless another
source or the address does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import Literal, TypeAlias

from reconnect.identity import words
from reconnect.identity.mailboxes import is_machine, is_relayed, is_role, letters_of
from reconnect.identity.names import written_of
from reconnect.identity.normal import fold, name_key, normal_company, normal_email
from reconnect.identity.resolution import KnownContact

PersonKind: TypeAlias = Literal["person", "organisation", "group", "robot"]

_KINDS = ("full", "organisation", "given", "family", "relation", "none")
_BOOKS = ("vcard", "google", "outlook", "thunderbird", "table")


def display_name(contacts: Sequence[KnownContact]) -> str:
    """Return the best name there is for one person: full before partial, a book's before a mail's, else an address."""
    shown = [(known, text) for known in contacts if (text := _shown(known))]
    if shown:
        return min(shown, key=_rank)[1] if len(shown) > 1 else shown[0][1]
    contact_points = (
        point
        for known in sorted(contacts, key=lambda x: x.stable)
        for point in (*known.contact.emails, *known.contact.phones, *known.contact.urls, *known.contact.handles)
    )
    return next(contact_points, "")


def _shown(known: KnownContact) -> str:
    if known.name.kind == "organisation":
        return known.contact.formatted_name.strip() or known.contact.organization
    return str(written_of(known.contact))


def _rank(of: tuple[KnownContact, str]) -> tuple[int, bool, bool, int, int, str, str, str]:
    known, shown = of
    improper = shown.islower() or shown.isupper()
    kind = _KINDS.index(known.name.kind)
    return kind, known.importer == "mail", improper, -len(shown.split()), -len(shown), known.importer, known.key, shown


def call_name(contacts: Sequence[KnownContact]) -> str:
    """Return the name to greet a person with: a nickname, else a given name as its source has it, else ""."""
    ordered = sorted(contacts, key=lambda x: (x.importer not in _BOOKS, x.stable)) if len(contacts) > 1 else contacts
    nicknames = (nickname.strip() for known in ordered for nickname in known.contact.nicknames)
    plain = (nickname for nickname in nicknames if re.fullmatch(r"[^\W\d_]{2,}", nickname) and nickname[0].isupper())
    return next(plain, "") or _given_name(ordered)


def _given_name(contacts: Sequence[KnownContact]) -> str:
    sure = [_sure(known, contacts) for known in contacts if _is_human(known)]
    names = [given for given in sure if len(fold(given)) > 1 and not given.islower()]
    proper = [name for name in names if not (name.isupper() and name.isascii())] or names
    return max(proper, key=proper.count, default="")


def _sure(known: KnownContact, contacts: Sequence[KnownContact]) -> str:
    """Return the given name where the order is known: by its source, by another contact, or by the address; else ""."""
    written, told = written_of(known.contact), known.contact.given_name
    if told or written.ordered:
        middle = f" {written.middle}" if told and len(fold(written.middle)) > 1 else ""
        return written.given + middle
    if not written.family:
        return ""
    given, family = name_key(written.given), name_key(written.family)
    if any(name_key(other.contact.family_name) == family for other in contacts if other.contact.family_name):
        return written.given
    mailboxes = (letters_of(normal_email(email)) for other in contacts for email in other.contact.emails)
    spelt = any(name_key(letters) == given + family for letters in mailboxes)
    return written.given if spelt and given not in _family_names_that_come_first() else ""


@cache
def _family_names_that_come_first() -> frozenset[str]:
    """Return the family names, as keys, whose bearers may write them first in Latin letters too."""
    return words.FAMILY_NAMES_THAT_COME_FIRST.union(map(name_key, words.HAN_SURNAMES))


def person_kind(contacts: Sequence[KnownContact], companies: Collection[str] = ()) -> PersonKind:
    """Tell what a cluster of contacts is: a person wherever one contact has a human name.

    `companies` are the normal forms of every company known; a role's mailbox may bear the name of one.
    """
    if any(_is_human(known, companies) for known in contacts):
        return "person"
    addresses = [normal_email(email) for known in contacts for email in known.contact.emails]
    if addresses and all(map(is_machine, addresses)):
        return "robot"
    if any(known.contact.kind == "group" for known in contacts):
        return "group"
    if any(known.name.kind == "organisation" or _is_of_company(known, companies) for known in contacts):
        return "organisation"
    if addresses and any(is_relayed(known.contact.formatted_name) for known in contacts):
        return "robot"
    return "organisation" if addresses and all(map(is_role, addresses)) else "person"


def _is_human(known: KnownContact, companies: Collection[str] = ()) -> bool:
    """Tell whether a contact has a human name of its own, or a book lists it.

    What a machine calls itself is none, nor a single word or a company at a role's mailbox, nor a name that a service
    wrote for.
    """
    contact = known.contact
    if contact.kind != "individual" or known.name.kind not in ("full", "given", "family"):
        return False
    if contact.given_name or contact.family_name or contact.since or contact.urls or contact.phones:
        return True
    addresses = [normal_email(email) for email in contact.emails]
    if is_relayed(contact.formatted_name) or any(map(is_machine, addresses)):
        return False
    return not any(map(is_role, addresses)) or (known.name.kind == "full" and not _is_of_company(known, companies))


def _is_of_company(known: KnownContact, companies: Collection[str]) -> bool:
    """Tell whether a role's mailbox calls itself as a company that other contacts name."""
    contact = known.contact
    if not contact.emails or not companies or normal_company(contact.formatted_name) not in companies:
        return False
    return all(is_role(normal_email(email)) for email in contact.emails)
