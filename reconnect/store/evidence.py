"""Reading what shows that contacts are one person: why they were joined, under which numbers, in which years."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple


class Join(NamedTuple):
    """Why two contacts are one person: their ids, the rule's name, the evidence in words.

    `day` (ISO) is when a person said so, "" where nobody did.
    """

    a: int
    b: int
    rule: str
    evidence: str
    day: str


def joins_of(conn: sqlite3.Connection, person: int) -> list[Join]:
    """Return why a person's contacts are one, the best evidence first."""
    rows = conn.execute(
        """
        select a.id, b.id, rule, evidence, coalesce(date(decided_at), '') from joins
        join contacts a on a.id = a_contact_id join contacts b on b.id = b_contact_id
        join links on links.contact_id = a.id
        left join decisions on rule = 'decision' and verdict = 'same' and (
            (a_importer, a_key, b_importer, b_key) = (a.importer, a.key, b.importer, b.key)
            or (a_importer, a_key, b_importer, b_key) = (b.importer, b.key, a.importer, a.key)
        )
        where person_id = ? order by joins.rowid
        """,
        (person,),
    )
    return [Join(*row) for row in rows]


def aliases_of(conn: sqlite3.Connection, person: int) -> list[int]:
    """Return the ids of those who have become this person."""
    rows = conn.execute("select id from people_numbers where person_id = ? and id <> person_id order by 1", (person,))
    return [id for (id,) in rows]


def years_of_mail(conn: sqlite3.Connection, person: int) -> dict[int, tuple[str, str]]:
    """Return the first and the last year of mail of each of a person's contacts that stands in any."""
    rows = conn.execute(
        "select contact_id, strftime('%Y', min(at), 'unixepoch'), strftime('%Y', max(at), 'unixepoch') "
        "from participants join interactions on interactions.id = interaction_id "
        "where contact_id in (select contact_id from links where person_id = ?) and channel = 'mail' "
        "and at is not null group by contact_id",
        (person,),
    )
    return {contact: (first, last) for contact, first, last in rows}
