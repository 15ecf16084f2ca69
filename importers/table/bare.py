"""A table is bare if it holds addresses, and at most one column of full names beside them: it needs no header row.

Its first row is one only if it calls a column that of addresses. Two words of letters alone make a full name, so that
a log ("delivered") or a list of passwords is no address book.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from importers.columns import table_codec
from importers.export import HEAD, Member
from importers.lines import row_at
from importers.records import Origin, Problem
from importers.table.headers import names_addresses
from importers.tables import Table

DELIMITERS = ",;\t"
ROWS_LOOKED_AT = 50
FEWEST_ROWS = 2
MOST = 0.5
ADDRESSES, FULL_NAMES = "0 emails", "1 formatted_name"

_ADDRESS = re.compile(r"[^\s@<>(),;:\"]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]*)*")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of a bare table are, the cells of its first row, and whether that is a header row."""

    columns: tuple[str, ...]
    first: tuple[str, ...]
    is_headed: bool

    def header(self, cells: Sequence[str]) -> Sequence[str] | None:
        """Take the first row for the header row in any case: then all behind it is read like any table."""
        return self.columns if cells == [cell.casefold() for cell in self.first] else None


def layout_of(head: bytes) -> Layout | None:
    """Return the layout of a table that begins with `head` if it is bare."""
    lines = io.StringIO(head.decode(*table_codec(head)).replace("\0", ""), newline="").readlines()
    rows = (_rows(lines[:-1] if len(head) == HEAD else lines, delimiter) for delimiter in DELIMITERS)
    return next(filter(None, map(_layout, rows)), None)


class Bare:
    """The rows of a bare table, as those of `importers.tables.Table`; origins count from the first on."""

    def __init__(self, member: Member, layout: Layout) -> None:
        self._member, self._layout = member, layout

    def __iter__(self) -> Iterator[tuple[Origin, dict[str, str] | Problem]]:
        rows = Table(self._member, self._layout.header, table_codec)
        if self._layout.is_headed:
            yield from rows
            return
        yield Origin(self._member.name, 1), dict(zip(self._layout.columns, self._layout.first, strict=True))
        for number, (_, row) in enumerate(rows, 2):
            origin = Origin(self._member.name, number)
            yield origin, replace(row, origin=origin) if isinstance(row, Problem) else row


def _layout(rows: Sequence[Sequence[str]]) -> Layout | None:
    if len(rows) < FEWEST_ROWS:
        return None
    first, is_headed = rows[0], names_addresses([cell.casefold() for cell in rows[0]])
    if not is_headed and not any("@" in cell for cell in first):
        return None
    alike = (row for row in rows[is_headed:] if len(row) == len(first))
    columns = tuple(map(_column, zip(*alike, strict=True)))
    is_bare = sorted(columns) in ([ADDRESSES], [ADDRESSES, FULL_NAMES])
    return Layout(columns, tuple(first), is_headed) if is_bare else None


def _rows(lines: list[str], delimiter: str) -> list[list[str]]:
    rows, at = list[list[str]](), 0
    while at < len(lines) and len(rows) < ROWS_LOOKED_AT:
        cells, at = row_at(lines, at, delimiter)
        if any(map(str.strip, cells)):
            rows.append([cell.strip() for cell in cells])
    return rows


def _column(cells: Sequence[str]) -> str:
    """Return what most cells of a column are; an empty one is that of the names, of which some may follow."""
    told = list(filter(None, cells))
    addresses = sum(_ADDRESS.fullmatch(cell) is not None for cell in told)
    names = sum(len(words := cell.split()) > 1 and all(map(_WORD.fullmatch, words)) for cell in told)
    if addresses > MOST * len(told):
        return ADDRESSES
    return FULL_NAMES if names > MOST * len(told) or not told else ""
