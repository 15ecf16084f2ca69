"""What became of drafts, at a terminal: what an import found, what to do about it, and what it says in all."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from invented import KATIE, ME, TEO, Mail, exchanged, write_mbox
from invented_reports import FAILURES

from reconnect.cli import main
from reconnect.report.words import day_words

NOW = datetime.now(UTC)
OLD = [*exchanged(KATIE, ["2016-03-01", "2017-01-20", "2019-02-11"], "The kiln"), (TEO, ME, "2025-03-02", "A room?")]


def at(days: int) -> str:
    return (NOW + timedelta(days=days)).isoformat()[:16]


def day(days: int) -> str:
    return at(days)[:10]


def run(database: Path, *arguments: str) -> Result:
    done = CliRunner().invoke(main, ["--db", str(database), *arguments])
    assert done.exit_code == 0, done.output
    return done


def say(database: Path, *arguments: str) -> str:
    return run(database, *arguments).stdout


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database in which draft 1 to Katie and draft 2 to Teo are open."""
    path = tmp_path / "reconnect.db"
    run(path, "import", str(write_mbox(tmp_path / "old.mbox", OLD)))
    run(path, "me", "add", "ines@duarte.example")
    run(path, "draft", "katie")
    run(path, "draft", "teo")
    return path


def come_in(database: Path, *mails: Mail) -> Result:
    return run(database, "import", str(write_mbox(database.parent / "new.mbox", mails)))


def come_back(database: Path) -> Result:
    """Katie's letter is sent and comes back on the next day."""
    path = write_mbox(database.parent / "new.mbox", [(ME, KATIE, at(1), "The kiln")])
    told = FAILURES["qmail"].replace("Message-ID: {message}\n", "")
    told = told.format(at=format_datetime(NOW + timedelta(days=2)), failed="katie@harbour.example")
    path.write_text(f"{path.read_text()}From MAILER-DAEMON Thu Jan  1 00:00:00 2026\n{told}\n\n")
    return run(database, "import", str(path))


def test_an_import_says_in_a_line_what_became_of_a_draft(database: Path) -> None:
    done = come_in(database, (ME, KATIE, at(1), "The kiln"), (KATIE, ME, at(2), "Re: The kiln"))
    sent, answered = (day_words((NOW + timedelta(days=days)).date()) for days in (1, 2))
    answered = answered.removesuffix(sent[-5:])
    assert done.stderr == f"Draft 1 to Katie O'Neil: sent on {sent}, answered on {answered}.\n"
    assert come_in(database, (ME, KATIE, at(1), "The kiln"), (KATIE, ME, at(2), "Re: The kiln")).stderr == ""


def test_outside_programs_are_told_as_well(database: Path) -> None:
    path = write_mbox(database.parent / "new.mbox", [(ME, KATIE, at(1), "The kiln")])
    told = json.loads(say(database, "import", str(path), "--format", "json"))["outcomes"]
    katie = json.loads(say(database, "drafts", "--format", "json"))[0]["person"]
    assert told == [{"draft": 1, "person": katie, "name": "Katie O'Neil", "outcome": "sent", "day": day(1)}]


def test_a_letter_that_came_back_says_what_to_do(database: Path) -> None:
    assert "bounced on" in come_back(database).stderr
    listed = say(database, "drafts").splitlines()
    assert listed[0].endswith(f"bounced {day(2)}")
    assert "Draft 1 came back from katie@harbour.example: write to another address." in listed
    told = say(database, "forgotten", "--explain", "katie", "--as-of", day(3))
    assert "bounced" not in told
    assert json.loads(say(database, "draft", "katie", "--format", "json"))[0]["id"] == 3
    assert "came back" not in say(database, "drafts")


def test_what_was_found_remains_when_what_was_said_is_taken_back(database: Path) -> None:
    come_in(database, (ME, KATIE, at(1), "The kiln"))
    say(database, "drafts", "mark", "1", "dropped")
    assert say(database, "drafts", "mark", "1", "clear") == (
        f"Draft 1 to Katie O'Neil: what you said is taken back; sent {day(1)} remains, as an import shows it.\n"
    )
    say(database, "drafts", "mark", "2", "dropped")
    assert say(database, "drafts", "mark", "2", "clear") == "Draft 2 to Teo Marchetti is open again.\n"


def test_nobody_types_that_a_letter_came_back(database: Path) -> None:
    done = CliRunner().invoke(main, ["--db", str(database), "drafts", "mark", "1", "bounced"])
    assert done.exit_code == 2


def test_all_that_is_stored_of_somebody_tells_what_was_found(database: Path) -> None:
    come_in(database, (ME, KATIE, at(1), "The kiln"))
    say(database, "drafts", "mark", "1", "dropped")
    stored = [" ".join(line.split()) for line in say(database, "show", "katie", "--stored").splitlines()]
    place = stored.index("What became of them")
    assert stored[place + 1 : place + 3] == [f"draft 1 dropped {day(0)}", f"draft 1 sent {day(1)} found by an import"]


def test_the_stats_of_few_letters_say_that_they_say_next_to_nothing(database: Path) -> None:
    come_in(database, (ME, KATIE, at(1), "The kiln"), (KATIE, ME, at(2), "Re: The kiln"))
    assert say(database, "drafts", "stats", "--as-of", day(3)) == (
        "lapsed      1 draft: 1 sent, 1 answered\n"
        "unanswered  1 draft: 1 open\n"
        "Together 2 drafts: 1 sent, 1 answered, 1 open.\n"
        "1 of 1 answered: so few say next to nothing (between 21 and 100 of 100).\n"
    )


def test_the_stats_as_outside_programs_read_them(database: Path) -> None:
    come_in(database, (ME, KATIE, at(1), "The kiln"))
    told = json.loads(say(database, "drafts", "stats", "--as-of", day(3), "--format", "json"))
    one = {
        "made": 1, "sent": 1, "answered": 0, "declined": 0, "on_their_way": 1, "bounced": 0, "put_off": 0, "open": 0,
        "answered_of": 0, "low": None, "high": None,
    }  # fmt: skip
    other = {**one, "sent": 0, "on_their_way": 0, "open": 1}
    assert told == {
        "as_of": day(3), **one, "made": 2, "open": 1,
        "situations": [{"situation": "lapsed", **one}, {"situation": "unanswered", **other}],
    }  # fmt: skip


def test_no_drafts_have_no_stats(tmp_path: Path) -> None:
    run(tmp_path / "reconnect.db", "import", str(write_mbox(tmp_path / "old.mbox", OLD)))
    assert say(tmp_path / "reconnect.db", "drafts", "stats") == "No drafts yet: reconnect draft\n"
