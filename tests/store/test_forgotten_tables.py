"""What was forgotten, and drafts, before the tables changed is kept in the new ones."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database, Migrations

from reconnect.store.opening import APPLICATION_ID, open_store
from reconnect.store.schema import MIGRATIONS, STEPS, m010_forgotten_for_good


def test_the_forgotten_and_drafts_of_an_older_database_are_kept(tmp_path: Path) -> None:
    before = STEPS.index(m010_forgotten_for_good)
    stone = ("email", 17, 0, 1)
    draft = (4, 2, "lapsed", "en", "teo@x.example", "", "The kiln", "Hello", "[]", "2026-01-02T00:00:00Z")
    with closing(sqlite3.connect(tmp_path / "a.db")) as conn:
        migrations = Migrations(MIGRATIONS)
        for step in STEPS[:before]:
            migrations(name=step.__name__)(step)
        migrations.apply(Database(conn))
        conn.execute("insert into forgotten values (?, ?, ?, ?)", stone)
        conn.execute("insert into forgetting_key values ('00')")
        conn.execute(f"insert into drafts values ({', '.join('?' * len(draft))})", draft)
        conn.execute(f"pragma user_version = {before}")
        conn.execute(f"pragma application_id = {APPLICATION_ID}")
        conn.commit()
    with closing(open_store(tmp_path / "a.db")) as db:
        assert db.conn.execute("select * from forgotten").fetchall() == [stone]
        assert db.conn.execute("select * from forgetting_key").fetchall() == [("00", 0)]
        assert db.conn.execute("select * from drafts").fetchall() == [draft]
        db.conn.execute("delete from drafts")
        db.conn.execute("insert into drafts (person_id) values (3)")
        assert db.conn.execute("select id from drafts").fetchall() == [(5,)]
