"""Contact days of invented people, written down as short lists and turned into columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

import numpy as np

from reconnect.ties.columns import BY_HAND, CHANNELS, ContactDays

Way = Literal["in", "out", "both", "last"]
NAMES = (*CHANNELS, *BY_HAND)


class Contact(NamedTuple):
    """One row of contact days; `opened` says that a message of theirs asked for an answer that I did not give that day.

    On a day of "both" ways theirs was the last word, of "last" it was mine.
    """

    person: int
    day: int
    way: Way = "both"
    channel: str = "mail"
    opened: bool = False


def contact_days_of(contacts: Iterable[Contact]) -> ContactDays:
    """Return the contacts as columns, sorted; the interaction of the n-th row has the id n, counted from 1."""
    rows = sorted(contacts, key=lambda c: (c.person, c.day, NAMES.index(c.channel)))
    ids = np.arange(1, len(rows) + 1, dtype=np.int64)
    return ContactDays(
        person=np.array([c.person for c in rows], dtype=np.int64),
        day=np.array([c.day for c in rows], dtype=np.int64),
        channel=np.array([NAMES.index(c.channel) for c in rows], dtype=np.int64),
        incoming=np.array([c.way != "out" for c in rows], dtype=np.bool_),
        outgoing=np.array([c.way != "in" for c in rows], dtype=np.bool_),
        last_word=np.array([c.way in ("out", "last") for c in rows], dtype=np.bool_),
        interaction=ids,
        opened=np.where(np.array([c.opened for c in rows], dtype=np.bool_), ids, -1),
        names=NAMES,
    )


def steady(
    person: int, last: int, days: int, gap: int, conversations: int, days_in: int, days_out: int
) -> list[Contact]:
    """Return contacts with these measures: first the pauses of `gap` days, then one a day until `last`.

    Theirs are the first `days_in` days, mine the last `days_out`.
    """
    pauses = [gap] * (conversations - 1) + [1] * (days - conversations)
    when = [last - sum(pauses[i:]) for i in range(days)]
    theirs, mine = set(when[:days_in]), set(when[days - days_out :])
    ways: dict[tuple[bool, bool], Way] = {(True, True): "both", (True, False): "in", (False, True): "out"}
    return [Contact(person, day, ways[day in theirs, day in mine]) for day in when]
