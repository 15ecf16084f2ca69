"""Answering the questions who is who: each answer is kept at once, and people are worked out when the sitting ends.

An answer is about contacts, not about people: ids of people change with every rebuild, and another program may rebuild
while somebody thinks. So the keys of the contacts of all people asked about are read once, when the sitting begins.

A question stands as long as each side is one person, and it has been answered nowhere else. An answer to a question
that stands no more is not kept: what it was about is not what was seen.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from functools import cached_property
from itertools import chain, product
from pathlib import Path
from typing import NamedTuple, TypeAlias

from reconnect.archive.reviewing import Question, Sitting, Step, Verdict, What, in_order
from reconnect.store import asked, queries
from reconnect.store.asked import Span
from reconnect.store.decided import ContactKey, Pair, decide_pairs, durable, take_back_pairs
from reconnect.store.opening import open_reader, open_store
from reconnect.store.queries import StoredContact

__all__ = ["Outcome", "Review", "Span", "pairs_joining", "review"]

_Sides: TypeAlias = tuple[list[ContactKey], list[ContactKey]]


class Outcome(NamedTuple):
    """What a sitting came to; `same` and `different` count pairs, `people` and `left` all that there are now."""

    answered: int
    same: int
    different: int
    people: int
    left: int


class _Kept(NamedTuple):
    """What a step left on the disk, in the words in which it can be taken back."""

    pairs: list[Pair]
    verdict: Verdict
    now: datetime


class Review:
    """One sitting at the questions of an archive. Errors, wherever an answer is kept: DatabaseBusy, DiskFull."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with closing(open_reader(path)) as conn:
            rows, days = queries.questions(conn), asked.days_of_contact(conn)
            self._keys, decided = asked.keys_of_people(conn), asked.decided_people(conn)
        questions = [
            Question(
                row["a_person_id"], row["b_person_id"], row["a_name"], row["b_name"],
                row["score"], row["screen"], row["reason"],
            )
            for row in rows
        ]  # fmt: skip
        self.sitting = Sitting(in_order(questions, days), decided)
        self.is_behind = len(self.sitting.questions) < len(questions)
        self._kept: list[_Kept | None] = []

    def changed(self, questions: Sequence[Question]) -> tuple[Question, ...]:
        """Drop those of some questions that stand no more, since something else changed them, and return them."""
        with closing(open_reader(self._path)) as conn:
            standing = self._standing(conn, questions)
        return self._without(standing, questions)

    def take(self, what: What, questions: Sequence[Question], now: datetime) -> tuple[Question, ...]:
        """Take a step, and keep its answers on the disk; return the questions that stand no more, and were dropped."""
        if what == "skip":
            self._step(what, questions, None)
            return ()
        verdict: Verdict = "not" if what == "not" else "same"
        with closing(open_store(self._path)) as db, durable(db):
            standing = self._standing(db.conn, questions)
            kept = _Kept([pair for sides in standing.values() for pair in _pairs(verdict, *sides)], verdict, now)
            if standing:
                decide_pairs(db, *kept)
        if standing:
            self.is_behind = True
            self._step(what, list(standing), kept)
        return self._without(standing, questions)

    def undo(self) -> Step | None:
        """Take the last step back, but nothing that was said otherwise since; None where none was taken."""
        if self._kept and (kept := self._kept[-1]):
            with closing(open_store(self._path)) as db:
                take_back_pairs(db, *kept)
        if self._kept:
            self._kept.pop()
        return self.sitting.undo()

    def evidence(self, person: int) -> list[tuple[StoredContact, Span | None]]:
        """Return the contacts of a person with their messages: of each importer the one with most messages, then more.

        Who took part in no message has no span.
        """
        with closing(open_reader(self._path)) as conn:
            contacts = asked.contacts(conn, self._keys[person])
        told = [(each, self._spans.get((each.importer, each.contact.key))) for each in contacts]
        told.sort(key=lambda each: -each[1].messages if each[1] else 0)
        rounds: Counter[str] = Counter()
        nth: dict[int, int] = {}
        for each, _ in told:
            nth[each.id] = rounds[each.importer]
            rounds[each.importer] += 1
        return sorted(told, key=lambda each: nth[each[0].id])

    def outcome(self) -> Outcome:
        """Return what the sitting came to, once people are worked out."""
        settled = self.sitting.settled()
        with closing(open_reader(self._path)) as conn:
            _, people, left = queries.counts(conn)
        return Outcome(self.sitting.answered, settled["same"], settled["not"], people, left)

    @cached_property
    def _spans(self) -> dict[ContactKey, Span]:
        with closing(open_reader(self._path)) as conn:
            return asked.spans(conn, chain.from_iterable(self._keys.values()))

    def _step(self, what: What, questions: Sequence[Question], kept: _Kept | None) -> None:
        self._kept.append(kept)
        self.sitting.take(Step(what, tuple(questions)))

    def _without(self, standing: Mapping[Question, _Sides], questions: Sequence[Question]) -> tuple[Question, ...]:
        dropped = tuple(each for each in questions if each not in standing)
        self.sitting.drop(dropped)
        return dropped

    def _standing(self, conn: sqlite3.Connection, questions: Sequence[Question]) -> dict[Question, _Sides]:
        """Return those of some questions that still stand, with what is stored of either side."""
        people = asked.people_of(conn, {key for each in questions for side in each[:2] for key in self._keys[side]})
        sides = {
            each: ([k for k in self._keys[each.a] if k in people], [k for k in self._keys[each.b] if k in people])
            for each in questions
        }
        decided = asked.decided(conn, (pair for both in sides.values() for pair in _across(*both)))
        return {
            each: both for each, both in sides.items() if _are_two(both, people) and decided.isdisjoint(_across(*both))
        }


def _are_two(sides: _Sides, people: Mapping[ContactKey, int]) -> bool:
    """Tell whether each side is one person, another than the other and than me."""
    a, b = ({people[key] for key in side} for side in sides)
    return len(a) == len(b) == 1 and a != b and queries.ME not in a | b


def _pairs(verdict: Verdict, a: Sequence[ContactKey], b: Sequence[ContactKey]) -> list[Pair]:
    return pairs_joining(a, b) if verdict == "same" else _across(a, b)


def _across(a: Sequence[ContactKey], b: Sequence[ContactKey]) -> list[Pair]:
    """Return each of the one with each of the other, in the order in which decisions have them."""
    return [(min(pair), max(pair)) for pair in product(a, b)]


def pairs_joining(first: Sequence[ContactKey], second: Sequence[ContactKey]) -> list[Pair]:
    """Return the pairs that make two people one: of each the first contact with all of the other's.

    One pair would do today. But the import that told one of its contacts may be taken back, or a better rule may part
    it from the rest; then what else there is of either still hangs together through the other's first contact.
    """
    return [(first[0], key) for key in second] + [(second[0], key) for key in first]


@contextmanager
def review(path: Path) -> Iterator[Review]:
    """Hold a sitting; whatever ends it, an error too, who is who is worked out anew where anything was answered."""
    sitting = Review(path)
    try:
        yield sitting
    finally:
        if sitting.is_behind:
            from reconnect.archive.resolving import resolve  # numpy comes with it

            with closing(open_store(path)) as db, durable(db):
                resolve(db)
