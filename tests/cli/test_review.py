"""A person walks through the review on a terminal, one key at a time, and leaves it as they like."""

from __future__ import annotations

import fcntl
import os
import select
import sqlite3
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest
from invented import ME, NOW, card, take_in, write_cards, write_mbox

from reconnect.archive import Archive
from reconnect.archive.answering import Review
from reconnect.cli.review import _ask
from reconnect.store import opening

SECONDS = 20
QUESTION = "  [y] same  [n] different  [s] skip  [u] undo  [q] leave it  > "
HOSTILE = "Joana \x1b]0;owned\x07Rocha"
ROCHAS = [
    card(name, "EMAIL:rochas@mail.example", f"UID:{name[:3]}", *more)
    for name, *more in (("Artur Rocha", "TITLE:Tuner", "ORG:Harbour Studio"), ("Helena Rocha",), (HOSTILE,))
]
BELLS = [card("Ana Bell", "EMAIL:bells@mail.example", "UID:x"), card("Jon Bell", "EMAIL:bells@mail.example", "UID:y")]
JON = "Jon Bell <bells@mail.example>"
MAILS = [
    (JON, ME, "2012-03-01", "The kiln"), (ME, JON, "2013-03-02", "Re: The kiln"), (JON, ME, "2014-03-01", "Thanks"),
]  # fmt: skip


class Terminal:
    """A pseudo-terminal with a program in it."""

    def __init__(self, *arguments: str, kind: str = "xterm", width: int = 80) -> None:
        self.shown, self.is_single_keys = "", kind != "dumb"
        self.master, slave = os.openpty()
        self.child = subprocess.Popen(
            [sys.executable, "-m", "reconnect", *arguments], stdin=slave, stdout=slave, stderr=slave,
            env={**os.environ, "COLUMNS": str(width), "TERM": kind}, start_new_session=True,
            preexec_fn=_own_the_terminal,
        )  # fmt: skip
        os.close(slave)

    def press(self, keys: str) -> str:
        """Press keys, each once it is asked for, and return what the last of them led to."""
        for key in keys:
            self.type(key)
        return self.read()

    def type(self, text: str) -> None:
        """Type once the program listens; what was typed before is thrown away, so that nobody answers unseen."""
        self.read()
        until = time.monotonic() + SECONDS
        while self.is_single_keys and self._waits_for_lines() and time.monotonic() < until:
            time.sleep(0.001)
        os.write(self.master, text.encode())
        self.shown = ""

    def read(self) -> str:
        """Return what is shown after the last key, up to a prompt or the end."""
        until = time.monotonic() + SECONDS
        while not self.shown.endswith(" > ") and time.monotonic() < until:
            if select.select([self.master], [], [], 0.1)[0] and not self._more():
                break
        return self.shown.replace("\r\n", "\n")

    def _waits_for_lines(self) -> bool:
        return bool(termios.tcgetattr(self.master)[3] & termios.ICANON)

    def _more(self) -> bool:
        with suppress(OSError):  # Linux tells the end so, macOS by nothing
            data = os.read(self.master, 65536)
            self.shown += data.decode()
            return bool(data)
        return False

    def end(self) -> int:
        """Return the exit code."""
        return self.child.wait(SECONDS)

    def close(self) -> None:
        with suppress(OSError):
            os.close(self.master)
        self.child.wait(SECONDS)


