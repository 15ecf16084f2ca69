"""The days of contact: what new interactions bring is added, and few people's days are counted anew.

Those are the people who were in touch on such a day before, for who had the last word that day may be another one now;
and, since a message to more than ten people counts for nobody, everybody in the messages of a contact that went to
another person.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from reconnect import ties
from reconnect.archive.correspondents import Counts
from reconnect.store import exchanges, rebuilt
from reconnect.store.exchanges import Participations
from reconnect.ties import ContactDays
from reconnect.ties.columns import ME, NOBODY, Ints

if TYPE_CHECKING:
    from sqlite_utils import Database

MANY = 0.25
"""Of all parts that are taken in interactions; for more than that, everybody's days are counted anew."""


def write_contact_days(db: Database, before: Counts, new: Participations, was: Ints) -> None:
    """Bring the days of contact up to date, which hold the interactions counted `before`, and are to hold the new.

    Where none was counted before, the new ones are all. `was` gives the person's id by contact id as of before.
    """
    conn, now = db.conn, exchanges.person_of_contacts(db.conn)
    if not len(before.places):
        rebuilt.write_contact_days(db, _counted(new, now))
        return
    brought = list(_counted(new, now))
    people = _to_count_anew(conn, before, brought, was, now)
    if people is None:
        rebuilt.write_contact_days(db, _counted(exchanges.participations(conn), now))
        return
    theirs = exchanges.with_contacts(conn, np.flatnonzero(np.isin(now, people)))
    anew = _counted(exchanges.participations(conn, ids=theirs), now)
    of_them = (days.only(np.isin(days.person, people)) for days in anew)
    of_others = (days.only(~np.isin(days.person, people)) for days in brought)
    rebuilt.write_contact_days(db, chain(of_them, of_others), people.tolist())


def _counted(some: Participations, person_of: Ints) -> Iterator[ContactDays]:
    """Yield the days of contact that some interactions tell of."""
    for part in exchanges.exchanges(some, person_of):
        yield exchanges.with_ids(ties.contact_days(part), some.of)


def _to_count_anew(
    conn: sqlite3.Connection, before: Counts, brought: Sequence[ContactDays], was: Ints, now: Ints
) -> Ints | None:
    """Return the people whose days are to be counted anew, None where that is nearly everybody."""
    size = max(len(was), len(now))
    was, now = (np.append(each, np.full(size - len(each), NOBODY)) for each in (was, now))
    parts = before.standing(size=size)
    most = MANY * parts.sum()
    moved = np.flatnonzero((was != now) & (parts > 0))  # whoever else is new or moved takes part in new ones alone
    if parts[moved].sum() > most:
        return None
    theirs = exchanges.participations(conn, ids=exchanges.with_contacts(conn, moved)).contact
    met = [exchanges.in_touch_on(conn, days.person, days.day) for days in brought]
    people = np.setdiff1d(np.concatenate([was[theirs], now[theirs], *met]), [ME, NOBODY])
    return None if parts[np.isin(now, people)].sum() > most else people
