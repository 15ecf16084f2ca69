"""How many other people of a name to expect: a rare name alone nearly tells who it is, a common one tells nothing.

Names are counted in the contacts themselves, by how many different partners each part is seen with, since one rare
person with eight contacts is no sign of a common name; a census fills in what few contacts cannot know. The formula and
its constants were fitted to invented address books: expected = people * kappa * P(given) * P(family).

Each part has a weight, sqrt(people) * P, and weights go in steps. So one contact more changes the weights of few parts,
and what has to be worked out anew is what is about these.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cache, lru_cache
from math import sqrt
from typing import Any, TypeAlias

import numpy as np

from reconnect.identity.census import family_share, given_share
from reconnect.identity.digests import Floats, Ints, Table, digest, digest_of_name, digests, together
from reconnect.identity.grades import Grade
from reconnect.identity.names import Name
from reconnect.identity.normal import name_key
from reconnect.identity.words import (
    FAMILY_NAMES_ELSEWHERE,
    FAMILY_NAMES_THAT_COME_FIRST,
    GIVEN_NAMES_ELSEWHERE,
    HAN_SURNAMES,
)

KAPPA, KAPPA_OUTSIDE_THE_CENSUS = 10.0, 40.0
ONE_SCRIPT, TWO_SCRIPTS = 5.0, 10.0
"""What another writing than Latin adds: homophones, and families that share few names."""
SLIP_OF_THE_PEN, OTHER_MIDDLE_NAME = 30.0, 20.0
LEAST_GIVEN, LEAST_FAMILY = 2e-5, 4e-6
INITIAL = 0.08
CENSUS_WEIGHS = 500
FEWEST_PEOPLE = 150
"""People whom anybody knows, though fewer are in their contacts (Dunbar 1992)."""

GIVEN_ELSEWHERE, FAMILY_ELSEWHERE = 0.005, 0.01
"""The shares of those who bear a name that is among the most common of another country than the census's."""

STEPS = 5
"""Steps in which what is counted grows tenfold."""

NAMES = np.dtype([("name", "i8"), ("person", "i8")])
"""A full name, and the given name in full with the family name: how many of these there are is how many people."""

PARTS = np.dtype([("name", "i8"), ("part", "i8"), ("partner", "i8"), ("background", "f8")])
"""A part of a name, what it is seen with in this name, and the share of all people who bear it."""

Part: TypeAlias = tuple[str, str, float]


def tables_of(names: Collection[Name]) -> tuple[Table, Table, Table]:
    """Return what is counted of full names: the rows of `NAMES`, and of `PARTS` for given and for family names."""
    counted = np.zeros(len(names), NAMES)
    counted["name"] = [digest_of_name(name) for name in names]
    counted["person"] = digests(together(_main_root(name.roots), name.family) for name in names)
    return counted, _parts(names, _given_parts), _parts(names, _family_parts)


def _parts(names: Collection[Name], parts_of: Callable[[Name], Iterator[Part]]) -> Table:
    told = [(digest_of_name(name), *part) for name in names for part in parts_of(name)]
    rows = np.zeros(len(told), PARTS)
    rows["name"], rows["background"] = [name for name, *_ in told], [background for *_, background in told]
    rows["part"], rows["partner"] = digests(part for _, part, *_ in told), digests(partner for *_, partner, _ in told)
    return rows


def _given_parts(name: Name) -> Iterator[Part]:
    return ((root, name.family, _given_background(root)) for root in sorted(name.roots))


def _family_parts(name: Name) -> Iterator[Part]:
    given = _main_root(name.roots)
    return ((part, given, _family_background(part)) for part in sorted(name.parts))


def stepped(values: Floats) -> Ints:
    """Return in which step each value is; 0 is 1, and `STEPS` is 10."""
    steps: Ints = np.rint(np.log10(values) * STEPS).astype(np.int64)
    return steps


def of_step(step: int) -> float:
    """Return the value in the middle of a step."""
    return float(10.0 ** (step / STEPS))


