"""Reading what a review shows of the people it asks about; each query is run once, for all questions together.

Nothing tells by its contact in which messages it took part, so that counting them reads `participants` from end to end:
a second or two for a million messages, and therefore once, when the first question is shown.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Literal, NamedTuple

from reconnect.store.decided import ContactKey

ASKED_ABOUT = "(select a_person_id from questions union select b_person_id from questions)"


class Span(NamedTuple):
    """In how many messages a contact took part, and the years of the first and the last, by UTC; "" where undated."""

    messages: int
    first: str
    last: str


def keys_of_people(conn: sqlite3.Connection) -> dict[int, list[tuple[int, str, str]]]:
    """Return the contacts of all people asked about: id, importer and key, in the order of their keys."""
    found: dict[int, list[tuple[int, str, str]]] = {}
    rows = conn.execute(
        "select person_id, contacts.id, importer, key from links join contacts on contacts.id = contact_id "
        f"where person_id in {ASKED_ABOUT} order by importer, key"
    )
    for person, *contact in rows:
        found.setdefault(person, []).append(tuple(contact))
    return found


def days_of_contact(conn: sqlite3.Connection) -> dict[int, int]:
    """Return on how many days I was in touch with the people asked about; who is missing, never."""
    return dict(
        conn.execute(
            "select person_id, count(distinct day) from contact_days "
            f"where person_id in {ASKED_ABOUT} group by person_id"
        ).fetchall()
    )


def decided_people(conn: sqlite3.Connection) -> list[tuple[int, int, Literal["same", "not"]]]:
    """Return what was decided about contacts that are two people now: a "not", or what is not worked out yet."""
    return conn.execute(
        """
        select distinct of_a.person_id, of_b.person_id, verdict from decisions
        join contacts a on a.importer = a_importer and a.key = a_key join links of_a on of_a.contact_id = a.id
        join contacts b on b.importer = b_importer and b.key = b_key join links of_b on of_b.contact_id = b.id
        where of_a.person_id <> of_b.person_id order by 1, 2, 3
        """
    ).fetchall()


def spans(conn: sqlite3.Connection, contacts: Iterable[int]) -> dict[int, Span]:
    """Return the messages of some contacts; who is missing took part in none."""
    rows = conn.execute(
        """
        select contact_id, count(distinct key_digest), coalesce(strftime('%Y', min(at), 'unixepoch'), ''),
               coalesce(strftime('%Y', max(at), 'unixepoch'), '')
        from participants join interactions on interactions.id = interaction_id
        where contact_id in (select value from json_each(?)) group by contact_id
        """,
        (json.dumps(list(contacts)),),
    )
    return {contact: Span(*span) for contact, *span in rows}


def known_keys(conn: sqlite3.Connection, keys: Iterable[ContactKey]) -> set[ContactKey]:
    """Return those of some contact keys that a contact still has."""
    rows = conn.execute(
        "select contacts.importer, contacts.key from json_each(?) asked join contacts "
        "on importer = json_extract(asked.value, '$[0]') and contacts.key = json_extract(asked.value, '$[1]')",
        (json.dumps(sorted(keys)),),
    )
    return set(rows.fetchall())
