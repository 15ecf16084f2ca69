"""Which of all mailboxes may be mine: those that take part in most, those delivered to, and those that bear my name.

What `find_me` says of them is what it says of all, and few of a hundred thousand need to be read for it. Mailboxes
of one address are one side, as there, and count together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from reconnect.identity.digests import Flags, Table, are_in, digests, together
from reconnect.identity.grades import Grade
from reconnect.identity.me import FEWEST_SIDES, NEARLY_ALL, agrees, is_persons, side_of
from reconnect.identity.names import name_of_display

_OF_MAILBOX = [("contact", "i8"), ("side", "i8"), ("is_persons", "?"), ("bears_mine", "?")]

MAILBOXES = np.dtype(_OF_MAILBOX)
"""The contact that a mailbox is, its side, whether mail of it may be a person's, and whether its name may be mine."""

STANDING = np.dtype([*_OF_MAILBOX, ("sent", "i8"), ("received", "i8"), ("delivered", "i8")])
"""A mailbox, and in how many interactions of one channel it sends, receives, or is delivered to."""


def mailboxes(mentions: Mapping[int, tuple[str, str]]) -> Table:
    """Return mailboxes by their contacts, which bear no name of mine yet; `mentions` are name and address."""
    found = np.zeros(len(mentions), MAILBOXES)
    found["contact"] = list(mentions)
    sides = [side_of(address, name) for name, address in mentions.values()]
    found["side"] = digests(together(kind, normal) for kind, _, normal in sides)
    found["is_persons"] = [is_persons(kind, normal) for kind, _, normal in sides]
    return found


def bear(names: Iterable[str], mine: str) -> list[bool]:
    """Tell of each display name whether it may be mine."""
    own = name_of_display(mine)
    return [agrees(name, own, Grade.PART) for name in names]


def stand_out(standing: Table) -> Flags:
    """Tell of each mailbox of a channel whether its side is among the first, or anything was delivered to it."""
    if not len(standing):
        return np.zeros(0, np.bool_)
    _, side = np.unique(standing["side"], return_inverse=True)
    takes_part = np.bincount(side, standing["sent"] + standing["received"])
    most = np.sort(takes_part)[::-1][:FEWEST_SIDES]
    fewest = min(NEARLY_ALL * most[0], most[-1])
    found: Flags = (takes_part >= fewest) | (np.bincount(side, standing["delivered"]) > 0)
    return found[side]


def may_be_mine(standing: Table) -> Flags:
    """Tell of each mailbox of a channel whether its side stands out or bears a name that may be mine."""
    found: Flags = stand_out(standing) | are_in(standing["side"], standing["side"][standing["bears_mine"]])
    return found
