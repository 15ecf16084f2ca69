"""Forgetting removes what is stored about one person, and nothing but hashes of it stays in the file.

What goes: their contacts with every sighting; what services and lists wrote in their name, unless somebody who stays
bears it too; messages that they wrote, or in which nobody else but me took part, with subject, key and thread; their
part in messages of others, which stay; what was decided about them, drafts to them, and what was found on pages that no
contact names any more. A message that has lost its
only writer tells nothing of anybody, and its subject is their words.

What cannot be found stays: what the entries of others say of them (notes, related people), subjects that others wrote,
the names of files and threads, ids of messages in the answers to them, drafts to others. Nor are exports touched, or
copies of the database.

The surprising fact: a file that told messages which are gone loses its bookmark, so that it is read anew when it has
grown; else its account would tell them as kept. What a server told is not fetched again for that. A message that stays
keeps the digest of all its participants, by which another copy of the same message is still known and brings nobody
back.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from functools import cache, partial
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from importers.records import Origin
from reconnect.store.contacts import FETCHED, contact_from
from reconnect.store.opening import transaction
from reconnect.store.published import remove_unnamed
from reconnect.store.rebuilt import note_removed
from reconnect.store.sieve import Party, is_theirs, who
from reconnect.store.sweeping import note_sweep
from reconnect.store.tombstones import (
    Alike,
    Stone,
    Told,
    TraitsOf,
    asked,
    kept,
    perhaps_told,
    stones_of,
    without_number,
    write_stones,
)

if TYPE_CHECKING:
    from sqlite_utils import Database

ContactKey: TypeAlias = tuple[str, str]

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


def share_of(conn: sqlite3.Connection, person: int, traits_of: TraitsOf, alike: Alike) -> Share:
    """Return what goes when a person is forgotten."""
    return _share(conn, _theirs(conn, person, traits_of, alike).contacts)


def _share(conn: sqlite3.Connection, contacts: tuple[int, ...]) -> Share:
    rows = conn.execute(
        "select interaction_id, key_digest, role, contacts.key, links.person_id is 0, contacts.id from participants "
        "join interactions on interactions.id = interaction_id join contacts on contacts.id = contact_id "
        "left join links using (contact_id) where interaction_id in "
        "(select interaction_id from participants where contact_id in (select value from json_each(?))) order by 1",
        (json.dumps(contacts),),
    )
    gone = set(contacts)
    found: dict[bool, dict[int, int]] = {True: {}, False: {}}
    for (id, message), group in groupby(rows, itemgetter(0, 1)):
        parties = [Party(role, who(key), bool(is_mine), contact in gone) for _, _, role, key, is_mine, contact in group]
        found[is_theirs(parties)][id] = message
    theirs, others = found[True], found[False]
    messages = set(theirs.values())
    return Share(
        contacts=contacts,
        theirs=tuple(theirs),
        others=tuple(others),
        messages=len(messages),
        others_messages=len(set(others.values()) - messages),
    )


def forget(db: Database, person: int, traits_of: TraitsOf, alike: Alike) -> None:
    """Remove a person, and leave what keeps later imports from bringing them back.

    Who is who must be worked out anew in the same transaction, and `sweep` must follow: a list of people that was
    replaced lies in the file until then.
    """
    with transaction(db):
        conn = db.conn
        theirs = _theirs(conn, person, traits_of, alike)
        share = _share(conn, theirs.contacts)
        write_stones(conn, theirs.stones)
        note_sweep(conn)
        note_removed(conn)
        _remove_decisions(conn, person, theirs)
        _remove_messages(conn, share)
        _remove_contacts(conn, share.contacts)
        remove_unnamed(conn)
        _remove_members(conn)


class _Theirs(NamedTuple):
    """What is a person's: ids of contacts, what tells them, and keys, also of contacts that were taken back."""

    contacts: tuple[int, ...]
    stones: set[Stone]
    keys: set[ContactKey]
    values: set[str]


