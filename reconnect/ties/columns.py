"""The columns that ties are computed from and in: one entry a row, all arrays of one table equally long.

Days are whole numbers, days since 1970-01-01 in UTC, so that gaps are differences and no time zone is left to decide.
What makes a contact day: section "What counts" in `reconnect.ties.counting`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

CHANNELS = ("mail", "linkedin", "facebook", "instagram")
BY_HAND = ("note", "draft")
"""The channels of what a person told by hand: a talk, and what became of a draft."""

KINDS = ("personal", "bulk", "list", "automatic", "calendar", "click")
ROLES = ("from", "to", "cc", "bcc", "sender", "reply-to", "delivered-to")
ME = 0
NOBODY = -1

EPOCH = date(1970, 1, 1)


def day_number(day: date) -> int:
    """Return the days since 1970-01-01."""
    return (day - EPOCH).days


def as_date(day: int) -> date:
    """Return the date of a day number."""
    return EPOCH + timedelta(days=int(day))


@dataclass(frozen=True, slots=True)
class Exchanges:
    """Who stood in which role of which interaction: one row a participant, all rows of an interaction together.

    `interaction` is its place among all, by time, from 0; `day` its day number; `channel`, `kind` and `role` index
    `names`, KINDS and ROLES; `person` is the person's id, 0 for me, -1 for a contact that is nobody (a list, a relay).
    `is_reply` tells that the interaction answers another. Interactions without a date are not here. `names` are the
    channels: those that ship, then whatever else an importer brought.
    """

    interaction: Ints
    day: Ints
    channel: Ints
    kind: Ints
    role: Ints
    person: Ints
    is_reply: Flags
    names: tuple[str, ...] = CHANNELS


def channel_mask(wanted: Collection[str], names: tuple[str, ...] = CHANNELS) -> int:
    """Return the bit mask over `names` of those channels that are wanted."""
    return sum(1 << bit for bit, name in enumerate(names) if name in wanted)


def channel_names(mask: int, names: tuple[str, ...] = CHANNELS) -> tuple[str, ...]:
    """Return the names of the channels in a bit mask over `names`, in their order."""
    return tuple(name for bit, name in enumerate(names) if mask >> bit & 1)


@dataclass(frozen=True, slots=True)
class ContactDays:
    """One row a person, day and channel on which something counted; sorted by person, then day, then channel.

    `interaction` is the id of the last interaction of that day. `opened` is the id of a message of that day which they
    wrote to me alone or with which they opened a thread, else -1, also where I wrote later that day, over any channel.
    `last_word` tells that I wrote after all that they wrote to me that day. What was told by hand has no order: a talk
    is nobody's last word.
    """

    person: Ints
    day: Ints
    channel: Ints
    incoming: Flags
    outgoing: Flags
    last_word: Flags
    interaction: Ints
    opened: Ints
    names: tuple[str, ...] = CHANNELS

    @classmethod
    def none(cls) -> ContactDays:
        """Return a table without rows."""
        ints, flags = np.array([], np.int64), np.array([], np.bool_)
        return cls(ints, ints, ints, flags, flags, flags, ints, ints)

    def only(self, rows: Flags | Ints) -> ContactDays:
        """Return the rows that a mask or indexes choose."""
        return ContactDays(
            person=self.person[rows],
            day=self.day[rows],
            channel=self.channel[rows],
            incoming=self.incoming[rows],
            outgoing=self.outgoing[rows],
            last_word=self.last_word[rows],
            interaction=self.interaction[rows],
            opened=self.opened[rows],
            names=self.names,
        )


@dataclass(frozen=True, slots=True)
class Measures:
    """What the contact days tell of each person, whatever day it is; one row a person, sorted by id.

    The columns are those of `Ties`, and two behind `resting`: on how many days I wrote since their last word
    (`my_days`), and the last of these (`my_last_day`), else -1.
    """

    person: Ints
    contact_days: Ints
    days_in: Ints
    days_out: Ints
    longest_gap_days: Ints
    conversations: Ints
    first_day: Ints
    last_day: Ints
    channels: Ints
    last_interaction: Ints
    my_days: Ints
    my_last_day: Ints
    unanswered_day: Ints
    unanswered: Ints
    names: tuple[str, ...] = CHANNELS


@dataclass(frozen=True, slots=True)
class Ties:
    """My relation to each person with at least one contact day, as of one day; one row a person, sorted by id.

    All in days but `conversations` (a pause of more than 7 days starts a new one), `quiet_probability`, `strength` and
    `score` = strength * (1 - quiet_probability). `first_day` and `last_day` are day numbers. `channels` is a bit mask
    over `names`. `last_interaction` is the id of the last one. `real` is the gate of a real tie; `resting` says that I
    wrote on two different days since their last word, the later within a year. `unanswered_day` and `unanswered` are
    day and id of their newest message that waits for my answer, else -1.
    """

    person: Ints
    contact_days: Ints
    days_in: Ints
    days_out: Ints
    longest_gap_days: Ints
    conversations: Ints
    first_day: Ints
    last_day: Ints
    silent_days: Ints
    channels: Ints
    last_interaction: Ints
    quiet_probability: Floats
    strength: Floats
    score: Floats
    real: Flags
    resting: Flags
    unanswered_day: Ints
    unanswered: Ints
    intercept: float
    as_of: int
    names: tuple[str, ...] = CHANNELS

    def __len__(self) -> int:
        return len(self.person)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The span of time, first and last day included, for which one import of one channel can speak."""

    channel: str
    first: date
    last: date
