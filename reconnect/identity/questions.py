"""What a person should be asked: pairs of people that may be one, each pair once, with its best score.

Questions that hang together, because they are about the same few people, share a screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reconnect.identity.clusters import Cluster, Clusters, veto
from reconnect.identity.grades import Grade
from reconnect.identity.match import Match
from reconnect.identity.resolution import KnownContact, Question

NAMES_AGAINST_IT = 0.3
LEAST_SCORE = 0.2

_Asked = tuple[float, Match, int, int]


def questions(found: Iterable[Match], clusters: Clusters, contacts: Sequence[KnownContact]) -> Iterator[Question]:
    """Yield what is left to ask once everything that joins alone has joined; `found` with the best evidence first."""
    best: dict[tuple[int, int], _Asked] = {}
    for match in found:
        for one, other in _pairs_of_people(match, clusters):
            score = _score(match, one, other)
            pair = one.members[0], other.members[0]
            if score >= LEAST_SCORE and score > best.get(pair, (0.0,))[0]:
                best[pair] = score, match, *_asked_about(match, one, other)
    for screen, pairs in enumerate(_screens(best), 1):
        for pair in pairs:
            score, match, a, b = best[pair]
            yield Question(contacts[a].id, contacts[b].id, score, match.evidence, screen)


def _pairs_of_people(match: Match, clusters: Clusters) -> Iterator[tuple[Cluster, Cluster]]:
    """Yield each two different people of a match, the one with the lower first contact first."""
    left = {(cluster := clusters.at(contact)).members[0]: cluster for contact in match.left}
    right = {(cluster := clusters.at(contact)).members[0]: cluster for contact in match.right}
    pairs = dict.fromkeys((min(a, b), max(a, b)) for a in left for b in right if a != b)
    people = left | right
    return ((people[a], people[b]) for a, b in pairs)


def _score(match: Match, one: Cluster, other: Cluster) -> float:
    against = veto(one, other)
    if against in ("decision", "fact"):
        return 0
    if against == "names" and match.grade is not Grade.CONFLICT:
        return match.score * NAMES_AGAINST_IT
    return match.score


def _asked_about(match: Match, one: Cluster, other: Cluster) -> tuple[int, int]:
    holders = {*match.left, *match.right}
    return next(x for x in one.members if x in holders), next(x for x in other.members if x in holders)


def _screens(best: Mapping[tuple[int, int], _Asked]) -> list[list[tuple[int, int]]]:
    """Group pairs that share a person, directly or in a chain; the likeliest come first."""
    group_of: dict[int, list[tuple[int, int]]] = {}
    for pair in best:
        groups = {id(group): group for group in (group_of.get(person, []) for person in pair)}
        united = [pair, *(one for group in groups.values() for one in group)]
        for person in {person for one in united for person in one}:
            group_of[person] = united

    def likeliest(pair: tuple[int, int]) -> tuple[float, tuple[int, int]]:
        return -best[pair][0], pair

    screens = {id(group): sorted(group, key=likeliest) for group in group_of.values()}
    return sorted(screens.values(), key=lambda group: likeliest(group[0]))
