"""Who is to be told of: one row a person, in the first group that fits.

A real tie is lapsed only when its silence is likely to last and is longer than any before; the surest silences come
last, because those are the hopeless ones. Sources of the rules: Levin, Walter & Murnighan 2011 for ranking by strength
before the silence; the gate of a real tie stands in `reconnect.ties.measures`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from reconnect.report.facts import Found, Group, PersonFacts
from reconnect.report.occasions import occasion
from reconnect.report.reasons import known_listings
from reconnect.ties.columns import Coverage, Flags, Ints, Ties, day_number
from reconnect.ties.coverage import days_covered

ORDER: tuple[Group, ...] = ("follow_up", "news", "lapsed", "unanswered", "stranger")

NEW = timedelta(days=30)
LIKELY_QUIET = 0.60
FEWEST_SILENT_DAYS = 90
UNANSWERED_AFTER = 14
UNANSWERED_UNTIL = 3 * 365 + 1
"""Three years, a leap day among them."""
SURE_DIGITS = 9
FEWEST_COVERED_DAYS = 180
"""The horizon of `quiet_probability`: a shorter look cannot tell a stranger."""


def find(
    ties: Ties,
    people: Mapping[int, PersonFacts],
    coverages: Sequence[Coverage],
    as_of: date,
    ranks: Mapping[int, int],
) -> Found:
    """Return everybody to be told of, by group and in order, each person in the first group that fits.

    `ties` are to human beings, as of that day. `people` are the facts of those whom more than a tie may bring in, or
    keep out; `ranks` orders equals, by id. Whom I wrote to twice since their last word, the later within a year, and
    who rests for another reason, is in no group.
    """
    resting = {id for id, facts in people.items() if facts.rest and facts.rest.holds(as_of)}
    resting.update(ties.person[ties.resting].tolist())
    awake = [facts for id, facts in people.items() if id not in resting]
    places = ranks_of(ties, ranks)
    candidates: dict[Group, list[int]] = {
        "follow_up": follow_ups(ties, awake, as_of),
        "news": with_news(ties, awake, as_of),
        "lapsed": lapsed(ties, places),
        "unanswered": unanswered(ties, places, as_of),
        "stranger": strangers(ties, awake, coverages, as_of),
    }
    return in_first_group(candidates, resting)


def ranks_of(ties: Ties, ranks: Mapping[int, int]) -> Ints:
    """Return for each tie the place of its person."""
    places: Ints = np.array([ranks[person] for person in ties.person.tolist()], np.int64)
    return places


def follow_ups(ties: Ties, people: Collection[PersonFacts], as_of: date) -> list[int]:
    """Return those known for less than 30 days without a word, newest first, then by rank."""
    in_touch = set(ties.person.tolist())
    new = [
        (as_of - facts.new_since, facts.rank, facts.person)
        for facts in people
        if facts.new_since is not None
        and as_of - NEW < facts.new_since <= as_of
        and facts.person not in in_touch
    ]  # fmt: skip
    return [person for *_, person in sorted(new)]


def with_news(ties: Ties, people: Collection[PersonFacts], as_of: date) -> list[int]:
    """Return those with an occasion, the nearest first, then the stronger tie, then by rank."""
    strength = dict(zip(ties.person.tolist(), ties.strength.tolist(), strict=True))
    found = [
        (abs(each.day - as_of), -strength.get(facts.person, -1.0), facts.rank, facts.person)
        for facts in people
        if (facts.birthdays or facts.anniversaries or facts.changes or facts.published)
        and (each := occasion(facts, as_of))
    ]
    return [person for *_, person in sorted(found)]


def lapsed(ties: Ties, ranks: Ints) -> list[int]:
    """Return the real ties gone unusually quiet, best score first, equal ones by strength, then by rank."""
    at = np.flatnonzero(ties.real & is_likely_quiet(ties) & is_silent_long(ties) & ~ties.resting)
    return _people(ties, at[np.lexsort((ranks[at], -ties.strength[at], -np.round(ties.score[at], SURE_DIGITS)))])


def is_likely_quiet(ties: Ties) -> Flags:
    """Return for each tie whether it is likely to stay quiet."""
    likely: Flags = ties.quiet_probability >= LIKELY_QUIET
    return likely


def is_silent_long(ties: Ties) -> Flags:
    """Return for each tie whether it is silent for 90 days, and for as long as its longest pause."""
    silent: Flags = ties.silent_days >= np.maximum(FEWEST_SILENT_DAYS, ties.longest_gap_days)
    return silent


def unanswered(ties: Ties, ranks: Ints, as_of: date) -> list[int]:
    """Return those whose message waits for my answer since 14 days to 3 years, newest first, then by rank.

    Nobody among them is resting: I have written nothing since their message.
    """
    waited = day_number(as_of) - ties.unanswered_day
    at = np.flatnonzero((ties.unanswered >= 0) & (waited >= UNANSWERED_AFTER) & (waited <= UNANSWERED_UNTIL))
    return _people(ties, at[np.lexsort((ranks[at], waited[at]))])


def strangers(ties: Ties, people: Collection[PersonFacts], coverages: Sequence[Coverage], as_of: date) -> list[int]:
    """Return those in my lists without a word, though a channel of theirs was covered for half a year.

    Those with something shared come first, then the oldest acquaintance (unknown last), then by rank.
    """
    in_touch = set(ties.person.tolist())
    covered = {coverage.channel for coverage in coverages}
    telling = {channel for channel in covered if days_covered(coverages, channel, as_of) >= FEWEST_COVERED_DAYS}
    places: list[tuple[bool, date, int, int]] = []
    for facts in people:
        if facts.person not in in_touch and facts.channels & telling and (known := known_listings(facts, as_of)):
            since = min(listing.since or date.max for listing in known)
            places.append((not facts.shared, since, facts.rank, facts.person))
    return [person for *_, person in sorted(places)]


def in_first_group(candidates: Mapping[Group, Sequence[int]], resting: Collection[int]) -> Found:
    """Return the people of each group who do not rest, in order, each person in the first group alone."""
    seen = set(resting)
    found: dict[Group, list[int]] = {}
    for group in ORDER:
        found[group] = [person for person in candidates.get(group, ()) if person not in seen]
        seen.update(found[group])
    return found


def _people(ties: Ties, at: Ints) -> list[int]:
    people: list[int] = ties.person[at].tolist()
    return people
