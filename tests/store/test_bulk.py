"""Every row arrives, in order, however many there are."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from reconnect.store.bulk import ROWS, insert_many


@pytest.mark.parametrize("number", [0, 1, ROWS - 1, ROWS, ROWS + 1, 2 * ROWS + 5])
def test_any_number_of_rows_arrives_in_order(number: int) -> None:
    rows = [(place, str(place), None) for place in range(number)]
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.execute("create table kilns (id integer, name text, note text)")
        insert_many(conn, "insert into kilns (id, name, note)", iter(rows))
        assert conn.execute("select * from kilns order by rowid").fetchall() == rows


def test_a_row_that_is_there_already_can_be_ignored() -> None:
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.execute("create table kilns (id integer primary key)")
        insert_many(conn, "insert or ignore into kilns (id)", [(1,), (2,), (1,)])
        assert conn.execute("select id from kilns").fetchall() == [(1,), (2,)]
