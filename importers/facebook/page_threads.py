"""A thread in a page becomes what its JSON would say, so that both give the same records.

Who takes part is told in a line of its own for groups alone; the title names the other one in a talk between two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from importers.facebook.content import Entry
from importers.facebook.page_dates import day_comes_first, is_time, moment
from importers.facebook.pages import Page, Piece

_PARTICIPANTS = re.compile(
    r"(?i)(?:participant\w*|partecipanti|teilnehmer\w*|deelnemers|uczestnicy|deltagere?|deltakere|osallistujat|参加者"
    r"|参与者|參與者|참가자) ?[:：] ?(?P<names>.+)"
)
LONGEST = 10_000
"""Characters in which the names of a group are told; a longer line is a message."""

_LAST = re.compile(r" (?:and|und|et|y|e|en|i|og|och|ja|oraz) ")
_CALL = re.compile(
    r"(?P<who>.+) (?:called (?P<whom>.+?)"
    r"|missed (?P<whose>.+?) (?:video |audio )?(?:call|chat)(?: from (?P<caller>.+?))?)\.?"
)


def threads(page: Page, owner: str, day_first: bool | None) -> Iterator[Entry]:
    """Yield each thread of a page as the object of a JSON file, but with a `Moment` for each time.

    Downloads to 2018 hold all threads in one page. `owner` is "" where not known. `day_first` is how numeric dates are
    to be read where the dates of this page do not tell.
    """
    pieces = page.pieces(is_time)
    lines = _lines(page, pieces)
    own = day_comes_first(piece.when for piece in pieces)
    for circle, group in groupby(pieces, key=lambda piece: piece.circle):
        told = list(group)
        people = _people(page.title, circle, lines, [piece.who for piece in told if piece.when], owner)
        known = {*people, *(piece.who for piece in told if piece.when and piece.who)}
        yield {
            "title": ", ".join(sorted(people)) if circle else page.title,
            "owner": page.heading if circle else "",
            "participants": people,
            "messages": [_message(piece, known, day_first if own is None else own) for piece in _sent(told, known)],
        }


def is_thread(page: Page) -> bool:
    """Tell by who writes in it whether a page is a thread: its participants name one of them.

    So does its title, but an article of anybody's has it above its date as well.
    """
    pieces = page.pieces(is_time)
    senders = {piece.who for piece in pieces if piece.who}
    circles = {piece.circle for piece in pieces}
    told = set[str]().union(*(_participants(line, senders) for line in _lines(page, pieces)))
    if page.is_marked_by_machine:
        told.add(page.title)
    return not senders.isdisjoint(told.union(*(_names(circle[:LONGEST], senders) for circle in circles)))


def _sent(pieces: list[Piece], known: set[str]) -> list[Piece]:
    """Return the messages: a piece without a time is one too, unless it is about the thread and stands before all."""
    first = next((place for place, piece in enumerate(pieces) if piece.when), len(pieces))
    return [piece for piece in pieces[:first] if piece.who in known] + pieces[first:]


def _message(piece: Piece, known: set[str], day_first: bool | None) -> Entry:
    entry = {"sender_name": piece.who, "timestamp": moment(piece.when, day_first), "content": piece.text}
    return {**entry, "type": "Call"} if _is_call(piece.text, known) else entry


def _is_call(text: str, known: set[str]) -> bool:
    """Tell whether a text is "Zoe called you." or "You missed a call from Zoe.", which JSON marks by fields."""
    found = _CALL.fullmatch(text) if len(text) < 200 else None
    if not found:
        return False
    names = {"You", "you", "your", "a", "an"}.union(known, (name.split(" ")[0] for name in known))
    return all(name in names for name in found.groups() if name)


def _people(title: str, circle: str, lines: list[str], senders: list[str], owner: str) -> list[str]:
    known = set(filter(None, (*senders, owner, title)))
    if circle:
        return _participants(circle, known) or _names(circle[:LONGEST], known)
    for line in lines:
        if names := _participants(line, known):
            return names
    wrote = list(dict.fromkeys(filter(None, senders)))
    return wrote if len(wrote) > 1 else list(dict.fromkeys(filter(None, (title, *wrote, owner))))


def _participants(line: str, known: set[str]) -> list[str]:
    """Return the names in a line such as "Participants: A, B and C", [] for another; `known` are names for certain."""
    found = _PARTICIPANTS.fullmatch(line) if len(line) < LONGEST else None
    return _names(found["names"], known) if found else []


def _lines(page: Page, pieces: list[Piece]) -> list[str]:
    """Return where participants may be told: at the beginning, the title too, but not in what somebody wrote."""
    written = {line for piece in pieces for line in piece.text.split("\n")}
    return [line for line in page.texts()[:100] if line not in written]


def _names(text: str, known: set[str]) -> list[str]:
    names = [name.strip() for name in re.split(r"[,、]", text)]
    if names[-1] not in known:
        cuts = [(names[-1][: cut.start()], names[-1][cut.end() :]) for cut in _LAST.finditer(names[-1])]
        names[-1:] = next((cut for cut in cuts if not known.isdisjoint(cut)), cuts[-1] if cuts else names[-1:])
    return [name for name in names if name]
