"""What the data cannot tell is said, each time with the export that could tell it.

A person whom no imported channel can show is never called forgotten. How a service hands out its exports, and how long
it takes, is what their users report; the services promise nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from reconnect.plural import counted
from reconnect.report.facts import PersonFacts, Sides
from reconnect.report.reasons import known_listings
from reconnect.report.words import day_words, listed
from reconnect.ties.columns import Coverage, Ties
from reconnect.ties.coverage import covered_span, end_of_all, is_stale

SOURCES = {"mail": "your mail", "linkedin": "LinkedIn", "facebook": "Facebook", "instagram": "Instagram"}

LISTED = {
    "linkedin": ("LinkedIn connection", "LinkedIn connections"),
    "facebook": ("Facebook friend", "Facebook friends"),
    "instagram": ("Instagram contact", "Instagram contacts"),
    "mail": ("person in your address book", "people in your address book"),
    "": ("person known by a name or a number only", "people known by a name or a number only"),
}
EXPORTS = {
    "linkedin": (
        "LinkedIn's messages come in the larger archive, about a day after Connections.csv, which arrives within "
        "minutes: Settings > Data privacy > Get a copy of your data."
    ),
    "facebook": (
        "The JSON download with messages can, and end-to-end encrypted chats are a download of their own: Accounts "
        "Center > Your information and permissions > Download your information."
    ),
    "instagram": (
        "The JSON download with messages can: Accounts Center > Your information and permissions > Download your "
        "information."
    ),
    "mail": "Your mail can: takeout.google.com > Mail, or the mbox files of your mail program.",
}
NEXT_DOWNLOADS = (
    "Nothing is imported yet. Any of these is a beginning:",
    "Mail tells the most: takeout.google.com > Mail, ready within hours or a few days; or, at once, the mbox files of "
    "your mail program.",
    "LinkedIn: Settings > Data privacy > Get a copy of your data. Connections.csv arrives within minutes, the larger "
    "archive with your messages about a day later.",
    "Facebook: Accounts Center > Your information and permissions > Download your information; choose JSON and all "
    "time. End-to-end encrypted chats are a download of their own.",
    "Then: reconnect import ~/Downloads",
)


def limits(
    people: Mapping[int, PersonFacts], ties: Ties, coverages: Sequence[Coverage], as_of: date, known: int
) -> tuple[str, ...]:
    """Return the sentences to stand below the report: how far the data reach, and of whom they cannot tell.

    `people` are those who stand in lists, `known` is how many people there are in all.
    """
    if not known and not coverages:
        return NEXT_DOWNLOADS
    return (*filter(None, [reach(coverages, as_of)]), *out_of_reach(people, ties, coverages, as_of))


def stale(coverages: Sequence[Coverage], as_of: date) -> str:
    """Return where the data end if that is more than 30 days ago, else ""."""
    end = end_of_all(coverages)
    if end is None or not is_stale(coverages, as_of):
        return ""
    return (
        f"Your data end on {day_words(end)}, and silence is counted to {day_words(as_of)} all the same: "
        "import a newer export."
    )


def one_sided(mail: Sides) -> str:
    """Return that my mail lacks what I wrote, what that does to the answers, and which export has it; else ""."""
    if not mail.is_one_sided:
        return ""
    others = counted(mail.received, "day")
    own = f"Hardly any of your mail is from you (you wrote on {counted(mail.written, 'day')}, others on {others})"
    none = f"None of your mail is from you (others wrote to you on {others})"
    return (
        f"{own if mail.written else none}: ties look weaker and quieter than they are, and no mail can be said to wait "
        "for your answer, until you import what you sent as well (Gmail: All Mail; Thunderbird: the folder Sent)."
    )


def reach(coverages: Sequence[Coverage], as_of: date) -> str:
    """Return how far each channel can be seen: "As far as your mail shows (to ...) and LinkedIn (to ...)."."""
    others = sorted({coverage.channel for coverage in coverages} - SOURCES.keys())
    ends = {
        SOURCES.get(channel, channel): day_words(min(span[1], as_of))
        for channel in (*SOURCES, *others)
        if (span := covered_span(coverages, channel)) and span[0] <= as_of
    }
    seen = [f"{source}{'' if i else ' shows'} (to {end})" for i, (source, end) in enumerate(ends.items())]
    return f"As far as {listed(seen)}." if seen else ""


def out_of_reach(
    people: Mapping[int, PersonFacts], ties: Ties, coverages: Sequence[Coverage], as_of: date
) -> list[str]:
    """Return one sentence for each kind of list about the people in it of whom no imported channel can tell."""
    covered = frozenset(coverage.channel for coverage in coverages)
    in_touch = set(ties.person.tolist())
    untold = Counter(
        _missing_channel(facts, covered)
        for facts in people.values()
        if facts.person not in in_touch and not facts.channels & covered and known_listings(facts, as_of)
    )
    return [
        f"{counted(untold[channel], *LISTED[channel])}: nothing imported can tell. {EXPORTS.get(channel, '')}".rstrip()
        for channel in LISTED
        if untold[channel]
    ]


def _missing_channel(facts: PersonFacts, covered: frozenset[str]) -> str:
    """Return the channel whose export would tell of this person, or ""."""
    known_by = facts.channels | {listing.importer for listing in facts.listings}
    return next(
        (channel for channel in ("linkedin", "facebook", "instagram", "mail") if channel in known_by - covered), ""
    )
