"""One export that an importer knows is read into the database, with the row that tells where it came from."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from importers.base import Importer, Rereader, Resumer
from importers.bookmarks import Bookmark
from importers.export import Export
from importers.records import Origin, Problem
from reconnect.archive.fingerprint import fingerprint
from reconnect.archive.forgetting import traits_within
from reconnect.plugins import Claim
from reconnect.store.imports import Brought, Source
from reconnect.store.ingest import Read, Told, ingest

if TYPE_CHECKING:
    from sqlite_utils import Database


class Progress(Protocol):
    """What is told while exports are read."""

    def more(self, size: int) -> None:
        """So many more bytes are to be read than was known before."""
        ...

    def begin(self, export: Export, importer: str) -> Callable[[int], None]:
        """An export is about to be read; the result is called with numbers of bytes as they are read."""
        ...

    def records(self, number: int) -> None:
        """So many more records of the export in hand are read and stored."""
        ...

    def end(self) -> None:
        """All exports are read."""
        ...


@dataclass(frozen=True, slots=True)
class Imported:
    """One export that was read, and what it brought."""

    path: str
    importer: str
    brought: Brought


def take_in(db: Database, claim: Claim, now: datetime, progress: Progress | None) -> Imported:
    """Read an export on disk. Errors: those of the store."""
    export, importer = claim.export, claim.reader.importer
    source = Source(
        importer=importer.name,
        version=claim.reader.version,
        path=export.location,
        is_file=export.is_single_file and not export.is_packed,
        size=export.size,
        hash=fingerprint(export),
        named=export.named_date(),
        modified=_modified(export.path),
    )
    return store(db, source, export, partial(read, importer, export), now, progress)


def store(
    db: Database,
    source: Source,
    export: Export,
    read: Read,
    now: datetime,
    progress: Progress | None,
    *,
    waits: bool = False,
) -> Imported:
    """Store what is read of an export, and tell of its bytes and records as they come. Errors: those of the store.

    What `waits` for somebody is read before the database is held, for others wait for that.
    """
    tally = _Tally(progress.begin(export, source.importer) if progress is not None else lambda _: None)
    export.on_read = tally.add
    on_records = progress.records if progress is not None else lambda _: None
    if waits:
        read = partial(_again, list(read((), ())))
    brought = ingest(db, source, read, now, traits_within(db.conn), on_records)
    tally.add(max(0, export.size - tally.read))  # what was known has not been read, and is not left to read
    return Imported(source.path, source.importer, brought)


def _again(told: Sequence[Told], *_: object) -> Sequence[Told]:
    """Tell what was read before."""
    return told


class _Tally:
    """Passes on how many bytes were read, and adds them up."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        self._tell, self.read = tell, 0

    def add(self, number: int) -> None:
        self.read += number
        self._tell(number)


def read(importer: Importer, export: Export, known: Container[int], bookmarks: Sequence[Bookmark]) -> Iterator[Told]:
    """Yield the records of an export; an importer that fails ends with a problem, and what it yielded is kept."""
    try:
        yield from _reading(importer, export, known, bookmarks)
    except Exception as error:  # a foreign package may fail in any way
        what = f"the importer {importer.name} failed here ({type(error).__name__}); report that to its maker"
        yield Problem(Origin(export.name), f"the rest could not be read: {what}")


def _reading(
    importer: Importer, export: Export, known: Container[int], bookmarks: Sequence[Bookmark]
) -> Iterable[Told]:
    if isinstance(importer, Resumer):
        return importer.resume(export, bookmarks)
    return importer.reread(export, known) if isinstance(importer, Rereader) else importer.extract(export)


def _modified(path: Path) -> date | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    except (OSError, OverflowError, ValueError):
        return None
