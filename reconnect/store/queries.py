"""Reading: every question that the rest of the program asks the database, each a function with plain data out.

They take a plain sqlite3 connection, so that commands that only read need not import sqlite_utils.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from importers.records import Contact, Origin
from reconnect.store.contacts import contact_from

if TYPE_CHECKING:
    from reconnect.ties.columns import Coverage

Row = dict[str, Any]
Rows = list[Row]

ME = 0
"""Whose contacts are mine, among the people."""


class StoredContact(NamedTuple):
    """One contact as its latest sighting has it, with where that stands.

    `made` is the date of the export that told it (ISO, or ""); `person` is 0 for me, None while unresolved.
    """

    id: int
    importer: str
    mention: bool
    export: str
    made: str
    person: int | None
    contact: Contact


def moment(now: datetime) -> str:
    """Return an instant as it is stored: ISO text in UTC."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_of(text: str | None) -> date | None:
    """Return a day that is stored as ISO text, if it is there."""
    return None if text is None else date.fromisoformat(text)


def dicts(conn: sqlite3.Connection, sql: str, parameters: Sequence[object] = ()) -> Rows:
    """Run a query and return its rows as dictionaries."""
    cursor = conn.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def contacts(conn: sqlite3.Connection, where: str = "", parameters: Sequence[object] = ()) -> list[StoredContact]:
    """Return contacts in the order of their keys; `where` is a condition on the view contact_fields."""
    rows = conn.execute(
        "select contact_id, importer, key, mention, fields, export, made, member, record, person_id "
        f"from contact_fields {where} order by importer, key",
        parameters,
    )
    return [
        StoredContact(
            id, importer, bool(mention), export, made, person, contact_from(key, fields, Origin(member, record))
        )
        for id, importer, key, mention, fields, export, made, member, record, person in rows
    ]


def own_contacts(conn: sqlite3.Connection) -> list[StoredContact]:
    """Return the contacts of which their source says that they are me."""
    rows = conn.execute(
        "select contact_id from sightings where instr(fields, '\"is_me\"') and id in (select sighting_id from contacts)"
    )
    return contacts_by_id(conn, (id for (id,) in rows))


def contacts_by_id(conn: sqlite3.Connection, ids: Iterable[int]) -> list[StoredContact]:
    """Return some contacts in the order of their keys."""
    return contacts(conn, "where contact_id in (select value from json_each(?))", (json.dumps(list(ids)),))


class Position(NamedTuple):
    """What one contact tells of somebody's work, and by which of several the newest is known."""

    made: str
    importer: str
    key: str
    title: str
    organization: str


def positions(conn: sqlite3.Connection, contacts: Iterable[int] | None = None) -> list[tuple[int, Position]]:
    """Return the positions that are told of people who are known by several contacts, each with the person.

    `contacts` are ids; they leave only the people who are known by one of these.
    """
    several = "select person_id from links where person_id > 0 group by person_id having count(*) > 1"
    theirs = "select person_id from links where contact_id in (select value from json_each(?))"
    people = several if contacts is None else f"{theirs} intersect {several}"
    rows = conn.execute(
        "select person_id, made, importer, key, coalesce(json_extract(fields, '$.title'), ''), "
        f"coalesce(json_extract(fields, '$.organization'), '') from contact_fields where person_id in ({people})",
        () if contacts is None else (json.dumps(list(contacts)),),
    )
    return [(person, Position(*position)) for person, *position in rows]


def person_of(conn: sqlite3.Connection, contact: int) -> int:
    """Return the person whom a contact belongs to."""
    (person,) = conn.execute("select person_id from links where contact_id = ?", (contact,)).fetchone()
    return int(person)


def contacts_of(conn: sqlite3.Connection, person: int) -> list[StoredContact]:
    """Return the contacts of one person."""
    return contacts(conn, "where person_id = ?", (person,))


def imports(conn: sqlite3.Connection) -> Rows:
    """Return the runs, oldest first."""
    return dicts(conn, "select * from imports order by id")


def problems(conn: sqlite3.Connection) -> Rows:
    """Return what could not be read, import by import."""
    return dicts(
        conn,
        "select import_id as import, member, record, reason, whole, path from problems "
        "join imports on imports.id = import_id order by problems.id",
    )


def me(conn: sqlite3.Connection) -> Rows:
    """Return what is mine: value, kind, evidence, decided_by; what the user removed is left out."""
    return dicts(
        conn,
        """
        select value, kind, evidence, 'found' as decided_by from me_found
        where not exists (select 1 from me where me.kind = me_found.kind and me.value = me_found.value)
        union all
        select value, kind, 'you said so', 'user' from me where mine order by 2, 1
        """,
    )


def own_name(conn: sqlite3.Connection) -> str:
    """Return the first of my names, or ""."""
    return next((row["value"] for row in me(conn) if row["kind"] == "name"), "")


def settings(conn: sqlite3.Connection) -> dict[str, str]:
    """Return all settings that were made."""
    return dict(conn.execute("select key, value from settings order by key").fetchall())


def maps(conn: sqlite3.Connection) -> dict[tuple[str, ...], dict[str, str]]:
    """Return what the columns of tables hold that a person named, by the cells of the header row."""
    rows = conn.execute("select header, map from maps order by header")
    return {tuple(json.loads(header)): json.loads(columns) for header, columns in rows}


