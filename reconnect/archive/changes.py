"""What changed about people between two exports, each with who that is now."""

from __future__ import annotations

import sqlite3

from reconnect.report.facts import News
from reconnect.report.news import news
from reconnect.store.history import people_of, told_over_time
from reconnect.store.queries import Row, Rows


def with_people(conn: sqlite3.Connection) -> list[tuple[Row, News]]:
    """Return what changed, contact by contact, oldest first, each with the person, id and name, whom it is about."""
    told = news(told_over_time(conn))
    people = people_of(conn, {each.contact for each in told})
    return [(people[each.contact], each) for each in told]


def changes(conn: sqlite3.Connection) -> Rows:
    """Return what changed as rows, in the same order.

    The keys: person, name, what ("work" or "name"), before and until (the day of the last export that told it), after
    and since (the day of the first export that told it), import (that told `after`).
    """
    return [
        {
            "person": person["id"], "name": person["name"], "what": each.what, "before": each.before,
            "until": each.until.isoformat(), "after": each.after, "since": each.since.isoformat(),
            "import": each.import_id,
        }
        for person, each in with_people(conn)
    ]  # fmt: skip
