"""Columns that a person named: `--map "Name=formatted_name,Mail=emails"`, remembered for every table of that header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from importers.export import Export, Member, UnreadableExport
from importers.records import digest64
from importers.table import TableImporter, header_for, read_map
from reconnect.errors import UnknownColumns
from reconnect.plugins import Registered
from reconnect.store import queries
from reconnect.store.opening import open_reader

Maps: TypeAlias = Mapping[tuple[str, ...], Mapping[str, str]]
"""The casefolded cells of a header row, and what each column that is named by a person holds."""


def remembered(path: Path) -> Maps:
    """Return what was named in earlier imports into the database at `path`."""
    if not path.exists():
        return {}
    conn = open_reader(path)
    try:
        return queries.maps(conn)
    finally:
        conn.close()


def named(paths: Sequence[str], text: str) -> Maps:
    """Return the headers, in the files at these paths, in which all columns of a map stand. Errors: UnknownColumns."""
    try:
        columns = read_map(text)
    except ValueError as error:
        raise UnknownColumns(f"--map: {error}") from None
    found = {header: columns for member in _members(paths) if (header := header_for(member, columns))}
    if not found:
        missing = ", ".join(columns)
        raise UnknownColumns(
            f"--map: no table here has all of these columns: {missing}; write them as its first row does"
        )
    return found


def with_maps(readers: Sequence[Registered], maps: Maps) -> list[Registered]:
    """Return the readers, the one of tables knowing what was named, which makes it another version of itself."""
    if not maps:
        return list(readers)
    table, mark = TableImporter(maps), _mark(maps)
    return [
        replace(each, importer=table, version=f"{each.version}+{mark}") if each.importer.name == table.name else each
        for each in readers
    ]


def _mark(maps: Maps) -> str:
    told = sorted((header, sorted(columns.items())) for header, columns in maps.items())
    return f"{digest64(repr(told).encode()) & 0xFFFFFFFF:08x}"


def _members(paths: Sequence[str]) -> Iterator[Member]:
    for path in paths:
        try:
            yield from Export(path).members
        except UnreadableExport:
            continue  # the import itself tells of it
