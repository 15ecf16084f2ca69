"""The report as a table that people take away: a pandas DataFrame of one row a person.

pandas takes longer to import than most commands to run, so that nothing else imports this module.
"""

from __future__ import annotations

from dataclasses import asdict, fields

import pandas as pd

from reconnect.report.facts import Report, Row

DAYS = ["first_contact", "last_contact"]
NUMBERS = ["silent_days", "longest_gap_days"]


def frame(report: Report) -> pd.DataFrame:
    """Return the rows of a report as a table, in their order.

    Columns: `person` (id), `name`, `group` (follow_up, news, lapsed, unanswered or stranger), `title`, `organization`,
    `quiet_probability` (of no contact within 180 days), `strength`, `score` = strength * (1 - quiet_probability),
    `silent_days`, `contact_days`, `days_in`, `days_out`, `longest_gap_days`, `conversations`, `first_contact` and
    `last_contact` (datetime64), `channels` (joined by ", ") and `reasons` (sentences, joined by spaces). Of who never
    wrote, what is not known is missing (NaN, NaT, NA).
    """
    table = pd.DataFrame([asdict(row) for row in report.rows], columns=[field.name for field in fields(Row)])
    table[DAYS] = table[DAYS].astype("datetime64[s]")
    table[NUMBERS] = table[NUMBERS].astype("Int64")
    table["channels"] = table["channels"].str.join(", ")
    table["reasons"] = table["reasons"].str.join(" ")
    return table
