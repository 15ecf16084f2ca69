"""One export becomes rows: all of them, with the row about the import, in one transaction, or none.

Every raw record is counted once: `read = new + changed + unchanged + skipped + problems`. A message that stands twice
in an export is read twice and new once.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from importers.records import Contact, Interaction, InteractionBlock, Problem, Record, Skipped
from reconnect.store.contacts import ContactWriter
from reconnect.store.interactions import InteractionWriter
from reconnect.store.opening import transaction

if TYPE_CHECKING:
    from sqlite_utils import Database

BATCH = 1_000

_DAY = re.compile(r"((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is known of an export before it is read: who reads it, where it is, and how it is recognised again."""

    importer: str
    version: str
    path: str
    size: int
    hash: str
    named: date | None
    """The date that the export's name tells, else None."""
    modified: date | None
    """The day its file was written, else None."""


@dataclass(slots=True)
class Brought:
    """The accounts of one import; `read` counts records as they come, and is the sum of the next five."""

    id: int = 0
    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    problems: int = 0
    damaged: int = 0
    contacts: int = 0
    interactions: int = 0
    seconds: float = 0.0
    same_as: str = ""


def ingest(db: Database, source: Source, records: Iterable[Record], now: datetime) -> Brought:
    """Store one export and return its accounts.

    An export that was read from the same path, has not changed since, and was read by the same version of the same
    importer, is not read again.
    """
    begun = time.monotonic()
    with transaction(db):
        known = _known(db, source)
        if known is not None:
            return known
        brought = Brought(id=_begin(db, source, now))
        _Ingestion(db, source, brought, now).take(records)
        brought.seconds = time.monotonic() - begun
        _finish(db, brought)
    return brought


class _Ingestion:
    def __init__(self, db: Database, source: Source, brought: Brought, now: datetime) -> None:
        self._db, self._source, self._brought = db, source, brought
        self._today = now.astimezone(UTC).date()
        self._contacts = ContactWriter(db, source.importer, brought.id)
        self._interactions = InteractionWriter(db, brought.id, self._contacts, now)
        self._problems: list[tuple[int, str, int | None, str, int]] = []
        self._newest = ""

    def take(self, records: Iterable[Record]) -> None:
        for batch in _batches(records):
            self._brought.read += sum(len(x) if isinstance(x, InteractionBlock) else 1 for x in batch)
            first = batch[0]
            if isinstance(first, Contact):
                self._take_contacts([record for record in batch if isinstance(record, Contact)])
            elif isinstance(first, InteractionBlock):
                self._take_block(first)
            else:
                self._take_losses(batch)
        self._close()

    def _take_contacts(self, contacts: list[Contact]) -> None:
        new, changed, unchanged = self._contacts.write(contacts)
        self._count(new, changed, unchanged)
        self._brought.contacts += new
        for contact in contacts:
            days = (_day(contact.since), _day(contact.revision))
            self._newest = max(self._newest, *(day for day in days if day <= self._today.isoformat()), "")
            self._brought.damaged += bool(contact.losses)
            for loss in contact.losses:
                self._problems.append((self._brought.id, contact.origin.member, contact.origin.record, loss, 0))

    def _take_block(self, block: InteractionBlock) -> None:
        new, changed, unchanged = self._interactions.write(block)
        self._count(new, changed, unchanged)
        self._brought.interactions += new

    def _take_losses(self, records: list[Record]) -> None:
        for record in records:
            if isinstance(record, Skipped):
                self._brought.skipped[record.reason] += 1
            elif isinstance(record, Problem):
                self._brought.problems += 1
                origin = record.origin
                self._problems.append((self._brought.id, origin.member, origin.record, record.reason, 1))

    def _count(self, new: int, changed: int, unchanged: int) -> None:
        self._brought.new += new
        self._brought.changed += changed
        self._brought.unchanged += unchanged

    def _close(self) -> None:
        brought, conn = self._brought, self._db.conn
        brought.contacts += self._contacts.write_mentions()
        conn.executemany(
            "insert into problems (import_id, member, record, reason, whole) values (?, ?, ?, ?, ?)", self._problems
        )
        conn.executemany(
            "insert into skipped (import_id, reason, count) values (?, ?, ?)",
            [(brought.id, reason, count) for reason, count in sorted(brought.skipped.items())],
        )
        made = self._made()
        self._interactions.write_coverage(made)
        conn.execute("update imports set made = ? where id = ?", (made, brought.id))
        self._contacts.choose_latest()

    def _made(self) -> str:
        """When the export was made: as its name tells, else its newest record, else the file's own time.

        What lies in the future is no fact: it would make an export the newest for ever.
        """
        if self._source.named is not None and self._source.named <= self._today:
            return self._source.named.isoformat()
        newest = max(self._newest, self._interactions.newest)
        if newest:
            return newest
        return "" if self._source.modified is None else self._source.modified.isoformat()


def _day(text: str) -> str:
    """The day that a time such as 2024-03-05T08:00 or 20240305 begins with, or ""; a count of milliseconds has none."""
    found = _DAY.match(text)
    return "-".join(found.groups()) if found else ""


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    """Group neighbours of one sort; single interactions of one channel come out as a block."""

    def sort(record: Record) -> tuple[str, str]:
        if isinstance(record, Interaction):
            return ("Interaction", record.channel)
        return (type(record).__name__, str(id(record)) if isinstance(record, InteractionBlock) else "")

    for _, group in groupby(records, sort):
        batch: list[Record] = []
        for record in group:
            batch.append(record)
            if len(batch) == BATCH:
                yield _packed(batch)
                batch = []
        if batch:
            yield _packed(batch)


def _packed(batch: list[Record]) -> list[Record]:
    interactions = [record for record in batch if isinstance(record, Interaction)]
    return [InteractionBlock.pack(interactions)] if interactions else batch


def _known(db: Database, source: Source) -> Brought | None:
    row = db.conn.execute(
        "select id, path, read, skipped, problems from imports "
        "where hash = ? and path = ? and importer = ? and version = ?",
        (source.hash, source.path, source.importer, source.version),
    ).fetchone()
    if row is None:
        return None
    id, path, read, skipped, problems = row
    reasons = db.conn.execute("select reason, count from skipped where import_id = ?", (id,)).fetchall()
    damaged = db.conn.execute(
        "select count(*) from (select distinct member, record from problems where import_id = ? and not whole)", (id,)
    ).fetchone()[0]
    return Brought(
        id=id,
        read=read,
        unchanged=read - skipped - problems,
        skipped=Counter(dict(reasons)),
        problems=problems,
        damaged=damaged,
        same_as=path,
    )


def _begin(db: Database, source: Source, now: datetime) -> int:
    cursor = db.conn.execute(
        "insert into imports (importer, version, path, size, hash, made, imported_at, read, new, changed, unchanged, "
        "skipped, problems, contacts, interactions, seconds) values (?, ?, ?, ?, ?, '', ?, 0, 0, 0, 0, 0, 0, 0, 0, 0)",
        (source.importer, source.version, source.path, source.size, source.hash, _instant(now)),
    )
    return int(cursor.lastrowid or 0)


def _finish(db: Database, brought: Brought) -> None:
    values: dict[str, Any] = {
        "read": brought.read, "new": brought.new, "changed": brought.changed, "unchanged": brought.unchanged,
        "skipped": brought.skipped.total(), "problems": brought.problems, "contacts": brought.contacts,
        "interactions": brought.interactions, "seconds": round(brought.seconds, 3),
    }  # fmt: skip
    db.table("imports").update(brought.id, values)


def _instant(now: datetime) -> str:
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
