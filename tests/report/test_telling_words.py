"""Which words tell what a text is about, and which are alike in the five languages of letters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.report.telling_words import alike, anywhere, fold, one_line, start, stem, words

LETTERS = st.text("abcdeimnorstuyzäöüßéñçłøæœіїйґжкрь’ '-+#¼ﬁΆ", min_size=1, max_size=20)


def stems(text: str) -> list[str]:
    return [word.stem for word in words(one_line(text))]


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("a Python job in Berlin", ["python", "job", "berlin"]),
        ("ein Töpferkurs für den Garten in Köln", ["topferkur", "garten", "koln"]),
        ("de la poterie et des émaux à Lyon", ["poter", "emaux", "lyon"]),
        ("un taller de cerámica para ti en Cádiz", ["taller", "ceramic", "cadiz"]),
        ("робота для гончара у Львові", ["робот", "гончар", "львов"]),
        ("C++, C# and C", ["c++", "c#"]),
        ("the of und", []),
        ("", []),
    ],
)
def test_stop_words_of_five_languages_tell_nothing(text: str, telling: list[str]) -> None:
    assert stems(text) == telling


@pytest.mark.parametrize(
    "one_and_the_other",
    [
        "kiln kilns", "bake baking", "bakery bakeries", "box boxes", "run running", "arts art", "party parties",
        "Slovene Slovenian", "pottery potter", "Töpfer Töpferei", "Töpferei Töpferkurs", "Töpferei töpfern",
        "Töpfer TÖPFERKURS", "Imker Imkerei", "Gärten Garten", "Straße STRASSE", "Łódź lodz", "poterie poteries",
        "cerámica ceramicas", "кераміка кераміку", "гончар гончарство", "музика музикою", "bike biking",
        "dance dancing", "knit knitting", "Ґанок ганок", "cœur coeur",
    ],
)  # fmt: skip
def test_words_are_alike_without_case_diacritics_and_endings(one_and_the_other: str) -> None:
    one, other = map(stem, map(fold, one_and_the_other.split()))
    assert alike(one, other, 5)
    assert alike(other, one, 5)


@pytest.mark.parametrize(
    "one_and_the_other",
    [
        "art party",
        "bergen Bergman",
        "pot potter",
        "kiln kill",
        "Garten garden",
        "rust crust",
        "сад садівник",
        "car care",
        "plan plane",
    ],
)
def test_words_that_only_look_alike_are_not(one_and_the_other: str) -> None:
    one, other = map(stem, map(fold, one_and_the_other.split()))
    assert not alike(one, other, 5)


def test_a_word_stands_where_it_says() -> None:
    line = one_line("  Der\n Töpferkurs, ")
    assert line == "Der Töpferkurs,"
    assert [line[word.start : word.end] for word in words(line)] == ["Töpferkurs"]


@given(st.sampled_from(["Töpfer", "STRASSE", "Straße", "Cœur", "Київ", "party", "Łódź", "running"]), LETTERS)
def test_the_quick_first_look_overlooks_no_word(word: str, other: str) -> None:
    """Whatever is alike to a word begins as `start` says, however it is written."""
    (asked,) = stems(word) or [""]
    for written in (word + other, word, other, unicodedata.normalize("NFD", word + other), (word + other).upper()):
        if any(alike(asked, each, 5) for each in stems(written)):
            assert anywhere([start(asked)]).search(written)
            assert any(fold(each).startswith(start(asked)) for each in one_line(written).replace("-", " ").split())


@given(st.text())
def test_any_text_has_words(text: str) -> None:
    for word in words(one_line(text)):
        assert word.stem
