"""LinkedIn's data export: connections, messages, invitations, and what it says about the owner.

"Connected On" is a date and no exchange; most rows have a profile URL and no address. So the URL is what makes a row
of Connections and a sender of messages the same person. The format is described in samples/linkedin/FORMAT.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TypeAlias

from importers.export import Export, Member
from importers.linkedin import rows
from importers.linkedin.files import Layout, is_archive, layout_by_content, layout_of
from importers.reading import DAMAGE, guarded, numbered, unbroken
from importers.records import Contact, Interaction, Origin, Problem, Record, Skipped

Files: TypeAlias = Sequence[tuple[Member, Layout]]
Build: TypeAlias = Callable[[Origin, rows.Cells], Contact | Interaction | Skipped]

_BUILDS: dict[str, Build] = {
    "connections": rows.connection,
    "invitations": rows.invitation,
    "emailaddresses": rows.own_address,
    "phonenumbers": rows.own_number,
    "whatsappphonenumbers": rows.own_number,
}


class LinkedinImporter:
    """Reads the ZIP that LinkedIn sends, its folder, or one of its files; the files are listed in `files.LAYOUTS`."""

    name = "linkedin"
    title = "LinkedIn data export"
    where = "LinkedIn: Settings, Data privacy, Get a copy of your data"

    def identify(self, export: Export) -> bool:
        """Tell whether this is an archive of LinkedIn's, or one file of it that is read, by its header row."""
        if export.is_single_file:
            return layout_by_content(export.members[0]) is not None
        return is_archive(export)

    def extract(self, export: Export) -> Iterator[Record]:
        """Yield contacts, interactions and what is left out, file by file."""
        tell = layout_by_content if export.is_single_file else layout_of
        files = [(member, layout) for member in export.members if (layout := tell(member))]
        return numbered(record for file in files for record in _records(*file, files))


def _records(member: Member, layout: Layout, files: Files) -> Iterator[Record]:
    return unbroken(member, guarded(layout.table(member), _build(member, layout, files)))


def _build(member: Member, layout: Layout, files: Files) -> Build:
    if layout.name == "messages":
        return partial(rows.message, urls=rows.sender_urls(_ahead([(member, layout)])))
    if layout.name == "profile":
        return partial(
            rows.profile, url=rows.own_url(_ahead([file for file in files if file[1].name == "invitations"]))
        )
    return _BUILDS[layout.name]


def _ahead(files: Files) -> Iterator[rows.Cells]:
    """Yield the good rows of files that are read in their turn as well; what is damaged is told then."""
    for member, layout in files:
        with suppress(*DAMAGE):
            for _, row in layout.table(member):
                if not isinstance(row, Problem):
                    yield row
