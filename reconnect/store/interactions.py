"""Interactions as rows: a block of columns goes in with a handful of statements, however many messages it holds.

What is already here is found by two 64-bit digests: of the key (the same message) and of all facts (the same version
of it). A version that is known only gains a row in `seen`, so that undoing either import leaves the other's intact.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import compress
from typing import TYPE_CHECKING

from importers.records import InteractionBlock, digests64
from reconnect.store.bulk import insert_columns
from reconnect.store.contacts import ContactWriter

if TYPE_CHECKING:
    from sqlite_utils import Database


class InteractionWriter:
    """Writes the interactions of one import, block by block."""

    def __init__(self, db: Database, import_id: int, contacts: ContactWriter, now: datetime) -> None:
        self._conn, self._import_id, self._contacts = db.conn, import_id, contacts
        self._now = int(now.timestamp())
        self._spans: dict[str, tuple[int, int]] = {}
        self._next_id = int(self._conn.execute("select coalesce(max(id), 0) from interactions").fetchone()[0]) + 1

    @property
    def newest(self) -> str:
        """The day of the newest interaction, or ""."""
        last = max((last for _, last in self._spans.values()), default=None)
        return "" if last is None else _day(last)

    def write(self, block: InteractionBlock) -> tuple[int, int, int]:
        """Store a block; return how many messages were new, changed (another version) and unchanged."""
        channel = f"{block.channel}\x1f"
        key_digests = digests64([(channel + key).encode("utf-8", "surrogatepass") for key in block.keys])
        versions = list(zip(key_digests, block.digests, strict=True))
        ids, known_keys = self._known(key_digests)
        fresh = self._number(versions, ids)
        numbers = [ids[version] for version in versions]
        self._insert(block, key_digests, numbers, fresh)
        self._note_seen(block, numbers)
        self.widen(block)
        new, stored = len(set(key_digests) - known_keys), sum(fresh)
        return new, stored - new, len(block) - stored

    def write_coverage(self) -> None:
        """Note the span that the messages of each channel tell of."""
        rows = [(self._import_id, channel, *map(_day, span)) for channel, span in sorted(self._spans.items())]
        self._conn.executemany("insert into coverage (import_id, channel, first, last) values (?, ?, ?, ?)", rows)

    def _known(self, key_digests: list[int]) -> tuple[dict[tuple[int, int], int], set[int]]:
        """Return the ids of all known versions of some messages, and the keys of which any version is known."""
        rows = self._conn.execute(
            "select key_digest, digest, interactions.id from json_each(?) "
            "cross join interactions on interactions.key_digest = json_each.value",
            (json.dumps(key_digests),),
        ).fetchall()
        return {(key, digest): id for key, digest, id in rows}, {row[0] for row in rows}

    def _number(self, versions: list[tuple[int, int]], ids: dict[tuple[int, int], int]) -> list[bool]:
        """Give an id to each version that is not known yet; return which messages are the first of theirs."""
        fresh = []
        for version in versions:
            fresh.append(version not in ids)
            if fresh[-1]:
                ids[version] = self._next_id
                self._next_id += 1
        return fresh

    def _insert(self, block: InteractionBlock, key_digests: list[int], numbers: list[int], fresh: list[bool]) -> None:
        columns = (
            numbers, key_digests, block.digests, block.keys, [block.channel] * len(block), block.ats, block.kinds,
            block.witnesses, block.subjects, block.threads, block.replies,
        )  # fmt: skip
        self._conn.executemany(
            "insert into interactions (id, key_digest, digest, key, channel, at, kind, witness, subject, thread, "
            "reply_to) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            compress(zip(*columns, strict=True), fresh),
        )
        contact_ids = self._contacts.mention(block.mailboxes, block.members[0]) if len(block) else []
        of_message, of_mailbox, of_role = block.of_message, block.of_mailbox, block.of_role
        if not all(fresh):
            kept = [fresh[message] for message in of_message]
            of_message, of_mailbox = list(compress(of_message, kept)), list(compress(of_mailbox, kept))
            of_role = list(compress(of_role, kept))
        insert_columns(
            self._conn,
            "insert or ignore into participants (interaction_id, contact_id, role)",
            [numbers[message] for message in of_message],
            [contact_ids[mailbox] for mailbox in of_mailbox],
            of_role,
        )

    def _note_seen(self, block: InteractionBlock, numbers: list[int]) -> None:
        insert_columns(
            self._conn,
            "insert or ignore into seen (interaction_id, member_id, record)",
            numbers,
            self._contacts.member_ids(block.members),
            block.records,
        )

    def widen(self, block: InteractionBlock) -> None:
        """Messages tell a channel's coverage; an invitation is a click, or has no thread, and tells nothing of them."""
        told = [
            at
            for at, thread, kind in zip(block.ats, block.threads, block.kinds, strict=True)
            if at is not None and at <= self._now and kind != "click" and (thread or block.channel != "linkedin")
        ]
        if told:
            first, last = self._spans.get(block.channel, (told[0], told[0]))
            self._spans[block.channel] = (min(first, *told), max(last, *told))


def _day(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).date().isoformat()
