"""Forgetting removes what is stored about one person, and nothing but hashes of it stays in the file.

What goes: their contacts with every sighting; messages that they wrote, or in which nobody else but me took part, with
subject, key and thread; their part in messages of others, which stay; what was decided about them, and drafts to them.
A message that has lost its only writer tells nothing of anybody, and its subject is their words.

What cannot be found stays: what the entries of others say of them (notes, related people), subjects that others wrote,
the names of files and threads, ids of messages in the answers to them, drafts to others. Nor are exports touched, or
copies of the database.

The surprising fact: a member that told messages which are gone loses its bookmark, so that it is read anew when it has
grown; else its account would tell them as kept. A message that stays keeps the digest of all its participants, by which
another copy of the same message is still known and brings nobody back.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from importers.records import Contact, Origin
from reconnect.store.contacts import contact_from
from reconnect.store.opening import transaction
from reconnect.store.tombstones import Party, Point, Stone, Traits, TraitsOf, in_service, is_theirs, who, write_stones

if TYPE_CHECKING:
    from sqlite_utils import Database

_SECOND = re.compile(r"#\d+$")
"""What is put behind the key of the second record of one key in an export, or the third."""


_PARTS = re.compile(r"[\x1f<>]")
"""What stands between a name and an address in a key."""


class Share(NamedTuple):
    """What is a person's: ids of their contacts, of interactions that go with them, and of others that they are in.

    `messages` and `others_messages` are how many messages those are, of which several versions may be stored.
    """

    contacts: tuple[int, ...]
    theirs: tuple[int, ...]
    others: tuple[int, ...]
    messages: int
    others_messages: int


def share_of(conn: sqlite3.Connection, person: int) -> Share:
    """Return what goes when a person is forgotten."""
    contacts = conn.execute("select contact_id from links where person_id = ? order by 1", (person,)).fetchall()
    rows = conn.execute(
        "select interaction_id, key_digest, role, contacts.key, coalesce(links.person_id, -1) from participants "
        "join interactions on interactions.id = interaction_id join contacts on contacts.id = contact_id "
        "left join links using (contact_id) where interaction_id in "
        "(select interaction_id from participants join links using (contact_id) where person_id = ?) order by 1",
        (person,),
    )
    found: dict[bool, dict[int, int]] = {True: {}, False: {}}
    for (id, message), group in groupby(rows, itemgetter(0, 1)):
        parties = [Party(role, who(key), other == 0, other == person) for _, _, role, key, other in group]
        found[is_theirs(parties)][id] = message
    theirs, others = found[True], found[False]
    messages = set(theirs.values())
    return Share(
        contacts=tuple(id for (id,) in contacts),
        theirs=tuple(theirs),
        others=tuple(others),
        messages=len(messages),
        others_messages=len(set(others.values()) - messages),
    )


def forget(db: Database, person: int, traits_of: TraitsOf) -> None:
    """Remove a person, and leave what keeps later imports from bringing them back.

    Who is who must be worked out anew in the same transaction, and `sweep` must follow: a list of people that was
    replaced lies in the file until then.
    """
    with transaction(db):
        conn = db.conn
        share = share_of(conn, person)
        write_stones(conn, _stones(conn, share.contacts, traits_of))
        _remove_decisions(conn, person, share.contacts, traits_of)
        _remove_messages(conn, share)
        _remove_contacts(conn, share.contacts)
        _remove_members(conn)


def sweep(db: Database) -> bool:
    """Write the file anew without what was once deleted, and empty its log; tell whether that could be done.

    It cannot while another program reads the file, nor without room for a copy of it.
    """
    try:
        db.conn.execute("vacuum")
        (is_busy, *_) = db.conn.execute("pragma wal_checkpoint(truncate)").fetchone()
    except sqlite3.OperationalError:
        return False
    return not is_busy


def _stones(conn: sqlite3.Connection, contacts: tuple[int, ...], traits_of: TraitsOf) -> set[Stone]:
    """Return what tells a person, and nobody of those who stay."""
    theirs = list(_told(conn, contacts, traits_of, "in"))
    points = {point for _, traits in theirs for point in traits.points}
    names: dict[Point, set[str]] = defaultdict(set)
    told: set[Stone] = set()
    for by_service, traits in _told(conn, contacts, traits_of, "not in"):
        told |= by_service
        for point in traits.points & points:
            names[point].add(traits.name)
    stones = set()
    for by_service, traits in theirs:
        shared = traits.points & (names.keys() | (traits.of_many if traits.name else set()))
        stones |= by_service | {Stone(*point) for point in traits.points - shared}
        stones |= {Stone(*point, traits.name) for point in shared if traits.name and traits.name not in names[point]}
    return stones - told


def _told(
    conn: sqlite3.Connection, contacts: tuple[int, ...], traits_of: TraitsOf, among: str
) -> Iterator[tuple[set[Stone], Traits]]:
    """Yield what tells each sighting of contacts, or of all others, in its service, and anywhere."""
    rows = conn.execute(
        "select distinct importer, key, fields from sightings join contacts on contacts.id = contact_id "
        f"where contact_id {among} (select value from json_each(?))",
        (json.dumps(contacts),),
    )
    for importer, key, fields in rows:
        traits = traits_of(contact_from(key, fields, Origin("")))
        yield in_service(importer, _SECOND.sub("", key), traits), traits


def _remove_decisions(conn: sqlite3.Connection, person: int, contacts: tuple[int, ...], traits_of: TraitsOf) -> None:
    """Remove what was decided about a person; the number of the person stays taken."""
    points = {point for _, traits in _told(conn, contacts, traits_of, "in") for point in traits.points}
    values = {
        "person": person,
        "keys": json.dumps([*_keys_of(conn, contacts), *_absent_keys(conn, points, traits_of)]),
        "points": json.dumps(sorted(value for _, value in points)),
    }
    theirs = "(select json_extract(value, '$[0]'), json_extract(value, '$[1]') from json_each(:keys))"
    ids = f"select id from people_ids where id = :person or (importer, key) in {theirs}"
    for statement in (
        f"delete from drafts where person_id in ({ids})",
        f"delete from decisions where (a_importer, a_key) in {theirs} or (b_importer, b_key) in {theirs}",
        f"update people_ids set importer = '', key = '' where id in ({ids})",
        "delete from me where not mine and lower(value) in (select value from json_each(:points))",
    ):
        conn.execute(statement, values)


def _keys_of(conn: sqlite3.Connection, contacts: tuple[int, ...]) -> list[tuple[str, str]]:
    which = "(select value from json_each(?))"
    return conn.execute(f"select importer, key from contacts where id in {which}", (json.dumps(contacts),)).fetchall()


def _absent_keys(conn: sqlite3.Connection, points: set[Point], traits_of: TraitsOf) -> Iterator[tuple[str, str]]:
    """Yield the keys of contacts that are gone, which decisions still name, and which hold one of the points."""
    rows = conn.execute(
        "select importer, key from people_ids union select a_importer, a_key from decisions "
        "union select b_importer, b_key from decisions except select importer, key from contacts"
    )
    for importer, key in rows:
        parts = tuple(_PARTS.split(_SECOND.sub("", key)))
        mails = tuple(part for part in parts if "@" in part)
        told = traits_of(Contact(key=key, origin=Origin(""), emails=mails, phones=parts, urls=parts, handles=parts))
        if not points.isdisjoint(told.points):
            yield importer, key


def _remove_messages(conn: sqlite3.Connection, share: Share) -> None:
    theirs, contacts = "(select value from json_each(:theirs))", "(select value from json_each(:contacts))"
    for statement in (
        "update members set bookmark = null, anywhere = null, records = null, skipped = null where id in "
        f"(select member_id from seen where interaction_id in {theirs})",
        f"delete from seen where interaction_id in {theirs}",
        f"delete from participants where interaction_id in {theirs}",
        f"delete from interactions where id in {theirs}",
        f"delete from participants where interaction_id in (select value from json_each(:others)) "
        f"and contact_id in {contacts}",
    ):
        conn.execute(statement, _as_json({"contacts": share.contacts, "theirs": share.theirs, "others": share.others}))


def _remove_contacts(conn: sqlite3.Connection, contacts: tuple[int, ...]) -> None:
    which = "(select value from json_each(:contacts))"
    for statement in (
        "delete from problems where not whole and (import_id, member, record) in (select sightings.import_id, name, "
        f"record from sightings join members on members.id = member_id where contact_id in {which})",
        f"delete from sightings where contact_id in {which}",
        f"delete from contacts where id in {which}",
        f"delete from links where contact_id in {which}",
    ):
        conn.execute(statement, _as_json({"contacts": contacts}))


def _remove_members(conn: sqlite3.Connection) -> None:
    """Remove files that told of nobody who is left; a thread's folder bears the name of its people."""
    conn.execute(
        "delete from members where bookmark is null and id not in (select member_id from seen) "
        "and id not in (select member_id from sightings)"
    )


def _as_json(lists: dict[str, Iterable[int]]) -> dict[str, str]:
    return {name: json.dumps(list(ids)) for name, ids in lists.items()}
