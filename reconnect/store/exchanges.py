"""Reading interactions as arrays: participants for the counting of contact, and contact days for the ties.

Two plain scans, put together by numpy, take a third of the time of one join in SQL; and a column that SQLite writes as
one text, which numpy reads, takes half the time of a Python object a number.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from reconnect.ties.columns import CHANNELS, KINDS, NOBODY, ROLES, ContactDays, Exchanges, Flags, Ints

DAY = 86_400


@dataclass(frozen=True, slots=True)
class Participations:
    """Every participant of every interaction, one a row, all rows of an interaction together.

    `interaction` is its place among all, by time and then by content, whatever was imported first; `ids` gives the id
    at each place. `contact` is a contact's id; `channel`, `kind` and `role` index `channels`, KINDS and ROLES; `dated`
    tells whether the time is known, `day` is a day number where it is.
    """

    channels: tuple[str, ...]
    ids: Ints
    interaction: Ints
    contact: Ints
    role: Ints
    channel: Ints
    kind: Ints
    day: Ints
    dated: Flags
    is_reply: Flags


def channels(conn: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names behind the channel codes: those that ship, then whatever else an importer brought."""
    others = conn.execute("select distinct channel from interactions order by channel").fetchall()
    return (*CHANNELS, *(channel for (channel,) in others if channel not in CHANNELS))


def participations(conn: sqlite3.Connection, names: tuple[str, ...] = CHANNELS) -> Participations:
    """Return all participants of all interactions; `names` are the channels that are known."""
    interaction, contact, role = _columns(
        conn, "participants order by interaction_id", "interaction_id", "contact_id", _code("role", ROLES)
    )
    ids, *facts, key_digest, digest = _columns(
        conn, "interactions order by id", "id", _code("channel", names), _code("kind", KINDS), "at is not null",
        "coalesce(at, 0)", "reply_to <> ''", "key_digest", "digest",
    )  # fmt: skip
    if facts[0].min(initial=0) < 0:  # a foreign importer's channel, for whose name all is read once more
        return participations(conn, channels(conn))
    row = np.searchsorted(ids, interaction)
    channel, kind, dated, at, is_reply = (column[row] for column in facts)
    in_time = np.lexsort((digest, key_digest, facts[3]))
    place = np.argsort(in_time)
    return Participations(
        channels=names,
        ids=ids[in_time],
        interaction=place[row],
        contact=contact,
        role=role,
        channel=channel,
        kind=kind,
        day=at // DAY,
        dated=dated.astype(np.bool_),
        is_reply=is_reply.astype(np.bool_),
    )


def exchanges(all_: Participations, person_of: Ints) -> Exchanges:
    """Return who stood in which role of which dated interaction; `person_of` gives a person's id by contact id."""
    kept = all_.dated
    return Exchanges(
        interaction=all_.interaction[kept],
        day=all_.day[kept],
        channel=all_.channel[kept],
        kind=all_.kind[kept],
        role=all_.role[kept],
        person=person_of[all_.contact[kept]],
        is_reply=all_.is_reply[kept],
        names=all_.channels,
    )


def with_ids(days: ContactDays, all_: Participations) -> ContactDays:
    """Return the days with the ids of their interactions instead of their places."""
    ids = np.append(all_.ids, -1)  # at place -1, for a day on which nobody opened a thread
    return replace(days, interaction=ids[days.interaction], opened=ids[days.opened])


def person_of_contacts(conn: sqlite3.Connection) -> Ints:
    """Return an array that gives the person's id at each contact's id, -1 where there is none."""
    contact, person = _columns(conn, "links", "contact_id", "person_id")
    (last,) = conn.execute("select coalesce(max(id), 0) from contacts").fetchone()
    found = np.full(last + 1, NOBODY, np.int64)
    found[contact] = person
    return found


def contact_days(conn: sqlite3.Connection, names: tuple[str, ...] = CHANNELS) -> ContactDays:
    """Return the days of contact that were worked out; `names` are the channels that are known."""
    person, day, channel, incoming, outgoing, interaction, opened = _columns(
        conn, "contact_days", "person_id", "day", _code("channel", names), "incoming", "outgoing", "interaction_id",
        "opened_id",
    )  # fmt: skip
    if channel.min(initial=0) < 0:
        return contact_days(conn, channels(conn))
    return ContactDays(
        person, day, channel, incoming.astype(np.bool_), outgoing.astype(np.bool_), interaction, opened, names
    )  # fmt: skip


def _columns(conn: sqlite3.Connection, source: str, *columns: str) -> list[Ints]:
    """Return columns of whole numbers, none of them null; `source` is a table and the order of its rows."""
    named = ", ".join(f"{column} as c{place}" for place, column in enumerate(columns))
    texts = ", ".join(f"group_concat(c{place})" for place in range(len(columns)))
    row = conn.execute(f"select {texts} from (select {named} from {source})").fetchone()
    return [np.fromstring(text or "", np.int64, sep=",") for text in row]


def _code(column: str, words: Sequence[str]) -> str:
    """An SQL expression that turns words into their index."""
    cases = " ".join("when '{}' then {}".format(word.replace("'", "''"), code) for code, word in enumerate(words))
    return f"case {column} {cases} else -1 end"
