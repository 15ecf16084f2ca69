"""What holds of the report whatever the log: contact never makes anybody more forgotten, and decisions hold."""

from __future__ import annotations

import random
from datetime import date

import numpy as np
from contact_logs import Contact, contact_days_of
from hypothesis import given
from hypothesis import strategies as st
from invented_report import select

from reconnect.report import Group, PersonFacts
from reconnect.report.facts import Mark, Rest
from reconnect.report.rests import rest
from reconnect.ties import Coverage, ties
from reconnect.ties.columns import day_number

AS_OF = date(2026, 11, 22)
TODAY = day_number(AS_OF)
COVERAGES = (Coverage("mail", date(2015, 1, 1), AS_OF),)

people = st.integers(1, 6)
contacts = st.builds(
    Contact,
    person=people,
    day=st.integers(TODAY - 1200, TODAY - 1),
    way=st.sampled_from(("in", "out", "both")),
    channel=st.just("mail"),
    opened=st.booleans(),
)
logs = st.lists(contacts, max_size=60, unique_by=lambda c: (c.person, c.day))


NOBODY_RESTS = {person: PersonFacts(person=person, name="") for person in range(1, 7)}


def listed(
    log: list[Contact], as_of: date = AS_OF, rests: dict[int, Rest] | None = None
) -> set[tuple[int, Group | None]]:
    """Return everybody in the report on a log, with the group."""
    facts = {person: PersonFacts(person=person, name="", rest=(rests or {}).get(person)) for person in range(1, 7)}
    days = contact_days_of([c._replace(opened=c.opened and c.way == "in") for c in log])
    report = select(ties(days, as_of, COVERAGES), facts, COVERAGES, as_of, 0)
    return {(row.person, row.group) for row in report.rows}


@given(logs, people)
def test_a_contact_on_the_day_makes_nobody_more_forgotten(log: list[Contact], person: int) -> None:
    after = listed([*log, Contact(person, TODAY)])
    assert after <= listed(log)
    assert person not in {who for who, _ in after}


@given(logs, st.randoms(use_true_random=False))
def test_the_report_is_the_same_in_whatever_order_the_days_are_read(log: list[Contact], chance: random.Random) -> None:
    days = contact_days_of([c._replace(opened=c.opened and c.way == "in") for c in log])
    order = list(range(len(log)))
    chance.shuffle(order)
    shuffled = days.only(np.array(order, np.int64))
    one, other = (select(ties(each, AS_OF, COVERAGES), NOBODY_RESTS, COVERAGES, AS_OF, 0) for each in (days, shuffled))
    assert one == other


@given(logs, people, st.sampled_from(("never", "died")), st.integers(0, 4000))
def test_whoever_is_marked_never_or_died_is_never_listed(log: list[Contact], person: int, mark: str, days: int) -> None:
    marked = rest([Mark(mark)], [])  # type: ignore[arg-type]
    assert marked is not None
    as_of = date.fromordinal(AS_OF.toordinal() + days)
    assert person not in {who for who, _ in listed(log, as_of, {person: marked})}
    assert {each for each in listed(log, as_of) if each[0] != person} == listed(log, as_of, {person: marked})
