"""The header row, the delimiter and the encoding of a table are found, and a broken row costs no other."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers import tables
from importers.export import Export
from importers.records import Origin, Problem
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


def broken(record: int, reason: str) -> Problem:
    return Problem(Origin("t.csv", record), f"its cells cannot be told apart ({reason})")


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


def test_a_short_row_is_filled_up_and_a_long_one_is_a_problem(tmp_path: Path) -> None:
    rows = read(tmp_path, b"Name,City\nAda\nAda,Paris,,\nAda,Paris,x\nBo,Ghent\n")
    long = Problem(Origin("t.csv", 3), "it has 3 cells where the header has 2")
    assert rows == [{"name": "Ada", "city": ""}, ADA, long, BO]


def test_a_byte_of_windows_1252_behind_the_head_is_read(tmp_path: Path) -> None:
    many = b"Ada,Paris\n" * 7_000
    rows = read(tmp_path, b"Name,City\n" + many + "Zo\u00eb,K\u00f6ln\n".encode() + "Ren\u00e9,Pau\n".encode("cp1252"))
    assert rows[7_000:] == [{"name": "Zo\u00eb", "city": "K\u00f6ln"}, {"name": "Ren\u00e9", "city": "Pau"}]


def test_a_quote_that_is_never_closed_costs_its_row_alone(tmp_path: Path) -> None:
    rows = read(tmp_path, b'Name,City\nAda,Paris\n"Cy,Rome\nBo,Ghent\nBo,Ghent\n')
    assert rows == [ADA, broken(2, "unexpected end of data"), BO, BO]


def test_a_quote_that_is_closed_in_a_later_row_costs_its_row_alone(tmp_path: Path) -> None:
    rows = read(tmp_path, b'Name,City\n"Cy,Rome\nBo,Ghent\n"Ada","Paris"\n')
    assert rows == [broken(1, "',' expected after '\"'"), BO, ADA]


def test_the_remains_of_a_broken_row_are_no_rows(tmp_path: Path) -> None:
    data = b'Id,Name,City\n1,"He said "no" to\nthe king,\nand left",Rome\n2,Ada,Paris\n'
    assert read(tmp_path, data) == [broken(1, "',' expected after '\"'"), {"id": "2"} | ADA]


def test_a_cell_over_the_limit_costs_its_row_alone(tmp_path: Path) -> None:
    rows = read(tmp_path, b"Name,City\nAda,Paris\nCy," + b"x" * (tables.LONGEST_CELL + 1) + b"\nBo,Ghent\n")
    assert rows == [ADA, broken(2, f"field larger than field limit ({tables.LONGEST_CELL})"), BO]


def test_a_line_over_the_limit_costs_its_row_alone(tmp_path: Path) -> None:
    rows = read(tmp_path, b"Name,City\nCy," + b"x" * (3 * tables.LONGEST_LINE) + b"\nBo,Ghent\n")
    assert rows == [broken(1, f"field larger than field limit ({tables.LONGEST_CELL})"), BO]


def test_a_file_that_is_broken_all_over_is_not_read_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MOST_LINES_READ_AGAIN", 100)
    with pytest.raises(csv.Error, match="unexpected end of data"):
        read(tmp_path, b"Name,City\n" + b'b","\n' * 1_000)


def test_a_file_without_a_header_row_is_one_problem(tmp_path: Path) -> None:
    assert read(tmp_path, b"Notes:\n" * 30 + b"Name,City\nAda,Paris\n") == [
        Problem(Origin("t.csv"), "no header row was found in its first 20 rows")
    ]


def test_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    assert read(tmp_path, b"") == []


def test_no_delimiter_fits_a_foreign_head() -> None:
    assert delimiter_of(b"\x89PNG\r\n\x1a\n\0\0", header) is None
    assert delimiter_of(b"x;name;city\n", header) == ";"


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t")).map(str.strip)


@given(rows=st.lists(st.tuples(CELLS.filter(bool), CELLS)), delimiter=st.sampled_from(tables.DELIMITERS))
def test_what_is_written_as_csv_is_read_again(
    rows: list[tuple[str, str]], delimiter: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerows([("Name", "City"), *rows])
    found = [row for _, row in Table(Export(path).members[0], header)]
    assert found == [{"name": name, "city": city} for name, city in rows]
