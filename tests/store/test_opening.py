"""The database file: private, strict, and brought up to date with a copy kept."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from invented import AS_OF, NOW, take_in, write_everything
from sqlite_utils import Database, Migrations

import reconnect
from reconnect.archive.remembering import note, outcome
from reconnect.store.opening import APPLICATION_ID, open_reader, open_store
from reconnect.store.schema import MIGRATIONS, STEPS, VERSION
from reconnect.store.views import VIEWS, VIEWS_ON_OUTCOMES, VIEWS_ON_WHAT_IS_REMEMBERED


def test_a_new_database_is_strict_logged_and_at_the_last_version(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "a.db")) as db:
        tables = {table.name: table.strict for table in db.tables if not table.name.startswith(("sqlite_", "_sqlite_"))}
        pragmas = ("user_version", "journal_mode", "foreign_keys")
        values = [db.conn.execute(f"pragma {name}").fetchone()[0] for name in pragmas]
    assert tables == dict.fromkeys(sorted(EXPECTED_TABLES), True)
    assert values == [VERSION, "wal", 1]


EXPECTED_TABLES = {
    "imports", "members", "contacts", "sightings", "interactions", "participants", "seen", "problems", "skipped",
    "coverage",
    "people_ids", "decisions", "me", "settings", "notes", "marks", "drafts", "outcomes", "reports", "maps",
    "tombstones", "forgetting_key",
    "me_found", "people", "links", "joins", "questions", "contact_days", "measures", "measured", "kept",
    "worked_out", "found_outcomes", "published", "looked_up",
}  # fmt: skip


@pytest.mark.parametrize("applied", range(1, VERSION))
def test_an_older_database_is_brought_up_to_date_and_a_copy_is_kept(applied: int, tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    old = Database(sqlite3.connect(path))
    migrations = Migrations(MIGRATIONS)
    for step in STEPS[:applied]:
        migrations(name=step.__name__)(step)
    migrations.apply(old)
    old.table("imports").insert({"id": 7, "path": "contacts.vcf"})
    old.conn.execute(f"pragma user_version = {applied}")
    old.conn.execute(f"pragma application_id = {APPLICATION_ID}")
    old.close()
    with closing(open_reader(path)) as conn:
        assert conn.execute("pragma user_version").fetchone() == (VERSION,)
        assert conn.execute("select id, path from imports").fetchall() == [(7, "contacts.vcf")]
    copy = tmp_path / f"a.db.before-m{applied + 1:03}"
    with closing(sqlite3.connect(copy)) as conn:
        assert conn.execute("select id, path from imports").fetchall() == [(7, "contacts.vcf")]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_two_programs_may_make_a_new_database_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "reconnect", "--db", str(tmp_path / "a.db"), "settings", "name", "Ines Duarte"]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    assert [child.communicate()[1] for child in children] == [b"", b"", b""]
    assert [child.returncode for child in children] == [0, 0, 0]


def test_every_view_answers(tmp_path: Path) -> None:
    archive = reconnect.open(tmp_path / "a.db")
    take_in(archive, *write_everything(tmp_path))
    katie = archive.person("katie@harbour.example")
    note(archive, katie["id"], "spoke", "", NOW, AS_OF)
    outcome(archive, archive.draft([katie], AS_OF, NOW)[0]["id"], "sent", AS_OF)
    with archive.reading() as conn:
        views = VIEWS | VIEWS_ON_WHAT_IS_REMEMBERED | VIEWS_ON_OUTCOMES
        counts = {name: conn.execute(f"select count(*) from {name}").fetchone()[0] for name in views}
        days = conn.execute(
            "select day, channel, incoming, outgoing from days_of_contact where name = ? order by day limit 2",
            ("Katherine O'Neil",),
        ).fetchall()
    assert all(counts.values())
    assert days == [("2016-03-01", "mail", 1, 0), ("2016-03-02", "mail", 0, 1)]


def test_what_refers_to_a_member_is_found_by_an_index(tmp_path: Path) -> None:
    """Else SQLite would read a whole table for each of the thousand files of a Maildir that is taken back."""
    with closing(open_store(tmp_path / "a.db")) as db:
        keys = {
            (table.name, key.column)
            for table in db.tables
            for key in table.foreign_keys
            if key.other_table == "members"
        }
        indexed = {(table.name, index.columns[0]) for table in db.tables for index in table.indexes}
    assert keys == {("sightings", "member_id")}
    assert keys <= indexed


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    open_store(tmp_path / "a.db").close()
    with closing(open_reader(tmp_path / "a.db")) as conn, pytest.raises(sqlite3.OperationalError, match="readonly"):
        conn.execute("delete from imports")


OPENING = """
import sys
from pathlib import Path
from reconnect.store.opening import open_store
open_store(Path(sys.argv[1])).close()
print(*{"numpy", "pandas", "sqlite_utils"} & sys.modules.keys())
"""


def test_opening_imports_neither_pandas_nor_numpy(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OPENING, str(tmp_path / "a.db")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "sqlite_utils\n"
