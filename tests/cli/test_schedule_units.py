"""systemd itself finds nothing wrong with the units; collected only where it is installed."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import time
from pathlib import Path

import pytest

from reconnect.schedule import DAYS, Job, systemd


def analyze(folder: Path, *arguments: str | Path) -> tuple[int, str]:
    """Run systemd-analyze as somebody who is logged in; return its exit code, and what it says of ours."""
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(folder), "LC_ALL": "C.UTF-8"}
    command = ["systemd-analyze", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, "".join(line for line in done.stderr.splitlines(keepends=True) if "reconnect" in line)


def save(units: str, folder: Path) -> list[Path]:
    """Save each part as the file that its first line names, as a reader is told to."""
    _, *parts = re.split(r"^# ~/\.config/systemd/user/(.*)\n", units, flags=re.MULTILINE)
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in parts[::2]]


@pytest.mark.parametrize("name", ["bin", "a b", "50%n", "$HOME", "O'Hara", 'a"b', "a\\x20b", "é字", "a=b; c", "#!&|~"])
def test_a_service_and_its_timer_are_right_wherever_the_program_lies(name: str, tmp_path: Path) -> None:
    program = tmp_path / name / "reconnect"
    program.parent.mkdir()
    program.touch(0o700)
    units = systemd(Job((str(program), "--output", f"/home/{name}/a.html"), "sunday", time(8), ""))
    paths = save(units, tmp_path)
    assert [path.name for path in paths] == ["reconnect.service", "reconnect.timer"]
    assert analyze(tmp_path, "verify", "--user", "--man=no", *paths) == (0, "")


def test_what_is_wrong_is_found(tmp_path: Path) -> None:
    units = systemd(Job((str(tmp_path / "reconnect"),), "sunday", time(8), ""))
    code, said = analyze(tmp_path, "verify", "--user", "--man=no", *save(units, tmp_path))
    assert code == 1
    assert "is not executable" in said


@pytest.mark.parametrize("day", DAYS)
def test_a_timer_goes_off_on_its_day(day: str, tmp_path: Path) -> None:
    (when,) = re.findall(r"^OnCalendar=(.*)$", systemd(Job(("/bin/true",), day, time(19, 5), "")), re.MULTILINE)
    done = subprocess.run(["systemd-analyze", "calendar", when], capture_output=True, text=True, check=True)
    assert f"Normalized form: {day[:3].title()} *-*-* 19:05:00\n" in done.stdout
