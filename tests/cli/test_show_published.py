"""What somebody published is shown, listed, reported and written about, and no title acts on whoever looks."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from invented import NOW, card, write_cards

from reconnect.cli import main
from reconnect.report.facts import Published
from reconnect.store.opening import open_writer
from reconnect.store.published import write

PAGE = "https://katie.example/"
KATIE = card("Katie O'Neil", "N:O'Neil;Katie;;;", "EMAIL:katie@harbour.example", f"URL:{PAGE}", "UID:k9")
THINGS = [
    Published(PAGE, f"{PAGE}{name}", title, day)
    for name, title, day in (
        ("glazes", "Glazes without lead", date(2026, 11, 3)), ("kilns", "Cold kilns", date(2026, 5, 1)),
        ("clay", "Wild clay", date(2025, 1, 1)), ("about", "About me", None),
    )
]  # fmt: skip
HOSTILE = "\x1b]0;x\x07Clay \u202eevil <script>alert(1)</script> =cmd|' /C calc'!A0 " + "x" * 10_000


class Program:
    """The command line with a database of its own."""

    def __init__(self, database: Path) -> None:
        self.database = database

    def say(self, *arguments: str) -> str:
        done = CliRunner().invoke(main, ["--db", str(self.database), *arguments])
        assert done.exit_code == 0, done.output
        return done.stdout

    def found(self, *things: Published) -> None:
        with closing(open_writer(self.database)) as conn:
            write(conn, PAGE, things, f"{len(things)} things", NOW)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys.modules["reconnect.cli.drafts"], "now", lambda: NOW)
    program = Program(tmp_path / "data" / "reconnect.db")
    program.say("import", str(write_cards(tmp_path / "a.vcf", [KATIE])))
    return program


def test_the_newest_few_are_shown_with_day_and_address(program: Program) -> None:
    program.found(*THINGS)
    shown = program.say("show", "katie").splitlines()
    assert shown[3:6] == [
        '  published  "Glazes without lead", 3 November 2026,',
        "             https://katie.example/glazes",
        '             "Cold kilns", 1 May 2026, https://katie.example/kilns',
    ]
    told = json.loads(program.say("show", "katie", "--format", "json"))["published"]
    assert told == [{**each._asdict(), "day": each.day and each.day.isoformat()} for each in THINGS]


def test_what_bears_no_day_is_shown_without_one(program: Program) -> None:
    program.found(THINGS[3])
    assert '  published  "About me", https://katie.example/about\n' in program.say("show", "katie")


def test_all_of_it_is_listed_among_what_is_stored(program: Program) -> None:
    program.found(*THINGS[:1])
    stored = [" ".join(line.split()) for line in program.say("show", "katie", "--stored").splitlines()]
    assert stored[stored.index("Published") + 1] == "2026-11-03 Glazes without lead https://katie.example/glazes"
    assert stored[stored.index("Pages looked at") + 1] == "2026-11-22 https://katie.example/ 1 things"


def test_the_draft_says_what_to_read_before_it_is_sent(program: Program) -> None:
    program.found(*THINGS)
    drafted = program.say("draft", "katie", "--as-of", "2026-11-22", "--explain")
    line = "  Read it before you send: https://katie.example/glazes\n"
    assert drafted.count(line) == 1
    assert "published: Glazes without lead, 2026-11-03: https://katie.example/glazes," in drafted
    assert line in program.say("drafts", "show", "1")


def test_a_draft_about_something_else_names_nothing_to_read(program: Program) -> None:
    assert "Read it" not in program.say("draft", "katie", "--as-of", "2026-11-22")


@pytest.mark.parametrize(
    ("format", "tag"),
    [
        ("terminal", "<script"),
        ("html", "&lt;script"),
        ("markdown", r"\<script"),
        ("csv", "<script"),
        ("json", "<script"),
    ],
)
def test_a_hostile_title_acts_in_no_report(program: Program, format: str, tag: str) -> None:
    program.found(THINGS[0]._replace(title=HOSTILE, address=f"{PAGE}<b>{'x' * 500}"))
    said = program.say("forgotten", "--as-of", "2026-11-22", "--format", format)
    assert not {c for c in said if (c < " " and c != "\n") or c == "\u202e"}
    assert tag in said
    assert "<script" not in said.replace(tag, "")
    assert len(said) < 20_000
    if format == "terminal":
        assert max(map(len, said.splitlines())) <= 80


def test_a_hostile_title_acts_neither_where_it_is_shown_nor_in_a_letter(program: Program) -> None:
    program.found(THINGS[0]._replace(title=HOSTILE))
    for command in (("show", "katie"), ("show", "katie", "--stored"), ("draft", "katie", "--as-of", "2026-11-22")):
        said = program.say(*command)
        assert not {c for c in said if (c < " " and c != "\n") or c == "\u202e"}
        assert max(map(len, said.splitlines())) <= 80
    assert "Clay" not in said


def test_an_address_that_is_no_web_address_is_a_link_nowhere(program: Program) -> None:
    program.found(THINGS[0]._replace(address="javascript:alert(1)"))
    assert "href" not in program.say("forgotten", "--as-of", "2026-11-22", "--format", "html")


def test_why_somebody_is_listed_fits_the_terminal(program: Program) -> None:
    program.found(THINGS[0]._replace(day=date(2026, 11, 22) - timedelta(days=60)))
    told = program.say("forgotten", "--as-of", "2026-11-22", "--explain", "katie")
    assert "published, 23 September 2026" in told
    assert max(map(len, told.splitlines())) <= 80
