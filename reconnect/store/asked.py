"""Reading what a review shows of the people it asks about; each query is run once, for all questions together.

Nothing tells by its contact in which messages it took part, so that counting them reads `participants` from end to end:
a second or two for a million messages, and therefore once, when the first question is shown.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Literal, NamedTuple

from reconnect.store import queries
from reconnect.store.decided import ContactKey, Pair
from reconnect.store.queries import StoredContact

ASKED_ABOUT = "(select a_person_id from questions union select b_person_id from questions)"

_OF_KEYS = (
    "from json_each(?) asked cross join contacts "
    "on importer = json_extract(asked.value, '$[0]') and contacts.key = json_extract(asked.value, '$[1]')"
)


class Span(NamedTuple):
    """In how many messages a contact took part, and the years of the first and the last, by UTC; "" where undated."""

    messages: int
    first: str
    last: str


def keys_of_people(conn: sqlite3.Connection) -> dict[int, list[ContactKey]]:
    """Return the keys of the contacts of all people asked about, in order."""
    found: dict[int, list[ContactKey]] = {}
    rows = conn.execute(
        "select person_id, importer, key from links join contacts on contacts.id = contact_id "
        f"where person_id in {ASKED_ABOUT} order by importer, key"
    )
    for person, *key in rows:
        found.setdefault(person, []).append(tuple(key))
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


def spans(conn: sqlite3.Connection, keys: Iterable[ContactKey]) -> dict[ContactKey, Span]:
    """Return the messages of some contacts; who is missing took part in none."""
    rows = conn.execute(
        f"""
        select importer, contacts.key, count(distinct key_digest),
               coalesce(strftime('%Y', min(at), 'unixepoch'), ''), coalesce(strftime('%Y', max(at), 'unixepoch'), '')
        from participants join interactions on interactions.id = interaction_id
        join contacts on contacts.id = contact_id
        where contact_id in (select contacts.id {_OF_KEYS}) group by contact_id
        """,
        (json.dumps(list(keys)),),
    )
    return {(importer, key): Span(*span) for importer, key, *span in rows}


def contacts(conn: sqlite3.Connection, keys: Iterable[ContactKey]) -> list[StoredContact]:
    """Return what is stored of some contacts, in the order of their keys."""
    where = f"where contact_id in (select contacts.id {_OF_KEYS})"
    return queries.contacts(conn, where, (json.dumps(list(keys)),))


def people_of(conn: sqlite3.Connection, keys: Iterable[ContactKey]) -> dict[ContactKey, int]:
    """Return whose some contacts are now, 0 for mine; of who is missing, nothing is stored any more."""
    rows = conn.execute(
        f"select importer, contacts.key, person_id {_OF_KEYS} join links on contact_id = contacts.id",
        (json.dumps(list(keys)),),
    )
    return {(importer, key): person for importer, key, person in rows}


def decided(conn: sqlite3.Connection, pairs: Iterable[Pair]) -> set[Pair]:
    """Return those of some pairs, each in order, about which something is decided."""
    rows = conn.execute(
        "select a_importer, a_key, b_importer, b_key from json_each(?) asked cross join decisions "
        "on a_importer = json_extract(asked.value, '$[0][0]') and a_key = json_extract(asked.value, '$[0][1]') "
        "and b_importer = json_extract(asked.value, '$[1][0]') and b_key = json_extract(asked.value, '$[1][1]')",
        (json.dumps(list(pairs)),),
    )
    return {((a_importer, a_key), (b_importer, b_key)) for a_importer, a_key, b_importer, b_key in rows}
