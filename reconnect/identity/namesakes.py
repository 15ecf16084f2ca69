"""How many other people of a name to expect: a rare name alone nearly tells who it is, a common one tells nothing.

Names are counted in the contacts themselves, by how many different partners each part is seen with, since one rare
person with eight contacts is no sign of a common name; a census fills in what few contacts cannot know. The formula and
its constants were fitted to invented address books: expected = people * kappa * P(given) * P(family).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache

from reconnect.identity.census import family_share, given_share
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

NOTHING: frozenset[str] = frozenset()


class Namesakes:
    """How common names are; made from people, each of whom is one full name or several."""

    def __init__(self, people: Iterable[Collection[Name]]) -> None:
        families: dict[str, set[str]] = defaultdict(set)
        givens: dict[str, set[str]] = defaultdict(set)
        pairs: set[tuple[str, str]] = set()
        for names in people:
            roots = frozenset[str].intersection(*(name.roots for name in names)) if len(names) > 1 else NOTHING
            for name in names:
                main = _main_root(roots or name.roots)
                pairs.add((main, name.family))
                for root in roots or name.roots:
                    families[root].add(name.family)
                for part in name.parts:
                    givens[part].add(main)
        self.people = max(len(pairs), FEWEST_PEOPLE)
        self._weight = max(CENSUS_WEIGHS, self.people / 4)
        self._families = {given: len(seen) for given, seen in families.items()}
        self._givens = {family: len(seen) for family, seen in givens.items()}
        self._chances: dict[tuple[bool, str], float] = {}

    def expected(self, a: Name, b: Name, how: Grade) -> float:
        """Return how many other people to expect whom both names fit as well; the same either way round."""
        chance = self._of_given(a, b) * self._of_family(a, b)
        if _is_swapped(a, b):
            chance = sum(self._given(x.given) * self._family(x.family) for x in (a, b))
        known = (given_share(a.given) or given_share(b.given)) and (family_share(a.family) or family_share(b.family))
        expected = self.people * (KAPPA if known else KAPPA_OUTSIDE_THE_CENSUS) * chance
        if a.script != b.script:
            expected *= TWO_SCRIPTS
        elif a.script:
            expected *= ONE_SCRIPT
        if how is Grade.TYPO:
            expected *= SLIP_OF_THE_PEN
        return expected * OTHER_MIDDLE_NAME if a.middle and b.middle and a.middle != b.middle else expected

    def _of_given(self, a: Name, b: Name) -> float:
        if 1 in (len(a.given), len(b.given)):
            return INITIAL
        if shared := a.roots & b.roots:
            return min(sum(map(self._given, sorted(shared))), 1.0)
        halves = {x.given for x, y in ((a, b), (b, a)) if x.given == y.half}  # Wei, of Wei-Lin
        return max(
            map(self._given, halves or (a.given, b.given))
        )  # a slip of the pen is rare, and what was meant is not

    def _of_family(self, a: Name, b: Name) -> float:
        shared = a.parts & b.parts
        return min(map(self._family, shared)) if shared else max(self._family(a.family), self._family(b.family))

    def _given(self, given: str) -> float:
        return self._chance(given, self._families, is_given=True)

    def _family(self, family: str) -> float:
        return self._chance(family, self._givens, is_given=False)

    def _chance(self, part: str, partners: Mapping[str, int], *, is_given: bool) -> float:
        chance = self._chances.get((is_given, part))
        if chance is None:
            background = _given_background(part) if is_given else _family_background(part)
            seen = max(partners.get(part, 0) - 1, 0) + self._weight * background
            chance = self._chances[is_given, part] = seen / (self.people + self._weight)
        return chance


def _given_background(given: str) -> float:
    return max(given_share(given), GIVEN_ELSEWHERE if given in _elsewhere()[0] else LEAST_GIVEN)


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
