"""Long work shows itself where somebody looks, within the width of the terminal, and nowhere else."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest
from invented import READERS, write_cards, write_mbox

from reconnect.archive.importing import found
from reconnect.cli import progress
from reconnect.cli.accounts import tell_stopped
from reconnect.cli.progress import WORKING_OUT, Bar
from reconnect.plugins import Claim

CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
SECONDS = 20


class Terminal(io.StringIO):
    """A stderr at which somebody looks."""

    def isatty(self) -> bool:
        return True

    def lines(self) -> list[str]:
        """Return every state that a line was in."""
        return [line.rstrip() for line in re.split(r"[\r\n]", CONTROL.sub("", self.getvalue())) if line.strip()]

    def wait_for(self, text: str) -> str:
        """Return the first line that holds a text; it is drawn by a thread of its own."""
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            if lines := [line for line in self.lines() if text in line]:
                return lines[0]
            time.sleep(0.01)
        raise AssertionError(f"{text!r} was never shown, but {self.lines()[-1:]}")


@pytest.fixture
def claims(tmp_path: Path) -> list[Claim]:
    """Two exports, the second with a long name that tries to act on the terminal."""
    paths = [write_cards(tmp_path / "contacts.vcf"), write_mbox(tmp_path / f"All mail\x1b[31m {'x' * 60}.mbox")]
    return [each for each in found([str(path) for path in paths], READERS) if isinstance(each, Claim)]


def on_terminal(monkeypatch: pytest.MonkeyPatch, width: int) -> Terminal:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    return terminal


@pytest.mark.parametrize(
    ("width", "names"),
    [
        (60, ("co...vcf", "Al...box")),
        (80, ("contacts.vcf", r"All mail\S+\.\.\.xxxxx.mbox")),
        (120, ("contacts.vcf", r"All mail\S+ x\.\.\.xxxxxxxxxxx.mbox")),
    ],
)
def test_what_is_read_is_shown_with_bytes_records_a_second_and_the_time_left(
    width: int, names: Sequence[str], claims: list[Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = on_terminal(monkeypatch, width)
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=count(step=2).__next__))
    with Bar(claims) as bar:
        for claim, name, noun in zip(claims, names, ("records", "messages"), strict=True):
            read = bar.begin(claim.export, claim.reader.importer.name)
            read(claim.export.size // 2)
            bar.records(4_000)
            line = terminal.wait_for(f"2,000 {noun}/s")
            assert re.fullmatch(rf"{name} [━╸╺]+ \d\.\d/6\.3 kB 2,000 {noun}/s [-\d:]{{5}} left", line)
        bar.end()
        assert "━" not in terminal.wait_for(WORKING_OUT)
    assert max(map(len, terminal.lines())) < width
    assert "\x1b[31m" not in terminal.getvalue()


def test_when_all_is_done_nothing_is_left_on_the_screen(claims: list[Claim], monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch, 80)
    with Bar(claims) as bar:
        bar.begin(claims[0].export, "vcard")
        terminal.wait_for("contacts.vcf")
    assert terminal.getvalue().endswith("\r\x1b[1A\x1b[2K")


def test_what_takes_no_second_shows_nothing(claims: list[Claim], monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch, 80)
    monkeypatch.setattr(progress, "PATIENCE", 3_600.0)
    with Bar(claims) as bar:
        bar.begin(claims[0].export, "vcard")(10)
        bar.end()
    assert terminal.getvalue() == ""


def test_where_nobody_looks_nothing_is_shown(claims: list[Claim], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    stderr = io.StringIO()
    monkeypatch.setattr("sys.stderr", stderr)
    with Bar(claims) as bar:
        bar.begin(claims[0].export, "vcard")(10)
        bar.records(3)
        bar.end()
    assert (stderr.getvalue(), bar.begun, bar.is_read) == ("", [claims[0].export.location], True)


IN_HAND = "stopped: mail.mbox was not read to its end and left nothing; the next import reads it again"
BETWEEN = "stopped: nothing was being read; the next import reads the rest"


@pytest.mark.parametrize(
    ("begun", "stored", "lines"),
    [
        ("", "", [BETWEEN]),
        ("mail.mbox", "", [IN_HAND]),
        ("a.vcf b.zip mail.mbox", "a.vcf b.zip", [IN_HAND, "stored: a.vcf, b.zip"]),
        ("known.vcf b.zip mail.mbox", "b.zip", [IN_HAND, "stored: b.zip"]),
        ("a b c d e mail.mbox", "a b c d e", [IN_HAND, "stored: a, b, c and 2 more"]),
        ("a.vcf mail.mbox", "a.vcf mail.mbox", [BETWEEN, "stored: a.vcf, mail.mbox"]),
    ],
)
def test_after_ctrl_c_it_is_told_what_is_stored_and_what_left_nothing(
    begun: str, stored: str, lines: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    paths, kept = ([f"/downloads/{name}" for name in names.split()] for names in (begun, stored))
    tell_stopped(paths, kept, is_read=False, dry_run=False)
    assert capsys.readouterr() == ("", "".join(f"{line}\n" for line in lines))


def test_ctrl_c_after_the_reading_and_in_a_dry_run_is_told_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    tell_stopped(["/a.vcf"], ["/a.vcf"], is_read=True, dry_run=False)
    tell_stopped(["/a.vcf", "/b.vcf"], [], is_read=False, dry_run=True)
    assert capsys.readouterr().err.splitlines() == [
        "stopped: all that was read is stored, and the next import works out who is who",
        "stopped: this was a dry run, and nothing was stored",
    ]
