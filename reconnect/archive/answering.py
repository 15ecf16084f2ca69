"""Answering the questions who is who: each answer is kept at once, and people are worked out when the sitting ends.

An answer is about contacts, not about people: ids of people change with every rebuild, and another program may rebuild
while somebody thinks. So the contacts of all people asked about are read once, when the sitting begins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from reconnect.archive.reviewing import Question, Sitting, Step, What, in_order
from reconnect.store import asked, queries
from reconnect.store.asked import Span
from reconnect.store.decided import ContactKey, Pair, Standing, decide_pairs, durable, restore_pairs
from reconnect.store.opening import open_reader, open_store
from reconnect.store.queries import StoredContact

__all__ = ["Outcome", "Review", "Span", "pairs_joining", "review"]


class Outcome(NamedTuple):
    """What a sitting came to; `same` and `different` count pairs, `people` and `left` all that there are now."""

    answered: int
    same: int
    different: int
    people: int
    left: int


class Review:
    """One sitting at the questions of an archive. Errors, wherever an answer is kept: DatabaseBusy, DiskFull."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with closing(open_reader(path)) as conn:
            rows, days = queries.questions(conn), asked.days_of_contact(conn)
            self._contacts, decided = asked.keys_of_people(conn), asked.decided_people(conn)
        questions = [
            Question(
                row["a_person_id"], row["b_person_id"], row["a_name"], row["b_name"],
                row["score"], row["screen"], row["reason"],
            )
            for row in rows
        ]  # fmt: skip
        self.sitting = Sitting(in_order(questions, days), decided)
        self.is_behind = len(self.sitting.questions) < len(questions)
        self._before: list[Standing] = []

    def take(self, what: What, questions: Sequence[Question], now: datetime) -> None:
        """Take a step, and keep its answers on the disk."""
        standing: Standing = {}
        if what != "skip":
            self.is_behind = True
            pairs = self._pairs_not(questions) if what == "not" else self._pairs_same(questions)
            with closing(open_store(self._path)) as db:
                known = asked.known_keys(db.conn, {key for pair in pairs for key in pair})  # somebody may be forgotten
                pairs = [pair for pair in pairs if known.issuperset(pair)]
                standing = decide_pairs(db, pairs, "not" if what == "not" else "same", now)
        self._before.append(standing)
        self.sitting.take(Step(what, tuple(questions)))

    def undo(self) -> Step | None:
        """Take the last step back, so that what was decided before it stands again; None where none was taken."""
        if self._before and self._before[-1]:
            with closing(open_store(self._path)) as db:
                restore_pairs(db, self._before[-1])
        if self._before:
            self._before.pop()
        return self.sitting.undo()

    def evidence(self, person: int) -> list[tuple[StoredContact, Span | None]]:
        """Return the contacts of a person with their messages: of each importer the one with most messages, then more.

        Who took part in no message has no span.
        """
        ids = [id for id, _, _ in self._contacts[person]]
        with closing(open_reader(self._path)) as conn:
            contacts = queries.contacts(conn, f"where contact_id in ({','.join('?' * len(ids))})", ids)
        told = [(each, self._spans.get(each.id)) for each in contacts]
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
    def _spans(self) -> dict[int, Span]:
        with closing(open_reader(self._path)) as conn:
            return asked.spans(conn, (id for contacts in self._contacts.values() for id, _, _ in contacts))

    def _keys(self, person: int) -> list[ContactKey]:
        return [(importer, key) for _, importer, key in self._contacts[person]]

    def _pairs_same(self, questions: Sequence[Question]) -> list[Pair]:
        return [pair for each in questions for pair in pairs_joining(self._keys(each.a), self._keys(each.b))]

    def _pairs_not(self, questions: Sequence[Question]) -> list[Pair]:
        return [(a, b) for each in questions for a in self._keys(each.a) for b in self._keys(each.b)]


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
