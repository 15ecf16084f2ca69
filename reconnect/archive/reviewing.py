"""One sitting at the questions who is who: what is left to ask, what one answer for all may settle, what to take back.

What an answer implies is never asked: where A is B and B is C, A is C; where A is B and B is not C, neither is A. What
follows is worked out from all steps whenever it is asked for, so that nothing can stay behind of one taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from reconnect.identity import SAFE, SPEAKS_AGAINST

Verdict: TypeAlias = Literal["same", "not"]
What: TypeAlias = Literal["same", "not", "safe", "skip"]


class Question(NamedTuple):
    """Two people, by id and name, who may be one; questions with the same `screen` hang together."""

    a: int
    b: int
    a_name: str
    b_name: str
    score: float
    screen: int
    reason: str


class Step(NamedTuple):
    """What was done about some questions at once: answered, answered all together as safe, or put off."""

    what: What
    questions: tuple[Question, ...]


class Answers:
    """Who is whom, as far as it was told: groups of people who are one, and from whom each group was told apart."""

    def __init__(self) -> None:
        self._groups: dict[int, set[int]] = {}
        self._apart: dict[int, set[int]] = {}

    def tell(self, a: int, b: int, verdict: Verdict) -> None:
        """Believe an answer; "same" only where no "not" follows from what was told before."""
        if verdict == "not":
            self._apart_from(a).add(b)
            self._apart_from(b).add(a)
        elif self.follows(a, b) != "not":
            self.unite(a, b)

    def unite(self, a: int, b: int) -> None:
        """Take two people for one, whatever speaks against it."""
        one, other = self._group(a), self._group(b)
        if one is other:
            return
        apart = self._apart_from(a) | self._apart_from(b)
        one |= other
        for person in one:
            self._groups[person], self._apart[person] = one, apart

    def follows(self, a: int, b: int) -> Verdict | None:
        """Return what is known of two people, told or implied."""
        if b in self._groups.get(a, {a}):
            return "same"
        return None if self._apart.get(a, set()).isdisjoint(self._groups.get(b, {b})) else "not"

    def contradict(self, person: int) -> bool:
        """Tell whether somebody was united with a person from whom they were told apart."""
        return not self._apart.get(person, set()).isdisjoint(self._groups.get(person, {person}))

    def _group(self, person: int) -> set[int]:
        return self._groups.setdefault(person, {person})

    def _apart_from(self, person: int) -> set[int]:
        return self._apart.setdefault(person, set())


class Sitting:
    """The questions in the order in which they are asked, and the steps taken; `decided` is what was told before."""

    def __init__(self, questions: Iterable[Question], decided: Iterable[tuple[int, int, Verdict]] = ()) -> None:
        self._decided = sorted(decided, key=lambda each: (each[2] == "same", each))  # a "not" is stronger
        self.steps: list[Step] = []
        before = self._told()
        self.questions = tuple(each for each in questions if before.follows(each.a, each.b) is None)

    def left(self) -> tuple[Question, ...]:
        """Return what is still to be asked: neither answered, nor implied by an answer, nor skipped."""
        told = self._told()
        skipped = {question for step in self.steps if step.what == "skip" for question in step.questions}
        return tuple(
            each for each in self.questions if each not in skipped and told.follows(each.a, each.b) is None
        )  # fmt: skip

    def safe(self) -> tuple[Question, ...]:
        """Return what one answer may settle: likely pairs of which no chain unites whom something speaks against."""
        left = self.left()
        likely = [question for question in left if question.score >= SAFE]
        trial = self._told()
        for question in left:
            if question.score < SPEAKS_AGAINST:
                trial.tell(question.a, question.b, "not")
        for question in likely:
            trial.unite(question.a, question.b)
        return tuple(question for question in likely if not trial.contradict(question.a))

    def drop(self, questions: Iterable[Question]) -> None:
        """Ask some questions no more."""
        dropped = set(questions)
        self.questions = tuple(each for each in self.questions if each not in dropped)

    def take(self, step: Step) -> None:
        """Take a step about questions that are left."""
        self.steps.append(step)

    def undo(self) -> Step | None:
        """Take the last step back and return it; None where none was taken."""
        return self.steps.pop() if self.steps else None

    def settled(self) -> dict[Verdict, int]:
        """Return how many questions are answered, or implied by the answers, and how."""
        told = self._told()
        verdicts = [told.follows(question.a, question.b) for question in self.questions]
        return {"same": verdicts.count("same"), "not": verdicts.count("not")}

    @property
    def answered(self) -> int:
        """How many questions were answered, by themselves or all together."""
        return sum(len(step.questions) for step in self.steps if step.what != "skip")

    def _told(self) -> Answers:
        told = Answers()
        for a, b, verdict in self._decided:
            told.tell(a, b, verdict)
        for step in self.steps:
            if step.what != "skip":
                for question in step.questions:
                    told.tell(question.a, question.b, "not" if step.what == "not" else "same")
        return told


def in_order(questions: Sequence[Question], days: Mapping[int, int]) -> list[Question]:
    """Return the questions screen by screen, first where the person with most days of contact is, then the likeliest.

    `days` has the days of contact by person; who is missing has none.
    """
    most: dict[int, int] = {}
    best: dict[int, float] = {}
    for each in questions:
        most[each.screen] = max(most.get(each.screen, 0), days.get(each.a, 0), days.get(each.b, 0))
        best[each.screen] = max(best.get(each.screen, 0.0), each.score)
    return sorted(
        questions,
        key=lambda each: (-most[each.screen], -best[each.screen], each.screen, -each.score, each.a, each.b),
    )
