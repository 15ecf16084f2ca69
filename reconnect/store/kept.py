"""Numbers that are kept from one working out to the next, so that only what is new has to be read and compared.

They are a part of the third layer: what was kept by other rules is nothing, and all is worked out from the contacts.
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


def read(conn: sqlite3.Connection, rules: str) -> dict[str, bytes]:
    """Return what was kept by the same rules, by name; nothing where it was by others."""
    kept = dict(conn.execute("select name, value from kept").fetchall())
    return kept if kept.pop(RULES, b"").decode() == rules else {}


def write(db: Database, rules: str, tables: Mapping[str, bytes]) -> None:
    """Replace what is kept."""
    db.conn.execute("delete from kept")
    rows = {RULES: rules.encode(), **tables}
    db.conn.executemany("insert into kept (name, value) values (?, ?)", rows.items())
