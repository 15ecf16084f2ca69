"""What an export that has grown held before is told again by rows of its own, and it is not read for that.

The surprising fact: all of it is copied, so that the new import tells as much as one that had read everything, and
taking back either of the two is exact. What is kept, and by what, is the importer's matter (`importers.base.Resumer`).
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from importers.bookmarks import Bookmark, Kept
from reconnect.store.bulk import insert_many
from reconnect.store.imports import Brought, Source

if TYPE_CHECKING:
    from sqlite_utils import Database

Loss = tuple[int, str, int | None, str, int]
"""A row of `problems`."""


def bookmarks(db: Database, source: Source, import_id: int) -> list[Bookmark]:
    """Return what this import may know its export by from earlier ones of the same reader, the last reading first.

    They are all bookmarks of the last import from this path, and from elsewhere those that say `anywhere`.
    """
    readers = "from imports where importer = :importer and version = :version and id < :id"
    rows = db.conn.execute(
        "select name, bookmark, records, anywhere, id from members where bookmark is not null and "
        f"import_id = (select max(id) {readers} and path = :path) union "
        "select name, bookmark, records, anywhere, id from members where anywhere and "
        f"import_id in (select id {readers}) order by id desc",
        {"importer": source.importer, "version": source.version, "path": source.path, "id": import_id},
    )
    return [Bookmark(name, text, records, bool(anywhere), id) for name, text, records, anywhere, id in rows]


def left_at(conn: sqlite3.Connection, path: str) -> list[Bookmark]:
    """Return all bookmarks of the imports from an address, the latest first, whatever version read it."""
    rows = conn.execute(
        "select name, bookmark, records, members.id from members join imports on imports.id = import_id "
        "where path = ? and bookmark is not null order by members.id desc",
        (path,),
    )
    return [Bookmark(name, text, records, False, id) for name, text, records, id in rows]


def last_import(conn: sqlite3.Connection, path: str) -> int | None:
    """Return the number of the last import from an address."""
    found: tuple[int | None] = conn.execute("select max(id) from imports where path = ?", (path,)).fetchone()
    return found[0]


class GrowthWriter:
    """Writes what an import keeps of earlier ones, and its bookmarks for the next; `member_id` numbers its members."""

    def __init__(self, db: Database, brought: Brought, member_id: Callable[[str], int], now: datetime) -> None:
        self._conn, self._brought, self._member_id = db.conn, brought, member_id
        self._now = int(now.timestamp())
        self._twins: list[tuple[int, int]] = []
        self._skipped: dict[str, Counter[str]] = {}

    def keep(self, kept: Sequence[Kept]) -> list[Loss]:
        """Account for members that are kept; return their problems, which are the caller's to write."""
        self._twins += [(each.bookmark.id, self._member_id(each.member)) for each in kept]
        ids = (json.dumps([each.bookmark.id for each in kept]),)
        problems = self._conn.execute(
            "select json_each.key, record, reason, whole from json_each(?) join members on members.id = value "
            "join problems on problems.import_id = members.import_id and problems.member = members.name "
            "order by json_each.key, problems.id", ids,
        ).fetchall()  # fmt: skip
        skipped = self._conn.execute(
            "select told.key, reasons.key, reasons.value from json_each(?) as told "
            "join members on members.id = told.value cross join json_each(members.skipped) as reasons", ids,
        ).fetchall()  # fmt: skip
        for place, reason, count in skipped:
            self.skip(kept[place].member, reason, count)
        read, whole = sum(each.bookmark.records for each in kept), sum(row[-1] for row in problems)
        self._brought.read += read
        self._brought.problems += whole
        self._brought.unchanged += read - whole - sum(count for *_, count in skipped)
        return [(self._brought.id, kept[place].member, *rest) for place, *rest in problems]

    def skip(self, member: str, reason: str, count: int = 1) -> None:
        """Account for records that are left out."""
        self._brought.skipped[reason] += count
        self._skipped.setdefault(member, Counter())[reason] += count

    def note(self, bookmarks: Sequence[Bookmark]) -> None:
        """Note how far members were read; all that they told must be accounted for."""
        self._conn.executemany(
            "update members set bookmark = ?, anywhere = ?, records = ?, skipped = ? where id = ?",
            [
                (each.text, each.anywhere or None, each.records, json.dumps(self._skipped.get(each.member, {})),
                 self._member_id(each.member))
                for each in bookmarks
            ],
        )  # fmt: skip

    def close(self) -> str:
        """Tell again what the kept members told, beside what was read and written; return their newest day, or ""."""
        if not self._twins:
            return ""
        conn, ids = self._conn, {"fresh": self._brought.id, "now": self._now}
        conn.execute("create temp table twins (old integer, fresh integer primary key)")
        conn.execute("create index temp.twins_old on twins (old)")
        insert_many(conn, "insert into twins (old, fresh)", self._twins)
        for statement in _TOLD_AGAIN:
            conn.execute(statement, ids)
        newest = conn.execute("select coalesce(max(last), '') from coverage where import_id = :fresh", ids).fetchone()
        conn.execute("drop table kept_mentions")
        conn.execute("drop table twins")
        return str(newest[0])


# What tells of coverage is the rule of `InteractionWriter`.
_TOLD_AGAIN = (
    # What was read before has the lower numbers, and a message that came again has that of the first.
    "insert or replace into seen (interaction_id, member_id, record) "
    "select interaction_id, fresh, record from seen join twins on old = member_id",
    "create temp table kept_mentions as select contact_id, min(twins.fresh) as fresh from seen "
    "join twins on old = member_id join participants using (interaction_id) group by contact_id",
    # The words of the first mention are kept, as one reading of all would keep them.
    "delete from sightings where import_id = :fresh and contact_id in (select contact_id from kept_mentions)",
    "insert into sightings (contact_id, import_id, member_id, record, hash, mention, fields, raw, nth) "
    "select contact_id, :fresh, coalesce((select min(twins.fresh) from twins where old = member_id), "
    "kept_mentions.fresh), record, hash, mention, fields, raw, nth "
    "from kept_mentions join sightings using (contact_id) "
    "where sightings.id = (select min(id) from sightings as older where older.contact_id = kept_mentions.contact_id "
    "and import_id in (select import_id from members join twins on old = members.id))",
    "insert into coverage (import_id, channel, first, last) "
    "select :fresh, channel, date(min(at), 'unixepoch'), date(max(at), 'unixepoch') "
    "from seen join twins on old = member_id join interactions on interactions.id = interaction_id "
    "where at <= :now and kind <> 'click' and (thread <> '' or channel <> 'linkedin') group by channel "
    "on conflict (import_id, channel) "
    "do update set first = min(first, excluded.first), last = max(last, excluded.last)",
)
