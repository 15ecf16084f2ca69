"""Working out the third layer: who I am, who is who, and on which days we were in touch.

All of it is computed anew from what sources said and what the person decided, so that it is the same whatever the
order of imports, and a change of "me" or of a decision needs no re-import.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from reconnect import ties
from reconnect.archive import correspondents
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
        region = queries.settings(conn).get("home_region") or None
        me = _write_me(db, stored, all_, region)
        _write_people(db, [each for each in stored if each.id not in me], me, all_, region)
        days = ties.contact_days(exchanges.exchanges(all_, exchanges.person_of_contacts(conn)))
        rebuilt.write_contact_days(db, exchanges.with_ids(days, all_))
        rebuilt.note_worked_out(db)


def refresh(db: Database) -> None:
    """Do what `resolve` does where an import brought nothing that is new, only a later day on which all was told.

    That holds where everything was worked out before it, no interaction came in, and the latest sighting of each
    contact tells the same as the latest one did before. Then a person is who it was, and only two things may differ:
    which of several contacts tells the position, and where a source says who I am.
    """
    with transaction(db):
        conn = db.conn
        if own := queries.contacts(conn, "where json_extract(fields, '$.is_me')"):
            rebuilt.write_me(db, _found_me(conn, own, exchanges.participations(conn)))
        people: dict[int | None, list[StoredContact]] = defaultdict(list)
        for each in queries.contacts(conn, f"where person_id in ({rebuilt.OF_SEVERAL_CONTACTS})"):
            people[each.person].append(each)
        positions = {person: newest_position(contacts) for person, contacts in people.items() if person}
        rebuilt.write_positions(db, positions)
        rebuilt.note_worked_out(db)


def newest_position(contacts: Iterable[StoredContact]) -> tuple[str, str]:
    """Return title and organization as the export made last tells them; an entry without both tells nothing."""
    told = [each for each in contacts if each.contact.title or each.contact.organization]
    if not told:
        return "", ""
    newest = max(told, key=lambda each: (each.made, each.importer == "linkedin", each.importer, each.contact.key))
    return newest.contact.title, newest.contact.organization


def _write_me(db: Database, stored: Sequence[StoredContact], all_: Participations, region: str | None) -> set[int]:
    """Store what is found to be mine, and return the contacts that are mine by this and by what I said."""
    rebuilt.write_me(db, _found_me(db.conn, [each for each in stored if each.contact.is_me], all_))
    mine = Mine(((row["kind"], row["value"]) for row in queries.me(db.conn)), region)
    return {each.id for each in stored if mine.is_me(each.contact, each.importer)}


def _found_me(conn: sqlite3.Connection, own: Sequence[StoredContact], all_: Participations) -> tuple[Own, ...]:
    seen = correspondents.seen_by_channel(conn, all_)
    return find_me([each.contact for each in own], seen, correspondents.totals(all_))


def _write_people(
    db: Database, stored: Sequence[StoredContact], me: Collection[int], all_: Participations, region: str | None
) -> None:
    by_id = {each.id: each for each in stored}
    known = {each.id: KnownContact(each.id, each.importer, each.contact.key, each.contact) for each in stored}
    decisions = [Decision((ai, ak), (bi, bk), verdict) for ai, ak, bi, bk, verdict in queries.decisions(db.conn)]
    resolution = joined(list(known.values()), decisions, region)
    corresponding, lists = correspondents.corresponding(all_), correspondents.list_addresses(all_)
    people = [
        _person([by_id[id] for id in ids], [known[id] for id in ids], corresponding, lists)
        for ids in resolution.people
    ]  # fmt: skip
    ids = rebuilt.write_people(db, people, me)
    person_of = {contact: id for id, person in zip(ids, people, strict=True) for contact in person.contacts}
    rebuilt.write_resolution(db, resolution, person_of)


def _person(
    contacts: Sequence[StoredContact],
    known: Sequence[KnownContact],
    corresponding: Collection[int],
    lists: Collection[int],
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
    corresponding: Collection[int],
    lists: Collection[int],
) -> str:
    """A correspondent is a person only where somebody wrote; a sender of newsletters alone is a robot."""
    kind: str = person_kind(known)
    if kind != "person" or any(not each.mention for each in contacts):
        return kind
    if all(each.id in lists for each in contacts):
        return "group"
    return "person" if any(each.id in corresponding for each in contacts) else "robot"
