"""Whom the store forgets, in the normal forms of `reconnect.identity`: it compares what it is given, and knows no form.

A telephone number is told both with my home region and without, since that may change after somebody was forgotten.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from importers import BUILTIN
from importers.records import Contact, Origin
from reconnect.archive.finding import find_person
from reconnect.archive.likeness import alike
from reconnect.errors import NoSuchPerson, ThatIsMe
from reconnect.store import queries
from reconnect.store.forgetting import Share, share_of
from reconnect.store.opening import open_store
from reconnect.store.tombstones import Point, Stone, Traits, TraitsOf, bare_name, lift_stones

if TYPE_CHECKING:
    from reconnect.archive import Archive, Row
    from reconnect.identity import Name

__all__ = ["Share", "allow", "backups", "forget", "held", "perhaps_theirs", "swept", "to_forget", "traits_within"]


def traits_within(conn: sqlite3.Connection) -> TraitsOf:
    """Return what tells the traits of contacts, with the home region of this database."""

    @cache
    def region() -> str | None:
        from reconnect.archive.owner import region_within  # as heavy

        return region_within(conn)

    def traits_of(contact: Contact) -> Traits:
        from reconnect.identity import name_of  # heavy, and seldom anybody is forgotten

        points, relayed, name = frozenset(_points(contact, region())), _is_relayed(contact), name_of(contact)
        return Traits(
            points=points,
            name=_folded(contact),
            names=frozenset(_written(name)),
            short=frozenset(_shortened(name)),
            of_many=frozenset(point for point in points if _is_of_many(*point, relayed=relayed)),
            is_relayed=relayed,
        )

    return traits_of


def _is_of_many(kind: str, value: str, *, relayed: bool) -> bool:
    from reconnect.identity import is_role

    return kind == "email" and (relayed or is_role(value))


def _is_relayed(contact: Contact) -> bool:
    from reconnect.identity.mailboxes import is_relay, is_relayed
    from reconnect.identity.normal import normal_email

    addresses = list(filter(None, map(normal_email, contact.emails)))
    return is_relayed(contact.formatted_name) or (bool(addresses) and all(map(is_relay, addresses)))


def _written(name: Name) -> Iterator[str]:
    """Yield the ways to write a name, with the full given names that a nickname may stand for."""
    if name.kind == "full":
        for given, family in product(name.roots, name.parts):
            yield _in_order(given, family, name.generation)
    elif name.tells:
        yield from name.roots or {name.family}


def _shortened(name: Name) -> Iterator[str]:
    """Yield what a full name is shortened to: Otto Karl-Heinz Alt to Otto, to Alt, and to O. Alt."""
    if name.kind == "full":
        yield from name.roots | name.parts
        for given, family in product({name.given[:1], name.half or name.given, *name.roots}, name.parts):
            yield _in_order(given, family)


def _in_order(*words: str) -> str:
    """Join words in the order of the alphabet, since which is the family name is not known of every source."""
    return " ".join(sorted(filter(None, words)))


def _points(contact: Contact, region: str | None) -> Iterator[Point]:
    from reconnect.identity import normal_email, normal_phone, normal_profile  # heavy, and seldom anybody is forgotten

    told = [("email", normal_email(each)) for each in contact.emails]
    told += [("url", normal_profile(each)) for each in contact.urls]
    told += [("phone", normal_phone(each, known)) for each in contact.phones for known in {region, None}]
    told += [("handle", each.strip().casefold()) for each in contact.handles]
    yield from ((kind, value) for kind, value in told if value)


def _folded(contact: Contact) -> str:
    """Return how a whole name compares, without titles and what stands beside it."""
    from reconnect.identity import name_key
    from reconnect.identity.names import written_of

    name = str(written_of(contact)) or contact.formatted_name
    return _in_order(*map(name_key, name.replace(",", " ").split()))


def to_forget(archive: Archive, wanted: str) -> tuple[Row, Share]:
    """Return the person to forget, and what goes with them. Errors: ThatIsMe, NoSuchPerson, SeveralPeople."""
    with archive.reading() as conn:
        try:
            person = find_person(conn, wanted)
        except NoSuchPerson:
            _refuse_me(conn, wanted)
            raise
        return person, share_of(conn, person["id"], traits_within(conn), alike)


def perhaps_theirs(archive: Archive, person: int) -> dict[int, str]:
    """Return the names, by number, of people of whom it is asked whether they are this person, and who would stay."""
    with archive.reading() as conn:
        questions = queries.questions(conn)
    pairs = [(x["a_person_id"], x["b_person_id"], x["b_name"]) for x in questions]
    pairs += [(x["b_person_id"], x["a_person_id"], x["a_name"]) for x in questions]
    return {other: name for asked, other, name in pairs if asked == person}


def held(archive: Archive, person: int) -> Row:
    """Return all that is stored about a person, as `reconnect.store.holdings.held` has it."""
    from reconnect.store.holdings import held

    with archive.reading() as conn:
        return held(conn, person, traits_within(conn), alike)


def _refuse_me(conn: sqlite3.Connection, wanted: str) -> None:
    from reconnect.identity import own_value

    mine = {(row["kind"], row["value"].casefold()) for row in queries.me(conn)}
    kind, value = own_value(wanted)
    if value == "0" or (kind, value.casefold()) in mine:
        raise ThatIsMe(f"{wanted}: this is you, whose archive it is; delete the database to forget all of it")


def forget(path: Path, person: int) -> bool:
    """Forget a person for good, and work out anew who is who; tell whether the file was swept as well."""
    from reconnect.archive.resolving import resolve
    from reconnect.store.decided import durable
    from reconnect.store.forgetting import forget
    from reconnect.store.sweeping import sweep

    with closing(open_store(path)) as db:
        conn = db.conn
        conn.execute("pragma secure_delete = on")
        with durable(db):
            forget(db, person, traits_within(conn), alike)
            resolve(db)
        return sweep(db)


def swept(path: Path) -> bool:
    """Write the database anew without what was once deleted; tell whether that could be done."""
    from reconnect.store.sweeping import sweep

    with closing(open_store(path)) as db:
        return sweep(db)


def allow(path: Path, text: str) -> int:
    """Let imports tell again of those whom an address, number, link or name tells; return how many people.

    All that is kept of them is removed, and they are held back by nothing any more. Others who were forgotten stay so:
    what they have in common with them tells them still, with the name. What two of the forgotten both have allows both.
    """
    from reconnect.store.decided import durable

    with closing(open_store(path)) as db, durable(db):
        return lift_stones(db.conn, _stones_of(db.conn, text))


def _stones_of(conn: sqlite3.Connection, text: str) -> set[Stone]:
    """Return all by which an address, a number, a link, or a name in any service may be known."""
    written = Contact(
        key="", origin=Origin(""), formatted_name=text, emails=(text,), phones=(text,), urls=(text,), handles=(text,)
    )
    traits = traits_within(conn)(written)
    services = {importer.name for importer in BUILTIN}
    services |= {importer for (importer,) in conn.execute("select distinct importer from imports")}
    return {Stone(*point) for point in traits.points} | {bare_name(each, traits.name) for each in services}


def backups(path: Path) -> list[Path]:
    """Return the copies of a database that were made before its tables changed."""
    return sorted(path.parent.glob(f"{path.name}.before-m*"))
