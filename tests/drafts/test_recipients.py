"""Of several addresses the one is chosen where a letter will be read, by the person it is for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.drafts.addresses import is_writable
from reconnect.drafts.recipients import NEVER, Candidate, recipient

OLD, MIDDLE, NEW = date(2012, 1, 1), date(2018, 6, 1), date(2025, 11, 1)
HARBOUR = Candidate(addr_spec="katie@harbour.example", answered=MIDDLE)
CHOSEN = "katie@oneil.example"

CASES: dict[str, tuple[list[Candidate], str]] = {
    "nobody": ([], ""),
    "the last that answered": ([Candidate(addr_spec=CHOSEN, answered=NEW)], CHOSEN),
    "an answer beats what I wrote since": (
        [Candidate(addr_spec="k@b.example", answered=OLD, written=OLD), Candidate(addr_spec=CHOSEN, written=NEW)],
        HARBOUR.addr_spec,
    ),
    "a role": ([Candidate(addr_spec="info@harbour.example", answered=NEW, is_role=True)], HARBOUR.addr_spec),
    "came back": ([Candidate(addr_spec="k@b.example", answered=NEW, bounced=NEW)], HARBOUR.addr_spec),
    "came back, and they wrote since": ([Candidate(addr_spec=CHOSEN, answered=NEW, bounced=MIDDLE)], CHOSEN),
    "left": ([Candidate(addr_spec="k@b.example", answered=NEW, is_former=True)], HARBOUR.addr_spec),
    "no mail program could write there": ([Candidate(addr_spec="zoë@b.example", answered=NEW)], HARBOUR.addr_spec),
}


@pytest.mark.parametrize(("others", "chosen"), CASES.values(), ids=CASES)
def test_who_answered_is_written_to_where_they_still_are(others: list[Candidate], chosen: str) -> None:
    assert recipient([*others, HARBOUR] if chosen else others) == chosen


ORDERED = [
    Candidate(addr_spec="a@x.example", answered=NEW),
    Candidate(addr_spec="b@x.example", answered=MIDDLE, written=NEW),
    Candidate(addr_spec="c@x.example", answered=MIDDLE, written=MIDDLE, listed=NEW),
    Candidate(addr_spec="d@x.example", written=NEW),
    Candidate(addr_spec="e@x.example", written=OLD, listed=NEW),
    Candidate(addr_spec="f@x.example", listed=NEW),
    Candidate(addr_spec="g@x.example", listed=NEVER),
    Candidate(addr_spec="i@x.example", answered=NEW, is_former=True),
    Candidate(addr_spec="j@x.example", listed=NEW, is_former=True),
]


def test_each_is_chosen_where_none_before_it_is_left() -> None:
    assert [recipient(ORDERED[place:]) for place in range(len(ORDERED))] == [each.addr_spec for each in ORDERED]


days = st.one_of(st.none(), st.dates(OLD, NEW))
any_candidate = st.builds(
    Candidate,
    addr_spec=st.sampled_from([CHOSEN, "k@b.example", "info@b.example", "zoë@b.example", "a b@c.example", ""]),
    answered=days, written=days, listed=days, bounced=days, is_role=st.booleans(), is_former=st.booleans(),
)  # fmt: skip


@given(st.lists(any_candidate, max_size=6).flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_what_is_chosen_can_be_read_there_whatever_the_order(orders: tuple[list[Candidate], list[Candidate]]) -> None:
    candidates, shuffled = orders
    chosen = recipient(candidates)
    assert chosen == recipient(shuffled)
    readable = [
        each
        for each in candidates
        if is_writable(each.addr_spec)
        and not each.is_role
        and (not each.bounced or (each.answered or OLD) > each.bounced)
    ]
    assert bool(chosen) == bool(readable)
    left_behind = all(each.is_former for each in readable)
    assert not chosen or any(each.addr_spec == chosen and each.is_former <= left_behind for each in readable)
