"""Whom to leave in peace, and until when: what was decided is remembered, and nobody returns before their time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from reconnect.report.facts import Letter, Mark, Outcome, OutcomeKind, Rest
from reconnect.report.words import day_words

LATER = timedelta(days=90)
DRAFTED = timedelta(days=30)
"""So long a draft may wait to be sent; then its person is told again."""
AFTER: dict[OutcomeKind, timedelta] = {
    "sent": timedelta(days=90),
    "answered": timedelta(days=90),
    "declined": timedelta(days=365),
    "later": LATER,
    "dropped": timedelta(days=180),
    "bounced": timedelta(0),
}
ENOUGH = 2
"""Who declined so often is not asked again."""

_DIED = (
    r"(?:died|deceased|passed away|(?-i:RIP|R\.I\.P)\b|in memoriam|gestorben|verstorben|décédée?|fallecid[oa]|"
    r"decedut[oa]|falecid[oa]|overleden|zmarł[ay]?|померл?[ао]?)\b"
)
_DIED_ANYWHERE = re.compile(rf"\b{_DIED}|[†✝]", re.IGNORECASE)
_THEY_DIED = re.compile(
    rf"(?:^|[.;!\n])\s*(?:(?:he|she|they)\s+(?:has\s+|have\s+)?|(?:er|sie)\s+ist\s+)?(?:{_DIED}|[†✝])", re.IGNORECASE
)
"""A note may speak of others ("her father died"), so there a sentence must begin with it."""


def rest(marks: Sequence[Mark], letters: Sequence[Letter], gone: str = "") -> Rest | None:
    """Return the longest of the rests that follow from what was decided, or None.

    `gone` is what an entry or a note says of their death, or "".
    """
    if gone:
        return Rest(f'their entry or your note says: "{gone}"')
    rests = [*map(_of_mark, marks), *_of_letters(letters)]
    return max(rests, key=lambda each: each.until or date.max, default=None)


def says_gone(labels: Sequence[str], notes: Sequence[str]) -> str:
    """Return the label (a name, a category) or the note that says that somebody died, or ""."""
    told = [*filter(_DIED_ANYWHERE.search, labels), *filter(_THEY_DIED.search, notes)]
    return next(iter(told), "")


def is_open(letter: Letter) -> bool:
    """Return whether a draft still waits: nothing is known to have become of it."""
    return not letter.outcomes


def _of_mark(mark: Mark) -> Rest:
    if mark.mark == "later":
        return Rest("you marked them: later", mark.until)
    return Rest(f"you marked them: {mark.mark}")


def _of_letters(letters: Sequence[Letter]) -> Iterator[Rest]:
    if sum(any(each.outcome == "declined" for each in letter.outcomes) for letter in letters) >= ENOUGH:
        yield Rest("they declined twice")
    for letter in letters:
        if is_open(letter):
            yield Rest(f"draft {letter.draft} to them waits since {day_words(letter.made)}", letter.made + DRAFTED)
        if not letter.bounced:  # who never got it is not to rest from it
            yield from (_of_outcome(letter.draft, each) for each in letter.outcomes)


def _of_outcome(draft: int, each: Outcome) -> Rest:
    until = each.until or each.day + AFTER[each.outcome]
    return Rest(f"draft {draft} to them: {each.outcome} on {day_words(each.day)}", until)
