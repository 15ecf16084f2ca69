"""Any other CSV with people in it: a spreadsheet of one's own, a list of friends, or addresses and nothing else.

It is the last resort, so it must not take a bank statement for an address book: what a column is called has to tell,
or a person has to. The rules are described in samples/table/FORMAT.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeAlias

from importers.columns import contact_from, split_list, table_codec, values_of
from importers.export import Export, Member
from importers.facebook.page_dates import day_comes_first
from importers.reading import DAMAGE, guarded, numbered, unbroken
from importers.records import Contact, Origin, Problem, Record
from importers.table import bare
from importers.table.headers import columns, day_of
from importers.table.maps import Map, columns_by, header_for, read_map
from importers.tables import Table, delimiter_of

__all__ = ["Map", "TableImporter", "header_for", "read_map"]

Rows: TypeAlias = Iterable[tuple[Origin, dict[str, str] | Problem]]

_LINK = re.compile(r"https?://|(?:[\w-]+\.)+[a-z]{2,}/", re.IGNORECASE)


@dataclass(frozen=True)
class TableImporter:
    """Reads one table whose columns are known by their names, or by a map that a person gave for its header row.

    `maps` has a map for each header row, as its trimmed, casefolded cells; such a table is read by its map alone.
    """

    maps: Mapping[tuple[str, ...], Map] = field(default_factory=dict, hash=False)

    name = "table"
    title = "Any other table (CSV)"
    where = (
        "Save a spreadsheet as CSV, with the names of the columns in the first row. Columns that are not understood "
        "are named by hand, with --map."
    )
    last_resort = True

    def identify(self, export: Export) -> bool:
        """Tell whether this is one file, and its columns tell of people."""
        if not export.is_single_file:
            return False
        head = export.members[0].head()
        return delimiter_of(head, self._columns, table_codec) is not None or bare.layout_of(head) is not None

    def extract(self, export: Export) -> Iterator[Record]:
        """Yield a contact for each row."""
        return numbered(record for member in export.members for record in unbroken(member, self._contacts(member)))

    def _contacts(self, member: Member) -> Iterator[Record]:
        rows = self._rows(member)
        return guarded(rows, partial(_contact, day_first=day_comes_first(_dates(rows))))

    def _rows(self, member: Member) -> Rows:
        head = member.head()
        layout = bare.layout_of(head)
        if layout is None or delimiter_of(head, self._columns, table_codec) is not None:
            return Table(member, self._columns, table_codec)
        return bare.Bare(member, layout)

    def _columns(self, cells: Sequence[str]) -> Sequence[str] | None:
        known = self.maps.get(tuple(cells))
        return columns(cells) if known is None else columns_by(known, cells)


def _contact(origin: Origin, row: Mapping[str, str], *, day_first: bool | None) -> Contact:
    """Build the contact of a row; its key has the date as it is written, for that does not change with other rows."""
    values = values_of(row)
    names = values.get("handles", [])
    links = [name for _, _, name in (each.partition(":") for each in names) if _LINK.match(name)]
    values["urls"] = [*values.get("urls", ()), *links]
    values["handles"] = [each for each in names if each.partition(":")[2] not in links]
    values["categories"] = [item for cell in values.get("categories", ()) for item in split_list(cell)]
    contact = contact_from(origin, values)
    since = day_of(contact.since, day_first)
    if since or not contact.since:
        return replace(contact, since=since)
    return replace(contact, since="", losses=(*contact.losses, f"the date '{contact.since[:40]}' could not be read"))


def _dates(rows: Rows) -> Iterator[str]:
    """Yield the dates of a table that is read in its turn as well; what is damaged is told then."""
    with suppress(*DAMAGE):
        for _, row in rows:
            if not isinstance(row, Problem):
                dates = [cell for column, cell in row.items() if column.endswith(" since")]
                if not dates:
                    return
                yield from dates
