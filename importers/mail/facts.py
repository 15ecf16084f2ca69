"""The facts of a message are read from its header block alone, in one of two ways that give the same answer.

The fast way reads the usual shapes by itself and hands the odd ones to the email package; the plain way hands it all
of them (`importers.mail.plain`), and a test holds the two equal. Headers may repeat: of mailboxes every occurrence
counts, of all else the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

from importers.mail import addresses, dates, headers, words
from importers.mail.addresses import NOBODY, Party
from importers.mail.headers import ROLES, WANTED
from importers.mail.kinds import kind_of
from importers.mail.left_out import reason_by_headers
from importers.records import Kind, Role, digest64

MOST = 64 << 10
"""Bytes of one header that are read."""

MOST_OF_A_SENDER = 4 << 10
"""Bytes of From, Sender and Reply-To that are read."""


class _Fields(dict[bytes, tuple[str, Role | None]]):
    """The lower-case name and the role of each wanted header, by its name as it is mostly spelled, or any other way."""

    def __missing__(self, name: bytes) -> tuple[str, Role | None]:
        return self[name.lower()]


_FIELDS = _Fields(
    (spelling.encode(), (name.lower(), ROLES.get(name.lower())))
    for name in WANTED
    for spelling in (name, name.lower(), name.upper(), name.title())
)
_USUAL_ID = re.compile(rb"<([!-;=?-~]++)>").match
_MOST = {role: MOST_OF_A_SENDER if role in ("from", "sender", "reply-to") else MOST for role in ROLES}


Parties: TypeAlias = tuple[tuple[Role, Party], ...]
"""The mailboxes of each header that names some, with the role that the header gives them."""


class Way(NamedTuple):
    """How to read the four things that are costly: the headers in a block, mailboxes, words and dates."""

    pick: Callable[[bytes], Iterable[tuple[bytes, bytes]]]
    party: Callable[[bytes], Party]
    words: Callable[[bytes], str]
    seconds: Callable[[bytes], int | None]


FAST = Way(headers.pick, addresses.party, words.words, dates.date_seconds)


class Facts(NamedTuple):
    """What a header block says; the fields are those of an Interaction, with `at` in seconds since 1970.

    `left_out` is the reason to leave the message out, or "".
    """

    key: str
    at: int | None
    kind: Kind
    witness: str
    subject: str
    thread: str
    reply_to: str
    parties: Parties
    left_out: str


def read_facts(block: bytes, from_line: bytes = b"", way: Way = FAST) -> Facts:
    """Read a header block, as `importers.mail.mbox` cuts them, and the From_ line that stood before it."""
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n").replace(b"\r", b" ")
    fields: dict[str, bytes] = {}
    parties: list[tuple[Role, Party]] = []
    read_party = way.party
    for name, value in way.pick(block):
        field, role = _FIELDS[name]
        if role is None:
            if field not in fields:
                fields[field] = value if len(value) <= MOST else _cut(value, MOST, b" ")
        else:
            party = read_party(value if len(value) <= MOST_OF_A_SENDER else _cut(value, _MOST[field], b","))
            if party.mailboxes:
                parties.append((role, party))
    return _facts(fields, tuple(parties), block, from_line, way)


def _facts(fields: dict[str, bytes], parties: Parties, block: bytes, from_line: bytes, way: Way) -> Facts:
    get = fields.get
    at = way.seconds(get("date", b""))
    if at is None:
        at = dates.from_line_seconds(from_line) or dates.received_seconds(headers.first_received(block))
    subject = way.words(get("subject", b""))
    senders = next((party for role, party in parties if role == "from"), NOBODY)
    references = get("references")
    answered = _first_id(get("in-reply-to", b""))
    kind, witness = kind_of(fields, senders)
    return Facts(
        _first_id(get("message-id", b"")) or _composite_key(at, senders, subject),
        at,
        kind,
        witness,
        subject,
        words.text(get("x-gm-thrid", b"")) or (_first_id(references) if references else "") or answered,
        answered or (_last_id(references) if references else ""),
        parties,
        reason_by_headers(fields),
    )


def _cut(value: bytes, most: int, between: bytes) -> bytes:
    """Cut a header between two mailboxes or words, or half an address would pass for a whole one."""
    return value if len(value) <= most else value[:most].rpartition(between)[0]


def _first_id(value: bytes) -> str:
    """Return what stands in the first angle brackets, else the value where it is a single word."""
    if usual := _USUAL_ID(value):
        return usual[1].decode()
    if not value:
        return ""
    start = value.find(b"<") + 1
    if not start:
        return words.text(value) if len(value.split()) == 1 else ""
    return words.text(value[start:].partition(b">")[0].lstrip(b"<"))


def _last_id(value: bytes) -> str:
    return _first_id(value[max(value.rfind(b"<"), 0) :])


def _composite_key(at: int | None, senders: Party, subject: str) -> str:
    told = f"{at}\x1e{senders.text}\x1e{subject}"
    return f"without-id-{digest64(told.encode()) & 0xFFFF_FFFF_FFFF_FFFF:016x}"
