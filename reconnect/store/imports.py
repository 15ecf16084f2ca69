"""The row about an import: begun before its records, finished with its accounts, and known again by its content.

An export that lies elsewhere once more is noted as an import of its own, with rows of its own for all that the first
one saw, so that taking back either leaves the other; but it is not read again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from reconnect.store.contacts import choose_latest_of

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is known of an export before it is read: who reads it, where it is, and how it is recognised again."""

    importer: str
    version: str
    path: str
    is_file: bool
    """Whether it is one file, and not several in a folder or container."""
    size: int
    hash: str
    named: date | None
    """The date that the export's name tells, else None."""
    modified: date | None
    """The day its file was written, else None."""


@dataclass(slots=True)
class Brought:
    """The accounts of one import; `read` counts records as they come, and is the sum of the next five.

    `same_as` is the path of an export with the same content that was read before, or "". `is_news` is whether it can
    change who is who: false if nothing in it differs from what was known, be it told at a later day.
    """

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
    is_news: bool = False


class Known(NamedTuple):
    """An import that read the same content before."""

    id: int
    path: str
    read: int
    problems: int
    newest: str


def today(now: datetime) -> date:
    """Return the day that `now` is in UTC."""
    return now.astimezone(UTC).date()


def begin(db: Database, source: Source, now: datetime) -> int:
    """Add the row about an import, without its accounts, and return its id."""
    cursor = db.conn.execute(
        "insert into imports (importer, version, path, size, hash, made, imported_at, read, new, changed, unchanged, "
        "skipped, problems, contacts, interactions, seconds) values (?, ?, ?, ?, ?, '', ?, 0, 0, 0, 0, 0, 0, 0, 0, 0)",
        (source.importer, source.version, source.path, source.size, source.hash, _instant(now)),
    )
    return int(cursor.lastrowid or 0)


def finish(db: Database, brought: Brought) -> None:
    """Add its accounts to the row about an import."""
    values: dict[str, Any] = {
        "read": brought.read, "new": brought.new, "changed": brought.changed, "unchanged": brought.unchanged,
        "skipped": brought.skipped.total(), "problems": brought.problems, "contacts": brought.contacts,
        "interactions": brought.interactions, "seconds": round(brought.seconds, 3),
    }  # fmt: skip
    db.table("imports").update(brought.id, values)


def date_it(db: Database, source: Source, id: int, newest: str, today: date) -> None:
    """Note when the export was made: as its name tells, else the day of its newest record, else of the file itself.

    What lies in the future is no fact: it would make an export the newest for ever.
    """
    named = source.named.isoformat() if source.named is not None and source.named <= today else ""
    modified = source.modified.isoformat() if source.modified is not None else ""
    db.table("imports").update(id, {"made": named or newest or modified, "newest": newest})


def same(db: Database, source: Source) -> Known | None:
    """Return the import that read this content with this importer; where several did, the one from this path."""
    row = db.conn.execute(
        "select id, path, read, problems, newest from imports where hash = ? and importer = ? and version = ? "
        "order by path <> ?, id limit 1",
        (source.hash, source.importer, source.version, source.path),
    ).fetchone()
    return None if row is None else Known(*row)


def outdated(db: Database, source: Source) -> list[int]:
    """Return the imports of this content from this path by another version of the importer."""
    rows = db.conn.execute(
        "select id from imports where hash = ? and importer = ? and path = ? and version <> ? order by id",
        (source.hash, source.importer, source.path, source.version),
    )
    return [id for (id,) in rows]


def again(db: Database, known: Known) -> Brought:
    """Return the accounts of reading the same once more: nothing new, nothing changed."""
    reasons = db.conn.execute("select reason, count from skipped where import_id = ?", (known.id,)).fetchall()
    damaged = "select count(*) from (select distinct member, record from problems where import_id = ? and not whole)"
    skipped = Counter(dict(reasons))
    return Brought(
        id=known.id,
        read=known.read,
        unchanged=known.read - skipped.total() - known.problems,
        skipped=skipped,
        problems=known.problems,
        damaged=db.conn.execute(damaged, (known.id,)).fetchone()[0],
        same_as=known.path,
    )


def copy(db: Database, known: Known, source: Source, now: datetime) -> Brought:
    """Add an import that tells, from its own path, all that another one told; return its accounts."""
    conn, brought = db.conn, replace(again(db, known), id=begin(db, source, now))
    ids = {"old": known.id, "fresh": brought.id, **_names(known, source)}
    conn.execute("insert into members (import_id, name, bookmark, anywhere, records, skipped) "
                 "select :fresh, iif(name = :was, :is, name), bookmark, anywhere, records, skipped from members "
                 "where import_id = :old order by id", ids)  # fmt: skip
    conn.execute("create temp table twins as select old.id as old, fresh.id as fresh from members old "
                 "join members fresh on fresh.import_id = :fresh and fresh.name = iif(old.name = :was, :is, old.name) "
                 "where old.import_id = :old", ids)  # fmt: skip
    conn.execute("insert into sightings (contact_id, import_id, member_id, record, hash, mention, fields, raw, nth) "
                 "select contact_id, :fresh, fresh, record, hash, mention, fields, raw, nth from sightings "
                 "join twins on old = member_id where import_id = :old order by id", ids)  # fmt: skip
    conn.execute("insert into seen (interaction_id, member_id, record) select interaction_id, fresh, record from seen "
                 "join twins on old = member_id")  # fmt: skip
    conn.execute("insert into problems (import_id, member, record, reason, whole) select :fresh, "
                 "iif(member = :was, :is, member), record, reason, whole from problems where import_id = :old "
                 "order by id", ids)  # fmt: skip
    for table, columns in (("skipped", "reason, count"), ("coverage", "channel, first, last")):
        conn.execute(f"insert into {table} (import_id, {columns}) select :fresh, {columns} from {table} "
                     "where import_id = :old", ids)  # fmt: skip
    conn.execute("drop table twins")
    date_it(db, source, brought.id, known.newest, today(now))
    brought.is_news = choose_latest_of(conn, brought.id)
    return brought


def _names(known: Known, source: Source) -> dict[str, str]:
    """A single file is its own member, which has another name in a copy; the files of a folder have not."""
    if not source.is_file:
        return {"was": "", "is": ""}
    return {"was": PurePath(known.path).name, "is": PurePath(source.path).name}


def _instant(now: datetime) -> str:
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
