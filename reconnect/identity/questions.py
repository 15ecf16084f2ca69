"""What a person should be asked: pairs of people that may be one, each pair once, with its best score.

Questions that hang together, because they are about the same few people, share a screen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, product

from reconnect.identity.by_name import Likeness
from reconnect.identity.clusters import Cluster, Clusters, veto
from reconnect.identity.grades import Grade
from reconnect.identity.match import Match
from reconnect.identity.people import LEAST_SCORE
from reconnect.identity.resolution import SAFE, SPEAKS_AGAINST, KnownContact, Question

NAMES_AGAINST_IT = 0.3
MOST_AT_ONCE = 60
"""Pairs of people that one identifier asks about; of more, each is asked about with the first alone."""

WITH_A_RIVAL = 0.75
"""The highest score where somebody else fits one of the two as well, and cannot be the other."""

_Asked = tuple[float, str, int, int]
_Best = dict[tuple[int, int], _Asked]


def questions(
    found: Iterable[Match], alike: Iterable[Likeness], clusters: Clusters, contacts: Sequence[KnownContact]
) -> Iterator[Question]:
    """Yield what is left to ask once everything that joins alone has joined, each with the best evidence first."""
    best: _Best = {}
    for one, other, asked in chain(_by_identifier(found, clusters), _by_name(alike, clusters)):
        pair = one.members[0], other.members[0]
        if asked[0] >= LEAST_SCORE and asked[0] > best.get(pair, (0.0,))[0]:
            best[pair] = asked
    best = _without_implied(_with_rivals(best, clusters), clusters)
    for screen, pairs in enumerate(_screens(best), 1):
        for pair in pairs:
            score, reason, a, b = best[pair]
            yield Question(contacts[a].id, contacts[b].id, score, reason, screen)


def _by_identifier(found: Iterable[Match], clusters: Clusters) -> Iterator[tuple[Cluster, Cluster, _Asked]]:
    for match in found:
        for one, other in _pairs_of_people(match, clusters):
            left, right = _asked_about(match, one, other)
            yield one, other, (_score(match, one, other), match.evidence, left, right)


def _by_name(alike: Iterable[Likeness], clusters: Clusters) -> Iterator[tuple[Cluster, Cluster, _Asked]]:
    for each in alike:
        one, other = sorted((clusters.at(each.a), clusters.at(each.b)), key=lambda cluster: cluster.members[0])
        if each.score >= LEAST_SCORE and (against := veto(one, other)) in (None, "names"):
            score = each.score * (NAMES_AGAINST_IT if against else 1)
            yield one, other, (score, each.evidence, each.a, each.b)


def _with_rivals(best: _Best, clusters: Clusters) -> _Best:
    """Return the questions with none called safe where another one is about a person who cannot be the same."""
    others: dict[int, set[int]] = defaultdict(set)
    for a, b in best:
        others[a].add(b)
        others[b].add(a)

    def has_rival(a: int, b: int) -> bool:
        rivals = [(x, b) for x in others[a] if x != b] + [(x, a) for x in others[b] if x != a]
        return any(veto(clusters.at(rival), clusters.at(partner)) for rival, partner in rivals)

    return {
        pair: _doubted(asked) if asked[0] > WITH_A_RIVAL and has_rival(*pair) else asked for pair, asked in best.items()
    }


def _doubted(asked: _Asked) -> _Asked:
    _, reason, a, b = asked
    return WITH_A_RIVAL, f"{reason}, but somebody else fits as well", a, b


def _without_implied(best: _Best, clusters: Clusters) -> _Best:
    """Return the questions without those that a chain of safe ones answers; a chain that cannot be is not safe."""
    groups: dict[int, list[int]] = {}
    kept: _Best = {}
    for (a, b), asked in sorted(best.items(), key=lambda item: (-item[1][0], item[0])):
        one, other = groups.get(a, [a]), groups.get(b, [b])
        if one is other and asked[0] >= SPEAKS_AGAINST:
            continue
        kept[a, b] = asked
        if one is not other and asked[0] >= SAFE:
            if any(veto(clusters.at(x), clusters.at(y)) for x, y in product(one, other)):
                kept[a, b] = _doubted(asked)
            else:
                groups.update(dict.fromkeys(one + other, one + other))
    return kept


def _pairs_of_people(match: Match, clusters: Clusters) -> Iterator[tuple[Cluster, Cluster]]:
    """Yield each two different people of a match, the one with the lower first contact first."""
    left = {(cluster := clusters.at(contact)).members[0]: cluster for contact in match.left}
    right = {(cluster := clusters.at(contact)).members[0]: cluster for contact in match.right}
    meet: Iterable[tuple[int, int]] = product(left, right)
    if len(left) * len(right) > MOST_AT_ONCE:
        meet = chain(product(islice(left, 1), right), product(left, islice(right, 1)))
    pairs = dict.fromkeys((min(a, b), max(a, b)) for a, b in meet if a != b)
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


def _screens(best: _Best) -> list[list[tuple[int, int]]]:
    """Group pairs that share a person, directly or in a chain; the likeliest come first."""
    parents: dict[int, int] = {}

    def root(person: int) -> int:
        while (parent := parents.setdefault(person, person)) != person:
            parents[person] = person = parents[parent]
        return person

    for a, b in best:
        parents[root(a)] = root(b)
    screens: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in sorted(best, key=lambda pair: (-best[pair][0], pair)):
        screens[root(pair[0])].append(pair)
    return list(screens.values())
