"""No cell is run as a formula, and taking off one apostrophe gives back the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.spreadsheet import FORMULA, disarmed


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+353 1 555 0142", "'+353 1 555 0142"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("＝1+1", "'＝1+1"),
        ("'=1", "''=1"),
        ("'twas", "'twas"),
        ("Hello", "Hello"),
        ("", ""),
    ],
)
def test_only_a_formula_gets_an_apostrophe(cell: str, written: str) -> None:
    assert disarmed(cell) == written


@given(st.text(st.sampled_from([*FORMULA, "'", "1", "a"])))
def test_what_was_disarmed_can_be_told_and_undone(cell: str) -> None:
    written = disarmed(cell)
    was_disarmed = written.startswith("'") and written.lstrip("'").startswith(FORMULA)
    assert (written[1:] if was_disarmed else written) == cell
    assert not written.startswith(FORMULA)
