"""Interactions come out of the database as the columns that they went in as."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from reconnect.store.exchanges import Participations, contact_days, exchanges, participations, with_contacts
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


def rows_of(found: Participations) -> list[tuple[object, ...]]:
    """Every participant with what is known of its message, in order."""
    of = found.of
    columns = (
        found.interaction, found.contact, found.role,
        *(column[found.interaction] for column in (of.channel, of.kind, of.at, of.dated, of.is_reply)),
    )  # fmt: skip
    return sorted(zip(*(column.tolist() for column in columns), strict=True))


def test_of_messages_of_one_second_the_one_with_the_greater_digest_is_the_later(conn: sqlite3.Connection) -> None:
    for id, digest in ((1, GREATEST), (2, LEAST), (3, -1), (4, 7)):
        tell(conn, id, digest, "mail", 3 * DAY + (id < 4))
    assert participations(conn).of.id.tolist() == [4, 2, 3, 1]


def test_every_participant_is_a_row_of_its_message(conn: sqlite3.Connection) -> None:
    tell(conn, 1, 1, "linkedin", 3 * DAY + 1, reply_to="j")
    tell(conn, 2, 2, "mail", None)
    sender, to, personal = ROLES.index("from"), ROLES.index("to"), KINDS.index("personal")
    linkedin, mail = CHANNELS.index("linkedin"), CHANNELS.index("mail")
    assert rows_of(participations(conn)) == [
        (0, 1, sender, mail, personal, 0, False, False), (0, 2, to, mail, personal, 0, False, False),
        (1, 1, sender, linkedin, personal, 3 * DAY + 1, True, True),
        (1, 2, to, linkedin, personal, 3 * DAY + 1, True, True),
    ]  # fmt: skip


def test_reading_in_pieces_is_reading_at_once(conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    for id in range(1, 12):
        tell(conn, 2 * id, -id, ("mail", "linkedin")[id % 2], (id * 7 % 5) * DAY)
    at_once = participations(conn)
    monkeypatch.setattr("reconnect.store.exchanges.AT_ONCE", 3)
    in_pieces = participations(conn)
    assert (in_pieces.of.id.tolist(), rows_of(in_pieces)) == (at_once.of.id.tolist(), rows_of(at_once))


@pytest.mark.parametrize("at_once", [2, 50_000])
def test_some_are_read_as_they_are_among_all(
    at_once: int, conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    for id in (1, 2, 4, 7, 8, 9):
        tell(conn, id, -id, "mail", (id * 7 % 5) * DAY)
    monkeypatch.setattr("reconnect.store.exchanges.AT_ONCE", at_once)
    newer, some = participations(conn, 4), participations(conn, ids=np.array([2, 7, 9]))
    assert (newer.of.id.tolist(), some.of.id.tolist()) == ([8, 9, 7], [9, 7, 2])
    assert [each.of.id[each.interaction].tolist() for each in (newer, some)] == [[7, 7, 8, 8, 9, 9], [2, 2, 7, 7, 9, 9]]


def test_who_took_part_with_a_contact_is_found_by_it(conn: sqlite3.Connection) -> None:
    for id in (1, 2, 3):
        tell(conn, id, id, "mail", DAY)
    conn.execute("insert into participants values (3, 7, 'cc'), (3, 7, 'to'), (1, 8, 'cc')")
    assert [with_contacts(conn, np.array(some, np.int64)).tolist() for some in ([7], [8, 7], [9], [])] == [
        [3], [1, 3], [], [],
    ]  # fmt: skip


def test_what_is_counted_at_once_are_whole_days_with_a_date(
    conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    for id, day in enumerate((9, 4, 4, 4, 4, 8, 0, 9), 1):
        tell(conn, id, id, "mail", day * DAY)
    tell(conn, 9, 9, "mail", None)
    monkeypatch.setattr("reconnect.store.exchanges.AT_ONCE", 2)
    person_of = np.array([-1, 0, 5])
    found = [
        list(zip(part.interaction.tolist(), part.day.tolist(), part.person.tolist(), strict=True))
        for part in exchanges(participations(conn), person_of)
    ]
    of_day = {day: [(row, day, person) for row in rows for person in (0, 5)]
              for day, rows in ((0, [0]), (4, [2, 3, 4, 5]), (8, [6]), (9, [7, 8]))}  # fmt: skip
    assert [sorted(part) for part in found] == [of_day[0], of_day[4], of_day[8], of_day[9]]


def test_a_word_of_another_importer_s_own_has_the_number_behind_ours(conn: sqlite3.Connection) -> None:
    tell(conn, 1, 1, "mail", DAY)
    conn.execute("update interactions set kind = 'carved'")
    conn.execute("insert into participants values (1, 3, 'stonemason')")
    found = participations(conn)
    assert (found.of.kind.tolist(), sorted(found.role.tolist())[-1]) == ([len(KINDS)], len(ROLES))


def test_another_importer_s_channel_has_a_code_behind_those_that_ship(conn: sqlite3.Connection) -> None:
    tell(conn, 1, 1, "pigeon", DAY)
    tell(conn, 2, 2, "mail", DAY)
    conn.execute("insert into contact_days values (7, 1, 'pigeon', 1, 0, 1, -1, 0)")
    of, days = participations(conn).of, contact_days(conn)
    assert [of.channels[code] for code in of.channel] == ["pigeon", "mail"]
    assert [days.names[code] for code in days.channel] == ["pigeon"]


def test_where_nobody_ever_wrote_all_columns_are_empty(conn: sqlite3.Connection) -> None:
    found = participations(conn)
    assert (len(found.of.id), len(found.role), len(contact_days(conn).day)) == (0, 0, 0)
    assert list(exchanges(found, np.array([-1]))) == []
