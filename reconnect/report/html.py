"""The report as one page of HTML that asks for nothing: no script, no link, no picture, no font from elsewhere.

Whatever a template prints passes `visible` and is escaped, so that nothing foreign can be forgotten; the one style
sheet is allowed by its hash, and no style of anybody else's. Policy: Content Security Policy Level 3. Each drawing is
one image with a name and a description for those who hear the page, and the same numbers stand in a table.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from reconnect.report.charts import BAR_HEIGHT, BAR_PITCH, BAR_WIDTH, LARGEST_RADIUS, Axis, Bar, Dot, Tick, bands
from reconnect.report.facts import Group, Report, Row
from reconnect.report.history import History
from reconnect.report.summary import TITLE, closing, position, scope
from reconnect.report.words import listed
from reconnect.visible import visible

GROUPS: Mapping[Group | None, str] = {
    "follow_up": "A new acquaintance",
    "news": "An occasion",
    "lapsed": "Gone quiet",
    "unanswered": "A message that waits",
    "stranger": "In your lists, and no word yet",
    None: "Picked at random",
}
PERIODS = {1: "year", 4: "quarter"}

_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RUN = re.compile(rf"([{_RIGHT_TO_LEFT}]+(?:[^{_RIGHT_TO_LEFT}\w]+[{_RIGHT_TO_LEFT}]+)*)")


class Sparkline(NamedTuple):
    """The drawing of one person's days, `width` pixels wide, and the same in words."""

    first: int
    last: int
    width: int
    bars: list[Bar]
    words: str


class Line(NamedTuple):
    """One person over the years of all: the dots, and the numbers of days by year and period."""

    name: str
    dots: list[Dot]
    years: list[tuple[int, list[int]]]


class Chart(NamedTuple):
    """Who and when: one line a person, below them the years; `most` days a `period` have the largest mark."""

    ticks: list[Tick]
    lines: list[Line]
    most: int
    period: str
    periods: list[str]
    axis: Axis


def write(report: Report, history: History) -> str:
    """Return the report as one HTML document."""
    chart = over_the_years(report, history)
    pages = environment()
    style = pages.get_template("report.css").render()
    return pages.get_template("report.html").render(
        title=TITLE,
        scope=scope(report),
        closing=closing(report),
        report=report,
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        sparklines=sparklines(report, history, chart.axis.parts),
        chart=chart,
        silences=len(history.silences),
        bands=bands(history.silences),
    )


@cache
def environment() -> Environment:
    """Return the templates, in which an unknown name is an error and every value is shown as text."""
    pages = Environment(
        loader=PackageLoader("reconnect.report"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    pages.filters.update(name=name_of, now=_now, runs=_RUN.split, words=GROUPS.__getitem__)
    pages.globals.update(bar_height=BAR_HEIGHT, bar_width=BAR_WIDTH, radius=LARGEST_RADIUS)
    return pages


def name_of(row: Row) -> str:
    """Return a name, or that there is none: a heading that nobody hears is no heading."""
    return row.name if row.name.strip() else "(without a name)"


def over_the_years(report: Report, history: History) -> Chart:
    """Return the chart of everybody in the report with a day of contact, in the order of its rows."""
    people = [(row, history.days[row.person]) for row in report.rows if history.days.get(row.person)]
    axis = Axis.over([day for _, days in people for day in days[:1]], report.as_of)
    counted = [(row, axis.counts(days)) for row, days in people]
    most = max((number for _, counts in counted for number in counts.values()), default=1)
    lines = [Line(name_of(row), axis.dots(counts, most), by_year(axis, counts)) for row, counts in counted]
    periods = ["Days"] if axis.parts == 1 else [f"Q{number}" for number in range(1, axis.parts + 1)]
    return Chart(axis.ticks(), lines, most, PERIODS[axis.parts], periods, axis)


def by_year(axis: Axis, counts: Mapping[int, int]) -> list[tuple[int, list[int]]]:
    """Return the years with contact, each with its number of days in every period."""
    return [
        (year, [counts.get((year - axis.first) * axis.parts + part, 0) for part in range(axis.parts)])
        for year, _ in groupby(counts, axis.year_of)
    ]


def sparklines(report: Report, history: History, parts: int) -> dict[int, Sparkline]:
    """Return the drawings of those in the report who have a day of contact, by person id."""
    found: dict[int, Sparkline] = {}
    for row in report.rows:
        if days := history.days.get(row.person):
            axis = Axis(Axis.over(days[:1], report.as_of).first, report.as_of.year, parts)
            counts = axis.counts(days)
            yearly = [f"{sum(each)} in {year}" for year, each in by_year(axis, counts)]
            words = f"Days of contact: {listed(yearly)}."
            found[row.person] = Sparkline(axis.first, axis.last, axis.periods * BAR_PITCH, axis.bars(counts), words)
    return found


def _now(row: Row) -> str:
    return position(row.title, row.organization)


def _shown(value: object) -> object:
    """A text as it can be seen; what a macro of ours wrote is no `str` but markup, and stays as it is."""
    return visible(value) if type(value) is str else value
