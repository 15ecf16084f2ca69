"""From paths to rows: find the exports, read each in a transaction of its own, then work out who is who."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from importers.base import Importer, Rereader, Resumer
from importers.bookmarks import Bookmark
from importers.export import Export
from importers.parts import together
from importers.records import Origin, Problem
from reconnect.archive.forgetting import traits_within
from reconnect.archive.refreshing import refresh
from reconnect.errors import AmbiguousExport, UnknownExport, UnreadablePath
from reconnect.plugins import Claim, Registered, Unclaimed, claims
from reconnect.store import letters, queries, rebuilt
from reconnect.store.imports import Brought, Source
from reconnect.store.ingest import Told, ingest
from reconnect.store.opening import open_store
from reconnect.store.queries import Rows

if TYPE_CHECKING:
    from sqlite_utils import Database

WHOLE_BELOW = 64 << 20
MANY_FILES = 1_000
ENDS = 4 << 20
REMEMBERED = 64


class Progress(Protocol):
    """What is told while exports are read."""

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


@dataclass(frozen=True, slots=True)
class ImportRun:
    """Everything that one import command did."""

    imports: tuple[Imported, ...]
    unclaimed: tuple[Unclaimed, ...]
    contacts: int
    people: int
    to_review: int
    outcomes: Rows = field(default_factory=list)
    """What it showed to have become of drafts, as `reconnect.store.letters.found` has it."""


def found(paths: Sequence[str], readers: Sequence[Registered], forced: str = "") -> list[Claim | Unclaimed]:
    """Tell who reads what at all the paths; a path that cannot be read costs only itself.

    Errors: as `claims`, where nothing at all can be read.
    """
    offered: list[Claim | Unclaimed] = []
    for path, *further in together(paths):
        try:
            offered += claims(path, readers, forced, further)
        except (UnreadablePath, UnknownExport, AmbiguousExport) as error:
            offered.append(Unclaimed(path, error))
    if not any(isinstance(each, Claim) for each in offered):
        raise next(each.error for each in offered if isinstance(each, Unclaimed))
    return offered


def import_exports(
    path: Path, offered: Sequence[Claim | Unclaimed], now: datetime, progress: Progress | None = None
) -> ImportRun:
    """Read all claimed exports into the database at `path`, one transaction each, then resolve.

    What was stored before an error, or before Ctrl-C, stays stored and is resolved by the next run.
    Errors: DatabaseBusy, DiskFull and others of the store.
    """
    db = open_store(path)
    try:
        was_worked_out, before = rebuilt.is_worked_out(db), letters.found(db.conn)
        done = tuple(_one(db, claim, now, progress) for claim in offered if isinstance(claim, Claim))
        if progress is not None:
            progress.end()
        if not rebuilt.is_worked_out(db):
            _work_out(db, anew=not was_worked_out or any(each.brought.is_news for each in done))
        counts = queries.counts(db.conn)
        became = _news(before, letters.found(db.conn))
    finally:
        db.close()
    return ImportRun(done, tuple(each for each in offered if isinstance(each, Unclaimed)), *counts, became)


def _news(before: Rows, now: Rows) -> Rows:
    """Return what was not known before; a draft is the same whatever its person is called now."""
    told = itemgetter("draft", "outcome", "day")
    known = set(map(told, before))
    return [row for row in now if told(row) not in known]


def _work_out(db: Database, *, anew: bool) -> None:
    if anew:
        from reconnect.archive.resolving import resolve  # numpy comes with it

        resolve(db)
    else:
        refresh(db)


@contextmanager
def throw_away_copy(path: Path) -> Iterator[Path]:
    """Give a private copy of the database to try an import on, and remove it afterwards."""
    with TemporaryDirectory(prefix="reconnect-") as folder:
        copy = Path(folder) / path.name
        if path.exists():
            source, target = open_store(path), open_store(copy)
            source.conn.backup(target.conn)
            source.close()
            target.close()
        yield copy


def _one(db: Database, claim: Claim, now: datetime, progress: Progress | None) -> Imported:
    export, importer = claim.export, claim.reader.importer
    tally = _Tally(progress.begin(export, importer.name) if progress is not None else lambda _: None)
    export.on_read = tally.add
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
    on_records = progress.records if progress is not None else lambda _: None
    brought = ingest(db, source, partial(_read, importer, export), now, traits_within(db.conn), on_records)
    tally.add(max(0, export.size - tally.read))  # what was known has not been read, and is not left to read
    return Imported(export.location, importer.name, brought)


class _Tally:
    """Passes on how many bytes were read, and adds them up."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        self._tell, self.read = tell, 0

    def add(self, number: int) -> None:
        self.read += number
        self._tell(number)


def _read(importer: Importer, export: Export, known: Container[int], bookmarks: Sequence[Bookmark]) -> Iterator[Told]:
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


def fingerprint(export: Export) -> str:
    """Return a hash by which the same export is known again, wherever it lies.

    Files below 64 MiB are hashed whole; of larger ones the size, the time of change, and 4 MiB of either end. In a
    folder of 64 MiB or a thousand files, name, size and time of change are all that is looked at.
    """
    digest = hashlib.sha256(export.inside.encode())  # three times as fast as others where the processor helps
    if export.path.is_file():
        for path in export.paths:
            _add_file(digest, path)
    else:
        is_large = export.size >= WHOLE_BELOW or len(export.members) >= MANY_FILES
        for member in export.members:
            digest.update(f"{member.name}\0".encode("utf-8", "surrogateescape"))
            if is_large:
                digest.update(f"{member.size} {member.modified}".encode())
            else:
                _add_file(digest, export.path / member.inner_name)
    return digest.hexdigest()


def _add_file(digest: hashlib._Hash, path: Path) -> None:
    try:
        status = path.stat()
        digest.update(_file_digest(path, status.st_size, status.st_mtime_ns))
    except OSError as error:
        _add_failure(digest, error)


def _add_failure(digest: hashlib._Hash, error: OSError) -> None:
    """The importer will tell of it; such an export is never taken for one that was read."""
    digest.update(f"{error} {datetime.now(UTC)}".encode())


@lru_cache(REMEMBERED)  # a ZIP is asked for once for each of its entries
def _file_digest(path: Path, size: int, modified: int) -> bytes:
    with path.open("rb") as stream:
        if size < WHOLE_BELOW:
            return hashlib.file_digest(stream, "sha256").digest()
        digest = hashlib.sha256(f"{size} {modified}".encode())
        digest.update(stream.read(ENDS))
        stream.seek(-ENDS, os.SEEK_END)
        digest.update(stream.read())
        return digest.digest()


def _modified(path: Path) -> date | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    except (OSError, OverflowError, ValueError):
        return None