def _theirs(conn: sqlite3.Connection, person: int, traits_of: TraitsOf, alike: Alike) -> _Theirs:
    """Tell what is a person's: their contacts, and what services and lists wrote in their name."""
    contacts = _contacts(conn)
    here = [each for each in contacts if each.person == person]
    joined = _joined(conn, {(each.importer, each.key) for each in here})
    told = cache(partial(_told, traits_of))
    theirs = [*map(told, here), *map(told, map(_absent, joined))]
    stones = stones_of(theirs)
    may_be = perhaps_told(theirs, alike)
    others = [each for each in contacts if each.person != person and may_be(each.importer, each.key, each.fields)]
    people = {each.person for each in others}
    known = {each.person for each in contacts if each.person in people and not told(each).traits.is_relayed}
    stones.difference_update(*(kept(told(each)) for each in others if each.person in known))
    here += [each for each in others if each.person not in known and not stones.isdisjoint(asked(told(each)))]
    absent = [each for each in map(_absent, _absent_keys(conn)) if may_be(each.importer, each.key, each.fields)]
    gone = [each for each in absent if not stones.isdisjoint(asked(told(each)))]
    return _Theirs(
        contacts=tuple(sorted({each.id for each in here})),
        stones=stones,
        keys={(each.importer, each.key) for each in (*here, *gone)} | joined,
        values={value for told in theirs for _, value in told.traits.points},
    )


class _Contact(NamedTuple):
    """A contact as imports told it, or as its key tells it (0 and no person); `fields` is what `contact_from` reads."""

    id: int
    person: int | None
    importer: str
    key: str
    fields: str


def _contacts(conn: sqlite3.Connection) -> list[_Contact]:
    """Return all contacts, as every import told them."""
    rows = conn.execute(
        "select distinct contact_id, person_id, importer, key, fields from sightings "
        "join contacts on contacts.id = contact_id left join links using (contact_id)"
    )
    return [_Contact(*row) for row in rows]


def _told(traits_of: TraitsOf, of: _Contact) -> Told:
    return Told(of.importer, of.key, traits_of(contact_from(of.key, of.fields, Origin(""))))


def _joined(conn: sqlite3.Connection, keys: set[ContactKey]) -> set[ContactKey]:
    """Return the keys of contacts that are gone, and were joined by hand to contacts of these keys."""
    absent = _absent_keys(conn)
    sql = "select a_importer, a_key, b_importer, b_key from decisions where verdict = 'same'"
    pairs = [((ai, ak), (bi, bk)) for ai, ak, bi, bk in conn.execute(sql)]
    joined: set[ContactKey] = set()
    while more := {b for pair in pairs for a, b in (pair, pair[::-1]) if a in keys | joined} & absent - joined:
        joined |= more
    return joined


def _absent_keys(conn: sqlite3.Connection) -> set[ContactKey]:
    """Return the keys of contacts that are gone, which numbers of people and decisions still name."""
    rows = conn.execute(
        "select importer, key from people_ids where key <> '' union select a_importer, a_key from decisions "
        "union select b_importer, b_key from decisions except select importer, key from contacts"
    )
    return set(rows.fetchall())


def _absent(key: ContactKey) -> _Contact:
    """Return what is known of a contact of which only the key is left."""
    name, *others = parts = _PARTS.split(without_number(key[1]))
    mails = [part for part in parts if "@" in part]
    fields = {
        "formatted_name": name if others else "",
        "emails": mails,
        "phones": parts,
        "urls": parts,
        "handles": parts,
    }
    return _Contact(0, None, *key, json.dumps(fields))


def _remove_decisions(conn: sqlite3.Connection, person: int, of: _Theirs) -> None:
    """Remove what was decided about a person; the number of the person stays taken."""
    values = {"person": person, "keys": json.dumps(sorted(of.keys)), "points": json.dumps(sorted(of.values))}
    theirs = "(select json_extract(value, '$[0]'), json_extract(value, '$[1]') from json_each(:keys))"
    ids = f"select id from people_ids where id = :person or (importer, key) in {theirs}"
    for statement in (
        f"delete from notes where person_id in ({ids})",
        f"delete from marks where person_id in ({ids})",
        "update reports set listed = (select json_group_array(json(value)) from json_each(listed) "
        f"where json_extract(value, '$[0]') not in ({ids})) where json_valid(listed)",
        f"delete from outcomes where draft_id in (select id from drafts where person_id in ({ids}))",
        f"delete from found_outcomes where draft_id in (select id from drafts where person_id in ({ids}))",
        f"delete from drafts where person_id in ({ids})",
        f"delete from decisions where (a_importer, a_key) in {theirs} or (b_importer, b_key) in {theirs}",
        f"update people_ids set importer = '', key = '' where id in ({ids})",
        "delete from me where not mine and lower(value) in (select value from json_each(:points))",
    ):
        conn.execute(statement, values)


def _remove_messages(conn: sqlite3.Connection, share: Share) -> None:
    theirs, contacts = "(select value from json_each(:theirs))", "(select value from json_each(:contacts))"
    for statement in (
        "update members set bookmark = null, anywhere = null, records = null, skipped = null where id in "
        f"(select member_id from seen where interaction_id in {theirs}) "
        f"and import_id not in (select id from imports where {FETCHED})",
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
