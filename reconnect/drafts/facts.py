"""What may be said in a draft: stored facts, each with its origin, and what I have told the program about myself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

FactKind: TypeAlias = Literal[
    "wrote",  # we exchanged messages from `day` to `until`; value: the channels of the first and the last of them
    "last_subject",  # value: the subject line of our last message, where that was a mail; its day
    "first_subject",  # value: the subject line of our first message, where that was a mail; its day
    "asked",  # they wrote on `day` and I never answered; value: the subject line, "" where there is none
    "connected",  # value: the service ("linkedin", "facebook"), since `day`
    "listed",  # they stand in my address book; value: the importer
    "position",  # value: their present title
    "organization",  # value: where they are now
    "colleagues",  # value: the organization where both of us have or had a place
    "both_copied",  # value: the subject of a message that both of us received, its day
    "new_work",  # value: their new title and organization; the day of the export that first told it
    "old_work",  # value: what they did before; the day of the export that last told it
    "birthday",  # the next one is on `day`
    "anniversary",  # the next one is on `day`
    "published",  # value: the title of something that they published on `day`; `sources` name its page and its address
    "spoke",  # we talked on `day`, as I noted
    "met",  # value: my own words about where we met
    "interest",  # value: my own words about what they care about
    "goal",  # value: my own words about what they are after
    "skill",  # value: my own words about what they are good at
    "common",  # value: my own words about what they care about, and I do too
    "offer",  # value: my own words about what I could offer them
]

MY_WORDS: tuple[FactKind, ...] = ("met", "interest", "goal", "skill", "common", "offer")
"""What I noted is in my language, and fits into no letter in another."""

Group: TypeAlias = Literal[
    "follow_up",  # new, and no word was exchanged yet
    "news",  # something good happened to them, or they published something
    "lapsed",  # we used to write to each other, or one of us did
    "unanswered",  # they wrote to me, and I never answered
    "stranger",  # in my lists, and no word was ever exchanged
]


@dataclass(frozen=True, slots=True)
class Source:
    """Where something stands: the path of the export, the file inside it, the ordinal of the record or None.

    Of what stands on the web: the page that was looked at, the address of the thing, and None.
    """

    export: str
    member: str
    record: int | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One stored fact; `origin` names where it stands in words: export, member and record, or a note of mine.

    `sources` are the same for programs; a note has none. `message_id` is that of a mail, without angle brackets.
    """

    kind: FactKind
    value: str
    origin: str
    day: date | None = None
    until: date | None = None
    sources: tuple[Source, ...] = ()
    message_id: str = ""


@dataclass(frozen=True, slots=True)
class Author:
    """Me, who signs: my name, and one or two sentences about me, both as I set them ("" where not set).

    `language` is the one in which I note things.
    """

    name: str
    about: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One person to write to, and why.

    `key` is the stable contact key that fixes the wording. `call_name` is what they are called, `full_name` given and
    family name as a source has them ("" where only initials or nothing is known). `to` is the addr-spec to write to,
    or ""; `profile` the profile URL, or "". `familiar` is whether we are on first-name terms, None where nobody said.
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
    full_name: str = ""
    familiar: bool | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one sentence of a draft stands on: a fact and its origin, or "wish" or "about me" with origin "".

    `sources` are those of the facts.
    """

    sentence: str
    fact: str
    origin: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message composed for one person.

    `template` names situation and wording: "lapsed/2", or "lapsed/2-4-1-1" where each paragraph is of another one.
    `reply_to` is the Message-ID, without angle brackets, of the old mail that a letter answers, or "". `created_at` is
    when it was first kept, as that is stored, "" before.
    """

    person: int
    name: str
    template: str
    language: str
    to: str
    subject: str
    body: str
    evidence: tuple[Evidence, ...]
    profile: str = ""
    reply_to: str = ""
    created_at: str = ""
