"""The report as a table keeps every row and every number, also where there are none."""

from __future__ import annotations

from dataclasses import fields, replace

import pandas as pd
from invented_report import invented_report

from reconnect.report import Row
from reconnect.report.frame import frame

COLUMNS = [field.name for field in fields(Row)]


def test_the_table_has_the_rows_of_the_report() -> None:
    report = invented_report(0)
    table = frame(report)
    assert list(table.columns) == COLUMNS
    katie = report.rows[0]
    assert table.iloc[0].to_dict() == {
        **{name: getattr(katie, name) for name in COLUMNS},
        "first_contact": pd.Timestamp(str(katie.first_contact)),
        "last_contact": pd.Timestamp(str(katie.last_contact)),
        "channels": "mail",
        "reasons": " ".join(katie.reasons),
    }
    assert table["person"].tolist() == [row.person for row in report.rows]


def test_what_is_not_known_is_missing() -> None:
    stranger = frame(invented_report(0)).set_index("group").loc["stranger"].iloc[0]
    missing = [name for name in stranger.index if pd.isna(stranger[name])]
    assert missing == [
        "quiet_probability", "score", "silent_days", "longest_gap_days", "first_contact", "last_contact",
    ]  # fmt: skip


def test_an_empty_table_has_the_same_columns_and_kinds() -> None:
    full, empty = frame(invented_report(0)), frame(replace(invented_report(), rows=()))
    assert list(empty.columns) == COLUMNS
    kinds = ["first_contact", "last_contact", "silent_days", "longest_gap_days"]
    assert empty[kinds].dtypes.to_dict() == full[kinds].dtypes.to_dict()
