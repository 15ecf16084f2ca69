"""The report as JSON: unknown is null, and a name arrives as it is in the export.

Every letter beyond ASCII is written as an escape, so that no name can act on a terminal that the JSON passes. Keys are
those of `Report` and `Row`, without `listed`, who may be many; dates are written as YYYY-MM-DD.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from reconnect.report.facts import Report, Row

DIGITS = 12
"""More than any formula is sure of; vectorised logarithms may differ in the last bit by where a number stands."""


def write(report: Report) -> str:
    """Return the report as one JSON object."""
    fields = {name: _plain(value) for name, value in asdict(report).items() if name != "listed"}
    return json.dumps(fields | {"rows": [row_as_json(row) for row in report.rows]}, indent=2) + "\n"


def row_as_json(row: Row) -> dict[str, Any]:
    """Return a row as an object of plain JSON values; keys and their order are those of `Row`."""
    return {name: _plain(value) for name, value in asdict(row).items()}


def _plain(value: object) -> object:
    """Return a value as JSON has it: a date as text, a tuple as a list, a float rounded, an empty text as null."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, float):
        return round(value, DIGITS)
    return None if value == "" else value
