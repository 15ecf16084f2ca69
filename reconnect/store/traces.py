"""Reading what messages tell of a few people: subjects, group chats, and messages that both they and I were on.

Nothing tells by its contact in which messages it took part, so whatever asks for that reads all participants once.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection


def subjects(conn: sqlite3.Connection, interactions: Collection[int]) -> dict[int, str]:
    """Return the subject lines of some interactions, by id."""
    rows = conn.execute(
        "select id, subject from interactions where id in (select value from json_each(?))",
        (json.dumps(list(interactions)),),
    )
    return {id: subject or "" for id, subject in rows}


def group_chats(conn: sqlite3.Connection, people: Collection[int]) -> dict[int, int]:
    """Return in how many chats of three and more each of some people is; who is missing, in none."""
    return dict(
        conn.execute(
            """
            select person_id, count(distinct channel || thread) from interactions
            join participants on participants.interaction_id = interactions.id
            join links on links.contact_id = participants.contact_id
            where channel <> 'mail' and kind = 'personal' and thread <> '' and (
                select count(*) from participants others where others.interaction_id = interactions.id
                and others.role <> 'from'
            ) > 1 and person_id in (select value from json_each(?)) group by person_id
            """,
            (json.dumps(list(people)),),
        ).fetchall()
    )


def with_me(conn: sqlite3.Connection, people: Collection[int]) -> list[tuple[int, int, str, int]]:
    """Return the messages of persons on which both I and one of some people were: person, id, subject, day number.

    The oldest come first.
    """
    if not people:
        return []
    return conn.execute(
        """
        select theirs.person_id, interactions.id, subject, at / 86400 from participants
        join links theirs on theirs.contact_id = participants.contact_id
        join interactions on interactions.id = participants.interaction_id
        where theirs.person_id in (select value from json_each(?))
        and kind = 'personal' and at is not null and subject <> '' and exists (
            select 1 from participants mine join links on links.contact_id = mine.contact_id
            where mine.interaction_id = interactions.id and links.person_id = 0
        ) order by at, interactions.key
        """,
        (json.dumps(list(people)),),
    ).fetchall()


def days_of(conn: sqlite3.Connection, people: Collection[int], until: int) -> dict[int, list[int]]:
    """Return the days of contact with some people up to a day, ascending; all of them are day numbers."""
    found: dict[int, list[int]] = {person: [] for person in people}
    for person, day in conn.execute(
        "select distinct person_id, day from contact_days "
        "where person_id in (select value from json_each(?)) and day <= ? order by 1, 2",
        (json.dumps(list(people)), until),
    ):
        found[person].append(day)
    return found
