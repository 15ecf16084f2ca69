"""What the participants of all interactions tell about each contact: how often it stood in which role, and of what."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

import numpy as np

from reconnect.identity import Seen
from reconnect.store import queries
from reconnect.store.exchanges import Participations
from reconnect.ties.columns import KINDS, ROLES, Flags

BY_PEOPLE = tuple(KINDS.index(kind) for kind in ("personal", "calendar", "click"))
RECEIVING = tuple(ROLES.index(role) for role in ("to", "cc", "bcc"))
WRITING = tuple(ROLES.index(role) for role in ("from", "sender"))
DELIVERED = ROLES.index("delivered-to")
FROM = ROLES.index("from")
LIST = KINDS.index("list")


def seen_by_channel(conn: sqlite3.Connection, all_: Participations) -> dict[str, list[Seen]]:
    """Return each correspondent of each channel with how often it sent, received and was delivered to."""
    mentions = queries.mentions(conn)
    found: dict[str, list[Seen]] = defaultdict(list)
    for code, channel in enumerate(all_.channels):
        here = all_.channel == code
        if not here.any():
            continue
        sent, received = _count(all_, here & (all_.role == FROM)), _count(all_, here & np.isin(all_.role, RECEIVING))
        delivered = _count(all_, here & (all_.role == DELIVERED))
        for contact in np.flatnonzero(sent + received + delivered).tolist():
            name, address = mentions[contact]
            times = (int(counts[contact]) for counts in (sent, received, delivered))
            found[channel].append(Seen(address, name, *times))
    return found


def totals(all_: Participations) -> dict[str, int]:
    """Return how many interactions each channel has, as `seen_by_channel` counts them."""
    _, first = np.unique(all_.interaction, return_index=True)
    counts = np.bincount(all_.channel[first], minlength=len(all_.channels))
    return dict(zip(all_.channels, counts.tolist(), strict=True))


def corresponding(all_: Participations) -> set[int]:
    """Return the contacts that took part in anything that a person wrote or arranged."""
    return set(all_.contact[np.isin(all_.kind, BY_PEOPLE) & (all_.role != DELIVERED)].tolist())


def list_addresses(all_: Participations) -> set[int]:
    """Return the contacts that never wrote and receive mostly list mail: the addresses of lists themselves."""
    taking_part = all_.role != DELIVERED
    times, of_lists = _count(all_, taking_part), _count(all_, taking_part & (all_.kind == LIST))
    wrote = _count(all_, np.isin(all_.role, WRITING))
    return set(np.flatnonzero((wrote == 0) & (of_lists > 0) & (of_lists * 2 >= times)).tolist())


def _count(all_: Participations, where: Flags) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """How often each contact id stands in the rows `where`."""
    size = int(all_.contact.max(initial=0)) + 1
    return np.bincount(all_.contact[where], minlength=size)
