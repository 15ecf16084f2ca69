"""Whether a person stays quiet depends on three things: the silence, the contact days, and the longest pause before.

Many contact days speak against quiet only up to a silence of 17 times the longest pause; beyond, they speak for an end.
The form is a power law of recency and frequency (Anderson, Schooler 1991, Psych. Sci. 2:396); the constants come from
eight contact logs of 137,000 ties (mail, phone, chat, code review).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from reconnect.ties.columns import Floats

HORIZON = 180.0
INTERCEPT = 2.0


def quiet_probability(
    silent_days: npt.ArrayLike,
    contact_days: npt.ArrayLike,
    longest_gap_days: npt.ArrayLike,
    horizon_days: float = HORIZON,
    intercept: float = INTERCEPT,
) -> Floats:
    """Return the chance of no interaction within the next `horizon_days`, between 0 and 1.

    logit P = intercept + 0.45 ln(R/H) - 0.85 ln(nd) + 0.30 ln(nd) max(0, ln(R/G)), where R is at least 0.5 and nd and G
    are at least 1. The arguments are numbers or arrays that broadcast against each other; an unknown one (NaN) gives
    NaN, but with one contact day there is no pause, and the gap is not looked at. `horizon_days` must be above 0.
    """
    time, days, pause = quiet_terms(silent_days, contact_days, longest_gap_days, horizon_days)
    return logistic(intercept + time + days + pause)


def quiet_terms(
    silent_days: npt.ArrayLike,
    contact_days: npt.ArrayLike,
    longest_gap_days: npt.ArrayLike,
    horizon_days: float = HORIZON,
) -> tuple[Floats, Floats, Floats]:
    """Return the three terms of the logit: how long it has been, how often we were in touch, how far this is unusual.

    The arguments are those of `quiet_probability`; the third term is 0 up to the longest pause.
    """
    silence = np.maximum(np.asarray(silent_days, dtype=np.float64), 0.5)
    often = np.log(np.maximum(np.asarray(contact_days, dtype=np.float64), 1.0))
    longest = np.log(np.maximum(np.asarray(longest_gap_days, dtype=np.float64), 1.0))
    beyond = np.where(often == 0.0, 0.0, np.maximum(np.log(silence) - longest, 0.0))
    return 0.45 * np.log(silence / horizon_days), -0.85 * often, 0.30 * often * beyond


def logistic(logit: Floats) -> Floats:
    """Return 1 / (1 + exp(-logit)) as an array, without overflow at either end."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * logit)))


def strength(conversations: npt.ArrayLike, days_in: npt.ArrayLike, days_out: npt.ArrayLike) -> Floats:
    """Return ln(max(conversations, 1)) + 0.5 ln(1 + max(min(days_in, days_out), 0)), 0 or more.

    Separate conversations over a long time foretell a return, volume does not; days both ways are what makes a tie
    real. The arguments are numbers or arrays that broadcast against each other.
    """
    talks = np.maximum(np.asarray(conversations, dtype=np.float64), 1.0)
    both_ways = np.minimum(np.asarray(days_in, dtype=np.float64), np.asarray(days_out, dtype=np.float64))
    return np.asarray(np.log(talks) + 0.5 * np.log1p(np.maximum(both_ways, 0.0)))
