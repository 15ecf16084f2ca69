"""What all commands share: their options, and how they print.

Every text that came out of an export passes `visible` on its way to a terminal.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reconnect.visible import visible

if TYPE_CHECKING:
    from rich.console import Console

    from reconnect.archive import Archive

Command = TypeVar("Command", bound=Callable[..., Any])
Cell = str | int
OTHERS = 0o077


YEARS = range(1900, 3000)
"""Days that lie years before or after any of these are days as well."""


class Day(click.ParamType[date]):
    """A date as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date, or fail with a sentence."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value} is no date; write it as 2026-11-22", param, ctx)
        if day.year not in YEARS:
            self.fail(f"{value} is not of our time; name a day from {YEARS[0]} to {YEARS[-1]}", param, ctx)
        return day


def check_until(what: str, until: date | None, as_of: date) -> None:
    """Refuse a day until which something holds that is not put off, or that is over by then."""
    if until and what != "later":
        raise click.UsageError("--until goes with later")
    if until and until <= as_of:
        raise click.UsageError(f"--until {until}: this day is not to come; name a later one")


def format_option(*formats: str) -> Callable[[Command], Command]:
    """Add --format with the formats of a command; the first is the default."""
    return click.option(
        "--format", type=click.Choice(formats), default=formats[0], show_default=True, help="How to print."
    )


def as_of_option(command: Command) -> Command:
    """Add --as-of, today in UTC unless said otherwise."""
    return click.option(
        "--as-of",
        type=Day(),
        default=lambda: now().date(),
        metavar="DATE",
        help="Answer as of this day (default: today).",
    )(command)


def archive_of(ctx: click.Context) -> Archive:
    """Return the archive that the command was given."""
    from reconnect.archive import Archive
    from reconnect.config import database_path

    path = database_path(ctx.obj)
    if path.is_file() and path.stat().st_mode & OTHERS:
        tell(f"{path}: others on this machine may read it; say: chmod 600 {path}")
    return Archive(path)


def now() -> datetime:
    """Return the present moment; the command line is the only place with a clock."""
    return datetime.now(UTC)


def print_json(value: object) -> None:
    """Print a value as JSON, one document on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def say(text: str = "") -> None:
    """Print a line of our own words, with foreign ones in it, on stdout."""
    click.echo(visible(text))


def tell(text: str) -> None:
    """Print a line to stderr."""
    click.echo(visible(text), err=True)


def console(*, stderr: bool = False) -> Console:
    """Return a console that writes no markup and no colour where nobody looks at it."""
    from rich.console import Console

    return Console(file=sys.stderr if stderr else sys.stdout, highlight=False, markup=False, emoji=False)


def print_columns(rows: Sequence[Sequence[Cell]], indent: int = 2) -> None:
    """Print rows as columns: numbers to the right, the last column folded to the width of the terminal."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    if not rows:
        return
    table = Table.grid(padding=(0, 2))
    for cell in rows[0][:-1]:
        table.add_column(justify="right" if isinstance(cell, int) else "left", no_wrap=True, overflow="ellipsis")
    table.add_column(overflow="fold")
    for row in rows:
        table.add_row(*(Text(f"{cell:,}" if isinstance(cell, int) else visible(cell)) for cell in row))
    printer = console()
    with printer.capture() as captured:
        printer.print(Padding(table, (0, 0, 0, indent)))
    click.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))


def in_lines(parts: Iterable[str], between: str, width: int) -> list[str]:
    """Return parts in lines of a width; one that is longer than that has a line of its own."""
    lines: list[str] = []
    for part in parts:
        if lines and len(f"{lines[-1]}{between}{part}{between.rstrip()}") <= width:
            lines[-1] += between + part
        else:
            lines[-1:] = [each + between.rstrip() for each in lines[-1:]]
            lines.append(part)
    return lines


def shortened(name: str, longest: int) -> str:
    """Return a name with at most so many letters, an even number, and with both of its ends."""
    half = longest // 2
    return name if len(name) <= longest else f"{name[: half - 2]}...{name[1 - half :]}"


def print_paragraph(text: str, indent: int = 0) -> None:
    """Print a text folded to the width of the terminal."""
    print_columns([[text]], indent)
