"""Two sittings at one archive, or a sitting and a command beside it, never touch each other's answers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from invented import NOW, card, take_in, write_cards

from reconnect.archive import Archive
from reconnect.archive.answering import Review
from reconnect.archive.forgetting import forget
from reconnect.archive.reviewing import Question, Verdict

SHARED = "EMAIL:rochas@mail.example"
ROCHAS = [card(f"{name} Rocha", SHARED, f"UID:{name}") for name in ("Artur", "Helena", "Joana")]
ARTURS = card("Artur Rocha", "EMAIL:artur@rocha.example", "UID:Artur 2")
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Three people of one mailbox, which makes three questions; one of them has two entries."""
    archive = Archive(tmp_path / "a.db")
    take_in(archive, write_cards(tmp_path / "rocha.vcf", ROCHAS), write_cards(tmp_path / "more.vcf", [ARTURS]))
    assert names(archive) == [["Artur", "Artur 2"], ["Helena"], ["Joana"]]
    return archive


def decisions(archive: Archive) -> set[tuple[str, str, str]]:
    with closing(sqlite3.connect(archive.path)) as conn:
        return set(conn.execute("select a_key, b_key, verdict from decisions").fetchall())


def names(archive: Archive) -> list[list[str]]:
    return sorted(sorted(each.contact.key for each in contacts) for _, contacts in archive.listed())


def asked(held: Review, *who: str) -> Question:
    """What a sitting asks about two people."""
    (found,) = [each for each in held.sitting.left() if {each.a_name, each.b_name} == {f"{name} Rocha" for name in who}]
    return found


@pytest.mark.parametrize("verdict", ["same", "not"])
@pytest.mark.parametrize("swapped", [False, True])
def test_what_one_sitting_answered_another_does_not_overrule(archive: Archive, verdict: Verdict, swapped: bool) -> None:
    if swapped:  # whose id is lower need not have the lower key
        with closing(sqlite3.connect(archive.path)) as conn:
            conn.execute("update questions set (a_person_id, b_person_id) = (b_person_id, a_person_id)")
            conn.commit()
    one, other = Review(archive.path), Review(archive.path)
    question = asked(one, "Helena", "Joana")
    assert one.take(verdict, [question], NOW) == ()
    before = decisions(archive)
    assert other.take("same", [question], LATER) == (question,)
    assert (decisions(archive), other.sitting.answered) == (before, 0)
    assert question not in other.sitting.left()
    assert other.undo() is None
    assert decisions(archive) == before


def test_taking_back_leaves_what_was_said_otherwise_meanwhile(archive: Archive) -> None:
    with archive.review() as held:
        held.take("not", [asked(held, "Helena", "Joana")], NOW)
        archive.join(archive.person("Helena")["id"], archive.person("Joana")["id"], LATER)
        held.undo()
    assert ["Helena", "Joana"] in names(archive)


def test_taking_back_brings_nothing_back_of_whom_was_forgotten(archive: Archive) -> None:
    with archive.review() as held:
        held.take("same", [asked(held, "Helena", "Joana")], NOW)
        forget(archive.path, archive.person("Helena")["id"])
        held.undo()
        assert decisions(archive) == set()
        gone = [asked(held, "Artur", "Helena"), asked(held, "Helena", "Joana")]
        assert set(held.changed(held.sitting.left())) == set(gone)


def test_an_answer_about_whom_was_forgotten_is_told_as_not_kept(archive: Archive) -> None:
    with archive.review() as held:
        question = asked(held, "Helena", "Joana")
        forget(archive.path, archive.person("Joana")["id"])
        assert held.take("same", [question], NOW) == (question,)
    assert (decisions(archive), held.outcome().answered) == (set(), 0)


def test_an_answer_about_whom_was_parted_meanwhile_is_told_as_not_kept(archive: Archive) -> None:
    with archive.review() as held:
        question = asked(held, "Artur", "Helena")
        artur = archive.person("artur@rocha.example")
        archive.part(artur["id"], archive.contacts_of(artur["id"])[0].id, NOW)
        assert held.take("same", [question], LATER) == (question,)
    assert names(archive) == [["Artur"], ["Artur 2"], ["Helena"], ["Joana"]]


def test_an_answer_about_two_who_were_joined_meanwhile_is_told_as_not_kept(archive: Archive) -> None:
    with archive.review() as held:
        question = asked(held, "Helena", "Joana")
        archive.join(archive.person("Helena")["id"], archive.person("Joana")["id"], NOW)
        assert held.take("not", [question], LATER) == (question,)
    assert ["Helena", "Joana"] in names(archive)


def test_an_answer_about_me_is_told_as_not_kept(archive: Archive) -> None:
    with archive.review() as held:
        question = asked(held, "Artur", "Helena")
        archive.decide_me("artur@rocha.example", mine=True)
        archive.decide_me("Artur Rocha", mine=True)
        assert held.take("same", [question], LATER) == (question,)


def test_an_answer_holds_for_whom_more_was_imported_meanwhile(archive: Archive, tmp_path: Path) -> None:
    with archive.review() as held:
        question = asked(held, "Helena", "Joana")
        take_in(archive, write_cards(tmp_path / "new.vcf", [card("Helena Rocha", SHARED, "UID:Helena 2")]))
        assert held.changed([question]) == ()
        assert held.take("same", [question], NOW) == ()
    assert ["Helena", "Helena 2", "Joana"] in names(archive)


def test_what_is_shown_of_a_person_is_never_an_entry_of_another(archive: Archive, tmp_path: Path) -> None:
    with archive.review() as held:
        question = asked(held, "Artur", "Joana")
        forget(archive.path, archive.person("Artur")["id"])
        take_in(archive, write_cards(tmp_path / "new.vcf", [card("Noor Haddad", "UID:n"), card("Bo Lund", "UID:b")]))
        assert held.evidence(question.a) == []
        assert [each.contact.key for each, _ in held.evidence(question.b)] == ["Joana"]


def test_what_is_safe_is_accepted_without_what_changed_meanwhile(archive: Archive) -> None:
    with archive.review() as held:
        gone = [asked(held, "Artur", "Helena"), asked(held, "Helena", "Joana")]
        forget(archive.path, archive.person("Helena")["id"])
        assert set(held.take("safe", held.sitting.left(), NOW)) == set(gone)
        (step,) = held.sitting.steps
        assert [{each.a_name, each.b_name} for each in step.questions] == [{"Artur Rocha", "Joana Rocha"}]
    assert names(archive) == [["Artur", "Artur 2", "Joana"]]
