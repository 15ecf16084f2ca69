"""Reading the entries of address books and lists: every contact that is more than a mention in a message."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from reconnect.store.exchanges import columns

TELLING = ('"birthday"', '"anniversary"', '"categories"', '"note"', "†", "✝", "eceased", "erstorben")
"""What entries may tell that matters for people with whom I am in touch as well, as it stands in stored fields.

The last ones stand in names.
"""

_ENTRIES = (
    "from sightings cross join contacts on contacts.id = sightings.contact_id and sighting_id = sightings.id "
    "cross join links on links.contact_id = contacts.id where not mention and person_id > 0"
)
"""From the few sightings that are entries, which an index holds, and not from everybody who was ever mentioned."""


class Entry(NamedTuple):
    """One entry of a person: the contact by id, importer and key, and the fields that its latest sighting has."""

    person: int
    contact: int
    importer: str
    key: str
    told: dict[str, Any]


def in_lists(conn: sqlite3.Connection) -> Iterator[tuple[int, bool]]:
    """Yield the person of each entry, and whether it may tell more than how they can be reached."""
    more = " or ".join("instr(fields, ?)" for _ in TELLING)
    yield from conn.execute(f"select person_id, {more} {_ENTRIES}", TELLING)


def entries(conn: sqlite3.Connection, people: Collection[int]) -> Iterator[Entry]:
    """Yield the entries of some people, in the order of their keys."""
    rows = conn.execute(
        "select person_id, contacts.id, importer, contacts.key, fields from json_each(?) asked "
        "cross join links on person_id = asked.value join contacts on contacts.id = links.contact_id "
        "join sightings on sightings.id = contacts.sighting_id where not mention order by importer, contacts.key",
        (json.dumps(list(people)),),
    )
    return (
        Entry(person, contact, importer, key, json.loads(fields)) for person, contact, importer, key, fields in rows
    )


def mentioned_in(conn: sqlite3.Connection, people: Collection[int]) -> Iterator[tuple[int, int, str]]:
    """Yield the correspondents, or members of a service, that some people are: person, contact, importer."""
    return conn.execute(
        "select person_id, contacts.id, importer from json_each(?) asked cross join links on person_id = asked.value "
        "join contacts on contacts.id = links.contact_id "
        "join sightings on sightings.id = contacts.sighting_id where mention",
        (json.dumps(list(people)),),
    )


def in_order(conn: sqlite3.Connection) -> list[int]:
    """Return all people in the order of their least contact keys, which no order of imports changes."""
    source = "contacts join links on contact_id = contacts.id where person_id > 0 order by importer, contacts.key"
    (people,) = columns(conn, source, "person_id")
    _, firsts = np.unique(people, return_index=True)
    in_order: list[int] = people[np.sort(firsts)].tolist()
    return in_order


def newly_told(conn: sqlite3.Connection, after: date, until: date) -> dict[int, date]:
    """Return the contacts that an export was the first to tell, made later than `after`: its day, by contact id.

    It must be the newer form of an address book that was known before: half of what it tells was told by older ones.
    """
    rows = conn.execute(
        """
        select contact_id, made, told.import_id, exists (
            select 1 from sightings earlier join imports on imports.id = earlier.import_id
            where earlier.contact_id = told.contact_id and not earlier.mention and imports.made < now.made
        ) as is_known from sightings told join imports now on now.id = told.import_id
        where not told.mention and now.made > ? and now.made <= ? order by made, told.id
        """,
        (after.isoformat(), until.isoformat()),
    ).fetchall()
    known: dict[int, list[bool]] = {}
    for _, _, import_id, is_known in rows:
        known.setdefault(import_id, []).append(is_known)
    grown = {id for id, told in known.items() if 2 * sum(told) >= len(told)}
    found: dict[int, date] = {}
    for contact, made, import_id, is_known in rows:
        if import_id in grown and not is_known:
            found.setdefault(contact, date.fromisoformat(made))
    return found


def first_seen(conn: sqlite3.Connection, contacts: Collection[int]) -> dict[int, date]:
    """Return the day of the first message in which each of some contacts took part; all participants are read."""
    if not contacts:
        return {}
    rows = conn.execute(
        "select contact_id, date(min(at), 'unixepoch') from participants join interactions "
        "on interactions.id = interaction_id where contact_id in (select value from json_each(?)) "
        "and at is not null group by contact_id",
        (json.dumps(list(contacts)),),
    )
    return {contact: date.fromisoformat(day) for contact, day in rows}
