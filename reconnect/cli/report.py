"""forgotten: the report, the person of the week, and all that is behind one person's place."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconnect.cli.output import (
    archive_of,
    as_of_option,
    console,
    format_option,
    now,
    print_columns,
    print_json,
    print_paragraph,
    say,
    tell,
)
from reconnect.errors import DatabaseBusy, DatabaseUnusable, DiskFull

if TYPE_CHECKING:
    from reconnect.archive import Archive
    from reconnect.report import Report
    from reconnect.report.explained import Explained

WRITERS = {"terminal": "markdown", "html": "html", "markdown": "markdown", "csv": "csv_file", "json": "json_file"}


@click.command()
@click.option("--limit", type=click.IntRange(min=0), default=5, show_default=True, help="How many people; 0 is all.")
@click.option("--since-last", is_flag=True, help="Only who is new since the report before.")
@click.option("--random", "at_random", is_flag=True, help="One person at random, the same one all week.")
@click.option("--explain", metavar="PERSON", help="All that decides about one person, listed or not.")
@format_option("terminal", "html", "markdown", "csv", "json")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@as_of_option
@click.pass_context
def forgotten(
    ctx: click.Context,
    limit: int,
    since_last: bool,
    at_random: bool,
    explain: str | None,
    format: str,
    output: Path | None,
    as_of: date,
) -> None:
    """Tell whom I have forgotten: few people, each with the reasons."""
    if since_last + at_random + (explain is not None) > 1:
        raise click.UsageError("--since-last, --random and --explain go one at a time")
    if explain is not None and output is not None:
        raise click.UsageError("--explain prints, and writes no file")
    archive = archive_of(ctx)
    if explain is not None:
        print_explained(archive.explained(archive.person(explain), as_of), format)
    elif at_random:
        print_report(archive, archive.at_random(as_of), format, output)
    else:
        report = archive.report(as_of, limit, new_only=since_last)
        print_report(archive, report, format, output)
        remember(archive, report)


def print_report(archive: Archive, report: Report, format: str, output: Path | None) -> None:
    """Print a report, or write it to a file."""
    if format == "terminal" and output is None:
        from reconnect.report.terminal import render

        render(report, console())
        return
    text = _written(archive, report, format)
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    from reconnect.files import write_whole

    write_whole(output, text.encode("utf-8"))
    tell(f"written: {output}")


def _written(archive: Archive, report: Report, format: str) -> str:
    """Return a report as the text of a file; what a terminal would show is written as Markdown."""
    from importlib import import_module

    writer = import_module(f"reconnect.report.{WRITERS[format]}")
    text: str = writer.write(report, archive.history(report)) if format == "html" else writer.write(report)
    return text


def remember(archive: Archive, report: Report) -> None:
    """Remember who was told of; a report that was printed is no failure because that could not be done."""
    from reconnect.archive import remembering

    try:
        remembering.report(archive, report, now())
    except (DatabaseBusy, DatabaseUnusable, DiskFull) as error:
        tell(f"{error} (this report is not remembered for --since-last)")


def print_explained(told: Explained, format: str) -> None:
    """Print all that decides about one person."""
    if format == "json":
        print_json(asdict(told))
        return
    if format != "terminal":
        raise click.UsageError("--explain goes with --format terminal or json")
    place = f", {told.place} of {told.of}" if told.group else ""
    say(f"{told.name}, person {told.person}, as of {told.as_of}")
    print_paragraph(f"{told.verdict.removesuffix('.')}{place}.")
    print_paragraph(told.standing)
    if told.terms:
        say()
        print_columns([[each.name, f"{each.value:7.4f}", each.of] for each in told.terms])
    say()
    print_columns([[each.group, "yes" if each.holds else "no", f"{each.rule}: {each.fact}"] for each in told.rules])
