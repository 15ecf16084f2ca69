"""Whatever a test does, what is worked out from the changes alone is what everything would be worked out to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing

import numpy as np
from sqlite_utils import Database

from reconnect.archive import messages, neighbours

TABLES = {
    **{f"people.{name}": dtype for name, dtype in neighbours.TABLES.items()},
    **{f"messages.{name}": dtype for name, dtype in messages.TABLES.items()},
}

WORKED_OUT = (
    "me_found", "people", "links", "joins", "questions", "contact_days", "measures", "measured", "people_ids",
    "found_outcomes",
)  # fmt: skip


def resolve_twice(resolve: Callable[[Database], None]) -> Callable[[Database], None]:
    """Return a `resolve` that works everything out from nothing as well, each time, and compares."""

    def both(db: Database) -> None:
        with closing(_copy_of(db)) as other:
            resolve(db)
            other.execute("delete from kept")
            resolve(other)
            one, all_ = _worked_out(db), _worked_out(other)
        differing = [table for table, rows in one.items() if rows != all_[table]]
        assert not differing, f"from the changes alone something else was worked out: {', '.join(differing)}"

    return both


def _copy_of(db: Database) -> Database:
    """Copy a database in the middle of a transaction, into memory, where it can have no log of its own."""
    image = bytearray(db.conn.serialize())
    image[18:20] = b"\x01\x01"  # the versions of the file format for writing and reading: 1 is without a log
    conn = sqlite3.connect(":memory:", isolation_level=None)
    conn.deserialize(bytes(image))
    return Database(conn)


def _worked_out(db: Database) -> dict[str, list[tuple[object, ...]]]:
    """Every row of what is worked out, and of what is kept for the next time, but for the numbers of rows."""
    rows = {table: db.execute(f"select * from {table}").fetchall() for table in WORKED_OUT}
    rows["questions"] = [row[1:] for row in rows["questions"]]
    kept = dict(db.execute("select name, value from kept").fetchall())
    rows |= {name: np.frombuffer(kept[name], dtype).tolist() for name, dtype in TABLES.items()}
    rows["told"] = sorted(json.loads(kept["messages.told"]).items())
    return {table: sorted(several) for table, several in rows.items()}
