"""The lists of a download are told by their keys, which Facebook numbers as it changes them: `friends`, `friends_v2`.

What stands in them is the same in all eras. The keys are described in samples/facebook/FORMAT.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from importers.export import Member
from importers.facebook import contacts, requests
from importers.facebook.content import Entry
from importers.records import Record

Read: TypeAlias = Callable[[Member, object], Iterator[Record]]
ReadWithOwner: TypeAlias = Callable[[Member, object, str], Iterator[Record]]

_READ: Mapping[str, Read] = {
    "friends": contacts.friends,
    "profile": contacts.profile,
    "address_book": contacts.address_book,
    "rejected_requests": requests.rejected,
    "deleted_friends": requests.removed,
}
_READ_WITH_OWNER: Mapping[str, ReadWithOwner] = {
    "sent_requests": requests.sent,
    "received_requests": requests.received,
}


def told(member: Member, data: Entry, owner: str) -> Iterator[Record] | None:
    """Return the records of the list that a file holds, or None where it holds none; `owner` is "" where not known."""
    for key, value in data.items():
        name = re.sub(r"_v\d$", "", key)
        if name in _READ:
            return _READ[name](member, value)
        if name in _READ_WITH_OWNER:
            return _READ_WITH_OWNER[name](member, value, owner)
    return None
