"""A map says in a person's own words what the columns of a table are: `Name=formatted_name,Mail=emails`.

It belongs to one header row, so that the same table is understood the next time.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from typing import TypeAlias, get_args

from importers.columns import Field, table_codec
from importers.export import Member
from importers.tables import delimiter_of

Map: TypeAlias = Mapping[str, str]
"""A field of `importers.columns.Field` by the trimmed, casefolded name of a column."""

FIELDS: frozenset[str] = frozenset(get_args(Field))


def read_map(text: str) -> dict[str, str]:
    """Return the map that a text of the form `COLUMN=FIELD,COLUMN=FIELD` tells.

    A column may hold "="; if it holds a comma, the pair stands in quotation marks: `"Last, first=formatted_name"`.
    Errors: ValueError with a sentence where a pair is none, a field is unknown, or a column stands there twice.
    """
    found: dict[str, str] = {}
    for pair in (cell for row in csv.reader([text], skipinitialspace=True) for cell in row):
        column, _, name = (part.strip().casefold() for part in pair.rpartition("="))
        if not column:
            raise ValueError(f"'{pair.strip()}' names no column and field; write COLUMN=FIELD, such as Mail=emails")
        if name not in FIELDS:
            raise ValueError(f"'{name}' is no field; choose among: {', '.join(get_args(Field))}")
        if column in found:
            raise ValueError(f"the column '{column}' is named twice; name it once")
        found[column] = name
    if not found:
        raise ValueError("it names no column; write COLUMN=FIELD, such as Mail=emails")
    return found


def header_for(member: Member, known: Map) -> tuple[str, ...] | None:
    """Return the header row of a table in which all columns of a map stand, trimmed and casefolded, or None."""
    found: list[tuple[str, ...]] = []

    def note(cells: Sequence[str]) -> Sequence[str] | None:
        if not known.keys() <= set(cells):
            return None
        found.append(tuple(cells))
        return cells

    delimiter_of(member.head(), note, table_codec)
    return next(iter(found), None)


def columns_by(known: Map, cells: Sequence[str]) -> list[str]:
    """Return a name for each column of a header row, which `values_of` reads, "" for one that the map leaves out."""
    return [f"{place} {known[cell]}" if cell in known else "" for place, cell in enumerate(cells)]
