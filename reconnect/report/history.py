"""What the drawings of a report show beside its rows: the days of contact, and every silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class History:
    """The past behind a report, up to its day.

    `days` are the contact days (days since 1970-01-01, ascending) by person id, of everybody in the report with a tie.
    `silences` are the silent days of all real ties, in whatever order.
    """

    days: Mapping[int, Sequence[int]]
    silences: Sequence[int]
