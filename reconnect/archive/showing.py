"""What there is to show of one person: the contacts, why they are one, by which other numbers, and for how long."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from reconnect.archive.reporting import tie_of
from reconnect.store import queries
from reconnect.store.queries import Join, Row, StoredContact


class Shown(NamedTuple):
    """One person; `aliases` are the ids of those who have become this one.

    `years` are the first and the last year of mail with each address, by the address in lower case.
    """

    person: Row
    aliases: list[int]
    contacts: list[StoredContact]
    joins: list[Join]
    years: dict[str, tuple[str, str]]
    tie: str


def shown(conn: sqlite3.Connection, person: Row, as_of: date) -> Shown:
    """Return what there is to show of a person as of a day."""
    id = person["id"]
    contacts = queries.contacts_of(conn, id)
    return Shown(
        person=person,
        aliases=queries.aliases_of(conn, id),
        contacts=contacts,
        joins=queries.joins_of(conn, id),
        years=_years(contacts, queries.years_of_mail(conn, id)),
        tie=tie_of(conn, id, as_of),
    )


def _years(contacts: Iterable[StoredContact], told: dict[int, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """One address is often several contacts, a display name each."""
    found: dict[str, tuple[str, str]] = {}
    for each in contacts:
        if each.id in told:
            for address in map(str.casefold, each.contact.emails):
                years = (*found.get(address, ()), *told[each.id])
                found[address] = min(years), max(years)
    return found
