"""Who stands in the report: one row a person, in the first group that fits, and a few people at a time.

A real tie is lapsed only when its silence is likely to last and is longer than any before; the surest silences come
last, because those are the hopeless ones. Sources of the rules: Levin, Walter & Murnighan 2011 for ranking by strength
before the silence; the gate of a real tie stands in `reconnect.ties.measures`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import numpy as np

from reconnect.report.facts import Group, PersonFacts, Report, Sides
from reconnect.report.limits import limits, one_sided, stale
from reconnect.report.reasons import known_listings
from reconnect.report.rows import stranger_row, tie_row
from reconnect.ties.columns import Coverage, Ints, Ties, day_number
from reconnect.ties.coverage import days_covered

ORDER: tuple[Group, ...] = ("follow_up", "news", "lapsed", "unanswered", "stranger")

LIKELY_QUIET = 0.60
FEWEST_SILENT_DAYS = 90
UNANSWERED_AFTER = 14
UNANSWERED_UNTIL = 3 * 365 + 1
"""Three years, a leap day among them."""
SURE_DIGITS = 9
NO_MAIL = Sides(0, 0)
FEWEST_COVERED_DAYS = 180
"""The horizon of `quiet_probability`: a shorter look cannot tell a stranger."""


def select(
    ties: Ties,
    people: Mapping[int, PersonFacts],
    coverages: Sequence[Coverage],
    as_of: date,
    limit: int = 5,
    mail: Sides = NO_MAIL,
) -> Report:
    """Return the report as of a day, with at most `limit` rows (0: all).

    `people` are all that may be listed, by id: a tie to anybody else is left out. `ties` are as of the same day, and
    `mail` tells up to it on how many days others wrote, and I.
    """
    ranks = ranks_of(ties, people)
    candidates: dict[Group, list[int]] = {
        "lapsed": lapsed(ties, ranks),
        "unanswered": unanswered(ties, ranks, as_of),
        "stranger": strangers(ties, people, coverages, as_of),
    }
    found = in_first_group(candidates, people)
    places = share({group: len(found[group]) for group in ORDER}, limit)
    shown = [(group, people[person]) for group in ORDER for person in found[group][: places[group]]]
    return Report(
        as_of=as_of,
        intercept=ties.intercept,
        rows=tuple(
            stranger_row(facts, coverages, as_of, one_sided=mail.is_one_sided)
            if group == "stranger"
            else tie_row(group, ties, facts, coverages)
            for group, facts in shown
        ),
        found=sum(map(len, found.values())),
        people=len(people),
        real_ties=sum(person in people for person in ties.person[ties.real].tolist()),
        limits=limits(people, ties, coverages, as_of),
        stale=stale(coverages, as_of),
        one_sided=one_sided(mail),
    )


def ranks_of(ties: Ties, people: Mapping[int, PersonFacts]) -> Ints:
    """Return for each tie the place of its person by contact key; who is not in `people` comes last."""
    ordered = sorted(people.values(), key=lambda facts: (facts.key, facts.person))
    rank = {facts.person: place for place, facts in enumerate(ordered)}
    return np.array([rank.get(person, len(rank)) for person in ties.person.tolist()], np.int64)


def lapsed(ties: Ties, ranks: Ints) -> list[int]:
    """Return the real ties gone unusually quiet, best score first, equal ones by strength, then by rank."""
    silent_long = ties.silent_days >= np.maximum(FEWEST_SILENT_DAYS, ties.longest_gap_days)
    at = np.flatnonzero(ties.real & (ties.quiet_probability >= LIKELY_QUIET) & silent_long & ~ties.resting)
    return _people(ties, at[np.lexsort((ranks[at], -ties.strength[at], -np.round(ties.score[at], SURE_DIGITS)))])


def unanswered(ties: Ties, ranks: Ints, as_of: date) -> list[int]:
    """Return those whose message waits for my answer since 14 days to 3 years, newest first, then by rank.

    Nobody among them is resting: I have written nothing since their message.
    """
    waited = day_number(as_of) - ties.unanswered_day
    at = np.flatnonzero((ties.unanswered >= 0) & (waited >= UNANSWERED_AFTER) & (waited <= UNANSWERED_UNTIL))
    return _people(ties, at[np.lexsort((ranks[at], waited[at]))])


def strangers(ties: Ties, people: Mapping[int, PersonFacts], coverages: Sequence[Coverage], as_of: date) -> list[int]:
    """Return those in my lists without a word, though a channel of theirs was covered for half a year.

    Those with something shared come first, then the oldest acquaintance (unknown last), then by key.
    """
    in_touch = set(ties.person.tolist())
    covered = {coverage.channel for coverage in coverages}
    telling = {channel for channel in covered if days_covered(coverages, channel, as_of) >= FEWEST_COVERED_DAYS}
    places: list[tuple[bool, date, str, int]] = []
    for facts in people.values():
        if facts.person not in in_touch and facts.channels & telling and (known := known_listings(facts, as_of)):
            since = min(listing.since or date.max for listing in known)
            places.append((not facts.shared, since, facts.key, facts.person))
    return [person for *_, person in sorted(places)]


def in_first_group(candidates: Mapping[Group, Sequence[int]], people: Collection[int]) -> dict[Group, list[int]]:
    """Return the people of each group, in order, each person in the first group alone."""
    seen: set[int] = set()
    found: dict[Group, list[int]] = {}
    for group in ORDER:
        found[group] = [person for person in candidates.get(group, ()) if person in people and person not in seen]
        seen.update(found[group])
    return found


def share(found: Mapping[Group, int], limit: int) -> dict[Group, int]:
    """Return how many of each group are shown: at most `limit` in all (0: everybody).

    At most one follow_up, one news and one stranger; the rest goes to lapsed, and what those leave free to unanswered.
    A stranger never takes the only place of a tie.
    """
    if limit == 0:
        return dict(found)
    follow_up = min(found["follow_up"], 1, limit)
    news = min(found["news"], 1, limit - follow_up)
    rest = limit - follow_up - news
    of_ties = found["lapsed"] + found["unanswered"]
    stranger = min(found["stranger"], 1, max(rest - min(of_ties, 1), 0))
    lapsed_ties = min(found["lapsed"], rest - stranger)
    waiting = min(found["unanswered"], rest - stranger - lapsed_ties)
    return {"follow_up": follow_up, "news": news, "lapsed": lapsed_ties, "unanswered": waiting, "stranger": stranger}


def _people(ties: Ties, at: Ints) -> list[int]:
    people: list[int] = ties.person[at].tolist()
    return people
