"""Searching by words: all texts in which some words may stand, and how much is found of each, by FTS5.

Nothing that is searched is kept a second time: an index beside the messages would have to be kept up to date, and wiped
when somebody is forgotten, while one pass over a million subject lines takes half a second. LIKE knows no diacritics
and no case but that of ASCII; so every text with a letter beyond ASCII is told as well, for the rule to judge.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing

from reconnect.store.exchanges import AMONG

MOST_RECIPIENTS = 10
"""A message to more is an announcement, and not between two people."""

Condition = tuple[str, tuple[str, ...]]
"""An SQL condition with its parameters."""


def works(conn: sqlite3.Connection, starts: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Yield id, title and organization of the people in whose work a word may begin so."""
    where, parameters = _may_hold("title || ' ' || organization", starts)
    return conn.execute(
        "select id, title, organization from people "
        f"where kind = 'person' and (title <> '' or organization <> '') and ({where})",
        parameters,
    )


def told(conn: sqlite3.Connection, starts: Sequence[str]) -> Iterator[tuple[int, str, list[str]]]:
    """Yield person, note and categories of the entries of address books in which a word may begin so."""
    where, parameters = _may_hold("fields", starts)
    rows = conn.execute(
        f"""
        select person_id, coalesce(json_extract(fields, '$.note'), ''),
               coalesce(json_extract(fields, '$.categories'), '[]')
        from sightings cross join contacts on contacts.id = sightings.contact_id and sighting_id = sightings.id
        cross join links on links.contact_id = contacts.id
        where not mention and person_id > 0
        and (instr(fields, '"note"') or instr(fields, '"categories"')) and ({where})
        """,
        parameters,
    )
    return ((person, note, json.loads(categories)) for person, note, categories in rows)


def subjects(conn: sqlite3.Connection, starts: Sequence[str], below: int) -> Iterator[tuple[int, str]]:
    """Yield id and subject of the personal messages in which a word may begin so, with ids below one, downwards."""
    where, parameters = _may_hold("subject", starts)
    yield from conn.execute(
        f"select id, subject from interactions where id < ? and kind = 'personal' and ({where}) order by id desc",
        (below, *parameters),
    )


def newest(conn: sqlite3.Connection) -> int:
    """Return an id that is above those of all messages."""
    return int(conn.execute("select coalesce(max(id), 0) + 1 from interactions").fetchone()[0])


def between_us(conn: sqlite3.Connection, messages: Collection[int]) -> Iterator[tuple[int, int, int | None]]:
    """Yield those of some messages that one of somebody and me wrote to the other: person, id, day number or None."""
    return conn.execute(
        f"""
        select distinct theirs.person_id, interactions.id, at / 86400 from interactions
        join participants mine on mine.interaction_id = interactions.id and mine.role in ('from', 'to')
        join links me on me.contact_id = mine.contact_id and me.person_id = 0
        join participants other on other.interaction_id = interactions.id and other.role in ('from', 'to')
        join links theirs on theirs.contact_id = other.contact_id and theirs.person_id > 0
        where interactions.id in {AMONG} and mine.role <> other.role and (
            select count(*) from participants where interaction_id = interactions.id and role in ('to', 'cc', 'bcc')
        ) <= {MOST_RECIPIENTS}
        """,
        (json.dumps(list(messages)),),
    )


def bm25(documents: Mapping[int, str], words: Sequence[str]) -> dict[int, float]:
    """Return how much each document holds of any of some words, 0 or above; in memory, and gone when it is known.

    Words are stems as the rule has them: no quotation mark and no NUL, which end a string of FTS5.
    """
    with closing(sqlite3.connect(":memory:")) as conn:
        conn.execute("create virtual table documents using fts5(words, tokenize = 'unicode61 remove_diacritics 0')")
        conn.executemany("insert into documents (rowid, words) values (?, ?)", documents.items())
        any_of = " OR ".join(f'"{word}"' for word in words)
        rows = conn.execute("select rowid, -bm25(documents) from documents where documents match ?", (any_of,))
        return {person: max(amount, 0.0) for person, amount in rows}


def _may_hold(text: str, starts: Sequence[str]) -> Condition:
    """Return a condition that holds at least where a word of a text begins so; `text` is an SQL expression.

    LIKE is slow on letters beyond ASCII, and never asked there.
    """
    likes = "".join(f" or {text} like ?" for _ in starts)
    return f"length({text}) < length(cast({text} as blob)){likes}", tuple(f"%{start}%" for start in starts)
