"""What a person decided: who is who, who is me, settings, drafts. Committed so that a power cut cannot take it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reconnect.store.opening import transaction
from reconnect.store.rebuilt import note_behind

if TYPE_CHECKING:
    from sqlite_utils import Database

    from reconnect.drafts.facts import Draft

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
    moment = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return [(*a, *b, verdict, moment) for a, b in map(sorted, pairs)]


def write_setting(db: Database, key: str, value: str) -> None:
    """Set a setting, or remove it with an empty value."""
    with durable(db):
        if value:
            db.table("settings").upsert({"key": key, "value": value}, pk="key")
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
            'insert into drafts (person_id, template, language, "to", profile, subject, body, evidence, created_at) '
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                draft.person, draft.template, draft.language, draft.to, draft.profile, draft.subject, draft.body,
                json.dumps([asdict(evidence) for evidence in draft.evidence], ensure_ascii=False),
                now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            ),
        )  # fmt: skip
    return int(cursor.lastrowid or 0)
