"""What is kept of one part goes by its rules alone, and leaves the other part as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from reconnect.store import kept
from reconnect.store.opening import open_store
from reconnect.store.rebuilt import MESSAGES, PEOPLE, REFRESHED, note_refreshed, note_removed


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_store(tmp_path / "a.db")


def test_each_part_is_read_as_it_was_written_last_by_the_same_rules(db: Database) -> None:
    kept.write(db, PEOPLE, "r", {"told": b"1", "forms": b"2"})
    kept.write(db, MESSAGES, "s", {"told": b"3"})
    kept.write(db, PEOPLE, "r", {"told": b"4"})
    assert kept.read(db.conn, PEOPLE, "r") == {"told": b"4"}
    assert kept.read(db.conn, MESSAGES, "s") == {"told": b"3"}
    assert kept.read(db.conn, MESSAGES, "r") == {}


def test_what_is_the_same_is_not_written_again(db: Database) -> None:
    kept.write(db, PEOPLE, "r", {"told": b"1", "forms": b"2"})
    before = db.conn.total_changes
    kept.write(db, PEOPLE, "r", {"told": b"1", "forms": b"3"})
    assert db.conn.total_changes - before == 1


def test_messages_that_are_gone_leave_what_is_kept_of_people(db: Database) -> None:
    for part in (PEOPLE, MESSAGES):
        kept.write(db, part, "r", {"told": b"1"})
    note_refreshed(db)
    note_removed(db.conn)
    assert kept.read(db.conn, PEOPLE, "r") == {"told": b"1", REFRESHED: b""}
    assert kept.read(db.conn, MESSAGES, "r") == {}
