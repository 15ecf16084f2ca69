"""After an import that told only what was known, a few answers may be newer; the rest need not be worked out again.

A changed address book with the same cards is the usual case. What `reconnect.archive.resolving` would do then takes
many times as long, and comes to the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reconnect.store import queries, rebuilt
from reconnect.store.opening import transaction
from reconnect.store.queries import Position, StoredContact

if TYPE_CHECKING:
    from sqlite_utils import Database


def refresh(db: Database) -> None:
    """Do what `resolve` does where an import brought nothing that is new, only a later day on which all was told.

    That holds where everything was worked out before it, no interaction came in, and the latest sighting of each
    contact tells the same as the latest one did before. Then a person is who it was, and only three things may differ:
    which of several contacts tells the position, where a source says who I am, and for how long it can speak.
    """
    with transaction(db):
        conn = db.conn
        if queries.own_contacts(conn):
            from reconnect.archive import messages  # numpy comes with it

            rebuilt.write_me(db, messages.brought_up(conn).me)
        refresh_positions(db)
        if not queries.covers_what_was_measured(conn):
            from reconnect.archive.measuring import keep  # numpy comes with it

            keep(db)
        rebuilt.note_refreshed(db)
        rebuilt.note_worked_out(db)


def refresh_positions(db: Database, contacts: Iterable[int] | None = None) -> None:
    """Let people hold the position that the newest of their contacts tells: those of some contacts, else all."""
    positions: dict[int, list[Position]] = defaultdict(list)
    for person, position in queries.positions(db.conn, contacts):
        positions[person].append(position)
    rebuilt.write_positions(db, {person: _newest(told) for person, told in positions.items()})


def newest_position(contacts: Iterable[StoredContact]) -> tuple[str, str]:
    """Return title and organization as the export made last tells them; an entry without both tells nothing."""
    told = (
        Position(each.made, each.importer, each.contact.key, each.contact.title, each.contact.organization)
        for each in contacts
        if each.contact.title or each.contact.organization
    )
    return _newest(told)


def _newest(told: Iterable[Position]) -> tuple[str, str]:
    telling = [each for each in told if each.title or each.organization]
    if not telling:
        return "", ""
    newest = max(telling, key=lambda each: (each.made, each.importer == "linkedin", each.importer, each.key))
    return newest.title, newest.organization
