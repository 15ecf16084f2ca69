"""What the participants of all interactions tell about each contact: how often it stood in which role, and of what.

All of it is a sum, so what new interactions bring is added to what was counted before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from reconnect.store.exchanges import Codes, Ids, Participations
from reconnect.ties.columns import CHANNELS, KINDS, ROLES, Flags, Ints

BY_PEOPLE = [KINDS.index(kind) for kind in ("personal", "calendar", "click")]
RECEIVING = [ROLES.index(role) for role in ("to", "cc", "bcc")]
WRITING = [ROLES.index(role) for role in ("from", "sender")]
DELIVERED = ROLES.index("delivered-to")
FROM, TO = ROLES.index("from"), ROLES.index("to")
LIST = KINDS.index("list")
COUNTED_AT_ONCE = 200_000


@dataclass(frozen=True, slots=True)
class Counts:
    """How many interactions each channel has, and how often each contact stands in them.

    A place is a contact's id, a channel (an index into `totals`), a kind and a role, and stands once, in this order;
    `times` is how often. A kind or role that is not ours is the one behind the last.
    """

    totals: Mapping[str, int]
    places: Ints
    times: Ints

    @property
    def contact(self) -> Ints:
        """The contact's id of each place."""
        return self.places >> 24

    @property
    def channel(self) -> Ints:
        """The channel of each place."""
        return self.places >> 8 & 0xFFFF

    @property
    def kind(self) -> Ints:
        """The kind of each place."""
        return self.places >> 4 & 0xF

    @property
    def role(self) -> Ints:
        """The role of each place."""
        return self.places & 0xF

    def standing(self, where: Flags | None = None, size: int = 0) -> Ints:
        """Return how often each contact stands in some places, or in all, by its id, up to the last one or `size`."""
        rows = slice(None) if where is None else where
        size = max(size, int(self.contact.max(initial=-1)) + 1)
        return np.bincount(self.contact[rows], self.times[rows], minlength=size).astype(np.int64)


NO_COUNTS = Counts(dict.fromkeys(CHANNELS, 0), np.zeros(0, np.int64), np.zeros(0, np.int64))


def counted(some: Participations) -> Counts:
    """Return the counts of all participants of some interactions."""
    of, sums = some.of, [(NO_COUNTS.places, NO_COUNTS.times)]
    for start in range(0, len(some.contact), COUNTED_AT_ONCE):
        rows = slice(start, start + COUNTED_AT_ONCE)
        row = some.interaction[rows]
        place = _place(some.contact[rows], of.channel[row], of.kind[row], some.role[rows])
        sums.append(np.unique(place, return_counts=True))
    anybody = np.zeros(len(of.id), np.bool_)
    anybody[some.interaction] = True
    totals = np.bincount(of.channel[anybody], minlength=len(of.channels)).tolist()
    return Counts(dict(zip(of.channels, totals, strict=True)), *_summed(sums))


def added(one: Counts, other: Counts) -> Counts:
    """Return the counts of two sets of interactions together."""
    others = sorted((one.totals.keys() | other.totals.keys()) - set(CHANNELS))
    totals = {name: one.totals.get(name, 0) + other.totals.get(name, 0) for name in (*CHANNELS, *others)}
    return Counts(totals, *_summed([(_renumbered(each, list(totals)), each.times) for each in (one, other)]))


def _renumbered(counts: Counts, channels: list[str]) -> Ints:
    number = np.array([channels.index(name) for name in counts.totals], np.int64)
    return _place(counts.contact, number[counts.channel], counts.kind, counts.role)


def _place(*columns: Ints | Ids | Codes) -> Ints:
    contact, channel, kind, role = (column.astype(np.int64) for column in columns)
    return contact << 24 | channel << 8 | kind << 4 | role


def _summed(parts: list[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    places, times = map(np.concatenate, zip(*parts, strict=True))
    once, at = np.unique(places, return_inverse=True)
    return once, np.bincount(at, times, minlength=len(once)).astype(np.int64)


def ways(counts: Counts, channel: str) -> list[Ints]:
    """Return how often each contact sent, received and was delivered to over a channel, by its id."""
    here = counts.channel == list(counts.totals).index(channel)
    return [counts.standing(here & np.isin(counts.role, roles)) for roles in ([FROM], RECEIVING, [DELIVERED])]


def corresponding(counts: Counts) -> set[int]:
    """Return the contacts that sent or received anything that a person wrote or arranged.

    An address in Sender or Reply-To alone is a service's: a relay, a list, a secretary.
    """
    here = np.isin(counts.kind, BY_PEOPLE) & np.isin(counts.role, [FROM, *RECEIVING])
    return set(counts.contact[here].tolist())


def list_addresses(counts: Counts) -> set[int]:
    """Return the contacts that never wrote and receive mostly list mail: the addresses of lists themselves.

    List mail counts where it is addressed to them; somebody who only has a copy of it is no list.
    """
    wrote = counts.standing(np.isin(counts.role, WRITING))
    taking_part = counts.standing(counts.role != DELIVERED)
    of_lists = counts.standing((counts.kind == LIST) & (counts.role == TO))
    return set(np.flatnonzero((wrote == 0) & (of_lists > 0) & (of_lists * 2 >= taking_part)).tolist())
