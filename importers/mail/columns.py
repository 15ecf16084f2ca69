"""Messages are gathered as columns and handed over a block at a time, because mail comes by the million.

A record object a message would cost as much as all of the reading. Contract: `importers.records.InteractionBlock`.
"""

from __future__ import annotations

from collections.abc import Iterable

from importers.mail.facts import Facts, Parties
from importers.records import InteractionBlock, Mailbox, Role, digest64

MESSAGES_A_BLOCK = 2_000


class Columns:
    """The messages of the block that is being filled; its length is their number."""

    def __init__(self) -> None:
        self._members: list[str] = []
        self._records: list[int | None] = []
        self._facts: list[Facts] = []

    def __len__(self) -> int:
        return len(self._facts)

    def add(self, member: str, record: int, facts: Facts) -> None:
        """Add a message; `record` is its ordinal in the member."""
        self._members.append(member)
        self._records.append(record)
        self._facts.append(facts)

    def take(self) -> InteractionBlock:
        """Return what was gathered as a block, and begin anew; there must be a message at least."""
        members, records, messages = self._members, self._records, self._facts
        self._members, self._records, self._facts = [], [], []
        keys, ats, kinds, witnesses, subjects, threads, replies, parties, _ = zip(*messages, strict=True)
        mailboxes, of_message, of_role, of_mailbox = _participants(parties)
        return InteractionBlock(
            channel="mail",
            keys=keys,
            members=members,
            records=records,
            ats=ats,
            kinds=kinds,
            witnesses=witnesses,
            subjects=subjects,
            threads=threads,
            replies=replies,
            digests=[_digest(facts) for facts in messages],
            mailboxes=mailboxes,
            of_message=of_message,
            of_role=of_role,
            of_mailbox=of_mailbox,
        )


def _participants(
    parties_of: Iterable[Parties],
) -> tuple[list[Mailbox], list[int], list[Role], list[int]]:
    """Return the mailboxes of a block, and for each participant its message, its role and its mailbox."""
    index: dict[Mailbox, int] = {}
    places_of: dict[str, list[int]] = {}  # by the text of the party: hashing a text is cheaper than its mailboxes
    of_message: list[int] = []
    of_role: list[Role] = []
    of_mailbox: list[int] = []
    for number, parties in enumerate(parties_of):
        for role, party in parties:
            places = places_of.get(party.text)
            if places is None:
                places = [index.setdefault(mailbox, len(index)) for mailbox in party.mailboxes]
                places_of[party.text] = places
            of_mailbox += places
            of_message += [number] * len(places)
            of_role += [role] * len(places)
    return list(index), of_message, of_role, of_mailbox


def _digest(facts: Facts) -> int:
    key, at, kind, witness, subject, thread, reply_to, parties, _ = facts
    told = [key, str(at), kind, witness, subject, thread, reply_to]
    for role, party in parties:
        told += (role, party.text)
    return digest64("\x1e".join(told).encode())
