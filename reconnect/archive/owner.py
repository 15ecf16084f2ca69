"""Whose archive it is, as far as the sources tell, and the country of the owner's telephone numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from reconnect.archive import correspondents
from reconnect.archive.correspondents import Counts
from reconnect.identity import Mine, Own, find_me, normal_phone
from reconnect.identity.region import region_of
from reconnect.store import queries
from reconnect.store.queries import StoredContact


def found_me(conn: sqlite3.Connection, counts: Counts) -> tuple[Own, ...]:
    """Return what is mine as far as the sources tell."""
    seen = correspondents.seen_by_channel(counts, queries.mentions(conn))
    return find_me([each.contact for each in queries.own_contacts(conn)], seen, counts.totals)


def region_within(conn: sqlite3.Connection) -> str | None:
    """Return the country of local telephone numbers: by the setting, or else by my own numbers as last worked out."""
    own = [(row["kind"], row["value"]) for row in queries.me(conn)]
    return queries.settings(conn).get("home_region") or home_region(own, queries.contacts_of(conn, queries.ME))


def home_region(own: Sequence[tuple[str, str]], stored: Iterable[StoredContact]) -> str | None:
    """Return the country of my own numbers, which `own` (kind and value) and the contacts that are mine tell.

    By a local number of mine no contact is known here, since whose it is depends on the country.
    """
    mine = Mine((kind, value) for kind, value in own if kind != "phone" or normal_phone(value).startswith("+"))
    cards = (each for each in stored if each.contact.phones and mine.is_me(each.contact, each.importer))
    told = [value for kind, value in own if kind == "phone"]
    return region_of([*told, *(phone for card in cards for phone in card.contact.phones)])
