"""One bad record costs no other, and no byte of a text is lost."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers import reading
from importers.export import Export, Member, UnreadableExport
from importers.reading import (
    ELSE_WINDOWS_1252,
    codec_of,
    decode,
    decoder,
    encoding_of,
    guarded,
    natural_key,
    numbered,
    unbroken,
)
from importers.records import Contact, Interaction, InteractionBlock, Origin, Problem, Record, Skipped

FIRST, SECOND, THIRD = (Origin("a.csv", number) for number in (1, 2, 3))


def contact(origin: Origin, name: str) -> Contact:
    return Contact(key=name, origin=origin, formatted_name=name)


def test_a_row_that_raises_becomes_its_problem_and_loses_no_other() -> None:
    def build(origin: Origin, name: str) -> Contact:
        if not name:
            raise ValueError("it has no name")
        return contact(origin, name)

    rows = [(FIRST, "Ada"), (SECOND, ""), (THIRD, "Bo")]
    assert list(guarded(rows, build)) == [
        contact(FIRST, "Ada"),
        Problem(SECOND, "it has no name"),
        contact(THIRD, "Bo"),
    ]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ValueError(), "it could not be read"),
        (KeyError("name"), "it could not be read (KeyError)"),
        (RecursionError("deep"), "it could not be read (RecursionError)"),
    ],
)
def test_an_error_without_a_sentence_is_named_by_its_type(error: Exception, reason: str) -> None:
    def build(origin: Origin, row: str) -> Contact:
        raise error

    assert list(guarded([(FIRST, "Ada")], build)) == [Problem(FIRST, reason)]


def test_a_row_that_is_a_problem_already_stays_that_problem() -> None:
    rows: list[tuple[Origin, str | Problem]] = [(FIRST, Problem(FIRST, "it has 9 cells")), (SECOND, "Ada")]
    assert list(guarded(rows, contact)) == [Problem(FIRST, "it has 9 cells"), contact(SECOND, "Ada")]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (UnreadableExport("it is too large"), "the rest of the file could not be read: it is too large"),
        (zlib.error("invalid block type"), "the rest of the file could not be read: invalid block type"),
        (EOFError(), "the rest of the file could not be read: EOFError"),
    ],
)
def test_a_file_that_breaks_keeps_what_was_read_and_ends_with_one_problem(
    error: Exception, reason: str, tmp_path: Path
) -> None:
    def records() -> Iterator[Record]:
        yield contact(FIRST, "Ada")
        raise error

    (tmp_path / "a.csv").write_bytes(b"")
    (member,) = Export(tmp_path / "a.csv").members
    assert list(unbroken(member, records())) == [contact(FIRST, "Ada"), Problem(Origin("a.csv"), reason)]


class Gathered:
    """Gathers names; a lower-case one is left out, an empty one raises, and one with a digit fails."""

    def __init__(self) -> None:
        self.names: list[tuple[int, str]] = []

    def __len__(self) -> int:
        return len(self.names)

    def add(self, record: int, row: str) -> Skipped | None:
        if not row:
            raise ValueError("it has no name")
        if row[-1].isdigit():
            raise ZeroDivisionError
        if row.islower():
            return Skipped(Origin("a.csv", record), "drafts")
        self.names.append((record, row))
        return None

    def take(self) -> InteractionBlock:
        names, self.names = self.names, []
        return InteractionBlock.pack(
            [
                Interaction(key=name, origin=Origin("a.csv", record), channel="mail", at=None, participants=())
                for record, name in names
            ]
        )


def member(folder: Path) -> Member:
    (folder / "a.csv").write_bytes(b"")
    return Export(folder / "a.csv").members[0]


def told(record: Record) -> str | Record:
    return ", ".join(each.key for each in record) if isinstance(record, InteractionBlock) else record


def test_rows_are_gathered_in_blocks_and_what_is_lost_follows_its_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "ROWS_A_BLOCK", 4)
    bad = Problem(SECOND, "it has 9 cells")
    names: list[str | Problem] = ["Ada", bad, "Bo", "", "cy", "x1", "Di"]
    found = reading.gathered(member(tmp_path), enumerate(names, 1), Gathered())
    assert [told(record) for record in found] == [
        "Ada, Bo",
        bad,
        Problem(Origin("a.csv", 4), "it has no name"),
        "Di",
        Skipped(Origin("a.csv", 5), "drafts"),
        Problem(Origin("a.csv", 6), "it could not be read (ZeroDivisionError)"),
    ]


def test_rows_of_a_file_that_breaks_are_not_lost(tmp_path: Path) -> None:
    def rows() -> Iterator[tuple[int, str]]:
        yield 1, "Ada"
        raise EOFError("it ends too soon")

    found = reading.gathered(member(tmp_path), rows(), Gathered())
    reason = "the rest of the file could not be read: it ends too soon"
    assert [told(record) for record in found] == ["Ada", Problem(Origin("a.csv"), reason)]


def test_equal_keys_are_told_apart_by_numbers() -> None:
    records: list[Record] = [
        contact(FIRST, "Ada"),
        Skipped(SECOND, "drafts"),
        contact(SECOND, "Ada"),
        contact(THIRD, "Ada"),
    ]
    assert [record.key for record in numbered(records) if isinstance(record, Contact)] == ["Ada", "Ada#2", "Ada#3"]
    assert list(numbered(records[:2])) == records[:2]


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        (("uid-1", "https://example.org/ada", "Ada", "ada@example.org"), "uid-1"),
        (("", "https://example.org/ada", "Ada", "ada@example.org"), "https://example.org/ada"),
        (("", "", "Ada", "", "+1 555 0100"), "Ada\x1f+1 555 0100"),
        (("", "", "Ada"), "Ada\x1f"),
    ],
)
def test_a_key_is_the_best_thing_known(parts: tuple[str, ...], key: str) -> None:
    assert natural_key(*parts) == key


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"", "utf-8"),
        (b"plain", "utf-8"),
        ("Zo\u00eb".encode(), "utf-8"),
        ("Zo\u00eb".encode("utf-8-sig"), "utf-8-sig"),
        ("Zo\u00eb".encode("cp1252"), "utf-8"),
        ("Zo\u00eb".encode("utf-16"), "utf-16"),
        ("Zo\u00eb, Ada".encode("utf-16-le"), "utf-16-le"),
        ("Zo\u00eb, Ada".encode("utf-16-be"), "utf-16-be"),
        (b"Ada, Bo" + bytes(40) + b"Cy, Di", "utf-8"),
        ("\u017bywia, \u0141ucja".encode("utf-16-le"), "utf-16-le"),
    ],
)
def test_the_encoding_is_told_by_the_bytes(data: bytes, encoding: str) -> None:
    assert encoding_of(data) == encoding


def test_one_byte_of_windows_1252_leaves_the_other_names_as_they_are() -> None:
    data = "Zo\u00eb\n".encode() + "Ren\u00e9\n".encode("cp1252") + "\u0141ucja\n".encode()
    assert decode(data) == "Zo\u00eb\nRen\u00e9\n\u0141ucja\n"


def test_a_picture_is_read_byte_for_byte_and_never_refused() -> None:
    assert len(decode(bytes(range(256)) * 256)) == 65_536
    assert codec_of(bytes(range(256))) == ("latin-1", "strict")
    assert codec_of("Zo\u00eb\x02\x0b\n".encode() * 10) == ("utf-8", ELSE_WINDOWS_1252)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_all_unicode_text_comes_back_from_utf_8(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == text


@given(st.text("abc \u00e9\u00fc\u00df\u00d8", min_size=1))
def test_all_windows_1252_text_comes_back_unless_it_reads_as_utf_8(text: str) -> None:
    data = text.encode("cp1252")
    try:
        data.decode()
    except UnicodeDecodeError:
        assert decode(data) == text


LINES = st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20), max_size=5)


@given(LINES, st.sampled_from(["utf-16", "utf-16-le", "utf-16-be"]), st.integers(1, 50))
def test_utf_16_is_read_in_pieces_of_any_size(lines: list[str], encoding: str, size: int) -> None:
    text = "\r\n".join(lines)
    data = text.encode(encoding)
    reader = decoder(encoding, "replace")
    pieces = [reader.decode(data[at : at + size]) for at in range(0, len(data), size)]
    assert "".join([*pieces, reader.decode(b"", True)]) == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_byte_that_is_lost_or_added_costs_a_line_of_utf_16(encoding: str) -> None:
    text = "Ada Lane\r\n\u0141ucja \u017b\u00f3\u0142\u0107\r\n\u0410\u043d\u043d\u0430, 1\n\nBo\r\n"
    data = text.encode(encoding)
    for at in range(4, len(data)):
        for damaged in (data[:at] + data[at + 1 :], data[:at] + b"." + data[at:]):
            lines = decoder(encoding, "replace").decode(damaged, True).split("\n")
            assert len(set(text.split("\n")) - set(lines)) <= 2


@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    assert isinstance(decode(data), str)
