"""A cell that begins like a formula is run by spreadsheets, so it gets an apostrophe in front.

Quoting does not help: a spreadsheet takes the quotes off first. Phone numbers begin with `+` and are changed too.
A cell that had an apostrophe before a formula already gets another one, so that taking one off always gives back the
text. The characters: OWASP, "CSV Injection".
"""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def disarmed(cell: str) -> str:
    """Return the text of a cell that no spreadsheet runs."""
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA) else cell
