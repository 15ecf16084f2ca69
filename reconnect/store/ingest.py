"""One export becomes rows: all of them, with the row about the import, in one transaction, or none.

Every raw record is counted once: `read = new + changed + unchanged + skipped + problems`. A message that stands twice
in an export is read twice and new once.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from importers.bookmarks import Bookmark, Kept
from importers.records import Contact, Interaction, InteractionBlock, Problem, Record, Repeated, Skipped
from reconnect.store import imports
from reconnect.store.contacts import ContactWriter, Keyed
from reconnect.store.growth import GrowthWriter, Loss, bookmarks
from reconnect.store.imports import Brought, Source, today
from reconnect.store.interactions import InteractionWriter
from reconnect.store.opening import transaction
from reconnect.store.sieve import REASON, sieve
from reconnect.store.tombstones import TraitsOf
from reconnect.store.undo import undo

if TYPE_CHECKING:
    from sqlite_utils import Database

BATCH = 1_000

Told: TypeAlias = Record | Repeated | Bookmark | Kept

Read: TypeAlias = Callable[[Container[int], Sequence[Bookmark]], Iterable[Told]]
"""Reads an export; a contact whose `raw` is in what is given may come as Repeated, a bookmark's records as Kept."""


def ingest(
    db: Database,
    source: Source,
    read: Read,
    now: datetime,
    traits_of: TraitsOf,
    on_records: Callable[[int], None] = lambda _: None,
) -> Brought:
    """Store one export and return its accounts; `on_records` is told of records as they are read, a number at a time.

    What tells of people who were forgotten, whom it knows by `traits_of`, is skipped.

    An export that was read before, has not changed since, and was read by the same version of the same importer, is not
    read again: from the same path it brings nothing at all, and a copy of it is noted as an import of its own. Read by
    another version, it takes the place of what that one read. Of one that has grown, `read` may keep what was read.
    """
    begun = time.monotonic()
    with transaction(db):
        known = imports.same(db, source)
        if known is not None and known.path == source.path:
            return imports.again(db, known)
        if known is not None:
            brought = imports.copy(db, known, source, now)
        else:
            brought = Brought(id=imports.begin(db, source, now))
            _Ingestion(db, source, brought, now, traits_of, on_records).take(read)
        for replaced in imports.outdated(db, source):
            undo(db, replaced)
            brought.is_news = True
        brought.seconds = time.monotonic() - begun
        imports.finish(db, brought)
    return brought


class _Ingestion:
    def __init__(
        self,
        db: Database,
        source: Source,
        brought: Brought,
        now: datetime,
        traits_of: TraitsOf,
        on_records: Callable[[int], None],
    ) -> None:
        self._on_records = on_records
        self._db, self._source, self._brought, self._today = db, source, brought, today(now)
        self._contacts = ContactWriter(db, source.importer, brought.id, self._today)
        self._interactions = InteractionWriter(db, brought.id, self._contacts, now)
        self._growth = GrowthWriter(db, brought, self._contacts.member_id, now)
        self._sieve = sieve(db.conn, source.importer, traits_of)
        self._problems: list[Loss] = []

    def take(self, read: Read) -> None:
        for batch in _batches(read(self._contacts.known(), bookmarks(self._db, self._source, self._brought.id))):
            first = batch[0]
            if isinstance(first, Kept):
                self._problems += self._growth.keep([x for x in batch if isinstance(x, Kept)])
            elif isinstance(first, Bookmark):
                self._growth.note([x for x in batch if isinstance(x, Bookmark)])
            else:
                self._take_records(batch)
        self._close()

    def _take_records(self, batch: list[Told]) -> None:
        first = batch[0]
        number = sum(len(x) if isinstance(x, InteractionBlock) else 1 for x in batch)
        self._brought.read += number
        self._on_records(number)
        if isinstance(first, Contact):
            self._take_contacts([record for record in batch if isinstance(record, Contact)])
        elif isinstance(first, Repeated):
            self._count(*self._contacts.write_again([x for x in batch if isinstance(x, Repeated)]))
        elif isinstance(first, InteractionBlock):
            self._take_block(first)
        else:
            self._take_losses(batch)

    def _take_contacts(self, contacts: list[Contact]) -> None:
        remembered = self._remembered(self._contacts.keyed(contacts))
        new, changed, unchanged = self._contacts.write(remembered)
        self._count(new, changed, unchanged)
        self._brought.contacts += new
        for contact, *_ in remembered:
            self._brought.damaged += bool(contact.losses)
            for loss in contact.losses:
                self._problems.append((self._brought.id, contact.origin.member, contact.origin.record, loss, 0))

    def _remembered(self, contacts: list[Keyed]) -> list[Keyed]:
        """Return the contacts that nobody asked to forget."""
        if self._sieve is None:
            return contacts
        remembered = []
        for each in contacts:
            if self._sieve.holds_back(each.contact, each.key):
                self._growth.skip(each.contact.origin.member, REASON)
            else:
                remembered.append(each)
        return remembered

    def _take_block(self, block: InteractionBlock) -> None:
        if self._sieve:
            self._interactions.widen(block)  # the export speaks for its whole span, whoever is left of it
            block, gone = self._sieve.sift(block)
            for member, number in gone.items():
                self._growth.skip(member, REASON, number)
        new, changed, unchanged = self._interactions.write(block)
        self._count(new, changed, unchanged)
        self._brought.interactions += new

    def _take_losses(self, records: list[Told]) -> None:
        for record in records:
            if isinstance(record, Skipped):
                self._growth.skip(record.origin.member, record.reason)
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
        self._interactions.write_coverage()
        newest = max(self._contacts.newest, self._interactions.newest, self._growth.close())
        imports.date_it(self._db, self._source, brought.id, newest, self._today)
        anew = self._contacts.choose_latest()
        brought.is_news = bool(anew or brought.new or brought.changed or brought.contacts)


def _batches(records: Iterable[Told]) -> Iterator[list[Told]]:
    """Group neighbours of one sort; single interactions of one channel come out as a block."""

    def sort(record: Told) -> tuple[str, str]:
        if isinstance(record, Interaction):
            return ("Interaction", record.channel)
        return (type(record).__name__, str(id(record)) if isinstance(record, InteractionBlock) else "")

    for _, group in groupby(records, sort):
        batch: list[Told] = []
        for record in group:
            batch.append(record)
            if len(batch) == BATCH:
                yield _packed(batch)
                batch = []
        if batch:
            yield _packed(batch)


def _packed(batch: list[Told]) -> list[Told]:
    interactions = [record for record in batch if isinstance(record, Interaction)]
    return [InteractionBlock.pack(interactions)] if interactions else batch
