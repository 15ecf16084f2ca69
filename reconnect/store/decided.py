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
Standing = dict[Pair, tuple[str, str] | None]
"""What stood about pairs of contact keys: verdict and moment, or None where nothing was decided."""

_OF_A_PAIR = "where (a_importer, a_key, b_importer, b_key) = (?, ?, ?, ?)"


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


def decide_pairs(db: Database, pairs: Sequence[Pair], verdict: str, now: datetime) -> Standing:
    """Remember for pairs of contact keys that they are the "same" human being or "not"; the last word counts.

    Returns what stood before, for `restore_pairs`. The third layer is behind from then on.
    """
    moment = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with durable(db):
        before: Standing = {}
        for a, b in map(sorted, pairs):
            before[a, b] = db.conn.execute(
                f"select verdict, decided_at from decisions {_OF_A_PAIR}", (*a, *b)
            ).fetchone()
        restore_pairs(db, dict.fromkeys(before, (verdict, moment)))
    return before


def restore_pairs(db: Database, standing: Standing) -> None:
    """Make pairs stand as they did; the third layer is behind from then on."""
    with durable(db):
        for (a, b), decided in standing.items():
            db.conn.execute(f"delete from decisions {_OF_A_PAIR}", (*a, *b))
            if decided:
                db.conn.execute(
                    "insert into decisions (a_importer, a_key, b_importer, b_key, verdict, decided_at) "
                    "values (?, ?, ?, ?, ?, ?)",
                    (*a, *b, *decided),
                )
        note_behind(db)


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
