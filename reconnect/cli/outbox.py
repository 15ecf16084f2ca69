"""drafts: what is kept to be read, changed and taken along, and what became of it. Nothing here sends anything."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from reconnect.cli.drafts import draft_as_json, print_draft
from reconnect.cli.output import (
    Day,
    archive_of,
    as_of_option,
    check_until,
    format_option,
    print_columns,
    print_json,
    say,
)
from reconnect.plural import counted

if TYPE_CHECKING:
    from reconnect.archive import Row
    from reconnect.report.facts import OutcomeKind

OUTCOMES = ("sent", "answered", "declined", "later", "dropped")


@click.group(invoke_without_command=True)
@format_option("terminal", "json")
@click.pass_context
def drafts(ctx: click.Context, format: str) -> None:
    """List the letters that are kept; `drafts export DIR` takes them along."""
    if ctx.invoked_subcommand:
        return
    rows = archive_of(ctx).drafts()
    if format == "json":
        print_json([draft_as_json(row) for row in rows])
        return
    print_columns([[row["id"], row["name"], row["subject"], _when(row)] for row in rows], indent=0)
    say(f"{counted(len(rows), 'draft')}." if rows else "No drafts yet: reconnect draft")
    if any(row["outcome"] is None for row in rows):
        say(f"What became of one: reconnect drafts mark ID {'|'.join(OUTCOMES)}")


def _when(row: Row) -> str:
    return f"{row['outcome']} {row['outcome_day']}" if row["outcome"] else f"open since {row['created_at'][:10]}"


@drafts.command("show")
@click.argument("id", type=click.IntRange(1, 2**62))
@click.pass_context
def show(ctx: click.Context, id: int) -> None:
    """Show a draft, with what each of its sentences stands on."""
    print_draft(archive_of(ctx).draft_of(id), explain=True)


@drafts.command()
@click.argument("id", type=click.IntRange(1, 2**62))
@click.argument("outcome", type=click.Choice([*OUTCOMES, "clear"]))
@click.option("--until", type=Day(), metavar="DATE", help="With later: not before this day.")
@as_of_option
@click.pass_context
def mark(ctx: click.Context, id: int, outcome: Literal[OutcomeKind, "clear"], until: date | None, as_of: date) -> None:
    """Say what became of a draft; whom it was for is left in peace for a while. clear takes all of that back."""
    from reconnect.archive import remembering

    check_until(outcome, until, as_of)
    archive = archive_of(ctx)
    row = archive.draft_of(id)
    if outcome == "clear":
        remembering.reopen(archive, id)
        say(f"Draft {id} to {row['name']} is open again.")
        return
    remembering.outcome(archive, id, outcome, as_of, until)
    say(f"Draft {id} to {row['name']}: {outcome}. Noted.  Take it back: reconnect drafts mark {id} clear")


@drafts.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option(
    "--format", type=click.Choice(["eml", "markdown", "csv"]), default="eml", show_default=True, help="What to write."
)
@click.pass_context
def export(ctx: click.Context, folder: Path, format: str) -> None:
    """Write the open drafts into DIR, as unsent mails, one Markdown text, or a table."""
    from reconnect.archive.outbox import export_drafts

    written = export_drafts(archive_of(ctx), folder, format)
    for each in written:
        say(f"{each.path}{': kept as it is, since it was changed; remove it to export it anew' if each.kept else ''}")
    if not written:
        say("No drafts yet: reconnect draft")
