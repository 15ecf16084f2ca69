"""What a person tells by hand: what they know of somebody, whom not to list, and what became of a draft."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime
from typing import TYPE_CHECKING

from reconnect.errors import NoSuchNote, NotAPastDay
from reconnect.store.decided import durable, remove_note, remove_outcomes, write_mark, write_note, write_outcome
from reconnect.store.opening import open_store, open_writer

if TYPE_CHECKING:
    from sqlite_utils import Database

    from reconnect.archive import Archive
    from reconnect.report import Report
    from reconnect.report.facts import MarkKind, Note, NoteKind, OutcomeKind

__all__ = ["in_a_while", "mark", "note", "notes", "outcome", "reopen", "report", "take_back"]


def note(archive: Archive, person: int, kind: NoteKind, value: str, now: datetime, day: date | None = None) -> None:
    """Keep a note about a person; a talk ("spoke") has its day, and is a day of contact. Errors: NotAPastDay."""
    if day is not None and day > now.date():
        raise NotAPastDay(f"{day}: this day is still to come; note the talk when you have had it")
    with closing(open_store(archive.path)) as db, durable(db):
        write_note(db, person, kind, value, day, now)
        if day is not None:
            _keep_measures(db)


def notes(archive: Archive, person: int) -> list[Note]:
    """Return what is noted about a person, oldest first."""
    from reconnect.store.remembered import notes

    with archive.reading() as conn:
        return notes(conn, person)[person]


def take_back(archive: Archive, person: int, note: int) -> Note:
    """Remove a note about a person, and return it. Errors: NoSuchNote."""
    for each in notes(archive, person):
        if each.id == note:
            with closing(open_store(archive.path)) as db, durable(db):
                remove_note(db, note)
                if each.day is not None:
                    _keep_measures(db)
            return each
    raise NoSuchNote(f"note {note}: there is none of that number about them; say: reconnect note {person}")


def in_a_while(today: date) -> date:
    """Return until when "later" holds where nobody says."""
    from reconnect.report.rests import LATER

    return today + LATER


def mark(archive: Archive, person: int, mark: MarkKind | None, now: datetime, until: date | None = None) -> None:
    """Mark a person whatever the mark was before, or with None take it away; "later" has a day until which it holds."""
    with closing(open_store(archive.path)) as db:
        write_mark(db, person, mark, until, now)


def report(archive: Archive, report: Report, now: datetime) -> None:
    """Remember whom a report found, for the next one to tell who is new. Errors: DatabaseBusy, DiskFull."""
    from reconnect.store.remembered import write_report

    if archive.path.exists():
        with closing(open_writer(archive.path)) as conn:
            write_report(conn, report, now)


def reopen(archive: Archive, draft: int) -> None:
    """Take back all that was said to have become of a draft; what the imports show of it remains."""
    with closing(open_store(archive.path)) as db, durable(db):
        remove_outcomes(db, draft)
        _find_anew(db)


def outcome(archive: Archive, draft: int, outcome: OutcomeKind, day: date, until: date | None = None) -> None:
    """Keep what became of a draft, on that day. Errors: NoSuchDraft."""
    archive.draft_of(draft)
    with closing(open_store(archive.path)) as db, durable(db):
        write_outcome(db, draft, outcome, day, until)
        _find_anew(db)


def _find_anew(db: Database) -> None:
    """An answer may be found to a letter that is said to be sent."""
    from reconnect.archive import outcomes  # as heavy

    outcomes.keep(db)
    _keep_measures(db)


def _keep_measures(db: Database) -> None:
    from reconnect.archive.measuring import keep  # numpy comes with it

    keep(db)
