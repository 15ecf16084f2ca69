"""Names that agree, with nothing but a workplace or the rarity of the name to tell whether they are one person's.

Colleagues of one name are few, and of a rare name there is nobody else: both join alone, where nothing speaks against
it and nobody else fits as well. All the rest is asked, the likeliest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from reconnect.identity.clusters import Clusters, veto
from reconnect.identity.everybody import Everybody
from reconnect.identity.grades import IN_WORDS, Grade
from reconnect.identity.names import Name
from reconnect.identity.normal import normal_email
from reconnect.identity.people import ODDS, People
from reconnect.identity.resolution import KnownContact
from reconnect.identity.workplaces import have_different_addresses

RARE = 6e-4
"""A name is joined on its own below so many other people to expect."""

UNCOMMON = 0.1
"""Above so many others to expect, a name is called common."""

RARE_AMONG_COLLEAGUES = 0.05
RARE_AMONG_COLLEAGUES_IF_WRITTEN_OTHERWISE = 0.004

READ_FROM_THE_ADDRESS = 3.0


class Likeness(NamedTuple):
    """Two contacts of different people whose names agree.

    `expected` is how many others both names fit, at the workplace they share if there is one (`place`). `against` says
    that the people have different addresses in one domain, which may be that of other contacts than these two.
    """

    a: int
    b: int
    grade: Grade
    expected: float
    place: str
    against: bool

    @property
    def score(self) -> float:
        """How likely it is that they are one person, as far as it is worth asking."""
        return ODDS / (ODDS + self.expected) * (0.5 if self.against else 1)

    @property
    def rule(self) -> str:
        """The rule's name, such as `name nickname` or `colleagues equal`."""
        return f"{'colleagues' if self.place else 'name'} {self.grade.name.lower()}"

    @property
    def evidence(self) -> str:
        """The evidence for a person, such as `full name, both at acme` or `full name, rare`."""
        if self.place:
            how, against = f"both at {self.place.removeprefix('@')}", ", but with different addresses"
        else:
            how = "rare" if self.expected <= RARE else "uncommon" if self.expected <= UNCOMMON else "common"
            against = ", but with different addresses in one domain"
        return f"{IN_WORDS[self.grade]}, {how}{against if self.against else ''}"


