"""What a tie is, as of a day, follows from its contact days alone.

Silence runs to the as-of day even where the data end earlier; only pauses between two contacts are spared the holes in
coverage. The formulas stand in `reconnect.ties.model`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from reconnect.ties.calibration import fitted_intercept
from reconnect.ties.columns import ContactDays, Coverage, Flags, Ints, Ties, day_number
from reconnect.ties.histories import Histories, histories_until, rhythms
from reconnect.ties.model import quiet_probability, strength

REST_DAYS = 365


def ties(days: ContactDays, as_of: date, coverages: Sequence[Coverage] = (), intercept: float | None = None) -> Ties:
    """Return the tie to each person with a contact day up to `as_of`; without an `intercept` it is fitted to them."""
    today = day_number(as_of)
    if intercept is None:
        intercept = fitted_intercept(days, as_of, coverages)
    past = histories_until(days, today)
    rhythm = rhythms(past, coverages)
    days_in, days_out = past.total(past.incoming), past.total(past.outgoing)
    silent_days = today - rhythm.last_day
    quiet = quiet_probability(silent_days, rhythm.contact_days, rhythm.longest_gap_days, intercept=intercept)
    strengths = strength(rhythm.conversations, days_in, days_out)
    unanswered_day, unanswered = waiting(past)
    return Ties(
        person=rhythm.person,
        contact_days=rhythm.contact_days,
        days_in=days_in,
        days_out=days_out,
        longest_gap_days=rhythm.longest_gap_days,
        conversations=rhythm.conversations,
        first_day=rhythm.first_day,
        last_day=rhythm.last_day,
        silent_days=silent_days,
        channels=rhythm.channels,
        last_interaction=past.interaction[past.starts + rhythm.contact_days - 1],
        quiet_probability=quiet,
        strength=strengths,
        score=strengths * (1.0 - quiet),
        real=(np.minimum(days_in, days_out) >= 1) & (rhythm.conversations >= 2) & (rhythm.contact_days >= 3),
        resting=resting(past, today),
        unanswered_day=unanswered_day,
        unanswered=unanswered,
        intercept=intercept,
        as_of=today,
        names=days.names,
    )


def resting(past: Histories, today: int) -> Flags:
    """Return for each person whether I wrote on two days after their last day in, the later within a year."""
    after_their_word = np.arange(len(past.day)) > past.on_each_row(past.latest(past.incoming))
    mine = past.outgoing & after_their_word
    recently = past.total(mine & (past.day >= today - REST_DAYS)) >= 1
    return (past.total(mine) >= 2) & recently


def waiting(past: Histories) -> tuple[Ints, Ints]:
    """Return for each person day and id of their newest message that waits for my answer, else -1 and -1.

    An answer on the same day counts as one: the order within a day is not known.
    """
    asked = past.latest(past.opened >= 0)
    waits = asked > past.latest(past.outgoing)
    return np.where(waits, past.day[asked], -1), np.where(waits, past.opened[asked], -1)
