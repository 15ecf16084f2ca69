"""Durations and dates read as a person says them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.plural import counted
from reconnect.report.words import day_words, duration, every, listed, month_words, quoted, shortened


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (13, "13 days"),
        (14, "2 weeks"),
        (63, "9 weeks"),
        (90, "13 weeks"),
        (91, "3 months"),
        (436, "14 months"),
        (729, "24 months"),
        (730, "24 months"),
        (1095, "36 months"),
        (1096, "3 years"),
        (3287, "9 years"),
    ],
)
def test_a_duration_is_told_in_the_unit_that_fits(days: int, words: str) -> None:
    assert duration(days) == words


@pytest.mark.parametrize(
    ("whole", "words"), [(floor, ("9 weeks", "14 months", "12 years")), (ceil, ("10 weeks", "15 months", "13 years"))]
)
def test_a_duration_is_never_too_long_or_never_too_short_if_asked(
    whole: Callable[[float], int], words: tuple[str, ...]
) -> None:
    assert tuple(duration(days, whole) for days in (66, 436, 4580)) == words


@given(st.integers(0, 50_000))
def test_a_silence_twice_as_long_as_a_pause_reads_longer(pause: int) -> None:
    assert in_days(duration(2 * pause + 1)) > 0.95 * in_days(duration(pause, ceil))


def in_days(words: str) -> float:
    number, unit = words.replace(",", "").split()
    return int(number) * {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}[unit.rstrip("s")]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (8, "about once a week"),
        (21, "about every three weeks"),
        (48, "about every seven weeks"),
        (50, "about every two months"),
        (180, "about every six months"),
        (334, "about every eleven months"),
        (335, "about once a year"),
        (5000, "about every 14 years"),
    ],
)
def test_a_rhythm_is_told_in_words(days: float, words: str) -> None:
    assert every(days) == words


def test_dates_are_told_without_the_locale() -> None:
    assert (day_words(date(2025, 9, 12)), month_words(date(2024, 3, 1))) == ("12 September 2025", "March 2024")


def test_a_number_agrees_with_its_noun() -> None:
    assert [counted(n, "person", "people") for n in (0, 1, 1930)] == ["0 people", "1 person", "1,930 people"]
    assert [counted(n, "conversation") for n in (1, 21)] == ["1 conversation", "21 conversations"]


@pytest.mark.parametrize(
    ("parts", "sentence"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_parts_are_listed_as_in_a_sentence(parts: list[str], sentence: str) -> None:
    assert listed(parts) == sentence


def test_a_quote_stays_on_one_line() -> None:
    assert quoted("Re: the\r\n\tkiln ") == '"Re: the kiln"'


@pytest.mark.parametrize(
    ("text", "cut"), [("garden party", "garden party"), ("garden parties", "garden..."), ("x" * 13, "x" * 9 + "...")]
)
def test_a_long_text_is_cut_between_words_where_it_can_be(text: str, cut: str) -> None:
    assert shortened(text, 12) == cut


@given(st.text(), st.integers(4, 100))
def test_a_shortened_text_is_never_longer_than_asked(text: str, length: int) -> None:
    assert len(shortened(text, length)) <= length
