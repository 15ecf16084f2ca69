"""One row a person, in the first group that fits, in the order and number that a reader can take in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_report import AS_OF, LINKEDIN, MAIL, Tie, people_of, select, stranger, ties_of

from reconnect.report import Group, Listing, PersonFacts, Report, Row, Shared
from reconnect.report.facts import Found, Listed, Published, Rest
from reconnect.report.groups import ORDER
from reconnect.report.sharing import all_of, share, without
from reconnect.ties import Coverage

COVERAGES = (MAIL, LINKEDIN)
LAPSED = Tie(person=1)


def shown(*rows: Tie, people: tuple[PersonFacts, ...] = (), limit: int = 0) -> list[tuple[Group | None, int]]:
    """Return group and person of each row of the report on these ties and these people without one."""
    facts = people_of(*(PersonFacts(person=row.person, name=f"Friend {row.person}") for row in rows)) | people_of(
        *people
    )
    return [(row.group, row.person) for row in select(ties_of(rows), facts, COVERAGES, AS_OF, limit).rows]


def test_the_worked_example_comes_in_its_order() -> None:
    bengt = Tie(person=3, silent=150, contact_days=40, gap=30, conversations=3, days_in=35, days_out=30)
    cilla = Tie(person=2, silent=900, contact_days=9, gap=200, conversations=9, days_in=6, days_out=5)
    ada = Tie(person=1, silent=400, contact_days=12, gap=45, conversations=6, days_in=8, days_out=7)
    dario = Tie(person=4, silent=120, contact_days=25, gap=60, conversations=14, days_in=20, days_out=12)
    assert shown(ada, bengt, cilla, dario) == [("lapsed", 3), ("lapsed", 2), ("lapsed", 1)]


def test_equal_scores_are_ordered_by_strength_then_by_person() -> None:
    ties = ties_of(replace(LAPSED, person=person) for person in (1, 2, 3))
    ties.score[:] = 1.0
    ties.strength[:] = (1.0, 2.0, 1.0)
    report = select(ties, people_of(*(PersonFacts(person=n, name="") for n in (1, 2, 3))), COVERAGES, AS_OF)
    assert [row.person for row in report.rows] == [2, 1, 3]


@pytest.mark.parametrize(
    ("tie", "listed"),
    [
        (LAPSED, True),
        (replace(LAPSED, real=False), False),
        (replace(LAPSED, resting=True), False),
        (replace(LAPSED, silent=90, contact_days=5, gap=30), True),
        (replace(LAPSED, silent=89, contact_days=5, gap=30), False),
        (replace(LAPSED, silent=200, contact_days=3, gap=200), True),
        (replace(LAPSED, silent=199, contact_days=3, gap=200), False),
        (replace(LAPSED, silent=120, contact_days=25, gap=60), False),
    ],
)
def test_only_a_real_tie_quiet_beyond_its_own_pauses_is_lapsed(tie: Tie, listed: bool) -> None:
    assert shown(tie) == ([("lapsed", 1)] if listed else [])


def test_a_quiet_probability_of_just_sixty_in_a_hundred_is_enough() -> None:
    ties = ties_of([LAPSED, replace(LAPSED, person=2)])
    ties.quiet_probability[:] = (0.60, 0.5999)
    people = people_of(PersonFacts(person=1, name=""), PersonFacts(person=2, name=""))
    assert [row.person for row in select(ties, people, COVERAGES, AS_OF).rows] == [1]


@pytest.mark.parametrize(("waits", "listed"), [(13, False), (14, True), (1096, True), (1097, False), (None, False)])
def test_a_message_waits_from_two_weeks_to_three_years(waits: int | None, listed: bool) -> None:
    tie = Tie(person=1, silent=waits or 50, real=False, waits=waits)
    assert shown(tie) == ([("unanswered", 1)] if listed else [])


def test_unanswered_messages_come_newest_first_then_by_person() -> None:
    waiting = [Tie(person=person, real=False, waits=waits) for person, waits in ((1, 300), (2, 20), (3, 300), (4, 100))]
    assert shown(*waiting) == [("unanswered", 2), ("unanswered", 4), ("unanswered", 1), ("unanswered", 3)]


def test_who_is_lapsed_and_waits_for_an_answer_stands_in_one_row() -> None:
    assert shown(replace(LAPSED, waits=400)) == [("lapsed", 1)]


def test_strangers_with_something_shared_come_first_then_the_oldest_acquaintance() -> None:
    school = (Shared("organization", "Lakeside School"),)
    people = (
        stranger(1, None),
        stranger(2, date(2017, 5, 12)),
        stranger(3, date(2012, 1, 1)),
        stranger(4, date(2020, 1, 1), school),
        stranger(5, date(2012, 1, 1)),
        stranger(6, None, school),
    )
    assert [person for _, person in shown(people=people)] == [4, 6, 3, 5, 2, 1]


def test_a_real_tie_that_is_not_quiet_is_no_stranger() -> None:
    assert shown(replace(LAPSED, silent=3), people=(replace(stranger(1), name="Friend 1"),)) == []


@pytest.mark.parametrize(
    ("facts", "listed"),
    [
        (stranger(1), True),
        (replace(stranger(1), listings=()), False),
        (replace(stranger(1), channels=frozenset()), False),
        (replace(stranger(1), channels=frozenset({"facebook"})), False),
        (stranger(1, AS_OF + timedelta(days=1)), False),
        (replace(stranger(1, AS_OF + timedelta(days=1)), listings=(Listing("vcard", None),)), True),
    ],
)
def test_a_stranger_stands_in_a_list_and_a_covered_channel_could_show_a_word(facts: PersonFacts, listed: bool) -> None:
    assert shown(people=(facts,)) == ([("stranger", 1)] if listed else [])


@pytest.mark.parametrize(("days", "listed"), [(180, True), (179, False)])
def test_a_shorter_look_than_half_a_year_tells_no_stranger(days: int, listed: bool) -> None:
    coverage = Coverage("mail", AS_OF - timedelta(days=days - 1), AS_OF + timedelta(days=400))
    report = select(ties_of([]), people_of(stranger(1)), [coverage], AS_OF)
    assert bool(report.rows) is listed


def test_a_stranger_has_no_tie_and_nothing_is_filled_in() -> None:
    (row,) = select(ties_of([]), people_of(stranger(1, date(2017, 5, 12))), COVERAGES, AS_OF).rows
    assert replace(row, reasons=()) == Row(
        person=1,
        name="Stranger 1",
        group="stranger",
        title="",
        organization="",
        quiet_probability=None,
        strength=0.0,
        score=None,
        silent_days=None,
        contact_days=0,
        days_in=0,
        days_out=0,
        longest_gap_days=None,
        conversations=0,
        first_contact=None,
        last_contact=None,
        channels=(),
        reasons=(),
    )


def test_the_row_of_a_tie_says_what_the_tie_says() -> None:
    ties = ties_of([replace(LAPSED, channels=5)])
    people = people_of(PersonFacts(person=1, name="Ada Berg", title="Skipper", organization="Fjord Ferries"))
    (row,) = select(ties, people, COVERAGES, AS_OF).rows
    assert replace(row, reasons=()) == Row(
        person=1,
        name="Ada Berg",
        group="lapsed",
        title="Skipper",
        organization="Fjord Ferries",
        quiet_probability=float(ties.quiet_probability[0]),
        strength=float(ties.strength[0]),
        score=float(ties.score[0]),
        silent_days=400,
        contact_days=12,
        days_in=8,
        days_out=7,
        longest_gap_days=45,
        conversations=6,
        first_contact=AS_OF - timedelta(days=2400),
        last_contact=AS_OF - timedelta(days=400),
        channels=("mail", "facebook"),
        reasons=(),
    )


def test_found_counts_everybody_though_few_are_shown() -> None:
    rows = [replace(LAPSED, person=person) for person in range(1, 41)]
    people = people_of(
        *(PersonFacts(person=row.person, name="") for row in rows), *(stranger(n) for n in range(50, 57))
    )
    report = select(ties_of(rows), people, COVERAGES, AS_OF)
    assert (len(report.rows), report.found, report.people, report.real_ties) == (5, 47, 47, 40)


FOUND = {"follow_up": 9, "news": 9, "lapsed": 9, "unanswered": 9, "stranger": 9}


@pytest.mark.parametrize(
    ("found", "limit", "places"),
    [
        ({}, 5, (0, 0, 0, 0, 0)),
        (FOUND, 5, (1, 1, 2, 0, 1)),
        (FOUND, 0, (9, 9, 9, 9, 9)),
        (FOUND, 1, (1, 0, 0, 0, 0)),
        (FOUND, 3, (1, 1, 1, 0, 0)),
        (FOUND, 4, (1, 1, 1, 0, 1)),
        (FOUND | {"follow_up": 0, "news": 0}, 5, (0, 0, 4, 0, 1)),
        (FOUND | {"follow_up": 0, "news": 0}, 1, (0, 0, 1, 0, 0)),
        (FOUND | {"lapsed": 1}, 5, (1, 1, 1, 1, 1)),
        (FOUND | {"lapsed": 0, "unanswered": 0}, 5, (1, 1, 0, 0, 1)),
        ({"lapsed": 2, "unanswered": 9}, 5, (0, 0, 2, 3, 0)),
        ({"stranger": 9}, 1, (0, 0, 0, 0, 1)),
    ],
)
def test_the_places_are_shared_out(found: dict[Group, int], limit: int, places: tuple[int, ...]) -> None:
    everybody = dict.fromkeys(ORDER, 0) | found
    assert share(everybody, limit) == dict(zip(ORDER, places, strict=True))


@given(st.fixed_dictionaries({group: st.integers(0, 8) for group in ORDER}), st.integers(1, 30))
def test_shares_keep_the_limit_and_leave_no_place_that_a_tie_could_take(found: dict[Group, int], limit: int) -> None:
    places = share(found, limit)
    assert sum(places.values()) <= limit
    assert all(0 <= places[group] <= found[group] for group in ORDER)
    assert all(places[group] <= 1 for group in ("follow_up", "news", "stranger"))
    full = sum(places.values()) == limit
    assert full or (places["lapsed"] == found["lapsed"] and places["unanswered"] == found["unanswered"])
    assert places["unanswered"] == 0 or places["lapsed"] == found["lapsed"]


@st.composite
def any_report(draw: Callable[[st.SearchStrategy[int]], int]) -> tuple[Report, int]:
    """Draw a report on up to 30 people, some of them ties, some strangers, some both, and its limit."""
    number = draw(st.integers(0, 30))
    kinds = [draw(st.integers(0, 3)) for _ in range(number)]
    rows = [
        Tie(
            person=person,
            silent=draw(st.integers(0, 1500)),
            contact_days=draw(st.integers(1, 60)),
            gap=draw(st.integers(0, 300)),
            real=kind == 1,
            waits=draw(st.integers(0, 1500)) if kind == 2 else None,
        )
        for person, kind in enumerate(kinds)
        if kind
    ]
    limit = draw(st.integers(0, 12))
    people = people_of(*(stranger(person) for person in range(number)))
    return select(ties_of(rows), people, COVERAGES, AS_OF, limit), limit


@given(any_report())
def test_nobody_stands_in_two_rows_and_the_groups_keep_their_order(drawn: tuple[Report, int]) -> None:
    report, limit = drawn
    groups = [row.group for row in report.rows]
    assert len({row.person for row in report.rows}) == len(report.rows)
    assert groups == sorted(groups, key=ORDER.index)
    assert len(report.rows) <= (limit or report.found)
    assert limit == 0 or groups.count("stranger") <= 1
    assert all(row.reasons and all(row.reasons) for row in report.rows)


@given(any_report())
def test_all_means_all(drawn: tuple[Report, int]) -> None:
    report, limit = drawn
    assert limit or len(report.rows) == report.found


NEW = replace(stranger(5), new_since=AS_OF - timedelta(days=9))
BIRTHDAY = replace(stranger(6), birthdays=("--1130",))


def test_somebody_new_without_a_word_is_followed_up_newest_first() -> None:
    newer = replace(stranger(7), new_since=AS_OF)
    assert shown(people=(NEW, newer)) == [("follow_up", 7), ("follow_up", 5)]


@pytest.mark.parametrize(("days", "group"), [(0, "follow_up"), (29, "follow_up"), (30, "stranger"), (-1, "stranger")])
def test_somebody_is_new_for_thirty_days(days: int, group: Group) -> None:
    facts = replace(NEW, new_since=AS_OF - timedelta(days=days))
    assert shown(people=(facts,)) == [(group, 5)]


def test_a_word_ends_the_follow_up() -> None:
    assert shown(Tie(person=5, silent=1, contact_days=1, real=False), people=(NEW,)) == []


def test_the_nearest_occasion_comes_first_then_the_stronger_tie() -> None:
    ties = [Tie(person=person, silent=5, conversations=talks) for person, talks in ((7, 2), (8, 9))]
    same_day = [PersonFacts(person=person, name="", birthdays=("--1130",)) for person in (7, 8)]
    sooner = replace(BIRTHDAY, person=9, birthdays=("--1123",))
    found = shown(*ties, people=(*same_day, BIRTHDAY, sooner))
    assert found == [("news", 9), ("news", 8), ("news", 7), ("news", 6)]


def test_who_published_something_has_news_beside_those_with_a_birthday() -> None:
    thing = Published("https://a.example/", "https://a.example/1", "Glazes", AS_OF - timedelta(days=7))
    wrote = PersonFacts(person=9, name="", published=(thing,))
    assert shown(people=(BIRTHDAY, wrote)) == [("news", 9), ("news", 6)]


def test_who_has_news_and_is_lapsed_stands_in_one_row() -> None:
    assert shown(LAPSED, people=(PersonFacts(person=1, name="", birthdays=("--1130",)),)) == [("news", 1)]


def test_who_rests_is_in_no_group() -> None:
    resting = [replace(each, rest=Rest("", AS_OF + timedelta(days=1))) for each in (NEW, BIRTHDAY, stranger(7))]
    lapsed = PersonFacts(person=1, name="", rest=Rest("you marked them: never"))
    waiting = PersonFacts(person=2, name="", rest=Rest("", AS_OF + timedelta(days=1)))
    assert shown(LAPSED, Tie(person=2, real=False, waits=50), people=(*resting, lapsed, waiting)) == []
    over = [replace(each, rest=Rest("", AS_OF)) for each in (NEW, BIRTHDAY, stranger(7))]
    assert [group for group, _ in shown(people=tuple(over))] == ["follow_up", "news", "stranger"]


def test_whom_i_wrote_to_twice_in_vain_is_left_in_peace_on_a_birthday_too() -> None:
    facts = PersonFacts(person=1, name="", birthdays=("--1130",))
    assert shown(replace(LAPSED, resting=True), people=(facts,)) == []


def test_whom_the_report_before_told_of_in_the_same_group_is_not_new() -> None:
    found: Found = {"follow_up": [], "news": [1, 2], "lapsed": [3], "unanswered": [], "stranger": []}
    told: set[Listed] = {(1, "news"), (2, "stranger"), (3, "lapsed")}
    assert without(found, told, timedelta(days=31))["news"] == [1, 2]
    assert without(found, told, timedelta(days=30)) == {
        "follow_up": [], "news": [2], "lapsed": [], "unanswered": [], "stranger": [],
    }  # fmt: skip
    assert all_of(found) == [(1, "news"), (2, "news"), (3, "lapsed")]
