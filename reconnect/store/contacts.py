"""Contacts as sighted: a key of its source stays one row, and every import that saw it adds a sighting.

A participant of a message is a contact too, known by name and address alone: its sighting is a mention, and a mention
never overrules an address-book entry of the same key. The latest sighting is the one whose export was made last,
whatever the order of imports.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from importers.records import Contact, Mailbox, Origin, Repeated, digest64
from reconnect.store.bulk import insert_columns, insert_many

if TYPE_CHECKING:
    from sqlite_utils import Database

SAME_READER = "(imports.importer, imports.version) = (select importer, version from imports where id = ?)"

FETCHED = "instr(imports.path, '://')"
"""What holds in SQL of an import from a server; no path on disk that was imported has such a thing in it."""

_DAY = re.compile(r"((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")

_KEPT = tuple(sorted(x.name for x in fields(Contact) if x.name not in ("key", "origin", "losses", "raw")))
_told = attrgetter(*_KEPT)
_as_json = json.JSONEncoder(ensure_ascii=False).encode
_as_sorted_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def fields_text(contact: Contact) -> str:
    """Return what the source said as JSON, without what it left empty; equal contacts give equal text."""
    told = zip(_KEPT, _told(contact), strict=True)
    return _as_json({name: value for name, value in told if value and (name, value) != ("kind", "individual")})


def contact_from(key: str, text: str, origin: Origin) -> Contact:
    """Return the contact that `fields_text` was made from."""
    told: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in json.loads(text).items()}
    return Contact(key=key, origin=origin, **told)


class Keyed(NamedTuple):
    """A contact with the key under which it is stored, and which of its key in the source it is in its export."""

    contact: Contact
    key: str
    nth: int


class _Told(NamedTuple):
    """A contact as one import tells it: key and number as in `Keyed`, and its fields as `fields_text` writes them."""

    key: str
    nth: int
    text: str
    origin: Origin
    raw: int | None
    dates: tuple[str, ...]
    hash: int


def _told_by(keyed: Keyed) -> _Told:
    contact = keyed.contact
    text = fields_text(contact)
    digest = digest64(text.encode("utf-8", "surrogatepass"))
    return _Told(keyed.key, keyed.nth, text, contact.origin, contact.raw, (contact.since, contact.revision), digest)


class ContactWriter:
    """Writes the contacts of one import; `newest` is the newest day up to `today` that any of them names, or ""."""

    def __init__(self, db: Database, importer: str, import_id: int, today: date) -> None:
        self._conn, self._importer, self._import_id = db.conn, importer, import_id
        self._today, self.newest = today.isoformat(), ""
        self._times_seen: Counter[str] = Counter()
        self._used: set[str] = set()
        self._members: dict[str, int] = {}
        self._mentioned: dict[str, int] = {}
        self._mentions: list[tuple[int, int, int | None, str]] = []

    def member_id(self, name: str) -> int:
        """Return the row of a member file of this import, made when first asked for."""
        return self.member_ids([name])[0]

    def member_ids(self, names: Sequence[str]) -> list[int]:
        """Return the rows of member files of this import, made when first asked for; a Maildir has many."""
        members = self._members
        if fresh := [name for name in dict.fromkeys(names) if name not in members]:
            first = self._conn.execute("select coalesce(max(id), 0) + 1 from members").fetchone()[0]
            ids = range(first, first + len(fresh))
            insert_columns(
                self._conn, "insert into members (id, import_id, name)", ids, [self._import_id] * len(fresh), fresh
            )
            members.update(zip(fresh, ids, strict=True))
        return [members[name] for name in names]

    def keyed(self, contacts: Sequence[Contact]) -> list[Keyed]:
        """Return contacts with their keys; who is left out afterwards keeps a number, so that nobody else gets it."""
        return [Keyed(contact, *self._distinct(contact.key)) for contact in contacts]

    def write(self, contacts: Sequence[Keyed]) -> tuple[int, int, int]:
        """Add a sighting a contact; return how many were new, changed, unchanged."""
        return self._write([_told_by(x) for x in contacts])

    def known(self) -> set[int]:
        """Return the digests of the records that the same version of the importer has read before."""
        rows = self._conn.execute(
            f"select raw from sightings join imports on imports.id = import_id where raw is not null and {SAME_READER}",
            (self._import_id,),
        )
        return {raw for (raw,) in rows}

    def write_again(self, repeated: Sequence[Repeated]) -> tuple[int, int, int]:
        """Add a sighting for each record that was read before, byte for byte; return as `write` does."""
        sql = (
            "select raw, key, nth, fields, sightings.hash, "
            "json_extract(fields, '$.since'), json_extract(fields, '$.revision') from sightings "
            "join contacts on contacts.id = contact_id join imports on imports.id = import_id "
            f"where {SAME_READER} and raw in ({{}})"
        )
        rows = _in_chunks(self._conn, sql, list({x.raw for x in repeated}), self._import_id)
        before = {
            raw: (key.removesuffix(f"#{nth}") if nth > 1 else key, text, (since or "", revision or ""), digest)
            for raw, key, nth, text, digest, since, revision in rows
        }
        told = [(before[x.raw], x) for x in repeated]
        return self._write(
            [_Told(*self._distinct(key), text, x.origin, x.raw, *rest) for (key, text, *rest), x in told]
        )

    def _write(self, told: Sequence[_Told]) -> tuple[int, int, int]:
        ids = self._ids([each.key for each in told])
        known = self._known_hashes(ids.values())
        rows, counts = [], Counter[str]()
        for key, nth, text, origin, raw, _, digest in told:
            id = ids[key]
            hashes = known.get(id)
            counts["new" if hashes is None else "unchanged" if digest in hashes else "changed"] += 1
            rows.append((id, self._import_id, self.member_id(origin.member), origin.record, digest, 0, text, raw, nth))
        days = map(_day, {date for each in told for date in each.dates})
        self.newest = max((day for day in (self.newest, *days) if day <= self._today), default="")
        self._insert_sightings(rows)
        return counts["new"], counts["changed"], counts["unchanged"]

    def mention(self, mailboxes: Sequence[Mailbox], member: str) -> list[int]:
        """Return the contact ids of participants; each is noted once an import as mentioned."""
        mentioned = self._mentioned
        fresh = {mailbox.key: mailbox for mailbox in mailboxes if mailbox[0] not in mentioned}
        if fresh:
            ids = self._ids(list(fresh))
            member_id = self.member_id(member)
            self._mentioned.update(ids)
            self._mentions += [(ids[key], member_id, None, _mention_text(fresh[key])) for key in fresh]
        return [mentioned[key] for key, _, _ in mailboxes]

    def write_mentions(self) -> int:
        """Add the mentions as sightings; return how many of them no import had told of before."""
        known = self._known_sightings({row[0] for row in self._mentions})
        rows = [
            (id, self._import_id, member, record, digest64(text.encode("utf-8", "surrogatepass")), 1, text, None, 1)
            for id, member, record, text in self._mentions
        ]
        self._insert_sightings(rows)
        return sum(row[0] not in known for row in rows)

    def choose_latest(self) -> bool:
        """Let each contact that this import saw point to its latest sighting; tell whether any differs from before."""
        return choose_latest_of(self._conn, self._import_id)

    def _distinct(self, key: str) -> tuple[str, int]:
        """Equal keys within one export are different records: the second gets #2, or the next number that is free."""
        distinct, nth = key, 1
        while distinct in self._used:
            nth = self._times_seen[key] = max(self._times_seen[key], 1) + 1
            distinct = f"{key}#{nth}"
        self._used.add(distinct)
        return distinct, nth

    def _ids(self, keys: Sequence[str]) -> dict[str, int]:
        found = self._ids_there(keys)
        if fresh := [key for key in keys if key not in found]:
            rows = ((self._importer, key) for key in fresh)
            insert_many(self._conn, "insert or ignore into contacts (importer, key)", rows)
            found |= self._ids_there(fresh)
        return found

    def _ids_there(self, keys: Sequence[str]) -> dict[str, int]:
        sql = "select key, id from contacts where importer = ? and key in ({})"
        return dict(_in_chunks(self._conn, sql, keys, self._importer))

    def _known_hashes(self, ids: Iterable[int]) -> dict[int, set[int]]:
        known: dict[int, set[int]] = {}
        sql = "select contact_id, hash from sightings where mention = ? and contact_id in ({})"
        for id, digest in _in_chunks(self._conn, sql, list(ids), 0):
            known.setdefault(id, set()).add(digest)
        return known

    def _known_sightings(self, ids: Iterable[int]) -> set[int]:
        sql = "select contact_id from sightings where mention >= ? and contact_id in ({})"
        return {id for (id,) in _in_chunks(self._conn, sql, list(ids), 0)}

    def _insert_sightings(self, rows: Iterable[tuple[Any, ...]]) -> None:
        columns = "contact_id, import_id, member_id, record, hash, mention, fields, raw, nth"
        insert_many(self._conn, f"insert into sightings ({columns})", rows)


