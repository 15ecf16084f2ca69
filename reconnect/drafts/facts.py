"""What may be said in a draft: stored facts, each with its origin, and what I have told the program about myself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

FactKind: TypeAlias = Literal[
    "wrote",  # we exchanged messages from `day` to `until`; value: the channel ("mail", "linkedin", "facebook")
    "last_subject",  # value: the subject line of our last message, where that was a mail; its day
    "first_subject",  # value: the subject line of our first message, where that was a mail; its day
    "asked",  # they wrote on `day` and I never answered; value: the subject line, "" where there is none
    "connected",  # value: the service ("linkedin", "facebook"), since `day`
    "listed",  # they stand in my address book; value: the importer
    "position",  # value: their present title
    "organization",  # value: where they are now
    "both_copied",  # value: the subject of a message that both of us received, its day
    "met",  # value: my own words about where we met
    "interest",  # value: my own words about what they care about
    "offer",  # value: my own words about what I could offer them
]


Group: TypeAlias = Literal[
    "lapsed",  # we used to write to each other, or one of us did
    "stranger",  # in my lists, and no word was ever exchanged
    "unanswered",  # they wrote to me, and I never answered
]


@dataclass(frozen=True, slots=True)
class Fact:
    """One stored fact; `origin` names where it stands: export, member and record, in words."""

    kind: FactKind
    value: str
    origin: str
    day: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """Me, who signs: my name, and one or two sentences about me, both as I set them ("" where not set)."""

    name: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One person to write to, and why.

    `key` is the stable contact key that fixes the wording. `call_name` is what they are called ("" where only initials
    or nothing is known). `to` is the addr-spec to write to, or ""; `profile` the profile URL, or "".
    """

    person: int
    key: str
    name: str
    call_name: str
    group: Group
    to: str
    profile: str
    facts: tuple[Fact, ...]
    author: Author
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one sentence of a draft stands on: a fact and its origin, or "wish" or "about me" with origin ""."""

    sentence: str
    fact: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message composed for one person; `template` names situation and wording, such as "lapsed/2"."""

    person: int
    name: str
    template: str
    language: str
    to: str
    subject: str
    body: str
    evidence: tuple[Evidence, ...]
    profile: str = ""
