"""Wordings are dealt out: first whole ones, one after the other, then paragraphs of several."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reconnect.drafts.dealing import dealt

TWO = [True, True]


def best(key: str, used: list[str], speaks: list[bool] = TWO) -> str:
    return next(dealt("lapsed/", key, 3, speaks, used)).template


def test_the_first_three_letters_take_the_three_wordings_and_the_next_ones_mix_them() -> None:
    used: list[str] = []
    for _ in range(9):
        used.append(best("katie", used))
    assert sorted(used[:3]) == ["lapsed/1", "lapsed/2", "lapsed/3"]
    assert all("-" in name for name in used[3:])
    assert len(set(used)) == 9
    assert list(dealt("lapsed/", "katie", 3, TWO, used)) == list(dealt("lapsed/", "katie", 3, TWO, []))


def test_letters_of_another_kind_and_of_a_model_count_as_what_they_were_made_of() -> None:
    (first,) = {best("katie", []), best("katie", ["news/1", "lapsed-message/1"])}
    assert best("katie", [f"{first}+llama3"]) == best("katie", [first]) != first


def test_a_paragraph_that_says_nothing_goes_with_the_first() -> None:
    choices = dealt("lapsed/", "k", 2, [True, False, True], [])
    assert {choice.wordings for choice in choices} == {(0, 0, 0), (0, 0, 1), (1, 1, 0), (1, 1, 1)}
    assert {choice.wordings for choice in dealt("lapsed/", "k", 2, [False], [])} == {(0,), (1,)}


@given(st.text(max_size=20), st.integers(1, 4), st.lists(st.booleans(), min_size=1, max_size=4), st.lists(st.text()))
def test_every_choice_is_given_once_whatever_was_used(
    key: str, wordings: int, speaks: list[bool], odd: list[str]
) -> None:
    choices = list(dealt("lapsed/", key, wordings, speaks, [f"lapsed/{each}" for each in odd]))
    assert len({choice.wordings for choice in choices}) == len(choices)
    assert all(len(choice.wordings) == len(speaks) and min(choice.wordings) >= 0 for choice in choices)
