"""An mbox is cut into messages by their From_ lines, and of each message the header block alone is taken out.

A line that begins with "From " is prose more often than one thinks: a separator also ends in a date of asctime's form
(or is the bare `From -` of Thunderbird), and a header follows it. At the very start the header line alone decides. A
blank line before it is not asked for, and Content-Length is not believed. Format: samples/mail/FORMAT.md.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator

MOST_HEADER = 1 << 20
"""Bytes of a header block that are looked at; what lies behind them is cut off."""

BOM = b"\xef\xbb\xbf"
BUFFER = 8 << 20

_HEADER_LINE = rb"[!-9;-~]{1,200}+[ \t]*+:"
_DATE = (
    rb"[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]?\d [ \d]?\d:\d\d(?::\d\d)?"
    rb"(?: (?:[+-]\d{4}|[A-Z]{1,5}))? \d{4}(?: (?:[+-]\d{4}|[A-Z]{1,5}))?"
)
_SEPARATOR = re.compile(rb"\n(From (?:-|(?:[^\n]{0,998}[ \t])?" + _DATE + rb")[ \t]*+\r?)(?=\n" + _HEADER_LINE + rb")")
_OPENING = re.compile(rb"\n(?:" + BOM + rb")?(From (?![ \t]*:)[^\n]{0,998}+)(?=\n" + _HEADER_LINE + rb")")
_LONGEST_SEPARATOR = 2_000
_BLANK_LINES = re.compile(rb"(?:\n(?:" + BOM + rb")?[ \t\r]*+(?=\n))*")
_EMPTY_LINE = re.compile(rb"\n(?=\r?\n)")
_END_OF_HEADER = re.compile(rb"\n(?=[\r\nF])(?:\r?\n|(From ))")  # the look ahead fails faster than the choice


def holds_separator(head: bytes) -> bool:
    """Tell whether a message begins in a file that begins so, be it at its start or later."""
    return _SEPARATOR.search(b"\n" + head) is not None


def opens_mailbox(head: bytes) -> bool:
    """Tell whether a file that begins so is an mbox, of one message or of many."""
    return _OPENING.match(b"\n" + head[: len(BOM) + _LONGEST_SEPARATOR]) is not None


def read_message(
    head: bytes, rest: io.RawIOBase | io.BufferedIOBase, on_read: Callable[[int], object]
) -> tuple[bytes, bytes]:
    """Return the From_ line, b"" where there is none, and the header block of a single message.

    `head` is its beginning; more is read from `rest` only where the header does not end in it.
    """
    from_line, block, is_whole = split_message(head)
    if not is_whole:
        more = rest.read(MOST_HEADER) or b""
        from_line, block, _ = split_message(head + more)
        on_read(len(more))
    on_read(len(head))
    return from_line, block


def split_message(message: bytes) -> tuple[bytes, bytes, bool]:
    """Return the From_ line, the header block, and whether the end of the header was there.

    Header blocks, here and in `read_range`, begin with the newline before their first line and end before the newline
    of their last.
    """
    data = b"\n" + message.removeprefix(BOM)
    opening = _OPENING.match(data)
    start = opening.end() if opening else 0
    end = _EMPTY_LINE.search(data, start)
    return opening[1] if opening else b"", data[start : end.start() if end else start + MOST_HEADER], end is not None


def read_range(
    stream: io.RawIOBase | io.BufferedIOBase,
    start: int = 0,
    stop: int | None = None,
    on_read: Callable[[int], object] = lambda _: None,
) -> Iterator[tuple[bytes, bytes]]:
    """Yield the From_ line and the header block of each message whose From_ line begins in [start, stop), in bytes.

    Ranges that cover a file give its messages, each once, wherever they are cut; a range that does not start at 0
    needs a stream that can seek. Memory is one buffer, whatever the size of the file. Where the first From_ line of the
    file is damaged or missing, what stands before the second is yielded with b"" in its place.
    """
    window = _Window(stream, start, on_read)
    look = _SEPARATOR.search if start else _OPENING.match
    position = 0
    if not start and not look(window.buffer, 0, window.end):
        look = _SEPARATOR.search
        position, block = _without_from_line(window)
        if block:
            yield b"", block
    while True:
        found = look(window.buffer, position, window.end)
        if found is None:
            if window.is_last:
                return
            window.move_to(max(position, window.end - _LONGEST_SEPARATOR))
            position = 0
        elif stop is not None and window.offset + found.start(1) >= stop:
            return
        elif window.end - found.start() <= MOST_HEADER + _LONGEST_SEPARATOR and not window.is_last:
            window.move_to(found.start())
            position = 0
        else:
            look = _SEPARATOR.search
            position = _end_of_header(window, found.end())
            yield found[1], bytes(window.view[found.end() : position])


def _without_from_line(window: _Window) -> tuple[int, bytes]:
    """Return the header block at the start of a file that does not begin with a From_ line, and where it ends.

    It is b"" where nothing but blank lines stand before the first From_ line.
    """
    blank = _BLANK_LINES.match(window.buffer, 0, window.end)
    first = blank.end() if blank else 0
    if first >= window.end - 1 or _SEPARATOR.match(window.buffer, first, window.end):
        return first, b""
    end = _end_of_header(window, first)
    return end, bytes(window.view[first:end]).replace(b"\n" + BOM, b"\n", 1)


def _end_of_header(window: _Window, start: int) -> int:
    """Return where the header that starts at `start` ends: at an empty line, or where the next message begins."""
    limit = min(window.end, start + MOST_HEADER)
    end = _END_OF_HEADER.search(window.buffer, start, limit)
    while end and end[1] and not _SEPARATOR.match(window.buffer, end.start(), window.end):
        end = _END_OF_HEADER.search(window.buffer, end.start() + 1, limit)
    return end.start() if end else limit


class _Window:
    """The part of a stream that is in memory: `buffer[:end]`, which stands at `offset` in the stream.

    It opens one byte before `start`, because a separator begins with a newline; before the first byte of a stream that
    newline is made up.
    """

    def __init__(self, stream: io.RawIOBase | io.BufferedIOBase, start: int, on_read: Callable[[int], object]) -> None:
        self.buffer = bytearray(BUFFER)
        self.view = memoryview(self.buffer)
        self.offset, self.end, self.is_last = start - 1, 0, False
        self._stream, self._on_read = stream, on_read
        if start:
            stream.seek(start - 1)
        else:
            self.buffer[0], self.end = ord("\n"), 1
        self._fill()

    def move_to(self, position: int) -> None:
        """Move what begins at `position` to the front, and read on."""
        self.buffer[: self.end - position] = self.buffer[position : self.end]
        self.offset += position
        self.end -= position
        self._fill()

    def _fill(self) -> None:
        while self.end < BUFFER and not self.is_last:
            got = self._stream.readinto(self.view[self.end :]) or 0
            self._on_read(got)
            self.end += got
            self.is_last = got == 0
