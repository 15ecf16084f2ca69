"""An importer leaves a bookmark for each file that may grow, and is given it back when it reads the same export again.

What it reads then, and what it only names as known, is told in `importers.base.Resumer`.
"""

from __future__ import annotations

from typing import NamedTuple


class Bookmark(NamedTuple):
    """How far a member was read, and by what that is known at the next reading.

    `text` is the importer's own; `records` is how many records the member told so far. With `anywhere` the text is
    enough to know the member by, wherever it lies; else it is known only in an export at the same path. `id` is the
    store's.
    """

    member: str
    text: str
    records: int
    anywhere: bool = False
    id: int = 0


class Kept(NamedTuple):
    """All that an earlier reading told of a member up to a bookmark, told once more of `member` without reading it."""

    member: str
    bookmark: Bookmark
