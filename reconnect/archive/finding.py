"""Whom a person means: an id, an exact e-mail address, or an unambiguous part of a name."""

from __future__ import annotations

import sqlite3

from reconnect.errors import NoSuchPerson, SeveralPeople
from reconnect.identity import normal_email
from reconnect.store import queries

NAMED_IN_ERROR = 6


def find_person(conn: sqlite3.Connection, wanted: str) -> queries.Row:
    """Return the one person that `wanted` names. Errors: NoSuchPerson, SeveralPeople."""
    people = {row["id"]: row for row in queries.people(conn)}
    hits = _by_id(conn, wanted, people) or _by_email(conn, wanted, people) or _by_name(wanted, people)
    if not hits:
        raise NoSuchPerson(f"{wanted}: nobody has that name, address or number; say: reconnect people")
    if len(hits) > 1:
        listed = ", ".join(f"{row['name']} ({row['id']})" for row in hits[:NAMED_IN_ERROR])
        more = ", ..." if len(hits) > NAMED_IN_ERROR else ""
        raise SeveralPeople(f"{wanted}: {len(hits)} people fit: {listed}{more}; name one by its number")
    return hits[0]


def matching(conn: sqlite3.Connection, part: str) -> list[queries.Row]:
    """Return the people with `part` in their name or in one of their addresses, by id."""
    folded = part.casefold()
    by_point = {
        person for (person,) in conn.execute(
            "select distinct person_id from contact_points where instr(lower(value), ?) and person_id > 0", (folded,)
        )
    }  # fmt: skip
    return [row for row in queries.people(conn) if folded in row["name"].casefold() or row["id"] in by_point]


def _by_id(conn: sqlite3.Connection, wanted: str, people: dict[int, queries.Row]) -> list[queries.Row]:
    """A number names a person, also one that has been joined to another since."""
    if not wanted.isdecimal():
        return []
    if int(wanted) in people:
        return [people[int(wanted)]]
    row = conn.execute(
        "select links.person_id from people_ids join contacts using (importer, key) "
        "join links on links.contact_id = contacts.id where people_ids.id = ?",
        (int(wanted),),
    ).fetchone()
    return [people[row[0]]] if row and row[0] in people else []


def _by_email(conn: sqlite3.Connection, wanted: str, people: dict[int, queries.Row]) -> list[queries.Row]:
    if "@" not in wanted:
        return []
    rows = conn.execute("select person_id, value from contact_points where kind = 'email' and person_id > 0")
    ids = {person for person, value in rows if normal_email(value) == normal_email(wanted)}
    return [people[id] for id in sorted(ids)]


def _by_name(wanted: str, people: dict[int, queries.Row]) -> list[queries.Row]:
    folded = wanted.casefold().strip()
    exact = [row for row in people.values() if row["name"].casefold() == folded]
    return exact or [row for row in people.values() if folded and folded in row["name"].casefold()]
