"""Only what is broken is repaired."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.facebook.names import is_deactivated, repaired


@pytest.mark.parametrize(
    ("told", "typed"),
    [
        ("caf\u00c3\u00a9", "café"),
        ("Zo\u00c3\u00ab Lindqvist", "Zoë Lindqvist"),
        ("\u00f0\u009f\u0091\u008d", "👍"),
        ("\u00e9\u0099\u00b3", "陳"),
        ("José", "José"),
        ("Łukasz", "Łukasz"),
        ("Łukasz caf\u00c3\u00a9", "Łukasz caf\u00c3\u00a9"),
        ("\u00c3", "\u00c3"),
        ("\u00c3\u00a9 é", "\u00c3\u00a9 é"),
        ("Ana", "Ana"),
        ("", ""),
        ("half an emoji \ud83d", "half an emoji \ufffd"),
    ],
)
def test_a_text_is_repaired_only_where_all_of_it_is_broken(told: str, typed: str) -> None:
    assert repaired(told) == typed


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_the_download_breaks_is_repaired(typed: str) -> None:
    assert repaired(typed.encode().decode("latin-1")) == typed


@given(st.text(st.characters(min_codepoint=0x100, exclude_categories=["Cs"]), min_size=1), st.text())
def test_a_text_with_a_letter_beyond_latin_1_stays_as_it_is(letters: str, more: str) -> None:
    whole = letters + more.encode("utf-8", "replace").decode()
    assert repaired(whole) == whole


@given(st.text(st.characters()))
def test_a_repaired_text_can_always_be_stored(told: str) -> None:
    assert repaired(told).encode("utf-8").decode("utf-8") == repaired(told)


@pytest.mark.parametrize(
    ("name", "gone"),
    [
        ("Facebook user", True),
        ("Facebook User", True),
        ("Facebook-Nutzer", True),
        ("Utilisateur de Facebook", True),
        ("Instagram User", True),
        ("Usuario de Instagram", True),
        ("Facebook", False),
        ("", False),
    ],
)
def test_deactivated_accounts_are_known_by_their_common_name(name: str, gone: bool) -> None:
    assert is_deactivated(name) is gone
