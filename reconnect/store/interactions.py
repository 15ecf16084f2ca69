"""Interactions as rows: a block of columns goes in with a handful of statements, however many messages it holds.

What is already here is found by two 64-bit digests: of the key (the same message) and of all facts (the same version
of it). A version that is known only gains a row in `seen`, so that undoing either import leaves the other's intact.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import compress
from typing import TYPE_CHECKING

from importers.records import InteractionBlock, digest64
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
        self._conn.execute("create temp table if not exists incoming (i integer primary key, key_digest, digest)")

    @property
    def newest(self) -> str:
        """The day of the newest interaction, or ""."""
        last = max((last for _, last in self._spans.values()), default=None)
        return "" if last is None else _day(last)

    def write(self, block: InteractionBlock) -> tuple[int, int, int]:
        """Store a block; return how many messages were new, changed (another version) and unchanged."""
        key_digests = [digest64(f"{block.channel}\x1f{key}".encode("utf-8", "surrogatepass")) for key in block.keys]
        versions = list(zip(key_digests, block.digests, strict=True))
        ids, known_keys = self._known(versions)
        fresh = self._number(versions, ids)
        self._insert(block, key_digests, ids, fresh)
        self._note_seen(block, versions, ids)
        self._widen(block)
        places = reversed(list(enumerate(key_digests)))
        first_of_key = {digest: i for i, digest in places if digest not in known_keys}
        new = len(first_of_key)
        changed = sum(fresh) - sum(fresh[i] for i in first_of_key.values())
        return new, changed, len(block) - new - changed

    def write_coverage(self, made: str) -> None:
        """Note the span each channel can speak for: a service's until its export was made, mail as far as it goes."""
        rows = []
        for channel, (first, last) in sorted(self._spans.items()):
            end = _day(last) if channel == "mail" else max(_day(last), made)
            rows.append((self._import_id, channel, _day(first), end))
        self._conn.executemany("insert into coverage (import_id, channel, first, last) values (?, ?, ?, ?)", rows)

    def _known(self, versions: list[tuple[int, int]]) -> tuple[dict[tuple[int, int], int], set[int]]:
        """Return the ids of known versions, and the keys of which any version is known."""
        self._conn.execute("delete from incoming")
        self._conn.executemany("insert into incoming (key_digest, digest) values (?, ?)", versions)
        rows = self._conn.execute(
            "select distinct interactions.key_digest, interactions.digest, interactions.id from incoming "
            "cross join interactions on interactions.key_digest = incoming.key_digest"
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

    def _insert(
        self, block: InteractionBlock, key_digests: list[int], ids: dict[tuple[int, int], int], fresh: list[bool]
    ) -> None:
        numbers = [ids[version] for version in zip(key_digests, block.digests, strict=True)]
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
        self._conn.executemany(
            "insert or ignore into participants (interaction_id, contact_id, role) values (?, ?, ?)",
            [
                (numbers[message], contact_ids[mailbox], role)
                for message, role, mailbox in zip(block.of_message, block.of_role, block.of_mailbox, strict=True)
                if fresh[message]
            ],
        )

    def _note_seen(
        self, block: InteractionBlock, versions: list[tuple[int, int]], ids: dict[tuple[int, int], int]
    ) -> None:
        members = {name: self._contacts.member_id(name) for name in dict.fromkeys(block.members)}
        self._conn.executemany(
            "insert or ignore into seen (interaction_id, member_id, record) values (?, ?, ?)",
            [
                (ids[version], members[member], record)
                for version, member, record in zip(versions, block.members, block.records, strict=True)
            ],
        )

    def _widen(self, block: InteractionBlock) -> None:
        """Messages tell a channel's coverage; a LinkedIn invitation, which has no thread, tells nothing of them."""
        told = [
            at
            for at, thread in zip(block.ats, block.threads, strict=True)
            if at is not None and at <= self._now and (thread or block.channel != "linkedin")
        ]
        if told:
            first, last = self._spans.get(block.channel, (told[0], told[0]))
            self._spans[block.channel] = (min(first, *told), max(last, *told))


def _day(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).date().isoformat()
