"""What is news about somebody now: new work between two exports, a birthday, an anniversary, what they published.

Days without their year are all that is looked at, so that nobody's age is ever told. Dates stand in contacts as their
source wrote them, and one that may be read in two ways (3/7) is no date here. ISO 8601; RFC 6350, 6.2.5 and 6.2.6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import Literal, NamedTuple, TypeAlias

from reconnect.report.facts import News, PersonFacts, Published
from reconnect.report.words import MONTHS

AHEAD = timedelta(days=14)
STAYS_NEWS = timedelta(days=30)
STAYS_FRESH = timedelta(days=60)
"""So long what somebody published is news: few write about anything every month."""
ALIKE = 0.95
"""So much alike are a word and the same with one letter corrected, beside an organization."""

_ISO = re.compile(r"(?:\d{4}|-)-?(\d\d)-?(\d\d)(?![\d-])")
_NUMBERS = re.compile(r"(?:\d{4}[/.-])?(\d\d?)([/.-])(\d\d?)(?:\2\d{2,4})?\.?")
_IN_WORDS = re.compile(r"(?:(\d\d?)\.? ([a-z]+)|([a-z]+) (\d\d?))\b.*", re.IGNORECASE)
_SEEKING = re.compile(
    r"\b(retired|(?:maternity|parental|sick) leave|sabbatical|in rente|im ruhestand|à la retraite|jubilad[oa]|intern|"
    r"seeking|looking for|open to (?:work|new|opportunit)|unemployed|between jobs|job ?seeker|"
    r"auf (?:der )?(?:job)?suche|arbeits(?:los|suchend)|à la recherche|en búsqueda|in cerca di|em busca)|у пошуку",
    re.IGNORECASE,
)

OccasionKind: TypeAlias = Literal["work", "birthday", "anniversary", "published"]


class Occasion(NamedTuple):
    """A reason to write: `day` is when it is; of new work when an export first told it, of a thing the day it bears."""

    kind: OccasionKind
    day: date
    news: News | None = None
    published: Published | None = None


def occasion(facts: PersonFacts, as_of: date) -> Occasion | None:
    """Return the nearest occasion: a day within two weeks to come, or new work told, or something published, lately."""
    found = [*_days(facts, as_of), *_work(facts, as_of), *_published(facts, as_of)]
    return min(found, key=lambda each: (abs(each.day - as_of), each.kind), default=None)


def month_and_day(text: str) -> tuple[int, int] | None:
    """Return month and day of a date as a source wrote it, or None where there is no telling."""
    text = text.strip()
    if iso := _ISO.match(text):
        return _real(int(iso[1]), int(iso[2]))
    if numbers := _NUMBERS.fullmatch(text):
        return _of_numbers(text, int(numbers[1]), int(numbers[3]))
    if words := _IN_WORDS.fullmatch(text):
        return _real(_month(words[2] or words[3]), int(words[1] or words[4]))
    return None


def next_one(month: int, day: int, as_of: date) -> date:
    """Return the first such day from `as_of` on; 29 February is kept on the 28th where a year has none."""
    return min(each for year in (as_of.year, as_of.year + 1) if (each := _in_year(year, month, day)) >= as_of)


def _days(facts: PersonFacts, as_of: date) -> Iterator[Occasion]:
    kinds: tuple[tuple[OccasionKind, tuple[str, ...]], ...] = (
        ("birthday", facts.birthdays), ("anniversary", facts.anniversaries),
    )  # fmt: skip
    for kind, texts in kinds:
        for text in texts:
            if (known := month_and_day(text)) and (day := next_one(*known, as_of)) <= as_of + AHEAD:
                yield Occasion(kind, day)


def _work(facts: PersonFacts, as_of: date) -> Iterator[Occasion]:
    now = ", ".join(filter(None, (facts.title, facts.organization)))
    for each in facts.changes:
        is_recent = as_of - STAYS_NEWS <= each.since <= as_of
        if each.what == "work" and is_recent and each.after == now and not _is_loss(each):
            yield Occasion("work", each.since, each)


def _published(facts: PersonFacts, as_of: date) -> Iterator[Occasion]:
    for each in facts.published:
        if each.day and as_of - STAYS_FRESH <= each.day <= as_of:
            yield Occasion("published", each.day, published=each)


def _is_loss(news: News) -> bool:
    """Who seeks work, or has ended it, or of whose work less is told than before, is not congratulated.

    Nor is a word that was only written otherwise anything new.
    """
    before, after = (set(re.findall(r"\w+", text.casefold())) for text in (news.before, news.after))
    is_as_before = SequenceMatcher(None, news.before.casefold(), news.after.casefold()).ratio() > ALIKE
    return is_as_before or after <= before or _SEEKING.search(news.after) is not None


def _of_numbers(text: str, first: int, second: int) -> tuple[int, int] | None:
    """By what is written: a year in front, or points between (day first); else one of them must be no month."""
    if re.match(r"\d{4}", text):
        return _real(first, second)
    if "." in text or first > len(MONTHS):
        return _real(second, first)
    return _real(first, second) if second > len(MONTHS) or first == second else None


def _month(name: str) -> int:
    known = [
        number
        for number, month in enumerate(MONTHS, 1)
        if len(name) > 2 and month.casefold().startswith(name.casefold())
    ]
    return known[0] if len(known) == 1 else 0


def _real(month: int, day: int) -> tuple[int, int] | None:
    try:
        date(2000, month, day)
    except ValueError:
        return None
    return month, day


def _in_year(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)
