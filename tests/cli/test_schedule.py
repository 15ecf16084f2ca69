"""A schedule is printed whole, nothing is changed by it, and every path arrives at the command as it was."""

from __future__ import annotations

import plistlib
import re
import subprocess
import sys
from datetime import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st

from reconnect.cli import main
from reconnect.errors import CannotSchedule
from reconnect.schedule import BY_SHELL, DAYS, UNFIT, Job, cron, launchd, systemd

SYSTEMD = """\
# Every Sunday at 08:00, or when you next log in.
# Save each part as the file that its first line names. Then turn it on:
#   systemctl --user enable --now reconnect.timer
# Try it at once: systemctl --user start reconnect.service
# What it said:   journalctl --user --unit reconnect.service

# ~/.config/systemd/user/reconnect.service
[Unit]
Description=Who have I forgotten? The report

[Service]
Type=oneshot
ExecStart=/home/ines/bin/reconnect --db /home/ines/a.db forgotten --format html --output \
/home/ines/forgotten.html
# It needs no network, and gets none.
RestrictAddressFamilies=AF_UNIX
NoNewPrivileges=true

# ~/.config/systemd/user/reconnect.timer
[Unit]
Description=Who have I forgotten? Every week

[Timer]
OnCalendar=Sun 08:00
Persistent=true

[Install]
WantedBy=timers.target
"""

CRON = """\
# Every Sunday at 08:00; where the machine is off then, that week has no report.
# Add the last line to your table, which this opens: crontab -e
0 8 * * 0 /home/ines/bin/reconnect --db /home/ines/a.db forgotten --format html --output \
/home/ines/forgotten.html
"""

LAUNCHD = """\
<?xml version="1.0" encoding="UTF-8"?>
<!-- Every Sunday at 08:00, or when the machine wakes; where it is off then, that week has no report.
     Save this as ~/Library/LaunchAgents/reconnect.weekly.plist and turn it on:
       launchctl bootstrap gui/$UID ~/Library/LaunchAgents/reconnect.weekly.plist
     Try it at once: launchctl kickstart gui/$UID/reconnect.weekly -->
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>Label</key>
	<string>reconnect.weekly</string>
	<key>ProgramArguments</key>
	<array>
		<string>/home/ines/bin/reconnect</string>
		<string>--db</string>
		<string>/home/ines/a.db</string>
		<string>forgotten</string>
		<string>--format</string>
		<string>html</string>
		<string>--output</string>
		<string>/home/ines/forgotten.html</string>
	</array>
	<key>StartCalendarInterval</key>
	<dict>
		<key>Weekday</key>
		<integer>0</integer>
		<key>Hour</key>
		<integer>8</integer>
		<key>Minute</key>
		<integer>0</integer>
	</dict>
	<key>StandardErrorPath</key>
	<string>/home/ines/Library/Logs/reconnect.log</string>
</dict>
</plist>
"""


class Program:
    """The command line as installed in somebody's home, and said there."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.script = home / "bin" / "reconnect"
        self.script.parent.mkdir(parents=True)
        self.script.touch(0o700)

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, ["--db", "a.db", "schedule", *arguments])

    def printed(self, *arguments: str) -> str:
        """What is printed, as if the home were Ines's."""
        done = self.run(*arguments)
        assert (done.exit_code, done.stderr) == (0, "")
        return done.stdout.replace(str(self.home), "/home/ines")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    program = Program(tmp_path / "ines")
    monkeypatch.setenv("HOME", str(program.home))
    monkeypatch.setattr(sys, "argv", [str(program.script)])
    monkeypatch.chdir(program.home)
    return program


@pytest.mark.parametrize(("system", "text"), [("systemd", SYSTEMD), ("cron", CRON), ("launchd", LAUNCHD)])
def test_the_whole_text_is_printed_and_nothing_is_changed(system: str, text: str, program: Program) -> None:
    before = sorted(program.home.rglob("*"))
    assert program.printed("--print", system) == text
    assert sorted(program.home.rglob("*")) == before


def test_only_who_is_new_may_be_asked_for(program: Program) -> None:
    printed = program.printed("--print", "cron", "--since-last")
    assert printed == CRON.replace("forgotten --format", "forgotten --since-last --format")


def test_another_day_another_time_is_what_all_three_say(program: Program) -> None:
    when = ("--day", "thursday", "--at", "19:05")
    assert "\nOnCalendar=Thu 19:05\n" in program.printed("--print", "systemd", *when)
    assert program.printed("--print", "cron", *when).splitlines()[-1].startswith("5 19 * * 4 /")
    plist = plistlib.loads(program.printed("--print", "launchd", *when).encode())
    assert plist["StartCalendarInterval"] == {"Weekday": 4, "Hour": 19, "Minute": 5}


@pytest.mark.parametrize(
    ("name", "format"),
    [("a.html", "html"), ("a.md", "markdown"), ("a.csv", "csv"), ("a.json", "json"), ("A.MD", "markdown")],
)
def test_the_name_of_the_file_tells_the_format(name: str, format: str, program: Program) -> None:
    line = program.printed("--print", "cron", "--output", f"reports/{name}").splitlines()[-1]
    assert line.endswith(f" forgotten --format {format} --output /home/ines/reports/{name}")


def test_a_script_that_is_no_longer_there_is_not_named_but_its_python(program: Program) -> None:
    program.script.unlink()
    assert f"0 8 * * 0 {sys.executable} -m reconnect --db /home/ines/a.db" in program.printed("--print", "cron")


