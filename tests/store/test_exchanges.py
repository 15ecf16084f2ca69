"""Interactions come out of the database as the columns that they went in as."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reconnect.store.exchanges import contact_days, participations
from reconnect.store.opening import open_store
from reconnect.ties.columns import CHANNELS, KINDS, ROLES

DAY = 86_400
LEAST, GREATEST = -(2**63), 2**63 - 1


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    db = open_store(tmp_path / "a.db")
    with closing(db.conn) as conn:
        yield conn


def tell(conn: sqlite3.Connection, id: int, digest: int, channel: str, at: int | None, reply_to: str = "") -> None:
    """Store a message from contact 1 to contact 2."""
    conn.execute(
        "insert into interactions (id, key_digest, digest, key, channel, at, kind, witness, subject, thread, reply_to) "
        "values (?, 5, ?, 'k', ?, ?, 'personal', '', '', '', ?)",
        (id, digest, channel, at, reply_to),
    )
    conn.execute("insert into participants values (?, 1, 'from'), (?, 2, 'to')", (id, id))


def test_of_messages_of_one_second_the_one_with_the_greater_digest_is_the_later(conn: sqlite3.Connection) -> None:
    for id, digest in ((1, GREATEST), (2, LEAST), (3, -1)):
        tell(conn, id, digest, "mail", 3 * DAY + 1)
    assert participations(conn).ids.tolist() == [2, 3, 1]


def test_every_participant_is_a_row_of_its_message(conn: sqlite3.Connection) -> None:
    tell(conn, 1, 1, "linkedin", 3 * DAY + 1, reply_to="j")
    tell(conn, 2, 2, "mail", None)
    found = participations(conn)
    columns = (found.interaction, found.contact, found.role, found.channel, found.kind, found.day, found.dated,
               found.is_reply)  # fmt: skip
    sender, to, personal = ROLES.index("from"), ROLES.index("to"), KINDS.index("personal")
    linkedin, mail = CHANNELS.index("linkedin"), CHANNELS.index("mail")
    assert sorted(zip(*(column.tolist() for column in columns), strict=True)) == [
        (0, 1, sender, mail, personal, 0, False, False), (0, 2, to, mail, personal, 0, False, False),
        (1, 1, sender, linkedin, personal, 3, True, True), (1, 2, to, linkedin, personal, 3, True, True),
    ]  # fmt: skip


def test_another_importer_s_channel_has_a_code_behind_those_that_ship(conn: sqlite3.Connection) -> None:
    tell(conn, 1, 1, "pigeon", DAY)
    tell(conn, 2, 2, "mail", DAY)
    conn.execute("insert into contact_days values (7, 1, 'pigeon', 1, 0, 1, -1)")
    found, days = participations(conn), contact_days(conn)
    assert {found.channels[code] for code in found.channel} == {"mail", "pigeon"}
    assert [days.names[code] for code in days.channel] == ["pigeon"]


def test_where_nobody_ever_wrote_all_columns_are_empty(conn: sqlite3.Connection) -> None:
    assert (len(participations(conn).ids), len(contact_days(conn).day)) == (0, 0)
