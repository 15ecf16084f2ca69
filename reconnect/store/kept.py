"""Numbers that are kept from one working out to the next, so that only what is new has to be read and compared.

They are a part of the third layer: what was kept by other rules is nothing, and all is worked out anew. There are two
parts of them, each with rules of its own: what contacts tell, and what the messages do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from reconnect.store.exchanges import columns

if TYPE_CHECKING:
    from sqlite_utils import Database

    Table = npt.NDArray[np.void]

RULES = "rules"


def versions(conn: sqlite3.Connection) -> npt.NDArray[np.int64]:
    """Return four rows: the ids of all contacts in order, what tells apart what their sources say, where, and who has a
    person.

    Who has none is new, even with the number of one who is gone.
    """
    source = (
        "contacts join sightings on sightings.id = sighting_id left join links on links.contact_id = contacts.id "
        "order by contacts.id"
    )
    expressions = "contacts.id", "hash", "mention", "sighting_id", "links.contact_id is not null"
    ids, hashes, mention, sighting, have_person = columns(conn, source, *expressions)
    return np.stack((ids, hashes * 2 + mention, sighting, have_person))  # a bit of 64 is lost, and tells little


def read(conn: sqlite3.Connection, part: str, rules: str) -> dict[str, bytes]:
    """Return what was kept of a part by the same rules, by name; nothing where it was by others."""
    kept = _read(conn, part)
    return kept if kept.pop(RULES, b"").decode() == rules else {}


def write(db: Database, part: str, rules: str, tables: Mapping[str, bytes]) -> None:
    """Replace what is kept of a part, as far as it is something else."""
    before, now = _read(db.conn, part), {RULES: rules.encode(), **tables}
    gone = [(f"{part}.{name}",) for name in before.keys() - now.keys()]
    db.conn.executemany("delete from kept where name = ?", gone)
    rows = [(f"{part}.{name}", value) for name, value in now.items() if before.get(name) != value]
    db.conn.executemany("insert or replace into kept (name, value) values (?, ?)", rows)


def _read(conn: sqlite3.Connection, part: str) -> dict[str, bytes]:
    rows = conn.execute("select name, value from kept where name glob ? || '.*'", (part,))
    return {name.removeprefix(f"{part}."): value for name, value in rows}