def _day(text: str) -> str:
    """The day that a time such as 2024-03-05T08:00 or 20240305 begins with, or ""; a count of milliseconds has none."""
    found = _DAY.match(text)
    return "-".join(found.groups()) if found else ""


def choose_latest_of(conn: Any, import_id: int) -> bool:
    """Let the contacts that an import saw point to their latest sightings; tell whether any differs from before."""
    seen = "select contact_id from sightings where import_id = :id"
    told = "select contacts.id, hash from contacts join sightings on sightings.id = sighting_id"
    latest = f"{told} where contacts.id in ({seen})"
    conn.execute(f"create temp table told_before as {latest}", {"id": import_id})
    choose_latest(conn, seen, {"id": import_id})
    anew = f"select count(*) from (select * from ({latest}) except select * from told_before)"
    ((differing,),) = conn.execute(anew, {"id": import_id}).fetchall()
    conn.execute("drop table told_before")
    return bool(differing)


def choose_latest(conn: Any, which: str, parameters: Any = ()) -> None:
    """Let the contacts that the query `which` names point to their latest sighting.

    An entry comes before a mention, then the export made last, then, of one day, what a server told last. Of files the
    order of imports never matters: the greatest content hash decides, and the first path.
    """
    conn.execute(
        f"""
        update contacts set sighting_id = (
            select sightings.id from sightings join imports on imports.id = sightings.import_id
            where sightings.contact_id = contacts.id
            order by sightings.mention, imports.made desc,
                iif({FETCHED}, imports.id, 0) desc, sightings.hash desc, imports.path, sightings.record
            limit 1
        ) where id in ({which})
        """,
        parameters,
    )


def _mention_text(mailbox: Mailbox) -> str:
    """A mention as contact fields; an address with "@" is an e-mail, any other a URL."""
    address = {"emails" if "@" in mailbox.address else "urls": [mailbox.address]} if mailbox.address else {}
    name = {"formatted_name": mailbox.name} if mailbox.name else {}
    return _as_sorted_json({**address, **name})


def _in_chunks(conn: Any, sql: str, values: Sequence[object], first: object) -> list[tuple[Any, ...]]:
    """Run a query with an `in ({})` over any number of values; SQLite takes some ten thousand at once."""
    rows: list[tuple[Any, ...]] = []
    for start in range(0, len(values), 5_000):
        chunk = values[start : start + 5_000]
        rows += conn.execute(sql.format(",".join("?" * len(chunk))), (first, *chunk)).fetchall()
    return rows
