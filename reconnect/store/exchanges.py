"""Reading interactions as arrays: participants for the counting of contact, and contact days for the ties."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np

from reconnect.ties.columns import CHANNELS, KINDS, ROLES, ContactDays, Exchanges

DAY = 86_400


def channels(conn: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names behind the channel codes: those that ship, then whatever else an importer brought."""
    others = conn.execute("select distinct channel from interactions order by channel").fetchall()
    return (*CHANNELS, *(channel for (channel,) in others if channel not in CHANNELS))


def exchanges(conn: sqlite3.Connection) -> Exchanges:
    """Return who stood in which role of which dated interaction; a contact that is nobody is person -1."""
    rows = conn.execute(
        f"""
        select interactions.id, at, {_code("channel", channels(conn))}, {_code("kind", KINDS)}, {_code("role", ROLES)},
               coalesce(links.person_id, -1), reply_to <> ''
        from participants cross join interactions on interactions.id = interaction_id
        left join links on links.contact_id = participants.contact_id
        where at is not null
        """
    )
    columns = np.fromiter((value for row in rows for value in row), dtype=np.int64).reshape(-1, 7).T
    interaction, at, channel, kind, role, person, is_reply = columns
    return Exchanges(interaction, at // DAY, channel, kind, role, person, is_reply.astype(np.bool_))


def contact_days(conn: sqlite3.Connection) -> ContactDays:
    """Return the days of contact that were worked out."""
    rows = conn.execute(
        f"select person_id, day, {_code('channel', channels(conn))}, incoming, outgoing, interaction_id, opened_id "
        "from contact_days"
    )
    columns = np.fromiter((value for row in rows for value in row), dtype=np.int64).reshape(-1, 7).T
    person, day, channel, incoming, outgoing, interaction, opened = columns
    return ContactDays(
        person, day, channel, incoming.astype(np.bool_), outgoing.astype(np.bool_), interaction, opened
    )  # fmt: skip


def _code(column: str, words: Sequence[str]) -> str:
    """An SQL expression that turns words into their index."""
    cases = " ".join("when '{}' then {}".format(word.replace("'", "''"), code) for code, word in enumerate(words))
    return f"case {column} {cases} else -1 end"
