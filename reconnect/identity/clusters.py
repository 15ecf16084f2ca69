"""Clusters of contacts that grow only where nothing speaks against it, asked of whole clusters at every join.

Checking pairs is not enough: A may be B and B may be C while A cannot be C. What a person said with "same" is believed
against everything but their own "not", and the names joined so become names of one person from then on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from reconnect.identity.grades import Grade, grade
from reconnect.identity.names import Name
from reconnect.identity.normal import normal_profile, service_of
from reconnect.identity.resolution import KnownContact

Veto: TypeAlias = Literal["decision", "fact", "names"]
Aliases: TypeAlias = frozenset[Name]

_BIRTHDAY = re.compile(r"(18[5-9]\d|19\d\d|20\d\d|1604|-)-?(\d\d)-?(\d\d)(?!\d)")  # 1604: Apple's for no year


@dataclass(slots=True)
class Cluster:
    """Contacts taken for one person, and what is known of that person.

    `names` holds a set of aliases for each name; `only_one` what a person has one of: a profile at a service, a
    birthday, a Facebook friendship. `apart` are the contacts that a person said are somebody else's.
    """

    members: list[int]
    names: set[Aliases] = field(default_factory=set)
    only_one: dict[str, frozenset[str]] = field(default_factory=dict)
    apart: set[int] = field(default_factory=set)


class Clusters:
    """Every contact in exactly one cluster, at first its own; contacts are given in order and known by their index.

    A cluster is made when it is first asked for, since most contacts have nothing in common with any other.
    """

    def __init__(self, contacts: Sequence[KnownContact], names: Sequence[Name]) -> None:
        self._contacts, self._names = contacts, names
        self._of: dict[int, Cluster] = {}

    def people(self) -> Iterator[list[int]]:
        """Yield the members of each cluster, all in order."""
        for contact in range(len(self._contacts)):
            members = self._of[contact].members if contact in self._of else [contact]
            if members[0] == contact:
                yield members

    def at(self, contact: int) -> Cluster:
        """Return the cluster that holds a contact."""
        cluster = self._of.get(contact)
        if cluster is None:
            name = self._names[contact]
            names = {frozenset((name,))} if name.tells else set()
            cluster = self._of[contact] = Cluster([contact], names, _only_one(self._contacts[contact]))
        return cluster

    def first(self, contact: int) -> int:
        """Return the first contact of the cluster that holds a contact: a number for the person."""
        return self._of[contact].members[0] if contact in self._of else contact

    def members(self, contact: int) -> list[int]:
        """Return the contacts of the cluster that holds a contact, in order; it is not to be changed."""
        return self._of[contact].members if contact in self._of else [contact]

    def keep_apart(self, a: int, b: int) -> None:
        """Remember that a person said "not the same"."""
        self.at(a).apart.add(b)
        self.at(b).apart.add(a)

    def join_as_told(self, a: int, b: int) -> bool:
        """Join because a person said "same"; only "not the same" is stronger. Return whether two became one."""
        one, other = self.at(a), self.at(b)
        if one is other or _told_apart(one, other):
            return False
        joined = self._unite(one, other)
        joined.names = {frozenset[Name]().union(*joined.names)} if joined.names else set()
        return True

    def join(self, a: int, b: int) -> bool:
        """Join the clusters of two contacts unless there is a veto; return whether two became one."""
        one, other = self.at(a), self.at(b)
        if one is other or veto(one, other):
            return False
        self._unite(one, other)
        return True

    def _unite(self, one: Cluster, other: Cluster) -> Cluster:
        small, large = sorted((one, other), key=lambda cluster: len(cluster.members))
        for member in small.members:
            self._of[member] = large
        large.members = sorted(large.members + small.members)
        large.names |= small.names
        large.apart |= small.apart
        for what, values in small.only_one.items():
            large.only_one[what] = large.only_one.get(what, frozenset()) | values
        return large


def veto(one: Cluster, other: Cluster) -> Veto | None:
    """Tell what forbids that two clusters are one person, the strongest first, or None."""
    if _told_apart(one, other):
        return "decision"
    if any(_contradict(values, other.only_one.get(what, frozenset())) for what, values in one.only_one.items()):
        return "fact"
    return "names" if any(_in_conflict(a, b) for a in one.names for b in other.names) else None


def _told_apart(one: Cluster, other: Cluster) -> bool:
    return not one.apart.isdisjoint(other.members)


def _contradict(a: frozenset[str], b: frozenset[str]) -> bool:
    """Tell whether both know something that the other does not; who has two profiles may meet either."""
    return bool(a and b) and not (a <= b or b <= a)


def _in_conflict(a: Aliases, b: Aliases) -> bool:
    return all(grade(x, y) is Grade.CONFLICT for x in a for y in b)


def _only_one(known: KnownContact) -> dict[str, frozenset[str]]:
    contact = known.contact
    found: dict[str, frozenset[str]] = {}
    for profile in filter(None, map(normal_profile, contact.urls)):
        found[service_of(profile)] = found.get(service_of(profile), frozenset()) | {profile}
    if known.importer == "facebook" and contact.since:
        found["friendship"] = frozenset((known.key,))
    if birthday := _BIRTHDAY.match(contact.birthday):
        year, *day = birthday.groups()
        found["day of birth"] = frozenset(("-".join(day),))
        found |= {"year of birth": frozenset((year,))} if year not in ("-", "1604") else {}
    return found
