"""A large file is read by a process of its own, and gives what it gives when it is read here."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from functools import partial
from multiprocessing import active_children
from pathlib import Path

import pytest

from importers import Export, InteractionBlock, LinkedinImporter, Problem, Record, Skipped
from importers.ahead import Told, read_ahead
from importers.export import Member
from importers.linkedin import archive
from importers.records import Origin

HEADER = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
)
ROW = (
    "c{0},,Ada Moreau,https://www.linkedin.com/in/ada,Bo Lund,https://www.linkedin.com/in/bo,"
    "2021-02-01 10:00:{0:02} UTC,,Hello,{1}\n"
)


@pytest.fixture
def messages(tmp_path: Path) -> Path:
    rows = [ROW.format(number, "SPAM" if number % 7 == 0 else "INBOX") for number in range(50)]
    path = tmp_path / "messages.csv"
    path.write_text(HEADER + "".join([*rows[:20], "torn,row\n", *rows[20:]]), encoding="utf-8")
    return path


def numbers(count: int, dies_at: int, parent: int, member: Member) -> Iterator[Told]:
    """Problems one to `count`; another process than the parent dies at one of them."""
    with member.open() as stream:
        stream.read()
    for number in range(1, count + 1):
        if number == dies_at and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        yield Problem(Origin(member.name, number), "a number")


@pytest.mark.parametrize("dies_at", [0, 1, 3, 5])
def test_the_process_that_stores_reads_on_where_the_other_one_dies(dies_at: int, messages: Path) -> None:
    member = Export(messages).members[0]
    found = list(read_ahead(partial(numbers, 5, dies_at, os.getpid()), member))
    assert found == [Problem(Origin("messages.csv", number), "a number") for number in range(1, 6)]


def test_what_the_other_process_reads_is_counted_here(messages: Path) -> None:
    export, told = Export(messages), list[int]()
    export.on_read = told.append
    list(read_ahead(partial(numbers, 1, 0, 0), export.members[0]))
    assert sum(told) == messages.stat().st_size


def test_messages_are_the_same_whoever_reads_them(messages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here: list[Record] = list(LinkedinImporter().extract(Export(messages)))
    monkeypatch.setattr(archive, "WORTHWHILE_FROM", 0)
    monkeypatch.setattr(archive, "worthwhile", lambda: 2)
    assert list(LinkedinImporter().extract(Export(messages))) == here
    kinds = [type(record) for record in here]
    assert (kinds.count(InteractionBlock), kinds.count(Skipped), kinds.count(Problem)) == (1, 8, 1)


def test_the_other_process_ends_with_a_consumer_that_stops_early(messages: Path) -> None:
    reading = read_ahead(partial(numbers, 1_000_000, 0, 0), Export(messages).members[0])
    assert next(reading) == Problem(Origin("messages.csv", 1), "a number")
    reading.close()  # type: ignore[attr-defined]
    assert active_children() == []
