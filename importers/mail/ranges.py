"""A large mailbox is read in ranges of bytes, each by itself, and the records get the numbers of the whole file.

A range is 16 MB whatever the number of processes, so that this number changes nothing in what is read. A message
belongs to the range in which its From_ line begins (`importers.mail.mbox`).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from importers.export import DAMAGE
from importers.mail.columns import Columns
from importers.mail.facts import Way
from importers.mail.gathering import gather
from importers.mail.mbox import read_range
from importers.mail.places import Place
from importers.records import InteractionBlock, Origin, Problem, Skipped

RANGE = 16 << 20


class Part(NamedTuple):
    """The messages of a mailbox that begin in [start, stop), in bytes."""

    path: str
    place: Place
    start: int
    stop: int | None


class Outcome(NamedTuple):
    """What is in a part, its records numbered from 1, and why the rest of it could not be read, or ""."""

    records: list[InteractionBlock | Skipped | Problem]
    broken: str


def parts(path: str, place: Place, size: int, range_size: int, start: int = 0) -> list[Part]:
    """Cut a mailbox of `size` bytes, from `start` on, into parts; the last one has no end, for the file may grow."""
    cuts = [*range(start, size, range_size), None]
    return [Part(path, place, start, stop) for start, stop in pairwise(cuts) if start is not None]


def read_part(part: Part, way: Way) -> Outcome:
    """Read the messages of one part."""
    columns, records, broken = Columns(), list[InteractionBlock | Skipped | Problem](), ""
    try:
        with io.FileIO(part.path) as stream:
            messages = read_range(stream, part.start, part.stop)
            records.extend(gather(messages, part.place, way, columns))
    except DAMAGE as error:
        broken = str(error) or type(error).__name__
    if columns:
        records.append(columns.take())
    return Outcome(records, broken)


def numbered_on(outcomes: Iterable[Outcome], before: int = 0) -> Iterator[Outcome]:
    """Pass on the outcomes of all parts of a file, in its order, their records numbered as they stand in the file.

    So many records stand `before` the first of them.
    """
    for records, broken in outcomes:
        yield Outcome([_moved(record, before) for record in records], broken)
        before += sum(len(record) if isinstance(record, InteractionBlock) else 1 for record in records)


def _moved(record: InteractionBlock | Skipped | Problem, before: int) -> InteractionBlock | Skipped | Problem:
    if isinstance(record, InteractionBlock):
        return replace(record, records=[before + (number or 0) for number in record.records])
    return replace(record, origin=Origin(record.origin.member, before + (record.origin.record or 0)))
