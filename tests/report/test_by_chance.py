"""One person a week, drawn from all who are not told of anyway."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from invented_report import AS_OF, LINKEDIN, MAIL, Tie, people_of, stranger, ties_of

from reconnect.report import groups
from reconnect.report.by_chance import drawn, questions
from reconnect.report.facts import Found, Mark, Note, PersonFacts
from reconnect.report.rests import rest
from reconnect.ties import Ties

NOBODY: Found = dict.fromkeys(groups.ORDER, ())
MONDAY = date(2026, 11, 16)


def strangers(number: int) -> dict[int, PersonFacts]:
    return people_of(*(stranger(person) for person in range(1, number + 1)))


@given(st.integers(0, 6), st.integers(0, 300))
def test_the_same_week_draws_the_same_person(day: int, week: int) -> None:
    monday = MONDAY + timedelta(weeks=week)
    people = strangers(40)
    assert drawn(ties_of([]), people, NOBODY, monday + timedelta(days=day)) == drawn(
        ties_of([]), people, NOBODY, monday
    )


def test_everybody_has_a_turn() -> None:
    weeks = Counter(drawn(ties_of([]), strangers(10), NOBODY, MONDAY + timedelta(weeks=week)) for week in range(400))
    assert weeks.keys() == set(range(1, 11))
    assert max(weeks.values()) < 80


def test_who_is_new_in_the_archive_seldom_takes_the_turn_of_another() -> None:
    weeks = [MONDAY + timedelta(weeks=week) for week in range(100)]
    none, few, more = ties_of([]), strangers(50), strangers(51)
    same = [drawn(none, few, NOBODY, day) == drawn(none, more, NOBODY, day) for day in weeks]
    assert sum(same) > 90


def test_the_long_unseen_are_a_little_more_likely() -> None:
    weeks = [MONDAY + timedelta(weeks=week) for week in range(1000)]
    ties = ties_of([Tie(person=1, silent=100), Tie(person=2, silent=4000)])
    counts = Counter(drawn(ties, {}, NOBODY, day) for day in weeks)
    assert 500 < counts[2] < 800


def draws(ties: Ties, people: dict[int, PersonFacts], found: Found = NOBODY) -> set[int | None]:
    return {drawn(ties, people, found, AS_OF + timedelta(weeks=week)) for week in range(60)}


def test_who_is_told_of_anyway_is_not_drawn_but_strangers_are() -> None:
    ties, people = ties_of([Tie(person=1), Tie(person=2)]), people_of(stranger(3), stranger(4), stranger(5))
    found: Found = {**NOBODY, "lapsed": [1], "news": [4], "stranger": [3]}
    assert draws(ties, people, found) == {2, 3, 5}


def test_who_rests_or_was_in_touch_lately_is_not_drawn() -> None:
    never = replace(stranger(4), rest=rest([Mark("never")], []))
    ties = ties_of([Tie(person=1, silent=89), Tie(person=2, silent=90), Tie(person=3, resting=True)])
    assert draws(ties, people_of(never)) == {2}
    assert draws(ties_of([]), people_of(never)) == {None}


def test_who_stands_in_no_list_and_never_wrote_is_not_drawn() -> None:
    assert draws(ties_of([]), people_of(PersonFacts(person=1, name="Copied Once"))) == {None}


def test_three_questions_are_asked_and_none_whose_answer_is_noted() -> None:
    assert questions(stranger(1)) == (
        "Where do you know each other from?",
        "What do they care about these days?",
        "What would they like to get done?",
    )
    noted = (Note(1, "met", "the fair"), Note(2, "goal", "a studio"), Note(3, "skill", "glaze"))
    known = replace(stranger(1), notes=noted)
    assert questions(known) == (
        "What do they care about these days?",
        "What could you offer them, without being asked?",
        "What has changed for them since you last knew?",
    )


def test_the_strangers_of_the_report_stay_strangers() -> None:
    assert groups.find(ties_of([]), people_of(stranger(1)), (MAIL, LINKEDIN), AS_OF, {1: 0})["stranger"] == [1]
