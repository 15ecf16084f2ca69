"""schedule: how to have the report made every week. It prints, and changes nothing on the machine.

The report lies in the home folder unless said otherwise: macOS lets no job in the background write to Documents before
somebody has allowed it, and services copy that folder elsewhere.
"""

from __future__ import annotations

import shutil
import sys
from datetime import datetime
from pathlib import Path

import click

from reconnect.config import database_path
from reconnect.errors import CannotSchedule
from reconnect.schedule import DAYS, TEXTS, Job

FORMATS = {".html": "html", ".md": "markdown", ".csv": "csv", ".json": "json"}
OF_A_DAY = "%H:%M"


@click.command()
@click.option("--print", "system", type=click.Choice(list(TEXTS)), help="For which system; it must be said.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file of the report, .html, .md, .csv or .json (default: forgotten.html in your home folder).",
)
@click.option("--since-last", is_flag=True, help="Each time only who is new since the report before.")
@click.option("--day", type=click.Choice(DAYS), default="sunday", show_default=True, help="On which day.")
@click.option(
    "--at",
    type=click.DateTime([OF_A_DAY]),
    default="08:00",
    metavar="HH:MM",
    show_default=True,
    help="At what time of your clock.",
)
@click.pass_context
def schedule(
    ctx: click.Context, system: str | None, output: Path | None, since_last: bool, day: str, at: datetime
) -> None:
    """Print how to have the report made every week; nothing is changed."""
    if system is None:
        raise CannotSchedule(
            "schedule: it is not said for which system; add --print systemd (Linux), launchd (macOS) or cron (any)"
        )
    report = (output or Path.home() / "forgotten.html").absolute()
    command = (
        *program(), "--db", str(database_path(ctx.obj).absolute()),
        "forgotten", *(["--since-last"] * since_last), "--format", format_of(report), "--output", str(report),
    )  # fmt: skip
    log = Path.home() / "Library" / "Logs" / "reconnect.log"
    click.echo(TEXTS[system](Job(command, day, at.time(), str(log))), nl=False)


def program() -> tuple[str, ...]:
    """Return the words that start this program from any folder: its script where that was called, else its Python."""
    called = Path(sys.argv[0])
    script = shutil.which(called) if called.name == "reconnect" else None
    return (str(Path(script).absolute()),) if script else (sys.executable, "-m", "reconnect")


def format_of(report: Path) -> str:
    """Return the format that a file's name asks for. Errors: CannotSchedule."""
    format = FORMATS.get(report.suffix.lower())
    if format is None:
        raise CannotSchedule(f"{report}: the name tells no format; end it in {', '.join(FORMATS)}")
    return format
