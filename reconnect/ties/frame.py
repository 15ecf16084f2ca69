"""The table of ties that people take away: a pandas DataFrame of one row a person.

pandas takes longer to import than most commands to run, so `reconnect.ties` does not import this module.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from reconnect.ties.columns import Ties, channel_names


def frame(ties: Ties, names: Mapping[int, str]) -> pd.DataFrame:
    """Return the ties as a table, sorted by `person`; a person without an entry in `names` is called "".

    Columns: `person` (id), `name`, `contact_days`, `days_in`, `days_out`, `longest_gap_days` (0 with one contact day),
    `conversations`, `first_contact` and `last_contact` (datetime64), `silent_days`, `channels` (joined by ", "),
    `quiet_probability` (of no contact within 180 days), `strength`, `score` = strength * (1 - quiet_probability), and
    `real` (whether it passes the gate of a real tie).
    """
    return pd.DataFrame(
        {
            "person": ties.person,
            "name": [names.get(person, "") for person in ties.person.tolist()],
            "contact_days": ties.contact_days,
            "days_in": ties.days_in,
            "days_out": ties.days_out,
            "longest_gap_days": ties.longest_gap_days,
            "conversations": ties.conversations,
            "first_contact": ties.first_day.astype("datetime64[D]"),
            "last_contact": ties.last_day.astype("datetime64[D]"),
            "silent_days": ties.silent_days,
            "channels": [", ".join(channel_names(mask, ties.names)) for mask in ties.channels.tolist()],
            "quiet_probability": ties.quiet_probability,
            "strength": ties.strength,
            "score": ties.score,
            "real": ties.real,
        }
    )
