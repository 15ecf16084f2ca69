"""A disk that fills up leaves what was there. Only where a small disk can be mounted: tests/conftest.py finds out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented import ME, answers, take_in, write_cards, write_mbox

import reconnect


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_small_disk_that_fills_up_leaves_what_was_there(disk: Path, tmp_path: Path) -> None:
    archive = reconnect.open(disk / "reconnect.db")
    take_in(archive, write_cards(tmp_path / "contacts.vcf"))
    before = answers(archive)
    mails = [(f"P {n} <p{n}@people.example>", ME, "2020-01-01", "x" * 500) for n in range(3_000)]
    mailbox = write_mbox(tmp_path / "mail.mbox", mails)
    done = subprocess.run(
        [sys.executable, "-m", "reconnect", "--db", str(archive.path), "import", str(mailbox)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    text = f"{archive.path}: the disk is full or cannot be written; make room, then say it again\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", text)
    with archive.reading() as conn:
        assert conn.execute("pragma integrity_check").fetchone() == ("ok",)
    assert answers(archive) == before
