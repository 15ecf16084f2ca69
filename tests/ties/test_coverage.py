"""Coverages merge into spans, and what lies between spans is unknown."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.ties.columns import Coverage, as_date, day_number
from reconnect.ties.coverage import (
    Span,
    covered_span,
    covered_spans,
    days_covered,
    days_in_holes,
    end_of_all,
    holes,
    is_stale,
)


def mail(first: str, last: str) -> Coverage:
    return Coverage("mail", date.fromisoformat(first), date.fromisoformat(last))


def span(first: str, last: str) -> Span:
    return date.fromisoformat(first), date.fromisoformat(last)


CHAT = Coverage("linkedin", date(2017, 1, 1), date(2018, 6, 30))


@pytest.mark.parametrize(
    ("coverages", "expected"),
    [
        pytest.param([], [], id="none"),
        pytest.param([CHAT], [], id="another channel only"),
        pytest.param([mail("2012-01-01", "2016-12-31")], [span("2012-01-01", "2016-12-31")], id="one"),
        pytest.param(
            [mail("2014-01-01", "2018-12-31"), mail("2012-01-01", "2016-12-31")],
            [span("2012-01-01", "2018-12-31")],
            id="overlapping",
        ),
        pytest.param(
            [mail("2012-01-01", "2016-12-31"), mail("2017-01-01", "2018-12-31")],
            [span("2012-01-01", "2018-12-31")],
            id="touching",
        ),
        pytest.param(
            [mail("2012-01-01", "2016-12-31"), mail("2013-01-01", "2014-12-31")],
            [span("2012-01-01", "2016-12-31")],
            id="one inside the other",
        ),
        pytest.param(
            [mail("2012-01-01", "2016-12-31"), mail("2017-01-02", "2018-12-31")],
            [span("2012-01-01", "2016-12-31"), span("2017-01-02", "2018-12-31")],
            id="a day apart",
        ),
    ],
)
def test_coverages_of_a_channel_merge_into_spans(coverages: list[Coverage], expected: list[Span]) -> None:
    assert covered_spans(coverages, ["mail"]) == expected


def test_a_hole_is_what_none_of_the_channels_covers() -> None:
    coverages = [mail("2012-01-01", "2016-12-31"), mail("2019-01-01", "2024-03-01"), CHAT]
    assert holes(coverages, ["mail"]) == [span("2017-01-01", "2018-12-31")]
    assert holes(coverages, ["mail", "linkedin"]) == [span("2018-07-01", "2018-12-31")]
    assert holes(coverages, ["linkedin"]) == []


def test_a_channel_speaks_from_its_first_to_its_last_covered_day() -> None:
    coverages = [mail("2019-01-01", "2024-03-01"), mail("2012-01-01", "2016-12-31"), CHAT]
    assert covered_span(coverages, "mail") == span("2012-01-01", "2024-03-01")
    assert covered_span(coverages, "facebook") is None


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2019-12-31", 0),
        ("2020-01-01", 1),
        ("2020-01-10", 10),
        ("2020-01-15", 10),
        ("2020-01-21", 11),
        ("2030-01-01", 20),
    ],
)
def test_days_are_covered_up_to_a_day_and_holes_are_not(until: str, expected: int) -> None:
    coverages = [mail("2020-01-01", "2020-01-10"), mail("2020-01-21", "2020-01-30"), mail("2020-01-05", "2020-01-08")]
    assert days_covered(coverages, "mail", date.fromisoformat(until)) == expected


def test_the_end_of_all_coverage_is_the_latest_day_of_any_channel() -> None:
    assert end_of_all([CHAT, mail("2012-01-01", "2016-12-31")]) == date(2018, 6, 30)
    assert end_of_all([]) is None


@pytest.mark.parametrize(("as_of", "expected"), [("2018-07-30", False), ("2018-07-31", True), ("2017-05-01", False)])
def test_data_are_stale_more_than_thirty_days_after_their_end(as_of: str, expected: bool) -> None:
    assert is_stale([CHAT], date.fromisoformat(as_of)) is expected


def test_without_coverage_nothing_is_stale() -> None:
    assert not is_stale([], date(2026, 11, 22))


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 10)), max_size=5),
    st.lists(st.integers(-5, 80), max_size=10),
)
def test_days_in_holes_are_those_between_spans_that_no_span_has(pairs: list[tuple[int, int]], until: list[int]) -> None:
    coverages = [Coverage("mail", as_date(first), as_date(first + more)) for first, more in pairs]
    covered = {day for first, more in pairs for day in range(first, first + more + 1)}
    unknown = set(range(min(covered, default=0), max(covered, default=0))) - covered
    found = days_in_holes(holes(coverages, ["mail"]), np.array(until, dtype=np.int64))
    assert found.tolist() == [sum(day <= end for day in unknown) for end in until]
    assert days_covered(coverages, "mail", as_date(30)) == sum(day <= 30 for day in covered)


def test_day_numbers_and_dates_are_each_others_inverse() -> None:
    assert day_number(date(1970, 1, 1)) == 0
    assert as_date(day_number(date(2026, 11, 22))) == date(2026, 11, 22)
