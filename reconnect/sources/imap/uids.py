"""Messages of a folder are named by UIDs, numbers that only grow; sets of them are written as ranges: "1:2000,2003".

A set is a list of ranges in order, none touching another. Format: RFC 3501, sections 2.3.1.1 and 9 (sequence-set).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

END = 1 << 32
"""Behind the last UID that there can be."""


def joined(ranges: Iterable[range]) -> list[range]:
    """Return what is in any of some ranges."""
    found: list[range] = []
    for each in sorted(ranges, key=lambda each: each.start):
        if found and each.start <= found[-1].stop:
            found[-1] = range(found[-1].start, max(found[-1].stop, each.stop))
        elif each:
            found.append(each)
    return found


def others(known: Sequence[range]) -> list[range]:
    """Return all UIDs that are not in a set; the last range is open, up to `END`."""
    edges = [1, *(edge for each in known for edge in (each.start, each.stop)), END]
    return [range(start, stop) for start, stop in list(pairwise(edges))[::2] if start < stop]


def up_to(uids: Sequence[range], last: int) -> list[range]:
    """Return the part of a set up to a UID."""
    return [range(each.start, min(each.stop, last + 1)) for each in uids if each.start <= last]


def without(uids: Sequence[range], left_out: Iterable[int]) -> list[range]:
    """Return a set without some UIDs, which are in order."""
    left, found = list(left_out), list[range]()
    for each in uids:
        edges = [each.start, *(edge for uid in left if uid in each for edge in (uid, uid + 1)), each.stop]
        found += [range(start, stop) for start, stop in list(pairwise(edges))[::2] if start < stop]
    return found


def read(text: str) -> list[range]:
    """Read what `written` wrote."""
    parts = [part.partition(":") for part in text.split(",")]
    return [range(int(first), int(last or first) + 1) for first, _, last in parts]


def written(uids: Iterable[range]) -> str:
    """Write a set as IMAP does; an open range ends in "*"."""
    return ",".join(map(_written, uids))


def _written(uids: range) -> str:
    if len(uids) == 1:
        return str(uids.start)
    return f"{uids.start}:{'*' if uids.stop == END else uids.stop - 1}"
