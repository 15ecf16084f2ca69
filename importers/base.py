"""The whole contract of an importer: a name, a title, and two methods.

What an importer may have beside them: `where`, a sentence that says where the export is to be had; `last_resort`, true
where it is asked only about what no other importer wants; `reread`, see `Rereader`.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Protocol, runtime_checkable

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
