"""A file of cards comes as pieces of text whose lines end in a line feed and nothing else, whatever the file holds.

A file in UTF-16 that has lost a byte would be nonsense from there to its end, so it is decoded anew from each BEGIN.
Line ends seen: LF, CR LF, CR CR LF (old iPhones) and CR, several of them in one file.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from importers.export import Member

LONGEST_LINE = 1 << 20
CHUNK = 1 << 18

_UTF_16 = re.compile(rb"B\0E\0G\0I\0N\0", re.IGNORECASE)
_LONE_RETURN = re.compile(rb"\r(?!\n)")


def pieces(member: Member) -> Iterator[bytes]:
    """Yield the text of a file in pieces of whole lines, each line, the first as well, with a line feed before it.

    Of a line longer than LONGEST_LINE bytes the rest is dropped. Errors: those of `importers.reading.DAMAGE`.
    """
    rest = b"\n"
    for chunk in _with_line_feeds(_chunks(member)):
        rest += chunk
        if end := max(rest.rfind(b"\n"), 0):
            yield rest[:end]
        rest = rest[end : end + LONGEST_LINE + 1]
    yield rest


def lines_of(head: bytes) -> bytes:
    """Return the text that a file begins with, a line feed before each line."""
    return b"\n" + b"".join(_with_line_feeds(_in_utf_8([head], utf_16_of(head))))


def utf_16_of(head: bytes) -> str | None:
    """Name the UTF-16 in which a file that begins with `head` has a BEGIN, or None where it has none.

    A file without a mark is of that kind in which more cards have more lines, else of that which its beginning shows.
    """
    starts = [found.start() for found in _UTF_16.finditer(head)]
    if not starts:
        return None
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return encoding
    votes = 0
    for start, stop in pairwise((*starts, len(head))):
        little, big = _line_ends(head[start:stop], "utf-16-le"), _line_ends(b"\0" + head[start:stop], "utf-16-be")
        votes += (big > little) - (big < little)
    return "utf-16-be" if votes > 0 or (votes == 0 and starts[0] % 2) else "utf-16-le"


def _line_ends(text: bytes, encoding: str) -> int:
    """Count what ends lines: fewer where the bytes are put together the wrong way."""
    decoded = text.decode(encoding, "replace")
    return decoded.count("\r") + decoded.count("\n")


def _chunks(member: Member) -> Iterator[bytes]:
    encoding = utf_16_of(member.head())
    with member.open() as stream:
        yield from _in_utf_8(iter(lambda: stream.read(CHUNK), b""), encoding)


def _in_utf_8(chunks: Iterable[bytes], utf_16: str | None) -> Iterator[bytes]:
    return _recoded(chunks, utf_16) if utf_16 else iter(chunks)


def _recoded(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    begin = "BEGIN:VCARD".encode(encoding)
    before_begin = re.compile(b"(?=%b)" % re.escape(begin), re.IGNORECASE)
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    held = b""
    for chunk in chunks:
        *stretches, last = before_begin.split(held + chunk)
        for stretch in stretches:
            text = decoder.decode(stretch)
            if text and decoder.getstate()[0]:  # half a character is left over: a byte is missing, maybe in a line end
                text += "\ufffd\n"
            decoder.reset()
            yield text.encode()
        held = last[-len(begin) :]
        yield decoder.decode(last[: -len(begin)]).encode()
    yield decoder.decode(held, final=True).encode()


def _with_line_feeds(chunks: Iterable[bytes]) -> Iterator[bytes]:
    held = b""  # a chunk may end within a line end
    for chunk in chunks:
        text = held + chunk
        held = text[len(text[:-2]) + len(text[-2:].rstrip(b"\r")) :]
        text = text.removesuffix(held)
        if _LONE_RETURN.search(text):
            text = text.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        yield text.replace(b"\r", b"")  # of whatever size, faster than to replace line ends
    yield held.replace(b"\r", b"\n")
