"""What changed about people between two exports, each with who that is now."""

from __future__ import annotations

import sqlite3

from reconnect.report.news import news
from reconnect.store.history import people_of, told_over_time
from reconnect.store.queries import Rows


def changes(conn: sqlite3.Connection) -> Rows:
    """Return what changed, contact by contact, oldest first.

    The keys: person, name, what ("work" or "name"), before and until (the day of the last export that told it), after
    and since (the day of the first export that told it), import (that told `after`).
    """
    told = news(told_over_time(conn))
    people = people_of(conn, {each.contact for each in told})
    return [
        {
            "person": people[each.contact]["id"], "name": people[each.contact]["name"], "what": each.what,
            "before": each.before, "until": each.until.isoformat(), "after": each.after,
            "since": each.since.isoformat(), "import": each.import_id,
        }
        for each in told
    ]  # fmt: skip
