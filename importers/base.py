"""The whole contract of an importer: a name, a title, and two methods.

What an importer may have beside them: `where`, a sentence that says where the export is to be had; `last_resort`, true
where it is asked only about what no other importer wants; `reread`, see `Rereader`; `resume`, see `Resumer`.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Protocol, runtime_checkable

from importers.bookmarks import Bookmark, Kept
from importers.export import Export
from importers.records import Record, Repeated


@runtime_checkable
class Importer(Protocol):
    """Reads one kind of export.

    `name` is the stable key that the command line, the database and the sample folders use; `title` is what a person
    calls the source.
    """

    name: str
    title: str

    def identify(self, export: Export) -> bool:
        """Tell whether this export is of our kind, from names and heads only; never raise, never walk bodies."""
        ...

    def extract(self, export: Export) -> Iterator[Record]:
        """Yield one record for each raw record, in file order; a bad one becomes a Problem and loses no other."""
        ...


@runtime_checkable
class Rereader(Importer, Protocol):
    """An importer whose records cost more to read than to recognise by their bytes."""

    def reread(self, export: Export, known: Container[int]) -> Iterator[Record | Repeated]:
        """Yield what `extract` does, but a Repeated in the place of each contact whose `raw` is in `known`."""
        ...


@runtime_checkable
class Resumer(Importer, Protocol):
    """An importer of interactions whose exports grow: it can tell what of them was read before, and reads the rest.

    It names no contacts but those who take part in interactions.
    """

    def resume(self, export: Export, bookmarks: Sequence[Bookmark]) -> Iterator[Record | Bookmark | Kept]:
        """Yield what `extract` does, but one Kept in the place of the first records of a member that has not changed.

        `bookmarks` are those that the same version of this importer yielded at earlier readings, of this path or of
        any, the last reading first; one that is Kept stands for as many records as it says, and the next record of that
        member has the number behind them. At the very end comes a Bookmark for each member by which it can be known
        again; it tells of all records of the member, those that were kept among them.
        """
        ...
