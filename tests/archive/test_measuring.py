"""A report tells by the measures that are kept what it would tell by reading every day of contact."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import fields
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas
import pytest
from contact_logs import NAMES, Contact
from hypothesis import given
from hypothesis import strategies as st
from invented import AS_OF, KATIE, ME, NOW, TEO, take_in, write_everything, write_linkedin, write_mbox
from sqlite_utils import Database

from reconnect.archive import Archive
from reconnect.archive.measuring import Standing, keep, lacks_own_mail, standing
from reconnect.archive.remembering import note, outcome, take_back
from reconnect.store import exchanges
from reconnect.store.measures import basis
from reconnect.store.opening import open_store, transaction
from reconnect.ties.columns import as_date, day_number
from reconnect.ties.frame import frame

TODAY = 20_000
SPAN = 400

logs = st.lists(
    st.builds(
        Contact,
        person=st.integers(1, 40),
        day=st.integers(TODAY - SPAN, TODAY),
        way=st.sampled_from(["in", "in", "out", "both", "last"]),
        channel=st.sampled_from([*NAMES, "pigeon"]),
        opened=st.booleans(),
    ),
    max_size=120,
    unique_by=lambda each: (each.person, each.day, each.channel),
)
covered = st.lists(
    st.tuples(st.sampled_from(["mail", "linkedin", "pigeon"]), st.integers(-SPAN, 30), st.integers(0, SPAN)), max_size=4
)


@pytest.fixture(scope="module")
def db() -> Iterator[Database]:
    with TemporaryDirectory() as folder:
        db = open_store(Path(folder) / "a.db")
        yield db
        db.close()


def fill(db: Database, contacts: Sequence[Contact], coverages: Sequence[tuple[str, int, int]]) -> None:
    """Store days of contact, every seventh person no human being, and what imports cover, in days before TODAY."""
    conn = db.conn
    for table in ("contact_days", "coverage", "imports", "interactions", "people"):
        conn.execute(f"delete from {table}")
    conn.executemany(
        "insert into people (id, kind, name) values (?, ?, ?)",
        [(id, "robot" if id % 7 == 0 else "person", f"Given{id}") for id in range(41)],
    )
    conn.execute("insert into interactions (id, key_digest, digest, channel) values (1, 1, 1, 'pigeon')")
    conn.executemany(
        "insert into contact_days (person_id, day, channel, incoming, outgoing, last_word, interaction_id, opened_id) "
        "values (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                c.person, c.day, c.channel, c.way != "out", c.way != "in", c.way in ("out", "last"),
                n, n if c.opened else -1,
            )
            for n, c in enumerate(contacts, 1)
        ],
    )  # fmt: skip
    for id, (channel, first, days) in enumerate(coverages, 1):
        conn.execute("insert into imports (id, made) values (?, '')", (id,))
        span = (as_date(TODAY + first).isoformat(), as_date(TODAY + first + days).isoformat())
        conn.execute("insert into coverage values (?, ?, ?, ?)", (id, channel, *span))


def plain(found: Standing) -> dict[str, Any]:
    """All that a standing holds, as plain values."""
    columns = {field.name: getattr(found.ties, field.name) for field in fields(found.ties)}
    values = {name: each.tolist() if isinstance(each, np.ndarray) else each for name, each in columns.items()}
    return {**values, "coverages": found.coverages, "mail": found.mail}


def by_every_day(db: Database, as_of: date) -> tuple[dict[str, Any], bool]:
    """Where ties stand, and whether my mail is missing, with nothing kept."""
    db.conn.execute("begin")
    db.conn.execute("delete from measured")
    found = plain(standing(db.conn, as_of)), lacks_own_mail(db.conn, as_of)
    db.conn.execute("rollback")
    return found


@given(logs, covered, st.integers(-SPAN, 2 * SPAN))
def test_any_log_gives_the_same_as_of_any_day(
    db: Database, contacts: list[Contact], coverages: list[tuple[str, int, int]], later: int
) -> None:
    with transaction(db):
        fill(db, contacts, coverages)
        keep(db)
    as_of = as_date(TODAY + later)
    assert (plain(standing(db.conn, as_of)), lacks_own_mail(db.conn, as_of)) == by_every_day(db, as_of)


@given(logs, covered)
def test_the_view_tells_what_the_table_for_notebooks_does_today(
    db: Database, contacts: list[Contact], coverages: list[tuple[str, int, int]]
) -> None:
    with transaction(db):
        fill(db, contacts, coverages)
        keep(db)
    cursor = db.conn.execute("select *, date(last_contact, silent_days || ' days') from ties order by person")
    columns, rows = [column for column, *_ in cursor.description[:-1]], cursor.fetchall()
    (today,) = {row[-1] for row in rows} or {as_date(TODAY).isoformat()}  # by the same clock, also at midnight
    table = frame(standing(db.conn, date.fromisoformat(today)).ties, {id: f"Given{id}" for id in range(41)})
    for column in ("first_contact", "last_contact"):
        table[column] = table[column].dt.strftime("%Y-%m-%d")
    seen = pandas.DataFrame([row[:-1] for row in rows], columns=columns)
    pandas.testing.assert_frame_equal(seen, table, check_dtype=False, rtol=1e-12)


@given(logs, logs)
def test_keeping_anew_leaves_what_keeping_from_nothing_does(
    db: Database, before: list[Contact], after: list[Contact]
) -> None:
    for contacts in (before, after):
        with transaction(db):
            fill(db, contacts, [])
            keep(db)
    kept = measures(db)
    db.conn.execute("delete from measures")
    keep(db)
    assert measures(db) == kept


def measures(db: Database) -> list[list[tuple[Any, ...]]]:
    return [db.conn.execute(f"select * from {table} order by 1").fetchall() for table in ("measures", "measured")]


def test_what_is_kept_is_read_instead_of_every_day(archive: Archive, tmp_path: Path, counted: list[str]) -> None:
    take_in(archive, *write_everything(tmp_path))
    del counted[:]
    archive.report(AS_OF, 0)
    assert counted == []
    archive.report(date(2018, 1, 1), 0)
    assert counted == ["read"]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often the days of contact are read whole."""
    reading, found = exchanges.contact_days, list[str]()

    def read(*arguments: Any) -> Any:
        found.append("read")
        return reading(*arguments)

    monkeypatch.setattr(exchanges, "contact_days", read)
    return found


