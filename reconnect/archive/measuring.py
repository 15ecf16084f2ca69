"""Where my ties stand as of a day: by the measures that are kept, or else by the days of contact; both say the same.

What is kept holds from the last day of contact on, so that only a look into the past reads every day. Whoever changes
people, days of contact or what is covered keeps the measures anew in the same transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reconnect import ties
from reconnect.report.facts import Sides
from reconnect.store import exchanges, measures, queries
from reconnect.store.measures import Basis
from reconnect.ties.columns import EPOCH, ContactDays, Coverage, Ties, as_date, day_number
from reconnect.ties.counting import days_each_way, without_questions
from reconnect.ties.coverage import end_of_all

if TYPE_CHECKING:
    from sqlite_utils import Database

MAIL = "mail"


class Standing(NamedTuple):
    """My tie to each human being with a day of contact, what the imports can speak for, and the sides of my mail."""

    ties: Ties
    coverages: Sequence[Coverage]
    mail: Sides


def standing(conn: sqlite3.Connection, as_of: date) -> Standing:
    """Return where all ties stand as of a day."""
    coverages = queries.coverage(conn)
    if basis := measures.basis(conn, day_number(as_of)):
        kept = measures.read(conn, basis.names)
        return Standing(ties.as_of(kept, as_of, basis.intercept), coverages, basis.mail)
    days = days_with_people(conn)
    mail = _mail(days, as_of)
    return Standing(ties.ties(_asking(days, mail), as_of, coverages), coverages, mail)


def keep(db: Database) -> None:
    """Keep the measures of all days of contact."""
    conn = db.conn
    days, coverages = days_with_people(conn), queries.coverage(conn)
    since = int(days.day.max(initial=day_number(end_of_all(coverages) or EPOCH)))
    mail = _mail(days, as_date(since))
    asking = _asking(days, mail)
    intercept = ties.fitted_intercept(asking, as_date(since), coverages)
    measures.write(db, ties.measured(asking, coverages), Basis(since, days.names, intercept, mail))


def days_with_people(conn: sqlite3.Connection) -> ContactDays:
    """Return the days of contact with human beings."""
    (people,) = exchanges.columns(conn, "people where kind = 'person'", "id")
    days = exchanges.contact_days(conn)
    return days.only(np.isin(days.person, people))


def lacks_own_mail(conn: sqlite3.Connection, as_of: date) -> bool:
    """Return whether mail was imported without what I wrote myself."""
    basis = measures.basis(conn, day_number(as_of))
    return (basis.mail if basis else _mail(days_with_people(conn), as_of)).is_one_sided


def _mail(days: ContactDays, as_of: date) -> Sides:
    return Sides(*days_each_way(days, MAIL, as_of))


def _asking(days: ContactDays, mail: Sides) -> ContactDays:
    """The days; where my mail lacks what I wrote, nobody can tell which mail I never answered."""
    return without_questions(days, MAIL) if mail.is_one_sided else days
