"""What people published, as their own web pages tell it: a row a thing, by the page that a contact names.

The surprising fact: no row names a person. Whose a thing is follows from the entries that name its page, by the view
`publications`; to look at a page needs nobody to be known.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from reconnect.report.facts import Published
from reconnect.store.opening import transacted
from reconnect.store.queries import Row, day_of, dicts, moment

KEPT = 20
"""So many things of a page are kept, the newest by the days that they bear."""

_NEWEST_FIRST = "day desc nulls last, found_at desc, address"
_NAMED = "select each.value from sightings, json_each(fields, '$.urls') each where instr(fields, '\"urls\"')"
"""Pages that contacts name, also in entries that a later export replaced."""


def write(conn: sqlite3.Connection, page: str, items: Sequence[Published], result: str, now: datetime) -> None:
    """Remember what was found on a page, and in a few words what came of looking at it.

    What was found before stays, with the title and the day that it has now; of a page the newest few are kept.
    """
    with transacted(conn):
        conn.executemany(
            "insert into published (page, address, title, day, found_at) values (?, ?, ?, ?, ?) "
            "on conflict do update set title = excluded.title, day = excluded.day",
            [
                (page, _storable(each.address), _storable(each.title), each.day and each.day.isoformat(), moment(now))
                for each in items
            ],
        )
        conn.execute(
            "delete from published where page = :page and address not in "
            f"(select address from published where page = :page order by {_NEWEST_FIRST} limit :kept)",
            {"page": page, "kept": KEPT},
        )
        conn.execute("insert or replace into looked_up values (?, ?, ?)", (page, moment(now), result))


def _storable(text: str) -> str:
    """A page may write half a pair of surrogates, which no file holds."""
    return text.encode("utf-8", "replace").decode()


def published(conn: sqlite3.Connection, person: int | None = None) -> dict[int, list[Published]]:
    """Return what people published, or one person, newest first and undated last, each address once."""
    found: dict[int, dict[str, Published]] = defaultdict(dict)
    for somebody, page, address, title, day in conn.execute(
        "select person_id, page, address, title, day from publications where ? is null or person_id = ? "
        f"order by {_NEWEST_FIRST}, page",
        (person, person),
    ):
        found[somebody].setdefault(address, Published(page, address, title, day_of(day)))
    return {somebody: list(things.values()) for somebody, things in found.items()}


def looked_up(conn: sqlite3.Connection) -> dict[str, tuple[datetime, str]]:
    """Return when each page was last looked at, in UTC, and what came of it."""
    rows = conn.execute("select page, looked_at, result from looked_up")
    return {page: (datetime.fromisoformat(looked_at), result) for page, looked_at, result in rows}


def held(conn: sqlite3.Connection, contacts: str) -> Row:
    """Return what is stored of pages that some contacts, ids as a JSON list, name and no others do.

    The keys: published, looked_up.
    """
    are = "contact_id in (select value from json_each(?))"
    theirs = f"page in ({_NAMED} and {are}) and page not in ({_NAMED} and not {are})"
    return {
        table: dicts(conn, f"select * from {table} where {theirs} order by 1, 2", (contacts, contacts))
        for table in ("published", "looked_up")
    }


def remove_unnamed(conn: sqlite3.Connection) -> None:
    """Remove what is stored of pages that no contact names any more."""
    for table in ("published", "looked_up"):
        conn.execute(f"delete from {table} where page not in ({_NAMED})")
