"""Which names are worth comparing at all: those that share enough letters to be one person's.

All pairs would be too many, so names meet in blocks: a family name with a given name or what it is short for, an
initial, or the first letters of one part where the other is equal. A name that its source wrote the other way round
meets its mirror image.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from reconnect.identity.grades import Grade, grade
from reconnect.identity.names import Name

Key = tuple[str, ...]

LARGEST = 60
"""Names in a block of one full name; a larger one is of names so common that they tell nothing."""

LARGEST_OF_LETTERS = 20
"""Names in a block of letters."""


def candidates(names: Sequence[Name]) -> Iterator[tuple[Name, Name, Grade]]:
    """Yield each two different full names that one person may bear, once, with how well they agree.

    `names` are different ones, in an order that decides the order of what is yielded.
    """
    place = {name: number for number, name in enumerate(names)}
    seen: set[tuple[int, int]] = set()
    for block, largest in _blocks(names):
        if len(block) <= largest:
            for a, b in combinations(sorted({place[name] for name in block}), 2):
                if (a, b) not in seen:
                    seen.add((a, b))
                    how = grade(names[a], names[b])
                    if how >= Grade.PART:
                        yield names[a], names[b], how


def _blocks(names: Sequence[Name]) -> Iterator[tuple[list[Name], int]]:
    whole: dict[Key, list[Name]] = defaultdict(list)
    letters: dict[Key, list[Name]] = defaultdict(list)
    initials: dict[Key, list[Name]] = defaultdict(list)
    for name in names:
        for part in sorted(name.parts):
            initials[part, name.given[:1]].append(name)
            if len(name.given) > 1:
                for root in sorted(name.roots | ({name.half} - {""})):
                    whole[part, root].append(name)
        if not name.ordered:
            whole[name.given, name.family].append(name)
        if len(name.family) > 4:
            letters["family", name.given, name.family[:3]].append(name)
        if len(name.given) > 3:
            letters["given", name.family, name.given[:2]].append(name)
    yield from ((block, LARGEST) for block in whole.values() if len(block) > 1)
    for block in initials.values():
        yield from (([short, *block], LARGEST_OF_LETTERS) for short in block if len(short.given) == 1)
    yield from ((block, LARGEST_OF_LETTERS) for block in letters.values() if len(block) > 1)
