"""Whether a person, a list, a campaign, a calendar or a machine made a message is told by its headers alone.

The first mark wins, in the order calendar, report, list, bulk, automatic; what has no mark is personal. Marks: RFC 2919
and 2369 (lists), 3834 (Auto-Submitted), 6522 (reports), and what senders of campaigns add for the mail services.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from importers.mail.addresses import Party
from importers.records import Kind

_MARKS: tuple[tuple[str, bytes, Kind], ...] = (
    ("Content-Type", rb"text/calendar\b", "calendar"),
    ("Content-Type", rb"multipart/report\b", "automatic"),  # of a delivery, or that a letter was opened
    ("Content-Class", rb"urn:content-classes:calendarmessage\b", "calendar"),
    ("List-Id", rb"", "list"),
    ("List-Post", rb"(?!NO\b)", "list"),  # RFC 2369: "NO" is said where nobody may post
    ("Precedence", rb"list\b", "list"),
    ("List-Unsubscribe", rb"", "bulk"),
    ("Precedence", rb"(?:bulk|junk)\b", "bulk"),
    ("Feedback-ID", rb"", "bulk"),
    ("X-Campaign", rb"", "bulk"),
    ("X-CampaignID", rb"", "bulk"),
    ("X-Campaign-ID", rb"", "bulk"),
    ("X-MC-User", rb"", "bulk"),
    ("Auto-Submitted", rb"(?!no\b)", "automatic"),
)
_RULES = [(header.encode(), re.compile(value, re.IGNORECASE), kind, header) for header, value, kind in _MARKS]
_MARKED = {header for header, *_ in _RULES} - {b"Content-Type"}
_MARKED_TYPES = (b"text/calendar", b"multipart/report")

_MACHINE = re.compile(
    r"(?:.*[._+-])?(?:no|do[._-]?not|donot)[._-]?reply(?:[^a-z].*)?"
    r"|(?:nicht[._-]?antworten|keine[._-]?antwort|ne[._-]?pas[._-]?repondre|no[._-]?(?:responder|contestar)"
    r"|nao[._-]?respond(?:a|er)|non[._-]?rispondere)(?:[._+-].*)?"
    r"|mailer-daemon|postmaster|bounces?(?:[._+=-].*)?|.*[._+-]bounces?",
    re.IGNORECASE | re.DOTALL,
)


def kind_of(fields: Mapping[bytes, bytes], senders: Party) -> tuple[Kind, str]:
    """Return the kind of a message and the header that tells it; `senders` stand in From.

    `fields` holds raw header values by name.
    """
    marked = fields.get(b"Content-Type", b"")[:16].lower().startswith(_MARKED_TYPES)
    if marked or not _MARKED.isdisjoint(fields):
        for field, pattern, kind, header in _RULES:
            if field in fields and pattern.match(fields[field].strip()):
                return kind, header
    for mailbox in senders.mailboxes:
        if is_machine(mailbox.address):
            return "automatic", "From"
    return "personal", ""


@lru_cache(maxsize=1 << 15)
def is_machine(address: str) -> bool:
    """Tell whether an address says by itself that nobody reads it: no-reply and bounce senders."""
    return _MACHINE.fullmatch(address.rpartition("@")[0]) is not None
