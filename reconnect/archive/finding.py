"""Whom a person means: an id, an exact e-mail address, or an unambiguous part of a name."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from reconnect.errors import NoSuchPerson, SeveralPeople
from reconnect.identity import normal_email
from reconnect.store import queries

NAMED_IN_ERROR = 6
LONGEST_ID = 19  # digits; SQLite has no larger numbers


def find_person(conn: sqlite3.Connection, wanted: str) -> queries.Row:
    """Return the one person that `wanted` names. Errors: NoSuchPerson, SeveralPeople."""
    hits = _by_id(conn, wanted) or _by_email(conn, wanted) or _by_name(conn, wanted)
    if not hits:
        raise NoSuchPerson(f"{wanted}: nobody has that name, e-mail address or id; say: reconnect people")
    if len(hits) > 1:
        listed = ", ".join(_told_apart(conn, row) for row in hits[:NAMED_IN_ERROR])
        more = ", ..." if len(hits) > NAMED_IN_ERROR else ""
        raise SeveralPeople(f"{wanted}: {len(hits)} people fit: {listed}{more}; name one by its number")
    return hits[0]


def matching(conn: sqlite3.Connection, part: str) -> list[queries.Row]:
    """Return the people with `part` in their name or in one of their addresses, by id."""
    folded = part.casefold()
    by_name = {person for person, name in _names(conn) if folded in name.casefold()}
    by_point = {
        person for (person,) in conn.execute(
            "select distinct person_id from contact_points where instr(lower(value), ?) and person_id > 0", (folded,)
        )
    }  # fmt: skip
    wanted = by_name | by_point
    return [row for row in queries.people(conn) if folded in row["name"].casefold() or row["id"] in wanted]


def _by_id(conn: sqlite3.Connection, wanted: str) -> list[queries.Row]:
    """A number names a person, also one that has been joined to another since."""
    if not (wanted.isdecimal() and len(wanted) < LONGEST_ID):
        return []
    numbers = (
        number for (number,) in conn.execute("select person_id from people_numbers where id = ?", (int(wanted),))
    )
    return queries.people(conn, [int(wanted)]) or queries.people(conn, numbers)


def _by_email(conn: sqlite3.Connection, wanted: str) -> list[queries.Row]:
    if "@" not in wanted:
        return []
    rows = conn.execute("select person_id, value from contact_points where kind = 'email' and person_id > 0")
    return queries.people(conn, {person for person, value in rows if normal_email(value) == normal_email(wanted)})


def _by_name(conn: sqlite3.Connection, wanted: str) -> list[queries.Row]:
    """A number that is nobody's id is no part of a name, so that a slip of the finger finds nobody."""
    folded, people = wanted.casefold().strip(), queries.people(conn)
    exact = [row for row in people if row["name"].casefold() == folded]
    if exact or not folded or folded.isdecimal():
        return exact
    if parts := [row for row in people if folded in row["name"].casefold()]:
        return parts
    return queries.people(conn, {person for person, name in _names(conn) if folded in name.casefold()})


def _names(conn: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Yield every name that any contact gives a person."""
    for person, fields in conn.execute("select person_id, fields from contact_fields where person_id > 0"):
        told = json.loads(fields)
        yield person, told.get("formatted_name", "")
        yield person, f"{told.get('given_name', '')} {told.get('family_name', '')}"
        yield from ((person, nickname) for nickname in told.get("nicknames", ()))


def _told_apart(conn: sqlite3.Connection, row: queries.Row) -> str:
    """A person with the id and something by which one knows them."""
    points = conn.execute(
        "select value from contact_points where person_id = ? order by kind, value limit 1", (row["id"],)
    )
    known = row["organization"] or next((value for (value,) in points), "")
    return f"{row['name']} ({', '.join(filter(None, (str(row['id']), known)))})"
