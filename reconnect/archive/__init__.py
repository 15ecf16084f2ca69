"""The one place that puts the steps together: import, resolve, ties, report, draft.

The command line, the page and notebooks use it; it holds no rule of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reconnect.errors import NoSuchDraft
from reconnect.store import letters, queries
from reconnect.store.decided import Pair, decide_me, decide_pairs, durable, write_draft, write_map, write_setting
from reconnect.store.opening import open_reader, open_store
from reconnect.store.queries import Row, Rows, StoredContact

if TYPE_CHECKING:
    import pandas
    from sqlite_utils import Database

    from reconnect.archive.answering import Review
    from reconnect.archive.importing import ImportRun, Offered
    from reconnect.archive.one_export import Progress
    from reconnect.archive.showing import Shown
    from reconnect.archive.tables import Maps
    from reconnect.config import Settings
    from reconnect.report.explained import Explained
    from reconnect.report.facts import Report
    from reconnect.report.history import History

__all__ = ["Archive", "Row", "Rows", "StoredContact"]


class Archive:
    """One person's archive: the database at `path`, which the first import makes.

    Errors, of every method: the tree in `reconnect.errors`.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def reading(self) -> closing[sqlite3.Connection]:
        """Give a connection that can only read."""
        return closing(open_reader(self.path))

    # --- what goes in

    def import_exports(self, offered: Sequence[Offered], now: datetime, progress: Progress | None = None) -> ImportRun:
        """Read what `reconnect.archive.importing.found` found, and work out who is who."""
        from reconnect.archive.importing import import_exports

        return import_exports(self.path, offered, now, progress)

    def undo_import(self, import_id: int) -> str:
        """Take an import back whole, and return the path it had read."""
        from reconnect.store.undo import undo

        with self._changing() as db:
            return undo(db, import_id)

    # --- what a person decides

    def decide_me(self, text: str, *, mine: bool) -> tuple[str, str]:
        """Say that an address, name, profile URL or phone is mine, or is not; return its kind and the value kept."""
        from reconnect.identity import own_value

        kind, value = own_value(text)
        with self._changing() as db:
            decide_me(db, kind, value, mine=mine)
        return kind, value

    def set(self, key: str, value: str) -> None:
        """Set a setting, checked before; an empty value removes it."""
        with self._changing() if key == "home_region" else self._writing() as db:
            write_setting(db, key, value)

    def remember_columns(self, maps: Maps) -> None:
        """Remember what the columns of tables hold, as `reconnect.archive.tables.named` found them."""
        with self._writing() as db:
            for header, columns in maps.items():
                write_map(db, header, columns)

    def join(self, a: int, b: int, now: datetime) -> None:
        """Say that two people are one, with all contacts that either has."""
        from reconnect.archive.answering import pairs_joining

        first, second = ([(x.importer, x.contact.key) for x in self.contacts_of(person)] for person in (a, b))
        self._decide(pairs_joining(first, second), "same", now)

    def part(self, person: int, contact: int, now: datetime) -> int:
        """Say that a contact is not the human being that the other contacts of a person are; return who it is now."""
        keys = {each.id: (each.importer, each.contact.key) for each in self.contacts_of(person)}
        pairs = [(keys[contact], key) for id, key in keys.items() if id != contact]
        self._decide(pairs, "not", now)
        with self.reading() as conn:
            return queries.person_of(conn, contact)

    def review(self) -> AbstractContextManager[Review]:
        """Hold a sitting at the questions; who is who is worked out anew when it ends, whatever ends it."""
        from reconnect.archive.answering import review

        return review(self.path)

    # --- what comes out

    def imports(self) -> Rows:
        """Return the runs, oldest first, with their accounts."""
        with self.reading() as conn:
            return queries.imports(conn)

    def problems(self) -> Rows:
        """Return what could not be read: import, member, record, reason."""
        with self.reading() as conn:
            return queries.problems(conn)

    def news(self) -> Rows:
        """Return what changed about people between two exports; the keys: `reconnect.archive.changes.changes`."""
        from reconnect.archive.changes import changes

        with self.reading() as conn:
            return changes(conn)

    def added(self, imports: Sequence[int]) -> Rows:
        """Return the contacts that only these imports tell of: importer, name, points (addresses, numbers, links)."""
        from reconnect.store.history import added

        with self.reading() as conn:
            return added(conn, imports)

    def changed(self, imports: Sequence[int]) -> Rows:
        """Return the contacts that these imports changed: importer, name, fields (field, before, after)."""
        from reconnect.store.history import changed

        with self.reading() as conn:
            return changed(conn, imports)

    def machine_made(self, imports: Sequence[int]) -> int:
        """Return how many messages of some imports no person wrote."""
        with self.reading() as conn:
            return queries.machine_made(conn, imports)

    def me(self) -> Rows:
        """Return what is mine: value, kind, evidence, decided_by."""
        with self.reading() as conn:
            return queries.me(conn)

    def settings(self) -> Settings:
        """Return the settings; before anything is stored, the defaults."""
        from reconnect.config import Settings

        if not self.path.exists():
            return Settings()
        with self.reading() as conn:
            return Settings.read(queries.settings(conn))

    def person(self, wanted: str) -> Row:
        """Return the one person that an id, an address or a part of a name means."""
        from reconnect.archive.finding import find_person

        with self.reading() as conn:
            return find_person(conn, wanted)

    def listed(self, part: str = "") -> list[tuple[Row, list[StoredContact]]]:
        """Return everybody, or those with `part` in a name or an address, with their contacts."""
        from reconnect.archive.finding import matching

        with self.reading() as conn:
            rows = matching(conn, part) if part else queries.people(conn)
            contacts = queries.contacts(conn, "where person_id > 0")
        by_person: dict[int | None, list[StoredContact]] = {}
        for each in contacts:
            by_person.setdefault(each.person, []).append(each)
        return [(row, by_person.get(row["id"], [])) for row in rows]

    def contacts_of(self, person: int) -> list[StoredContact]:
        """Return a person's contacts."""
        with self.reading() as conn:
            return queries.contacts_of(conn, person)

    def shown(self, person: Row, as_of: date) -> Shown:
        """Return what there is to show of one person."""
        from reconnect.archive.showing import shown

        with self.reading() as conn:
            return shown(conn, person, as_of)

    def questions(self) -> Rows:
        """Return the pairs of people that may be one."""
        with self.reading() as conn:
            return queries.questions(conn)

    def report(self, as_of: date, limit: int, *, new_only: bool = False, drafted_too: bool = False) -> Report:
        """Return who has been forgotten: at most `limit` (0: all), or who of them is new since the report before.

        With `drafted_too` an open draft to somebody is no reason to leave them out.
        """
        from reconnect.archive.reporting import forgotten, nothing_yet

        if not self.path.exists():
            return nothing_yet(as_of)
        with self.reading() as conn:
            return forgotten(conn, as_of, limit, new_only=new_only, drafted_too=drafted_too)

    def at_random(self, as_of: date) -> Report:
        """Return a report on one person at random, the same all week, with questions to find out about them."""
        from reconnect.archive.reporting import at_random

        with self.reading() as conn:
            return at_random(conn, as_of)

    def explained(self, person: Row, as_of: date) -> Explained:
        """Return all that decides whether and why a person is listed. Errors: NotAPerson."""
        from reconnect.archive.reporting import explanation

        with self.reading() as conn:
            return explanation(conn, person["id"], as_of)

    def history(self, report: Report) -> History:
        """Return the days of contact behind a report of this archive."""
        from reconnect.archive.histories import history
        from reconnect.report.history import History

        if not self.path.exists():
            return History({}, ())
        with self.reading() as conn:
            return history(conn, report)

    def people(self) -> pandas.DataFrame:
        """Return all human beings as a table: id, name, title, organization."""
        import pandas

        with self.reading() as conn:
            rows = [row for row in queries.people(conn) if row["kind"] == "person"]
        return pandas.DataFrame(rows, columns=["id", "name", "title", "organization"])

    def ties(self, today: date) -> pandas.DataFrame:
        """Return my tie to each person as a table; its columns: `reconnect.ties.frame.frame`."""
        from reconnect.archive.reporting import ties_as_of
        from reconnect.ties.frame import frame

        with self.reading() as conn:
            names = {row["id"]: row["name"] for row in queries.people(conn)}
            return frame(ties_as_of(conn, today), names)

    def forgotten(self, today: date) -> pandas.DataFrame:
        """Return the whole report as a table; its columns: `reconnect.report.frame.frame`."""
        from reconnect.report.frame import frame

        return frame(self.report(today, 0))

    def draft(self, people: Sequence[Row], as_of: date, now: datetime) -> list[Row]:
        """Return a draft a person: the open one where there is one, else one composed and kept now.

        Errors: LeftInPeace.
        """
        from reconnect.archive.drafting import compose_missing

        with self.reading() as conn:
            fresh = compose_missing(conn, people, as_of)
        if fresh:
            with self._writing() as db:
                for draft in fresh:
                    write_draft(db, draft, now)
        return [row for row in self.drafts({person["id"] for person in people}) if row["outcome"] is None]

    def drafts(self, people: Collection[int] | None = None) -> list[Row]:
        """Return the drafts that are kept, or those for some people, oldest first."""
        with self.reading() as conn:
            return [row for row in letters.drafts(conn) if people is None or row["person"] in people]

    def draft_of(self, id: int) -> Row:
        """Return one draft."""
        for row in self.drafts():
            if row["id"] == id:
                return row
        raise NoSuchDraft(f"draft {id}: there is none of that number; say: reconnect drafts")

    def _decide(self, pairs: Sequence[Pair], verdict: str, now: datetime) -> None:
        with self._changing() as db:
            decide_pairs(db, pairs, verdict, now)

    @contextmanager
    def _changing(self) -> Iterator[Database]:
        """Change what people follow from, and work them out anew: both, or neither."""
        from reconnect.archive.resolving import resolve

        with self._writing() as db, durable(db):
            yield db
            resolve(db)

    def _writing(self) -> closing[Database]:
        return closing(open_store(self.path))
