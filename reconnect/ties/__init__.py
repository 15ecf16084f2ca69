"""My relation to each person, worked out from the days on which we wrote to each other.

`contact_days` counts, `ties` measures (`measured` what no day changes, `as_of` the rest), `quiet_probability` and
`strength` are the two formulas behind the report. All are pure functions over numpy arrays; the table for notebooks is
in `reconnect.ties.frame`, which alone needs pandas.
"""

from reconnect.ties.calibration import fitted_intercept
from reconnect.ties.columns import ContactDays, Coverage, Exchanges, Measures, Ties
from reconnect.ties.counting import contact_days, each_way
from reconnect.ties.measures import as_of, measured, ties
from reconnect.ties.model import quiet_probability, quiet_terms, strength

__all__ = [
    "ContactDays",
    "Coverage",
    "Exchanges",
    "Measures",
    "Ties",
    "as_of",
    "contact_days",
    "each_way",
    "fitted_intercept",
    "measured",
    "quiet_probability",
    "quiet_terms",
    "strength",
    "ties",
]