def counts(conn: sqlite3.Connection) -> tuple[int, int, int]:
    """Return how many contacts of others there are, how many human beings, and how many questions."""
    contacts = conn.execute("select count(*) from links where person_id > 0").fetchone()[0]
    people = conn.execute("select count(*) from people where kind = 'person'").fetchone()[0]
    asked = conn.execute("select count(*) from questions where a_person_id <> b_person_id").fetchone()[0]
    return int(contacts), int(people), int(asked)


def people(conn: sqlite3.Connection, ids: Iterable[int] | None = None) -> Rows:
    """Return all people, organisations, groups and robots, or some of them, by id."""
    some = "" if ids is None else "where id in (select value from json_each(?))"
    sql = f"select id, kind, name, call_name, title, organization from people {some} order by id"
    return dicts(conn, sql, () if ids is None else (json.dumps(list(ids)),))


def human_beings(conn: sqlite3.Connection, people: Iterable[int]) -> Rows:
    """Return those of some people who are human beings, by id."""
    return dicts(
        conn,
        "select id, name, title, organization from people "
        "where kind = 'person' and id in (select value from json_each(?)) order by id",
        (json.dumps(list(people)),),
    )


def organizations(conn: sqlite3.Connection, people: Iterable[int]) -> list[str]:
    """Return where some people work, as far as that is known, each of them once."""
    rows = conn.execute(
        "select organization from people where organization <> '' and id in (select value from json_each(?))",
        (json.dumps(list(people)),),
    )
    return [organization for (organization,) in rows]


def questions(conn: sqlite3.Connection) -> Rows:
    """Return the uncertain pairs of people by screen, the surest screen first, and the surest pair within it.

    Screens that are as sure go by importer and key of their first contact.
    """
    return dicts(
        conn,
        """
        select dense_rank() over (order by best desc, importer, key) as screen, score, reason,
            a_person_id, b_person_id, a.name as a_name, b.name as b_name
        from (select *, max(score) over (partition by screen) as best from questions) asked
        join contacts on contacts.id = screen join people a on a.id = a_person_id join people b on b.id = b_person_id
        where a_person_id <> b_person_id order by 1, score desc, asked.id
        """,
    )


COMPLETE = ("linkedin",)
"""Channels whose exports hold every message until the day they were made.

Mail goes as far as its newest message. So do Facebook and Instagram, whose archives end where encryption began.
"""


_COVERAGE = f"""
    select channel, first, iif(channel in ({", ".join(f"'{channel}'" for channel in COMPLETE)}), max(last, made), last)
    as until from coverage join imports on imports.id = import_id order by channel, first, until
"""
COVERED = f"select json_group_array(json_array(channel, first, until)) from ({_COVERAGE})"
"""All that is covered as one text."""


def coverage(conn: sqlite3.Connection) -> list[Coverage]:
    """Return from when to when each import can speak for its channel."""
    from reconnect.ties.columns import Coverage  # numpy comes with it, which most commands do without

    rows = conn.execute(_COVERAGE)
    return [Coverage(channel, date.fromisoformat(first), date.fromisoformat(until)) for channel, first, until in rows]


def covers_what_was_measured(conn: sqlite3.Connection) -> bool:
    """Tell whether the imports cover what they did when the measures of ties were kept."""
    return conn.execute(f"select 1 from measured where coverage = ({COVERED})").fetchone() is not None


def mentions(conn: sqlite3.Connection, contacts: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return name and address of some contacts that took part in interactions, as first mentioned, by contact id."""
    rows = conn.execute(
        "select contact_id, coalesce(json_extract(fields, '$.formatted_name'), ''), "
        "coalesce(json_extract(fields, '$.emails[0]'), json_extract(fields, '$.urls[0]'), ''), min(id) "
        "from sightings where mention and contact_id in (select value from json_each(?)) group by contact_id",
        (json.dumps(list(contacts)),),
    )
    return {contact: (name, address) for contact, name, address, _ in rows}


def decisions(conn: sqlite3.Connection) -> list[tuple[str, str, str, str, Literal["same", "not"]]]:
    """Return what was decided about pairs: importer and key of both, and "same" or "not"."""
    return conn.execute(
        "select a_importer, a_key, b_importer, b_key, verdict from decisions order by 1, 2, 3, 4"
    ).fetchall()


def decided_contacts(conn: sqlite3.Connection) -> list[tuple[int, int, int]]:
    """Return the ids of two contacts that something was decided about, and 1 where that was "same"."""
    return conn.execute(
        "select a.id, b.id, verdict = 'same' from decisions "
        "join contacts a on (a.importer, a.key) = (a_importer, a_key) "
        "join contacts b on (b.importer, b.key) = (b_importer, b_key)"
    ).fetchall()


def machine_made(conn: sqlite3.Connection, imports: Sequence[int]) -> int:
    """Return how many messages of some imports no person wrote: list, bulk and automatic mail."""
    marks = ",".join("?" * len(imports))
    row = conn.execute(
        "select count(distinct interactions.id) from seen join members on members.id = member_id "
        "join interactions on interactions.id = interaction_id "
        f"where import_id in ({marks}) and kind in ('bulk', 'list', 'automatic')",
        imports,
    ).fetchone()
    return int(row[0])
