"""What the report knows of a person beside the tie: names, lists they stand in, and what is shared with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

Group: TypeAlias = Literal["follow_up", "news", "lapsed", "unanswered", "stranger"]


@dataclass(frozen=True, slots=True)
class Listing:
    """One list of mine in which a person stands: an address book, LinkedIn, Facebook.

    `since` is the day that the source names ("Connected On", "friends since"), else None.
    """

    importer: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Told:
    """A contact as one export told it; `made` is when that export was made, `work` is "title, organization"."""

    contact: int
    import_id: int
    made: date
    name: str
    work: str


What: TypeAlias = Literal["work", "name"]


@dataclass(frozen=True, slots=True)
class News:
    """One change: `before` was last told by the export of the day `until`, `after` first by that of the day `since`."""

    contact: int
    import_id: int  # of the export that told it
    what: What
    before: str
    after: str
    until: date
    since: date


NoteKind: TypeAlias = Literal["note", "met", "spoke", "interest", "goal", "skill", "offer", "language", "terms"]
HOW_TO_WRITE: tuple[NoteKind, ...] = ("language", "terms")
"""What letters to somebody need, and nobody is listed or found for; the newest note of a kind counts."""
MarkKind: TypeAlias = Literal["never", "died", "later"]
OutcomeKind: TypeAlias = Literal["sent", "answered", "declined", "later", "dropped", "bounced"]
"""What became of a draft. That a letter "bounced" is only ever found, by the report of a mail server."""


class Note(NamedTuple):
    """What I know of a person, in my own words; `day` is that of a talk ("spoke"), else None."""

    id: int
    kind: NoteKind
    value: str
    day: date | None = None

    @property
    def words(self) -> str:
        """The note as it is shown: "interest: kilns", "spoke on 2026-05-01"."""
        if self.day is not None:
            return f"spoke on {self.day}"
        return self.value if self.kind == "note" else f"{self.kind}: {self.value}"


class Published(NamedTuple):
    """Something that a web page was found to have published; `day` is the one that it bears, or None.

    `page` is as a contact names it in its `urls`, `address` that of the thing itself.
    """

    page: str
    address: str
    title: str
    day: date | None = None


class Mark(NamedTuple):
    """Whom not to list: "never", "died", or not before `until` ("later")."""

    mark: MarkKind
    until: date | None = None

    @property
    def words(self) -> str:
        """The mark as it is shown: "never", "later: not before 2027-01-01"."""
        return f"{self.mark}: not before {self.until}" if self.until else self.mark


class Outcome(NamedTuple):
    """What became of a draft, on which day; `until` is till when it was put off ("later"), where that was said."""

    outcome: OutcomeKind
    day: date
    until: date | None = None


class Letter(NamedTuple):
    """A draft that was made for a person, and what became of it, oldest first."""

    draft: int
    made: date
    outcomes: tuple[Outcome, ...] = ()

    @property
    def bounced(self) -> date | None:
        """The day on which it came back, if it did and nothing is known to have become of it since."""
        last = self.outcomes[-1:]
        return next((each.day for each in last if each.outcome == "bounced"), None)


class Rest(NamedTuple):
    """Why somebody is left in peace, as a sentence, and until when (None: for good)."""

    why: str
    until: date | None = None

    def holds(self, as_of: date) -> bool:
        """Return whether they are left in peace on a day; who asks about the past knows what was decided since."""
        return self.until is None or as_of < self.until


@dataclass(frozen=True, slots=True)
class Shared:
    """Something that a stranger and I have in common.

    `kind` "organization": `text` is its name, `people` how many people with a real tie to me are there too.
    `kind` "message": `text` is the subject of a message that both of us were copied on, `day` its day.
    """

    kind: Literal["organization", "message"]
    text: str
    people: int = 0
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """One person as the report needs them.

    `rank` is their place by the least of their contact keys: it orders equals, since ids depend on what was imported
    first.
    `channels` are those that know one of their identifiers (an e-mail address: mail; a profile: linkedin; a name in
    the friends list: facebook). `new_since` is the day since which they are known, where all that is known of them is
    that new, else None. `birthdays` and `anniversaries` are as sources wrote them, `published` is newest first.

    What only the rows that are shown need: `last_subject` and `unanswered_subject` are the subject lines of the last
    interaction and of the one that waits for my answer, or ""; `rooms` in how many group conversations both of us are.
    """

    person: int
    name: str
    rank: int = 0
    title: str = ""
    organization: str = ""
    listings: tuple[Listing, ...] = ()
    channels: frozenset[str] = frozenset()
    shared: tuple[Shared, ...] = ()
    new_since: date | None = None
    birthdays: tuple[str, ...] = ()
    anniversaries: tuple[str, ...] = ()
    changes: tuple[News, ...] = ()
    notes: tuple[Note, ...] = ()
    published: tuple[Published, ...] = ()
    letters: tuple[Letter, ...] = ()
    rest: Rest | None = None
    last_subject: str = ""
    unanswered_subject: str = ""
    rooms: int = 0


FEWEST_DAYS_IN = 10
DAYS_IN_FOR_ONE_OUT = 50


class Sides(NamedTuple):
    """On how many days anybody wrote to me by mail, and on how many I wrote to anybody, as far as is imported."""

    received: int
    written: int

    @property
    def is_one_sided(self) -> bool:
        """Whether what I wrote is missing: I wrote on fewer than one day for every fifty on which others did.

        Who answers at all is far above that; stray copies of what one wrote, where the rest is missing, are far below.
        On fewer than ten days anybody may have written nothing.
        """
        return self.received >= FEWEST_DAYS_IN and self.written * DAYS_IN_FOR_ONE_OUT < self.received


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the report; unknown is None, never 0 or "". Days and probabilities as in `reconnect.ties`.

    `group` is None for somebody who was picked at random and fits none.
    """

    person: int
    name: str
    group: Group | None
    title: str
    organization: str
    quiet_probability: float | None = None
    strength: float = 0.0
    score: float | None = None
    silent_days: int | None = None
    contact_days: int = 0
    days_in: int = 0
    days_out: int = 0
    longest_gap_days: int | None = None
    conversations: int = 0
    first_contact: date | None = None
    last_contact: date | None = None
    channels: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


Found: TypeAlias = Mapping[Group, Sequence[int]]
"""Everybody to be told of, by group and in order."""

Listed: TypeAlias = tuple[int, Group]
"""A person's id, and the group in which they were found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Who has been forgotten, as of a day.

    `rows` are those shown, `found` how many there are in all, `people` how many people are known, `real_ties` how many
    of them are real ties. `limits` are sentences about what the data cannot tell, each naming the export that could.
    To stand above the rows, else "": `stale` says that the data end long before `as_of`, `one_sided` that my mail lacks
    what I wrote myself.

    `listed` are all that were found, with their group. `before` is the day of the report since which these are new,
    where only those were asked for. `capacity` is how many people a week I mean to write to, `drafted` to how many
    drafts were made within the last week. `questions` are what to find out about somebody who was picked at random.
    """

    as_of: date
    intercept: float
    rows: tuple[Row, ...]
    found: int
    people: int
    real_ties: int
    limits: tuple[str, ...]
    stale: str = ""
    one_sided: str = ""
    listed: tuple[Listed, ...] = ()
    before: date | None = None
    capacity: int = 2
    drafted: int = 0
    questions: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to know before reading any row."""
        return tuple(filter(None, (self.stale, self.one_sided)))
