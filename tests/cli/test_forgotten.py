"""forgotten: what is new, the person of the week, and all that is behind a place, at a terminal."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner
from invented import take_in, write_everything

from reconnect.archive import Archive
from reconnect.cli import main

AS_OF = ("--as-of", "2026-11-22")


@pytest.fixture
def database(archive: Archive, tmp_path: Path) -> Path:
    take_in(archive, *write_everything(tmp_path))
    return archive.path


def say(database: Path, *arguments: str) -> str:
    done = CliRunner().invoke(main, ["--db", str(database), *arguments, *AS_OF])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_second_report_has_nobody_new_and_says_where_the_others_are(database: Path) -> None:
    assert say(database, "forgotten", "--since-last") == say(database, "forgotten")
    told = say(database, "forgotten", "--since-last")
    assert "\nNobody new since the report of 22 November 2026; " in told
    assert json.loads(say(database, "forgotten", "--since-last", "--format", "json"))["rows"] == []


def test_every_report_is_remembered_also_one_in_a_file(database: Path, tmp_path: Path) -> None:
    say(database, "forgotten", "--format", "json", "--output", str(tmp_path / "a.json"))
    assert json.loads((tmp_path / "a.json").read_text())["rows"]
    assert json.loads(say(database, "forgotten", "--since-last", "--format", "json"))["rows"] == []


def test_a_report_that_cannot_be_remembered_is_told_all_the_same(database: Path) -> None:
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("begin immediate")
    done = CliRunner().invoke(main, ["--db", str(database), "forgotten", *AS_OF])
    other.close()
    assert (done.exit_code, done.stdout.startswith("Who have I forgotten?")) == (0, True)
    assert done.stderr == (
        f"{database}: another reconnect is writing to it; wait for it, or end it "
        "(this report is not remembered for --since-last)\n"
    )


def test_the_person_of_the_week_comes_with_three_questions(database: Path) -> None:
    told = say(database, "forgotten", "--random")
    assert told == say(database, "forgotten", "--random")
    assert told.count("?\n") >= 4
    as_json = json.loads(say(database, "forgotten", "--random", "--format", "json"))
    assert (len(as_json["rows"]), len(as_json["questions"])) == (1, 3)
    assert f"reconnect note {as_json['rows'][0]['person']} --met TEXT" in told


def test_anybody_is_explained_listed_or_not(database: Path) -> None:
    told = say(database, "forgotten", "--explain", "katie@harbour.example")
    assert "Listed as a real tie that has gone quiet, 1 of 1." in told
    assert "  intercept" in told
    as_json = json.loads(say(database, "forgotten", "--explain", "katie@harbour.example", "--format", "json"))
    assert (as_json["group"], as_json["place"], len(as_json["terms"]), len(as_json["rules"])) == ("lapsed", 1, 9, 10)
    assert "Not listed" in say(database, "forgotten", "--explain", "Bela Nagy")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("--random", "--since-last"), "Error: --since-last, --random and --explain go one at a time"),
        (
            ("--explain", "katie@harbour.example", "--format", "csv"),
            "Error: --explain goes with --format terminal or json",
        ),
        (("--explain", "nobody"), "nobody: nobody has that name, e-mail address or id; say: reconnect people"),
    ],
)
def test_what_makes_no_sense_is_one_line(database: Path, arguments: tuple[str, ...], line: str) -> None:
    done = CliRunner().invoke(main, ["--db", str(database), "forgotten", *arguments])
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, line)


def test_an_organisation_is_never_listed_and_the_line_says_so(database: Path) -> None:
    done = CliRunner().invoke(main, ["--db", str(database), "forgotten", "--explain", "news@letters.example"])
    assert done.exit_code == 2
    assert "this is no human being, and is never listed" in done.stderr


def test_before_anything_is_imported_nothing_is_remembered(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    assert "Nothing is imported yet" in say(database, "forgotten")
    assert not database.exists()


def test_sql_tells_whom_the_last_report_told_of_in_its_order(database: Path) -> None:
    report = json.loads(say(database, "forgotten", "--limit", "0", "--format", "json"))
    rows = sqlite3.connect(database).execute(
        'select as_of, place, person, name, "group", contact_days, first_contact, last_contact from forgotten'
    )
    assert rows.fetchall() == [
        ("2026-11-22", place, *(row[key] for key in ("person", "name", "group", "contact_days")), *days(row))
        for place, row in enumerate(report["rows"], 1)
    ]


def days(row: dict[str, str | None]) -> tuple[str | None, str | None]:
    return row["first_contact"], row["last_contact"]


def test_every_column_of_the_view_is_one_of_the_report(database: Path) -> None:
    (row, *_) = json.loads(say(database, "forgotten", "--format", "json"))["rows"]
    cursor = sqlite3.connect(database).execute("select * from forgotten")
    assert {column[0] for column in cursor.description} - row.keys() == {"as_of", "place"}
