"""The table that people take away says the same as the ties, in documented columns."""

from __future__ import annotations

import pandas as pd
from contact_logs import Contact, contact_days_of

from reconnect.ties import ties
from reconnect.ties.columns import as_date, day_number
from reconnect.ties.frame import frame

FIRST = day_number(as_date(17_000))
CONTACTS = [
    Contact(3, FIRST, "in"),
    Contact(3, FIRST + 1, "out", "linkedin"),
    Contact(3, FIRST + 20),
    Contact(8, FIRST + 20, "out", "facebook"),
]


def test_the_table_has_one_row_a_person_in_documented_columns() -> None:
    found = ties(contact_days_of(CONTACTS), as_date(FIRST + 50))
    expected = pd.DataFrame(
        {
            "person": [3, 8],
            "name": ["Mira Tolvanen", ""],
            "contact_days": [3, 1],
            "days_in": [2, 0],
            "days_out": [2, 1],
            "longest_gap_days": [19, 0],
            "conversations": [2, 1],
            "first_contact": pd.to_datetime(["2016-07-18", "2016-08-07"]),
            "last_contact": pd.to_datetime(["2016-08-07", "2016-08-07"]),
            "silent_days": [30, 30],
            "channels": ["mail, linkedin", "facebook"],
            "quiet_probability": found.quiet_probability,
            "strength": found.strength,
            "score": found.score,
            "real": [True, False],
        }
    )
    table = frame(found, {3: "Mira Tolvanen", 99: "Not In Touch"})
    pd.testing.assert_frame_equal(table, expected, check_dtype=False)
    assert [table[column].dtype.kind for column in ("first_contact", "last_contact", "real", "score")] == list("MMbf")


def test_no_ties_give_an_empty_table_with_the_same_columns() -> None:
    empty = frame(ties(contact_days_of([]), as_date(FIRST)), {})
    full = frame(ties(contact_days_of(CONTACTS), as_date(FIRST + 50)), {})
    assert len(empty) == 0
    assert list(empty.columns) == list(full.columns)
