"""The two formulas, against their published examples and the laws they obey."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.ties import quiet_probability, quiet_terms, strength

QUIET = [
    # silent, days, gap, horizon, time term, days term, pause term, P(quiet)
    (0, 1, 0, 180, -2.6487, 0.0000, 0.0000, 0.3433),
    (30, 1, 0, 180, -0.8063, 0.0000, 0.0000, 0.7674),
    (400, 1, 0, 180, 0.3593, 0.0000, 0.0000, 0.9137),
    (2000, 1, 0, 180, 1.0836, 0.0000, 0.0000, 0.9562),
    (10, 2, 1, 180, -1.3007, -0.5892, 0.4788, 0.6431),
    (200, 2, 30, 180, 0.0474, -0.5892, 0.3945, 0.8644),
    (60, 5, 90, 180, -0.4944, -1.3680, 0.0000, 0.5343),
    (90, 5, 30, 180, -0.3119, -1.3680, 0.5304, 0.7007),
    (180, 12, 45, 180, 0.0000, -2.1122, 1.0334, 0.7153),
    (365, 12, 45, 180, 0.3181, -2.1122, 1.5604, 0.8540),
    (45, 40, 60, 180, -0.6238, -3.1355, 0.0000, 0.1469),
    (120, 40, 30, 180, -0.1825, -3.1355, 1.5342, 0.5538),
    (365, 40, 30, 180, 0.3181, -3.1355, 2.7652, 0.8752),
    (1100, 60, 120, 180, 0.8145, -3.4802, 2.7214, 0.8865),
    (730, 150, 20, 180, 0.6300, -4.2590, 5.4074, 0.9777),
    (180, 12, 45, 90, 0.3119, -2.1122, 1.0334, 0.7744),
    (180, 12, 45, 365, -0.3181, -2.1122, 1.0334, 0.6464),
    (5, 300, 6, 180, -1.6126, -4.8482, 0.0000, 0.0114),
]
STRENGTH = [
    # conversations, days in, days out, strength
    (1, 1, 0, 0.0000),
    (1, 1, 1, 0.3466),
    (2, 1, 3, 1.0397),
    (5, 10, 8, 2.7081),
    (12, 3, 40, 3.1781),
    (12, 40, 40, 4.3417),
    (30, 120, 90, 5.6566),
    (4, 0, 25, 1.3863),
]

silences = st.floats(0, 20_000)
counts = st.integers(1, 5_000)
pauses = st.integers(0, 10_000)
horizons = st.floats(1, 2_000)


def quiet_formula(silent: float, days: float, gap: float, horizon: float, intercept: float) -> float:
    """Return the formula as it is written down, for one tie."""
    silent, days, gap = max(silent, 0.5), max(days, 1), max(gap, 1)
    beyond = max(0.0, math.log(silent / gap))
    logit = intercept + 0.45 * math.log(silent / horizon) - 0.85 * math.log(days) + 0.30 * math.log(days) * beyond
    return 1 / (1 + math.exp(-logit))


@pytest.mark.parametrize(("silent", "days", "gap", "horizon", "time", "often", "pause", "quiet"), QUIET)
def test_the_examples_of_quiet_probability_hold_term_by_term(
    silent: int, days: int, gap: int, horizon: int, time: float, often: float, pause: float, quiet: float
) -> None:
    terms = [float(term) for term in quiet_terms(silent, days, gap, horizon)]
    assert terms == pytest.approx([time, often, pause], abs=5e-5)
    assert float(quiet_probability(silent, days, gap, horizon)) == pytest.approx(quiet, abs=5e-5)


@given(silences, counts, pauses, horizons, st.floats(1.3, 2.7))
def test_quiet_probability_is_the_formula(silent: float, days: int, gap: int, horizon: float, intercept: float) -> None:
    expected = quiet_formula(silent, days, gap, horizon, intercept)
    assert float(quiet_probability(silent, days, gap, horizon, intercept)) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("as_column", [list, np.array, lambda values: np.array(values, dtype=np.float32)])
def test_numbers_lists_and_arrays_give_the_same(as_column: Callable[[list[int]], npt.ArrayLike]) -> None:
    one_by_one = [float(quiet_probability(silent, days, gap)) for silent, days, gap, *_ in QUIET]
    silent, days, gap = (as_column([int(row[column]) for row in QUIET]) for column in range(3))
    together = quiet_probability(silent, days, gap)
    assert together.dtype == np.float64
    assert together.tolist() == pytest.approx(one_by_one, abs=1e-12)


def test_a_single_number_gives_an_array_without_dimensions() -> None:
    assert quiet_probability(30, 1, 0).shape == ()
    assert strength(1, 1, 1).shape == ()


def test_arguments_broadcast() -> None:
    assert quiet_probability(np.array([[30], [400]]), np.array([1, 2, 3]), 0).shape == (2, 3)
    assert strength(np.array([1, 2, 3]), 4, 5).shape == (3,)


def test_no_rows_give_no_rows() -> None:
    assert quiet_probability([], [], []).shape == (0,)
    assert strength([], [], []).shape == (0,)


def test_an_unknown_gap_does_no_harm_to_a_single_contact_day_and_is_unknown_otherwise() -> None:
    quiet = quiet_probability([400, 400], [1, 2], [math.nan, math.nan])
    assert quiet[0] == pytest.approx(0.9137, abs=5e-5)
    assert math.isnan(quiet[1])


@pytest.mark.parametrize(
    ("silent", "days", "gap", "intercept", "expected"),
    [
        (math.inf, 1, 0, 2.0, 1.0),
        (math.inf, 12, 45, 2.0, 1.0),
        (1e300, 1e300, 1, 2.0, 1.0),
        (0, 1e300, 1e300, 2.0, 0.0),
        (0, 1, 0, -1e6, 0.0),
        (-5, 0, -1, 2.0, 0.3433),
    ],
)
def test_extreme_numbers_end_at_the_bounds_without_a_warning(
    silent: float, days: float, gap: float, intercept: float, expected: float
) -> None:
    assert float(quiet_probability(silent, days, gap, intercept=intercept)) == pytest.approx(expected, abs=5e-5)


@given(silences, silences, counts, pauses)
def test_more_silence_never_lowers_the_probability(one: float, other: float, days: int, gap: int) -> None:
    less, more = quiet_probability(sorted((one, other)), days, gap)
    assert more >= less - 1e-12


@given(silences, counts, pauses, pauses)
def test_a_longer_own_pause_never_raises_the_probability(silent: float, days: int, one: int, other: int) -> None:
    shorter, longer = quiet_probability(silent, days, sorted((one, other)))
    assert longer <= shorter + 1e-12


@given(st.integers(1, 20_000), counts, pauses)
def test_a_contact_today_lowers_the_probability(silent: int, days: int, gap: int) -> None:
    assert quiet_probability(0, days + 1, max(gap, silent)) < quiet_probability(silent, days, gap)


@given(st.integers(1, 100_000), counts, st.integers(1, 5_000))
def test_more_days_lower_the_probability_only_up_to_seventeen_pauses_of_silence(
    silent: int, days: int, gap: int
) -> None:
    fewer, more = quiet_probability(silent, [days, days + 1], gap)
    if silent < math.exp(0.85 / 0.30) * gap:
        assert more <= fewer + 1e-12
    else:
        assert more >= fewer - 1e-12


@pytest.mark.parametrize(("conversations", "days_in", "days_out", "expected"), STRENGTH)
def test_the_examples_of_strength_hold(conversations: int, days_in: int, days_out: int, expected: float) -> None:
    assert float(strength(conversations, days_in, days_out)) == pytest.approx(expected, abs=5e-5)


@given(st.integers(-1, 10_000), st.integers(-1, 10_000), st.integers(-1, 10_000))
def test_strength_is_the_formula(conversations: int, days_in: int, days_out: int) -> None:
    expected = math.log(max(conversations, 1)) + 0.5 * math.log(1 + max(min(days_in, days_out), 0))
    assert float(strength(conversations, days_in, days_out)) == pytest.approx(expected, abs=1e-9)


def test_the_formulas_are_imported_without_pandas() -> None:
    code = "import sys, reconnect.ties; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
