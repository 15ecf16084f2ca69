"""Forgetting is asked for, told in short, and never done by accident."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from invented import card, write_cards, write_everything

from reconnect.cli import main


class Program:
    """The command line with a database of its own."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "data" / "reconnect.db"

    def run(self, *arguments: str | Path) -> Result:
        return CliRunner().invoke(main, ["--db", str(self.database), *map(str, arguments)])

    def answer(self, answer: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Run a command at a terminal where somebody types an answer."""
        ours, theirs = os.openpty()
        os.write(ours, answer.encode())
        try:
            return subprocess.run(
                [sys.executable, "-m", "reconnect", "--db", str(self.database), *arguments],
                stdin=theirs, capture_output=True, check=False,
            )  # fmt: skip
        finally:
            os.close(ours)
            os.close(theirs)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    program = Program(tmp_path)
    assert program.run("import", *write_everything(tmp_path)).exit_code == 0
    return program


GOES = "3 contacts, 2 messages from them or with them alone, their part in 0 with others"


def test_without_a_terminal_nothing_is_forgotten_but_by_yes(program: Program) -> None:
    done = program.run("forget", "teo@trieste.example")
    number = program.run("people", "teo@trieste.example").stdout.split()[0]
    line = f"Teo Marchetti ({number}): {GOES} would go for good; say it with --yes\n"
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", line)
    done = program.run("forget", "teo@trieste.example", "--yes")
    assert (done.exit_code, done.stdout, done.stderr) == (0, f"Teo Marchetti is forgotten: {GOES}.\n", "")
    assert program.run("people", "teo@trieste.example").stdout == "0 people.\n"


@pytest.mark.parametrize(("answer", "code", "left"), [("n\n", 1, 1), ("y\n", 0, 0)])
def test_at_a_terminal_it_asks(answer: str, code: int, left: int, program: Program) -> None:
    done = program.answer(answer, "forget", "teo@trieste.example")
    assert done.returncode == code
    assert b"the exports on your disk still hold them" in b" ".join(done.stdout.split())
    assert len(json.loads(program.run("people", "teo@trieste.example", "--format", "json").stdout)) == left


@pytest.mark.parametrize("arguments", [(), ("Teo", "--allow", "x"), ("--sweep", "--allow", "x")])
def test_it_does_one_thing_at_a_time(arguments: tuple[str, ...], program: Program) -> None:
    assert program.run("forget", *arguments).exit_code == 2


def test_what_was_forgotten_can_be_allowed_again(program: Program) -> None:
    program.run("forget", "oksana@kyiv.example", "--yes")
    done = program.run("forget", "--allow", "oksana@kyiv.example")
    assert done.stdout.startswith("oksana@kyiv.example: imports may tell of them again.\n")
    done = program.run("forget", "--allow", "oksana@kyiv.example")
    assert done.stdout == "oksana@kyiv.example: nobody who was forgotten is known by that.\n"


def test_how_many_are_allowed_again_is_told(program: Program, tmp_path: Path) -> None:
    couple = [card(f"{name} Rocha", "EMAIL:rochas@mail.example", f"UID:{name}") for name in ("Artur", "Helena")]
    program.run("import", write_cards(tmp_path / "rochas.vcf", couple))
    for name in ("Artur", "Helena"):
        program.run("forget", f"{name} Rocha", "--yes")
    done = program.run("forget", "--allow", "rochas@mail.example")
    assert done.stdout.startswith("rochas@mail.example: imports may tell of 2 people again.\n")


def test_who_may_be_the_same_person_is_told_before(program: Program, tmp_path: Path) -> None:
    namesakes = [card("Maria Silva", f"EMAIL:maria@{place}.example") for place in ("a", "b")]
    program.run("import", write_cards(tmp_path / "namesakes.vcf", namesakes))
    people = json.loads(program.run("people", "Maria", "--format", "json").stdout)
    first, second = sorted(person["id"] for person in people)
    told = " ".join(program.answer("n\n", "forget", str(first)).stdout.decode().split())
    assert f"Perhaps the same person, and would stay: Maria Silva ({second}). Look first: reconnect review" in told
    assert "Perhaps" not in program.answer("n\n", "forget", "teo@trieste.example").stdout.decode()


def test_copies_of_the_database_are_named(program: Program) -> None:
    copy = program.database.with_name("reconnect.db.before-m007")
    copy.touch()
    done = program.run("forget", "--sweep")
    assert done.stderr == f"{copy}: copies from before may still tell of them; delete what you no longer need\n"


def test_me_is_refused_in_one_line(program: Program) -> None:
    done = program.run("forget", "ines@duarte.example", "--yes")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("ines@duarte.example: this is you, whose archive it is;")


KEYS = {
    "person", "contacts", "messages", "theirs", "others", "decisions", "notes", "marks", "drafts", "outcomes", "days",
    "published", "looked_up",
}  # fmt: skip


def test_all_that_is_stored_is_told_as_json(program: Program) -> None:
    told: dict[str, Any] = json.loads(program.run("show", "teo@trieste.example", "--stored", "--format", "json").stdout)
    assert told.keys() == KEYS
    assert [(each["importer"], each["key"]) for each in told["contacts"]] == [
        ("mail", "Teo Marchetti <teo@trieste.example>"), ("vcard", "t1"), ("linkedin", "linkedin.com/in/teo-marchetti"),
    ]  # fmt: skip
    assert [row["subject"] for row in told["theirs"]] == ["", "A room in Trieste?"]


def test_what_is_stored_is_safe_and_fits_a_terminal(tmp_path: Path) -> None:
    program = Program(tmp_path)
    hostile = card("Noor \x1b]0;x\x07\u202eHaddad", "EMAIL:noor@haddad.example", f"NOTE:{'word ' * 60}", "UID:n\u202e1")
    program.run("import", write_cards(tmp_path / "a.vcf", [hostile]))
    done = program.run("show", "noor@haddad.example", "--stored")
    assert done.exit_code == 0
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert not {c for c in done.stdout if (c < " " and c != "\n") or c == "\u202e"}
    assert "word word" in done.stdout