def test_a_script_that_was_named_from_here_is_named_in_full(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["bin/reconnect"])
    assert program.printed("--print", "cron") == CRON


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            (),
            "schedule: it is not said for which system; add --print systemd (Linux), launchd (macOS) or cron (any)\n",
        ),
        (
            ("--print", "cron", "--output", "/reports/a.txt"),
            "/reports/a.txt: the name tells no format; end it in .html, .md, .csv, .json\n",
        ),
        (
            ("--print", "systemd", "--output", "/reports/a\nb.md"),
            "/reports/a\\x0ab.md: it has a character that cannot be shown in a line; choose another path\n",
        ),
    ],
)
def test_what_cannot_be_is_told_in_a_line(arguments: tuple[str, ...], line: str, program: Program) -> None:
    done = program.run(*arguments)
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", line)


@pytest.mark.parametrize("at", ["8pm", "24:00", "08:60"])
def test_a_time_that_is_none_is_refused(at: str, program: Program) -> None:
    assert program.run("--print", "cron", "--at", at).exit_code == 2


def job(*words: str) -> Job:
    return Job(words, "monday", time(7, 30), "/home/ines/Library/Logs/reconnect.log")


@pytest.mark.parametrize(
    "wrong", ["\n", "\r", "\0", "\t", "\x85", "\u202e", "\ud800", "\ufdd0", "\uffff", "\U0010fffe"]
)
def test_a_path_that_cannot_be_shown_is_refused(wrong: str) -> None:
    with pytest.raises(CannotSchedule):
        job("/bin/reconnect", f"/home/ines/{wrong}.html")


SPECIAL = st.sampled_from(" '\"\\%$`;#!&|<>(){}[]*?~=@:-é€字")
PATHS = st.text(SPECIAL | st.characters(), max_size=12).map("/".__add__).filter(lambda path: not UNFIT.search(path))
COMMANDS = st.lists(PATHS, min_size=1, max_size=4)


@given(COMMANDS)
def test_launchd_reads_the_words_of_the_command(words: list[str]) -> None:
    assert plistlib.loads(launchd(job(*words)).encode("utf-8"))["ProgramArguments"] == words


def given_to_the_shell(command: str, *, removes: bool) -> str:
    """What cron makes of a command: a bare % would end it; some remove the backslash before another, some leave it."""
    assert not re.search(r"%", re.sub(r"\\.", "", command))
    return re.sub(r"\\(.)", lambda found: "%" if found[1] == "%" else found[0], command) if removes else command


def said_by_the_shell(command: str) -> list[str]:
    done = subprocess.run(["sh", "-c", f"printf '%s\\0' {command}"], capture_output=True, check=True)
    return done.stdout.decode("utf-8").split("\0")[:-1]


@pytest.mark.parametrize("removes", [True, False])
@given(words=COMMANDS)
@example(words=["/a b\\%c"])
def test_the_shell_that_cron_calls_reads_the_words_of_the_command(removes: bool, words: list[str]) -> None:
    (line,) = [line for line in cron(job(*words)).splitlines() if not line.startswith("#")]
    command = line.removeprefix("30 7 * * 1 ")
    assert said_by_the_shell(given_to_the_shell(command, removes=removes)) == words


UNIT_WORD = re.compile(r'"((?:[^"\\]|\\["\\])*)"(?: |$)|([^\s"\'\\]+)(?: |$)')


def read_as_unit(line: str) -> list[str]:
    """The words of a command by systemd.service(5): quotes and escapes go first, then `%`, then `$` of all but the
    program."""
    words, place = [], 0
    while place < len(line):
        found = UNIT_WORD.match(line, place)
        assert found, line[place:]
        words.append(found[2] or re.sub(r"\\(.)", r"\1", found[1]))
        place = found.end()
    words = [doubled(word, "%") for word in words]
    assert not set(words[0]) & set("\"'\\$")
    return [words[0], *(doubled(word, "$") for word in words[1:])]


def doubled(word: str, sign: str) -> str:
    parts = word.split(sign * 2)
    assert not any(sign in part for part in parts)
    return sign.join(parts)


def command_of(units: str) -> list[str]:
    (line,) = re.findall(r"^ExecStart=(.*)$", units, re.MULTILINE)
    return read_as_unit(line)


@given(COMMANDS)
def test_systemd_reads_the_words_of_the_command(words: list[str]) -> None:
    read = command_of(systemd(job(*words)))
    assert (read[len(BY_SHELL) :] if tuple(read[: len(BY_SHELL)]) == BY_SHELL else read) == words


def test_a_program_that_systemd_does_not_take_is_started_by_the_shell(tmp_path: Path) -> None:
    program = tmp_path / 'O\'Hara \\ "$HOME"' / "reconnect"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nprintf '%s\\0' \"$@\"\n", encoding="utf-8")
    program.chmod(0o700)
    words = command_of(systemd(job(str(program), "--output", "/a b/$c")))
    assert words[0] == "/bin/sh"
    assert subprocess.run(words, capture_output=True, check=True).stdout == b"--output\0/a b/$c\0"


def test_every_day_has_its_number() -> None:
    lines = [cron(Job(("/bin/true",), day, time(8), "")).splitlines()[-1] for day in DAYS]
    assert lines == [f"0 8 * * {number} /bin/true" for number in range(7)]
    assert DAYS[0] == "sunday"
