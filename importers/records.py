"""What an importer says about an export: immutable records, word for word as the source has them.

Nothing here is lower-cased, repaired or guessed; normal forms belong to `reconnect.identity`. One raw record of the
source (a card, a row, a message) becomes exactly one record here, so that the counts of an import add up.

The words, used in this sense everywhere:

- export: what a person downloaded from a service: a file, a folder or a ZIP
- importer: reads one kind of export and yields records
- contact: one address-book entry as one source tells it; never merged, never edited
- interaction: one dated exchange between people (a mail, a chat message, an invitation)
- origin: the member file inside the export, and the record's ordinal in it
- problem: a record that could not be read, with the reason
- skipped: a record that was read and rightly left out (spam, draft, deleted, hidden member), counted by reason
- me: the person whose archive it is

Contact fields carry the names of RFC 6350 in words.
"""

from __future__ import annotations

import hashlib
import math
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

Role: TypeAlias = Literal["from", "sender", "reply-to", "to", "cc", "bcc", "delivered-to", "failed"]
"""How a participant stands in an interaction, in the words of RFC 5322. A chat has `from` and `to`.

In the report of a mail server, `failed` is whom a message did not reach (RFC 3464).
"""

Kind: TypeAlias = Literal["personal", "bulk", "list", "automatic", "calendar", "click"]
"""Who made it: a person (`personal`), a campaign, a mailing list, a machine, a calendar, or a button (`click`)."""

UPLOADED = "address book|"
"""How a contact's key begins that a service has from an uploaded address book: known to me, not connected there."""

