r"""The texts that have a machine make the report every week: for systemd, cron or launchd, to be read and copied.

No two of them quote alike. systemd reads `%` and `$` even inside quotes, and takes no quote and no backslash in the
name of a program. cron ends a command at the first `%`, and not all of them remove the backslash that protects it; `\%`
outside of quotes is right for all. systemd.service(5), systemd.syntax(7); crontab(5); launchd.plist(5).
"""

from __future__ import annotations

import plistlib
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time

from reconnect.errors import CannotSchedule
from reconnect.visible import ACTING

DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")
"""A day's place is its number in cron and launchd."""

# Besides what acts: Unicode's noncharacters, of which systemd reads none, and XML not all.
_ENDS = "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
UNFIT = re.compile(f"{ACTING.pattern}|[\ufdd0-\ufdef{_ENDS}]")

PLAIN = re.compile(r"[\w%+,./:=@-]+", re.ASCII)
NO_PROGRAM = re.compile(r"[\"'\\$]")
BY_SHELL = ("/bin/sh", "-c", 'exec "$0" "$@"')
LABEL = "reconnect.weekly"

UNITS = """\
# {when}, or when you next log in.
# Save each part as the file that its first line names. Then turn it on:
#   systemctl --user enable --now reconnect.timer
# Try it at once: systemctl --user start reconnect.service
# What it said:   journalctl --user --unit reconnect.service

# ~/.config/systemd/user/reconnect.service
[Unit]
Description=Who have I forgotten? The report

[Service]
Type=oneshot
ExecStart={command}
# It needs no network, and gets none.
RestrictAddressFamilies=AF_UNIX
NoNewPrivileges=true

# ~/.config/systemd/user/reconnect.timer
[Unit]
Description=Who have I forgotten? Every week

[Timer]
OnCalendar={day} {at}
Persistent=true

[Install]
WantedBy=timers.target
"""

CRONTAB = """\
# {when}; where the machine is off then, that week has no report.
# Add the last line to your table, which this opens: crontab -e
{minute} {hour} * * {weekday} {command}
"""

AGENT = """\
<!-- {when}, or when the machine wakes; where it is off then, that week has no report.
     Save this as ~/Library/LaunchAgents/{label}.plist and turn it on:
       launchctl bootstrap gui/$UID ~/Library/LaunchAgents/{label}.plist
     Try it at once: launchctl kickstart gui/$UID/{label} -->
"""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be done, and when: the words of the command, a day of DAYS, the time there.

    `log` is the file for what it says, used where the system keeps nothing of that. Errors: CannotSchedule where a word
    cannot stand in a line that people read and copy.
    """

    command: tuple[str, ...]
    day: str
    at: time
    log: str

    def __post_init__(self) -> None:
        for word in (*self.command, self.log):
            if UNFIT.search(word):
                raise CannotSchedule(f"{word}: it has a character that cannot be shown in a line; choose another path")

    @property
    def when(self) -> str:
        """Day and time in words."""
        return f"Every {self.day.title()} at {self.at:%H:%M}"


def systemd(job: Job) -> str:
    """Return a service and a timer for the systemd of a user."""
    words = (*BY_SHELL, *job.command) if NO_PROGRAM.search(job.command[0]) else job.command
    command = " ".join(map(_unit_word, words))
    return UNITS.format(when=job.when, command=command, day=job.day[:3].title(), at=f"{job.at:%H:%M}")


def _unit_word(word: str) -> str:
    literal = word.replace("%", "%%").replace("$", "$$")
    if PLAIN.fullmatch(literal):
        return literal
    return '"' + literal.replace("\\", "\\\\").replace('"', '\\"') + '"'


def cron(job: Job) -> str:
    """Return a line for the crontab of a user."""
    command = " ".join(map(_crontab_word, job.command))
    return CRONTAB.format(
        when=job.when, minute=job.at.minute, hour=job.at.hour, weekday=DAYS.index(job.day), command=command
    )


def _crontab_word(word: str) -> str:
    return r"\%".join(map(shlex.quote, word.split("%")))


def launchd(job: Job) -> str:
    """Return a property list for the launchd of a user."""
    agent = {
        "Label": LABEL,
        "ProgramArguments": list(job.command),
        "StartCalendarInterval": {"Weekday": DAYS.index(job.day), "Hour": job.at.hour, "Minute": job.at.minute},
        "StandardErrorPath": job.log,
    }
    declaration, rest = plistlib.dumps(agent, sort_keys=False).decode("utf-8").split("\n", 1)
    return f"{declaration}\n{AGENT.format(when=job.when, label=LABEL)}{rest}"


TEXTS: dict[str, Callable[[Job], str]] = {"systemd": systemd, "cron": cron, "launchd": launchd}
