"""The facts of a message are read from its header block, in one of two ways that give the same answer.

The fast way reads the usual shapes by itself and hands the odd ones to the email package; the plain way hands it all
of them (`importers.mail.plain`), and a test holds the two equal. Headers may repeat: of mailboxes every occurrence
counts, of all else the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from importers.mail import addresses, bounces, dates, headers, words
from importers.mail.addresses import NOBODY, Party
from importers.mail.headers import ROLES, WANTED
from importers.mail.kinds import kind_of
from importers.mail.left_out import reason_by_headers
from importers.records import Kind, Role, digest64

MOST = 64 << 10
"""Bytes of one header that are read."""

MOST_OF_A_SENDER = 4 << 10
"""Bytes of From, Sender and Reply-To that are read."""


class _Spellings(dict[bytes, bytes]):
    """The usual spelling of each wanted header, by this one, others that are often met, or any other."""

    def __missing__(self, spelling: bytes) -> bytes:
        return self[spelling.lower()]


_USUAL = _Spellings(
    (spelling.encode(), name.encode())
    for name in WANTED
    for spelling in (name.title(), name.upper(), name.lower(), name)
)
_ROLES = [(name.encode(), ROLES[name.lower()]) for name in WANTED if name.lower() in ROLES]
_USUAL_ID = re.compile(rb"<([!-;=?-~]++)>").match

Parties: TypeAlias = tuple[tuple[Role, Party], ...]
"""The mailboxes of each header that names some, with the role that the header gives them."""


class Way(NamedTuple):
    """How to read the four things that are costly: the headers in a block, mailboxes, words and dates."""

    pick: Callable[[bytes], list[tuple[bytes, bytes]]]
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


def read_facts(block: bytes, from_line: bytes = b"", way: Way = FAST, rest: bytes | memoryview = b"") -> Facts:
    """Read a header block, as `importers.mail.mbox` cuts them, the From_ line before it, and the report behind it."""
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n").replace(b"\r", b" ")
    picked = way.pick(block)
    if len(block) > MOST:
        picked = [(name, _cut(name, value)) for name, value in picked]
    fields = {_USUAL[name]: value for name, value in reversed(picked)}
    repeated = _all_values(picked) if len(fields) < len(picked) else {}
    parties = []
    for name, role in _ROLES:
        if name in fields:
            for value in repeated.get(name) or (fields[name],):
                party = way.party(value if len(value) <= MOST_OF_A_SENDER else _cut(name, value))
                if party.mailboxes:
                    parties.append((role, party))
    senders = parties[0][1] if parties and parties[0][0] == "from" else NOBODY
    at = way.seconds(fields.get(b"Date", b""))
    if at is None:
        at = dates.from_line_seconds(from_line) or dates.received_seconds(headers.first_received(block))
    subject = way.words(fields.get(b"Subject", b""))
    key = _first_id(fields.get(b"Message-ID", b"")) or _composite_key(at, senders, subject)
    kind, witness = kind_of(fields, senders)
    thread, reply_to = _conversation(fields)
    if kind == "automatic" and (returned := bounces.returned(fields, rest)).failed:
        parties.append(("failed", way.party(returned.failed)))
        reply_to = reply_to or words.text(returned.message)
    return Facts(key, at, kind, witness, subject, thread, reply_to, tuple(parties), reason_by_headers(fields))


def _all_values(picked: list[tuple[bytes, bytes]]) -> dict[bytes, list[bytes]]:
    """Return the values of each header, by its usual name."""
    values: dict[bytes, list[bytes]] = {}
    for name, value in picked:
        values.setdefault(_USUAL[name], []).append(value)
    return values


def _conversation(fields: Mapping[bytes, bytes]) -> tuple[str, str]:
    """Return what groups a message with others, and the key of the one it answers, each "" where nothing tells it."""
    answered = _first_id(fields[b"In-Reply-To"]) if b"In-Reply-To" in fields else ""
    references = fields.get(b"References", b"")
    of_gmail = fields.get(b"X-GM-THRID", b"")
    thread = of_gmail.decode() if of_gmail.isdigit() else words.text(of_gmail) or _first_id(references) or answered
    return thread, answered or (_last_id(references) if references else "")


def _cut(name: bytes, value: bytes) -> bytes:
    """Cut a header between two mailboxes or words, or half an address would pass for a whole one."""
    role = ROLES.get(name.decode().lower())
    most = MOST_OF_A_SENDER if role in ("from", "sender", "reply-to") else MOST
    return value if len(value) <= most else value[:most].rpartition(b"," if role else b" ")[0]


def _first_id(value: bytes) -> str:
    """Return what stands in the first angle brackets, else the value where it is a single word."""
    if not value:
        return ""
    if usual := _USUAL_ID(value):
        return usual[1].decode()
    start = value.find(b"<") + 1
    if not start:
        return words.text(value) if len(value.split()) == 1 else ""
    return words.text(value[start:].partition(b">")[0].lstrip(b"<"))


def _last_id(value: bytes) -> str:
    return _first_id(value[max(value.rfind(b"<"), 0) :])


def _composite_key(at: int | None, senders: Party, subject: str) -> str:
    told = f"{at}\x1e{senders.text}\x1e{subject}"
    return f"without-id-{digest64(told.encode()) & 0xFFFF_FFFF_FFFF_FFFF:016x}"
