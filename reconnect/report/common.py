"""What a person and I have in common: what they care about, are after or can do meets what I do, or could offer them.

Nobody is told a likeness that is none: a word must be the same but for its ending, or begin with the whole of the
other one, which has six letters at least ("organ" and "organic" have five in common, and nothing else).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, Protocol, TypeAlias

from reconnect.report.facts import Note, NoteKind
from reconnect.report.telling_words import alike, one_line, words

SHORTEST = 6
"""A word that another one begins with has so many letters."""

Mine: TypeAlias = Literal["interest", "goal", "offer"]
MEETS: dict[NoteKind, tuple[Mine, ...]] = {
    "interest": ("interest", "goal", "offer"),
    "goal": ("goal", "offer", "interest"),
    "skill": ("goal", "interest"),
}
"""What of theirs meets what of mine, the closest first: they can do what I am after, they are after what I offer."""
_BETWEEN = re.compile(r"[,;\n]")


class AboutMe(Protocol):
    """The settings that tell what I care about and what I am after, with commas or semicolons between."""

    @property
    def interests(self) -> str: ...  # noqa: D102

    @property
    def goals(self) -> str: ...  # noqa: D102


class Common(NamedTuple):
    """One thing in common: words of mine, and words of theirs from the note of that id, both as they were written.

    `kind` "offer" is something that I noted that I could offer them.
    """

    kind: Mine
    mine: str
    their_kind: NoteKind
    theirs: str
    note: int

    @property
    def words(self) -> str:
        """It as it is shown: "kilns (their interest, yours too)", "Slovene (their skill; your goal: learn Slovene)"."""
        theirs, mine = f"their {self.their_kind}", f"your {self.kind}"
        if self.kind == "offer":
            return f"{self.mine} ({mine}; {theirs}: {self.theirs})"
        if _as_one(self.mine) == _as_one(self.theirs):
            return f"{self.theirs} ({theirs}, {'yours too' if self.kind == self.their_kind else mine})"
        return f"{self.theirs} ({theirs}; {mine}: {self.mine})"


def common_ground(mine: AboutMe, notes: Sequence[Note]) -> tuple[Common, ...]:
    """Return what a person, by the notes about them, and I have in common; each thing of theirs once."""
    own: dict[Mine, list[str]] = {
        "interest": _parts(mine.interests),
        "goal": _parts(mine.goals),
        "offer": [part for note in notes if note.kind == "offer" for part in _parts(note.value)],
    }
    return tuple(dict.fromkeys(_found(own, notes)))


def _found(own: dict[Mine, list[str]], notes: Sequence[Note]) -> Iterator[Common]:
    for note in notes:
        for theirs in _parts(note.value) if note.kind in MEETS else ():
            meeting = (
                Common(kind, each, note.kind, theirs, note.id)
                for kind in MEETS[note.kind]
                for each in own[kind]
                if _meet(each, theirs)
            )
            yield from list(meeting)[:1]


def _parts(text: str) -> list[str]:
    return [line for part in _BETWEEN.split(text) if (line := one_line(part))]


def _meet(one: str, other: str) -> bool:
    if _as_one(one) == _as_one(other):
        return True
    return any(alike(a.stem, b.stem, SHORTEST) for a in words(one) for b in words(other))


def _as_one(text: str) -> str:
    return text.casefold()
