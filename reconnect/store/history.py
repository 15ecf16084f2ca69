"""What each export told of a contact, where not all of them told the same."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from reconnect.report.facts import Told
from reconnect.store.queries import Row, dicts

POINTS = ("emails", "phones", "urls")

CHANGED = "select contact_id from sightings where not mention group by contact_id having min(hash) <> max(hash)"


def told_over_time(conn: sqlite3.Connection) -> list[Told]:
    """Return every sighting of the contacts of others that changed, where the day of its export is known."""
    rows = conn.execute(
        f"""
        select sightings.contact_id, import_id, made,
               json_extract(fields, '$.formatted_name'), json_extract(fields, '$.title'),
               json_extract(fields, '$.organization')
        from sightings join imports on imports.id = import_id join links on links.contact_id = sightings.contact_id
        where not mention and made <> '' and person_id > 0 and sightings.contact_id in ({CHANGED})
        """
    )
    return [
        Told(contact, id, date.fromisoformat(made), name or "", ", ".join(filter(None, (title, organization))))
        for contact, id, made, name, title, organization in rows
    ]


def where_told(conn: sqlite3.Connection, told: Told) -> tuple[str, str, int | None]:
    """Return export, member and record by which an import told something of a contact."""
    row: tuple[str, str, int | None] = conn.execute(
        "select path, members.name, record from sightings join imports on imports.id = sightings.import_id "
        "join members on members.id = member_id where contact_id = ? and sightings.import_id = ? "
        "order by path, members.name, record",
        (told.contact, told.import_id),
    ).fetchone()
    return row


def people_of(conn: sqlite3.Connection, contacts: Iterable[int]) -> dict[int, Row]:
    """Return the person, id and name, that each of some contacts belongs to, unless that is me."""
    sql = (
        "select contact_id, people.id, name from json_each(?) asked cross join links on contact_id = asked.value "
        "join people on people.id = person_id"
    )
    return {row["contact_id"]: row for row in dicts(conn, sql, (json.dumps(list(contacts)),))}


def added(conn: sqlite3.Connection, imports: Sequence[int]) -> list[Row]:
    """Return the contacts that no other import tells of: importer, name, and points; correspondents are left out."""
    marks = ",".join("?" * len(imports))
    rows = conn.execute(
        f"""
        select importer, fields from contacts join sightings on sightings.id = sighting_id
        where not mention and import_id in ({marks}) and not exists (
            select 1 from sightings other where other.contact_id = contacts.id and not other.mention
            and other.import_id not in ({marks})
        ) order by importer, key
        """,
        (*imports, *imports),
    )
    return [
        {"importer": importer, "name": _name(told), "points": [x for kind in POINTS for x in told.get(kind, [])]}
        for importer, told in ((importer, json.loads(fields)) for importer, fields in rows)
    ]


def changed(conn: sqlite3.Connection, imports: Sequence[int]) -> list[Row]:
    """Return the contacts of which the latest sighting is from these imports and tells other than the one before.

    The keys: importer, name, fields, which has for each field that differs its name, before and after.
    """
    marks = ",".join("?" * len(imports))
    rows = conn.execute(
        f"""
        select importer, now.fields, (
            select other.fields from sightings other join imports on imports.id = other.import_id
            where other.contact_id = contacts.id and not other.mention and other.import_id not in ({marks})
            order by made desc, other.hash desc limit 1
        ) as before
        from contacts join sightings now on now.id = sighting_id
        where not now.mention and now.import_id in ({marks}) and before <> now.fields order by importer, key
        """,
        (*imports, *imports),
    )
    return [_changed(importer, json.loads(before), json.loads(after)) for importer, after, before in rows]


def _changed(importer: str, before: Row, after: Row) -> Row:
    fields = [field for field in sorted({*before, *after}) if before.get(field) != after.get(field)]
    told = [{"field": x, "before": _in_words(before.get(x)), "after": _in_words(after.get(x))} for x in fields]
    return {"importer": importer, "name": _name(after), "fields": told}


def _name(told: Row) -> str:
    return told.get("formatted_name") or " ".join(filter(None, (told.get("given_name"), told.get("family_name"))))


def _in_words(value: Any) -> str | None:
    return ", ".join(value) if isinstance(value, list) else value
