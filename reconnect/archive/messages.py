"""What was worked out of all messages, kept so that an import adds what it brings instead of counting all again.

It holds as long as nothing is taken away: whoever removes a message, or anybody's part in one, removes what is kept of
them (`rebuilt.note_removed`). Then, and by other rules, all is counted anew. The days of contact hold as long as it.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reconnect.archive.correspondents import NO_COUNTS, Counts, added, counted
from reconnect.archive.owner import NO_MAILBOXES, Mailboxes, found_me
from reconnect.archive.rules import rules
from reconnect.identity.perhaps_me import MAILBOXES
from reconnect.store import exchanges, kept, rebuilt

if TYPE_CHECKING:
    from sqlite_utils import Database

    from reconnect.identity import Own
    from reconnect.store.exchanges import Participations


class Known(NamedTuple):
    """What is known of all interactions up to the id `last`; nothing where that is 0."""

    last: int
    counts: Counts
    mailboxes: Mailboxes


class BroughtUp(NamedTuple):
    """What was known before, the interactions that are new since, what is known with them, and what is mine by that."""

    before: Known
    new: Participations
    now: Known
    me: tuple[Own, ...]


def brought_up(conn: sqlite3.Connection) -> BroughtUp:
    """Return what all interactions tell, of which those that are new since the last time are read."""
    before = _read(conn)
    new = exchanges.participations(conn, before.last)
    counts = added(before.counts, counted(new))
    me, mailboxes = found_me(conn, counts, before.mailboxes)
    return BroughtUp(before, new, Known(max(before.last, int(new.of.id.max(initial=0))), counts, mailboxes), me)


def _read(conn: sqlite3.Connection) -> Known:
    """Return what was kept; nothing where more is new than was counted, since to count all takes no longer."""
    tables = kept.read(conn, rebuilt.MESSAGES, rules())
    if not tables:
        return _NOTHING
    told = json.loads(tables["told"])
    if exchanges.newer_than(conn, told["last"]) > sum(told["totals"].values()):
        return _NOTHING
    places, times, boxes = (np.frombuffer(tables[name], dtype) for name, dtype in TABLES.items())
    return Known(told["last"], Counts(told["totals"], places, times), Mailboxes(boxes, told["mine"]))


def keep(db: Database, of: Known) -> None:
    """Keep what is known for the next time."""
    told = {"last": of.last, "totals": of.counts.totals, "mine": of.mailboxes.mine}
    tables = of.counts.places, of.counts.times, of.mailboxes.all
    rows = {name: table.tobytes() for name, table in zip(TABLES, tables, strict=True)}
    kept.write(db, rebuilt.MESSAGES, rules(), {**rows, "told": json.dumps(told).encode()})


TABLES = {"places": np.dtype(np.int64), "times": np.dtype(np.int64), "mailboxes": MAILBOXES}
_NOTHING = Known(0, NO_COUNTS, NO_MAILBOXES)
