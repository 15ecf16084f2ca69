"""Every message of a file becomes one entry of a block, one Skipped or one Problem, under its number in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from importers.mail.columns import MESSAGES_A_BLOCK, Columns
from importers.mail.facts import Way, read_facts
from importers.mail.groups import told_by_group
from importers.mail.layout import is_header
from importers.mail.mbox import Message
from importers.mail.places import Place
from importers.records import InteractionBlock, Origin, Problem, Skipped

NO_HEADER = "it has no mail header; it may be damaged, or no mail at all"


def gather(
    messages: Iterable[Message], place: Place, way: Way, columns: Columns
) -> Iterator[InteractionBlock | Skipped | Problem]:
    """Gather messages in the columns; yield these when full, and what is no message."""
    member, left_out, group = place
    for record, (from_line, block, rest) in enumerate(messages, 1):
        if not from_line and not is_header(block):
            yield Problem(Origin(member, record), NO_HEADER)
            continue
        try:
            facts = read_facts(block, from_line, way, rest)
        except (ValueError, RecursionError, OverflowError) as error:
            yield Problem(Origin(member, record), f"its header could not be read ({type(error).__name__})")
            continue
        if reason := left_out or facts.left_out:
            yield Skipped(Origin(member, record), reason)
        else:
            columns.add(member, record, told_by_group(facts, group) if group else facts)
            if len(columns) == MESSAGES_A_BLOCK:
                yield columns.take()
