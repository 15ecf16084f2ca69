"""Rule A: who shares an identifier is one person, as far as the identifier's standing and the names allow.

The table is the whole rule. 1 joins alone, what lies between 0 and 1 is asked, 0 is nothing. William and Willie on one
household's telephone are brothers; on a personal address they are one man. Where a family shares a telephone even an
equal name is asked, because sons are named after fathers (2 of 42 such pairs in invented books were two people).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from reconnect.identity.grades import IN_WORDS, Grade, grade
from reconnect.identity.identifiers import Identifier, Standing, standing
from reconnect.identity.names import Name

JOIN = 1.0
CONFLICTING_EMAIL = 0.25
RELATION_ON_A_PHONE = 0.5

#                        CONFLICT UNKNOWN OTHER PART TYPO NICKNAME EQUAL
_EMAIL: dict[Standing, tuple[float, ...]] = {
    "personal": (0, 1, 1, 1, 1, 1, 1),
    "shared": (CONFLICTING_EMAIL, 0, 0.4, 0.5, 0.6, 0.7, 1),
    "role": (0, 0, 0, 0.5, 0.6, 1, 1),
    "crowd": (0, 0, 0, 0, 0, 0, 1),
}
_PHONE: dict[Standing, tuple[float, ...]] = {
    "personal": (0, 1, 0.4, 0.7, 1, 0.7, 1),
    "busy": (0, 1, 0.4, 0.5, 1, 0.7, 1),
    "shared": (0, 0, 0.4, 0.5, 0.6, 0.7, 1),
    "household": (0, 0, 0.4, 0.5, 0.6, 0.7, 0.7),
    "crowd": (0, 0, 0, 0, 0, 0, 1),
}
_SCORES: dict[str, dict[Standing, tuple[float, ...]]] = {
    "email": _EMAIL,
    "phone": _PHONE,
    "profile": {"personal": (CONFLICTING_EMAIL, 1, 1, 1, 1, 1, 1), "crowd": _EMAIL["crowd"]},
    "uid": {"personal": (0, 0, 0, 0, 0, 0, 1), "crowd": _EMAIL["crowd"]},
}
_KINDS = tuple(_SCORES)
_KIND_WORDS = {"email": "e-mail", "phone": "phone", "profile": "profile", "uid": "card"}


@dataclass(frozen=True, slots=True)
class Match:
    """Contacts of one name and contacts of another (or the same) that share an identifier, as ascending indices."""

    score: float
    grade: Grade
    identifier: Identifier
    left: tuple[int, ...]
    right: tuple[int, ...]

    @property
    def strength(self) -> tuple[int, int, str, tuple[int, ...], tuple[int, ...]]:
        """What matches are sorted by, the best evidence first."""
        return -self.grade, _KINDS.index(self.identifier.kind), self.identifier.value, self.left, self.right

    @property
    def rule(self) -> str:
        """The rule's name, such as `email nickname`."""
        return f"{self.identifier.kind} {self.grade.name.lower()}"

    @property
    def evidence(self) -> str:
        """The evidence for a person, such as `same e-mail katie@harbour.example, full name`."""
        value = "" if self.identifier.kind == "uid" else f" {self.identifier.value}"
        return f"same {_KIND_WORDS[self.identifier.kind]}{value}, {IN_WORDS[self.grade]}"


def matches(identifier: Identifier, holders: Sequence[int], names: Sequence[Name]) -> Iterator[Match]:
    """Yield what one identifier says of its holders: of each two names on it, and of the holders of one name.

    `holders` are indices into `names`, ascending.
    """
    groups: dict[Name, list[int]] = defaultdict(list)
    for holder in holders:
        groups[names[holder]].append(holder)
    whose = standing(identifier, groups, len(holders))
    for name, members in groups.items():
        score = _score_of_one_name(identifier, whose, name)
        if len(members) > 1 and score:
            how = Grade.EQUAL if _is_whole(name) or score == JOIN else Grade.PART
            yield Match(score, how, identifier, tuple(members), tuple(members))
    for one, other in _pairs(groups, whose):
        how = grade(one, other)
        if score := _score(identifier, whose, how, one, other):
            yield Match(score, how, identifier, tuple(groups[one]), tuple(groups[other]))


def doubts(found: Iterable[Match]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Yield contacts, and those that share an identifier with them and may yet be somebody else."""
    return ((match.left, match.right) for match in found if match.score < JOIN)


def _pairs(groups: Mapping[Name, list[int]], whose: Standing) -> Iterator[tuple[Name, Name]]:
    """Pair different names; in a crowd only equal ones can matter, and all pairs would be too many."""
    if whose != "crowd":
        yield from combinations(groups, 2)
        return
    alike: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in groups:
        alike[name.given, name.family].append(name)
    for several in alike.values():
        yield from combinations(several, 2)


def _score_of_one_name(identifier: Identifier, whose: Standing, name: Name) -> float:
    if _is_whole(name):
        return _SCORES[identifier.kind][whose][Grade.EQUAL]
    if whose in ("personal", "busy"):
        return JOIN if name.tells or identifier.kind != "uid" else 0
    if whose == "role" and name.kind == "none":
        return JOIN
    return _SCORES[identifier.kind][whose][Grade.PART] if name.tells else 0


def _score(identifier: Identifier, whose: Standing, how: Grade, one: Name, other: Name) -> float:
    kinds = {one.kind, other.kind}
    if how is Grade.UNKNOWN and whose == "role" and kinds <= {"none", "organisation"}:
        return JOIN
    score = _SCORES[identifier.kind][whose][how]
    if how is Grade.UNKNOWN and score and identifier.kind == "phone" and "relation" in kinds:
        return RELATION_ON_A_PHONE
    return score


def _is_whole(name: Name) -> bool:
    return name.kind in ("full", "organisation")
