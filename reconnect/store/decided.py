"""What a person decided: who is who, who is me, settings, notes, marks, drafts and what became of them.

Committed so that a power cut cannot take it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING

from reconnect.store.opening import transaction
from reconnect.store.queries import moment
from reconnect.store.rebuilt import note_behind, write_days_by_hand

if TYPE_CHECKING:
    from sqlite_utils import Database

    from reconnect.drafts.facts import Draft

EPOCH = date(1970, 1, 1)
ContactKey = tuple[str, str]
Pair = tuple[ContactKey, ContactKey]


@contextmanager
def durable(db: Database) -> Iterator[None]:
    """One transaction that is on the disk when it ends; imports, which can be repeated, do without."""
    inside = db.conn.in_transaction  # an outer transaction has its own way of ending
    if not inside:
        db.conn.execute("pragma synchronous = full")
    try:
        with transaction(db):
            yield
    finally:
        if not inside:
            db.conn.execute("pragma synchronous = normal")


def decide_me(db: Database, kind: str, value: str, *, mine: bool) -> None:
    """Remember that a value is mine, or is not."""
    with durable(db):
        db.table("me").upsert({"kind": kind, "value": value, "mine": int(mine)}, pk=("kind", "value"))


def decide_pairs(db: Database, pairs: Sequence[Pair], verdict: str, now: datetime) -> None:
    """Remember for pairs of contact keys that they are the "same" human being or "not"; the last word counts.

    The third layer is behind from then on.
    """
    with durable(db):
        db.conn.executemany(
            "insert or replace into decisions (a_importer, a_key, b_importer, b_key, verdict, decided_at) "
            "values (?, ?, ?, ?, ?, ?)",
            _rows(pairs, verdict, now),
        )
        note_behind(db)


def take_back_pairs(db: Database, pairs: Sequence[Pair], verdict: str, now: datetime) -> None:
    """Take back what `decide_pairs` was told in the same words; what was said otherwise since then stays.

    The third layer is behind from then on.
    """
    with durable(db):
        db.conn.executemany(
            "delete from decisions where (a_importer, a_key, b_importer, b_key, verdict, decided_at) "
            "= (?, ?, ?, ?, ?, ?)",
            _rows(pairs, verdict, now),
        )
        note_behind(db)


def _rows(pairs: Sequence[Pair], verdict: str, now: datetime) -> list[tuple[str, ...]]:
    return [(*a, *b, verdict, moment(now)) for a, b in map(sorted, pairs)]


def write_setting(db: Database, key: str, value: str) -> None:
    """Set a setting, or remove it with an empty value."""
    with durable(db):
        if value:
            db.table("settings").upsert({"key": key, "value": _whole(value)}, pk="key")
        else:
            db.conn.execute("delete from settings where key = ?", (key,))


def write_map(db: Database, header: Sequence[str], columns: Mapping[str, str]) -> None:
    """Remember what the columns hold of every table that has this header row."""
    row = {"header": json.dumps(header, ensure_ascii=False), "map": json.dumps(columns, ensure_ascii=False)}
    with durable(db):
        db.table("maps").upsert(row, pk="header")


def write_draft(db: Database, draft: Draft, now: datetime) -> int:
    """Keep a draft and return its id."""
    with durable(db):
        cursor = db.conn.execute(
            'insert into drafts (person_id, template, language, "to", profile, subject, body, evidence, reply_to, '
            "created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                draft.person, draft.template, draft.language, draft.to, draft.profile, draft.subject, draft.body,
                _evidence(draft),
                draft.reply_to or None, moment(now),
            ),
        )  # fmt: skip
    return int(cursor.lastrowid or 0)


def rewrite_draft(db: Database, id: int, draft: Draft, now: datetime) -> None:
    """Keep a draft in the words that a person gave it."""
    with durable(db):
        db.conn.execute(
            'update drafts set "to" = ?, subject = ?, body = ?, evidence = ?, edited_at = ? where id = ?',
            (draft.to, draft.subject, draft.body, _evidence(draft), moment(now), id),
        )


def write_rewriting(db: Database, id: int, draft: Draft) -> None:
    """Keep a draft in the words of a language model, unless it was changed by hand meanwhile."""
    with durable(db):
        db.conn.execute(
            "update drafts set template = ?, subject = ?, body = ?, evidence = ? where id = ? and edited_at is null",
            (draft.template, draft.subject, draft.body, _evidence(draft), id),
        )


def remove_draft(db: Database, id: int) -> None:
    """Remove a draft and what became of it; its number is never given again."""
    with durable(db):
        for table, column in (("outcomes", "draft_id"), ("found_outcomes", "draft_id"), ("drafts", "id")):
            db.conn.execute(f"delete from {table} where {column} = ?", (id,))
        write_days_by_hand(db)


def _evidence(draft: Draft) -> str:
    return json.dumps([asdict(each) for each in draft.evidence], ensure_ascii=False)


def write_note(db: Database, person: int, kind: str, value: str, day: date | None, now: datetime) -> None:
    """Keep what I know of a person; a talk that was noted ("spoke", with its day) is a day of contact."""
    with durable(db):
        db.table("notes").insert(
            {
                "person_id": person, "kind": kind, "value": _whole(value), "day": day and (day - EPOCH).days,
                "noted_at": moment(now),
            }
        )  # fmt: skip
        write_days_by_hand(db)


def remove_note(db: Database, id: int) -> None:
    """Remove a note."""
    with durable(db):
        db.conn.execute("delete from notes where id = ?", (id,))
        write_days_by_hand(db)


def write_mark(db: Database, person: int, mark: str | None, until: date | None, now: datetime) -> None:
    """Mark a person, whatever they were marked before; with None no mark is left."""
    with durable(db):
        db.conn.execute(
            "delete from marks where person_id in (select id from people_numbers where person_id = ?)", (person,)
        )
        if mark:
            row = {"person_id": person, "mark": mark, "until": until and until.isoformat(), "marked_at": moment(now)}
            db.table("marks").insert(row)


def write_outcome(db: Database, draft: int, outcome: str, day: date, until: date | None) -> None:
    """Keep what became of a draft, and when."""
    with durable(db):
        db.table("outcomes").insert(
            {
                "draft_id": draft, "outcome": outcome, "day": (day - EPOCH).days, "until": until and until.isoformat()
            }
        )  # fmt: skip
        write_days_by_hand(db)


def remove_outcomes(db: Database, draft: int) -> None:
    """Remove all that was said to have become of a draft."""
    with durable(db):
        db.conn.execute("delete from outcomes where draft_id = ?", (draft,))
        write_days_by_hand(db)


def _whole(text: str) -> str:
    """Return words from the command line, in which bytes that are no text are lost: no database takes them."""
    return text.encode("utf-8", "replace").decode()
