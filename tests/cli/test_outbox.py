"""Drafts are read, changed, looked over and removed on the command line."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from invented import CORRESPONDENCE, KATIE, ME, card, write_cards, write_mbox

from reconnect.cli import main

AS_OF = ("--as-of", "2026-11-22")


class Program:
    """The command line with a database, an editor and wordings of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *arguments: str, writes: str = "") -> Result:
        """Run a command; its editor is sed, which does what `writes` says."""
        environment = {
            **os.environ, "VISUAL": f"sed -i -e '{writes}'", "RECONNECT_WORDINGS": str(self.folder / "wordings")
        }  # fmt: skip
        return CliRunner().invoke(main, ["--db", str(self.folder / "a.db"), *arguments], env=environment)

    def said(self, *arguments: str, writes: str = "") -> str:
        done = self.run(*arguments, writes=writes)
        assert done.exit_code == 0, done.output
        return done.stdout

    def draft(self, id: int = 1) -> dict[str, object]:
        (row,) = [row for row in json.loads(self.said("drafts", "--format", "json")) if row["id"] == id]
        return dict(row)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    program = Program(tmp_path)
    book = [card("Katherine O'Neil", "N:O'Neil;Katherine;;;", "NICKNAME:Katie", "EMAIL:katie@harbour.example")]
    mails = [*CORRESPONDENCE, *((ME, "Post <post@x.example>", f"2024-01-0{day}", "Order") for day in range(1, 4))]
    program.said("import", str(write_mbox(tmp_path / "mail.mbox", mails)), str(write_cards(tmp_path / "a.vcf", book)))
    program.said("settings", "name", "Ines")
    program.said("note", "katie", "She has moved to Cork.", "--interest", "kilns")
    program.said("draft", "katie", *AS_OF)
    return program


def test_a_draft_shows_its_situation_its_measure_and_what_could_be_said_besides(program: Program) -> None:
    lines = program.said("draft", "katie", *AS_OF).splitlines()
    head = "Draft 1 to Katherine O'Neil <katie@harbour.example>"
    assert lines[0] == f"{head:<65}lapsed, English"
    assert any(line.strip().endswith("words, 1 question, no claim unproven") for line in lines)
    assert "  You could say something of this yourself: She has moved to Cork." in lines
    assert [line for line in lines if len(line) > 80] == []


def test_an_editor_changes_a_draft_and_its_own_sentences_are_counted(program: Program) -> None:
    said = program.said("drafts", "edit", "1", writes="s/^Subject: .*/Subject: Your cup/; $a I still have your cup.")
    assert "1 sentence of your own" in said
    assert said.endswith("Draft 1 is kept in your words.\n")
    assert program.draft()["subject"] == "Your cup"
    assert "reconnect draft" not in str(program.draft()["body"])
    assert program.draft()["edited_at"] is not None


@pytest.mark.parametrize("writes", ["", "s/^#.*/# another remark/"])
def test_a_draft_that_was_only_looked_at_stays_as_it_was(program: Program, writes: str) -> None:
    before = program.draft()
    assert program.said("drafts", "edit", "1", writes=writes) == "Draft 1 stays as it was.\n"
    assert program.draft() == before


def test_an_emptied_draft_and_a_wrong_address_are_refused_in_a_line(program: Program) -> None:
    before = program.draft()
    emptied = program.run("drafts", "edit", "1", writes="d")
    wrong = program.run("drafts", "edit", "1", writes="s/^To: .*/To: nobody/")
    assert (emptied.exit_code, wrong.exit_code, program.draft()) == (2, 2, before)
    assert emptied.stderr == "draft 1: no letter is left, so it stays as it was; to remove it: drafts delete 1\n"
    assert wrong.stderr == "nobody: what stands before the @ cannot be mailed to; use another address\n"


def test_a_fault_that_was_written_in_is_told_at_once(program: Program) -> None:
    said = program.said("drafts", "edit", "1", writes="s/^Hello .*/Hello ,/")
    fault = "greeting: it has a gap where the name should be; write the name, or take out the space"
    assert f"Change this: {fault}" in " ".join(said.split())
    assert program.draft()["lint"] == [{"level": "error", "text": fault}]


def test_a_deleted_draft_is_gone_and_its_number_is_not_given_again(program: Program) -> None:
    said = program.said("drafts", "delete", "1")
    assert said.startswith("Draft 1 to Katherine O'Neil is removed. Write another: reconnect draft ")
    assert program.said("drafts", "--format", "json") == "[]\n"
    assert '"id": 2' in program.said("draft", "katie", "--format", "json", *AS_OF)
    again = program.run("drafts", "delete", "1")
    assert (again.exit_code, again.stderr) == (2, "draft 1: there is none of that number; say: reconnect drafts\n")


