"""What a tie is, as of a day, follows from its contact days alone.

Most of it changes only when somebody writes: `measured` takes that from the contact days, and `as_of` adds what every
day changes. Silence runs to the as-of day even where the data end earlier; only pauses between two contacts are spared
the holes in coverage. The formulas stand in `reconnect.ties.model`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import numpy as np

from reconnect.ties.calibration import fitted_intercept
from reconnect.ties.columns import BY_HAND, ContactDays, Coverage, Ints, Measures, Ties, channel_mask, day_number
from reconnect.ties.histories import Histories, histories_until, rhythms
from reconnect.ties.model import quiet_probability, strength

REST_DAYS = 365


def ties(days: ContactDays, today: date, coverages: Sequence[Coverage] = (), intercept: float | None = None) -> Ties:
    """Return the tie to each person with a contact day up to `today`; without an `intercept` it is fitted to them."""
    if intercept is None:
        intercept = fitted_intercept(days, today, coverages)
    return as_of(measured(days, coverages, day_number(today)), today, intercept)


def measured(days: ContactDays, coverages: Sequence[Coverage] = (), until: float = math.inf) -> Measures:
    """Return what the contact days up to day number `until` tell of each person who has one."""
    past = histories_until(days, until)
    rhythm = rhythms(past, coverages)
    unanswered_day, unanswered = waiting(past)
    my_days, my_last_day = since_their_word(past)
    return Measures(
        person=rhythm.person,
        contact_days=rhythm.contact_days,
        days_in=past.total(past.incoming),
        days_out=past.total(past.outgoing),
        longest_gap_days=rhythm.longest_gap_days,
        conversations=rhythm.conversations,
        first_day=rhythm.first_day,
        last_day=rhythm.last_day,
        channels=rhythm.channels,
        last_interaction=past.interaction[past.starts + rhythm.contact_days - 1],
        my_days=my_days,
        my_last_day=my_last_day,
        unanswered_day=unanswered_day,
        unanswered=unanswered,
        names=days.names,
    )


def as_of(measures: Measures, today: date, intercept: float) -> Ties:
    """Return the ties as of a day on which nothing is measured that comes after it."""
    day = day_number(today)
    silent_days = day - measures.last_day
    quiet = quiet_probability(silent_days, measures.contact_days, measures.longest_gap_days, intercept=intercept)
    strengths = strength(measures.conversations, measures.days_in, measures.days_out)
    both_ways = np.minimum(measures.days_in, measures.days_out) >= 1
    return Ties(
        person=measures.person,
        contact_days=measures.contact_days,
        days_in=measures.days_in,
        days_out=measures.days_out,
        longest_gap_days=measures.longest_gap_days,
        conversations=measures.conversations,
        first_day=measures.first_day,
        last_day=measures.last_day,
        silent_days=silent_days,
        channels=measures.channels,
        last_interaction=measures.last_interaction,
        quiet_probability=quiet,
        strength=strengths,
        score=strengths * (1.0 - quiet),
        real=both_ways & (measures.conversations >= 2) & (measures.contact_days >= 3),
        resting=(measures.my_days >= 2) & (measures.my_last_day >= day - REST_DAYS),
        unanswered_day=measures.unanswered_day,
        unanswered=measures.unanswered,
        intercept=intercept,
        as_of=day,
        names=measures.names,
    )


def since_their_word(past: Histories) -> tuple[Ints, Ints]:
    """Return for each person on how many days I wrote since their last word, and the last of these days, else -1."""
    since = np.arange(len(past.day)) >= past.on_each_row(past.latest(past.incoming))
    mine = past.last_word & since
    last = past.latest(mine)
    return past.total(mine), np.where(last >= 0, past.day[last], -1)


def waiting(past: Histories) -> tuple[Ints, Ints]:
    """Return for each person day and id of their newest message that waits for my answer, else -1 and -1.

    Days by hand have no order: what I wrote, or a talk, on the day of a question counts as the answer.
    """
    by_hand = past.channels & channel_mask(BY_HAND, past.names) > 0
    asked = past.latest(past.opened >= 0)
    waits = asked > past.latest(past.outgoing & (by_hand | (past.opened < 0)))
    return np.where(waits, past.day[asked], -1), np.where(waits, past.opened[asked], -1)
