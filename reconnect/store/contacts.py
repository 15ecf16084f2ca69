"""Contacts as sighted: a key of its source stays one row, and every import that saw it adds a sighting.

A participant of a message is a contact too, known by name and address alone: its sighting is a mention, and a mention
never overrules an address-book entry of the same key. The latest sighting is the one whose export was made last,
whatever the order of imports.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from importers.records import Contact, Mailbox, Origin, digest64

if TYPE_CHECKING:
    from sqlite_utils import Database

_KEPT = tuple(field.name for field in fields(Contact) if field.name not in ("key", "origin", "losses"))


def fields_text(contact: Contact) -> str:
    """Return what the source said as JSON, without what it left empty; equal contacts give equal text."""
    told = {name: getattr(contact, name) for name in _KEPT}
    kept = {name: value for name, value in told.items() if value not in ("", (), False, "individual")}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def contact_from(key: str, text: str, origin: Origin) -> Contact:
    """Return the contact that `fields_text` was made from."""
    told: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in json.loads(text).items()}
    return Contact(key=key, origin=origin, **told)


class ContactWriter:
    """Writes the contacts of one import."""

    def __init__(self, db: Database, importer: str, import_id: int) -> None:
        self._conn, self._importer, self._import_id = db.conn, importer, import_id
        self._times_seen: Counter[str] = Counter()
        self._used: set[str] = set()
        self._members: dict[str, int] = {}
        self._mentioned: dict[str, int] = {}
        self._mentions: list[tuple[int, int, int | None, str]] = []

    def member_id(self, name: str) -> int:
        """Return the row of a member file of this import, made when first asked for."""
        if name not in self._members:
            cursor = self._conn.execute("insert into members (import_id, name) values (?, ?)", (self._import_id, name))
            self._members[name] = int(cursor.lastrowid or 0)
        return self._members[name]

    def write(self, contacts: Sequence[Contact]) -> tuple[int, int, int]:
        """Add a sighting a contact; return how many were new, changed, unchanged."""
        keys = [self._distinct(contact.key) for contact in contacts]
        ids = self._ids(keys)
        known = self._known_hashes(ids.values())
        rows, counts = [], Counter[str]()
        for key, contact in zip(keys, contacts, strict=True):
            text = fields_text(contact)
            digest, id = digest64(text.encode("utf-8", "surrogatepass")), ids[key]
            hashes = known.get(id)
            counts["new" if hashes is None else "unchanged" if digest in hashes else "changed"] += 1
            member = self.member_id(contact.origin.member)
            rows.append((id, self._import_id, member, contact.origin.record, digest, 0, text))
        self._insert_sightings(rows)
        return counts["new"], counts["changed"], counts["unchanged"]

    def mention(self, mailboxes: Sequence[Mailbox], member: str) -> list[int]:
        """Return the contact ids of participants; each is noted once an import as mentioned."""
        fresh = {mailbox.key: mailbox for mailbox in mailboxes if mailbox.key not in self._mentioned}
        if fresh:
            ids = self._ids(list(fresh))
            member_id = self.member_id(member)
            self._mentioned.update(ids)
            self._mentions += [(ids[key], member_id, None, _mention_text(fresh[key])) for key in fresh]
        return [self._mentioned[mailbox.key] for mailbox in mailboxes]

    def write_mentions(self) -> int:
        """Add the mentions as sightings; return how many of them no import had told of before."""
        known = self._known_sightings({row[0] for row in self._mentions})
        rows = [
            (id, self._import_id, member, record, digest64(text.encode("utf-8", "surrogatepass")), 1, text)
            for id, member, record, text in self._mentions
        ]
        self._insert_sightings(rows)
        return sum(row[0] not in known for row in rows)

    def choose_latest(self) -> None:
        """Let each contact that this import touched point to its latest sighting."""
        choose_latest(self._conn, "select contact_id from sightings where import_id = ?", (self._import_id,))

    def _distinct(self, key: str) -> str:
        """Equal keys within one export are different records: the second gets #2, or the next number that is free."""
        distinct = key
        while distinct in self._used:
            self._times_seen[key] += 1
            distinct = f"{key}#{self._times_seen[key] + 1}"
        self._used.add(distinct)
        return distinct

    def _ids(self, keys: Sequence[str]) -> dict[str, int]:
        self._conn.executemany(
            "insert or ignore into contacts (importer, key) values (?, ?)", [(self._importer, key) for key in keys]
        )
        rows = _in_chunks(
            self._conn, "select key, id from contacts where importer = ? and key in ({})", keys, self._importer
        )
        return dict(rows)

    def _known_hashes(self, ids: Iterable[int]) -> dict[int, set[int]]:
        known: dict[int, set[int]] = {}
        sql = "select contact_id, hash from sightings where mention = ? and contact_id in ({})"
        for id, digest in _in_chunks(self._conn, sql, list(ids), 0):
            known.setdefault(id, set()).add(digest)
        return known

    def _known_sightings(self, ids: Iterable[int]) -> set[int]:
        sql = "select contact_id from sightings where mention >= ? and contact_id in ({})"
        return {id for (id,) in _in_chunks(self._conn, sql, list(ids), 0)}

    def _insert_sightings(self, rows: Sequence[tuple[Any, ...]]) -> None:
        self._conn.executemany(
            "insert into sightings (contact_id, import_id, member_id, record, hash, mention, fields) "
            "values (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )


def choose_latest(conn: Any, which: str, parameters: Sequence[object] = ()) -> None:
    """Let the contacts that the query `which` names point to their latest sighting.

    An entry comes before a mention, then the export made last, then, so that the order of imports never matters, the
    greatest content hash and the first path.
    """
    conn.execute(
        f"""
        update contacts set sighting_id = (
            select sightings.id from sightings join imports on imports.id = sightings.import_id
            where sightings.contact_id = contacts.id
            order by sightings.mention, imports.made desc, sightings.hash desc, imports.path, sightings.record limit 1
        ) where id in ({which})
        """,
        parameters,
    )


def _mention_text(mailbox: Mailbox) -> str:
    """A mention as contact fields; an address with "@" is an e-mail, any other a URL."""
    address = {"emails" if "@" in mailbox.address else "urls": [mailbox.address]} if mailbox.address else {}
    name = {"formatted_name": mailbox.name} if mailbox.name else {}
    return json.dumps({**address, **name}, ensure_ascii=False, sort_keys=True)


def _in_chunks(conn: Any, sql: str, values: Sequence[object], first: object) -> list[tuple[Any, ...]]:
    """Run a query with an `in ({})` over any number of values; SQLite takes some ten thousand at once."""
    rows: list[tuple[Any, ...]] = []
    for start in range(0, len(values), 5_000):
        chunk = values[start : start + 5_000]
        rows += conn.execute(sql.format(",".join("?" * len(chunk))), (first, *chunk)).fetchall()
    return rows
