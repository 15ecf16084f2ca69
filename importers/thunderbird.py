"""Thunderbird's address book as CSV: known by what it calls the first address of a person.

A birthday stands in three columns, and in German the one for the day has the name that Outlook gives the whole date.
The format is described in samples/thunderbird/FORMAT.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from importers.columns import contacts_in, holds_only, is_thunderbird
from importers.export import Export
from importers.records import Record


class ThunderbirdImporter:
    """Reads one CSV of Thunderbird's, or a folder or ZIP of them."""

    name = "thunderbird"
    title = "Thunderbird address book (CSV)"
    where = (
        "Thunderbird: Address Book, choose a book, Tools, Export, and as the type of file Comma Separated. "
        "Each book is a file of its own."
    )

    def identify(self, export: Export) -> bool:
        """Tell whether every file has a header row that Thunderbird writes, in any language that is known."""
        return holds_only(export, is_thunderbird)

    def extract(self, export: Export) -> Iterator[Record]:
        """Yield a contact for each row."""
        return contacts_in(export, is_thunderbird)
