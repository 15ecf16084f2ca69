"""The intercept fits itself to the ties as they stood one horizon before the end of the data."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from contact_logs import Contact, contact_days_of, steady

from reconnect.ties import Coverage, fitted_intercept, ties
from reconnect.ties.calibration import likeliest_intercept
from reconnect.ties.columns import as_date, day_number
from reconnect.ties.model import quiet_terms

HORIZON = 180
CUT = 20_000
AS_OF = as_date(CUT + HORIZON)
COVERED = [Coverage("mail", as_date(CUT - 1000), AS_OF)]


def faint(person: int, quiet: bool) -> list[Contact]:
    """Return a tie with R 60, nd 2, G 20 at the cut, heard from on the last day of the horizon unless `quiet`."""
    return steady(person, CUT - 60, 2, 20, 2, 1, 1) + [Contact(person, CUT + HORIZON)] * (not quiet)


def firm(person: int, quiet: bool) -> list[Contact]:
    """Return a tie with R 20, nd 10, G 15 at the cut, heard from on the first day of the horizon unless `quiet`."""
    return steady(person, CUT - 20, 10, 15, 5, 6, 6) + [Contact(person, CUT + 1)] * (not quiet)


def crowd(faint_quiet: Sequence[bool], firm_quiet: Sequence[bool]) -> list[Contact]:
    contacts = [c for person, quiet in enumerate(faint_quiet, 1) for c in faint(person, quiet)]
    return contacts + [c for person, quiet in enumerate(firm_quiet, 1001) for c in firm(person, quiet)]


MIXED = crowd([True] * 9 + [False] * 3, [True] * 2 + [False] * 6)


@pytest.mark.parametrize(
    ("contacts", "expected"),
    [
        pytest.param(MIXED, 1.9153, id="some quiet"),
        pytest.param(crowd([True] * 24, [True] * 16), 2.7, id="all quiet"),
        pytest.param(crowd([False] * 24, [False] * 16), 1.3, id="none quiet"),
    ],
)
def test_the_intercept_suits_what_happened_after_the_cut(contacts: list[Contact], expected: float) -> None:
    assert fitted_intercept(contact_days_of(contacts), AS_OF, COVERED) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(("quiet", "expected"), [(True, 3.5806), (False, -0.0126)])
def test_before_clipping_five_steps_lead_this_far(quiet: bool, expected: float) -> None:
    terms = quiet_terms([60] * 24 + [20] * 16, [2] * 24 + [10] * 16, [20] * 24 + [15] * 16)
    found = likeliest_intercept(terms[0] + terms[1] + terms[2], np.full(40, quiet))
    assert found == pytest.approx(expected, abs=5e-5)


def test_the_cut_lies_a_horizon_before_the_end_of_coverage_where_that_comes_first() -> None:
    later = as_date(day_number(AS_OF) + 500)
    assert fitted_intercept(contact_days_of(MIXED), later, COVERED) == pytest.approx(1.9153, abs=5e-5)


def test_the_cut_lies_a_horizon_before_the_as_of_day_where_coverage_goes_on() -> None:
    longer = [Coverage("mail", as_date(CUT - 1000), as_date(CUT + 1000))]
    heard_too_late = [Contact(person, CUT + HORIZON + 1) for person in range(1, 10)]
    contacts = contact_days_of([*MIXED, *heard_too_late])
    assert fitted_intercept(contacts, AS_OF, longer) == pytest.approx(1.9153, abs=5e-5)


def test_people_of_a_single_contact_day_at_the_cut_are_left_out() -> None:
    once = [Contact(person, CUT - 100) for person in range(2000, 2100)]
    assert fitted_intercept(contact_days_of([*MIXED, *once]), AS_OF, COVERED) == pytest.approx(1.9153, abs=5e-5)


def test_with_fewer_than_twenty_ties_at_the_cut_it_stays() -> None:
    assert fitted_intercept(contact_days_of(crowd([True] * 19, [])), AS_OF, COVERED) == 2.0
    assert fitted_intercept(contact_days_of(crowd([True] * 20, [])), AS_OF, COVERED) > 2.0


@pytest.mark.parametrize(("first", "moves"), [(CUT, True), (CUT + 1, False)])
def test_where_coverage_does_not_reach_back_to_the_cut_it_stays(first: int, moves: bool) -> None:
    covered = [Coverage("mail", as_date(first), AS_OF)]
    assert (fitted_intercept(contact_days_of(MIXED), AS_OF, covered) != 2.0) is moves


def test_without_coverage_or_contacts_it_stays() -> None:
    assert fitted_intercept(contact_days_of(MIXED), AS_OF, []) == 2.0
    assert fitted_intercept(contact_days_of([]), AS_OF, COVERED) == 2.0


def test_another_horizon_moves_the_cut() -> None:
    year = 365
    contacts = contact_days_of(c._replace(day=c.day - (year - HORIZON)) for c in MIXED)
    time, often, pause = quiet_terms([60] * 12 + [20] * 8, [2] * 12 + [10] * 8, [20] * 12 + [15] * 8, year)
    quiet = np.array([True] * 9 + [False] * 3 + [True] * 2 + [False] * 6)
    expected = likeliest_intercept(time + often + pause, quiet)
    assert fitted_intercept(contacts, AS_OF, COVERED, year) == pytest.approx(expected, abs=1e-9)


def test_ties_are_computed_with_the_fitted_intercept_unless_one_is_given() -> None:
    fitted = ties(contact_days_of(MIXED), AS_OF, COVERED)
    given = ties(contact_days_of(MIXED), AS_OF, COVERED, intercept=2.0)
    assert (round(fitted.intercept, 4), given.intercept) == (1.9153, 2.0)
    assert fitted.quiet_probability.tolist() < given.quiet_probability.tolist()
    assert np.argsort(fitted.quiet_probability).tolist() == np.argsort(given.quiet_probability).tolist()


def test_a_contact_on_the_day_of_the_cut_belongs_to_the_past() -> None:
    contacts = contact_days_of(Contact(person, day) for person in range(1, 21) for day in (CUT - 1, CUT))
    time, often, pause = quiet_terms([0] * 20, [2] * 20, [1] * 20)
    expected = likeliest_intercept(time + often + pause, np.full(20, True))
    assert fitted_intercept(contacts, AS_OF, COVERED) == pytest.approx(min(expected, 2.7), abs=1e-9)
