"""Messages come as blocks, with digests by which a changed message is known from an unchanged one."""

from __future__ import annotations

import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest
from invented_mail import ADA, FROM_LINE, header, letter, mailbox, read_bytes

from importers.export import Export
from importers.mail import MailImporter
from importers.mail.columns import MESSAGES_A_BLOCK, Columns
from importers.mail.facts import FAST, Way, read_facts
from importers.mail.plain import PLAIN
from importers.records import Interaction, InteractionBlock, Mailbox, Origin, Participant, Problem


def digest(*lines: str, from_line: bytes = b"") -> int:
    columns = Columns()
    columns.add("x", 1, read_facts(header(*lines), from_line))
    return columns.take().digests[0]


def blocks_of(path: Path, way: Way = FAST) -> list[InteractionBlock]:
    records = list(MailImporter(way).extract(Export(path)))
    assert all(isinstance(record, InteractionBlock) for record in records)
    return [record for record in records if isinstance(record, InteractionBlock)]


def test_a_message_becomes_one_whole_interaction(tmp_path: Path) -> None:
    data = letter(1).replace(b"Subject", b"Cc: Ben <Ben@Example.net>\nIn-Reply-To: <0@example.com>\nSubject")
    ada = Mailbox("Ada Moreau <ada@example.org>", "Ada Moreau", "ada@example.org")
    assert read_bytes(tmp_path, data, "letter.eml") == [
        Interaction(
            key="1@example.org",
            origin=Origin("letter.eml", 1),
            channel="mail",
            at=datetime(2024, 3, 5, 8, tzinfo=UTC),
            participants=(
                Participant("from", ada),
                Participant("to", Mailbox("ines@example.com", "", "ines@example.com")),
                Participant("cc", Mailbox("Ben <ben@example.net>", "Ben", "Ben@Example.net")),
            ),
            subject="Kilns",
            thread="0@example.com",
            reply_to="0@example.com",
        )
    ]


def test_blocks_have_a_size_and_number_their_messages_on(tmp_path: Path) -> None:
    path = tmp_path / "letters.mbox"
    path.write_bytes(mailbox(MESSAGES_A_BLOCK + 3))
    first, second = blocks_of(path)
    assert (len(first), len(second)) == (MESSAGES_A_BLOCK, 3)
    assert [*first.records, *second.records] == list(range(1, MESSAGES_A_BLOCK + 4))
    assert len(set(first.digests)) == MESSAGES_A_BLOCK
    assert second.mailboxes == first.mailboxes
    assert [(message.key, len(message.participants)) for message in second] == [
        (f"{MESSAGES_A_BLOCK + number}@example.org", 2) for number in (1, 2, 3)
    ]


def test_the_importer_gives_the_same_blocks_in_both_ways(tmp_path: Path) -> None:
    path = tmp_path / "letters.mbox"
    path.write_bytes(mailbox(5) + FROM_LINE + "Subject: Größe\nTo: Zoë <zoe@example.org>\n\n".encode())
    assert blocks_of(path, FAST) == blocks_of(path, PLAIN)


def test_equal_facts_have_equal_digests_wherever_they_stand(tmp_path: Path) -> None:
    for name, data in {
        "lf.eml": letter(1),
        "crlf.eml": letter(1).replace(b"\n", b"\r\n"),
        "one.mbox": FROM_LINE + letter(1),
        "folded.eml": letter(1).replace(b"To: ", b"to:\n "),
    }.items():
        (tmp_path / name).write_bytes(data)
    (block,) = blocks_of(tmp_path)
    assert len(block) == 4
    assert len(set(block.digests)) == 1
    assert block.digests[0] == -8357200115212595739  # the same on every machine


@pytest.mark.parametrize(
    "line",
    [
        "Message-ID: <2@example.org>",
        "Date: Tue, 5 Mar 2024 08:00:01 +0000",
        "Subject: kilns",
        "From: Ada <ada@example.org>",
        "From: ADA Moreau <ada@example.org>",
        "Cc: ben@example.org",
        "In-Reply-To: <0@example.org>",
        "X-GM-THRID: 7",
        "List-Id: <kilns.example.org>",
    ],
)
def test_a_changed_fact_changes_the_digest(line: str) -> None:
    told = ("Message-ID: <1@example.org>", *ADA.decode().splitlines())
    assert digest(line, *told) != digest(*told)


def test_the_origin_is_no_part_of_the_digest() -> None:
    told = ADA.decode().splitlines()
    columns = Columns()
    columns.add("one", 1, read_facts(header(*told)))
    columns.add("other", 7, read_facts(header(*told)))
    assert columns.take().digests == [digest(*told)] * 2


def test_a_header_that_cannot_be_read_loses_no_other_message(tmp_path: Path) -> None:
    def seconds(value: bytes) -> int | None:
        if b"2025" in value:
            raise OverflowError
        return 0

    path = tmp_path / "letters.mbox"
    path.write_bytes(mailbox(1) + (FROM_LINE + letter(2)).replace(b"Mar 2024 08", b"Mar 2025 08") + mailbox(1))
    problem, block = MailImporter(FAST._replace(seconds=seconds)).extract(Export(path))
    assert problem == Problem(Origin("letters.mbox", 2), "its header could not be read (OverflowError)")
    assert isinstance(block, InteractionBlock)
    assert block.records == [1, 3]


def test_a_mailbox_of_any_size_needs_the_same_memory(tmp_path: Path) -> None:
    path, peaks = tmp_path / "letters.mbox", []
    for mebibytes in (12, 36):
        path.write_bytes(mailbox(2) + b"x" * (mebibytes << 20) + b"\n" + mailbox(2))
        tracemalloc.start()
        records = list(MailImporter(processes=1).extract(Export(path)))
        assert sum(len(record) for record in records if isinstance(record, InteractionBlock)) == 4
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.05
