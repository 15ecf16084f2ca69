"""Whom the store forgets, in the normal forms of `reconnect.identity`: it compares what it is given, and knows no form.

A telephone number is told both with my home region and without, since that may change after somebody was forgotten.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from importers.records import Contact, Origin
from reconnect.archive.finding import find_person
from reconnect.errors import NoSuchPerson, ThatIsMe
from reconnect.store import queries
from reconnect.store.forgetting import Share, share_of
from reconnect.store.opening import open_store
from reconnect.store.tombstones import Point, Stone, Traits, TraitsOf, bare_name, lift_stones

if TYPE_CHECKING:
    from reconnect.archive import Archive, Row

__all__ = ["Share", "allow", "backups", "forget", "held", "swept", "to_forget", "traits_within"]


def traits_within(conn: sqlite3.Connection) -> TraitsOf:
    """Return what tells the traits of contacts, with the home region of this database."""
    region = queries.settings(conn).get("home_region") or None

    def traits_of(contact: Contact) -> Traits:
        points = frozenset(_points(contact, region))
        return Traits(points, _folded(contact), frozenset(filter(_is_a_tasks, points)))

    return traits_of


def _is_a_tasks(point: Point) -> bool:
    from reconnect.identity import is_role

    kind, value = point
    return kind == "email" and is_role(value)


def _points(contact: Contact, region: str | None) -> Iterator[Point]:
    from reconnect.identity import normal_email, normal_phone, normal_profile  # heavy, and seldom anybody is forgotten

    told = [("email", normal_email(each)) for each in contact.emails]
    told += [("url", normal_profile(each)) for each in contact.urls]
    told += [("phone", normal_phone(each, known)) for each in contact.phones for known in {region, None}]
    told += [("handle", each.strip().casefold()) for each in contact.handles]
    yield from ((kind, value) for kind, value in told if value)


def _folded(contact: Contact) -> str:
    """Return how a whole name compares: its words as `name_key` has them, in the order of the alphabet."""
    from reconnect.identity import name_key

    name = contact.formatted_name or f"{contact.given_name} {contact.family_name}"
    return " ".join(sorted(filter(None, map(name_key, name.replace(",", " ").split()))))


def to_forget(archive: Archive, wanted: str) -> tuple[Row, Share]:
    """Return the person to forget, and what goes with them. Errors: ThatIsMe, NoSuchPerson, SeveralPeople."""
    with archive.reading() as conn:
        try:
            person = find_person(conn, wanted)
        except NoSuchPerson:
            _refuse_me(conn, wanted)
            raise
        return person, share_of(conn, person["id"])


def held(archive: Archive, person: int) -> Row:
    """Return all that is stored about a person, as `reconnect.store.holdings.held` has it."""
    from reconnect.store.holdings import held

    with archive.reading() as conn:
        return held(conn, person)


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
    from reconnect.store.forgetting import forget, sweep

    with closing(open_store(path)) as db:
        conn = db.conn
        conn.execute("pragma secure_delete = on")
        with durable(db):
            forget(db, person, traits_within(conn))
            resolve(db)
        return sweep(db)


def swept(path: Path) -> bool:
    """Write the database anew without what was once deleted; tell whether that could be done."""
    from reconnect.store.forgetting import sweep

    with closing(open_store(path)) as db:
        return sweep(db)


def allow(path: Path, text: str) -> int:
    """Let imports tell again of those whom an address, number, link or name tells; return how many people."""
    from reconnect.store.decided import durable

    with closing(open_store(path)) as db, durable(db):
        return lift_stones(db.conn, _stones_of(db.conn, text))


def _stones_of(conn: sqlite3.Connection, text: str) -> set[Stone]:
    """Return all by which an address, a number, a link, or a name in any service may be known."""
    written = Contact(
        key="", origin=Origin(""), formatted_name=text, emails=(text,), phones=(text,), urls=(text,), handles=(text,)
    )
    traits = traits_within(conn)(written)
    importers = conn.execute("select distinct importer from imports").fetchall()
    return {Stone(*point) for point in traits.points} | {bare_name(each, traits.name) for (each,) in importers}


def backups(path: Path) -> list[Path]:
    """Return the copies of a database that were made before its tables changed."""
    return sorted(path.parent.glob(f"{path.name}.before-m*"))
