"""Numbers become the geometry of drawings: where a mark stands and how large it is, nothing of how it looks.

Places across a chart are percent of its width while its dots are in pixels, so that it is as wide as the page and the
dots stay round, which no scaled drawing can do. A mark's area, and a bar's length, are in proportion to its number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import NamedTuple

from reconnect.report.words import DAYS_A_MONTH
from reconnect.ties.columns import as_date

MOST_YEARS_IN_QUARTERS = 8
MOST_TICKS = 6
"""So many years can be written below a chart on a phone."""
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
LARGEST_RADIUS = 9.0
BAR_PITCH, BAR_WIDTH, BAR_HEIGHT = 8, 6, 28

BANDS = (
    ("up to 1 month", 0),
    ("1 to 3 months", round(DAYS_A_MONTH)),
    ("3 to 6 months", round(3 * DAYS_A_MONTH)),
    ("6 to 12 months", round(6 * DAYS_A_MONTH)),
    ("1 to 2 years", round(12 * DAYS_A_MONTH)),
    ("2 to 5 years", round(24 * DAYS_A_MONTH)),
    ("5 to 10 years", round(60 * DAYS_A_MONTH)),
    ("10 years or more", round(120 * DAYS_A_MONTH)),
)
"""Bands of silence, each with the least number of days in it."""


class Dot(NamedTuple):
    """A round mark: its centre in percent of the width, its radius in pixels."""

    x: float
    r: float


class Tick(NamedTuple):
    """A year below a chart: where it begins and where its middle is, in percent of the width."""

    year: int
    start: float
    middle: float


class Bar(NamedTuple):
    """An upright bar in pixels, measured from the upper left corner."""

    x: int
    y: float
    height: float


class Band(NamedTuple):
    """How many ties are silent for so long, and how long its bar is in percent of the width."""

    label: str
    number: int
    width: float


@dataclass(frozen=True, slots=True)
class Axis:
    """Whole years, the first and the last included, each in `parts` periods: 4 quarters, or the year itself."""

    first: int
    last: int
    parts: int

    @classmethod
    def over(cls, days: Iterable[int], as_of: date) -> Axis:
        """Return the years from the first of some contact days to the day of a report, in quarters if they are few."""
        first = min((as_date(day).year for day in days), default=as_of.year)
        return cls(first, as_of.year, 4 if as_of.year - first < MOST_YEARS_IN_QUARTERS else 1)

    @property
    def periods(self) -> int:
        """How many periods there are."""
        return (self.last - self.first + 1) * self.parts

    def counts(self, days: Iterable[int]) -> Mapping[int, int]:
        """Return how many of some days fall into each period that has any, by its place from 0, in order."""
        return dict(sorted(Counter(self._period(as_date(day)) for day in days).items()))

    def year_of(self, period: int) -> int:
        """Return the year of a period."""
        return self.first + period // self.parts

    def ticks(self) -> list[Tick]:
        """Return the years to be written below, round ones where all are too many."""
        years = (self._multiples(step) for step in STEPS)
        fitting = next(each for each in years if len(each) <= MOST_TICKS)
        percent = 100 * self.parts / self.periods
        return [Tick(year, (year - self.first) * percent, (year - self.first + 0.5) * percent) for year in fitting]

    def dots(self, counts: Mapping[int, int], most: int) -> list[Dot]:
        """Return a mark in the middle of each period with contact; one for `most` days has the largest radius."""
        return [
            Dot(100 * (period + 0.5) / self.periods, LARGEST_RADIUS * sqrt(number / most))
            for period, number in counts.items()
        ]

    def bars(self, counts: Mapping[int, int]) -> list[Bar]:
        """Return a bar for each period with contact; the longest is as high as the drawing."""
        most = max(counts.values(), default=1)
        heights = {period: BAR_HEIGHT * number / most for period, number in counts.items()}
        return [Bar(period * BAR_PITCH, BAR_HEIGHT - height, height) for period, height in heights.items()]

    def _period(self, day: date) -> int:
        return (day.year - self.first) * self.parts + (day.month - 1) * self.parts // 12

    def _multiples(self, step: int) -> range:
        return range(-(-self.first // step) * step, self.last + 1, step)


def bands(silences: Sequence[int]) -> list[Band]:
    """Return how many ties are silent for how long; the bar of the fullest band is as long as the chart is wide."""
    numbers = Counter(max(place for place, (_, least) in enumerate(BANDS) if days >= least) for days in silences)
    most = max(numbers.values(), default=1)
    return [Band(label, numbers[place], 100 * numbers[place] / most) for place, (label, _) in enumerate(BANDS)]
