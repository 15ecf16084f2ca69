"""What the participants of all interactions tell about each contact: how often it stood in which role, and of what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from reconnect.identity import Seen
from reconnect.store.exchanges import Participations
from reconnect.ties.columns import KINDS, ROLES, Ints

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

    `times` goes by channel, kind, role and contact id; its last kind and last role are those that are not ours.
    """

    totals: Mapping[str, int]
    times: npt.NDArray[np.int32]

    def taking_part(self) -> Ints:
        """Return how often each contact stands in any role but as the mailbox delivered to, by kind and contact id."""
        found: Ints = self.times.sum(axis=(0, 2)) - self.times[:, :, DELIVERED].sum(axis=0)
        return found


def counted(all_: Participations) -> Counts:
    """Return the counts of all participants of all interactions."""
    of, roles, size = all_.of, len(ROLES) + 1, int(all_.contact.max(initial=0)) + 1
    times = np.zeros((len(of.channels), len(KINDS) + 1, roles, size), np.int32)
    for start in range(0, len(all_.contact), COUNTED_AT_ONCE):
        rows = slice(start, start + COUNTED_AT_ONCE)
        sort = of.channel[all_.interaction[rows]] * np.int16(len(times[0])) + of.kind[all_.interaction[rows]]
        place = all_.role[rows].astype(np.int64) * size + all_.contact[rows]
        for one in np.flatnonzero(np.bincount(sort)).tolist():
            here = np.bincount(place[sort == one], minlength=roles * size)
            times[divmod(one, len(times[0]))] += here.reshape(roles, size)
    anybody = np.zeros(len(of.id), np.bool_)
    anybody[all_.interaction] = True
    totals = np.bincount(of.channel[anybody], minlength=len(of.channels)).tolist()
    return Counts(dict(zip(of.channels, totals, strict=True)), times)


def seen_by_channel(counts: Counts, mentions: Mapping[int, tuple[str, str]]) -> dict[str, list[Seen]]:
    """Return each correspondent of each channel with how often it sent, received and was delivered to.

    `mentions` are name and address by contact id.
    """
    found: dict[str, list[Seen]] = defaultdict(list)
    for channel, times in zip(counts.totals, counts.times, strict=True):
        received = times[:, RECEIVING].sum(axis=(0, 1))
        columns = times[:, FROM].sum(axis=0), received, times[:, DELIVERED].sum(axis=0)
        contacts = np.flatnonzero(sum(columns))
        for contact, *often in zip(contacts.tolist(), *(column[contacts].tolist() for column in columns), strict=True):
            name, address = mentions[contact]
            found[channel].append(Seen(address, name, *often))
    return found


def corresponding(counts: Counts) -> set[int]:
    """Return the contacts that sent or received anything that a person wrote or arranged.

    An address in Sender or Reply-To alone is a service's: a relay, a list, a secretary.
    """
    times = counts.times.sum(axis=0)[BY_PEOPLE]
    return set(np.flatnonzero(times[:, [FROM, *RECEIVING]].any(axis=(0, 1))).tolist())


def list_addresses(counts: Counts) -> set[int]:
    """Return the contacts that never wrote and receive mostly list mail: the addresses of lists themselves.

    List mail counts where it is addressed to them; somebody who only has a copy of it is no list.
    """
    taking_part, times = counts.taking_part(), counts.times.sum(axis=0)
    wrote, of_lists = times[:, WRITING].any(axis=(0, 1)), times[LIST, TO]
    return set(np.flatnonzero(~wrote & (of_lists > 0) & (of_lists * 2 >= taking_part.sum(axis=0))).tolist())
