"""The whole contract of an importer: a name, a title, and two methods."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from importers.export import Export
from importers.records import Record


@runtime_checkable
class Importer(Protocol):
    """Reads one kind of export.

    `name` is the stable key that the command line, the database and the sample folders use; `title` is what a person
    calls the source. An importer may also have `where`, a sentence that says where the export is to be had.
    """

    name: str
    title: str

    def identify(self, export: Export) -> bool:
        """Tell whether this export is of our kind, from names and heads only; never raise, never walk bodies."""
        ...

    def extract(self, export: Export) -> Iterator[Record]:
        """Yield one record for each raw record, in file order; a bad one becomes a Problem and loses no other."""
        ...
