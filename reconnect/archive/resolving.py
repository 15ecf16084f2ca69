"""Working out the third layer: who I am, who is who, and on which days we were in touch.

All of it is computed anew from what sources said and what the person decided, so that it is the same whatever the
order of imports, and a change of "me" or of a decision needs no re-import.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

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
        region = queries.settings(conn).get("home_region") or None
        me = _write_me(db, stored, counts, region)
        _write_people(db, [each for each in stored if each.id not in me], me, counts, region)
        _write_contact_days(db, all_)
        rebuilt.note_worked_out(db)


def _write_me(db: Database, stored: Sequence[StoredContact], counts: Counts, region: str | None) -> set[int]:
    """Store what is found to be mine, and return the contacts that are mine by this and by what I said."""
    rebuilt.write_me(db, found_me(db.conn, stored, counts))
    mine = Mine(((row["kind"], row["value"]) for row in queries.me(db.conn)), region)
    return {each.id for each in stored if mine.is_me(each.contact, each.importer)}


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
    corresponding, lists = correspondents.corresponding(counts), correspondents.list_addresses(counts)
    people = [
        _person([by_id[id] for id in ids], [known[id] for id in ids], corresponding, lists)
        for ids in resolution.people
    ]  # fmt: skip
    ids = rebuilt.write_people(db, people, me)
    person_of = {contact: id for id, person in zip(ids, people, strict=True) for contact in person.contacts}
    rebuilt.write_resolution(db, resolution, person_of)


def _write_contact_days(db: Database, all_: Participations) -> None:
    counted = map(ties.contact_days, exchanges.exchanges(all_, exchanges.person_of_contacts(db.conn)))
    rebuilt.write_contact_days(db, (exchanges.with_ids(days, all_.of) for days in counted))


def _person(
    contacts: Sequence[StoredContact],
    known: Sequence[KnownContact],
    corresponding: set[int],
    lists: set[int],
) -> rebuilt.PersonRow:
    title, organization = newest_position(contacts)
    kind = _kind(contacts, known, corresponding, lists)
    return rebuilt.PersonRow(
        contacts=tuple(each.id for each in contacts),
        kind=kind,
        name=(kind != "person" and _as_written(contacts)) or display_name(known),
        call_name=call_name(known),
        title=title,
        organization=organization,
    )


def _as_written(contacts: Sequence[StoredContact]) -> str:
    return next((each.contact.formatted_name for each in contacts if each.contact.formatted_name), "")


def _kind(
    contacts: Sequence[StoredContact],
    known: Sequence[KnownContact],
    corresponding: set[int],
    lists: set[int],
) -> str:
    """A correspondent is a person only where somebody wrote; a sender of newsletters alone is a robot."""
    kind: str = person_kind(known)
    if kind != "person" or any(not each.mention for each in contacts):
        return kind
    ids = {each.id for each in contacts}
    if ids <= lists:
        return "group"
    return "robot" if ids.isdisjoint(corresponding) else "person"
