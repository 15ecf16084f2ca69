"""All terms behind one person's place in the report, or behind their absence: nothing is decided that is not told.

The formulas: `reconnect.ties.model`; the groups: `reconnect.report.groups`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from reconnect.plural import counted
from reconnect.report.facts import Found, Group, PersonFacts
from reconnect.report.groups import (
    FEWEST_COVERED_DAYS,
    FEWEST_SILENT_DAYS,
    LIKELY_QUIET,
    NEW,
    UNANSWERED_AFTER,
    UNANSWERED_UNTIL,
)
from reconnect.report.occasions import AHEAD, STAYS_FRESH, occasion
from reconnect.report.reasons import MESSAGES, Seen, known_listings
from reconnect.report.words import day_words, listed
from reconnect.ties.columns import as_date, channel_names
from reconnect.ties.coverage import covered_span, days_covered, end_of_all, is_stale
from reconnect.ties.model import HORIZON, quiet_terms

GROUPS: dict[Group, str] = {
    "follow_up": "somebody new, whom to write to soon",
    "news": "somebody with news",
    "lapsed": "a real tie that has gone quiet",
    "unanswered": "somebody who waits for your answer",
    "stranger": "a stranger in your lists",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One number of a formula, with what it is made of."""

    name: str
    value: float
    of: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One condition of a group, whether it holds, and the fact by which."""

    group: Group
    rule: str
    holds: bool
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """Why somebody stands where they stand; `group` and `place` (1: first of it) are None if they are not listed.

    `terms` add up to the chance of quiet, to strength and score; there are none without a day of contact. `standing`
    says what the data can tell of the silence, `verdict` what follows, in a sentence each.
    """

    person: int
    name: str
    as_of: date
    group: Group | None
    place: int | None
    of: int | None
    standing: str
    verdict: str
    terms: tuple[Term, ...]
    rules: tuple[Rule, ...]


def explained(facts: PersonFacts, found: Found, seen: Seen) -> Explained:
    """Return all that decides about one person; `found` is everybody who is told of."""
    group, place = next(
        ((group, told.index(facts.person) + 1) for group, told in found.items() if facts.person in told), (None, None)
    )
    at = seen.place(facts.person)
    rules = tuple(_rules(facts, seen, at))
    return Explained(
        person=facts.person,
        name=facts.name,
        as_of=seen.as_of,
        group=group,
        place=place,
        of=len(found[group]) if group else None,
        standing=standing(facts, seen),
        verdict=_verdict(facts, seen, at, group, rules),
        terms=() if at is None else tuple(_terms(seen, at)),
        rules=rules,
    )


def standing(facts: PersonFacts, seen: Seen) -> str:
    """Return what the data can tell of somebody's silence: silent, never seen, out of sight, or too old to say."""
    at, as_of = seen.place(facts.person), seen.as_of
    end = end_of_all(seen.coverages)
    channels = facts.channels | set(() if at is None else channel_names(int(seen.ties.channels[at]), seen.ties.names))
    spans = {each: span for each in MESSAGES if each in channels and (span := covered_span(seen.coverages, each))}
    reach = listed([f"your {MESSAGES[each]} ({' to '.join(map(day_words, span))})" for each, span in spans.items()])
    if end is not None and is_stale(seen.coverages, as_of):
        last = "" if at is None else f"Last contact on {day_words(as_date(seen.ties.last_day[at]))}. "
        return f"{last}All data end on {day_words(end)}: what came after is not known."
    if at is not None:
        last_day = as_date(seen.ties.last_day[at])
        within = f", within {reach}" if any(first <= last_day <= last for first, last in spans.values()) else ""
        return f"Last contact on {day_words(last_day)}{within}."
    if not reach:
        return "Nothing imported could show contact with them, so nothing is said of their silence."
    return f"No word between you in {reach}."


def _terms(seen: Seen, at: int) -> Iterator[Term]:
    ties = seen.ties
    silent, days, gap = int(ties.silent_days[at]), int(ties.contact_days[at]), int(ties.longest_gap_days[at])
    time, often, pause = (float(term) for term in quiet_terms(silent, days, gap))
    yield Term("intercept", ties.intercept, "fitted to your own past; 2.0 for everybody")
    yield Term("how long", time, f"0.45 ln({max(silent, 0.5):g} / {HORIZON:g}), silent for {counted(silent, 'day')}")
    yield Term("how often", often, f"-0.85 ln({max(days, 1)}), {counted(days, 'day')} of contact")
    yield Term("how unusual", pause, f"0.30 ln({max(days, 1)}) ln(silence / longest pause, {max(gap, 1)}), at least 0")
    yield Term("chance of quiet", float(ties.quiet_probability[at]), "1 / (1 + exp(-sum)), for half a year")
    talks, least = int(ties.conversations[at]), int(min(ties.days_in[at], ties.days_out[at]))
    yield Term("conversations", float(np.log(max(talks, 1))), f"ln({talks})")
    yield Term("both ways", 0.5 * float(np.log1p(least)), f"0.5 ln(1 + {least}), days of whoever wrote on fewer")
    yield Term("strength", float(ties.strength[at]), "conversations + both ways")
    yield Term("score", float(ties.score[at]), "strength * (1 - chance of quiet)")


