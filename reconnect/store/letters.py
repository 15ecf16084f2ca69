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

    `outcome` is what became of it last, as was said or found, and `outcome_day`, both None while it is open. Whoever is
    marked never or died has none.
    """
    return dicts(
        conn,
        """
        select drafts.id, people.id as person, people.name, template, language, "to", profile, subject, body, evidence,
               reply_to, created_at, edited_at, last.outcome, date(last.day * 86400, 'unixepoch') as outcome_day
        from drafts join people_numbers numbers on numbers.id = drafts.person_id
        join people on people.id = numbers.person_id
        left join (
            select *, row_number() over (partition by draft_id order by found desc, place desc) as nth
            from outcomes_of_drafts
        ) last on last.draft_id = drafts.id and nth = 1
        where people.id not in (
            select numbers.person_id from marks join people_numbers numbers on numbers.id = marks.person_id
            where mark in ('never', 'died')
        ) order by drafts.id
        """,
    )


def found(conn: sqlite3.Connection) -> Rows:
    """Return what the imports show, as far as it counts beside what was said: draft, person, name, outcome, day."""
    return dicts(
        conn,
        "select draft_id as draft, people.id as person, people.name, outcome, date(day * 86400, 'unixepoch') as day "
        "from outcomes_of_drafts join drafts on drafts.id = draft_id "
        "join people_numbers numbers on numbers.id = drafts.person_id join people on people.id = numbers.person_id "
        "where found order by draft_id, place",
    )


def letters(conn: sqlite3.Connection) -> dict[int, list[Letter]]:
    """Return the drafts that were made for people, oldest first, each with what became of it, in that order."""
    from reconnect.ties.columns import as_date  # numpy comes with it

    became: dict[int, list[Outcome]] = defaultdict(list)
    for draft, outcome, day, until in conn.execute(
        "select draft_id, outcome, day, until from outcomes_of_drafts order by found, place"
    ):
        became[draft].append(Outcome(outcome, as_date(day), day_of(until)))
    found: dict[int, list[Letter]] = defaultdict(list)
    for person, draft, made in conn.execute(
        "select numbers.person_id, drafts.id, date(created_at) from drafts join people_numbers numbers "
        "on numbers.id = drafts.person_id order by drafts.id"
    ):
        found[person].append(Letter(draft, date.fromisoformat(made), tuple(became.get(draft, ()))))
    return found


def courses(conn: sqlite3.Connection, as_of: date) -> list[tuple[str, frozenset[str], date | None]]:
    """Return the template of each draft that was made up to a day, what became of it by then, and when it was sent."""
    rows = conn.execute(
        "select template, group_concat(outcome), date(min(iif(outcome = 'sent', day, null)) * 86400, 'unixepoch') "
        "from drafts left join outcomes_of_drafts became on draft_id = drafts.id "
        "and date(day * 86400, 'unixepoch') <= :day where date(created_at) <= :day group by drafts.id",
        {"day": as_of.isoformat()},
    )
    return [(template, frozenset((became or "").split(",")) - {""}, day_of(sent)) for template, became, sent in rows]


def drafted(conn: sqlite3.Connection, after: date, until: date) -> int:
    """Return how many drafts were made later than a day, up to another."""
    (count,) = conn.execute(
        "select count(*) from drafts where date(created_at) > ? and date(created_at) <= ?",
        (after.isoformat(), until.isoformat()),
    ).fetchone()
    return int(count)
