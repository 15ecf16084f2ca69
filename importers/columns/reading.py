"""An address book that is one table a file: whether an export is nothing but such tables, and their contacts.

Cells stand under the names that `columns_of` gives, so that two columns of one name lose nothing to each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from importers.columns.code_pages import table_codec
from importers.columns.contact import contact_from
from importers.columns.headers import (
    columns_of,
    is_google,
    is_linkedin,
    is_outlook,
    is_thunderbird,
    unknown_of,
    values_of,
)
from importers.export import Export, Member
from importers.reading import guarded, numbered, unbroken
from importers.records import Contact, Origin, Problem, Record
from importers.tables import Table, delimiter_of

_A_PERSONS = re.compile(r"@|://|\n|\d[\W\d_]{3,}\d|^[\W\d_]*\d[\W\d_]*$")
"""An address, a link, a text of several lines, a phone or a date; no name of a column has them."""

_HEADERS = (is_linkedin, is_google, is_thunderbird, is_outlook)

IsOurs: TypeAlias = Callable[[Sequence[str]], bool]
"""Tells from the trimmed, casefolded cells of a row whether it is the header of our table."""


def holds_only(export: Export, is_ours: IsOurs) -> bool:
    """Tell whether an export is our table, or a folder or ZIP of our tables and of nothing else."""
    return bool(export.members) and all(
        delimiter_of(member.head(), _Header(is_ours), table_codec) is not None for member in export.members
    )


def contacts_in(export: Export, is_ours: IsOurs) -> Iterator[Record]:
    """Yield the contacts of all tables of an export, and a problem for each row that tells none."""
    return numbered(record for member in export.members for record in _contacts(member, _Header(is_ours)))


def split_list(cell: str) -> list[str]:
    """Return the items of a list in a cell: between semicolons, else between commas, as the locale writes them."""
    return [item.strip() for item in re.split(";" if ";" in cell else ",", cell)]


class _Header:
    """Tells the columns of a header row, and keeps what in it is no known name of a column.

    A table whose first header is another's is theirs, whatever stands below it.
    """

    def __init__(self, is_ours: IsOurs) -> None:
        self._is_ours, self._is_others = is_ours, False
        self.unknown: list[str] = []

    def __call__(self, cells: Sequence[str]) -> Sequence[str] | None:
        if self._is_others or not self._is_ours(cells):
            self._is_others = self._is_others or any(knows(cells) for knows in _HEADERS)
            return None
        self.unknown = unknown_of(cells)
        return columns_of(cells)


def _contacts(member: Member, header: _Header) -> Iterator[Record]:
    number = 0
    for record in unbroken(member, guarded(Table(member, header, table_codec), _contact)):
        number += 1
        yield record
    persons = header.unknown if number == 0 else list(filter(_A_PERSONS.search, header.unknown))
    if persons:
        reason = f"its header row holds what is no name of a column ('{persons[0][:40]}'), perhaps a row joined with it"
        yield Problem(Origin(member.name), reason)


def _contact(origin: Origin, row: dict[str, str]) -> Contact:
    values = values_of(row)
    lists = values.get("categories", ())
    return contact_from(origin, values | {"categories": [item for cell in lists for item in split_list(cell)]})
