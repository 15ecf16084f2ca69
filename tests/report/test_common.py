"""What a person and I have in common is said where it is so, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from reconnect.report.common import Common, common_ground
from reconnect.report.facts import Note, NoteKind


@dataclass(frozen=True)
class Me:
    interests: str = ""
    goals: str = ""


@pytest.mark.parametrize(
    ("me", "kind", "value", "common", "words"),
    [
        (
            Me("kilns; sailing"), "interest", "kilns",
            Common("interest", "kilns", "interest", "kilns", 3), "kilns (their interest, yours too)",
        ),
        (
            Me("sailing,kilns"), "interest", "Kiln building",
            Common("interest", "kilns", "interest", "Kiln building", 3),
            "Kiln building (their interest; your interest: kilns)",
        ),
        (
            Me(goals="learn Slovene"), "skill", "speaks Slovene",
            Common("goal", "learn Slovene", "skill", "speaks Slovene", 3),
            "speaks Slovene (their skill; your goal: learn Slovene)",
        ),
        (
            Me("kilns"), "goal", "Kilns",
            Common("interest", "kilns", "goal", "Kilns", 3), "Kilns (their goal, your interest)",
        ),
        (
            Me("Töpferei"), "interest", "Chor, Töpfern",
            Common("interest", "Töpferei", "interest", "Töpfern", 3),
            "Töpfern (their interest; your interest: Töpferei)",
        ),
        (
            Me("гончарство"), "skill", "гончар",
            Common("interest", "гончарство", "skill", "гончар", 3),
            "гончар (their skill; your interest: гончарство)",
        ),
    ],
)  # fmt: skip
def test_what_meets_is_told_in_the_words_of_both(
    me: Me, kind: NoteKind, value: str, common: Common, words: str
) -> None:
    assert common_ground(me, [Note(2, "note", value), Note(3, kind, value)]) == (common,)
    assert common.words == words


def test_what_they_are_after_meets_what_i_could_offer_them() -> None:
    notes = [Note(1, "offer", "my ladder, Sundays"), Note(2, "goal", "a long ladder")]
    (common,) = common_ground(Me("kilns"), notes)
    assert common == Common("offer", "my ladder", "goal", "a long ladder", 2)
    assert common.words == "my ladder (your offer; their goal: a long ladder)"


def test_each_thing_of_theirs_is_told_once_by_what_is_closest() -> None:
    notes = [Note(1, "interest", "kilns, kilns"), Note(2, "skill", "kilns"), Note(3, "offer", "an old kiln")]
    assert common_ground(Me("kilns, old kilns", "a kiln"), notes) == (
        Common("interest", "kilns", "interest", "kilns", 1),
        Common("goal", "a kiln", "skill", "kilns", 2),
    )


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("art", "party"), ("art", "arthouse"), ("bergen", "Bergman"), ("organ music", "organic food"),
        ("Paris", "the parish"), ("the sea", "the hills"), ("learn Slovene", "learn to cook"), ("plan", "plane"),
        ("", ""), (" ; ,", ","), ("kilns", ""), ("for the birds", "for the win"), ("planet", "plants"),
    ],
)  # fmt: skip
def test_a_false_friend_is_nothing_in_common(mine: str, theirs: str) -> None:
    notes = [Note(1, "interest", theirs), Note(2, "goal", theirs), Note(3, "skill", theirs)]
    assert common_ground(Me(mine, mine), notes) == ()
    assert common_ground(Me(theirs, theirs), [each._replace(value=mine) for each in notes]) == ()


@pytest.mark.parametrize("kind", ["note", "met", "spoke", "offer", "language", "terms"])
def test_only_interests_goals_and_skills_are_theirs(kind: NoteKind) -> None:
    assert common_ground(Me("kilns", "kilns"), [Note(1, kind, "kilns")]) == ()
