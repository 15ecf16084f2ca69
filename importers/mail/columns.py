"""Messages are gathered as columns and handed over a block at a time, because mail comes by the million.

A record object a message would cost as much as all of the reading. Contract: `importers.records.InteractionBlock`.
"""

from __future__ import annotations

from collections.abc import Iterable

from importers.mail.facts import Facts
from importers.records import InteractionBlock, Mailbox, Role, digests64

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
        keys, ats, kinds, witnesses, subjects, threads, replies, *_ = zip(*messages, strict=True)
        digests, mailboxes, of_message, of_role, of_mailbox = _told_and_participants(messages)
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
            digests=digests,
            mailboxes=mailboxes,
            of_message=of_message,
            of_role=of_role,
            of_mailbox=of_mailbox,
        )


def _told_and_participants(
    messages: Iterable[Facts],
) -> tuple[list[int], list[Mailbox], list[int], list[Role], list[int]]:
    """Return the digest of each message, the mailboxes of all, and each participant's message, role and mailbox."""
    texts: list[bytes] = []
    index: dict[Mailbox, int] = {}
    places_of: dict[str, list[int]] = {}  # by the text of the party: hashing a text is cheaper than its mailboxes
    of_message: list[int] = []
    of_role: list[Role] = []
    of_mailbox: list[int] = []
    for number, (key, at, kind, witness, subject, thread, reply_to, parties, _) in enumerate(messages):
        told = [key, str(at), kind, witness, subject, thread, reply_to]
        for role, (mailboxes, text) in parties:
            told += role, text
            places = places_of.get(text)
            if places is None:
                places = places_of[text] = [index.setdefault(mailbox, len(index)) for mailbox in mailboxes]
            for place in places:
                of_message.append(number)
                of_role.append(role)
                of_mailbox.append(place)
        texts.append("\x1e".join(told).encode())
    return digests64(texts), list(index), of_message, of_role, of_mailbox
