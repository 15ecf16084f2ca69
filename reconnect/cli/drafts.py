"""draft: letters are composed and shown. Nothing here sends anything."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from reconnect.cli.output import (
    archive_of,
    as_of_option,
    format_option,
    now,
    print_json,
    print_paragraph,
    say,
)

if TYPE_CHECKING:
    from reconnect.archive import Archive, Row

TOP = 3
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
    """Return the people that are named, else those whom a report of so many rows tells of."""
    if not people:
        people = tuple(str(row.person) for row in archive.report(as_of, top, drafted_too=True).rows)
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
