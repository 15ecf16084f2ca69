"""forgotten: the report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from reconnect.cli.output import archive_of, as_of_option, console, format_option, tell


@click.command()
@click.option("--limit", type=click.IntRange(min=0), default=5, show_default=True, help="How many people; 0 is all.")
@format_option("terminal", "json", "csv", "markdown")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@as_of_option
@click.pass_context
def forgotten(ctx: click.Context, limit: int, format: str, output: Path | None, as_of: date) -> None:
    """Tell whom I have forgotten: few people, each with the reasons."""
    from importlib import import_module

    report = archive_of(ctx).report(as_of, limit)
    if format == "terminal" and output is None:
        from reconnect.report.terminal import render

        render(report, console())
        return
    writers = {"terminal": "markdown", "json": "json_file", "csv": "csv_file", "markdown": "markdown"}
    text: str = import_module(f"reconnect.report.{writers[format]}").write(report)
    if output is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    from reconnect.files import write_whole

    write_whole(output, text.encode("utf-8"))
    tell(f"written: {output}")
