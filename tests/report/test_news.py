"""A change between two exports is news, dated by them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.report.facts import News, Told
from reconnect.report.news import news

SPRING, SUMMER, AUTUMN = date(2024, 3, 1), date(2024, 7, 1), date(2024, 10, 1)


def told(made: date, work: str = "", name: str = "Amara Osei", contact: int = 1, import_id: int = 1) -> Told:
    return Told(contact, import_id, made, name, work)


def test_a_change_is_dated_by_the_last_export_before_and_the_first_after_it() -> None:
    sightings = [told(AUTUMN, "Potter, Harbour", import_id=3), told(SPRING, "Acme"), told(SUMMER, "Acme", import_id=2)]
    assert news(sightings) == [News(1, 3, "work", "Acme", "Potter, Harbour", SUMMER, AUTUMN)]


def test_a_new_name_is_news_beside_new_work() -> None:
    sightings = [told(SPRING, "Acme", "Amara Osei"), told(SUMMER, "Harbour", "Amara Lund", import_id=2)]
    assert news(sightings) == [
        News(1, 2, "name", "Amara Osei", "Amara Lund", SPRING, SUMMER),
        News(1, 2, "work", "Acme", "Harbour", SPRING, SUMMER),
    ]


@pytest.mark.parametrize(
    "sightings",
    [
        [told(SPRING, "Acme"), told(SUMMER, "")],
        [told(SPRING, ""), told(SUMMER, "Acme")],
        [told(SPRING, "Acme Ltd"), told(SUMMER, "ACME  ltd")],
        [told(SPRING, "Acme"), told(SPRING, "Harbour")],
        [told(SPRING, "Acme"), told(SUMMER, "Harbour", contact=2)],
    ],
    ids=["no longer told", "told for the first time", "written otherwise", "on one day", "of two contacts"],
)
def test_what_is_no_news(sightings: list[Told]) -> None:
    assert news(sightings) == []


def test_what_was_left_out_in_between_is_passed_over() -> None:
    sightings = [told(SPRING, "Acme"), told(SUMMER, ""), told(AUTUMN, "Harbour")]
    assert news(sightings) == [News(1, 1, "work", "Acme", "Harbour", SPRING, AUTUMN)]


def test_going_back_is_news_again() -> None:
    sightings = [told(SPRING, "Acme"), told(SUMMER, "Harbour"), told(AUTUMN, "Acme")]
    assert [(each.before, each.after) for each in news(sightings)] == [("Acme", "Harbour"), ("Harbour", "Acme")]


@given(
    st.lists(st.builds(told, st.sampled_from([SPRING, SUMMER, AUTUMN]), st.sampled_from(["", "A", "B"])), max_size=6)
)
def test_the_order_of_imports_does_not_matter(sightings: list[Told]) -> None:
    assert news(sightings) == news(sightings[::-1])