def is_up_to_date(archive: Archive) -> bool:
    """Whether what is kept is what keeping it now would come to; and it holds today."""
    with closing(open_store(archive.path)) as db:
        before, holds = measures(db), basis(db.conn, day_number(AS_OF)) is not None
        keep(db)
        return holds and measures(db) == before


def spoken(archive: Archive) -> None:
    note(archive, archive.person("teo@trieste.example")["id"], "spoke", "", NOW, date(2026, 11, 1))


def unsaid(archive: Archive) -> None:
    spoken(archive)
    take_back(archive, archive.person("teo@trieste.example")["id"], 1)


def sent(archive: Archive) -> None:
    (draft,) = archive.draft([archive.person("katie@harbour.example")], AS_OF, NOW)
    outcome(archive, draft["id"], "sent", date(2026, 11, 20))


def undone(archive: Archive) -> None:
    archive.undo_import(1)


def decided(archive: Archive) -> None:
    archive.decide_me("teo@trieste.example", mine=True)


CHANGES: list[Callable[[Archive], None]] = [spoken, unsaid, sent, undone, decided]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_whatever_changes_days_of_contact_keeps_the_measures(
    change: Callable[[Archive], None], archive: Archive, tmp_path: Path
) -> None:
    take_in(archive, *write_everything(tmp_path))
    with archive.reading() as conn:
        before = measures(Database(conn))
    change(archive)
    with archive.reading() as conn:
        assert (measures(Database(conn)) == before) is (change is unsaid)
    assert is_up_to_date(archive)


def test_a_talk_is_nobody_s_last_word_and_a_draft_that_was_sent_is_mine(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, *write_everything(tmp_path))
    spoken(archive)
    sent(archive)
    with archive.reading() as conn:
        days = conn.execute(
            "select channel, incoming, outgoing, last_word from contact_days where interaction_id = -1 order by channel"
        ).fetchall()
    assert days == [("draft", 0, 1, 1), ("note", 1, 1, 0)]


def test_an_export_that_only_covers_more_keeps_the_measures(archive: Archive, tmp_path: Path) -> None:
    exports = write_everything(tmp_path)
    take_in(archive, *exports)
    (run,) = take_in(archive, write_linkedin(tmp_path / "Basic_LinkedInDataExport_11-22-2026.zip")).imports
    assert not run.brought.is_news
    with archive.reading() as conn:
        (covered,) = conn.execute("select coverage from measured").fetchone()
    assert '["linkedin","2021-02-01","2026-11-22"]' in covered
    assert is_up_to_date(archive)


def test_a_question_by_mail_waits_once_what_i_wrote_is_there(archive: Archive, tmp_path: Path) -> None:
    asked = [(who, ME, f"2026-04-{day}", "And?") for day in range(10, 20) for who in (KATIE, TEO)]
    take_in(archive, write_mbox(tmp_path / "in.mbox", asked))
    archive.decide_me("ines@duarte.example", mine=True)
    found = []
    for more in ([], [(ME, KATIE, "2026-05-01", "Hello")]):
        take_in(archive, write_mbox(tmp_path / "out.mbox", more))
        with archive.reading() as conn:
            days = [as_date(day) for day in standing(conn, AS_OF).ties.unanswered_day if day >= 0]
            found.append((lacks_own_mail(conn, AS_OF), days))
    assert found == [(True, []), (False, [date(2026, 4, 19)])]
