"""What a server gives of messages is handed on as an mbox of headers, which the mail importer reads like any other.

No header of a message can pass for the beginning of another: lines that look so are quoted as mboxes quote them.
"""

from __future__ import annotations

import csv
import io
import re
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from imapclient import imap_utf7
from imapclient.response_parser import parse_fetch_response

from importers.containers import Container, Entry
from importers.mail.dates import date_seconds
from importers.mail.headers import WANTED
from reconnect.sources.base import Fetched

ITEMS = (f"BODY.PEEK[HEADER.FIELDS ({' '.join(WANTED)})]",)
ITEMS_OF_GMAIL = ("X-GM-THRID", "X-GM-LABELS")
USUAL_SIZE = 600
"""Bytes of a message's headers, about, by which progress is told."""

Told: TypeAlias = dict[bytes, Any]
"""What a server tells of a message, by the names of IMAP; `HEADER` are the headers that were asked for."""

_MEMBER = "mail"
_USUAL = re.compile(rb"\d+ \(UID (\d+) HEADER \{\d+\}").fullmatch
_FIRST_HEADER = re.compile(rb"^[!-9;-~]{1,200}+[ \t]{0,99}+:", re.MULTILINE)
_DATE = re.compile(rb"^date[ \t]*+:[ \t]*+([^\r\n]*)", re.MULTILINE | re.IGNORECASE)
_LOOKS_LIKE_ANOTHER = re.compile(rb"^(?=From (?![ \t]*:))", re.MULTILINE)


def told_of(answer: Sequence[Any]) -> dict[int, Told]:
    """Return what a server answered of messages, by UID, from what imaplib makes of that.

    IMAPClient reads letter by letter, so what has the usual shape is read here, at a tenth of the cost.
    """
    lines, ends = answer[::2], answer[1::2]
    usual = [_USUAL(each[0]) if isinstance(each, tuple) else None for each in lines]
    if all(usual) and set(ends) == {b")"}:
        return {int(found[1]): {b"HEADER": each[1]} for found, each in zip(usual, lines, strict=True) if found}
    odd: dict[int, Told] = parse_fetch_response(list(answer), normalise_times=False)
    return odd


def is_dated(items: Told) -> bool:
    """Tell whether a message says itself when it was sent; of all others the server must say when it came."""
    header = items.get(b"HEADER")
    date = _DATE.search(header) if isinstance(header, bytes) else None
    return date is not None and date_seconds(date[1]) is not None


def letter(items: Told) -> bytes:
    """Return a message as it stands in an mbox, b"" where it has none of the headers."""
    header = items.get(b"HEADER")
    if not isinstance(header, bytes):
        return b""
    text = header.replace(b"\r\n", b"\n").partition(b"\n\n")[0].rstrip(b"\r\n")
    first = _FIRST_HEADER.search(text)
    if first is None:
        return b""
    text = _LOOKS_LIKE_ANOTHER.sub(b">", text[first.start() :])
    return b"From MAILER-DAEMON %s\n%s%s\n\n" % (_asctime(items.get(b"INTERNALDATE")), _of_gmail(items), text)


def _asctime(at: object) -> bytes:
    """Return the time at which a server got a message, in UTC; where it was not asked, one that nobody believes."""
    return time.asctime(at.utctimetuple() if isinstance(at, datetime) else time.gmtime(0)).encode()


def _of_gmail(items: Told) -> bytes:
    """Return a message's thread and labels as the headers that Takeout gives them."""
    thread, labels = items.get(b"X-GM-THRID"), items.get(b"X-GM-LABELS")
    told = b"X-GM-THRID: %d\n" % thread if isinstance(thread, int) else b""
    if not isinstance(labels, tuple):
        return told
    row = io.StringIO()
    csv.writer(row, lineterminator="").writerow([_label(each) for each in labels])
    return told + b"X-Gmail-Labels: %s\n" % " ".join(row.getvalue().split()).encode("utf-8", "replace")


def _label(label: object) -> str:
    """Return a label in words; those of Gmail itself begin with a backslash."""
    if not isinstance(label, bytes):
        return str(label)
    try:
        return str(imap_utf7.decode(label)).removeprefix("\\")
    except UnicodeDecodeError:
        return label.decode("latin-1")


class Letters(Container):
    """A container of one mailbox, of about so many messages, that comes in pieces."""

    is_single_file = True
    is_packed = False

    def __init__(self, messages: int, pieces: Callable[[], Iterator[bytes]]) -> None:
        size = messages * USUAL_SIZE
        self.entries, self.damaged = {_MEMBER: Entry(size, size)}, []
        self._pieces = pieces

    def head(self, name: str, size: int) -> bytes:
        """Return the beginning, of what has come; more of it would be lost to whoever reads all."""
        with self.open(name) as stream:
            return stream.read(size) or b""

    def open(self, name: str) -> _Stream:  # noqa: ARG002  (there is one)
        """Open the mailbox."""
        return _Stream(self._pieces())


class Mail(Fetched):
    """The export of a folder that was asked for by its name or its mark: what that name says is not asked again."""

    @property
    def name(self) -> str:
        """The same for all."""
        return _MEMBER


class _Stream(io.RawIOBase):
    """Bytes that come in pieces."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._piece = pieces, memoryview(b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with what is at hand, else with the next piece."""
        if not self._piece:
            self._piece = memoryview(next(self._pieces, b""))
        size = min(len(buffer), len(self._piece))
        buffer[:size] = self._piece[:size]
        self._piece = self._piece[size:]
        return size
