"""Why somebody is in the report, in plain sentences: facts of the tie, and never a score or a reproach.

The chance named is that of hearing from them by itself, counted among ties like this; it says nothing about an answer
to a letter. How each group is found: `reconnect.report.groups`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil, floor
from typing import NamedTuple

import numpy as np

from reconnect.plural import counted
from reconnect.report.facts import HOW_TO_WRITE, Group, Listing, PersonFacts, Shared
from reconnect.report.occasions import occasion
from reconnect.report.words import MONTHS, day_words, duration, every, listed, month_words, quoted, shortened
from reconnect.ties.columns import BY_HAND, Coverage, Ties, as_date, channel_names
from reconnect.ties.coverage import covered_spans, days_covered, is_stale

PLACES = {"linkedin": "your LinkedIn", "facebook": "your Facebook", "instagram": "your Instagram"}
MESSAGES = {
    "mail": "mail",
    "linkedin": "LinkedIn messages",
    "facebook": "Facebook messages",
    "instagram": "Instagram messages",
}
ADDRESS_BOOK = "your address book"
FEWEST_FOR_A_RHYTHM = 5
LONGEST_NAME = 60
LONGEST_ADDRESS = 200
SHOWN_SHARED = 2
SHOWN_NOTES = 3


class Seen(NamedTuple):
    """What can be seen as of a day: ties, coverages, and whether my mail is `one_sided`, without what I wrote."""

    ties: Ties
    coverages: Sequence[Coverage]
    as_of: date
    one_sided: bool = False

    def place(self, person: int) -> int | None:
        """Return the row of a person in the ties, or None where there is no day of contact."""
        at = int(np.searchsorted(self.ties.person, person))
        return at if at < len(self.ties) and self.ties.person[at] == person else None


def reasons(group: Group | None, facts: PersonFacts, seen: Seen) -> tuple[str, ...]:
    """Return why somebody is listed in a group; of somebody in none, what there is to tell."""
    at = seen.place(facts.person)
    if group == "follow_up":
        told = follow_up_reasons(facts, seen)
    elif group == "lapsed" and at is not None:
        told = lapsed_reasons(facts, seen, at)
    elif group == "unanswered" and at is not None:
        told = unanswered_reasons(facts, seen, at)
    elif group == "stranger":
        told = stranger_reasons(facts, seen)
    else:
        told = (
            *news_reasons(facts, seen),
            *(acquaintance(facts, seen) if at is None else tie_reasons(facts, seen, at)),
        )
    return (*told, *remembered(facts))


def lapsed_reasons(facts: PersonFacts, seen: Seen, at: int) -> tuple[str, ...]:
    """Return how real the tie in row `at` was and how long it is quiet, the last word, and the odds.

    There are no odds where most of the silence may be that of the data.
    """
    told = tie_reasons(facts, seen, at)
    return told if data_end(facts, seen, at) else (*told, odds(float(seen.ties.quiet_probability[at])))


def tie_reasons(facts: PersonFacts, seen: Seen, at: int) -> tuple[str, ...]:
    """Return how real the tie in row `at` is, how long it is quiet, the last word, and where the data end."""
    ties = seen.ties
    longest = int(ties.longest_gap_days[at]) if ties.conversations[at] > 1 else 0  # days of one talk are no pause
    quiet = how_long(int(ties.silent_days[at]), longest)
    last = f"Last: {_about(facts.last_subject)}{day_words(as_date(ties.last_day[at]))}."
    return (f"{how_real(ties, at, seen.coverages)} {quiet}", last, *filter(None, [data_end(facts, seen, at)]))


def unanswered_reasons(facts: PersonFacts, seen: Seen, at: int) -> tuple[str, ...]:
    """Return when they wrote and about what; of a real tie also how real it is."""
    month = month_words(as_date(seen.ties.unanswered_day[at]))
    wrote = f"They wrote to you in {month}, {_about(facts.unanswered_subject)}and you never answered."
    return (wrote, how_real(seen.ties, at, seen.coverages)) if seen.ties.real[at] else (wrote,)


def follow_up_reasons(facts: PersonFacts, seen: Seen) -> tuple[str, ...]:
    """Return where they are new, and that no word was exchanged, as far as anything imported can tell."""
    since = facts.new_since or seen.as_of
    new = f"New in {_in_lists(facts, seen.as_of)} since {day_words(since)}, and no word between you yet"
    covered = {each.channel for each in seen.coverages if each.last >= since}
    return (f"{new}.",) if facts.channels & covered else (f"{new}, as far as what is imported can tell.",)


def news_reasons(facts: PersonFacts, seen: Seen) -> tuple[str, ...]:
    """Return the occasion, a birthday without a year or an age; nothing where there is none."""
    each = occasion(facts, seen.as_of)
    if each is None:
        return ()
    if each.published is not None:
        address = shortened(each.published.address, LONGEST_ADDRESS)
        return (f"They published {quoted(each.published.title)} on {day_words(each.day)}: {address}",)
    if each.news is None:
        when = "today" if each.day == seen.as_of else f"on {each.day.day} {MONTHS[each.day.month - 1]}"
        return (f"{each.kind.capitalize()} {when}.",)
    before, after = (shortened(text, LONGEST_NAME) for text in (each.news.before, each.news.after))
    return (f"New work: {after}. In {month_words(each.news.until)} it was still: {before}.",)


def stranger_reasons(facts: PersonFacts, seen: Seen) -> tuple[str, ...]:
    """Return which lists they stand in, how much of my messages holds no word of theirs, and what we share."""
    shared = "; ".join(_trace(shared) for shared in facts.shared[:SHOWN_SHARED])
    return (*acquaintance(facts, seen), f"Do you know who they are?{shared and f' (shares: {shared})'}")


def acquaintance(facts: PersonFacts, seen: Seen) -> tuple[str, ...]:
    """Return which lists somebody stands in, and that no word was seen, or that nothing imported could show one.

    Where mail is one-sided, what I wrote is not in it, and only their silence is known.
    """
    places = listed(_places(known_listings(facts, seen.as_of)))
    where = f"{places[:1].upper()}{places[1:]}. " if places else ""
    spans = {
        channel: days_covered(seen.coverages, channel, seen.as_of) for channel in MESSAGES if channel in facts.channels
    }
    silent = listed([f"{duration(days, floor)} of {MESSAGES[channel]}" for channel, days in spans.items() if days])
    if not silent:
        return (f"{where}Nothing imported can tell whether you ever wrote.",)
    whose = "from them" if seen.one_sided and spans.get("mail") else "between you"
    return (f"{where}No word {whose} in {silent}.",)


def remembered(facts: PersonFacts) -> Iterator[str]:
    """Yield what I noted, in which rooms we meet, and what became of earlier drafts, each where there is any."""
    notes = [each.words for each in facts.notes if each.value and each.kind not in HOW_TO_WRITE]
    if notes:
        yield f"You noted: {'; '.join(shortened(note, LONGEST_NAME) for note in notes[-SHOWN_NOTES:])}."
    if facts.rooms:
        yield f"You are together in {counted(facts.rooms, 'group chat')}, where talking is not counted as contact."
    for letter in facts.letters:
        if not letter.outcomes:
            yield f"Draft {letter.draft} to them waits since {day_words(letter.made)}."
        if letter.bounced:
            day = day_words(letter.bounced)
            yield f"Draft {letter.draft} to them came back on {day}: try another address, or their profile."
        declined = dict.fromkeys(month_words(each.day) for each in letter.outcomes if each.outcome == "declined")
        yield from (f"In {month} they said that it was not the time." for month in declined)


def data_end(facts: PersonFacts, seen: Seen, at: int) -> str:
    """Return where the channels end by which the tie in row `at` would show, if other data go on, else "".

    Where all data end early, one line above the report says so.
    """
    channels = facts.channels | set(channel_names(int(seen.ties.channels[at]), seen.ties.names))
    theirs = [each for each in seen.coverages if each.channel in channels]
    if not is_stale(theirs, seen.as_of) or is_stale(seen.coverages, seen.as_of):
        return ""
    known = listed([MESSAGES[name] for name in MESSAGES if any(each.channel == name for each in theirs)]) or "messages"
    end = day_words(max(each.last for each in theirs))
    return f"What is imported of your {known} ends on {end}: of what came after, nothing can tell."


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
    return f"{_who_wrote(ties, at)} in {counted(conversations, 'conversation')}{when}{often and f', {often}'}."


def how_long(silent_days: int, longest_gap_days: int) -> str:
    """Return the silence beside the longest pause before it, 0 where there was none.

    "Never before" is said only where the silence is twice as long.
    """
    if not silent_days:
        return "In touch today."
    if not longest_gap_days:
        return f"Quiet for {duration(silent_days)}."
    quiet = f"Quiet for {duration(silent_days)};"
    if silent_days >= 2 * longest_gap_days:
        return f"{quiet} never before more than {duration(longest_gap_days, ceil)}."
    return f"{quiet} the longest pause before was about {duration(longest_gap_days)}."


def longer_than_usual(ties: Ties, at: int) -> str:
    """Return how unusual the silence of the tie in row `at` is, if it is real and silent beyond its longest pause."""
    silent, longest = int(ties.silent_days[at]), int(ties.longest_gap_days[at])
    if not ties.real[at] or silent <= longest:
        return ""
    return f"quiet for longer than usual: {duration(silent)}, and never before more than {duration(longest, ceil)}"


def odds(quiet_probability: float) -> str:
    """Return the chance of hearing from them within half a year, in a hundred ties like this."""
    heard = round(100 * (1 - quiet_probability))
    among = f"about {heard}" if heard >= 1 else "fewer than 1"
    return f"Of ties like this, {among} in 100 are heard from again within half a year."


def _in_lists(facts: PersonFacts, as_of: date) -> str:
    places = dict.fromkeys(PLACES.get(each.importer, ADDRESS_BOOK) for each in known_listings(facts, as_of))
    return listed(list(places)) or ADDRESS_BOOK


def _who_wrote(ties: Ties, at: int) -> str:
    if set(channel_names(int(ties.channels[at]), ties.names)) <= set(BY_HAND):
        return "You were in touch"
    if ties.days_in[at] and ties.days_out[at]:
        return "You wrote back and forth"
    return "They wrote to you" if ties.days_in[at] else "You wrote to them"


def _about(subject: str) -> str:
    return f"{quoted(subject)}, " if subject.strip() else ""


def _places(listings: list[Listing]) -> list[str]:
    """Return each place once, with the earliest day that any of its lists names."""
    since: dict[str, date | None] = {}
    for listing in sorted(listings, key=lambda listing: listing.since or date.max):
        since.setdefault(PLACES.get(listing.importer, ADDRESS_BOOK), listing.since)
    return [f"in {place}{f' since {month_words(day)}' if day else ''}" for place, day in since.items()]


def _trace(shared: Shared) -> str:
    if shared.kind == "message":
        when = f" in {month_words(shared.day)}" if shared.day else ""
        return f"{quoted(shared.text)}, a message to both of you{when}"
    name = shortened(shared.text, LONGEST_NAME)
    return f"{name}, {counted(shared.people, 'person', 'people')}" if shared.people else name