def _own_the_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Three people of one mailbox and two of another, to whom I wrote."""
    archive = Archive(tmp_path / "a.db")
    exports = [write_cards(tmp_path / "contacts.vcf", [*ROCHAS, *BELLS]), write_mbox(tmp_path / "mail.mbox", MAILS)]
    take_in(archive, *exports)
    archive.decide_me("ines@duarte.example", mine=True)
    assert len(archive.questions()) == 4
    return archive


@pytest.fixture
def opened(archive: Archive) -> Iterator[Callable[..., Terminal]]:
    """What opens a review of the archive on a terminal of its own."""
    with ExitStack() as stack:
        yield lambda kind="xterm", width=80: stack.enter_context(
            closing(Terminal("--db", str(archive.path), "review", kind=kind, width=width))
        )


@pytest.fixture
def terminal(opened: Callable[..., Terminal]) -> Terminal:
    return opened()


def people(archive: Archive) -> list[list[str]]:
    found = [{each.contact.formatted_name for each in contacts} for _, contacts in archive.listed()]
    return sorted(sorted(name.split()[0] for name in names) for names in found)


APART = [["Ana"], ["Artur"], ["Helena"], ["Joana"], ["Jon"]]


def verdicts(archive: Archive) -> list[str]:
    with closing(sqlite3.connect(archive.path)) as conn:
        return [verdict for (verdict,) in conn.execute("select verdict from decisions")]


def make_safe(archive: Archive) -> None:
    """Let all questions about the Rochas be as good as certain."""
    with closing(sqlite3.connect(archive.path)) as conn:
        conn.execute("update questions set score = .9 where reason like '%rochas@%'")
        conn.commit()


def test_a_question_shows_what_each_side_is_known_by_those_with_a_tie_first(terminal: Terminal) -> None:
    assert terminal.read() == (
        "\n1/4  Jon Bell  and  Ana Bell\n"
        "  a  mail   bells@mail.example, 3 mails, 2012-2014\n"
        "     vcard  bells@mail.example\n"
        "  b  vcard  bells@mail.example\n"
        "  same e-mail bells@mail.example, but the names differ\n"
        f"{QUESTION}"
    )
    shown = terminal.press("s")
    assert "  a  vcard  rochas@mail.example, Tuner, Harbour Studio\n" in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert "Type one letter: y, n, s, u, q.\n" in terminal.press("z")
    assert "\x1b" not in terminal.press("ss")
    assert terminal.press("u").splitlines()[2:3] == ["3/4  Artur Rocha  and  Joana \\x1b]0;owned\\x07Rocha"]


def test_yes_and_no_are_kept_at_once_and_what_they_imply_is_not_asked(terminal: Terminal, archive: Archive) -> None:
    terminal.press("s")
    assert "3/4  " in terminal.press("y")
    assert (verdicts(archive), people(archive)) == (["same"], APART)
    assert "\nNothing is left to ask.\n  [u] undo  [q] leave it  > " in terminal.press("n")
    assert terminal.press("q") == (
        "q\nWorking out who is who ...\n"
        "2 pairs answered, and 1 more follows from that.\n"
        "1 pair is one person now, 2 are not; 4 people.\n"
        "1 pair is left: reconnect review\n"
    )
    assert terminal.end() == 0
    assert people(archive) == [["Ana"], ["Artur", "Helena"], ["Joana"], ["Jon"]]


def test_what_is_safe_is_accepted_with_one_key_and_taken_back_with_another(
    archive: Archive, opened: Callable[..., Terminal]
) -> None:
    make_safe(archive)
    terminal = opened()
    opening = "3 of 4 look safe.  [a] accept all 3  [l] look at each  [q] leave it  > "
    assert terminal.read() == opening
    assert terminal.press("a").splitlines()[:3] == ["a", "3 pairs accepted.", ""]
    assert len(verdicts(archive)) == 3
    assert terminal.press("u") == f"u\n3 pairs taken back.\n{opening}"
    assert verdicts(archive) == []
    assert "4/4  Jon Bell  and  Ana Bell\n" in terminal.press("a")
    assert terminal.press("q").splitlines()[1:] == [
        "Working out who is who ...", "3 pairs answered.", "3 pairs are one person now, 0 are not; 3 people.",
        "1 pair is left: reconnect review",
    ]  # fmt: skip
    assert terminal.end() == 0
    assert people(archive) == [["Ana"], ["Artur", "Helena", "Joana"], ["Jon"]]


def test_what_is_safe_can_be_looked_at_one_by_one(archive: Archive, opened: Callable[..., Terminal]) -> None:
    with closing(sqlite3.connect(archive.path)) as conn:
        conn.execute("update questions set score = .8 where reason like '%bells@%'")
        conn.commit()
    terminal = opened()
    opening = "1 of 4 looks safe.  [a] accept it  [l] look at each  [q] leave it  > "
    assert terminal.press("y") == f"\n  Type one letter: a, l, q.\n{opening}"
    assert terminal.press("l").splitlines()[:3] == ["l", "", "1/4  Jon Bell  and  Ana Bell"]
    assert terminal.press("q").splitlines() == ["q", "Nothing was answered. 4 pairs are left: reconnect review"]
    assert (terminal.end(), verdicts(archive)) == (0, [])


def test_undo_restores_what_stood_before_and_asks_again(terminal: Terminal, archive: Archive) -> None:
    first = terminal.press("y")
    assert (verdicts(archive), "2/4  " in first) == (["same", "same"], True)
    assert "\n1/4  Jon Bell  and  Ana Bell\n" in terminal.press("u")
    assert verdicts(archive) == []
    assert terminal.press("u").startswith("u\nNothing to take back.\n")
    assert terminal.press("q").splitlines()[-1] == "Nothing was answered. 4 pairs are left: reconnect review"
    assert people(archive) == APART


def test_ctrl_c_leaves_and_works_out_what_was_answered(terminal: Terminal, archive: Archive) -> None:
    assert terminal.press("y\x03").splitlines() == [
        "", "Working out who is who ...", "1 pair answered.", "1 pair is one person now, 0 are not; 4 people.",
        "3 pairs are left: reconnect review",
    ]  # fmt: skip
    assert terminal.end() == 0
    assert people(archive) == [["Ana", "Jon"], ["Artur"], ["Helena"], ["Joana"]]


def test_a_terminal_that_is_closed_loses_no_answer(terminal: Terminal, archive: Archive) -> None:
    terminal.press("y")
    terminal.close()
    assert people(archive) == [["Ana", "Jon"], ["Artur"], ["Helena"], ["Joana"]]


def test_a_terminal_that_knows_only_lines_is_given_lines(archive: Archive, opened: Callable[..., Terminal]) -> None:
    terminal = opened("dumb")
    for line in ("y\n", "\n", "q\n"):
        terminal.type(line)
    assert "1 pair answered.\n" in terminal.read()
    assert terminal.end() == 0
    assert people(archive) == [["Ana", "Jon"], ["Artur"], ["Helena"], ["Joana"]]


def test_two_terminals_do_not_touch_each_other_s_answers(archive: Archive, opened: Callable[..., Terminal]) -> None:
    one, other = opened(), opened()
    other.press("s")
    one.press("y")
    assert other.press("u").startswith(
        "u\nJon Bell and Ana Bell were changed elsewhere meanwhile; they are not asked\nabout.\n"
    )
    archive.join(archive.person("Artur")["id"], archive.person("Helena")["id"], NOW)
    told = " ".join(other.press("n").split())
    assert told.startswith(
        "n Artur Rocha and Helena Rocha were changed elsewhere meanwhile; the answer about them is not kept."
    )
    assert other.press("q").splitlines()[1:] == ["Nothing was answered. 1 pair is left: reconnect review"]
    assert "1 pair is one person now, 0 are not; 3 people.\n" in one.press("q")
    assert people(archive) == [["Ana", "Jon"], ["Artur", "Helena"], ["Joana"]]


def test_what_an_import_taken_back_leaves_unasked_is_told_in_one_line(
    archive: Archive, opened: Callable[..., Terminal]
) -> None:
    terminal = opened()
    terminal.press("s")
    archive.undo_import(1)
    assert terminal.press("n").splitlines() == [
        "n", "Artur Rocha and Helena Rocha were changed elsewhere meanwhile; the answer about", "them is not kept.",
        "2 pairs were changed elsewhere meanwhile; they are not asked about.", "Nothing is left to ask.",
        "  [u] undo  [q] leave it  > ",
    ]  # fmt: skip


def test_an_answer_that_cannot_be_kept_while_another_writes_is_asked_for_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(opening, "BUSY_MILLISECONDS", 1)
    keys = iter("yq")
    monkeypatch.setattr("click.getchar", lambda: next(keys))
    with closing(sqlite3.connect(archive.path)) as writer:
        writer.execute("begin immediate")
        _ask(Review(archive.path))
    told = capsys.readouterr()
    assert told.err == (
        f"{archive.path}: another reconnect is writing to it; wait for it, or end it; then press the key again\n"
    )
    assert told.out.count("1/4  Jon Bell  and  Ana Bell\n") == 2
    assert verdicts(archive) == []


@pytest.mark.parametrize("width", [30, 40])
def test_a_narrow_terminal_breaks_lines_between_words(width: int, opened: Callable[..., Terminal]) -> None:
    shown = opened(width=width).read()
    assert max(map(len, shown.splitlines())) <= width
    assert "[n] different" in shown
    assert "3 mails" in shown


def test_when_nothing_is_left_the_next_review_says_so(opened: Callable[..., Terminal], archive: Archive) -> None:
    opened().press("nnnnq")
    again = opened()
    assert again.read() == "Nothing to look at: nobody here might be somebody else.\n"
    assert (again.end(), people(archive)) == (0, APART)
