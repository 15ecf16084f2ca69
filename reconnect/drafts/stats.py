"""What became of all drafts, in numbers that say themselves how little they say when they are few.

A letter that was sent less than thirty days ago and has no answer yet is on its way, and counts neither for nor
against. A "no" is an answer, and what came back was never read.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ON_ITS_WAY = timedelta(days=30)
Z = 1.959964
"""Of a normal distribution, 95% lies within so many standard deviations."""

NEXT_TO_NOTHING, LITTLE = 50, 25
"""The ends of an interval, in hundredths, are so far apart where it says that."""


@dataclass(frozen=True, slots=True)
class Course:
    """One draft: its situation, what became of it, and when it was sent, None where it was not."""

    situation: str
    outcomes: Collection[str]
    sent: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """How many drafts were made; each is one of `sent`, `bounced`, `put_off` (later or dropped) or `open`.

    Of those sent, `answered` have an answer, of which `declined` said no, and `on_their_way` may still get one.
    """

    made: int
    sent: int
    answered: int
    declined: int
    on_their_way: int
    bounced: int
    put_off: int
    open: int

    @property
    def settled(self) -> int:
        """How many letters have an answer, or had the time for one."""
        return self.sent - self.on_their_way

    @property
    def interval(self) -> tuple[float, float] | None:
        """Between which shares of such letters are answered, as `wilson` tells; None before any could have been."""
        return wilson(self.answered, self.settled) if self.settled else None

    @property
    def words(self) -> list[str]:
        """How many letters were answered, how little that says, and how many may still be, in a sentence each."""
        return [*_of_answers(self), *_of_others(self)]


def situation_of(template: str) -> str:
    """Return the situation of a template: "lapsed" of "lapsed-message/2"."""
    return template.partition("/")[0].removesuffix("-message")


def stats(courses: Sequence[Course], as_of: date) -> Stats:
    """Count what became of drafts, as of a day."""
    became = Counter(_became(course) for course in courses)
    waits = [each for each in courses if _became(each) == "sent" and each.sent and as_of - each.sent < ON_ITS_WAY]
    answered = became["answered"] + became["declined"]
    return Stats(
        made=len(courses),
        sent=became["sent"] + answered,
        answered=answered,
        declined=became["declined"],
        on_their_way=len(waits),
        bounced=became["bounced"],
        put_off=became["later"] + became["dropped"],
        open=became["open"],
    )


def _became(course: Course) -> str:
    """Return what counts of all that became of a draft."""
    telling = ("declined", "answered", "bounced", "sent", "dropped", "later")
    return next((each for each in telling if each in course.outcomes), "open")


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Return between which shares the true one lies, 19 times out of 20; both between 0 and 1.

    Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the
    American Statistical Association 22 (1927), 209-212.
    """
    share, spread = hits / of, Z * Z / of
    middle, half = share + spread / 2, Z * math.sqrt((share * (1 - share) + spread / 4) / of)
    return max((middle - half) / (1 + spread), 0.0), min((middle + half) / (1 + spread), 1.0)


def _of_answers(counts: Stats) -> Iterator[str]:
    if counts.interval is None:
        return
    low, high = (round(100 * end) for end in counts.interval)
    said, between = f"{counts.answered} of {counts.settled} answered", f"between {low} and {high} of 100"
    if high - low > NEXT_TO_NOTHING:
        yield f"{said}: so few say next to nothing ({between})."
    else:
        yield f"{said}: that says little ({between})." if high - low > LITTLE else f"{said} ({between})."


def _of_others(counts: Stats) -> Iterator[str]:
    if counts.on_their_way:
        are = "is" if counts.on_their_way == 1 else "are"
        yield f"{counts.on_their_way} {are} still on the way: sent within the last {ON_ITS_WAY.days} days."