class NamesAlike:
    """The contacts whose names agree; which of them are one person changes while they are joined.

    `doubts` are contacts and others who share a telephone or an address with them, and yet may be somebody else:
    families often bear names that are alike, so these alone decide nothing.
    """

    def __init__(
        self,
        contacts: Sequence[KnownContact],
        names: Sequence[Name],
        clusters: Clusters,
        doubts: Iterable[tuple[Sequence[int], Sequence[int]]],
        everybody: Everybody,
    ) -> None:
        self._clusters, self._sides = clusters, defaultdict[int, set[int]](set)
        for number, sides in enumerate(doubts):
            for side, held in enumerate(sides):
                for contact in held:
                    self._sides[contact].add(2 * number + side)
        self._read = {i for i, known in enumerate(contacts) if known.name.kind == "none"}
        self._holders: dict[Name, list[int]] = defaultdict(list)
        for i, known in enumerate(contacts):
            if names[i].kind != "organisation" and (name := known.borne):
                self._holders[name].append(i)
        alike = [(name, name, Grade.EQUAL) for name, held in self._holders.items() if len(held) > 1]
        self._pairs = [*alike, *everybody.alike(list(self._holders))]
        self._places = [everybody.workplaces.of(known) for known in contacts]
        self._addresses = [frozenset(map(normal_email, known.contact.emails)) for known in contacts]
        self._people = People(clusters, self._holders, self._places, everybody)
        self._found: list[Likeness] = []

    def join(self) -> Iterator[Likeness]:
        """Join colleagues and rare names; yield what joined, in the order of evidence."""
        self._found = self._all_found()
        together = [each for each in self._found if each.place]
        yield from self._join([each for each in together if each.expected <= _most_among_colleagues(each)], together)
        usual = [each for each in self._found if each.grade >= Grade.NICKNAME]
        yield from self._join([each for each in usual if not each.place and each.expected <= RARE], usual)

    def left(self) -> list[Likeness]:
        """Return the best likeness of each two people who have not been joined, as they are by now."""
        best: dict[tuple[int, int], Likeness] = {}
        for each in self._found:
            pair = a, b = self._clusters.first(each.a), self._clusters.first(each.b)
            if a != b and not self._are_doubted(a, b):
                now = each._replace(against=self._have_different_addresses(a, b))
                _keep_better(best, (min(pair), max(pair)), now)
        return list(best.values())

    def _all_found(self) -> list[Likeness]:
        """Return the best likeness of each two people whom nothing else is asked about."""
        best: dict[tuple[int, int], Likeness] = {}
        for a, b, how in self._pairs:
            for pair, i, j, expected in self._people.alike(a, b, how):
                if not self._are_doubted(*pair):
                    read = READ_FROM_THE_ADDRESS if i in self._read or j in self._read else 1
                    each = self._likeness(pair, (i, j), how, expected * read)
                    _keep_better(best, pair, each)
        return sorted(best.values(), key=_order)

    def _likeness(self, pair: tuple[int, int], contacts: tuple[int, int], how: Grade, expected: float) -> Likeness:
        i, j = sorted(contacts)
        place, share = self._people.together(*pair)
        against = bool(place) and self._have_different_addresses(*pair)
        return Likeness(i, j, how, expected * share, place, against)

    def _join(self, wanted: Sequence[Likeness], all_: Sequence[Likeness]) -> Iterator[Likeness]:
        others: dict[int, list[int]] = defaultdict(list)
        for each in all_:
            if each.grade >= Grade.NICKNAME:
                a, b = self._clusters.first(each.a), self._clusters.first(each.b)
                others[a].append(b)
                others[b].append(a)
        for each in wanted:
            a, b = self._clusters.first(each.a), self._clusters.first(each.b)
            if a == b or self._have_different_addresses(a, b) or self._has_rival(a, b, others):
                continue
            if self._clusters.join(each.a, each.b):
                united = self._clusters.first(each.a)
                others[united] = [*others[a], *others[b]]
                yield each

    def _are_doubted(self, a: int, b: int) -> bool:
        """Tell whether two people share something and have yet to be asked about."""
        one, other = self._sides_of(a), self._sides_of(b)
        return any(side ^ 1 in other for side in one)

    def _sides_of(self, person: int) -> set[int]:
        """Return on which sides of doubts a person stands: of the n-th doubt 2n, or 2n + 1, or both."""
        return {side for contact in self._clusters.members(person) for side in self._sides.get(contact, ())}

    def _have_different_addresses(self, a: int, b: int) -> bool:
        one, other = self._clusters.members(a), self._clusters.members(b)
        return have_different_addresses(one, other, self._places, self._addresses)

    def _has_rival(self, a: int, b: int, others: Mapping[int, Sequence[int]]) -> bool:
        """Tell whether two who cannot be one person both fit one of two people, one of them the other perhaps."""
        for x, y in ((a, b), (b, a)):
            person = self._clusters.at(x)
            firsts = {self._clusters.first(contact) for contact in others.get(x, ())} - {x}
            fitting = [each for each in map(self._clusters.at, sorted(firsts | {y})) if not veto(each, person)]
            if any(veto(one, other) for one, other in combinations(fitting, 2)):
                return True
        return False


def _most_among_colleagues(each: Likeness) -> float:
    usual = each.grade >= Grade.NICKNAME
    return RARE_AMONG_COLLEAGUES if usual else RARE_AMONG_COLLEAGUES_IF_WRITTEN_OTHERWISE


def _keep_better(best: dict[tuple[int, int], Likeness], pair: tuple[int, int], each: Likeness) -> None:
    if pair not in best or _order(each) < _order(best[pair]):
        best[pair] = each


def _order(each: Likeness) -> tuple[bool, float, int, int]:
    return each.against, each.expected, each.a, each.b
