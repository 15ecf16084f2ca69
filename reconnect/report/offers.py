"""For whom what I have to offer may be of use: the words of the offer are found in what is known of them.

What I noted of somebody counts more than their work, and that more than the subject of an old letter, however many
letters there are: each word counts once, by the best place in which it was found. Between equals goes BM25 over all
that was found of each (Robertson & Zaragoza 2009, https://doi.org/10.1561/1500000019), as SQLite's FTS5 computes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from reconnect.report.facts import NoteKind
from reconnect.report.telling_words import START, alike, anywhere, one_line, start, words
from reconnect.report.words import month_words, shortened

Place: TypeAlias = NoteKind | Literal["address book", "category", "title", "organization", "subject"]
WEIGHTS: dict[Place, int] = {
    "interest": 8,
    "goal": 8,
    "skill": 8,
    "offer": 4,
    "met": 4,
    "note": 4,
    "address book": 4,
    "category": 4,
    "title": 3,
    "organization": 3,
    "subject": 1,
}
MOST_REASONS = 4
LONGEST_EXCERPT = 80


class Text(NamedTuple):
    """Something that is known of a person, and where it stands; `day` is that of a message, else None."""

    person: int
    place: Place
    text: str
    day: date | None = None


class Hit(NamedTuple):
    """A text on one line in which words of the offer stand: these, as the offer has them, and where the first is.

    `stems` are those of all its telling words, one that is like a word of the offer as the offer has it.
    """

    text: Text
    words: tuple[str, ...]
    at: int
    end: int
    stems: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Why this person: "interest: Python", "works at Berlin Pottery", "subject, March 2019: Python in Berlin"."""
        place, excerpt = self.text.place, self._excerpt()
        if place in _WORK:
            return f"{_WORK[place]} {excerpt}"
        return f"{place}, {month_words(self.text.day)}: {excerpt}" if self.text.day else f"{place}: {excerpt}"

    def _excerpt(self) -> str:
        """A long text is cut, from the first of the words on if that would be lost."""
        line = self.text.text
        return shortened(line if self.end < LONGEST_EXCERPT - 3 else f"...{line[self.at :]}", LONGEST_EXCERPT)


_WORK: dict[Place, str] = {"title": "works as", "organization": "works at"}


class Offer(NamedTuple):
    """Somebody for whom the offer may be of use, and why; `score` has no unit, the higher the better."""

    person: int
    name: str
    title: str
    organization: str
    reasons: tuple[str, ...]
    score: float


class Asked:
    """An offer as it is looked for: the stems of its telling words, each once, and with what such words `start`."""

    def __init__(self, stems: Iterable[str]) -> None:
        self.stems = tuple(dict.fromkeys(stems))
        self.starts = tuple(map(start, self.stems))

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        return anywhere(self.starts)

    @classmethod
    def read(cls, text: str) -> Asked:
        """Read what a person offers."""
        return cls(word.stem for word in words(one_line(text)))

    def hit(self, text: Text) -> Hit | None:
        """Return where words of the offer stand in a text, if any does."""
        if not self._anywhere.search(text.text):
            return None
        line = one_line(text.text)
        told = [(word, self._like(word.stem)) for word in words(line)]
        found = [(word, own) for word, own in told if own]
        if not found:
            return None
        first, _ = found[0]
        stems = tuple(own or word.stem for word, own in told)
        return Hit(text._replace(text=line), tuple(own for _, own in found), first.start, first.end, stems)

    def _like(self, stem: str) -> str:
        """Return the offer's own word that is like another, or ""."""
        return next((own for own in self.stems if alike(own, stem, START)), "")


def document(hits: Iterable[Hit]) -> str:
    """Return what was found of one person as BM25 is to see it."""
    return " ".join(stem for each in hits for stem in each.stems)


def score(hits: Sequence[Hit], bm25: float) -> float:
    """Return what was found of one person as a number: the weights, and less than 1 for `bm25` (0 or above)."""
    best: dict[str, int] = {}
    for each in hits:
        for word in each.words:
            best[word] = max(best.get(word, 0), WEIGHTS[each.text.place])
    return sum(best.values()) + bm25 / (1 + bm25)


def reasons(hits: Sequence[Hit]) -> tuple[str, ...]:
    """Return why somebody is told, the best reason first; of the letters with the same words the newest alone."""
    ordered = sorted(hits, key=_order)
    chosen: dict[object, Hit] = {}
    for each in ordered:
        chosen.setdefault(frozenset(each.words) if each.text.place == "subject" else each.sentence, each)
    return tuple(each.sentence for each in chosen.values())[:MOST_REASONS]


def _order(each: Hit) -> tuple[int, int, int, str]:
    newest = each.text.day.toordinal() if each.text.day else 0
    return -WEIGHTS[each.text.place], -len(set(each.words)), -newest, each.text.text
