"""A message that came back is told by the machine that gave it up: whom it did not reach, and which message it was.

This alone is read from behind a header, and only where a machine wrote: it is a report to a program, not the body of a
letter. A notice of delay names the same people as a failure does, and tells nothing. Formats: RFC 3464 (the status of a
delivery) in RFC 6522 (multipart/report); QSBMF (qmail, cr.yp.to/proto/qsbmf.txt); X-Failed-Recipients is Exim's and
Gmail's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

MOST_REPORT = 64 << 10
"""Bytes behind a header that are read of a report; what a server says to people stands before the status."""

_STATUS = re.compile(rb"\ncontent-type:[ \t]*message/(?:global-)?delivery-status\b(.*?)(?=\n--|\Z)", re.I | re.S)
_FOLD = re.compile(rb"\n[ \t]++")
_ACTION = re.compile(rb"^action[ \t]*:[ \t]*failed\b", re.I | re.M)
_RECIPIENT = re.compile(rb"^(?:final|original)-recipient[ \t]*:(?:[^;\n]*+;)?[ \t]*+<?([^<>\s,;]++)", re.I | re.M)
_COPY = re.compile(rb"\n--- Below this line is a copy of the message\.")
_PARAGRAPH = re.compile(rb"^<([^<>\s]++)>:[ \t]*+$", re.M)
_DELAY = re.compile(rb"\bdelay", re.I)
_MESSAGE_ID = re.compile(rb"^message-id:\s*+<([^<>\s]++)>", re.I | re.M)


class Returned(NamedTuple):
    """Whom a message did not reach, as mailboxes stand in a header, b"" where all is well, and the message's id."""

    failed: bytes
    message: bytes


NOTHING = Returned(b"", b"")


def returned(fields: Mapping[bytes, bytes], report: bytes | memoryview) -> Returned:
    """Read what a machine wrote; `fields` holds raw header values by name, `report` begins where the header ends."""
    if not _may_tell(fields):
        return NOTHING
    text = bytes(report[:MOST_REPORT]).replace(b"\r\n", b"\n")
    addresses, end = _told(fields, text)
    if not addresses:
        return NOTHING
    message = _MESSAGE_ID.search(text, end)
    return Returned(b", ".join(dict.fromkeys(addresses)), message[1] if message else b"")


def _may_tell(fields: Mapping[bytes, bytes]) -> bool:
    """Tell whether a header is that of a report; most machines have something else to say."""
    is_report = fields.get(b"Content-Type", b"")[:16].lower() == b"multipart/report"
    return is_report or b"X-Failed-Recipients" in fields or b"mailer-daemon@" in fields.get(b"From", b"").lower()


def _told(fields: Mapping[bytes, bytes], text: bytes) -> tuple[list[bytes], int]:
    """Return the addresses that failed, and where in the text what came back begins, or before."""
    if statuses := list(_STATUS.finditer(text)):
        return [each for status in statuses for each in _failed(status[1])], statuses[-1].end()
    if copy := _COPY.search(text):
        return _PARAGRAPH.findall(text, 0, copy.start()), copy.end()
    if b"X-Failed-Recipients" in fields and not _DELAY.search(fields.get(b"Subject", b"")):
        return [fields[b"X-Failed-Recipients"]], 0
    return [], 0


def _failed(status: bytes) -> Iterator[bytes]:
    """Yield the addresses in the status of a delivery, which has a paragraph for each recipient."""
    for recipient in _FOLD.sub(b" ", status).split(b"\n\n"):
        if _ACTION.search(recipient):
            yield from _RECIPIENT.findall(recipient)
