"""What a tie is as of a day: an example worked out by hand, an oracle in plain Python, and laws."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import fields
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from contact_logs import Contact, Way, contact_days_of, steady
from hypothesis import given
from hypothesis import strategies as st

from reconnect.ties import Coverage, Ties, as_of, measured, ties
from reconnect.ties.columns import CHANNELS, as_date, channel_names

TODAY = 20_000
AS_OF = as_date(TODAY)
BENGT, CILLA, ADA, DARIO = 1, 2, 3, 4


def ties_of(contacts: Sequence[Contact], as_of: date = AS_OF, coverages: Sequence[Coverage] = ()) -> Ties:
    return ties(contact_days_of(contacts), as_of, coverages)


def columns_of(found: Ties) -> dict[str, object]:
    """Return all of a table of ties as plain values."""
    values = {f.name: getattr(found, f.name) for f in fields(found) if f.name != "names"}
    return {name: v.tolist() if isinstance(v, np.ndarray) else v for name, v in values.items()}


def test_a_tie_worked_out_by_hand() -> None:
    contacts = [
        Contact(5, TODAY - 100, "in", "mail", opened=True),
        Contact(5, TODAY - 100, "out", "linkedin"),
        Contact(5, TODAY - 93, "in", "mail"),
        Contact(5, TODAY - 60, "out", "mail"),
        Contact(5, TODAY - 30, "in", "linkedin", opened=True),
        Contact(9, TODAY, "out", "facebook"),
    ]
    quiet = 1 / (1 + math.exp(-(2.0 + 0.45 * math.log(30 / 180) - 0.85 * math.log(4))))
    assert columns_of(ties_of(contacts)) == {
        "person": [5, 9],
        "contact_days": [4, 1],
        "days_in": [3, 0],
        "days_out": [2, 1],
        "longest_gap_days": [33, 0],
        "conversations": [3, 1],
        "first_day": [TODAY - 100, TODAY],
        "last_day": [TODAY - 30, TODAY],
        "silent_days": [30, 0],
        "channels": [0b011, 0b100],
        "last_interaction": [5, 6],
        "quiet_probability": pytest.approx([quiet, 0.343272], abs=1e-6),
        "strength": pytest.approx([1.5 * math.log(3), 0.0], abs=1e-12),
        "score": pytest.approx([1.5 * math.log(3) * (1 - quiet), 0.0], abs=1e-12),
        "real": [True, False],
        "resting": [False, False],
        "unanswered_day": [TODAY - 30, -1],
        "unanswered": [5, -1],
        "intercept": 2.0,
        "as_of": TODAY,
    }


def test_four_people_have_the_places_that_their_measures_give_them() -> None:
    found = ties_of(
        [
            *steady(BENGT, TODAY - 150, days=40, gap=30, conversations=3, days_in=35, days_out=30),
            *steady(CILLA, TODAY - 900, days=9, gap=200, conversations=9, days_in=6, days_out=5),
            *steady(ADA, TODAY - 400, days=12, gap=45, conversations=6, days_in=8, days_out=7),
            *steady(DARIO, TODAY - 120, days=25, gap=60, conversations=14, days_in=20, days_out=12),
        ]
    )
    pauses = (found.silent_days, found.contact_days, found.longest_gap_days, found.conversations)
    assert list(zip(*(column.tolist() for column in (*pauses, found.days_in, found.days_out)), strict=True)) == [
        (150, 40, 30, 3, 35, 30),
        (900, 9, 200, 9, 6, 5),
        (400, 12, 45, 6, 8, 7),
        (120, 25, 60, 14, 20, 12),
    ]
    assert found.real.all()
    assert found.quiet_probability.tolist() == pytest.approx([0.6373, 0.8639, 0.8671, 0.4380], abs=5e-5)
    assert found.strength.tolist() == pytest.approx([2.8156, 3.0931, 2.8315, 3.9215], abs=5e-5)
    assert found.score.tolist() == pytest.approx([1.0213, 0.4210, 0.3762, 2.2038], abs=5e-5)
    lapsed = found.quiet_probability >= 0.6
    assert found.person[lapsed][np.argsort(-found.score[lapsed])].tolist() == [BENGT, CILLA, ADA]


@pytest.mark.parametrize(
    ("contacts", "real"),
    [
        pytest.param([Contact(1, 0), Contact(1, 1), Contact(1, 9)], True, id="just enough"),
        pytest.param([Contact(1, 0), Contact(1, 1), Contact(1, 8)], False, id="one conversation"),
        pytest.param([Contact(1, 0), Contact(1, 9)], False, id="two days"),
        pytest.param([Contact(1, day, "in") for day in (0, 1, 9)], False, id="I never wrote"),
        pytest.param([Contact(1, day, "out") for day in (0, 1, 9)], False, id="they never wrote"),
    ],
)
def test_a_real_tie_has_days_both_ways_two_conversations_and_three_days(contacts: list[Contact], real: bool) -> None:
    assert ties_of(contacts).real.tolist() == [real]


def test_a_pause_of_more_than_a_week_starts_a_conversation() -> None:
    assert ties_of([Contact(1, day) for day in (0, 7, 14, 22, 23)]).conversations.tolist() == [2]


def test_what_lies_after_the_as_of_day_is_left_out() -> None:
    contacts = [Contact(1, TODAY), Contact(1, TODAY + 1, "in", opened=True), Contact(2, TODAY + 1)]
    assert columns_of(ties_of(contacts)) == columns_of(ties_of(contacts[:1]))


def test_nobody_has_no_ties() -> None:
    assert len(ties_of([])) == 0
    assert len(ties_of([Contact(1, TODAY + 1)])) == 0


OUT_OUT: list[tuple[int, Way]] = [(TODAY - 380, "in"), (TODAY - 370, "out"), (TODAY - 365, "out")]


@pytest.mark.parametrize(
    ("when", "resting"),
    [
        pytest.param(OUT_OUT, True, id="twice, the later a year ago"),
        pytest.param([(day - 1, way) for day, way in OUT_OUT], False, id="the later more than a year ago"),
        pytest.param([*OUT_OUT, (TODAY, "in")], False, id="they have written since"),
        pytest.param([*OUT_OUT[:2], (TODAY - 360, "both"), (TODAY - 300, "out")], False, id="once since their word"),
        pytest.param([(TODAY - 20, "in"), (TODAY - 10, "out")], False, id="once"),
        pytest.param([(TODAY - 20, "out"), (TODAY - 10, "out")], True, id="they never wrote"),
        pytest.param([(TODAY - 20, "both"), (TODAY - 10, "out")], False, id="once, and before their last word"),
        pytest.param([(TODAY - 20, "last"), (TODAY - 10, "out")], True, id="once, and after their last word"),
        pytest.param([(TODAY - 10, "in")], False, id="I never wrote"),
    ],
)
def test_whom_i_wrote_to_on_two_days_since_their_last_word_rests_for_a_year(
    when: list[tuple[int, Way]], resting: bool
) -> None:
    assert ties_of([Contact(1, day, way) for day, way in when]).resting.tolist() == [resting]


@pytest.mark.parametrize(
    ("contacts", "waiting"),
    [
        pytest.param([Contact(1, 10, "in", opened=True)], 10, id="never answered"),
        pytest.param([Contact(1, 10, "in", opened=True), Contact(1, 12, "in")], 10, id="a word to all does not matter"),
        pytest.param([Contact(1, 10, "in", opened=True), Contact(1, 12, "in", opened=True)], 12, id="the newest"),
        pytest.param([Contact(1, 10, "in", opened=True), Contact(1, 12, "out")], None, id="answered later"),
        pytest.param([Contact(1, 10, "both")], None, id="answered the same day"),
        pytest.param([Contact(1, 10, "both", opened=True)], 10, id="written to before, the same day"),
        pytest.param(
            [Contact(1, 10, "in", opened=True), Contact(1, 10, "both", "note")], None, id="spoken to the same day"
        ),
        pytest.param([Contact(1, 10, "in", opened=True), Contact(1, 10, "out", "draft")], None, id="a draft sent"),
        pytest.param([Contact(1, 10, "in", opened=True), Contact(1, 10, "in", "draft")], 10, id="an old one answered"),
        pytest.param([Contact(1, 9, "out"), Contact(1, 10, "in", opened=True)], 10, id="written to before"),
        pytest.param([Contact(1, 10, "in")], None, id="only copied to me among others"),
    ],
)
def test_a_message_to_me_waits_until_i_write(contacts: list[Contact], waiting: int | None) -> None:
    found = ties_of(contacts)
    day = -1 if waiting is None else waiting
    number = -1 if waiting is None else [c.day for c in contacts].index(waiting) + 1
    assert (found.unanswered_day.tolist(), found.unanswered.tolist()) == ([day], [number])


def spans_of(*spans: tuple[str, int, int]) -> list[Coverage]:
    return [Coverage(channel, as_date(first), as_date(last)) for channel, first, last in spans]


MAIL_WITH_A_HOLE = spans_of(("mail", 0, 100), ("mail", 301, 1000))


@pytest.mark.parametrize(
    ("contacts", "coverages", "longest", "conversations"),
    [
        pytest.param([(99, "mail"), (302, "mail")], [], 203, 2, id="nothing known of coverage"),
        pytest.param([(99, "mail"), (302, "mail")], MAIL_WITH_A_HOLE, 3, 1, id="across the hole"),
        pytest.param([(90, "mail"), (302, "mail")], MAIL_WITH_A_HOLE, 12, 2, id="a pause around the hole"),
        pytest.param([(10, "mail"), (50, "mail")], MAIL_WITH_A_HOLE, 40, 2, id="before the hole"),
        pytest.param([(99, "linkedin"), (302, "linkedin")], MAIL_WITH_A_HOLE, 203, 2, id="another channel"),
        pytest.param(
            [(99, "mail"), (302, "mail"), (303, "linkedin")],
            [*MAIL_WITH_A_HOLE, *spans_of(("linkedin", 201, 1000))],
            103,
            2,
            id="a second channel fills half of the hole",
        ),
        pytest.param([(100, "mail"), (301, "mail")], MAIL_WITH_A_HOLE, 1, 1, id="on its edges"),
        pytest.param([(100, "mail"), (200, "linkedin")], MAIL_WITH_A_HOLE, 1, 1, id="heard of inside the hole"),
    ],
)
def test_a_hole_in_coverage_is_not_a_pause(
    contacts: list[tuple[int, str]], coverages: list[Coverage], longest: int, conversations: int
) -> None:
    with_neighbours = [Contact(1, 5), Contact(1, 500), *(Contact(2, d, channel=c) for d, c in contacts), Contact(3, 7)]
    found = ties_of(with_neighbours, coverages=coverages)
    assert (found.longest_gap_days[1], found.conversations[1]) == (longest, conversations)


def test_silence_runs_through_a_hole_to_the_as_of_day() -> None:
    assert ties_of([Contact(1, 90)], as_date(400), MAIL_WITH_A_HOLE).silent_days.tolist() == [310]


contact_lists = st.lists(
    st.builds(
        Contact,
        person=st.integers(1, 4),
        day=st.integers(TODAY - 500, TODAY + 20),
        way=st.sampled_from(["in", "out", "both", "last"]),
        channel=st.sampled_from(CHANNELS),
    ),
    max_size=30,
    unique_by=lambda c: (c.person, c.day, c.channel),
)
coverage_lists = st.lists(
    st.tuples(st.sampled_from(CHANNELS), st.integers(TODAY - 500, TODAY), st.integers(0, 200)), max_size=4
).map(lambda spans: spans_of(*((channel, first, first + more) for channel, first, more in spans)))


def measured_slowly(contacts: Sequence[Contact], coverages: Sequence[Coverage]) -> list[tuple[int, ...]]:
    """Return (person, days, in, out, gap, conversations, first, last) day by day, with sets."""
    rows: list[tuple[int, ...]] = []
    past = [c for c in contacts if c.day <= TODAY]
    for person in sorted({c.person for c in past}):
        mine = [c for c in past if c.person == person]
        used = {c.channel for c in mine}
        spans = [s for s in coverages if s.channel in used]
        covered = {s.first + timedelta(n) for s in spans for n in range((s.last - s.first).days + 1)}
        days = sorted({c.day for c in mine})
        gaps = [0]
        for before, after in pairwise(days):
            between = [as_date(day) for day in range(before + 1, after)]
            unknown = [d for d in between if covered and min(covered) < d < max(covered) and d not in covered]
            gaps.append(after - before - len(unknown))
        days_in = len({c.day for c in mine if c.way != "out"})
        days_out = len({c.day for c in mine if c.way != "in"})
        talks = 1 + sum(gap > 7 for gap in gaps)
        rows.append((person, len(days), days_in, days_out, max(gaps), talks, days[0], days[-1]))
    return rows


@given(contact_lists, coverage_lists)
def test_measures_are_what_counting_day_by_day_gives(contacts: list[Contact], coverages: list[Coverage]) -> None:
    t = ties_of(contacts, coverages=coverages)
    counts = (t.person, t.contact_days, t.days_in, t.days_out, t.longest_gap_days, t.conversations, t.first_day)
    found = list(zip(*(c.tolist() for c in (*counts, t.last_day)), strict=True))
    assert found == measured_slowly(contacts, coverages)


@given(contact_lists, st.randoms())
def test_the_order_of_contact_days_changes_nothing(contacts: list[Contact], chance: np.random.Generator) -> None:
    days = contact_days_of(contacts)
    order = list(range(len(contacts)))
    chance.shuffle(order)
    rows = np.array(order, dtype=np.int64)
    shuffled = days.only(rows)
    assert columns_of(ties(shuffled, AS_OF)) == columns_of(ties(days, AS_OF))


@given(contact_lists, coverage_lists, st.integers(20, 900))
def test_what_is_measured_once_gives_the_ties_of_any_later_day(
    contacts: list[Contact], coverages: list[Coverage], later: int
) -> None:
    days, day = contact_days_of(contacts), as_date(TODAY + later)
    kept = as_of(measured(days, coverages), day, 1.7)
    assert columns_of(kept) == columns_of(ties(days, day, coverages, 1.7))


@given(contact_lists)
def test_a_contact_today_lowers_the_probability_and_ends_the_silence(contacts: list[Contact]) -> None:
    past = [c for c in contacts if c.day < TODAY]
    people = {c.person for c in past}
    before, after = ties_of(past), ties_of([*past, *(Contact(person, TODAY) for person in people)])
    assert (after.quiet_probability < before.quiet_probability).all()
    assert not after.silent_days.any()


@given(contact_lists)
def test_a_second_contact_the_same_day_changes_no_measure(contacts: list[Contact]) -> None:
    again = [c._replace(channel="linkedin") for c in contacts if c.channel == "mail"]
    more = {(c.person, c.day, c.channel): c for c in [*again, *contacts]}
    once, twice = ties_of(contacts), ties_of(list(more.values()))
    assert twice.contact_days.tolist() == once.contact_days.tolist()
    assert twice.quiet_probability.tolist() == once.quiet_probability.tolist()


@given(contact_lists, st.integers(0, 1000))
def test_a_later_day_never_makes_silence_shorter_or_quiet_less_likely(contacts: list[Contact], later: int) -> None:
    past = [c for c in contacts if c.day <= TODAY]
    now, then = ties_of(past), ties_of(past, as_date(TODAY + later))
    assert (then.silent_days == now.silent_days + later).all()
    assert (then.quiet_probability >= now.quiet_probability - 1e-12).all()


def test_a_mask_names_its_channels_in_order() -> None:
    assert [channel_names(mask) for mask in (0, 1, 5, 7)] == [
        (),
        ("mail",),
        ("mail", "facebook"),
        ("mail", "linkedin", "facebook"),
    ]
