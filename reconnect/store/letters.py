"""The drafts, by who somebody is now, and what became of them.

What two numbers were told that are one person now holds for that person, all of it.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date

from reconnect.report.facts import Letter, Outcome
from reconnect.store.queries import Rows, day_of, dicts


def drafts(conn: sqlite3.Connection) -> Rows:
    """Return the drafts with the people they are for, oldest first; an id that was joined to another leads to it.

    `outcome` is what became of it last, and `outcome_day`, both None while it is open. Whoever is marked never or died
    has none.
    """
    return dicts(
        conn,
        """
        select drafts.id, people.id as person, people.name, template, language, "to", profile, subject, body, evidence,
               reply_to, created_at, edited_at, last.outcome, date(last.day * 86400, 'unixepoch') as outcome_day
        from drafts join people_numbers numbers on numbers.id = drafts.person_id
        join people on people.id = numbers.person_id
        left join outcomes last on last.id = (select max(id) from outcomes where draft_id = drafts.id)
        where people.id not in (
            select numbers.person_id from marks join people_numbers numbers on numbers.id = marks.person_id
            where mark in ('never', 'died')
        ) order by drafts.id
        """,
    )


def letters(conn: sqlite3.Connection) -> dict[int, list[Letter]]:
    """Return the drafts that were made for people, oldest first, each with what became of it, in that order."""
    from reconnect.ties.columns import as_date  # numpy comes with it

    became: dict[int, list[Outcome]] = defaultdict(list)
    for draft, outcome, day, until in conn.execute("select draft_id, outcome, day, until from outcomes order by id"):
        became[draft].append(Outcome(outcome, as_date(day), day_of(until)))
    found: dict[int, list[Letter]] = defaultdict(list)
    for person, draft, made in conn.execute(
        "select numbers.person_id, drafts.id, date(created_at) from drafts join people_numbers numbers "
        "on numbers.id = drafts.person_id order by drafts.id"
    ):
        found[person].append(Letter(draft, date.fromisoformat(made), tuple(became.get(draft, ()))))
    return found


def drafted(conn: sqlite3.Connection, after: date, until: date) -> int:
    """Return how many drafts were made later than a day, up to another."""
    (count,) = conn.execute(
        "select count(*) from drafts where date(created_at) > ? and date(created_at) <= ?",
        (after.isoformat(), until.isoformat()),
    ).fetchone()
    return int(count)
