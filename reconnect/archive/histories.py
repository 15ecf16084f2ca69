"""The days of contact behind a report, read for its drawings."""

from __future__ import annotations

import sqlite3

from reconnect.archive.measuring import standing
from reconnect.report.facts import Report
from reconnect.report.history import History
from reconnect.store.traces import days_of
from reconnect.ties.columns import day_number


def history(conn: sqlite3.Connection, report: Report) -> History:
    """Return the contact days of the people in a report and the silence of every real tie, as of its day."""
    in_touch = [row.person for row in report.rows if row.contact_days]
    ties = standing(conn, report.as_of).ties
    return History(days_of(conn, in_touch, day_number(report.as_of)), ties.silent_days[ties.real].tolist())
