"""Why somebody is in the report, in plain sentences: facts of the tie, and never a score or a reproach.

The chance named is that of hearing from them by itself, counted among ties like this; it says nothing about an answer
to a letter. How each group is found: `reconnect.report.groups`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil, floor

from reconnect.plural import counted
from reconnect.report.facts import Listing, PersonFacts, Shared
from reconnect.report.words import day_words, duration, every, listed, month_words, quoted, shortened
from reconnect.ties.columns import Coverage, Ties, as_date, channel_names
from reconnect.ties.coverage import covered_spans, days_covered

PLACES = {"linkedin": "your LinkedIn", "facebook": "your Facebook", "instagram": "your Instagram"}
MESSAGES = {
    "mail": "mail",
    "linkedin": "LinkedIn messages",
    "facebook": "Facebook messages",
    "instagram": "Instagram messages",
}
FEWEST_FOR_A_RHYTHM = 5
LONGEST_NAME = 60
SHOWN_SHARED = 2


def lapsed_reasons(ties: Ties, at: int, facts: PersonFacts, coverages: Sequence[Coverage]) -> tuple[str, ...]:
    """Return how real the tie in row `at` was and how long it is quiet, the last word, and the odds."""
    return (
        f"{how_real(ties, at, coverages)} {how_long(int(ties.silent_days[at]), int(ties.longest_gap_days[at]))}",
        f"Last: {_about(facts.last_subject)}{day_words(as_date(ties.last_day[at]))}.",
        odds(float(ties.quiet_probability[at])),
    )


def unanswered_reasons(ties: Ties, at: int, facts: PersonFacts, coverages: Sequence[Coverage]) -> tuple[str, ...]:
    """Return when they wrote and about what; of a real tie also how real it is."""
    month = month_words(as_date(ties.unanswered_day[at]))
    wrote = f"They wrote to you in {month}, {_about(facts.unanswered_subject)}and you never answered."
    return (wrote, how_real(ties, at, coverages)) if ties.real[at] else (wrote,)


def stranger_reasons(
    facts: PersonFacts, coverages: Sequence[Coverage], as_of: date, *, one_sided: bool = False
) -> tuple[str, ...]:
    """Return which lists they stand in, how much of my messages holds no word of theirs, and what we share.

    Where mail is `one_sided`, what I wrote is not in it, and only their silence is known.
    """
    places = listed(_places(known_listings(facts, as_of)))
    spans = {channel: days_covered(coverages, channel, as_of) for channel in MESSAGES if channel in facts.channels}
    silent = listed([f"{duration(days, floor)} of {MESSAGES[channel]}" for channel, days in spans.items() if days])
    whose = "from them" if one_sided and spans.get("mail") else "between you"
    shared = "; ".join(_trace(shared) for shared in facts.shared[:SHOWN_SHARED])
    return (
        f"{places[:1].upper()}{places[1:]}. No word {whose} in {silent}.",
        f"Do you know who they are?{shared and f' (shares: {shared})'}",
    )


def known_listings(facts: PersonFacts, as_of: date) -> list[Listing]:
    """Return the lists in which the person stood on that day, as far as the lists tell."""
    return [listing for listing in facts.listings if listing.since is None or listing.since <= as_of]


def how_real(ties: Ties, at: int, coverages: Sequence[Coverage]) -> str:
    """Return the conversations of the tie in row `at`: how many, when and how often.

    A first contact on the first covered day reads "at least since": nobody knows what was before.
    """
    first, last = as_date(ties.first_day[at]), as_date(ties.last_day[at])
    conversations = int(ties.conversations[at])
    covered = covered_spans(coverages, channel_names(int(ties.channels[at]), ties.names))
    if covered and first <= covered[0][0]:
        when = f", at least since {first.year}" + (f" and up to {last.year}" if last.year > first.year else "")
    else:
        when = f" from {first.year} to {last.year}" if last.year > first.year else f" in {first.year}"
    often = every((last - first).days / (conversations - 1)) if conversations >= FEWEST_FOR_A_RHYTHM else ""
    return f"You wrote back and forth in {counted(conversations, 'conversation')}{when}{often and f', {often}'}."


def how_long(silent_days: int, longest_gap_days: int) -> str:
    """Return the silence beside the longest pause before it; "never before" only where it is twice as long."""
    quiet = f"Quiet for {duration(silent_days)};"
    if silent_days >= 2 * longest_gap_days:
        return f"{quiet} never before more than {duration(longest_gap_days, ceil)}."
    return f"{quiet} the longest pause before was about {duration(longest_gap_days)}."


def odds(quiet_probability: float) -> str:
    """Return the chance of hearing from them within half a year, in a hundred ties like this."""
    heard = round(100 * (1 - quiet_probability))
    among = f"about {heard}" if heard >= 1 else "fewer than 1"
    return f"Of ties like this, {among} in 100 are heard from again within half a year."


def _about(subject: str) -> str:
    return f"{quoted(subject)}, " if subject.strip() else ""


def _places(listings: list[Listing]) -> list[str]:
    """Return each place once, with the earliest day that any of its lists names."""
    since: dict[str, date | None] = {}
    for listing in sorted(listings, key=lambda listing: listing.since or date.max):
        since.setdefault(PLACES.get(listing.importer, "your address book"), listing.since)
    return [f"in {place}{f' since {month_words(day)}' if day else ''}" for place, day in since.items()]


def _trace(shared: Shared) -> str:
    if shared.kind == "message":
        when = f" in {month_words(shared.day)}" if shared.day else ""
        return f"{quoted(shared.text)}, a message to both of you{when}"
    name = shortened(shared.text, LONGEST_NAME)
    return f"{name}, {counted(shared.people, 'person', 'people')}" if shared.people else name
