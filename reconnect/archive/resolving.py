"""Working out the third layer: who I am, who is who, and on which days we were in touch.

All of it is computed anew from what sources said and what the person decided, so that it is the same whatever the
order of imports, and a change of "me" or of a decision needs no re-import.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reconnect import ties
from reconnect.archive import correspondents
from reconnect.archive.correspondents import Counts
from reconnect.archive.refreshing import newest_position
from reconnect.identity import (
    Decision,
    KnownContact,
    Mine,
    Own,
    call_name,
    display_name,
    find_me,
    person_kind,
)
from reconnect.identity import (
    resolve as joined,
)
from reconnect.identity.normal import normal_company
from reconnect.identity.region import region_of
from reconnect.store import exchanges, queries, rebuilt
from reconnect.store.exchanges import Participations
from reconnect.store.opening import transaction
from reconnect.store.queries import StoredContact

if TYPE_CHECKING:
    from sqlite_utils import Database


def resolve(db: Database) -> None:
    """Work out people, links and contact days, and store them in one transaction."""
    with transaction(db):
        conn = db.conn
        stored, all_ = queries.contacts(conn), exchanges.participations(conn)
        counts = correspondents.counted(all_)
        me, region = _write_me(db, stored, counts)
        _write_people(db, [each for each in stored if each.id not in me], me, counts, region)
        _write_contact_days(db, all_)
        rebuilt.note_worked_out(db)


def _write_me(db: Database, stored: Sequence[StoredContact], counts: Counts) -> tuple[set[int], str | None]:
    """Store what is found to be mine; return the contacts that are mine by this and by what I said, and my country."""
    rebuilt.write_me(db, found_me(db.conn, stored, counts))
    own = [(row["kind"], row["value"]) for row in queries.me(db.conn)]
    region = queries.settings(db.conn).get("home_region") or home_region(own, stored)
    mine = Mine(own, region)
    return {each.id for each in stored if mine.is_me(each.contact, each.importer)}, region


def home_region(own: Sequence[tuple[str, str]], stored: Sequence[StoredContact]) -> str | None:
    """Return the country of my own numbers, which `own` (kind and value) and the contacts that are mine tell."""
    mine = Mine(own)
    cards = (each for each in stored if each.contact.phones and mine.is_me(each.contact, each.importer))
    told = [value for kind, value in own if kind == "phone"]
    return region_of([*told, *(phone for card in cards for phone in card.contact.phones)])


def found_me(conn: sqlite3.Connection, stored: Sequence[StoredContact], counts: Counts) -> tuple[Own, ...]:
    """Return what is mine as far as the sources tell; `stored` are all contacts."""
    seen = correspondents.seen_by_channel(counts, queries.mentions(conn, stored))
    return find_me([each.contact for each in stored if each.contact.is_me], seen, counts.totals)


def _write_people(
    db: Database, stored: Sequence[StoredContact], me: Collection[int], counts: Counts, region: str | None
) -> None:
    by_id = {each.id: each for each in stored}
    known = {each.id: KnownContact(each.id, each.importer, each.contact.key, each.contact) for each in stored}
    decisions = [Decision((ai, ak), (bi, bk), verdict) for ai, ak, bi, bk, verdict in queries.decisions(db.conn)]
    resolution = joined(list(known.values()), decisions, region)
    others = _Others(
        companies=frozenset(filter(None, (normal_company(each.contact.organization) for each in stored))),
        corresponding=correspondents.corresponding(counts),
        lists=correspondents.list_addresses(counts),
    )
    people = [_person([by_id[id] for id in ids], [known[id] for id in ids], others) for ids in resolution.people]
    ids = rebuilt.write_people(db, people, me)
    person_of = {contact: id for id, person in zip(ids, people, strict=True) for contact in person.contacts}
    rebuilt.write_resolution(db, resolution, person_of)


def _write_contact_days(db: Database, all_: Participations) -> None:
    counted = map(ties.contact_days, exchanges.exchanges(all_, exchanges.person_of_contacts(db.conn)))
    rebuilt.write_contact_days(db, (exchanges.with_ids(days, all_.of) for days in counted))


class _Others(NamedTuple):
    """What all contacts together tell of each: companies (normal forms), who corresponds, which addresses are lists."""

    companies: frozenset[str]
    corresponding: set[int]
    lists: set[int]


def _person(contacts: Sequence[StoredContact], known: Sequence[KnownContact], others: _Others) -> rebuilt.PersonRow:
    title, organization = newest_position(contacts)
    kind = _kind(contacts, known, others)
    return rebuilt.PersonRow(
        contacts=tuple(each.id for each in contacts),
        kind=kind,
        name=(kind != "person" and _as_written(contacts, others.companies)) or display_name(known),
        call_name=call_name(known),
        title=title,
        organization=organization,
    )


def _as_written(contacts: Sequence[StoredContact], companies: Collection[str]) -> str:
    """Return the name of what is no person: a company's own rather than "Info" or "Sales"."""
    names = [each.contact.formatted_name for each in contacts if each.contact.formatted_name]
    return next((name for name in names if normal_company(name) in companies), "".join(names[:1]))


def _kind(contacts: Sequence[StoredContact], known: Sequence[KnownContact], others: _Others) -> str:
    """A correspondent is a person, or speaks for an organisation, only where somebody wrote.

    A list's address is a group, a sender of newsletters alone a robot.
    """
    kind: str = person_kind(known, others.companies)
    if kind not in ("person", "organisation") or any(not each.mention for each in contacts):
        return kind
    ids = {each.id for each in contacts}
    if ids <= others.lists:
        return "group"
    return "robot" if ids.isdisjoint(others.corresponding) else kind
