"""For whom an offer may be of use: what counts as found, what counts more, and the sentence that says why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.report.offers import LONGEST_EXCERPT, Asked, Hit, Place, Text, document, reasons, score
from reconnect.report.telling_words import one_line

OFFER = Asked.read("a Python job in Berlin")


def found(place: Place, text: str, day: date | None = None, offer: Asked = OFFER) -> Hit:
    hit = offer.hit(Text(7, place, text, day))
    assert hit is not None
    return hit


@pytest.mark.parametrize(
    ("place", "text", "day", "sentence"),
    [
        ("interest", "Python", None, "interest: Python"),
        ("goal", "a new job", None, "goal: a new job"),
        ("note", "has moved to\n Berlin", None, "note: has moved to Berlin"),
        ("address book", "Pythonistas' breakfast", None, "address book: Pythonistas' breakfast"),
        ("category", "Berlin", None, "category: Berlin"),
        ("title", "Python developer", None, "works as Python developer"),
        ("organization", "Berlin Pottery", None, "works at Berlin Pottery"),
        (
            "subject", "Python meetup in Berlin", date(2019, 3, 7),
            "subject, March 2019: Python meetup in Berlin",
        ),
        ("subject", "Python?", None, "subject: Python?"),
    ],
)  # fmt: skip
def test_a_reason_says_where_which_words_stand(place: Place, text: str, day: date | None, sentence: str) -> None:
    assert found(place, text, day).sentence == sentence


def test_a_hit_names_the_words_of_the_offer_that_stand_there() -> None:
    text = Text(7, "note", "Berliner, pythons,  BERLIN")
    line = "Berliner, pythons, BERLIN"
    assert OFFER.hit(text) == Hit(
        text._replace(text=line), ("berlin", "python", "berlin"), 0, 8, ("berlin", "python", "berlin")
    )


@pytest.mark.parametrize("text", ["", "Bern", "Java", "in a", "pyth on", "the party"])
def test_where_no_word_of_the_offer_stands_nothing_is_found(text: str) -> None:
    assert OFFER.hit(Text(7, "note", text)) is None


def test_a_long_text_is_cut_where_the_word_stands() -> None:
    far = found("note", f"{'much else ' * 20}and Python of {'all things ' * 20}").sentence
    assert far == "note: ...Python of all things all things all things all things all things all..."
    near = found("note", f"Python of {'all things ' * 20}").sentence
    assert near == "note: Python of all things all things all things all things all things all things..."


def test_a_noted_word_counts_more_than_work_and_that_more_than_any_number_of_letters() -> None:
    letters = [found("subject", "Python", date(2019, 3, day)) for day in range(1, 30)]
    ranked = [
        score([found("interest", "Python, Berlin")], 0),
        score([found("goal", "Python")], 9),
        score([found("goal", "Python")], 3),
        score([found("title", "Python in Berlin")], 9),
        score([found("note", "Python")], 0),
        score([found("title", "Python")], 0),
        score(letters, 9),
    ]
    assert ranked == [16, 8.9, 8.75, 6.9, 4, 3, 1.9]


def test_a_word_counts_once_by_its_best_place() -> None:
    assert score([found("interest", "Python"), found("skill", "Python"), found("subject", "Python")], 0) == 8


def test_the_best_reasons_come_first_and_of_letters_with_the_same_words_the_newest() -> None:
    hits = [
        found("subject", "Python", date(2018, 1, 1)),
        found("subject", "Python again", date(2019, 3, 1)),
        found("subject", "Python in Berlin", date(2017, 5, 1)),
        found("organization", "Berlin Pottery"),
        found("interest", "Python"),
    ]
    assert reasons(hits) == (
        "interest: Python",
        "works at Berlin Pottery",
        "subject, May 2017: Python in Berlin",
        "subject, March 2019: Python again",
    )
    assert len(reasons([found("note", f"Python {number}") for number in range(9)])) == 4


def test_what_is_weighed_is_written_as_the_offer_has_it() -> None:
    hits = [found("note", "the old pythons of Berliners"), found("note", "a job")]
    assert document(hits) == "old python berlin job"


WRITTEN = st.text(st.characters(max_codepoint=0x218F)) | st.text("ガラス陶芸한국어עִברית ﬁＡ")
QUERIES = st.text() | st.lists(st.sampled_from(["Python", "Töpfer", "гончар", '"', "NEAR(", "*", "-", "a" * 200])).map(
    " ".join
)


@given(QUERIES, st.text(), st.sampled_from(["interest", "subject", "organization"]))
def test_the_words_of_every_reason_stand_in_what_it_names(query: str, around: str, place: Place) -> None:
    asked = Asked.read(query)
    for text in (around, query, f"{around} {query} {around}"):
        hit = asked.hit(Text(7, place, text)) if asked.stems else None
        if hit is None:
            continue
        line = one_line(text)
        assert set(hit.words) <= set(asked.stems)
        word = line[hit.at : hit.end]
        assert asked.hit(Text(7, place, word)) is not None
        shown = hit.sentence.partition(" works at " if place == "organization" else ": ")[2] or hit.sentence
        assert word[: LONGEST_EXCERPT - 6] in shown


@given(WRITTEN.filter(lambda query: bool(Asked.read(query).stems)))
def test_an_offer_is_found_in_itself(query: str) -> None:
    asked = Asked.read(query)
    hit = asked.hit(Text(7, "note", query))
    assert hit is not None
    assert score([hit], 0) == 4 * len(set(hit.words))
