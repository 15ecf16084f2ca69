"""An mbox is cut where a message begins, and nowhere else."""

from __future__ import annotations

import io
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_mail import ADA, FROM_LINE, keys, letter, mailbox, read, read_bytes

from importers.export import Export
from importers.mail import MailImporter, mbox
from importers.mail.gathering import NO_HEADER
from importers.mail.mbox import MOST_HEADER, opens_mailbox, read_range
from importers.records import Origin, Problem


def blocks(data: bytes, start: int = 0, stop: int | None = None) -> list[tuple[bytes, bytes]]:
    return headers(read_range(io.BytesIO(data), start, stop))


def headers(messages: Iterable[mbox.Message]) -> list[tuple[bytes, bytes]]:
    return [(from_line, block) for from_line, block, _ in messages]


def message(from_line: bytes, subject: bytes) -> tuple[bytes, bytes]:
    return from_line, b"\nSubject: " + subject


@pytest.mark.parametrize(
    "line",
    [
        b"From a@example.org Tue Mar  5 08:00:00 2024",
        b"From a@example.org Tue Mar 5 08:00:00 2024",
        b"From a@example.org Tue Mar 05 08:00 2024",
        b"From a@example.org  Tue Mar  5 08:00:00 2024 +0100",
        b"From a@example.org Tue Mar  5 08:00:00 CET 2024",
        b"From 1790123456789012345@xxx Mon Mar 04 11:20:34 +0000 2024",
        b"From - Mon Mar 11 09:00:00 2024",
        b"From - ",
        b"From -",
        b"From  Tue Mar  5 08:00:00 2024",
        b"From Tue Mar  5 08:00:00 2024",
        b'From "a b"@example.org Tue Mar  5 08:00:00 2024',
    ],
)
def test_a_from_line_separates(line: bytes) -> None:
    data = FROM_LINE + b"Subject: one\n\nbody\n" + line + b"\nSubject: two\n\nbody\n"
    assert blocks(data) == [message(FROM_LINE.strip(), b"one"), message(line, b"two")]


@pytest.mark.parametrize(
    "prose",
    [
        b"From what I hear the date has moved.\nReally: it has.",
        b"From Monday 12 to 14 we are away, 2019 was worse.\nSubject: none",
        b"From a@example.org Tue Mar  5 08:00:00 2024\nand so on",
        b"From a@example.org Tue Mar  5 08:00:00 2024\n\nSubject: behind an empty line",
        b"From: Quoted <q@example.org>\nDate: Tue, 5 Mar 2024 08:00:00 +0000",
        b"From - to\nName: value",
        b">From a@example.org Tue Mar  5 08:00:00 2024\nSubject: quoted",
        b" From a@example.org Tue Mar  5 08:00:00 2024\nSubject: set in",
    ],
)
def test_a_body_line_that_starts_with_from_cuts_nothing(prose: bytes) -> None:
    data = FROM_LINE + b"Subject: one\n\nHello,\n" + prose + b"\nbye\n"
    assert blocks(data) == [message(FROM_LINE.strip(), b"one")]


def test_no_blank_line_is_asked_for_before_a_message() -> None:
    data = FROM_LINE + b"Subject: one\n\nbody\n" + FROM_LINE + b"Subject: two\n" + FROM_LINE + b"Subject: three\n"
    assert [block for _, block in blocks(data)] == [b"\nSubject: one", b"\nSubject: two", b"\nSubject: three\n"]


def test_content_length_is_not_believed() -> None:
    data = FROM_LINE + b"Content-Length: 9000\n\nbody\n" + FROM_LINE + b"Subject: two\n\nbody\n"
    assert [block for _, block in blocks(data)] == [b"\nContent-Length: 9000", b"\nSubject: two"]


def test_a_file_that_starts_with_a_from_line_may_be_one_message(tmp_path: Path) -> None:
    assert keys(read_bytes(tmp_path, FROM_LINE + letter(1))) == ["1@example.org"]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (FROM_LINE + b"Subject: x\n", True),
        (b"From ada\nSubject: x\n", True),  # at the start no date is asked for
        (b"From ada\nSubject : x\n", True),
        (b"\xef\xbb\xbfFrom ada\nSubject: x\n", True),
        (b"From ada\r\nSubject: x\r\n", True),
        (b"From what I hear\nthe date has moved\n", False),
        (b"From  :<x@example.org>\nTo: y@example.org\n", False),  # a header with a space before its colon
        (b"From,To,Sent At\n", False),
        (b"From: ada@example.org\n", False),
        (b"\nFrom ada\nSubject: x\n", False),
        (b"", False),
    ],
)
def test_at_the_start_of_a_file_the_header_line_alone_decides(head: bytes, expected: bool) -> None:
    assert opens_mailbox(head) is expected


