"""A day is told two weeks ahead and without its year; good news of work for a month, what was published for two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.report.facts import News, PersonFacts, Published
from reconnect.report.occasions import Occasion, month_and_day, next_one, occasion

AS_OF = date(2026, 11, 22)
KATIE = PersonFacts(person=17, name="Katie O'Neil", title="Design lead", organization="Harbour Studio")
GLAZES = Published("https://katie.example/", "https://katie.example/glazes", "Glazes without lead", date(2026, 11, 3))
CHANGE = News(1, 2, "work", "Designer, Acme", "Design lead, Harbour Studio", date(2024, 5, 3), date(2026, 11, 20))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1980-03-22", (3, 22)),
        ("19800322", (3, 22)),
        ("--0203", (2, 3)),
        ("--02-03", (2, 3)),
        ("1953-10-15T23:10:00Z", (10, 15)),
        ("1604-12-06", (12, 6)),
        ("09.03.1971", (3, 9)),
        ("9.3.", (3, 9)),
        ("20/01/1991", (1, 20)),
        ("01/20/1991", (1, 20)),
        ("07/07/1980", (7, 7)),
        ("1988/3/7", (3, 7)),
        ("1980-12-1", (12, 1)),
        ("3 March 1990", (3, 3)),
        ("Mar 3", (3, 3)),
        ("March 3, 1990", (3, 3)),
        ("4. May", (5, 4)),
        ("2000-02-29", (2, 29)),
        ("07/03/1980", None),
        ("1985-02-30", None),
        ("1990", None),
        ("yesterday", None),
        ("Ma 3", None),
        ("3 Kiln 1990", None),
        ("2026-13-01", None),
        ("", None),
    ],
)
def test_a_date_is_read_where_it_can_only_be_one(text: str, day: tuple[int, int] | None) -> None:
    assert month_and_day(text) == day


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_none(text: str) -> None:
    known = month_and_day(text)
    assert known is None or next_one(*known, AS_OF) >= AS_OF


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_the_next_birthday_comes_within_a_year(born: date, as_of: date) -> None:
    day = next_one(born.month, born.day, as_of)
    assert as_of <= day <= as_of + timedelta(days=365)
    assert (day.month, day.day) == (born.month, born.day) or (born.month, born.day, day.day) == (2, 29, 28)


@pytest.mark.parametrize(
    ("birthday", "found"),
    [
        ("1980-11-22", Occasion("birthday", AS_OF)),
        ("--1206", Occasion("birthday", date(2026, 12, 6))),
        ("--1207", None),
        ("--1121", None),
    ],
)
def test_a_birthday_is_told_from_two_weeks_before_to_the_day(birthday: str, found: Occasion | None) -> None:
    assert occasion(replace(KATIE, birthdays=(birthday,)), AS_OF) == found


def test_the_nearest_occasion_is_told() -> None:
    several = replace(KATIE, birthdays=("--1201", "--1130"), anniversaries=("2010-11-25",), changes=(CHANGE,))
    assert occasion(several, AS_OF) == Occasion("work", date(2026, 11, 20), CHANGE)
    assert occasion(replace(several, changes=()), AS_OF) == Occasion("anniversary", date(2026, 11, 25))


@pytest.mark.parametrize(("days", "told"), [(0, True), (30, True), (31, False), (-1, False)])
def test_new_work_is_news_for_thirty_days(days: int, told: bool) -> None:
    change = replace(CHANGE, since=AS_OF - timedelta(days=days))
    assert (occasion(replace(KATIE, changes=(change,)), AS_OF) is not None) == told


@pytest.mark.parametrize(("days", "told"), [(0, True), (60, True), (61, False), (-1, False)])
def test_what_was_published_is_news_for_sixty_days(days: int, told: bool) -> None:
    thing = GLAZES._replace(day=AS_OF - timedelta(days=days))
    expected = Occasion("published", AS_OF - timedelta(days=days), published=thing) if told else None
    assert occasion(replace(KATIE, published=(thing,)), AS_OF) == expected


def test_of_several_things_the_newest_is_told_and_none_without_a_day() -> None:
    things = [GLAZES._replace(day=day) for day in (date(2026, 11, 23), date(2026, 11, 20), date(2026, 11, 1), None)]
    found = occasion(replace(KATIE, published=tuple(things)), AS_OF)
    assert found == Occasion("published", date(2026, 11, 20), published=things[1])


def test_a_birthday_that_is_nearer_comes_before_what_was_published() -> None:
    both = replace(KATIE, birthdays=("--1130",), published=(GLAZES,))
    assert occasion(both, AS_OF) == Occasion("birthday", date(2026, 11, 30))
    assert occasion(both, date(2026, 11, 16)) == Occasion("published", date(2026, 11, 3), published=GLAZES)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Designer, Acme", "Designer"),
        ("Senior Baker, Rye & Co", "Baker, Rye & Co"),
        ("Designer, Acme", "Seeking new opportunities"),
        ("Designer, Acme", "Designer, open to work"),
        ("Tischlerin, Acme", "Auf Jobsuche"),
    ],
)
def test_a_loss_is_no_good_news(before: str, after: str) -> None:
    changed = replace(KATIE, title=after, organization="", changes=(replace(CHANGE, before=before, after=after),))
    assert occasion(changed, AS_OF) is None


def test_what_an_older_source_tells_anew_is_no_news() -> None:
    assert occasion(replace(KATIE, organization="Lighthouse", changes=(CHANGE,)), AS_OF) is None


def test_a_new_name_is_nothing_to_congratulate_on() -> None:
    named = replace(CHANGE, what="name", before="Katie Byrne", after="Design lead, Harbour Studio")
    assert occasion(replace(KATIE, changes=(named,)), AS_OF) is None
