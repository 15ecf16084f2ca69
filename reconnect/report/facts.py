"""What the report knows of a person beside the tie: names, lists they stand in, and what is shared with them."""

from __future__ import annotations

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

    `key` is the least of their contact keys: it orders equals, since ids depend on what was imported first.
    `channels` are those that know one of their identifiers (an e-mail address: mail; a profile: linkedin; a name in
    the friends list: facebook). `last_subject` and `unanswered_subject` are the subject lines of the last interaction
    and of the one that waits for my answer, or "".
    """

    person: int
    name: str
    key: str = ""
    title: str = ""
    organization: str = ""
    listings: tuple[Listing, ...] = ()
    channels: frozenset[str] = frozenset()
    last_subject: str = ""
    unanswered_subject: str = ""
    shared: tuple[Shared, ...] = ()


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
    """One row of the report; unknown is None, never 0 or "". Days and probabilities as in `reconnect.ties`."""

    person: int
    name: str
    group: Group
    title: str
    organization: str
    quiet_probability: float | None
    strength: float
    score: float | None
    silent_days: int | None
    contact_days: int
    days_in: int
    days_out: int
    longest_gap_days: int | None
    conversations: int
    first_contact: date | None
    last_contact: date | None
    channels: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Who has been forgotten, as of a day.

    `rows` are those shown, `found` how many there are in all, `people` how many people are known, `real_ties` how many
    of them are real ties. `limits` are sentences about what the data cannot tell, each naming the export that could.
    To stand above the rows, else "": `stale` says that the data end long before `as_of`, `one_sided` that my mail lacks
    what I wrote myself.
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

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to know before reading any row."""
        return tuple(filter(None, (self.stale, self.one_sided)))
