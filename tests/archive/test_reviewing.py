"""A sitting asks nothing twice and nothing that is implied, and what is taken back leaves nothing behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import NOW, card, take_in, write_cards

from reconnect.archive import Archive
from reconnect.archive.answering import Outcome, Review
from reconnect.archive.forgetting import forget
from reconnect.archive.reviewing import Answers, Question, Sitting, Step, Verdict, in_order
from reconnect.store.decided import decide_pairs, take_back_pairs
from reconnect.store.opening import open_store

PEOPLE = range(1, 8)
PAIRS = list(combinations(PEOPLE, 2))
VERDICTS: tuple[Verdict, ...] = ("same", "not")
KEYS = ("same", "not", "skip", "safe", "undo")


def question(a: int, b: int, score: float = 0.6, screen: int = 1) -> Question:
    return Question(a, b, f"Person {a}", f"Person {b}", score, screen, "same e-mail")


asked = st.lists(
    st.builds(
        lambda pair, score: question(pair[0], pair[1], score), st.sampled_from(PAIRS), st.sampled_from([0.25, 0.6, 0.9])
    ),
    unique_by=lambda each: (each.a, each.b),
    max_size=12,
)
decisions = st.builds(lambda pair, verdict: (*pair, verdict), st.sampled_from(PAIRS), st.sampled_from(VERDICTS))
told_before = st.lists(decisions, max_size=3)
keys = st.lists(st.sampled_from(KEYS), max_size=20)


def implied(told: Sequence[tuple[int, int, Verdict]], a: int, b: int) -> Verdict | None:
    """What follows by the rules as they are written: chains of "same", and one "not" with a chain at either end."""
    reached = {person: {person} for person in PEOPLE}
    for _ in PEOPLE:
        for x, y, verdict in told:
            if verdict == "same":
                united = reached[x] | reached[y]
                for person in united:
                    reached[person] = united
    if b in reached[a]:
        return "same"
    for x, y, verdict in told:
        if verdict == "not" and ((x in reached[a] and y in reached[b]) or (y in reached[a] and x in reached[b])):
            return "not"
    return None


def as_told(sitting: Sitting, decided: Sequence[tuple[int, int, Verdict]]) -> list[tuple[int, int, Verdict]]:
    """The answers that are believed: a "same" against a "not" that was decided before is none."""
    told = [each for each in decided if each[2] == "not"]
    for a, b, verdict in sorted(decided):
        if verdict == "same" and implied(told, a, b) != "not":
            told.append((a, b, verdict))
    for step in sitting.steps:
        if step.what != "skip":
            told += [(each.a, each.b, "not" if step.what == "not" else "same") for each in step.questions]
    return told


def press(sitting: Sitting, key: str) -> None:
    """Do what a key does, where it can be done."""
    if key == "undo":
        sitting.undo()
    elif key == "safe":
        if safe := sitting.safe():
            sitting.take(Step("safe", safe))
    elif left := sitting.left():
        sitting.take(Step(key, left[:1]))  # type: ignore[arg-type]


@given(asked, told_before, keys)
def test_nothing_is_asked_twice_and_nothing_that_is_implied(
    questions: list[Question], decided: list[tuple[int, int, Verdict]], pressed: list[str]
) -> None:
    sitting = Sitting(questions, decided)
    for key in pressed:
        press(sitting, key)
        done = {each for step in sitting.steps for each in step.questions}
        told = as_told(sitting, decided)
        open_ = [each for each in questions if each not in done and implied(told, each.a, each.b) is None]
        assert list(sitting.left()) == open_


@given(asked, told_before, keys, st.sampled_from(KEYS[:-1]))
def test_taking_a_step_back_restores_what_was_before(
    questions: list[Question], decided: list[tuple[int, int, Verdict]], pressed: list[str], key: str
) -> None:
    sitting = Sitting(questions, decided)
    for each in pressed:
        press(sitting, each)
    before = list(sitting.steps), sitting.left(), sitting.safe(), sitting.settled(), sitting.answered
    press(sitting, key)
    if len(sitting.steps) > len(before[0]):
        sitting.undo()
    assert (list(sitting.steps), sitting.left(), sitting.safe(), sitting.settled(), sitting.answered) == before


@given(asked, told_before)
def test_one_answer_for_all_unites_nobody_whom_something_speaks_against(
    questions: list[Question], decided: list[tuple[int, int, Verdict]]
) -> None:
    sitting = Sitting(questions, decided)
    safe = sitting.safe()
    sitting.take(Step("safe", safe))
    told = as_told(sitting, decided)
    assert {implied(told, each.a, each.b) for each in safe} <= {"same"}
    assert {each.score for each in safe} <= {0.9}
    against = [each for each in sitting.questions if each.score < 0.5]
    assert "same" not in {implied(told, each.a, each.b) for each in against}
    apart = [(a, b) for a, b, verdict in decided if verdict == "not"]
    assert "same" not in {implied(told, a, b) for a, b in apart}


@given(st.lists(st.tuples(st.sampled_from(PAIRS), st.sampled_from(VERDICTS)), max_size=12))
def test_what_follows_is_symmetric_and_a_not_is_never_bridged(told: list[tuple[tuple[int, int], Verdict]]) -> None:
    answers = Answers()
    apart = set()
    for (a, b), verdict in told:
        if answers.follows(a, b) is None:
            answers.tell(a, b, verdict)
            apart |= {(a, b)} if verdict == "not" else set()
    assert all(answers.follows(a, b) == answers.follows(b, a) for a, b in PAIRS)
    assert {answers.follows(a, b) for a, b in apart} <= {"not"}


def test_a_chain_that_leads_to_people_told_apart_is_asked_one_by_one() -> None:
    chain = [question(1, 2, 0.9), question(2, 3, 0.9)]
    elsewhere = question(4, 5, 0.9, screen=2)
    assert Sitting([*chain, elsewhere]).safe() == (*chain, elsewhere)
    assert Sitting([*chain, elsewhere], [(1, 3, "not")]).safe() == (elsewhere,)
    assert Sitting([*chain, elsewhere, question(1, 3, 0.25)]).safe() == (elsewhere,)


def test_a_not_that_was_decided_is_stronger_than_a_chain_of_same() -> None:
    sitting = Sitting([question(2, 3), question(1, 4)], [(1, 2, "same"), (1, 3, "same"), (2, 3, "not")])
    assert sitting.questions == (question(1, 4),)
    sitting = Sitting([question(1, 3, 0.9), question(3, 4)], [(1, 2, "same"), (2, 3, "not")])
    assert (sitting.questions, sitting.safe()) == ((question(3, 4),), ())


def test_people_with_most_days_of_contact_come_first_then_the_likeliest() -> None:
    few, many, with_many = question(1, 2, 0.9, 1), question(3, 4, 0.3, 2), question(4, 5, 0.25, 2)
    likely, less_likely = question(6, 8, 0.7, 4), question(7, 9, 0.6, 3)
    expected = [many, with_many, few, likely, less_likely]
    assert in_order([less_likely, few, with_many, likely, many], {3: 57, 1: 2, 2: 1}) == expected


SHARED = "EMAIL:rochas@mail.example"
ROCHAS = [card(f"{name} Rocha", SHARED, f"UID:{name}") for name in ("Artur", "Helena", "Joana")]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Three people of one mailbox, which makes three questions."""
    archive = Archive(tmp_path / "a.db")
    take_in(archive, write_cards(tmp_path / "rocha.vcf", ROCHAS))
    return archive


