"""The header row, the delimiter and the encoding of a table are found, and a broken row costs no other."""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers import lines
from importers.export import Export
from importers.records import Origin, Problem
from importers.rows import LONGEST_CELL, TOO_LONG, TORN
from importers.tables import Table, delimiter_of

ADA, BO = {"name": "Ada", "city": "Paris"}, {"name": "Bo", "city": "Ghent"}


def header(cells: Sequence[str]) -> Sequence[str] | None:
    return cells if "name" in cells and "city" in cells else None


def read(folder: Path, data: bytes) -> list[dict[str, str] | Problem]:
    path = folder / "t.csv"
    path.write_bytes(data)
    found = list(Table(Export(path).members[0], header))
    if not (len(found) == 1 and found[0][0].record is None):
        assert [origin for origin, _ in found] == [Origin("t.csv", number + 1) for number in range(len(found))]
    return [row for _, row in found]


def problem(record: int, reason: str) -> Problem:
    return Problem(Origin("t.csv", record), reason)


@pytest.mark.parametrize(
    "text",
    [
        "Name,City\nAda,Paris\nBo,Ghent",
        "Name,City\r\nAda,Paris\r\nBo,Ghent\r\n",
        "Name,City\rAda,Paris\rBo,Ghent\r",
        '"Name","City"\n"Ada","Paris"\n"Bo","Ghent"\n',
        "Name;City\nAda;Paris\nBo;Ghent\n",
        "Name\tCity\nAda\tParis\nBo\tGhent\n",
        "sep=;\nName;City\nAda;Paris\nBo;Ghent\n",
        'Notes:\n"Some cities, some names; may be\tmissing."\n\nName,City\nAda,Paris\nBo,Ghent\n',
        "Notes:\r\nSome cities; some names; may be missing.\r\n\r\nName,City\r\nAda,Paris\r\nBo,Ghent\r\n",
        " NAME , City \n Ada , Paris \n\n,\n Bo , Ghent \n",
        "Na\0me,City\nAda,Paris\0\n\0\nB\0o,Ghent\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_whatever_stands_above_and_between(text: str, encoding: str, tmp_path: Path) -> None:
    assert read(tmp_path, text.encode(encoding)) == [ADA, BO]


def test_commas_in_a_cell_do_not_pass_for_the_delimiter(tmp_path: Path) -> None:
    assert read(tmp_path, b"Name;City\nAda, Countess, of, L;Paris\n") == [
        {"name": "Ada, Countess, of, L", "city": "Paris"}
    ]


def test_line_breaks_inside_a_cell_make_no_new_row(tmp_path: Path) -> None:
    rows = read(tmp_path, b'Name,City\n"Ada\n\r\nL.",Paris\nBo,Ghent\n')
    assert rows == [{"name": "Ada\n\r\nL.", "city": "Paris"}, BO]


def test_a_row_that_is_longer_or_shorter_than_the_header_is_a_problem_of_its_own(tmp_path: Path) -> None:
    rows = read(tmp_path, b"Name,City\nAda\nAda,Paris,x\nAda,Paris,,\nBo,Ghent\n")
    assert rows == [
        problem(1, "it has 1 cells where the header has 2"),
        problem(2, "it has 3 cells where the header has 2"),
        problem(3, "it has 4 cells where the header has 2"),
        BO,
    ]


def test_short_rows_are_filled_up_where_a_table_has_several(tmp_path: Path) -> None:
    rows = read(tmp_path, b"Name,City\nAda\nBo,Ghent\nAda\nBo,Ghent\nAda\n")
    assert rows == [{"name": "Ada", "city": ""}, BO] * 2 + [{"name": "Ada", "city": ""}]


def test_empty_cells_behind_the_last_column_are_dropped_where_several_rows_have_them(tmp_path: Path) -> None:
    assert read(tmp_path, b"Name,City\nAda,Paris,\nBo,Ghent,\nAda,Paris,x\nBo,Ghent,\n") == [
        ADA,
        BO,
        problem(3, "it has 3 cells where the header has 2"),
        BO,
    ]


def test_columns_without_a_name_are_left_out_and_need_not_be_there(tmp_path: Path) -> None:
    assert read(tmp_path, b"Name,,City,,\nAda,x,Paris,,\nBo,y,Ghent\n") == [ADA, BO]


def test_two_columns_of_one_name_are_both_reached(tmp_path: Path) -> None:
    def numbered(cells: Sequence[str]) -> Sequence[str] | None:
        return [f"{cell} {cells[:place].count(cell)}" for place, cell in enumerate(cells)] if "name" in cells else None

    path = tmp_path / "t.csv"
    path.write_bytes(b"Name,Phone,Phone\nAda,1,2\n")
    table = Table(Export(path).members[0], numbered)
    assert list(table) == [(Origin("t.csv", 1), {"name 0": "Ada", "phone 0": "1", "phone 1": "2"})]
    assert list(table.picked("phone 1", "fax 0", "name 0")) == [(1, ["2", "", "Ada"])]


def test_the_encoding_may_be_given(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("Name,City\nZden\u011bk,Brno\n".encode("cp1250"))
    table = Table(Export(path).members[0], header, lambda head: ("cp1250", "replace"))
    assert list(table) == [(Origin("t.csv", 1), {"name": "Zden\u011bk", "city": "Brno"})]


def test_a_byte_of_windows_1252_behind_the_head_is_read(tmp_path: Path) -> None:
    many = b"Ada,Paris\n" * 7_000
    rows = read(tmp_path, b"Name,City\n" + many + "Zo\u00eb,K\u00f6ln\n".encode() + "Ren\u00e9,Pau\n".encode("cp1252"))
    assert rows[7_000:] == [{"name": "Zo\u00eb", "city": "K\u00f6ln"}, {"name": "Ren\u00e9", "city": "Pau"}]


STRAY_QUOTES = {
    "at the start of a row": b'"Cy,Rome,x',
    "at the start of a cell": b'Cy,"Rome,x',
    "at the end of a cell": b'Cy,Rome",x',
    "at the end of a row": b'Cy,Rome,x"',
    "in a quoted cell": b'Cy,"Ro"me",x',
    "before a quoted cell": b'Cy,""Rome",x',
    "behind a quoted cell": b'Cy,"Rome"",x',
    "before the delimiter in a quoted cell": b'"Cy","Rome"","x"',
    "in a text of several lines": b'Cy,"One,\nRo"me,\ntwo, three\nand four",x',
    "at the end of a text of several lines": b'Cy,"One,\ntwo, three\nand four"",x',
    "no opening quote before several lines": b'Cy,One\nRome,\ntwo, three\nand four",x',
    "no closing quote behind several lines": b'Cy,"One\nRome,\ntwo, three\nand four,x',
    "a line break for a quote": b'Cy,\nRome",x',
}
AROUND = {
    "no quotes": b"Ada,Paris,1\n",
    "all quoted": b'"Ada","Paris","1"\n',
    "texts of several lines": b'Ada,Paris,"One, ""two\n\n,three, four"\n',
}


@pytest.mark.parametrize("torn", STRAY_QUOTES.values(), ids=STRAY_QUOTES)
@pytest.mark.parametrize("row", AROUND.values(), ids=AROUND)
def test_a_stray_quote_costs_its_row_alone(row: bytes, torn: bytes, tmp_path: Path) -> None:
    (good,) = read(tmp_path, b"Name,City,Note\n" + row)
    for before, behind in ((0, 0), (0, 5), (5, 0), (5, 5), (2, 1)):
        rows = read(tmp_path, b"Name,City,Note\n" + row * before + torn + b"\n" + row * behind)
        damaged = rows.pop(before)
        assert rows == [good] * (before + behind)
        assert isinstance(damaged, Problem)


@pytest.mark.parametrize("row", AROUND.values(), ids=AROUND)
def test_a_quote_inside_of_a_plain_cell_is_a_sign_like_any_other(row: bytes, tmp_path: Path) -> None:
    (good,) = read(tmp_path, b"Name,City,Note\n" + row)
    odd = b'Bo "Lund,Rome,5" wide\nCy,Ro"me,x\n'
    assert read(tmp_path, b"Name,City,Note\n" + row + odd + row) == [
        good,
        {"name": 'Bo "Lund', "city": "Rome", "note": '5" wide'},
        {"name": "Cy", "city": 'Ro"me', "note": "x"},
        good,
    ]


def test_a_row_that_is_no_row_is_told_with_its_lines(tmp_path: Path) -> None:
    data = b'Id,Name,City\n1,"He said "no" to\nthe king,\nand left",Rome\n2,Ada,Paris\n'
    reason = "its cells cannot be told apart, because a quotation mark is missing or one too many"
    assert read(tmp_path, data) == [problem(1, f"{reason} (lines 2 to 4 of the file)"), {"id": "2"} | ADA]


def test_torn_rows_beside_each_other_are_problems_each(tmp_path: Path) -> None:
    rows = read(tmp_path, b'Name,City\nAda,Paris\nCy\nCy,Rome,x\n"Cy,Rome\nBo,Ghent\n')
    assert rows == [
        ADA,
        problem(2, "it has 1 cells where the header has 2"),
        problem(3, "it has 3 cells where the header has 2"),
        problem(4, TORN),
        BO,
    ]


def test_two_rows_that_a_lost_line_break_joins_are_one_problem(tmp_path: Path) -> None:
    rows = read(tmp_path, b"Name,City\nAda,Paris\nCy,RomeDi,Bonn\nBo,Ghent\n")
    assert rows == [ADA, problem(2, "it has 3 cells where the header has 2"), BO]


def test_a_row_that_a_line_break_splits_is_one_problem(tmp_path: Path) -> None:
    rows = read(tmp_path, b"Id,Name,City\n1,Ada,Paris\n2,Cy\nRome\n1,Ada,Paris\n")
    assert rows == [
        {"id": "1"} | ADA,
        problem(2, "it has 2 cells where the header has 3 (lines 3 to 4 of the file)"),
        {"id": "1"} | ADA,
    ]


def test_two_quotes_in_a_cell_without_quotes_are_text(tmp_path: Path) -> None:
    assert read(tmp_path, b'Name,City\nAda "Countess" L,Paris\n') == [{"name": 'Ada "Countess" L', "city": "Paris"}]


def test_a_cell_over_the_limit_costs_its_row_alone(tmp_path: Path) -> None:
    long = b"x" * (LONGEST_CELL + 1)
    assert read(tmp_path, b"Name,City\nAda,Paris\nCy," + long + b"\nBo,Ghent\n") == [
        ADA,
        problem(2, TOO_LONG),
        BO,
    ]


def test_a_cell_of_half_a_million_characters_is_read(tmp_path: Path) -> None:
    (row,) = read(tmp_path, b"Name,City\nAda," + b"x" * 500_000 + b"\n")
    assert row == {"name": "Ada", "city": "x" * 500_000}


def test_a_line_over_the_limit_costs_its_row_alone(tmp_path: Path) -> None:
    rows = read(tmp_path, b"Name,City\nCy," + b"x" * (3 * lines.LONGEST_LINE) + b"\nBo,Ghent\n")
    assert rows == [problem(1, TOO_LONG), BO]


@pytest.mark.parametrize(
    "line", [b'b","\n', b'"a\n', b"a,b,c\n", b'Ada,Paris\n"Bo,c\n', b'"""\n', b',"\n', b'Ada,5" disk\n']
)
def test_a_file_that_is_torn_all_over_is_read_line_by_line_and_not_again_and_again(
    line: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = 0

    def counted(self: lines.Lines, number: int) -> str:
        nonlocal reads
        reads += 1
        return kept(self, number)

    kept = lines.Lines.__getitem__
    monkeypatch.setattr(lines.Lines, "__getitem__", counted)
    read(tmp_path, b"Name,City\n" + line * 500)
    few, reads = reads, 0
    read(tmp_path, b"Name,City\n" + line * 2_000)
    assert reads < 5 * few + 100


def test_a_file_without_a_header_row_is_one_problem(tmp_path: Path) -> None:
    assert read(tmp_path, b"Notes:\n" * 30 + b"Name,City\nAda,Paris\n") == [
        Problem(Origin("t.csv"), "no header row was found in its first 20 rows")
    ]


def test_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    assert read(tmp_path, b"") == []


def test_no_delimiter_fits_a_foreign_head() -> None:
    assert delimiter_of(b"\x89PNG\r\n\x1a\n\0\0", header) is None
    assert delimiter_of(b"x;name;city\n", header) == ";"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_byte_lost_from_utf_16_costs_its_row_alone(encoding: str, end: str, tmp_path: Path) -> None:
    lines = ["Name,City", "Ada,Paris", "Cy,Rome", "Bo,Ghent", "Bo,Ghent", ""]
    whole = end.join(lines).encode(encoding)
    begin = end.join(lines[:2]).encode(encoding)
    for at in range(len(begin) + 2 * len(end), len(begin) + 2 * len(end) + 2 * len("Cy,Rome")):
        for damaged in (whole[:at] + whole[at + 1 :], whole[:at] + b"x" + whole[at:]):
            rows = read(tmp_path, damaged)
            assert rows[0] == ADA
            assert rows[-2:] == [BO, BO]
            assert len(rows) == 4


def test_zeros_over_a_row_are_told(tmp_path: Path) -> None:
    rows = read(tmp_path, b"Name,City\nAda,Paris\n" + bytes(8) + b"\nBo,Ghent\nB" + bytes(7) + b"ent\nBo,Ghent\n")
    reason = "some bytes were overwritten with zeros"
    assert rows == [ADA, problem(2, reason), BO, problem(4, reason), BO]


def test_zeros_over_the_header_row_are_told_and_the_rows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"Name,City," + bytes(8) + b"\nAda,Paris,x\n")
    reason = "in its header row some bytes were overwritten with zeros"
    assert list(Table(Export(path).members[0], header)) == [
        (Origin("t.csv"), Problem(Origin("t.csv"), reason)),
        (Origin("t.csv", 1), {"name": "Ada", "city": "Paris"}),
    ]


def test_a_header_row_in_which_another_row_is_lost_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"Name,City,Ada,Paris\n" + b"Bo,Ghent\n" * 4)
    found = list(Table(Export(path).members[0], header))
    reason = "no row has as many cells as its header row (4), in which another may be lost"
    assert [row for _, row in found[:-1]] == [BO | {"ada": "", "paris": ""}] * 4
    assert found[-1] == (Origin("t.csv"), Problem(Origin("t.csv"), reason))


def test_a_row_with_another_delimiter_than_the_header_is_a_problem(tmp_path: Path) -> None:
    rows = read(tmp_path, b"Name,City\nAda,Paris\nAda\tParis\nBo,Ghent\n")
    assert rows == [ADA, problem(2, "it has 1 cells where the header has 2"), BO]


def test_a_colon_may_stand_between_cells(tmp_path: Path) -> None:
    assert read(tmp_path, b"Name:City\nAda:Paris\n") == [ADA]


def test_the_quote_that_ends_a_cell_may_stand_before_one_that_begins_with_a_delimiter(tmp_path: Path) -> None:
    rows = read(tmp_path, b'Id,Name,City\n1,"Cy,Rome\n2,Ada,", Paris"\n3,Bo,Ghent\n')
    assert rows == [problem(1, TORN), {"id": "2", "name": "Ada", "city": ", Paris"}, {"id": "3"} | BO]


EDGE = st.sampled_from("abcxyz")
TEXTS = st.just("") | EDGE | st.builds("{}{}{}".format, EDGE, st.text('ab\n,;" x', max_size=12), EDGE)


@st.composite
def damaged_tables(draw: st.DrawFn) -> tuple[list[list[str]], str, int, int]:
    """The rows of a table; its text with one damage; up to which row, and from which row on it is whole."""
    width = draw(st.integers(2, 8))
    rows = draw(st.lists(st.lists(TEXTS, min_size=width, max_size=width).filter(any), min_size=1, max_size=7))
    end = draw(st.sampled_from(("\n", "\r\n")))
    quoting: Literal[0, 1] = draw(st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)))
    written = []
    for row in [[f"name {place}" for place in range(width)], *rows]:
        out = io.StringIO(newline="")
        csv.writer(out, quoting=quoting, lineterminator=end).writerow(row)
        written.append(out.getvalue())
    starts = [0, *accumulate(map(len, written))]
    at = draw(st.integers(starts[1], starts[-1] - 1))
    hit = bisect_right(starts, at) - 2
    text, new = "".join(written), draw(st.sampled_from('"\n,ax'))
    damaged = draw(st.sampled_from((new, "", text[at] * 2, new + text[at])))
    joins_next = at >= starts[hit + 2] - len(end)
    before = hit - (at == starts[hit + 1] and len(damaged) == 2)
    return rows, text[:at] + damaged + text[at + 1 :], before, hit + 1 + joins_next


@settings(deadline=None, max_examples=300)
@given(damaged_tables())
def test_rows_that_damage_does_not_touch_arrive(
    tmp_path_factory: pytest.TempPathFactory, table: tuple[list[list[str]], str, int, int]
) -> None:
    rows, text, before, behind = table
    path = tmp_path_factory.getbasetemp() / "damaged.csv"
    path.write_text(text, encoding="utf-8", newline="")
    read = Table(Export(path).members[0], lambda cells: cells if "name 0" in cells else None)
    found = [row if isinstance(row, Problem) else list(row.values()) for _, row in read]
    assert found[: max(before, 0)] == rows[: max(before, 0)]
    assert found[len(found) - len(rows[behind:]) :] == rows[behind:]


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t")).map(str.strip)


@settings(deadline=None)
@given(rows=st.lists(st.tuples(CELLS.filter(bool), CELLS)), delimiter=st.sampled_from(lines.DELIMITERS))
def test_what_is_written_as_csv_is_read_again(
    rows: list[tuple[str, str]], delimiter: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "t.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerows([("Name", "City"), *rows])
    found = [row for _, row in Table(Export(path).members[0], header)]
    assert found == [{"name": name, "city": city} for name, city in rows]
