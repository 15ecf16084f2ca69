"""A day counts as contact when one of us wrote to the other in person: in To, among few, by hand.

Copies never count, either way, since nobody is expected to answer one; they keep a person known and no more.

What counts
-----------
- A mail from them with me in To is a day in, a mail from me with them in To a day out for each in To; at most ten
  recipients (To, Cc and Bcc, me included), else it is an announcement.
- A chat message or an invitation with a note counts the same way, between two only: talking in one room is not talking
  to each other.
- Nothing counts that a campaign, a list, a machine, a calendar or a button made. My own answer to such a sender is
  made by hand, and counts as a day out.
- What I write to myself counts for nobody.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from reconnect.ties.columns import KINDS, ME, NOBODY, ROLES, ContactDays, Exchanges, Flags, Ints, day_number
from reconnect.ties.histories import person_day_keys

MOST_RECIPIENTS = {"mail": 10}
MOST_IN_A_CHAT = 1
PERSONAL = KINDS.index("personal")
FROM = ROLES.index("from")
TO = ROLES.index("to")
RECIPIENTS = [ROLES.index(role) for role in ("to", "cc", "bcc")]


def days_each_way(days: ContactDays, channel: str, as_of: date) -> tuple[int, int]:
    """Return on how many days up to one anybody wrote to me over a channel, and on how many I wrote to anybody."""
    here = (days.channel == days.names.index(channel)) & (days.day <= day_number(as_of))
    received, written = (len(np.unique(days.day[here & way])) for way in (days.incoming, days.outgoing))
    return received, written


def without_questions(days: ContactDays, channel: str) -> ContactDays:
    """Return the days as if no message of a channel asked for an answer, where my answers would not show in it."""
    return replace(days, opened=np.where(days.channel == days.names.index(channel), -1, days.opened))


def contact_days(exchanges: Exchanges) -> ContactDays:
    """Return the days on which a person and I were in touch, by the rules of this module; any order of rows will do."""
    return by_day(exchanges, *each_way(exchanges))


def each_way(exchanges: Exchanges) -> tuple[Flags, Flags, Flags]:
    """Return in which rows a person wrote to me, I wrote to the person, and the person alone or first, by these rules.

    Each way has a row of the person, and the third is among the first.
    """
    message = exchanges.interaction
    recipients = recipients_of(exchanges, message)
    most = np.array([MOST_RECIPIENTS.get(name, MOST_IN_A_CHAT) for name in exchanges.names])
    counts = (exchanges.kind == PERSONAL) & (recipients <= most[exchanges.channel])
    mine, theirs = counts & (exchanges.person == ME), counts & (exchanges.person > ME)
    sender, addressee = exchanges.role == FROM, exchanges.role == TO
    incoming = theirs & sender & in_same_message(mine & addressee, message)
    outgoing = theirs & addressee & in_same_message(mine & sender, message)
    opened = incoming & ((recipients == 1) | ~exchanges.is_reply)
    return incoming, outgoing, opened


def recipients_of(exchanges: Exchanges, message: Ints) -> Ints:
    """Return for each row how many recipients its message has: distinct people, me included, and every nobody."""
    received = np.isin(exchanges.role, RECIPIENTS)
    somebody = received & (exchanges.person != NOBODY)
    width = int(exchanges.person.max(initial=0)) + 1
    pairs = np.sort(message[somebody] * width + exchanges.person[somebody])
    people = pairs[np.diff(pairs, prepend=-1) > 0] // width
    nobodies = message[received & (exchanges.person == NOBODY)]
    count: Ints = np.bincount(np.concatenate([people, nobodies]), minlength=int(message.max(initial=-1)) + 1)
    return count[message]


def in_same_message(rows: Flags, message: Ints) -> Flags:
    """Return for each row whether its message has any of `rows`."""
    has = np.zeros(int(message.max(initial=-1)) + 1, dtype=np.bool_)
    has[message[rows]] = True
    return has[message]


def by_day(exchanges: Exchanges, incoming: Flags, outgoing: Flags, opened: Flags) -> ContactDays:
    """Return one row a person, day and channel of the rows that are incoming or outgoing."""
    rows = np.flatnonzero(incoming | outgoing)
    person, day, channel = exchanges.person[rows], exchanges.day[rows], exchanges.channel[rows]
    keys = person_day_keys(person, day) * len(exchanges.names) + channel
    entries, first, entry = np.unique(keys, return_index=True, return_inverse=True)
    starts = np.flatnonzero(np.diff(entries // len(exchanges.names), prepend=-1))

    def any_of(flags: Flags) -> Flags:
        found = np.zeros(len(first), dtype=np.bool_)
        found[entry[flags[rows]]] = True
        return found

    def last_of(flags: Flags) -> Ints:
        found = np.full(len(first), -1, dtype=np.int64)
        np.maximum.at(found, entry[flags[rows]], exchanges.interaction[rows[flags[rows]]])
        return found

    def last_of_day(flags: Flags) -> Ints:
        return np.repeat(np.maximum.reduceat(last_of(flags), starts), np.diff(starts, append=len(first)))

    written, asked = last_of_day(outgoing), last_of(opened)
    return ContactDays(
        person=person[first],
        day=day[first],
        channel=channel[first],
        incoming=any_of(incoming),
        outgoing=any_of(outgoing),
        last_word=written > last_of_day(incoming),
        interaction=last_of(incoming | outgoing),
        opened=np.where(asked > written, asked, -1),
        names=exchanges.names,
    )