def rows_of(archive: Archive, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(archive.path)) as conn:
        return conn.execute(f"select * from {table}").fetchall()


def names(archive: Archive) -> list[list[str]]:
    return sorted(sorted(each.contact.formatted_name for each in contacts) for _, contacts in archive.listed())


def test_answers_are_kept_at_once_and_people_worked_out_when_the_sitting_ends(archive: Archive) -> None:
    with archive.review() as held:
        assert len(held.sitting.questions) == 3
        held.take("same", held.sitting.left()[:1], NOW)
        assert len(rows_of(archive, "decisions")) == 1
        assert (len(names(archive)), rows_of(archive, "worked_out")) == (3, [])
        held.take("not", held.sitting.left()[:1], NOW)
        assert held.sitting.left() == ()
    assert held.outcome() == Outcome(answered=2, same=1, different=2, people=2, left=0)
    assert names(archive) == [["Artur Rocha", "Helena Rocha"], ["Joana Rocha"]]


def test_an_undone_answer_leaves_the_decisions_as_they_stood(archive: Archive) -> None:
    with archive.review() as held:
        held.take("same", held.sitting.left()[:1], NOW)
        before = rows_of(archive, "decisions")
        for what in VERDICTS:
            held.take(what, held.sitting.left()[:1], NOW)
            assert len(rows_of(archive, "decisions")) > len(before)
            held.undo()
            assert rows_of(archive, "decisions") == before
    assert len(archive.questions()) > 0


