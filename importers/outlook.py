"""Outlook's address book as CSV: of Outlook for Windows, of Outlook.com, and what others write in its columns.

Nothing in the file says what it is: its header has the language of the program, and its bytes the code page of that
Windows. The format is described in samples/outlook/FORMAT.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from importers.columns import contacts_in, holds_only, is_outlook
from importers.export import Export
from importers.records import Record


class OutlookImporter:
    """Reads one CSV of Outlook's, or a folder or ZIP of them."""

    name = "outlook"
    title = "Outlook contacts (CSV)"
    where = (
        "Outlook for Windows: File, Open & Export, Import/Export, Export to a file, Comma Separated Values, Contacts. "
        "Outlook.com and new Outlook: People, Manage contacts, Export contacts."
    )

    def identify(self, export: Export) -> bool:
        """Tell whether every file has a header row that Outlook writes, in any language that is known."""
        return holds_only(export, is_outlook)

    def extract(self, export: Export) -> Iterator[Record]:
        """Yield a contact for each row."""
        return contacts_in(export, is_outlook)