class Weights:
    """The weight of each part of a name; `steps` go with `parts`, the digests."""

    def __init__(self, rows: Table, people: int) -> None:
        self._people, self._known = people, dict[str, float]()
        order = np.lexsort((rows["partner"], rows["part"]))
        part, partner = rows["part"][order], rows["partner"][order]
        is_new = np.append(True, part[1:] != part[:-1])[: len(part)]
        starts = np.flatnonzero(is_new)
        is_other = is_new | np.append(True, partner[1:] != partner[:-1])[: len(part)]
        seen = np.add.reduceat(is_other.astype(np.int64), starts) if len(starts) else starts
        self.parts: Ints = part[starts]
        self.steps = stepped(self._weighed(seen, rows["background"][order][starts]))

    def _weighed(self, seen: Any, background: Any) -> Any:
        weight = max(CENSUS_WEIGHS, self._people / 4)
        return sqrt(self._people) * (np.maximum(seen - 1, 0) + weight * background) / (self._people + weight)

    def of(self, part: str) -> float:
        """Return the weight of a part of one of the names."""
        if part not in self._known:
            self._known[part] = of_step(int(self.steps[np.searchsorted(self.parts, digest(part))]))
        return self._known[part]


class Namesakes:
    """How common names are; made from the tables of the different names that there are.

    `step` is that of the number of people, on which the weight of an initial depends.
    """

    def __init__(self, names: Table, given: Table, family: Table) -> None:
        self.people = max(len(np.unique(names["person"])), FEWEST_PEOPLE)
        self.given, self.family = Weights(given, self.people), Weights(family, self.people)
        self.step = int(stepped(np.sqrt([self.people]))[0])
        self._initial = INITIAL * of_step(self.step)

    def expected(self, a: Name, b: Name, how: Grade) -> float:
        """Return how many other people to expect whom both names fit as well; the same either way round."""
        orders = ((a, a), (b, b)) if _is_swapped(a, b) else ((a, b),)
        expected = sum(_kappa(x, y) * self._of_given(x, y) * self._of_family(x, y) for x, y in orders)
        if a.script != b.script:
            expected *= TWO_SCRIPTS
        elif a.script:
            expected *= ONE_SCRIPT
        if how is Grade.TYPO:
            expected *= SLIP_OF_THE_PEN
        return expected * OTHER_MIDDLE_NAME if a.middle and b.middle and a.middle != b.middle else expected

    def _of_given(self, a: Name, b: Name) -> float:
        if 1 in (len(a.given), len(b.given)):
            return self._initial
        if shared := a.roots & b.roots:
            return sum(map(self.given.of, sorted(shared)))
        halves = {x.given for x, y in ((a, b), (b, a)) if x.given == y.half}  # Wei, of Wei-Lin
        either = halves or (a.given, b.given)  # a slip of the pen is rare, and what was meant is not
        return max(map(self.given.of, either))

    def _of_family(self, a: Name, b: Name) -> float:
        shared = a.parts & b.parts
        return min(map(self.family.of, shared)) if shared else max(map(self.family.of, (a.family, b.family)))


def _kappa(a: Name, b: Name) -> float:
    known = (given_share(a.given) or given_share(b.given)) and (family_share(a.family) or family_share(b.family))
    return KAPPA if known else KAPPA_OUTSIDE_THE_CENSUS


@lru_cache(1 << 16)
def _given_background(given: str) -> float:
    return max(given_share(given), GIVEN_ELSEWHERE if given in _elsewhere()[0] else LEAST_GIVEN)


@lru_cache(1 << 16)
def _family_background(family: str) -> float:
    return max(family_share(family), FAMILY_ELSEWHERE if family in _elsewhere()[1] else LEAST_FAMILY)


@cache
def _elsewhere() -> tuple[frozenset[str], frozenset[str]]:
    """Return the given and the family names, as keys, that are common in other countries."""
    families = (*FAMILY_NAMES_ELSEWHERE, *FAMILY_NAMES_THAT_COME_FIRST, *HAN_SURNAMES)
    return frozenset(map(name_key, GIVEN_NAMES_ELSEWHERE)), frozenset(map(name_key, families))


@lru_cache(1 << 16)
def _main_root(roots: frozenset[str]) -> str:
    """Return the one of several full names that a census has the most of."""
    return min(roots, key=lambda root: (-given_share(root), root))


def _is_swapped(a: Name, b: Name) -> bool:
    return a.given != b.given and (a.given, a.family) == (b.family, b.given)