def test_pairs_are_taken_back_only_where_they_stand_as_they_were_told(archive: Archive) -> None:
    pairs = [(("vcard", "Artur"), ("vcard", "Helena")), (("vcard", "Joana"), ("vcard", "Helena"))]
    with closing(open_store(archive.path)) as db:
        decide_pairs(db, pairs, "same", NOW)
        decide_pairs(db, pairs[:1], "same", NOW.replace(year=2027))
        take_back_pairs(db, pairs, "same", NOW)
        take_back_pairs(db, pairs, "not", NOW.replace(year=2027))
    moment = "2027-11-22T09:00:00Z"
    assert rows_of(archive, "decisions") == [("vcard", "Artur", "vcard", "Helena", "same", moment)]


def test_an_error_loses_no_answer(archive: Archive) -> None:
    def fail_after_an_answer() -> None:
        with archive.review() as held:
            held.take("same", held.sitting.left()[:1], NOW)
            raise OSError("the terminal is gone")

    with pytest.raises(OSError, match="the terminal is gone"):
        fail_after_an_answer()
    assert names(archive) == [["Artur Rocha", "Helena Rocha"], ["Joana Rocha"]]


def test_an_answer_about_somebody_who_was_forgotten_meanwhile_is_not_kept(archive: Archive) -> None:
    with archive.review() as held:
        first = held.sitting.left()[0]
        forget(archive.path, first.b)
        held.take("same", [first], NOW)
    assert rows_of(archive, "decisions") == []


def test_answers_that_were_never_worked_out_are_not_asked_again_and_are_made_up_for(archive: Archive) -> None:
    killed = Review(archive.path)
    killed.take("same", killed.sitting.left()[:1], NOW)
    assert len(names(archive)) == 3
    with archive.review() as held:
        assert [(each.a_name, each.b_name) for each in held.sitting.questions] == [
            (each.a_name, each.b_name) for each in killed.sitting.left()
        ]
    assert names(archive) == [["Artur Rocha", "Helena Rocha"], ["Joana Rocha"]]


def test_an_import_with_nothing_new_works_out_what_was_answered_before_a_power_cut(
    archive: Archive, tmp_path: Path
) -> None:
    killed = Review(archive.path)
    killed.take("same", killed.sitting.left()[:1], NOW)
    take_in(archive, tmp_path / "rocha.vcf")
    assert names(archive) == [["Artur Rocha", "Helena Rocha"], ["Joana Rocha"]]


def test_answers_hold_after_the_same_contacts_come_in_another_order(archive: Archive, tmp_path: Path) -> None:
    with archive.review() as held:
        held.take("same", held.sitting.left()[:1], NOW)
        held.take("not", held.sitting.left()[:1], NOW)
    archive.undo_import(1)
    take_in(archive, write_cards(tmp_path / "again.vcf", ROCHAS[::-1]))
    assert names(archive) == [["Artur Rocha", "Helena Rocha"], ["Joana Rocha"]]
    assert archive.questions() == []
