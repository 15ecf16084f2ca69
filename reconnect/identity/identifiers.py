"""What could be one person's alone: a profile, a card's UID, an e-mail address, a telephone number; and whether it is.

An identifier is judged by everybody seen with it: two names in conflict make an address shared, whatever it looks like.
Homepages are none, since a company's stands on all its people's cards.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations
from typing import Literal, NamedTuple, TypeAlias

from reconnect.identity.grades import Grade, grade
from reconnect.identity.mailboxes import is_relay, is_role, sounds_shared
from reconnect.identity.names import Name
from reconnect.identity.normal import normal_email, normal_phone, normal_profile
from reconnect.identity.resolution import KnownContact

IdentifierKind: TypeAlias = Literal["profile", "uid", "email", "phone"]
Standing: TypeAlias = Literal["personal", "busy", "shared", "household", "role", "crowd"]

BUSY_ABOVE = 6
SHARED_FROM = 40
CROWD_ABOVE = 60


class Identifier(NamedTuple):
    """One identifier in its normal form; a UID counts inside its importer only."""

    kind: IdentifierKind
    value: str


def identifiers_of(known: KnownContact, home_region: str | None) -> list[Identifier]:
    """Return a contact's identifiers, each once, relays left out."""
    contact = known.contact
    found = [Identifier("profile", profile) for url in contact.urls if (profile := normal_profile(url))]
    found += [Identifier("uid", f"{known.importer} {contact.uid}")] if contact.uid else []
    emails = [email for text in contact.emails if (email := normal_email(text))]
    found += [Identifier("email", email) for email in emails if not is_relay(email)]
    found += [Identifier("phone", x) for phone in contact.phones if (x := normal_phone(phone, home_region))]
    return list(dict.fromkeys(found))


def standing(identifier: Identifier, names: Collection[Name], contacts: int) -> Standing:
    """Tell whose an identifier is, by the different `names` seen with it and the number of `contacts` that have it.

    "crowd" is one with more than 60 names, "busy" a telephone on more than 6 contacts, "household" a telephone of one
    family, where father and son may bear one name.
    """
    said = [name for name in names if name.tells]
    if len(said) > CROWD_ABOVE:
        return "crowd"
    if identifier.kind in ("profile", "uid"):
        return "personal"
    if identifier.kind == "email" and is_role(identifier.value):
        return "role"
    if len({name.given for name in names if name.kind == "relation"}) > 1 or _is_shared(identifier, said):
        return "household" if identifier.kind == "phone" and _is_of_one_family(said) else "shared"
    return "busy" if identifier.kind == "phone" and contacts > BUSY_ABOVE else "personal"


def _is_shared(identifier: Identifier, said: list[Name]) -> bool:
    if len(said) >= SHARED_FROM:
        return True
    if identifier.kind == "email" and sounds_shared(identifier.value, [(name.given, name.family) for name in said]):
        return True
    return any(grade(a, b) is Grade.CONFLICT for a, b in combinations(said, 2))


def _is_of_one_family(said: list[Name]) -> bool:
    return any(
        a.parts & b.parts and a.given and b.given and grade(a, b) is Grade.CONFLICT for a, b in combinations(said, 2)
    )
