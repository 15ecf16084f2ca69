"""LinkedIn's data export: connections, messages, invitations and the rest that is about people, the owner among them.

"Connected On" is a date and no exchange; most rows have a profile URL and no address. So the URL is what makes a row
of Connections and a sender of messages the same person. The format is described in samples/linkedin/FORMAT.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from importers.export import Export
from importers.linkedin.archive import Archive
from importers.linkedin.files import is_archive, layout_by_content, layout_of
from importers.reading import numbered
from importers.records import Record


class LinkedinImporter:
    """Reads the ZIP that LinkedIn sends, its folder, or one of its files; the files are listed in `files.LAYOUTS`."""

    name = "linkedin"
    title = "LinkedIn data export"
    where = (
        'LinkedIn: Settings, Data privacy, Get a copy of your data; choose "Download larger data archive". The link '
        "comes by e-mail: connections alone within minutes, the larger archive in about a day."
    )

    def identify(self, export: Export) -> bool:
        """Tell whether this is an archive of LinkedIn's, or one file of it that is read, by its header row."""
        if export.is_single_file:
            return layout_by_content(export.members[0]) is not None
        return is_archive(export)

    def extract(self, export: Export) -> Iterator[Record]:
        """Yield contacts, interactions and what is left out, file by file; messages come in blocks."""
        tell = layout_by_content if export.is_single_file else layout_of
        files = [(member, layout) for member in export.members if (layout := tell(member))]
        return numbered(Archive(files).records())
