"""Whatever the numbers, a drawing stays inside its frame, and its areas and lengths are in proportion to them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.report.charts import BAR_HEIGHT, BAR_PITCH, BAR_WIDTH, LARGEST_RADIUS, Axis, Band, Bar, Dot, Tick, bands
from reconnect.ties.columns import day_number

TODAY = date(2026, 11, 22)
DAYS = st.lists(st.integers(day_number(date(1, 1, 1)), day_number(TODAY)), unique=True, max_size=200).map(sorted)


@given(DAYS)
def test_every_day_is_counted_once_and_within_the_axis(days: list[int]) -> None:
    axis = Axis.over(days, TODAY)
    counts = axis.counts(days)
    assert sum(counts.values()) == len(days)
    assert list(counts) == sorted(counts)
    assert all(0 <= period < axis.periods for period in counts)
    assert {axis.first, axis.last} <= {axis.year_of(0), axis.year_of(axis.periods - 1)}


@given(DAYS, st.integers(1, 500))
def test_marks_stand_inside_and_their_areas_are_in_proportion(days: list[int], more: int) -> None:
    axis = Axis.over(days, TODAY)
    counts = axis.counts(days)
    most = max(counts.values(), default=0) + more
    dots = axis.dots(counts, most)
    assert all(0 < mark.x < 100 and 0 < mark.r <= LARGEST_RADIUS for mark in dots)
    for mark, number in zip(dots, counts.values(), strict=True):
        assert isclose(mark.r**2 / LARGEST_RADIUS**2, number / most)


@given(DAYS)
def test_bars_stand_inside_and_their_heights_are_in_proportion(days: list[int]) -> None:
    axis = Axis.over(days, TODAY)
    counts = axis.counts(days)
    for bar, (period, number) in zip(axis.bars(counts), counts.items(), strict=True):
        assert 0 <= bar.x <= axis.periods * BAR_PITCH - BAR_WIDTH
        assert bar.x // BAR_PITCH == period
        assert 0 <= bar.y < BAR_HEIGHT
        assert isclose(bar.y + bar.height, BAR_HEIGHT)
        assert isclose(bar.height / BAR_HEIGHT, number / max(counts.values()))


@given(st.integers(1, 9999), st.integers(0, 9998), st.sampled_from([1, 4]))
def test_one_to_six_years_are_written_and_all_are_inside(first: int, more: int, parts: int) -> None:
    ticks = Axis(first, min(first + more, 9999), parts).ticks()
    assert 1 <= len(ticks) <= 6
    assert all(0 <= tick.start < tick.middle < 100 for tick in ticks)
    assert len({b.year - a.year for a, b in pairwise(ticks)}) <= 1


@given(st.lists(st.integers(0, 40_000), max_size=300))
def test_every_tie_is_in_one_band_and_bars_are_in_proportion(silences: list[int]) -> None:
    found = bands(silences)
    most = max([band.number for band in found])
    assert sum(band.number for band in found) == len(silences)
    assert all(isclose(band.width, 100 * band.number / max(most, 1)) for band in found)


def test_a_few_years_are_drawn_in_quarters() -> None:
    dates = [*(date(2025, month, 1) for month in (1, 2, 3)), date(2025, 3, 31), date(2025, 4, 1), date(2026, 11, 22)]
    days = [day_number(day) for day in dates]
    axis = Axis.over(days, TODAY)
    assert axis == Axis(2025, 2026, 4)
    counts = axis.counts(days)
    assert counts == {0: 4, 1: 1, 7: 1}
    assert axis.dots(counts, 4) == [Dot(6.25, 9.0), Dot(18.75, 4.5), Dot(93.75, 4.5)]
    assert axis.bars(counts) == [Bar(0, 0, 28), Bar(8, 21, 7), Bar(56, 21, 7)]
    assert axis.ticks() == [Tick(2025, 0, 25), Tick(2026, 50, 75)]


@pytest.mark.parametrize(("first", "parts"), [(2019, 4), (2018, 1)])
def test_more_than_eight_years_are_drawn_by_the_year(first: int, parts: int) -> None:
    assert Axis.over([day_number(date(first, 7, 1))], TODAY) == Axis(first, 2026, parts)


def test_without_a_day_the_axis_is_this_year() -> None:
    axis = Axis.over([], TODAY)
    assert (axis, axis.counts([]), axis.dots({}, 1), axis.bars({})) == (Axis(2026, 2026, 4), {}, [], [])


def test_bands_of_silence_begin_on_their_first_day() -> None:
    assert bands([0, 29, 30, 90, 91, 182, 183, 364, 365, 729, 730, 1825, 1826, 3651, 3652, 3652, 5000, 9999]) == [
        Band("up to 1 month", 2, 50),
        Band("1 to 3 months", 2, 50),
        Band("3 to 6 months", 2, 50),
        Band("6 to 12 months", 2, 50),
        Band("1 to 2 years", 2, 50),
        Band("2 to 5 years", 2, 50),
        Band("5 to 10 years", 2, 50),
        Band("10 years or more", 4, 100),
    ]
