"""The numbers say how little they say; what is on its way counts neither for nor against."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.drafts.stats import Course, Stats, situation_of, stats, wilson

DAY = date(2026, 11, 22)


def course(*outcomes: str, ago: int = 40) -> Course:
    return Course("lapsed", outcomes, DAY - timedelta(days=ago) if "sent" in outcomes else None)


@pytest.mark.parametrize(
    ("template", "situation"),
    [("lapsed/2", "lapsed"), ("lapsed-message/2", "lapsed"), ("follow_up-message", "follow_up"), ("news", "news")],
)
def test_a_letter_and_a_message_are_for_one_situation(template: str, situation: str) -> None:
    assert situation_of(template) == situation


def test_each_draft_is_counted_once() -> None:
    courses = [
        course(),
        course("sent", ago=29),
        course("sent", ago=30),
        course("sent", "answered", ago=3),
        course("answered"),
        course("sent", "answered", "declined"),
        course("sent", "bounced", ago=3),
        course("sent", "bounced", "answered"),
        course("later"),
        course("later", "sent"),
        course("dropped"),
    ]
    assert stats(courses, DAY) == Stats(
        made=11, sent=7, answered=4, declined=1, on_their_way=1, bounced=1, put_off=2, open=1
    )


def some(answered: int, settled: int, on_their_way: int = 0) -> Stats:
    sent = settled + on_their_way
    return Stats(
        made=sent, sent=sent, answered=answered, declined=0, on_their_way=on_their_way, bounced=0, put_off=0, open=0
    )  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (some(0, 0), []),
        (some(2, 3), ["2 of 3 answered: so few say next to nothing (between 21 and 94 of 100)."]),
        (some(0, 1), ["0 of 1 answered: so few say next to nothing (between 0 and 79 of 100)."]),
        (some(10, 20), ["10 of 20 answered: that says little (between 30 and 70 of 100)."]),
        (some(100, 200), ["100 of 200 answered (between 43 and 57 of 100)."]),
        (some(0, 0, 1), ["1 is still on the way: sent within the last 30 days."]),
    ],
)
def test_few_numbers_say_that_they_say_little(counts: Stats, words: list[str]) -> None:
    assert counts.words == words


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"), [(0, 10, 0.0, 0.2775), (1, 10, 0.0179, 0.4042), (15, 50, 0.1910, 0.4375)]
)
def test_the_interval_is_wilsons(hits: int, of: int, low: float, high: float) -> None:
    assert wilson(hits, of) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 10_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_an_interval_holds_its_share_and_is_the_same_from_the_other_side(of_all: tuple[int, int]) -> None:
    hits, of = of_all
    low, high = wilson(hits, of)
    assert 0 <= low <= hits / of + 1e-12
    assert hits / of - 1e-12 <= high <= 1
    assert wilson(of - hits, of) == pytest.approx((1 - high, 1 - low))
