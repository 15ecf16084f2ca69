"""What was deleted is wiped out of the file as well: SQLite leaves it in free pages, and in the log.

That cannot be done in the transaction which deletes, and a power cut may come in between. So the deletion leaves a
mark, and whoever opens the file for writing next finishes it.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def note_sweep(conn: sqlite3.Connection) -> None:
    """Remember, within the transaction that deletes, that the file is to be swept."""
    conn.execute("update forgetting_key set sweep_is_due = 1")


def sweep(db: Database) -> bool:
    """Write the file anew without what was once deleted, and empty its log; tell whether that could be done.

    It cannot while another program reads the file, nor without room for a copy of it.
    """
    conn = db.conn
    try:
        if _is_busy(conn):
            return False
        conn.execute("vacuum")
        if _is_busy(conn):
            return False
        conn.execute("update forgetting_key set sweep_is_due = 0")  # only now, for the log was the last place
    except sqlite3.OperationalError:
        return False
    return True


def finish(db: Database) -> None:
    """Sweep the file if that is due and nobody is in the way; nobody is waited for."""
    conn = db.conn
    if conn.execute("select 1 from forgetting_key where sweep_is_due").fetchone() is None:
        return
    (patience,) = conn.execute("pragma busy_timeout").fetchone()
    conn.execute("pragma busy_timeout = 0")
    try:
        sweep(db)
    finally:
        conn.execute(f"pragma busy_timeout = {patience}")


def _is_busy(conn: sqlite3.Connection) -> bool:
    """Empty the log into the file; tell whether a reader or a writer was in the way."""
    (is_busy, *_) = conn.execute("pragma wal_checkpoint(truncate)").fetchone()
    return bool(is_busy)
