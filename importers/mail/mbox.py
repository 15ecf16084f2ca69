"""An mbox is cut into messages by their From_ lines, and of each message the header block alone is taken out.

A line that begins with "From " is prose more often than one thinks: a separator also ends in a date of asctime's form
(or is the bare `From -` of Thunderbird), and a header follows it. At the very start the header line alone decides. A
blank line before it is not asked for, and Content-Length is not believed. Format: samples/mail/FORMAT.md.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator
from typing import TypeAlias

from importers.export import DAMAGE
from importers.mail.bounces import MOST_REPORT
from importers.mail.finding import finder

MOST_HEADER = 1 << 20
"""Bytes of a header block that are looked at; what lies behind them is cut off."""

Message: TypeAlias = tuple[bytes, bytes, "bytes | memoryview"]
"""The From_ line, b"" where there is none, the header block, and what is at hand behind it.

That is enough for a report (`importers.mail.bounces`), and is another when the next message is asked for.
"""

BOM = b"\xef\xbb\xbf"
BUFFER = 4 << 20

_HEADER_LINE = rb"[!-9;-~]{1,200}+[ \t]{0,99}+:"
_DATE = (
    rb"[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]?\d [ \d]?\d:\d\d(?::\d\d)?"
    rb"(?: (?:[+-]\d{4}|[A-Z]{1,5}))? \d{4}(?: (?:[+-]\d{4}|[A-Z]{1,5}))?"
)
_SENDER = rb"(?:[^\s]{1,998}+ |[^\n]{0,998}[ \t])?"  # one word in nearly all; the other choice goes back and forth
_SEPARATOR = re.compile(rb"\n(From (?:-|" + _SENDER + _DATE + rb")[ \t]{0,99}+\r?)(?=\n" + _HEADER_LINE + rb")")
_OPENING = re.compile(rb"\n(?:" + BOM + rb")?(From (?![ \t]*:)[^\n]{0,998}+)(?=\n" + _HEADER_LINE + rb")")
_LONGEST_SEPARATOR = 2_000
_BLANK_LINES = re.compile(rb"\n(?:(?:" + BOM + rb")?[ \t\r]*+\n)*+")
_EMPTY_LINE = re.compile(rb"\n(?=\r?\n)")


def holds_separator(head: bytes) -> bool:
    """Tell whether a message begins in a file that begins so, be it at its start or later."""
    return _SEPARATOR.search(b"\n" + head) is not None


def opens_mailbox(head: bytes) -> bool:
    """Tell whether a file that begins so is an mbox, of one message or of many."""
    return _OPENING.match(b"\n" + head[: len(BOM) + _LONGEST_SEPARATOR]) is not None


def read_message(head: bytes, rest: io.RawIOBase | io.BufferedIOBase, on_read: Callable[[int], object]) -> Message:
    """Return a single message.

    `head` is its beginning; more is read from `rest` only where the header does not end in it, or a report follows.
    """
    from_line, block, behind = split_message(head)
    if behind is None:
        head += rest.read(MOST_HEADER) or b""
        from_line, block, behind = split_message(head)
    behind = behind or b""
    if b"multipart/report" in block.lower():
        more = rest.read(MOST_REPORT) or b""
        head, behind = head + more, behind + more
    on_read(len(head))
    return from_line, block, behind


def split_message(message: bytes) -> tuple[bytes, bytes, bytes | None]:
    """Return the From_ line, the header block, and what stands behind it, None where the header does not end.

    Header blocks, here and in `read_range`, begin with the newline before their first line and end before the newline
    of their last.
    """
    data = b"\n" + message.removeprefix(BOM)
    opening = _OPENING.match(data)
    start = opening.end() if opening else 0
    empty = _EMPTY_LINE.search(data, start)
    end = min(empty.start() if empty else len(data), start + MOST_HEADER)
    return opening[1] if opening else b"", data[start:end], data[end:] if empty else None


def read_range(
    stream: io.RawIOBase | io.BufferedIOBase,
    start: int = 0,
    stop: int | None = None,
    on_read: Callable[[int], object] = lambda _: None,
) -> Iterator[Message]:
    """Yield each message whose From_ line begins in [start, stop), in bytes.

    Ranges that cover a file give its messages, each once, wherever they are cut; a range that does not start at 0
    needs a stream that can seek. Memory is one buffer, whatever the size of the file. Where the first From_ line of the
    file is damaged or missing, what stands before the second is yielded with b"" in its place.
    """
    window = _Window(stream, start, stop, on_read)
    found = window.separator(0) if start else _OPENING.match(window.buffer, 0, window.end)
    if not start and not found:
        end, block, limit = _without_from_line(window)
        if block:
            yield b"", block, window.view[end:limit]
        found = window.separator(end)
    found = found or window.further_separator(0)
    while found and (stop is None or window.offset + found.start(1) < stop):
        if window.end - found.start() <= MOST_HEADER + _LONGEST_SEPARATOR and not window.is_last:
            found = window.moved_to(found)
        following = window.separator(found.end())
        limit = following.start() if following else window.end
        end = window.end_of_header(found.end(), limit)
        yield found[1], bytes(window.view[found.end() : end]), window.view[end : min(limit, found.end() + MOST_HEADER)]
        found = following or window.further_separator(end)
    if window.damage and not found:
        raise window.damage


def _without_from_line(window: _Window) -> tuple[int, bytes, int]:
    """Return where the header at the start of a file that begins without a From_ line ends, that block, and a limit.

    No more belongs to the message than stands before the limit. The block is b"" where nothing but blank lines stand
    before the first From_ line.
    """
    blank = _BLANK_LINES.match(window.buffer, 0, window.end)
    first = blank.end() - 1 if blank else 0
    if first >= window.end - 1 or _SEPARATOR.match(window.buffer, first, window.end):
        return first, b"", first
    following = window.separator(first)
    limit = following.start() if following else window.end
    end = window.end_of_header(first, limit)
    block = bytes(window.view[first:end]).replace(b"\n" + BOM, b"\n", 1)
    return end, block, min(limit, first + MOST_HEADER)


class _Window:
    """The part of a stream that is in memory: `buffer[:end]`, which stands at `offset` in the stream.

    It opens one byte before `start`, because a separator begins with a newline; before the first byte of a stream that
    newline is made up. It ends where no header that begins before `stop` can reach.
    """

    def __init__(
        self,
        stream: io.RawIOBase | io.BufferedIOBase,
        start: int,
        stop: int | None,
        on_read: Callable[[int], object],
    ) -> None:
        self.buffer = bytearray(BUFFER + 1)  # one more than a finder looks through
        self.view = memoryview(self.buffer)[:BUFFER]
        self.offset, self.end, self.is_last = start - 1, 0, False
        self.damage: BaseException | None = None
        self._left = sys.maxsize if stop is None else stop + 1 - start + MOST_HEADER + 2 * _LONGEST_SEPARATOR
        self._stream, self._on_read, self._find = stream, on_read, finder(self.buffer)
        if start:
            stream.seek(start - 1)
        else:
            self.buffer[0], self.end = ord("\n"), 1
        self._fill()

    def separator(self, start: int) -> re.Match[bytes] | None:
        """Return the first separator at or behind `start`, as far as the window reaches."""
        at = self._find(b"\nFrom ", start, self.end)
        while at >= 0:
            if found := _SEPARATOR.match(self.buffer, at, self.end):
                return found
            at = self._find(b"\nFrom ", at + 1, self.end)
        return None

    def further_separator(self, position: int) -> re.Match[bytes] | None:
        """Return the first separator beyond the window, which moves on; none begins behind `position` in it."""
        found = None
        while not found and not self.is_last:
            self._move_to(max(position, self.end - _LONGEST_SEPARATOR))
            found, position = self.separator(0), 0
        return found

    def moved_to(self, found: re.Match[bytes]) -> re.Match[bytes]:
        """Move what begins with a separator to the front, and return that separator."""
        pattern = found.re
        self._move_to(found.start())
        again = pattern.match(self.buffer, 0, self.end)
        assert again is not None, "more of the file cannot undo what stood there"
        return again

    def end_of_header(self, start: int, limit: int) -> int:
        """Return where the header that starts at `start` ends: at an empty line, else at `limit`, the next message."""
        limit = min(limit, start + MOST_HEADER)
        behind = min(limit + 1, self.end)
        end = self._find(b"\n\n", start, behind)
        end = limit if end < 0 else end
        if self.buffer.find(b"\r", start, end) < 0:
            return end
        empty = _EMPTY_LINE.search(self.buffer, start, behind)
        return empty.start() if empty else limit

    def _move_to(self, position: int) -> None:
        """Move what begins at `position` to the front, and read on."""
        self.buffer[: self.end - position] = self.buffer[position : self.end]
        self.offset += position
        self.end -= position
        self._fill()

    def _fill(self) -> None:
        while self.end < BUFFER and not self.is_last:
            try:
                got = self._stream.readinto(self.view[self.end : self.end + self._left]) or 0
            except DAMAGE as error:  # it is raised when all that precedes it is read
                self.damage, got = error.with_traceback(None), 0
            self._on_read(got)
            self.end += got
            self._left -= got
            self.is_last = got == 0