@pytest.mark.parametrize(
    "beginning",
    [
        b"Frxm ada@example.org Sat Mar 16 09:00:00 2024\n" + letter(1),  # the line is no separator any more
        b"From ada@example.org Sat Mar 16 09:00:00 2024\n\0\0\0\0: " + letter(1),  # no header follows it
        b"\0\0\0\0 2024\n" + letter(1),
    ],
)
def test_a_damaged_beginning_of_a_mailbox_loses_no_message_but_the_first(tmp_path: Path, beginning: bytes) -> None:
    data = beginning + b"\n" + FROM_LINE + letter(2) + b"\n" + FROM_LINE + letter(3)
    for name in ("letters.mbox", "Inbox"):
        (tmp_path / name).write_bytes(data)
        assert MailImporter().identify(Export(tmp_path / name))
        records = read_bytes(tmp_path, data, name)
        assert records[0] == Problem(Origin(name, 1), NO_HEADER)
        assert keys(records[1:]) == ["2@example.org", "3@example.org"]


@pytest.mark.parametrize("lost", [b"", b"\n", b"\r\n\n", b"\xef\xbb\xbf"])
def test_a_mailbox_that_has_lost_its_first_from_line_keeps_every_message(tmp_path: Path, lost: bytes) -> None:
    data = lost + letter(1) + b"\n" + FROM_LINE + letter(2)
    assert keys(read_bytes(tmp_path, data, "Inbox")) == ["1@example.org", "2@example.org"]


@pytest.mark.parametrize("name", ["letter.eml", "17", "cur/letter"])
def test_a_mailbox_inside_of_a_message_is_its_text(tmp_path: Path, name: str) -> None:
    (tmp_path / "cur").mkdir()
    (tmp_path / name).write_bytes(letter(1) + b"\n" + FROM_LINE + letter(2))
    assert keys(read(tmp_path)) == ["1@example.org"]


def test_crlf_lf_and_a_mix_give_the_same_messages(tmp_path: Path) -> None:
    plain, first = mailbox(4), mailbox(2)
    mix = first.replace(b"\n", b"\r\n") + plain.removeprefix(first)
    read = [read_bytes(tmp_path, data) for data in (plain, plain.replace(b"\n", b"\r\n"), mix)]
    assert keys(read[0]) == ["1@example.org", "2@example.org", "3@example.org", "4@example.org"]
    assert read[0] == read[1] == read[2]


def test_a_byte_order_mark_before_the_first_header_is_passed_over(tmp_path: Path) -> None:
    expected = read_bytes(tmp_path, letter(1))
    assert keys(expected) == ["1@example.org"]
    assert read_bytes(tmp_path, b"\xef\xbb\xbf" + letter(1)) == expected
    assert read_bytes(tmp_path, b"\xef\xbb\xbf" + FROM_LINE + letter(1)) == expected


def test_a_header_is_cut_off_at_its_limit_and_the_next_message_is_read() -> None:
    long = FROM_LINE + ADA + b"X-Long: a\n" * 200_000 + b"\nbody\n"
    (_, first), (_, second) = blocks(long + FROM_LINE + b"Subject: two\n\n")
    assert len(first) == MOST_HEADER
    assert first.startswith(b"\nFrom: Ada Moreau")
    assert second == b"\nSubject: two"


def test_a_buffer_smaller_than_the_mailbox_gives_the_same_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"".join(FROM_LINE + letter(n) + b"line\n" * (n * 997 % 90_000) for n in range(60))
    whole = blocks(data)
    monkeypatch.setattr(mbox, "BUFFER", 2 << 20)
    assert len(data) > 8 << 20
    assert blocks(data) == whole
    assert len(whole) == 60


class _Trickle(io.RawIOBase):
    """A stream that gives a few bytes at a time, as a pipe or a ZIP may."""

    def __init__(self, data: bytes, most: int) -> None:
        self._data, self._most, self._at = data, most, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        part = self._data[self._at : self._at + min(self._most, len(buffer))]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)


def test_a_stream_that_trickles_gives_the_same_messages() -> None:
    assert headers(read_range(_Trickle(mailbox(9), 7))) == blocks(mailbox(9))


MANY = mailbox(7) + FROM_LINE.replace(b"\n", b"\r\n") + b"Subject: last\r\n\r\nbody"


@given(st.lists(st.integers(1, len(MANY))))
def test_ranges_of_any_size_give_the_messages_of_the_whole(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(MANY)]
    parts = [blocks(MANY, start, stop) for start, stop in pairwise(edges) if start < stop]
    assert [found for part in parts for found in part] == blocks(MANY)
    assert len(blocks(MANY)) == 8


def test_every_byte_that_is_read_is_told_once(tmp_path: Path) -> None:
    told: list[int] = []
    list(read_range(io.BytesIO(MANY), on_read=told.append))
    assert sum(told) == len(MANY)
