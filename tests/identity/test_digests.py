"""Numbers stand for texts, and are asked which of them are among others."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reconnect.identity.digests import are_in

NUMBERS = st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(-3, 3))


@given(NUMBERS, NUMBERS)
def test_each_number_is_among_the_others_or_not(numbers: list[int], others: list[int]) -> None:
    found = are_in(np.array(numbers, np.int64), np.array(others, np.int64))
    assert found.tolist() == [number in others for number in numbers]


def test_numbers_in_rows_are_told_in_rows_also_where_there_are_no_others() -> None:
    rows = np.array([[1, 2], [3, 4]], np.int64)
    assert are_in(rows, np.array([2, 3], np.int64)).tolist() == [[False, True], [True, False]]
    assert are_in(rows, np.zeros(0, np.int64)).tolist() == [[False, False], [False, False]]
