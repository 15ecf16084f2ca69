"""Taking an import back: afterwards the database answers as if it had never been."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reconnect.errors import NoSuchImport
from reconnect.store.contacts import choose_latest
from reconnect.store.opening import transaction
from reconnect.store.rebuilt import note_removed

if TYPE_CHECKING:
    from sqlite_utils import Database


def undo(db: Database, import_id: int) -> str:
    """Remove everything that only this import told, and return the path it had read.

    Errors: NoSuchImport.
    """
    with transaction(db):
        row = db.conn.execute("select path from imports where id = ?", (import_id,)).fetchone()
        if row is None:
            raise NoSuchImport(f"import {import_id}: there is none of that number; say: reconnect imports")
        _undo_interactions(db, import_id)
        _undo_contacts(db, import_id)
        for table in ("problems", "skipped", "coverage", "members"):
            db.conn.execute(f"delete from {table} where import_id = ?", (import_id,))
        db.conn.execute("delete from imports where id = ?", (import_id,))
    return str(row[0])


def _undo_interactions(db: Database, import_id: int) -> None:
    conn = db.conn
    conn.execute("create temp table unseen as select interaction_id from seen join members on members.id = member_id "
                 "where import_id = ?", (import_id,))  # fmt: skip
    if conn.execute("select 1 from unseen").fetchone():
        note_removed(conn)
    conn.execute("delete from seen where member_id in (select id from members where import_id = ?)", (import_id,))
    conn.execute("delete from unseen where interaction_id in (select interaction_id from seen)")
    conn.execute("delete from participants where interaction_id in (select interaction_id from unseen)")
    conn.execute("delete from interactions where id in (select interaction_id from unseen)")
    conn.execute("drop table unseen")


def _undo_contacts(db: Database, import_id: int) -> None:
    conn = db.conn
    conn.execute(
        "create temp table touched as select distinct contact_id from sightings where import_id = ?", (import_id,)
    )
    conn.execute("delete from sightings where import_id = ?", (import_id,))
    choose_latest(conn, "select contact_id from touched")
    conn.execute("delete from contacts where sighting_id is null and id in (select contact_id from touched)")
    # A contact still to come may get the number of one that is gone, and must not be taken for it.
    conn.execute(
        "delete from links where contact_id in (select contact_id from touched except select id from contacts)"
    )
    conn.execute("drop table touched")
