"""Invented mail, and how the tests read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from importers.export import Export
from importers.mail import MailImporter
from importers.mail.facts import Facts, read_facts
from importers.mail.plain import read_facts_plainly
from importers.records import Contact, Interaction, InteractionBlock, Problem, Record, Skipped

OneRecord: TypeAlias = Contact | Interaction | Skipped | Problem

ADA = (
    b"From: Ada Moreau <ada@example.org>\nTo: ines@example.com\nDate: Tue, 5 Mar 2024 08:00:00 +0000\nSubject: Kilns\n"
)
FROM_LINE = b"From ada@example.org Tue Mar  5 08:00:00 2024\n"


def letter(number: int) -> bytes:
    """A whole message, which its number tells from others."""
    return ADA + f"Message-ID: <{number}@example.org>\n\nHello,\nletter {number}.\n".encode()


def mailbox(count: int) -> bytes:
    return b"".join(FROM_LINE + letter(number) + b"\n" for number in range(1, count + 1))


def header(*lines: str | bytes) -> bytes:
    """A header block as the splitter cuts it: a newline before each line."""
    return b"".join(b"\n" + (line if isinstance(line, bytes) else line.encode()) for line in lines)


def facts_of(*lines: str | bytes) -> Facts:
    """The facts of a header, which both ways of reading must agree on."""
    facts = read_facts(header(*lines))
    assert facts == read_facts_plainly(header(*lines))
    return facts


def boxes(*lines: str | bytes) -> list[tuple[str, str, str]]:
    """Role, name and address of every participant."""
    return [(role, box.name, box.address) for role, party in facts_of(*lines).parties for box in party.mailboxes]


def read(path: Path) -> list[OneRecord]:
    """Everything an importer says about a path, messages one by one."""
    return list(single(MailImporter().extract(Export(path))))


def read_bytes(folder: Path, data: bytes, name: str = "letters.mbox") -> list[OneRecord]:
    path = folder / name
    path.write_bytes(data)
    return read(path)


def single(records: Iterator[Record]) -> Iterator[OneRecord]:
    for record in records:
        if isinstance(record, InteractionBlock):
            yield from record
        else:
            yield record


def interactions(records: list[OneRecord]) -> list[Interaction]:
    assert all(isinstance(record, Interaction) for record in records)
    return [record for record in records if isinstance(record, Interaction)]


def keys(records: list[OneRecord]) -> list[str]:
    return [message.key for message in interactions(records)]


def seconds(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> int:
    return int(datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp())
