"""The intercept fits itself to one person, because people differ in how fast everything about them goes quiet.

Only the intercept: slopes fitted to one person predict worse. We stand one horizon before the end of the data, look at
the ties as they stood, and see which of them stayed quiet. One shift for everybody changes no order.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from reconnect.ties.columns import ContactDays, Coverage, Flags, Floats, day_number
from reconnect.ties.coverage import end_of_all
from reconnect.ties.histories import histories_until, rhythms
from reconnect.ties.model import HORIZON, INTERCEPT, logistic, quiet_terms

FEWEST_TIES = 20
FARTHEST = 0.7
PRIOR_WEIGHT = 4.0  # a normal prior with standard deviation 0.5
NEWTON_STEPS = 5


def fitted_intercept(days: ContactDays, as_of: date, coverages: Sequence[Coverage], horizon: float = HORIZON) -> float:
    """Return the intercept that suits these ties, 2.0 +- 0.7.

    It stays 2.0 with fewer than 20 ties of two contact days at the cut, or where coverage does not reach back to it.
    """
    end = end_of_all(coverages)
    if end is None:
        return INTERCEPT
    cut = day_number(min(as_of, end)) - horizon
    if min(day_number(c.first) for c in coverages) > cut:
        return INTERCEPT
    logits, quiet = outcomes(days, cut, horizon, coverages)
    if len(logits) < FEWEST_TIES:
        return INTERCEPT
    order = np.lexsort((quiet, logits))  # sums of floats depend on their order, and the ids of people are no reason
    return float(np.clip(likeliest_intercept(logits[order], quiet[order]), INTERCEPT - FARTHEST, INTERCEPT + FARTHEST))


def outcomes(days: ContactDays, cut: float, horizon: float, coverages: Sequence[Coverage]) -> tuple[Floats, Flags]:
    """Return the logits without intercept of the ties of two contact days at day number `cut`, and who stayed quiet."""
    then = rhythms(histories_until(days, cut), coverages)
    heard = days.person[(days.day > cut) & (days.day <= cut + horizon)]
    tie = then.contact_days >= 2
    silent_days = cut - then.last_day[tie]
    time, days_term, pause = quiet_terms(silent_days, then.contact_days[tie], then.longest_gap_days[tie], horizon)
    return time + days_term + pause, ~np.isin(then.person[tie], heard)


def likeliest_intercept(logits: Floats, quiet: Flags) -> float:
    """Return the posterior mode of the intercept, prior mean 2.0: five of Newton's steps from there."""
    intercept = INTERCEPT
    for _ in range(NEWTON_STEPS):
        expected = logistic(intercept + logits)
        slope = np.sum(quiet - expected) - PRIOR_WEIGHT * (intercept - INTERCEPT)
        intercept += float(slope / (np.sum(expected * (1.0 - expected)) + PRIOR_WEIGHT))
    return intercept
