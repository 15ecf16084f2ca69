"""The files of a Maildir, a message each and often a hundred thousand of them, are read many at a time.

A file in a Maildir is one message, whatever stands in it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import NamedTuple

from importers.export import DAMAGE, Member
from importers.mail.columns import Columns
from importers.mail.facts import Way
from importers.mail.gathering import gather
from importers.mail.layout import HEAD
from importers.mail.mbox import read_message
from importers.mail.places import Place, Places
from importers.mail.ranges import Outcome
from importers.reading import broken
from importers.records import InteractionBlock, Problem, Skipped

LETTERS = 1_000
"""Files that are read at a time."""


class Batch(NamedTuple):
    """Files of one message each in a folder on disk: the name of each in it, and its place."""

    folder: str
    files: tuple[tuple[str, Place], ...]


def batches(members: Sequence[Member], places: Places) -> list[Batch]:
    """Return files on disk in batches, in their order."""
    return [
        Batch(str(members[0].export.path), tuple((member.inner_name, places.of(member)) for member in some))
        for some in (members[start : start + LETTERS] for start in range(0, len(members), LETTERS))
    ]


def read_batch(batch: Batch, way: Way) -> Outcome:
    """Read the message in each file; each record is the first of its file."""
    columns, records = Columns(), list[InteractionBlock | Skipped | Problem]()
    for name, place in batch.files:
        try:
            with io.FileIO(f"{batch.folder}/{name}") as stream:
                message = read_message(stream.read(HEAD) or b"", stream, _ignore)
        except DAMAGE as error:
            records.append(broken(place.member, error))
        else:
            records.extend(gather([message], place, way, columns))
    if columns:
        records.append(columns.take())
    return Outcome(records, "")


def _ignore(_: int) -> None:
    """Count nothing: a batch is counted as a whole."""
