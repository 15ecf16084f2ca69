"""What goes into the question who is who, and what comes out: contacts and decisions in, people out.

A person is a set of contacts and nothing more; every contact is in exactly one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from importers.records import Contact
from reconnect.identity.borne import name_borne
from reconnect.identity.names import Name, name_of

Verdict: TypeAlias = Literal["same", "not"]

SAFE = 0.8
"""From this score on a question may be answered along with all others of its kind; names in conflict never reach it."""

SPEAKS_AGAINST = 0.5
"""Below this score something speaks against it, such as names in conflict, so that it is asked whatever else is."""


@dataclass(frozen=True)  # without slots, so that a name is taken apart once, however often it is asked for
class KnownContact:
    """A contact with the number that the database knows it by; (importer, key) is what stays the same for ever.

    A mail correspondent is a contact of importer "mail" with one address and the display name as written.
    """

    id: int
    importer: str
    key: str
    contact: Contact

    @property
    def stable(self) -> tuple[str, str, int]:
        """What contacts are sorted by, and every tie is broken by."""
        return self.importer, self.key, self.id

    @cached_property
    def name(self) -> Name:
        """Its name as it compares, as far as it tells that by itself."""
        return name_of(self.contact)

    @cached_property
    def borne(self) -> Name | None:
        """The full name by which it may be known elsewhere."""
        return name_borne(self.contact, self.name)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of two contacts, each an (importer, key); of two decisions on one pair the last counts."""

    a: tuple[str, str]
    b: tuple[str, str]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Link:
    """Why two contacts are one person: contact ids, the rule's name, and the evidence in words."""

    a: int
    b: int
    rule: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Question:
    """Two contacts whose people may be one.

    `score` lies between .2 and 1; `screen` counts the groups of questions that hang together, from 1.
    """

    a: int
    b: int
    score: float
    reason: str
    screen: int


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is who.

    `people` are contact ids, each person's and all people sorted by (importer, key). `links` hold each person together:
    one fewer than it has contacts, the best evidence first. `questions` are sorted by screen, the likeliest first.
    """

    people: tuple[tuple[int, ...], ...]
    links: tuple[Link, ...]
    questions: tuple[Question, ...]
