"""What is in a database before its tables change is in the new ones."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from sqlite_utils import Database, Migrations

from reconnect.report.facts import Published
from reconnect.store import queries
from reconnect.store.opening import APPLICATION_ID, open_store
from reconnect.store.published import published, write
from reconnect.store.rebuilt import is_worked_out
from reconnect.store.schema import (
    MIGRATIONS,
    STEPS,
    m010_forgotten_for_good,
    m011_kept,
    m012_remembered,
    m013_outbox,
    m014_published,
)


@contextmanager
def before(step: Callable[[Database], None], path: Path) -> Iterator[sqlite3.Connection]:
    """Give a database as it was before a step, to be filled."""
    earlier = STEPS[: STEPS.index(step)]
    with closing(sqlite3.connect(path)) as conn:
        migrations = Migrations(MIGRATIONS)
        for each in earlier:
            migrations(name=each.__name__)(each)
        migrations.apply(Database(conn))
        yield conn
        conn.execute(f"pragma user_version = {len(earlier)}")
        conn.execute(f"pragma application_id = {APPLICATION_ID}")
        conn.commit()


def test_the_forgotten_and_drafts_of_an_older_database_are_kept(tmp_path: Path) -> None:
    stone = ("email", 17, 0, 1)
    draft = (4, 2, "lapsed", "en", "teo@x.example", "", "The kiln", "Hello", "[]", "2026-01-02T00:00:00Z")
    with before(m010_forgotten_for_good, tmp_path / "a.db") as conn:
        conn.execute("insert into forgotten values (?, ?, ?, ?)", stone)
        conn.execute("insert into forgetting_key values ('00')")
        conn.execute(f"insert into drafts values ({', '.join('?' * len(draft))})", draft)
    with closing(open_store(tmp_path / "a.db")) as db:
        assert db.conn.execute("select * from tombstones").fetchall() == [stone]
        assert db.conn.execute("select * from forgetting_key").fetchall() == [("00", 0)]
        assert db.conn.execute("select * from drafts").fetchall() == [(*draft, None, None)]
        db.conn.execute("delete from drafts")
        db.conn.execute("insert into drafts (person_id) values (3)")
        assert db.conn.execute("select id from drafts").fetchall() == [(5,)]


def test_the_questions_of_an_older_database_are_asked_screen_by_screen_as_before(tmp_path: Path) -> None:
    asked = [(1, 1, 0.9, "a", 1, 2), (2, 1, 0.8, "b", 2, 3), (3, 2, 0.7, "c", 4, 5)]
    with before(m011_kept, tmp_path / "a.db") as conn:
        conn.executemany(
            "insert into contacts (id, importer, key) values (?, 'vcard', ?)", [(i, i) for i in range(1, 6)]
        )
        conn.executemany("insert into links values (?, ?)", [(i, i) for i in range(1, 6)])
        conn.executemany("insert into people (id, name) values (?, '')", [(i,) for i in range(1, 6)])
        conn.executemany("insert into questions values (?, ?, ?, ?, ?, ?)", asked)
    with closing(open_store(tmp_path / "a.db")) as db:
        found = queries.questions(db.conn)
    columns = ("screen", "score", "reason", "a_person_id", "b_person_id")
    assert [tuple(row[name] for name in columns) for row in found] == [row[1:] for row in asked]


def test_of_older_days_what_i_wrote_on_the_day_of_a_question_is_the_answer(tmp_path: Path) -> None:
    days = {
        "both": (1, 10, "mail", 1, 1, 5, 4),
        "mine": (1, 11, "mail", 0, 1, 6, -1),
        "theirs": (1, 12, "mail", 1, 0, 7, 7),
    }
    with before(m012_remembered, tmp_path / "a.db") as conn:
        conn.executemany("insert into contact_days values (?, ?, ?, ?, ?, ?, ?)", days.values())
        conn.execute("insert into worked_out values ('1')")
    with closing(open_store(tmp_path / "a.db")) as db:
        assert db.conn.execute("select * from contact_days").fetchall() == [
            (*days["both"][:6], -1, 0), (*days["mine"], 1), (*days["theirs"], 0)
        ]  # fmt: skip
        assert not is_worked_out(db)


def test_what_was_kept_without_a_part_is_gone(tmp_path: Path) -> None:
    with before(m012_remembered, tmp_path / "a.db") as conn:
        conn.execute("insert into kept values ('told', x'00')")
    with closing(open_store(tmp_path / "a.db")) as db:
        assert db.conn.execute("select * from kept").fetchall() == []


def test_the_imports_of_an_older_database_are_asked_what_became_of_drafts(tmp_path: Path) -> None:
    with before(m013_outbox, tmp_path / "a.db") as conn:
        conn.execute("insert into worked_out values ('1')")
        conn.execute("create view sent_letters as select outcome from outcomes")
    with closing(open_store(tmp_path / "a.db")) as db:
        columns = [each[0] for each in db.conn.execute("select * from sent_letters").description]
        assert columns == ["person_id", "draft_id", "outcome", "day", "drafted"]
        assert not is_worked_out(db)


def test_an_older_database_learns_what_pages_published_and_keeps_all_it_held(tmp_path: Path) -> None:
    sighting = {"fields": json.dumps({"urls": ["https://katie.example/"]}), "mention": 0}
    with before(m014_published, tmp_path / "a.db") as conn:
        conn.execute("insert into imports (id) values (1)")
        conn.execute("insert into members (id, import_id) values (1, 1)")
        conn.execute("insert into contacts values (1, 'vcard', 'k1', 1)")
        conn.execute(
            "insert into sightings (id, contact_id, import_id, member_id, fields, mention) "
            "values (1, 1, 1, 1, :fields, :mention)",
            sighting,
        )
        conn.execute("insert into links values (1, 7)")
        conn.execute("insert into worked_out values ('1')")
    glazes = Published("https://katie.example/", "https://katie.example/glazes", "Glazes", date(2026, 11, 3))
    with closing(open_store(tmp_path / "a.db")) as db:
        assert is_worked_out(db)
        write(db.conn, glazes.page, [glazes], "1 thing", datetime(2026, 11, 22, tzinfo=UTC))
        assert published(db.conn) == {7: [glazes]}
