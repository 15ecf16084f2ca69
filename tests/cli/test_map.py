"""`--map` says what the columns of a table hold, and is remembered for every table with that header."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reconnect.cli import main

TABLE = "Wer;Post;Wo\nAda Byron;ada@example.org;London\nCy Twist;cy@example.net;Oslo\n"
MAP = "Wer=formatted_name,Post=emails,Wo=note"


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--db", str(folder / "a.db"), *arguments])


def imported(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    done = run(folder, "import", *arguments, "--format", "json")
    assert done.exit_code == 0, done.output
    found: list[dict[str, Any]] = json.loads(done.stdout)["imports"]
    return found


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_table_that_nobody_knows_is_told_with_what_to_say(table: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "import", str(table))
    what = 'if it is a table of people, say what its columns hold: --map "Name=formatted_name,Mail=emails"'
    assert (done.exit_code, done.stderr) == (2, f"{table}: no importer knows this file; {what}\n")


def test_a_map_tells_what_the_columns_hold(table: Path, tmp_path: Path) -> None:
    (only,) = imported(tmp_path, "--map", MAP, str(table))
    assert (only["importer"], only["read"], only["new"]) == ("table", 2, 2)
    people = json.loads(run(tmp_path, "people", "--format", "json").stdout)
    assert [(each["name"], each["emails"]) for each in people] == [
        ("Ada Byron", ["ada@example.org"]), ("Cy Twist", ["cy@example.net"]),
    ]  # fmt: skip


def test_a_map_is_remembered_for_that_header_alone(table: Path, tmp_path: Path) -> None:
    imported(tmp_path, "--map", MAP, str(table))
    table.write_text(f"{TABLE}Di Moss;di@example.org;Rome\n", encoding="utf-8")
    (again,) = imported(tmp_path, str(table))
    assert (again["read"], again["new"], again["unchanged"]) == (3, 1, 2)
    other = tmp_path / "other.csv"
    other.write_text("Wer;Was\nAda;Tee\n", encoding="utf-8")
    assert run(tmp_path, "import", str(other)).exit_code == 2


def test_a_later_map_takes_the_place_of_an_earlier_one(table: Path, tmp_path: Path) -> None:
    imported(tmp_path, "--map", MAP, str(table))
    (again,) = imported(tmp_path, "--map", "Wer=formatted_name,Post=emails", str(table))
    assert (again["read"], again["new"] + again["changed"]) == (2, 2)


def test_a_map_finds_its_table_in_a_folder(table: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Downloads"
    folder.mkdir()
    (folder / "people.csv").write_bytes(table.read_bytes())
    (folder / "songs.csv").write_text("Title,Artist\nBlue,Ann\n", encoding="utf-8")
    assert [Path(each["path"]).name for each in imported(tmp_path, "--map", MAP, str(folder))] == ["people.csv"]


def test_a_dry_run_remembers_no_map(table: Path, tmp_path: Path) -> None:
    imported(tmp_path, "--dry-run", "--map", MAP, str(table))
    assert run(tmp_path, "import", str(table)).exit_code == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "Wer=formatted_name,Mail=emails",
            "no table here has all of these columns: wer, mail; write them as its first",
        ),
        ("Wer=person", "'person' is no field; choose among: formatted_name, "),
        ("Wer", "'Wer' names no column and field; write COLUMN=FIELD, such as Mail=emails"),
    ],
)
def test_a_map_that_does_not_fit_is_one_line(text: str, says: str, table: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "import", "--map", text, str(table))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"--map: {says}")
