"""All that the database holds about one person, for the person to see before anything is forgotten."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from reconnect.store import published
from reconnect.store.forgetting import share_of
from reconnect.store.queries import Row, Rows, dicts
from reconnect.store.tombstones import Alike, TraitsOf


def held(conn: sqlite3.Connection, person: int, traits_of: TraitsOf, alike: Alike) -> Row:
    """Return all that is stored about a person.

    The keys: contacts (id, importer, key, and sightings with all fields that each import told), messages (counted by
    channel, kind, role and year), theirs (the messages that go when the person is forgotten), others (the number of
    those that stay), decisions, notes, marks, drafts, outcomes (`found` or said), days (of contact, counted by channel
    and year), published and looked_up (of pages that nobody else names).
    """
    share = share_of(conn, person, traits_of, alike)
    return {
        "contacts": [_contact(conn, id) for id in share.contacts],
        "messages": _counted(conn, person),
        "theirs": _listed(conn, share.theirs),
        "others": share.others_messages,
        "decisions": _decisions(conn, person),
        "notes": _by_id(conn, "notes", person, f"id, person_id, kind, value, {_DAY}, noted_at"),
        "marks": _by_id(conn, "marks", person),
        "drafts": _by_id(conn, "drafts", person),
        "outcomes": dicts(
            conn,
            f"select draft_id, outcome, {_DAY}, until, found from ("
            "select draft_id, outcome, day, until, 0 as found, id as place from outcomes "
            "union all select draft_id, outcome, day, null, 1, day from found_outcomes) "
            f"join drafts on drafts.id = draft_id where person_id in ({_IDS}) order by found, place, outcome",
            (person, person),
        ),
        "days": _days(conn, person),
        **published.held(conn, json.dumps(share.contacts)),
    }


_DAY = "date(day * 86400, 'unixepoch') as day"
_KEYS = "select importer, key from contacts join links on links.contact_id = contacts.id where person_id = ?"
_IDS = f"select id from people_ids where id = ? or (importer, key) in ({_KEYS})"


def _by_id(conn: sqlite3.Connection, table: str, person: int, columns: str = "*") -> Rows:
    return dicts(conn, f"select {columns} from {table} where person_id in ({_IDS}) order by 1", (person, person))


def _contact(conn: sqlite3.Connection, id: int) -> Row:
    (contact,) = dicts(conn, "select id, importer, key from contacts where id = ?", (id,))
    sightings = dicts(
        conn,
        "select sightings.import_id as import, path as export, name as member, record, mention, fields from sightings "
        "join imports on imports.id = sightings.import_id join members on members.id = member_id "
        "where contact_id = ? order by sightings.id",
        (id,),
    )
    told = [{**row, "mention": bool(row["mention"]), "fields": json.loads(row["fields"])} for row in sightings]
    return {**contact, "sightings": told}


def _counted(conn: sqlite3.Connection, person: int) -> Rows:
    return dicts(
        conn,
        "select channel, kind, role, cast(strftime('%Y', at, 'unixepoch') as integer) as year, "
        "count(distinct key_digest) as messages from participants join links using (contact_id) "
        "join interactions on interactions.id = interaction_id where person_id = ? "
        "group by 1, 2, 3, 4 order by 1, 2, 3, 4",
        (person,),
    )


def _listed(conn: sqlite3.Connection, ids: tuple[int, ...]) -> Rows:
    return dicts(
        conn,
        "select date(min(at), 'unixepoch') as day, channel, kind, subject, key, thread, reply_to from interactions "
        "where id in (select value from json_each(?)) group by key_digest order by min(at), key",
        (json.dumps(ids),),
    )


def _decisions(conn: sqlite3.Connection, person: int) -> Rows:
    parameters: tuple[Any, ...] = (person, person)
    sql = f"(a_importer, a_key) in ({_KEYS}) or (b_importer, b_key) in ({_KEYS})"
    return dicts(conn, f"select * from decisions where {sql} order by 1, 2, 3, 4", parameters)


def _days(conn: sqlite3.Connection, person: int) -> Rows:
    return dicts(
        conn,
        "select channel, cast(strftime('%Y', day * 86400, 'unixepoch') as integer) as year, count(*) as days "
        "from contact_days where person_id = ? group by 1, 2 order by 1, 2",
        (person,),
    )
