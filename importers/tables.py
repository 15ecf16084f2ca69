"""A table is a CSV whose preamble, delimiter and encoding are found, never assumed.

A quote too many or too few would swallow all rows behind it, or let the lines of a long text pass for rows. So where
the cells of a row do not add up, reading goes on at the first row behind it that is beyond doubt: only that row is
lost, and is told. Any CSV is a table, RFC 4180 or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple, TypeAlias, TypeVar

from importers.export import HEAD, Member
from importers.lines import DELIMITERS, Lines, lines_of, row_at
from importers.reading import codec_of, decoder
from importers.records import Origin, Problem
from importers.rows import ZEROED, Rows

HEADER_WITHIN = 20
LONGEST_NAME = 60
"""Letters in the name of a column."""

Header: TypeAlias = Callable[[Sequence[str]], Sequence[str] | None]
"""Sees the trimmed, casefolded cells of a row; returns the names of the columns if it is the header row, else None.

A name stands in the place of its cell; names are unique, and a column without one ("") is left out.
"""

Codec: TypeAlias = Callable[[bytes], tuple[str, str]]
"""Sees the first bytes of a file; returns its encoding and what is done with bytes that do not fit."""

Cells = TypeVar("Cells")


class Table:
    """The rows of a CSV; iterating yields (origin, trimmed cells by column name).

    The header row is looked for within the first 20 rows. Origins count the rows behind it from 1; empty rows do not
    count. A row with more or fewer cells than the header is a Problem, unless the table leaves off empty cells, or adds
    some, in many rows. A row whose quotes do not add up is one Problem, with all that remains of it. A file without a
    header row yields one Problem, an empty file nothing. Errors: those of `importers.reading.DAMAGE`.
    """

    def __init__(self, member: Member, header: Header, codec: Codec = codec_of) -> None:
        self._member, self._header, self._codec = member, header, codec

    def __iter__(self) -> Iterator[tuple[Origin, dict[str, str] | Problem]]:
        def named(columns: Sequence[str]) -> Callable[[list[str]], dict[str, str]]:
            places = [(place, name) for place, name in enumerate(columns) if name]
            return lambda cells: {name: cells[place].strip() for place, name in places}

        for record, row in self._read(named):
            yield Origin(self._member.name, record), row

    def columns(self) -> Sequence[str]:
        """Return the names of the columns, none if there is no header row. Errors: those of `DAMAGE`."""
        with self._member.open() as stream:
            head = stream.peek(HEAD)
        found = _find(_lines_of(head, self._codec), self._header)
        return () if found is None else found.columns

    def picked(self, *names: str) -> Iterator[tuple[int | None, Sequence[str] | Problem]]:
        """Yield (record, trimmed cells of these columns), at least two, in their order; the fast way for many rows.

        A column that the table does not have gives "".
        """

        def places(columns: Sequence[str]) -> Callable[[list[str]], Sequence[str]]:
            found = {name: place for place, name in enumerate(columns)}
            pick = itemgetter(*(found.get(name, len(columns)) for name in names))
            if found.keys() >= set(names):
                return lambda cells: list(map(str.strip, pick(cells)))
            return lambda cells: list(map(str.strip, pick([*cells, ""])))

        return self._read(places)

    def _read(
        self, shaping: Callable[[Sequence[str]], Callable[[list[str]], Cells]]
    ) -> Iterator[tuple[int | None, Cells | Problem]]:
        with self._member.open() as stream:
            head = stream.peek(HEAD)
            lines = Lines(stream, *self._codec(head))
            found = _find(next(lines.onward(0), []), self._header)
            if found is None:
                if head:
                    reason = f"no header row was found in its first {HEADER_WITHIN} rows"
                    yield None, Problem(Origin(self._member.name), reason)
                return
            if found.damage:
                yield None, Problem(Origin(self._member.name), f"in its header row {found.damage}")
            shape, width = shaping(found.columns), len(found.columns)
            rows = Rows(lines, found.delimiter, found.least, width)
            for record, cells in enumerate(rows.read(found.stop), 1):
                if isinstance(cells, str):
                    yield record, Problem(Origin(self._member.name, record), cells)
                else:
                    yield record, shape(cells if len(cells) >= width else cells + [""] * (width - len(cells)))
            if 0 < rows.widest < found.least:
                reason = f"no row has as many cells as its header row ({found.least}), in which another may be lost"
                yield None, Problem(Origin(self._member.name), reason)


def delimiter_of(head: bytes, header: Header, codec: Codec = codec_of) -> str | None:
    """Return the delimiter with which a header row is found in the first bytes of a file, or None."""
    found = _find(_lines_of(head, codec), header)
    return None if found is None else found.delimiter


def _lines_of(head: bytes, codec: Codec) -> Sequence[str]:
    return lines_of(decoder(*codec(head)).decode(head, True))


class _Found(NamedTuple):
    """A header row: its columns, of which the last with a name is number `least`, and the line behind it."""

    delimiter: str
    columns: Sequence[str]
    least: int
    stop: int
    damage: str


def _find(lines: Sequence[str], header: Header) -> _Found | None:
    for delimiter in DELIMITERS:
        at = 0
        for _ in range(HEADER_WITHIN):
            cells, at = row_at(lines, at, delimiter)
            columns = header([cell.replace("\0", "").strip().casefold() for cell in cells])
            if columns is not None:
                least = max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=0)
                width = max(len(cells), len(columns))
                return _Found(delimiter, [*columns, *[""] * (width - len(columns))], least, at, _damage_of(cells))
    return None


def _damage_of(header: Sequence[str]) -> str:
    """Return what is wrong with a header row, as the end of a sentence; "" for what may well be one."""
    if any("\0" in cell for cell in header):
        return ZEROED
    if any(len(cell) > LONGEST_NAME for cell in header):
        return f"a cell has more than {LONGEST_NAME} letters, and another row may be lost in it"
    return ""
