"""What the imports show to have become of drafts: what that is worked out from, and the rows.

It costs next to nothing where nobody wrote since a draft was made. How it goes with what a person said stands in the
view `outcomes_of_drafts`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from reconnect.store.exchanges import AMONG, columns
from reconnect.store.rebuilt import write_days_by_hand
from reconnect.ties.columns import Ints

if TYPE_CHECKING:
    from sqlite_utils import Database

OWN = "glob 'draft-*@reconnect.invalid'"
"""The Message-IDs of drafts; the index `letters_of_mine` has the same words."""


class DraftRow(NamedTuple):
    """A draft: its number, who the person is now, when it was made, and the day on which it was said to be sent.

    `made` is in seconds since 1970; `said` a day number, else None.
    """

    id: int
    person: int
    made: int
    said: int | None


class Report(NamedTuple):
    """A report that a message failed: its id, time, the key of the message or "", and the people not reached."""

    id: int
    at: int
    message: str
    people: frozenset[int]


def drafts(conn: sqlite3.Connection) -> list[DraftRow]:
    """Return all drafts, those to one person together, in the order in which they were made."""
    rows = conn.execute(
        "select drafts.id, numbers.person_id, cast(strftime('%s', created_at) as integer), ("
        "select min(day) from outcomes where draft_id = drafts.id and outcome = 'sent') from drafts "
        "join people_numbers numbers on numbers.id = drafts.person_id order by 2, 3, 1"
    )
    return [DraftRow(*row) for row in rows]


def own_letters(conn: sqlite3.Connection) -> list[tuple[int, int, str]]:
    """Return the id, time and key of each mail of mine that bears the Message-ID of a draft, in order of time."""
    return conn.execute(
        f"select id, at, key from interactions where key {OWN} and at is not null and exists ("
        "select 1 from participants join links using (contact_id) "
        "where interaction_id = interactions.id and role = 'from' and person_id = 0) order by at, key_digest, digest"
    ).fetchall()


def reports(conn: sqlite3.Connection) -> list[Report]:
    """Return the reports of messages that failed, in order of time."""
    rows = conn.execute(
        "select interactions.id, at, reply_to, person_id from participants "
        "join interactions on interactions.id = interaction_id join links using (contact_id) "
        "where role = 'failed' and at is not null order by at, key_digest, digest"
    )
    return [
        Report(id, at, message, frozenset(row[3] for row in same))
        for (id, at, message), same in groupby(rows, lambda row: row[:3])
    ]


def in_touch_since(conn: sqlite3.Connection, people: Iterable[tuple[int, int]]) -> set[int]:
    """Return those of some people with whom the imports show contact on a day (its number is beside them) or later."""
    rows = conn.execute(
        "select distinct person_id from json_each(?) as pair cross join contact_days "
        "on person_id = json_extract(pair.value, '$[0]') and day >= json_extract(pair.value, '$[1]') "
        "and interaction_id <> -1",
        (json.dumps(list(people)),),
    )
    return {person for (person,) in rows}


def since(conn: sqlite3.Connection, contacts: Ints, at: int) -> Ints:
    """Return the ids of the interactions from a time on in which any of some contacts takes part."""
    theirs = f"select interaction_id from participants where contact_id in {AMONG}"
    source = f"interactions where at >= ? and id in ({theirs}) order by id"
    (ids,) = columns(conn, source, "id", parameters=(at, json.dumps(contacts.tolist())))
    return ids


def keys(conn: sqlite3.Connection, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Return the key of each of some interactions, and the key of what it answers, or ""."""
    rows = conn.execute(f"select id, key, reply_to from interactions where id in {AMONG}", (json.dumps(list(ids)),))
    return {id: (key, answered) for id, key, answered in rows}


def write(db: Database, rows: Iterable[tuple[int, str, int, int]]) -> None:
    """Replace what the imports show: draft, outcome, day number, and the id of the interaction that shows it."""
    db.conn.execute("delete from found_outcomes")
    db.conn.executemany("insert into found_outcomes (draft_id, outcome, day, interaction_id) values (?, ?, ?, ?)", rows)
    write_days_by_hand(db)
