"""Reading what tells whose an address is by now: mail with it, the cards that named it, letters that came back from it.

A card is an entry of an address book as one export told it, so what was corrected since is there as well.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from reconnect.store import queries
from reconnect.store.queries import StoredContact, day_of


class Card(NamedTuple):
    """An entry as one export told it: the day of the export, None where not known; `latest` if none told it later."""

    day: date | None
    organization: str
    emails: tuple[str, ...]
    latest: bool


def cards(conn: sqlite3.Connection, person: int) -> list[Card]:
    """Return all that was told of a person in address books, oldest first."""
    rows = conn.execute(
        "select nullif(made, ''), fields, sightings.id = sighting_id from links "
        "join contacts on contacts.id = links.contact_id join sightings on sightings.contact_id = contacts.id "
        "join imports on imports.id = import_id where person_id = ? and not mention order by made, sightings.id",
        (person,),
    )
    told = ((made, json.loads(fields), latest) for made, fields, latest in rows)
    return [
        Card(day_of(made), fields.get("organization", ""), tuple(fields.get("emails", ())), bool(latest))
        for made, fields, latest in told
    ]


def last_mail(conn: sqlite3.Connection, person: int, until: date) -> dict[tuple[int, str], date]:
    """Return the last day up to one on which each contact of a person wrote ("from"), and I wrote to it ("to").

    Reads all participants once, and of the interactions theirs alone, for which SQLite must be told the order.
    """
    rows = conn.execute(
        """
        select contact_id, role, date(max(at), 'unixepoch') from participants
        cross join interactions on interactions.id = interaction_id
        where contact_id in (select contact_id from links where person_id = ?) and role in ('from', 'to')
        and channel = 'mail' and kind = 'personal' and date(at, 'unixepoch') <= ? and (role = 'from' or exists (
            select 1 from participants mine join links on links.contact_id = mine.contact_id
            where mine.interaction_id = interactions.id and mine.role = 'from' and person_id = 0
        )) group by contact_id, role
        """,
        (person, until.isoformat()),
    )
    return {(contact, role): date.fromisoformat(day) for contact, role, day in rows}


def came_back(conn: sqlite3.Connection, until: date) -> list[tuple[str, date]]:
    """Return the addresses from which letters came back up to a day, each time with the day."""
    rows = conn.execute(
        "select \"to\", date(found.day * 86400, 'unixepoch') as since from found_outcomes found "
        "join drafts on drafts.id = draft_id where outcome = 'bounced' and \"to\" <> '' and since <= ?",
        (until.isoformat(),),
    )
    return [(to, date.fromisoformat(since)) for to, since in rows]


def contacts_at(conn: sqlite3.Connection, domains: Sequence[str]) -> list[StoredContact]:
    """Return the contacts that have an address at any of some domains, each behind @; a domain may go on behind it."""
    if not domains:
        return []
    some = " or ".join("instr(told, ?)" for _ in domains)
    ids = conn.execute(
        "select id from (select contacts.id, lower(fields) as told from contacts "
        f"cross join sightings on sightings.id = sighting_id) where {some}",
        domains,
    )
    return queries.contacts_by_id(conn, (id for (id,) in ids))


def used_by_me(conn: sqlite3.Connection) -> dict[str, int]:
    """Return how many mails of mine went out from each address, in small letters."""
    rows = conn.execute(
        "select lower(contact_points.value), count(*) from contact_points join participants using (contact_id) "
        "where person_id = 0 and kind = 'email' and role = 'from' group by 1"
    )
    return dict(rows.fetchall())
