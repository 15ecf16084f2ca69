"""From paths to rows: find the exports, read each in a transaction of its own, then work out who is who."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias

from importers.parts import together
from reconnect.archive.fetching import Account, accounts, fetched, is_address
from reconnect.archive.one_export import Imported, Progress, take_in
from reconnect.archive.refreshing import refresh
from reconnect.errors import AmbiguousExport, UnknownExport, UnreadablePath
from reconnect.plugins import Claim, Registered, Unclaimed, claims
from reconnect.sources.secrets import Secrets
from reconnect.store import letters, queries, rebuilt
from reconnect.store.opening import open_store
from reconnect.store.queries import Rows

if TYPE_CHECKING:
    from sqlite_utils import Database

__all__ = ["ImportRun", "Offered", "found", "import_exports", "is_address", "throw_away_copy"]

Offered: TypeAlias = Claim | Unclaimed | Account
"""What a path or an address turned out to be."""

NO_SECRETS = Secrets()


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


def found(
    paths: Sequence[str], readers: Sequence[Registered], forced: str = "", secrets: Secrets = NO_SECRETS
) -> list[Offered]:
    """Tell who reads what at all the paths and addresses; a path that cannot be read costs only itself.

    Errors: as `claims`, where nothing at all can be read; as `accounts`, for any address.
    """
    offered: list[Offered] = list(accounts([path for path in paths if is_address(path)], readers, secrets))
    for path, *further in together([path for path in paths if not is_address(path)]):
        try:
            offered += claims(path, readers, forced, further)
        except (UnreadablePath, UnknownExport, AmbiguousExport) as error:
            offered.append(Unclaimed(path, error))
    if all(isinstance(each, Unclaimed) for each in offered):
        raise next(each.error for each in offered if isinstance(each, Unclaimed))
    return offered


def import_exports(
    path: Path, offered: Sequence[Offered], now: datetime, progress: Progress | None = None
) -> ImportRun:
    """Read all claimed exports into the database at `path`, one transaction each, then resolve.

    What was stored before an error, or before Ctrl-C, stays stored and is resolved by the next run.
    Errors: DatabaseBusy, DiskFull and others of the store; those of a server, where nothing else is left to tell.
    """
    db = open_store(path)
    try:
        was_worked_out, before = rebuilt.is_worked_out(db), letters.found(db.conn)
        told = [each for offer in offered for each in _told(db, offer, now, progress)]
        done = tuple(each for each in told if isinstance(each, Imported))
        unclaimed = tuple(each for each in told if isinstance(each, Unclaimed))
        if progress is not None:
            progress.end()
        if not rebuilt.is_worked_out(db):
            _work_out(db, anew=not was_worked_out or any(each.brought.is_news for each in done))
        counts = queries.counts(db.conn)
        became = _news(before, letters.found(db.conn))
    finally:
        db.close()
    if unclaimed and not done:
        raise unclaimed[0].error
    return ImportRun(done, unclaimed, *counts, became)


def _told(db: Database, offer: Offered, now: datetime, progress: Progress | None) -> Iterator[Imported | Unclaimed]:
    if isinstance(offer, Account):
        yield from fetched(db, offer, now, progress)
    else:
        yield take_in(db, offer, now, progress) if isinstance(offer, Claim) else offer


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