def test_more_drafts_than_one_means_to_write_are_told(program: Program) -> None:
    assert program.run("draft", "katie").stderr == ""
    program.said("settings", "capacity", "1")
    told = program.run("draft", "teo").stderr
    assert told == (
        "2 drafts this week, and you mean to write to 1: leave some for another week, or say: reconnect settings "
        "capacity NUMBER\n"
    )


def test_own_wordings_take_the_place_of_ours(program: Program) -> None:
    path = program.folder / "wordings" / "lapsed.en.txt"
    said = program.said("drafts", "wordings", "--copy", "lapsed.en")
    assert said == f"{path}: change it, and the next draft goes by it.\n"
    head = "reviewed: yes\ngreeting: [wish] Ahoy,\n\n== 1\nclose: Yours,\nsubject: [wish] Ahoy\n"
    path.write_text(f"{head}\n[wish] How is the sea?\n", encoding="utf-8")
    program.said("drafts", "delete", "1")
    program.said("draft", "katie", *AS_OF)
    assert program.draft(2)["body"] == "Ahoy,\n\nHow is the sea?\n\nYours,\nInes"
    listed = program.said("drafts", "wordings").splitlines()
    assert [line.split() for line in listed if "yours" in line] == [["lapsed.en", "yours"]]


WRONG = {
    "a line that is none": ("lapsed.en.txt", "reviewed: yes\ngreeting: Hello\n", "lapsed.en.txt, line 2: 'Hello': it"),
    "a name that is none": ("lapse.en.txt", "", "lapse.en.txt: no letter is named so; there are: "),
    "bytes": ("lapsed.en.txt", "\udce9", "lapsed.en.txt: it cannot be read (it is no UTF-8 text); correct it, or take"),
}


@pytest.mark.parametrize(("name", "text", "said"), WRONG.values(), ids=WRONG)
def test_own_wordings_that_cannot_be_read_are_named(program: Program, name: str, text: str, said: str) -> None:
    path = program.folder / "wordings" / name
    path.parent.mkdir()
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    done = program.run("draft", "teo", *AS_OF)
    assert (done.exit_code, done.stderr.startswith(f"{path.parent}/{said}")) == (2, True), done.stderr


def test_copying_wordings_never_overwrites_and_names_what_there_is(program: Program) -> None:
    program.said("drafts", "wordings", "--copy", "news.en")
    again, none = (program.run("drafts", "wordings", "--copy", name) for name in ("news.en", "birthday.en"))
    assert (again.exit_code, none.exit_code) == (2, 2)
    assert again.stderr.endswith("it is there already, and is yours; change it, or take it away first\n")
    assert none.stderr.startswith("birthday.en: there are no wordings of that name; there are: follow_up-message.")


def test_the_wish_to_write_nobody_named_is_told(tmp_path: Path) -> None:
    program = Program(tmp_path)
    program.said("import", str(write_mbox(tmp_path / "a.mbox", [(KATIE, ME, "2026-11-20", "Hello")])))
    said = program.said("draft", *AS_OF)
    assert said == "Nobody to write to: say reconnect forgotten, or name somebody: reconnect draft PERSON\n"


def test_a_draft_can_be_looked_at_while_some_own_wording_cannot_be_read(program: Program) -> None:
    path = program.folder / "wordings" / "news.uk.txt"
    path.parent.mkdir()
    path.write_text("hello", encoding="utf-8")
    assert program.draft()["id"] == 1
    assert "Draft 1 to Katherine O'Neil" in program.said("drafts", "show", "1")


@pytest.mark.parametrize("often", [0, 12])
def test_a_letter_is_from_my_address_that_most_mail_went_out_from(program: Program, often: int) -> None:
    mails = [("Ines Duarte <zz@duarte.example>", KATIE, f"2020-01-{day:02}", "Clay") for day in range(1, often + 1)]
    program.said("import", str(write_mbox(program.folder / "more.mbox", mails or [(KATIE, ME, "2020-01-01", "Clay")])))
    program.said("me", "add", "zz@duarte.example")
    program.said("me", "add", "aa@duarte.example")
    program.said("drafts", "export", str(program.folder / "out"))
    (letter,) = (program.folder / "out").glob("*.eml")
    sender = "zz" if often else "ines"
    assert f"From: Ines <{sender}@duarte.example>" in letter.read_text(encoding="utf-8")


def test_where_no_draft_is_open_nothing_is_exported(program: Program) -> None:
    program.said("drafts", "mark", "1", "dropped")
    assert program.said("drafts", "export", str(program.folder / "out")) == "No draft is open: reconnect draft\n"
    assert not (program.folder / "out").exists()
