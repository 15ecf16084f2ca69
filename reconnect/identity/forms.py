"""What of each contact is compared with others, as tables of numbers, so that all can be looked over at once, and kept.

A text is its 64-bit digest here: equality is all that is asked of it, and where two texts share a digest by chance, two
contacts are looked at together that need not be. The tables hold what a contact says by itself and nothing that
depends on other contacts, so a row stays true for as long as its contact says the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from reconnect.identity.candidates import BLOCKS, blocks_of
from reconnect.identity.digests import Flags, Table, are_in, digest, digest_of_name, digests
from reconnect.identity.identifiers import identifiers_of
from reconnect.identity.mailboxes import is_relayed, is_role
from reconnect.identity.names import Name
from reconnect.identity.namesakes import NAMES, PARTS, tables_of
from reconnect.identity.normal import normal_company, normal_email
from reconnect.identity.resolution import KnownContact
from reconnect.identity.workplaces import places_told

CONTACTS = np.dtype([("contact", "i8"), ("version", "i8"), ("name", "i8"), ("shown", "i8"), ("is_role", "?")])
"""A row a contact, by contact id.

`version` tells what it was read from, `name` the full name that it bears, or 0. `shown` is what calls itself so and may
be no human being, as a company's name compares, or 0; `is_role` says that only role mailboxes are behind it.
"""

POINTS = np.dtype([("contact", "i8"), ("point", "i8")])
"""What two contacts of one person may have in common: identifiers, mailboxes without a name, names in a service."""

PLACES = np.dtype([("contact", "i8"), ("place", "i8")])
"""The company that a contact names, and the domains of its addresses."""

NAMES_ONLY = ("facebook", "instagram", "linkedin")
"""Services that name a correspondent without telling who of that name it is."""


class Forms(NamedTuple):
    """The tables, and the places as texts; what is said of a name is said once, however many contacts bear it."""

    contacts: Table
    points: Table
    places: Table
    names: Table
    given: Table
    family: Table
    blocks: Table
    texts: dict[int, str]


DTYPES = {
    "contacts": CONTACTS, "points": POINTS, "places": PLACES, "names": NAMES, "given": PARTS, "family": PARTS,
    "blocks": BLOCKS,
}  # fmt: skip
_OF_NAMES = ("names", "given", "family", "blocks")
NOTHING = Forms(**{name: np.zeros(0, dtype) for name, dtype in DTYPES.items()}, texts={})


def forms_of(known: Sequence[KnownContact], versions: Sequence[int], home_region: str | None) -> Forms:
    """Return the forms of contacts; `versions` tell what each was read from."""
    borne = [each.borne for each in known]
    names = {name: digest_of_name(name) for name in borne if name is not None}
    told = [(each.id, text) for each in known for text in places_told(each)]
    contacts = [
        (each.id, version, names[name] if name else 0, _shown(each), _is_role(each))
        for each, version, name in zip(known, versions, borne, strict=True)
    ]
    places = _rows(PLACES, told)
    counted, given, family = tables_of(names)
    return Forms(
        contacts=_by_contact(np.array(contacts, CONTACTS)),
        points=_rows(POINTS, [(each.id, text) for each in known for text in _points(each, home_region)]),
        places=places,
        names=counted,
        given=given,
        family=family,
        blocks=_blocks(names),
        texts=dict(zip(places["place"].tolist(), (text for _, text in told), strict=True)),
    )


def united(one: Forms, other: Forms) -> Forms:
    """Return the forms of the contacts of both, who are different ones."""
    new = np.setdiff1d(other.names["name"], one.names["name"])
    is_new = {name: are_in(getattr(other, name)["name"], new) for name in _OF_NAMES}
    joined = {
        name: np.concatenate((getattr(one, name), getattr(other, name)[is_new.get(name, slice(None))]))
        for name in DTYPES
    }
    joined["contacts"] = _by_contact(joined["contacts"])
    return Forms(**joined, texts=one.texts | other.texts)


def among(forms: Forms, contacts: Flags) -> Forms:
    """Return the forms of some of the contacts, told by their rows."""
    if contacts.all():
        return forms
    kept = forms.contacts[contacts]
    some = {"contacts": kept}
    for name in ("points", "places"):
        table = getattr(forms, name)
        some[name] = table[are_in(table["contact"], kept["contact"])]
    for name in _OF_NAMES:
        table = getattr(forms, name)
        some[name] = table[are_in(table["name"], kept["name"])]
    places = set(some["places"]["place"].tolist())
    return Forms(**some, texts={place: text for place, text in forms.texts.items() if place in places})


def shown_in_service(known: KnownContact) -> str:
    """Return what a service calls a contact, which is equal for all of one name."""
    contact = known.contact
    return " ".join((contact.formatted_name or f"{contact.given_name} {contact.family_name}").casefold().split())


def _shown(known: KnownContact) -> int:
    contact = known.contact
    is_human = contact.kind == "individual" and known.name.kind in ("full", "given", "family")
    is_listed = contact.given_name or contact.family_name or contact.since or contact.phones  # no correspondent's alone
    is_role_like = is_relayed(contact.formatted_name) or any(map(is_role, map(normal_email, contact.emails)))
    if is_human and is_listed and not is_role_like:
        return 0
    return digest(company) if (company := normal_company(contact.formatted_name)) else 0


def _is_role(known: KnownContact) -> bool:
    contact = known.contact
    addresses = [address for email in contact.emails if (address := normal_email(email))]
    return bool(addresses) and all(map(is_role, addresses)) and not (contact.given_name and contact.family_name)


def _points(known: KnownContact, home_region: str | None) -> Iterator[str]:
    yield from (f"{kind} {value}" for kind, value in identifiers_of(known, home_region))
    if known.importer == "mail" and known.name.kind == "none":
        yield from (f"mailbox {address.lower()}" for address in known.contact.emails[:1])
    if known.importer in NAMES_ONLY:
        yield f"{known.importer} {shown_in_service(known)}"


def _blocks(names: Mapping[Name, int]) -> Table:
    told = [(of, *block) for name, of in names.items() for block in blocks_of(name)]
    rows = np.zeros(len(told), BLOCKS)
    rows["name"], rows["block"] = [of for of, *_ in told], digests(block for _, block, *_ in told)
    rows["largest"], rows["side"] = [largest for *_, largest, _ in told], [side for *_, side in told]
    return rows


def _rows(dtype: np.dtype[Any], told: Sequence[tuple[int, str]]) -> Table:
    rows = np.zeros(len(told), dtype)
    of, what = dtype.names or ()
    rows[of] = [contact for contact, _ in told]
    rows[what] = digests(text for _, text in told)
    return rows


def _by_contact(rows: Table) -> Table:
    return rows[np.argsort(rows["contact"])]
