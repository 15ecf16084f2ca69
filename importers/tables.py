"""A table is a CSV whose preamble, delimiter and encoding are found, never assumed.

A row with a quote that is never closed would swallow all rows behind it. So quotes are read strictly, and where they
do not add up the reading goes back to the line after the one on which the broken row began: only that row is lost.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeAlias

from importers.export import HEAD, Member
from importers.reading import codec_of
from importers.records import Origin, Problem

LONGEST_LINE = 4 << 20
LONGEST_CELL = 1 << 20
MOST_LINES_READ_AGAIN = 1_000_000
HEADER_WITHIN = 20
DELIMITERS = ",;\t"

Header: TypeAlias = Callable[[Sequence[str]], Sequence[str] | None]
"""Sees the trimmed, casefolded cells of a row; returns the names of the columns if it is the header row, else None."""


class Table:
    """The rows of a CSV; iterating yields (origin, trimmed cells by column name).

    The header row is looked for within the first 20 rows. Origins count the rows behind it from 1; empty rows do not
    count. A short row is filled up with "", a longer one is yielded as a Problem. A row whose quotes do not add up is
    a Problem too, and the shorter rows behind it are taken for its remains. A file without a header row yields one
    Problem, an empty file nothing. Errors: those of `importers.reading.DAMAGE`.
    """

    def __init__(self, member: Member, header: Header) -> None:
        self._member, self._header = member, header

    def __iter__(self) -> Iterator[tuple[Origin, dict[str, str] | Problem]]:
        with self._member.open() as stream:
            head = stream.peek(HEAD)
            text = io.TextIOWrapper(stream, *codec_of(head), newline="")
            rows = _rows(_lines(text), delimiter_of(head, self._header) or DELIMITERS[0])
            columns = _columns(rows, self._header)
            if columns is not None:
                yield from self._records(columns, rows)
            elif head:
                origin = Origin(self._member.name)
                yield origin, Problem(origin, f"no header row was found in its first {HEADER_WITHIN} rows")

    def _records(
        self, columns: Sequence[str], rows: Iterator[list[str] | csv.Error]
    ) -> Iterator[tuple[Origin, dict[str, str] | Problem]]:
        record, broken = 0, False
        for cells in rows:
            remains = broken and (isinstance(cells, csv.Error) or len(cells) < len(columns))
            if remains or not (isinstance(cells, csv.Error) or any(cells)):
                continue
            broken = isinstance(cells, csv.Error)
            record += 1
            origin = Origin(self._member.name, record)
            yield origin, _named(origin, columns, cells)


def delimiter_of(head: bytes, header: Header) -> str | None:
    """Return the delimiter with which a header row is found in the first bytes of a file, or None."""
    text = head.decode(*codec_of(head))
    for delimiter in DELIMITERS:
        if _columns(_rows(io.StringIO(text, newline=""), delimiter), header) is not None:
            return delimiter
    return None


def _columns(rows: Iterator[list[str] | csv.Error], header: Header) -> Sequence[str] | None:
    for cells in islice(rows, HEADER_WITHIN):
        if isinstance(cells, list):
            columns = header([cell.strip().casefold() for cell in cells])
            if columns is not None:
                return columns
    return None


def _named(origin: Origin, columns: Sequence[str], cells: list[str] | csv.Error) -> dict[str, str] | Problem:
    if isinstance(cells, csv.Error):
        return Problem(origin, f"its cells cannot be told apart ({cells})")
    while len(cells) > len(columns) and not cells[-1]:
        cells.pop()
    if len(cells) > len(columns):
        return Problem(origin, f"it has {len(cells)} cells where the header has {len(columns)}")
    cells += [""] * (len(columns) - len(cells))
    return dict(zip(columns, map(str.strip, cells), strict=True))


def _rows(lines: Iterable[str], delimiter: str) -> Iterator[list[str] | csv.Error]:
    """Yield the cells of each row, or the error of a broken one, after which its lines but the first are read again."""
    csv.field_size_limit(LONGEST_CELL)
    source = iter(lines)
    row: list[str] = []
    again: list[str] = []  # from last to first
    left = MOST_LINES_READ_AGAIN

    def feed() -> Iterator[str]:
        while line := again.pop() if again else next(source, ""):
            row.append(line)
            yield line

    reader = csv.reader(feed(), delimiter=delimiter, strict=True)
    while True:
        row.clear()
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            left -= len(row)
            if left < 0:
                raise
            yield error
            again += row[:0:-1]
            reader = csv.reader(feed(), delimiter=delimiter, strict=True)


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """Yield lines without NULs; what a line holds beyond the longest is dropped, for no cell is as long."""
    while line := text.readline(LONGEST_LINE):
        rest = line
        while len(rest) == LONGEST_LINE and not rest.endswith(("\n", "\r")):
            rest = text.readline(LONGEST_LINE)
        yield line if "\0" not in line else line.replace("\0", "") or "\n"
