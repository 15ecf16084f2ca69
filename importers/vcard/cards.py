"""Cuts a file into cards on bytes, before anything is decoded, so that no card can take another one with it.

A card ends at its END, at the next BEGIN, or with the file; a card nested in another's AGENT belongs to the outer one.
Pictures, sounds and keys are dropped here, unread, so that memory holds one card's text and nothing more.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from importers.export import Member
from importers.records import Origin, Problem

LONGEST_CARD = 1 << 20  # bytes of text; no real card comes near it once its pictures are gone
CHUNK = 1 << 18

_MARK = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:[\w-]++\.)?+(?:"  # files put one behind the other bring their byte order marks along
    rb"(?P<begin>BEGIN\s*+:\s*+VCARD\s*+$)"
    rb"|(?P<end>END\s*+:\s*+VCARD\s*+$)"
    rb"|(?P<nested>AGENT(?:;[^:]*+)?+:\s*+BEGIN\s*+:\s*+VCARD\s*+$)"
    rb"|(?P<nesting>AGENT(?:;[^:]*+)?+:\s*+$)"
    rb"|(?P<blob>(?:PHOTO|LOGO|SOUND|KEY|X-MS-CARDPICTURE|X-MS-OL-DESIGN)[;:])"
    rb")",
    re.IGNORECASE,
)
_REST_OF_BLOB = re.compile(rb"[ \t;=]|[A-Za-z0-9+/=]++\r*+$")
"""What cannot be a property: a folded line, the rest of a quoted-printable one, and base64 that was not indented."""

_UTF_16 = re.compile(rb"[\s\0]*+(B)\0E\0G\0I\0N\0", re.IGNORECASE)


@dataclass(slots=True)
class Card:
    """The lines of one card as bytes, each with its number in the card; `BEGIN` is line 1.

    Of `END`, pictures and nested cards nothing is left but an empty line, so that nothing is folded across them.
    `recoded` says that the bytes are UTF-8 whatever the card itself says, because the file was UTF-16.
    """

    recoded: bool = False
    lines: list[tuple[int, bytes]] = field(default_factory=list)
    count: int = 1
    size: int = 0
    depth: int = 1
    nesting: bool = False  # an AGENT waits for its card
    in_blob: bool = False

    def take(self, line: bytes, mark: str) -> None:
        """Add the next line, which `_MARK` has named."""
        self.count += 1
        self.depth += (mark in ("begin", "nested")) - (mark == "end")
        self.nesting = mark == "nesting" or (self.nesting and not line.strip())
        self.in_blob = mark == "blob" or (self.in_blob and not mark and _REST_OF_BLOB.match(line) is not None)
        if mark or not (self.in_blob or self.depth > 1):
            kept = b"" if mark else line.rstrip(b"\r")
            self.size += len(kept) + 1
            if self.size <= LONGEST_CARD:
                self.lines.append((self.count, kept))


def cards(member: Member) -> Iterator[tuple[Origin, Card | Problem]]:
    """Yield the cards of a file with their origins; what stands between them is passed over."""
    recoded, card, record = utf_16_of(member.head()) is not None, None, 0
    for line in chain.from_iterable(_lines(member)):
        if card is not None and card.in_blob and line[:1] == b" " and b":" not in line:
            card.count += 1  # nine lines of ten in a real file are the inside of a picture
            continue
        found = _MARK.match(line)
        mark = (found and found.lastgroup) or ""
        if mark == "begin" and not (card and card.nesting):
            if card:
                yield _checked(Origin(member.name, record), card)
            record += 1
            card = Card(recoded)
        elif card:
            card.take(line, mark)
            if not card.depth:
                yield _checked(Origin(member.name, record), card)
                card = None
    if card:
        yield _checked(Origin(member.name, record), card)


def _checked(origin: Origin, card: Card) -> tuple[Origin, Card | Problem]:
    if card.size > LONGEST_CARD:
        return origin, Problem(origin, f"it holds more than {LONGEST_CARD >> 20} MiB of text, pictures not counted")
    return origin, card


def utf_16_of(head: bytes) -> str | None:
    """Name the UTF-16 that a file begins with, by its mark or by a BEGIN with NULs between, or None."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if found := _UTF_16.match(head):
        return "utf-16-be" if found.start(1) % 2 else "utf-16-le"
    return None


def _lines(member: Member) -> Iterator[list[bytes]]:
    """Yield lines, many at a time, ended by LF, CR LF, CR CR LF or CR; one without end is cut, never held."""
    rest = b""
    for chunk in _chunks(member):
        *lines, rest = (rest + chunk).split(b"\n")
        yield lines
        rest = rest[: LONGEST_CARD + 1]
    yield [rest]


def _chunks(member: Member) -> Iterator[bytes]:
    head = member.head()
    utf_16 = utf_16_of(head)
    decoder = codecs.getincrementaldecoder(utf_16)("replace") if utf_16 else None
    cr_ends_lines = b"\r" in head and b"\n" not in head
    with member.open() as stream:
        while chunk := stream.read(CHUNK):
            data = decoder.decode(chunk).encode() if decoder else chunk
            yield data.replace(b"\r", b"\n") if cr_ends_lines else data
