"""draft and drafts: letters to read, change, and take along. Nothing here sends anything."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from reconnect.cli.output import (
    Day,
    archive_of,
    as_of_option,
    check_until,
    format_option,
    now,
    print_columns,
    print_json,
    print_paragraph,
    say,
)
from reconnect.plural import counted

if TYPE_CHECKING:
    from reconnect.archive import Archive, Row
    from reconnect.report.facts import OutcomeKind

TOP = 3
OUTCOMES = ("sent", "answered", "declined", "later", "dropped")
KEYS = ("id", "person", "name", "template", "language", "to", "subject", "body")


@click.command()
@click.argument("people", nargs=-1, metavar="[PERSON...]")
@click.option(
    "--top", type=click.IntRange(min=1), default=TOP, show_default=True, help="How many, where nobody is named."
)
@click.option("--explain", is_flag=True, help="Say of each sentence what it stands on.")
@format_option("terminal", "json")
@as_of_option
@click.pass_context
def draft(ctx: click.Context, people: tuple[str, ...], top: int, explain: bool, format: str, as_of: date) -> None:
    """Compose a letter to each PERSON (default: the top of the report), and keep it."""
    archive = archive_of(ctx)
    rows = archive.draft(chosen(archive, people, top, as_of), as_of, now())
    if format == "json":
        print_json([draft_as_json(row) for row in rows])
        return
    for row in rows:
        print_draft(row, explain=explain)
    if rows:
        say("Why these words: reconnect draft --explain      Take them along: reconnect drafts export DIR --format eml")
    else:
        say("Nobody to write to: say reconnect forgotten, or name somebody: reconnect draft PERSON")


def chosen(archive: Archive, people: tuple[str, ...], top: int, as_of: date) -> list[Row]:
    """Return the people that are named, else the first of the report whom there is a template for."""
    if not people:
        from reconnect.report.facts import TO_WRITE_TO

        rows = archive.report(as_of, 0, drafted_too=True).rows
        people = tuple(str(row.person) for row in rows if row.group in TO_WRITE_TO)[:top]
    named = [archive.person(person) for person in people]
    return list({row["id"]: row for row in named}.values())


def draft_as_json(row: Row) -> dict[str, Any]:
    """Return a draft as outside programs rely on it; unknown is null."""
    return {
        **{key: row[key] or None for key in (*KEYS, "outcome", "outcome_day")},
        "evidence": json.loads(row["evidence"]),
        "profile": row["profile"] or None,
    }


def print_draft(row: Row, *, explain: bool = False) -> None:
    """Print one draft as a person reads it."""
    where = f"<{row['to']}>" if row["to"] else row["profile"] or "(no address known)"
    say(f"Draft {row['id']} to {row['name']} {where}    {row['template']}, {row['language']}")
    say()
    if row["subject"]:
        say(f"  Subject: {row['subject']}")
        say()
    for paragraph in row["body"].split("\n"):
        if paragraph:
            print_paragraph(paragraph, indent=2)
        else:
            say()
    if explain:
        say()
    for each in json.loads(row["evidence"]) if explain else ():
        print_paragraph(each["sentence"], indent=2)
        print_paragraph(": ".join(filter(None, (each["fact"], each["origin"]))), indent=6)
    say()


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
