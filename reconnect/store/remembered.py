"""What a person noted and marked, by who somebody is now, and what reports told them.

What two numbers were told that are one person now holds for that person, all of it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from datetime import date, datetime
from typing import NamedTuple

from reconnect.report.facts import Listed, Mark, Note, Report
from reconnect.store.opening import transacted
from reconnect.store.queries import day_of, moment
from reconnect.ties.columns import as_date

REPORTS_KEPT = 10


def notes(conn: sqlite3.Connection, person: int | None = None) -> dict[int, list[Note]]:
    """Return the notes about everybody, or about one person, oldest first."""
    found: dict[int, list[Note]] = defaultdict(list)
    for row in conn.execute(
        "select numbers.person_id, notes.id, kind, value, day from notes join people_numbers numbers "
        "on numbers.id = notes.person_id where ? is null or numbers.person_id = ? order by notes.id",
        (person, person),
    ):
        somebody, id, kind, value, day = row
        found[somebody].append(Note(id, kind, value, None if day is None else as_date(day)))
    return found


def marks(conn: sqlite3.Connection) -> dict[int, list[Mark]]:
    """Return the marks of those who have any."""
    found: dict[int, list[Mark]] = defaultdict(list)
    for person, mark, until in conn.execute(
        "select numbers.person_id, mark, until from marks join people_numbers numbers "
        "on numbers.id = marks.person_id order by mark, until"
    ):
        found[person].append(Mark(mark, day_of(until)))
    return found


class EarlierReport(NamedTuple):
    """A report that was told before: its day, and everybody whom it found, by who they are now, with their group."""

    as_of: date
    listed: frozenset[Listed]


def report_before(conn: sqlite3.Connection, as_of: date) -> EarlierReport | None:
    """Return the last report that was told as of a day or before it."""
    row = conn.execute(
        "select id, as_of from reports where as_of <= ? and json_valid(listed) order by as_of desc, id desc limit 1",
        (as_of.isoformat(),),
    ).fetchone()
    if row is None:
        return None
    listed = conn.execute(
        "select numbers.person_id, json_extract(each.value, '$[1]') from reports "
        "join json_each(listed) each join people_numbers numbers on numbers.id = json_extract(each.value, '$[0]') "
        "where reports.id = ?",
        (row[0],),
    )
    return EarlierReport(date.fromisoformat(row[1]), frozenset(listed.fetchall()))


def write_report(conn: sqlite3.Connection, report: Report, now: datetime) -> None:
    """Remember a report that was told, and forget those before the last few."""
    with transacted(conn):
        conn.execute(
            "insert into reports (as_of, told_at, intercept, listed) values (?, ?, ?, ?)",
            (report.as_of.isoformat(), moment(now), report.intercept, json.dumps(report.listed)),
        )
        conn.execute(
            "delete from reports where id not in (select id from reports order by id desc limit ?)",
            (REPORTS_KEPT,),
        )
