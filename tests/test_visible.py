"""Whatever an export puts into a name, nothing of it acts on a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.visible import visible

ANY_TEXT = st.text(st.characters() | st.characters(categories=("Cc", "Cf", "Cs", "Zl", "Zp")))


@pytest.mark.parametrize(
    ("foreign", "shown"),
    [
        ("\x1b]0;owned\x07", r"\x1b]0;owned\x07"),
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("a\nb\tc\rd", r"a\x0ab\x09c\x0dd"),
        ("\x00\x7f\x80\x85\x9b\x9f", r"\x00\x7f\x80\x85\x9b\x9f"),
        ("exe\u202egnp", r"exe\u202egnp"),
        (
            "\u200e\u200f\u2028\u2029\u202a\u2066\u2069\ufeff\u061c",
            r"\u200e\u200f\u2028\u2029\u202a\u2066\u2069\ufeff\u061c",
        ),
        ("half\ud800", r"half\ud800"),
    ],
)
def test_what_would_act_is_shown_as_its_escape(foreign: str, shown: str) -> None:
    assert visible(foreign) == shown


@pytest.mark.parametrize(
    "name", ["Katie O'Neil", "Олена Гриценко", "יעל", "東京 花子", "می‌خواهم", "👩‍👧 Zoë\xa0Ångström", ""]
)
def test_names_in_any_script_stay_as_they_are(name: str) -> None:
    assert visible(name) == name


@given(ANY_TEXT)
def test_no_control_and_no_bidi_control_is_left(text: str) -> None:
    shown = visible(text)
    shown.encode("utf-8")
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Zl", "Zp"}]
    assert not [
        c
        for c in shown
        if unicodedata.bidirectional(c) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    ]


@given(ANY_TEXT)
def test_what_is_visible_already_stays(text: str) -> None:
    assert visible(visible(text)) == visible(text)
