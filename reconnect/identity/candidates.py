"""Which names are worth comparing at all: those that share enough letters to be one person's.

All pairs would be too many, so names meet in blocks: a family name with a given name or what it is short for, an
initial, or the first letters of one part where the other is equal. A name that its source wrote the other way round
meets its mirror image. What has been compared once need never be again, since a grade depends on two names alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import numpy as np

from reconnect.identity.digests import Flags, Ints, Table, are_in, together
from reconnect.identity.grades import grade
from reconnect.identity.names import Name

Block: TypeAlias = tuple[str, int, int]

LARGEST = 60
"""Names in a block of one full name; a larger one is of names so common that they tell nothing."""

LARGEST_OF_LETTERS = 20
"""Names in a block of letters."""

ANY, LONG, SHORT = 0, 1, 2
"""The side of a name in its block: with an initial only short names meet long ones, and each other."""

BLOCKS = np.dtype([("name", "i8"), ("block", "i8"), ("largest", "i1"), ("side", "i1")])
"""A name in a block, and the size up to which the block is looked at."""

COMPARED = np.dtype([("a", "i8"), ("b", "i8"), ("grade", "i1")])
"""Two different names, the lower digest first, and how well they agree."""


def blocks_of(name: Name) -> Iterator[Block]:
    """Yield the blocks in which a full name meets others, each with the largest size and the side of the name."""
    is_short = len(name.given) == 1
    for part in sorted(name.parts):
        yield together("initial", part, name.given[:1]), LARGEST_OF_LETTERS, SHORT if is_short else LONG
        for root in () if is_short else sorted(name.roots | ({name.half} - {""})):
            yield together("whole", part, root), LARGEST, ANY
    if not name.ordered:
        yield together("whole", name.given, name.family), LARGEST, ANY
    if len(name.family) > 4:
        yield together("family", name.given, name.family[:3]), LARGEST_OF_LETTERS, ANY
    if len(name.given) > 3:
        yield together("given", name.family, name.given[:2]), LARGEST_OF_LETTERS, ANY


def candidates(blocks: Table) -> Table:
    """Return each two different names that meet in a block, once, as rows of `COMPARED` without a grade."""
    rows = blocks[np.argsort(blocks["block"], kind="stable")]
    starts = np.flatnonzero(np.append(True, rows["block"][1:] != rows["block"][:-1])[: len(rows)])
    sizes = np.diff(np.append(starts, len(rows)))
    found = [np.zeros(0, COMPARED)]
    for size in range(2, LARGEST + 1):
        of_size = starts[(sizes == size) & (rows["largest"][starts] >= size)]
        one, other = np.triu_indices(size, 1)
        a, b = (rows[(of_size[:, None] + side).ravel()] for side in (one, other))
        meet = (a["name"] != b["name"]) & (a["side"] + b["side"] != 2 * LONG)
        pairs = np.zeros(int(meet.sum()), COMPARED)
        pairs["a"] = np.minimum(a["name"], b["name"])[meet]
        pairs["b"] = np.maximum(a["name"], b["name"])[meet]
        found.append(pairs)
    pairs = np.concatenate(found)
    return pairs[np.unique(_keys(pairs), return_index=True)[1]]


def are_among(pairs: Table, others: Table) -> Flags:
    """Tell of each pair whether it is one of the others as well."""
    return are_in(_keys(pairs), _keys(others))


def compare(pairs: Table, names: Mapping[int, Name]) -> Table:
    """Return the pairs with their grades; `names` are the names by their digest."""
    pairs = pairs.copy()
    pairs["grade"] = [grade(names[a], names[b]) for a, b in zip(pairs["a"].tolist(), pairs["b"].tolist(), strict=True)]
    return pairs


def _keys(pairs: Table) -> Ints:
    """Return a digest of both names."""
    keys: Ints = pairs["a"] * 31 + pairs["b"]
    return keys