def _rules(facts: PersonFacts, seen: Seen, at: int | None) -> Iterator[Rule]:
    yield from _of_follow_up(facts, seen, at)
    each = occasion(facts, seen.as_of)
    fact = f"{each.kind}, {day_words(each.day)}" if each else "nothing known"
    rule = f"new work, a day within {AHEAD.days} days, or something published within {STAYS_FRESH.days} days"
    yield Rule("news", rule, each is not None, fact)
    if at is not None:
        yield from _of_lapsed(seen, at)
        yield from _of_unanswered(seen, at)
    else:
        yield from _of_stranger(facts, seen)


def _of_follow_up(facts: PersonFacts, seen: Seen, at: int | None) -> Iterator[Rule]:
    since = facts.new_since
    fact = f"known since {day_words(since)}" if since else "known for longer, or since nobody knows when"
    is_new = since is not None and timedelta(0) <= seen.as_of - since < NEW
    yield Rule("follow_up", f"known for less than {NEW.days} days", is_new, fact)
    yield Rule("follow_up", "no word exchanged", at is None, "none" if at is None else "you have been in touch")


def _of_lapsed(seen: Seen, at: int) -> Iterator[Rule]:
    ties = seen.ties
    days_in, days_out, days = int(ties.days_in[at]), int(ties.days_out[at]), int(ties.contact_days[at])
    talks, silent, gap = int(ties.conversations[at]), int(ties.silent_days[at]), int(ties.longest_gap_days[at])
    quiet = float(ties.quiet_probability[at])
    both = f"they on {counted(days_in, 'day')}, you on {counted(days_out, 'day')}"
    yield Rule("lapsed", "both of you wrote", min(days_in, days_out) >= 1, both)
    yield Rule("lapsed", "two conversations or more", talks >= 2, counted(talks, "conversation"))
    yield Rule("lapsed", "three days of contact or more", days >= 3, counted(days, "day"))
    yield Rule("lapsed", f"chance of quiet {LIKELY_QUIET:.2f} or more", quiet >= LIKELY_QUIET, f"{quiet:.3f}")
    least = max(FEWEST_SILENT_DAYS, gap)
    rule = f"silent for {least:,} days or more, the longest pause or at least {FEWEST_SILENT_DAYS}"
    yield Rule("lapsed", rule, silent >= least, counted(silent, "day"))
    wrote = "you did" if ties.resting[at] else "you did not"
    yield Rule("lapsed", "you did not write twice since their last word", not ties.resting[at], wrote)


def _of_unanswered(seen: Seen, at: int) -> Iterator[Rule]:
    waits = int(seen.ties.unanswered_day[at])
    if waits < 0:
        yield Rule("unanswered", "a message to you alone, or that opened a thread, waits", False, "none waits")
        return
    days = seen.ties.as_of - waits
    fact = f"one of {day_words(as_date(waits))}"
    yield Rule("unanswered", "a message to you alone, or that opened a thread, waits", True, fact)
    in_time = UNANSWERED_AFTER <= days <= UNANSWERED_UNTIL
    yield Rule("unanswered", f"for {UNANSWERED_AFTER} days to three years", in_time, counted(days, "day"))


def _of_stranger(facts: PersonFacts, seen: Seen) -> Iterator[Rule]:
    known = known_listings(facts, seen.as_of)
    fact = listed([each.importer for each in known]) or "in none"
    yield Rule("stranger", "in one of your lists", bool(known), fact)
    covered = {each: days_covered(seen.coverages, each, seen.as_of) for each in sorted(facts.channels)}
    most = max(covered.values(), default=0)
    rule = f"a channel that knows them was covered for {FEWEST_COVERED_DAYS} days"
    said = listed([f"{each}: {days:,}" for each, days in covered.items()]) or "no channel knows them"
    yield Rule("stranger", rule, most >= FEWEST_COVERED_DAYS, said)


def _verdict(facts: PersonFacts, seen: Seen, at: int | None, group: Group | None, rules: Sequence[Rule]) -> str:
    if group:
        return f"Listed as {GROUPS[group]}."
    if facts.rest and facts.rest.holds(seen.as_of):
        until = f" until {day_words(facts.rest.until)}" if facts.rest.until else ""
        return f"Not listed{until}: {facts.rest.why}."
    missing = [each for each in rules if each.group == ("stranger" if at is None else "lapsed") and not each.holds]
    usual = ", though quiet for longer than usual" if at is not None and _is_unusual(seen, at) else ""
    return f"Not listed{usual}. What is missing: {'; '.join(f'{each.rule} ({each.fact})' for each in missing)}."


def _is_unusual(seen: Seen, at: int) -> bool:
    """A real tie that is silent beyond its longest pause may still come back by itself."""
    return bool(seen.ties.real[at] and seen.ties.silent_days[at] > seen.ties.longest_gap_days[at])
