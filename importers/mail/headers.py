"""The headers that tell something about people are picked out of a header block by one regular expression.

A per-line loop would cost more than all the rest of the import: most lines of today's mail are signatures of servers.
The quantifiers are possessive, which keeps the expression linear on hostile headers. A header block begins with the
newline before its first line (`importers.mail.mbox`) and has no carriage returns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from importers.records import Role

ROLES: dict[str, Role] = {
    "from": "from",
    "sender": "sender",
    "reply-to": "reply-to",
    "to": "to",
    "cc": "cc",
    "bcc": "bcc",
    "delivered-to": "delivered-to",
    "x-original-to": "delivered-to",
}
"""The headers that name mailboxes, by lower-case name, and how those take part in the message."""

WANTED = (
    *("From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Delivered-To", "X-Original-To"),
    *("Date", "Subject", "Message-ID", "In-Reply-To", "References", "X-GM-THRID", "X-Gmail-Labels", "X-Mozilla-Status"),
    *("List-Id", "List-Post", "List-Unsubscribe", "Precedence", "Auto-Submitted", "Content-Type", "Content-Class"),
    *("Feedback-ID", "X-Campaign", "X-CampaignID", "X-Campaign-ID", "X-MC-User", "X-Failed-Recipients", "X-Unsent"),
)
"""The names of all headers that are read, as they are mostly spelled."""


def _any_of(names: Iterable[str]) -> str:
    """Return an expression for the names, grouped by their first letter, so that most lines fail at once."""
    groups = groupby(sorted(names), key=lambda name: name[0])
    return "|".join(f"{first}(?:{'|'.join(name[1:] for name in group)})" for first, group in groups)


def _in_any_case(names: str) -> str:
    return re.sub("[a-z]", lambda letter: f"[{letter[0].upper()}{letter[0]}]", names)


_VALUE = rb"[ \t]*+:[ \t]*+([^\n]*+(?:(?!\n[ \t])|(?:\n[ \t][^\n]*+)++))"  # the repeat is costly even where it is empty
_BY_SERVERS = rb"ARC-|Authent|Content-Tr|DKIM-|MIME-|Received|Return-|X-Gm-|X-Goog|X-Rec"
_NAMES = f"{_any_of(WANTED)}|{_in_any_case(_any_of(name.lower() for name in WANTED))}".encode()
pick = re.compile(rb"\n(?![ \t]|" + _BY_SERVERS + rb")(" + _NAMES + rb")" + _VALUE).findall
"""Return (name, value) of each wanted header of a block, in order; values still hold their folds."""

_RECEIVED = re.compile(rb"\n[Rr][Ee][Cc][Ee][Ii][Vv][Ee][Dd]" + _VALUE)


def first_received(block: bytes) -> bytes:
    """Return the value of the topmost Received header, which the last server wrote, or b""."""
    found = _RECEIVED.search(block)
    return found[1] if found else b""