ContactKind: TypeAlias = Literal["individual", "org", "group"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record stands: `member` is the file inside the export, `record` its 1-based ordinal there.

    An export that is a single file has itself as its one member. `record` is None for the file as a whole.
    """

    member: str
    record: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One address-book entry as its source tells it.

    `key` is stable in its source: the native id, else the profile URL, else name and first e-mail, phone or date.
    `since` is the date (ISO, as much of it as is known) on which the source says the two were connected.
    `handles` are names in other services, as `service:name` ("skype:ada.byron"). `related` are the people it names
    beside its own, as `relation: name` or the name alone. `is_me` marks what the source says about the archive's owner.
    `losses` names the lines of a damaged record that could not be read while the rest could. `raw` is the digest of the
    record's bytes where the importer can tell by it that it read the same record before, else None.
    """

    key: str
    origin: Origin
    formatted_name: str = ""
    given_name: str = ""
    family_name: str = ""
    nicknames: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    organization: str = ""
    title: str = ""
    birthday: str = ""
    anniversary: str = ""
    related: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    note: str = ""
    uid: str = ""
    revision: str = ""
    kind: ContactKind = "individual"
    since: str = ""
    is_me: bool = False
    losses: tuple[str, ...] = ()
    raw: int | None = None


@dataclass(frozen=True, slots=True)
class Repeated:
    """A record whose bytes have the digest `raw` of a contact that was read before; see `importers.base.Rereader`."""

    origin: Origin
    raw: int


class Mailbox(NamedTuple):
    """A display name with an address: an addr-spec in mail, a profile URL in a service, "" where a name is all.

    `key` is the contact key in its source, so that a participant and an address-book entry of one source can meet.
    """

    key: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Participant:
    """One mailbox in one role of an interaction."""

    role: Role
    mailbox: Mailbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """One dated exchange between people; its body is never kept.

    `key` is the same wherever this exchange is seen again (a Message-ID, else a composite that the importer states).
    `at` is None where no witness gives a plausible time. `witness` is the header or field that told the `kind`.
    `thread` groups what belongs together; `reply_to` is the key of what this answers, or "".
    """

    key: str
    origin: Origin
    channel: str
    at: datetime | None
    participants: tuple[Participant, ...]
    kind: Kind = "personal"
    witness: str = ""
    subject: str = ""
    thread: str = ""
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that was read and rightly left out; `reason` is a short plural noun, such as "deleted or spam"."""

    origin: Origin
    reason: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that could not be read; `reason` is a sentence for a person."""

    origin: Origin
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionBlock:
    """Many interactions of one channel as columns, for sources with millions of them.

    All columns from `keys` to `digests` have one entry a message. `ats` are seconds since 1970 in UTC, or None.
    `digests` are signed 64-bit hashes of all facts of a message (key and participants too, origin not): equal facts,
    equal digest. `mailboxes` are local to the block; the three `of_` columns have one entry a participant: the index
    of its message, its role, and the index of its mailbox.
    """

    channel: str
    keys: Sequence[str]
    members: Sequence[str]
    records: Sequence[int | None]
    ats: Sequence[int | None]
    kinds: Sequence[Kind]
    witnesses: Sequence[str]
    subjects: Sequence[str]
    threads: Sequence[str]
    replies: Sequence[str]
    digests: Sequence[int]
    mailboxes: Sequence[Mailbox]
    of_message: Sequence[int]
    of_role: Sequence[Role]
    of_mailbox: Sequence[int]

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[Interaction]:
        participants: dict[int, tuple[Participant, ...]] = {
            message: tuple(Participant(role, self.mailboxes[mailbox]) for _, role, mailbox in group)
            for message, group in groupby(
                zip(self.of_message, self.of_role, self.of_mailbox, strict=True), lambda row: row[0]
            )
        }
        for i, at in enumerate(self.ats):
            yield Interaction(
                key=self.keys[i],
                origin=Origin(self.members[i], self.records[i]),
                channel=self.channel,
                at=None if at is None else datetime.fromtimestamp(at, UTC),
                participants=participants.get(i, ()),
                kind=self.kinds[i],
                witness=self.witnesses[i],
                subject=self.subjects[i],
                thread=self.threads[i],
                reply_to=self.replies[i],
            )

    @classmethod
    def pack(cls, interactions: Sequence[Interaction]) -> InteractionBlock:
        """Make a block of one channel's interactions, at least one, in their order; times are cut to the second."""
        index: dict[Mailbox, int] = {}
        of = [
            (i, participant.role, index.setdefault(participant.mailbox, len(index)))
            for i, interaction in enumerate(interactions)
            for participant in interaction.participants
        ]
        (channel,) = {interaction.channel for interaction in interactions}
        return cls(
            channel=channel,
            keys=[x.key for x in interactions],
            members=[x.origin.member for x in interactions],
            records=[x.origin.record for x in interactions],
            ats=[_seconds(x.at) for x in interactions],
            kinds=[x.kind for x in interactions],
            witnesses=[x.witness for x in interactions],
            subjects=[x.subject for x in interactions],
            threads=[x.thread for x in interactions],
            replies=[x.reply_to for x in interactions],
            digests=[fact_digest(x) for x in interactions],
            mailboxes=list(index),
            of_message=[row[0] for row in of],
            of_role=[row[1] for row in of],
            of_mailbox=[row[2] for row in of],
        )


Record: TypeAlias = Contact | Interaction | InteractionBlock | Skipped | Problem


def digest64(text: bytes) -> int:
    """Return a signed 64-bit hash, the same in every process and on every machine (BLAKE2b, RFC 7693)."""
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big", signed=True)


def digests64(texts: Iterable[bytes]) -> list[int]:
    """Return the `digest64` of each text."""
    digests = [hashlib.blake2b(text, digest_size=8).digest() for text in texts]
    return list(struct.unpack(f">{len(digests)}q", b"".join(digests)))


def raw_digest(data: bytes) -> int:
    """Return a signed 64-bit hash of a record as it stands in its file, where bytes are many (SHA-256, FIPS 180-4)."""
    return int.from_bytes(hashlib.sha256(data).digest()[:8], "big", signed=True)


def fact_digest(interaction: Interaction) -> int:
    """Return the digest of everything an interaction says, its origin left out, its time to the second."""
    x = interaction
    return digest_told(
        (x.channel, x.key, str(_seconds(x.at)), x.kind, x.witness, x.subject, x.thread, x.reply_to),
        told_of(x.participants),
    )


def digest_told(facts: Sequence[str], parties: bytes) -> int:
    """Return the digest of an interaction from its facts, in the order of `fact_digest`, and its `told_of`.

    For importers that make blocks: many interactions have the same participants.
    """
    return digest64(_told(facts) + b"\x1f" + parties)


def told_of(participants: Iterable[Participant]) -> bytes:
    """Return what all participants say in one text; different ones never give the same."""
    return _told([x for p in participants for x in (p.role, p.mailbox.key, p.mailbox.name, p.mailbox.address)])


def _told(texts: Sequence[str]) -> bytes:
    told = "\x1f".join(texts)
    if told.count("\x1f") != len(texts) - 1 or "\x1b" in told:
        told = "\x1f".join(text.replace("\x1b", "\x1b1").replace("\x1f", "\x1b2") for text in texts)
    return told.encode("utf-8", "surrogatepass")


def _seconds(at: datetime | None) -> int | None:
    return None if at is None else math.floor(at.timestamp())
