"""What the contact days tell of each person is kept, so that a report need not read all days again.

It holds for every day from `since` on as long as the imports cover what they covered then; of an earlier day, the
contact days themselves tell. The view `ties` reads the same rows.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import fields
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reconnect.report.facts import Sides
from reconnect.store.bulk import insert_columns
from reconnect.store.exchanges import columns
from reconnect.store.queries import COVERED
from reconnect.ties.columns import Ints, Measures

if TYPE_CHECKING:
    from sqlite_utils import Database

COLUMNS = tuple(field.name for field in fields(Measures) if field.name not in ("person", "names"))


class Basis(NamedTuple):
    """What goes with the measures: the first day on which they hold, the names behind their channels, what suits them.

    `intercept` is the one fitted to these ties, `mail` on how many days anybody wrote by mail, each way.
    """

    since: int
    names: tuple[str, ...]
    intercept: float
    mail: Sides


def basis(conn: sqlite3.Connection, day: int) -> Basis | None:
    """Return the basis of the measures if they hold on a day, given as its number."""
    row = conn.execute(
        f"select since, names, intercept, received, written from measured where since <= ? and coverage = ({COVERED})",
        (day,),
    ).fetchone()
    if row is None:
        return None
    since, names, intercept, received, written = row
    return Basis(since, tuple(json.loads(names)), intercept, Sides(received, written))


def read(conn: sqlite3.Connection, names: tuple[str, ...]) -> Measures:
    """Return the measures; `names` are those of their basis."""
    person, *others = columns(conn, "measures order by person_id", "person_id", *COLUMNS)
    return Measures(person=person, **dict(zip(COLUMNS, others, strict=True)), names=names)


def write(db: Database, measures: Measures, basis: Basis) -> None:
    """Replace the measures and their basis, as of what the imports cover now; only rows that differ are written."""
    conn = db.conn
    before = np.stack(columns(conn, "measures order by person_id", "person_id", *COLUMNS), axis=1)
    now = np.stack([measures.person, *(getattr(measures, name) for name in COLUMNS)], axis=1)
    conn.execute(
        "delete from measures where person_id in (select value from json_each(?))",
        (json.dumps(_not_among(before, now)[:, 0].tolist()),),
    )
    insert_columns(
        conn,
        f"insert into measures (person_id, {', '.join(COLUMNS)})",
        *(column.tolist() for column in _not_among(now, before).T),
    )
    conn.execute("delete from measured")
    conn.execute(
        "insert into measured (since, names, intercept, received, written, coverage) "
        f"values (?, ?, ?, ?, ?, ({COVERED}))",
        (basis.since, json.dumps(basis.names), basis.intercept, *basis.mail),
    )


def _not_among(rows: Ints, others: Ints) -> Ints:
    """Return the rows, each with its number in front, that stand not just so among others; both are in order."""
    at = np.searchsorted(others[:, 0], rows[:, 0])
    sentinel = np.full((1, others.shape[1]), -1)
    missing: Ints = rows[(np.concatenate((others, sentinel))[at] != rows).any(axis=1)]
    return missing
