"""The report as a CSV table: one row a person, unknown cells empty, and no cell that a spreadsheet would run.

How a cell is disarmed, and why: `reconnect.spreadsheet`.
"""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, fields

from reconnect.report.facts import Report, Row
from reconnect.spreadsheet import disarmed
from reconnect.visible import visible

COLUMNS = tuple(field.name for field in fields(Row))


def write(report: Report) -> str:
    """Return a table with a header row, columns as in `Row`; channels and reasons are joined by spaces."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(cell, asdict(row).values()) for row in report.rows)
    return text.getvalue()


def cell(value: object) -> str:
    """Return a value as the text of a cell that is safe in a spreadsheet."""
    if value is None:
        return ""
    text = " ".join(value) if isinstance(value, tuple) else str(value)
    return visible(disarmed(text))
