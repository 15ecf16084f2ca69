"""People as far as they are joined by now: how common their names are, where they work, who of them are alike.

A person is known by its first contact (`Clusters.first`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from reconnect.identity.clusters import Clusters
from reconnect.identity.everybody import Everybody
from reconnect.identity.grades import Grade
from reconnect.identity.names import Name

ODDS = 0.6
"""Pairs who are one person for each pair who only bear one name, where one other bearer is to be expected."""

LEAST_SCORE = 0.2

FEW = ODDS / LEAST_SCORE - ODDS
"""Where more others of a name are to be expected, only colleagues can reach that score."""

CROWD = 60
"""So many people of one name, or colleagues of one name, and the name tells nothing of any of them."""

NOTHING: frozenset[str] = frozenset()


class People:
    """The people that `holders` have a share in: the contacts that bear each name, by their index.

    `places` are the workplaces of every contact.
    """

    def __init__(
        self,
        clusters: Clusters,
        holders: Mapping[Name, Sequence[int]],
        places: Sequence[frozenset[str]],
        everybody: Everybody,
    ) -> None:
        first, self._everybody = clusters.first, everybody
        self._of_name: dict[Name, dict[int, int]] = {}
        self._places: dict[int, frozenset[str]] = {}
        for name, contacts in holders.items():
            bearers = self._of_name[name] = {}
            for contact in contacts:
                bearers.setdefault(first(contact), contact)
        for contact, told in enumerate(places):
            if told:
                person = first(contact)
                self._places[person] = self._places.get(person, NOTHING) | told

    def alike(self, a: Name, b: Name, how: Grade) -> Iterator[tuple[tuple[int, int], int, int, float]]:
        """Yield each two people of two names, a contact of each, and how many others to expect."""
        one, other = self._of_name[a], self._of_name[b]
        if one.keys() == other.keys() and len(one) == 1:
            return
        expected = self._everybody.namesakes.expected(a, b, how)
        few = expected <= FEW and max(len(one), len(other)) <= CROWD
        for x, y in product(one, other) if few else self._colleagues_among(one, other):
            if x < y or (x > y and a is not b):
                yield (min(x, y), max(x, y)), one[x], other[y], expected

    def _colleagues_among(self, one: Iterable[int], other: Iterable[int]) -> list[tuple[int, int]]:
        """Return the people of two names who have a workplace in common, where few there bear the name."""
        here, there = self._by_place(one), self._by_place(other)
        common = (place for place in here if len(here[place]) <= CROWD and 0 < len(there.get(place, ())) <= CROWD)
        return sorted({pair for place in common for pair in product(here[place], there[place])})

    def _by_place(self, people: Iterable[int]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for person in people:
            for place in self._places.get(person, NOTHING):
                found.setdefault(place, []).append(person)
        return found

    def together(self, a: int, b: int) -> tuple[str, float]:
        """Return where two people work together, "" if nowhere, and the share of all people who work there."""
        places = self._places.get(a, NOTHING) & self._places.get(b, NOTHING)
        if not places:
            return "", 1.0
        share = self._everybody.workplaces.share
        fewest, place = min((share(place), place) for place in places)
        return place, fewest
