"""Cuts a file into cards on bytes, before anything is decoded, so that no card can take another one with it.

A card ends at its END, at the next BEGIN, or with the file; a card nested in another's AGENT belongs to the outer one.
Where a BEGIN is damaged its lines stand outside of all cards, and would be passed over as junk in silence: lines there
that a card could hold are a card too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from importers.export import Member
from importers.records import Origin, Problem, raw_digest
from importers.vcard.pieces import pieces, utf_16_of

LONGEST_CARD = 32 << 20  # bytes, pictures counted; no real card comes near it

RULES = b"1\n"
"""Goes into the digests; another one when cards are read otherwise than before, so that known ones are read again."""

NO_BEGIN = "its BEGIN line is missing or damaged"
NO_END = "its END line is missing or damaged"

_VCARD = rb"[ \t]*+:[ \t]*+VCARD[ \t]*+(?=\n|\Z)"
MARK = re.compile(
    rb"\n(?:[ \t\xef\xbb\xbf]*+(?:"  # files put one behind the other bring their byte order marks along
    rb"(?P<begin>BEGIN%(vcard)b)"
    rb"|(?P<end>END%(vcard)b))"
    rb"|(?P<version>VERSION[;:])"
    rb"|AGENT(?:;[^:\n]*+)?+:[ \t]*+(?:(?P<nested>BEGIN%(vcard)b)|(?P<agent>(?=\n|\Z))))" % {b"vcard": _VCARD},
    re.IGNORECASE,
)
_CONTENT = re.compile(
    rb"\n(?:[\w-]++\.)?+(?:(?:VERSION|FN|N|EMAIL|TEL|ORG|ADR|UID|REV|BDAY|URL|NICKNAME|TITLE)"
    rb"|(?:version|fn|n|email|tel|org|adr|uid|rev|bday|url|nickname|title))[;:]"
)
"""A line that only a card holds. Prose has "Email:" and "NOTE:" too."""

_DAMAGE = re.compile(rb"BEGIN:|:VCARD|[\0-\x08\x0e-\x19\x1b-\x1f]|\xef\xbf\xbd", re.IGNORECASE)
"""What no prose holds that stands between cards, but the remains of a card do; 0x1a ends files of DOS."""

_CUT_OFF = re.compile(rb"\n[^\s\x1a]++\Z")
"""The end of a file in which a card begins, for prose ends a line or has more than one word."""


@dataclass(frozen=True, slots=True)
class Card:
    """The lines of one card between BEGIN and END as bytes, a line feed before each.

    `losses` says what is missing of the card itself. `recoded` says that the bytes are UTF-8 whatever the card says,
    because the file was UTF-16. `digest` is the same for the same card in any file, None for one with losses.
    """

    text: bytes
    recoded: bool = False
    losses: tuple[str, ...] = ()
    digest: int | None = None

    @property
    def before(self) -> int:
        """How many lines of the card stand before those of `text`: its BEGIN, or none."""
        return 0 if NO_BEGIN in self.losses else 1


def cards(member: Member) -> Iterator[tuple[Origin, Card | Problem]]:
    """Yield the cards of a file with their origins; what stands between them and is no card is passed over."""
    recoded = utf_16_of(member.head()) is not None
    for record, (text, losses) in enumerate(cut(pieces(member)), start=1):
        origin = Origin(member.name, record)
        if len(text) > LONGEST_CARD:
            yield origin, Problem(origin, f"it is longer than {LONGEST_CARD >> 20} MiB")
        else:
            digest = None if losses else raw_digest(b"%b%d%b" % (RULES, recoded, text))
            yield origin, Card(text, recoded, losses, digest)


@dataclass(slots=True)
class _Stretch:
    """The lines since the last card ended: of a card that has `begun`, else those that stand between two cards.

    `inside` counts the cards that are open in it. `agent` and `version` are where such a line ended in the present
    piece, or -1: an AGENT that still waits for its card, the last VERSION.
    """

    begun: bool = False
    inside: int = 0
    agent: int = -1
    version: int = -1
    has_content: bool = False
    parts: list[bytes] = field(default_factory=list)
    size: int = 0

    def goes_on(self, piece: bytes, mark: re.Match[bytes]) -> bool:
        """Take notice of a mark, and tell whether the lines behind it belong here too."""
        kind, at = mark.lastgroup, mark.start()
        is_card = self.begun or self.version >= 0
        if kind == "agent":
            self.agent = mark.end()
        elif kind == "nested" or (kind == "begin" and is_card and self._waits_for_agent(piece, at)):
            self.inside, self.agent = self.inside + is_card, -1
        elif kind == "end" and self.inside:
            self.inside -= 1
        elif kind == "version" and self.inside:
            pass
        elif kind == "version" and not (self.version >= 0 and self._holds_content(piece, at)):
            self.version = mark.end()
        else:  # the second VERSION of a card is that of the next one; the lines between, END and BEGIN, are lost
            return False
        return True

    def add(self, text: bytes) -> None:
        """Keep lines, too many of them not at all."""
        if self.size <= LONGEST_CARD:
            self.parts.append(text)
            self.size += len(text)

    def turn(self, piece: bytes, at: int) -> None:
        """Keep the lines from `at` to the end of a piece; another piece follows."""
        self.agent = 0 if self._waits_for_agent(piece, len(piece)) else -1
        if self.version >= 0:
            self.has_content, self.version = self._holds_content(piece, len(piece)), 0
        self.add(piece[at:])

    def card(self, by: str | None) -> tuple[bytes, tuple[str, ...]] | None:
        """Return the lines with what is missing of the card, or None if they are none; `by` is what ended them."""
        text = b"".join(self.parts)
        if self.begun and by == "end":
            return text, ()
        if not self.begun and not _tells_of_a_card(text, by):
            return None
        faults = ((NO_BEGIN, not self.begun), (NO_END, by != "end"))
        return text if self.begun else b"\n" + text.lstrip(), tuple(fault for fault, there in faults if there)

    def _waits_for_agent(self, piece: bytes, at: int) -> bool:
        return self.agent >= 0 and not piece[self.agent : at].strip()

    def _holds_content(self, piece: bytes, at: int) -> bool:
        return self.has_content or _CONTENT.search(piece, self.version, at) is not None


def _tells_of_a_card(text: bytes, by: str | None) -> bool:
    """Tell whether the lines outside of all cards are those of one whose BEGIN is lost."""
    if by == "end":
        return bool(text.strip())
    return any(sign.search(text) for sign in ((_CONTENT, _DAMAGE) if by else (_CONTENT, _DAMAGE, _CUT_OFF)))


def cut(texts: Iterable[bytes]) -> Iterator[tuple[bytes, tuple[str, ...]]]:
    """Yield the lines of each card, with what is missing of it; pieces of any size give the same cards."""
    now = _Stretch()
    for piece in texts:
        at = 0
        for mark in MARK.finditer(piece):
            if now.goes_on(piece, mark):
                continue
            now.add(piece[at : mark.start()])
            if card := now.card(mark.lastgroup):
                yield card
            if mark.lastgroup == "version":
                at, now = mark.start(), _Stretch(version=mark.end())
            else:
                at, now = mark.end(), _Stretch(begun=mark.lastgroup == "begin")
        now.turn(piece, at)
    if card := now.card(None):
        yield card
