"""draft: letters are composed and shown. Nothing here sends anything."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from reconnect.cli.model import model_named, rewritten
from reconnect.cli.output import archive_of, as_of_option, format_option, now, print_json, print_paragraph, say, tell
from reconnect.plural import counted

if TYPE_CHECKING:
    from reconnect.archive import Archive, Row
    from reconnect.archive.editing import LookedOver

TOP = 3
KEYS = ("id", "person", "name", "template", "language", "to", "subject", "body")
WIDTH = 80


@click.command()
@click.argument("people", nargs=-1, metavar="[PERSON...]")
@click.option(
    "--top", type=click.IntRange(min=1), default=TOP, show_default=True, help="How many, where nobody is named."
)
@click.option("--explain", is_flag=True, help="Say of each sentence what it stands on.")
@click.option("--model", metavar="NAME", help="Have a language model rewrite it; what goes there is told first.")
@click.option("--yes", is_flag=True, help="With --model: do not ask.")
@format_option("terminal", "json")
@as_of_option
@click.pass_context
def draft(
    ctx: click.Context,
    people: tuple[str, ...],
    top: int,
    explain: bool,
    model: str | None,
    yes: bool,
    format: str,
    as_of: date,
) -> None:
    """Compose a letter to each PERSON (default: the top of the report), and keep it."""
    archive = archive_of(ctx)
    if yes and not model:
        raise click.UsageError("--yes goes with --model")
    asked = model_named(model, yes=yes) if model else None
    rows = archive.draft(chosen(archive, people, top, as_of), as_of, now())
    if asked:
        rows = rewritten(archive, rows, asked, yes=yes)
    print_drafts(archive, rows, format, explain=explain)
    if format == "json":
        return
    if rows:
        id, person = rows[0]["id"], rows[0]["person"]
        say(f"Change it: reconnect drafts edit {id}    Take it along: reconnect drafts export DIR")
        say(f"Why these words: reconnect draft {person} --explain")
    else:
        say("Nobody to write to: say reconnect forgotten, or name somebody: reconnect draft PERSON")
    _tell_many(archive, as_of)


def chosen(archive: Archive, people: tuple[str, ...], top: int, as_of: date) -> list[Row]:
    """Return the people that are named, else those whom a report of so many rows tells of."""
    if not people:
        people = tuple(str(row.person) for row in archive.report(as_of, top, drafted_too=True).rows)
    named = [archive.person(person) for person in people]
    return list({row["id"]: row for row in named}.values())


def print_drafts(archive: Archive, rows: Sequence[Row], format: str, *, explain: bool = False) -> None:
    """Print some drafts, each with what there is to say beside it."""
    from reconnect.archive.editing import looked_over

    beside = looked_over(archive, rows)
    if format == "json":
        print_json([draft_as_json(row, beside[row["id"]]) for row in rows])
        return
    for row in rows:
        _print_draft(row, beside[row["id"]], explain=explain)


def draft_as_json(row: Row, beside: LookedOver) -> dict[str, Any]:
    """Return a draft as outside programs rely on it; unknown is null."""
    return {
        **{key: row[key] or None for key in (*KEYS, "outcome", "outcome_day", "edited_at")},
        "evidence": [{**each, "origin": each["origin"] or None} for each in json.loads(row["evidence"])],
        "profile": row["profile"] or None,
        "lint": [{"level": each.level, "text": each.text} for each in beside.findings],
        "ideas": beside.ideas,
    }


def _print_draft(row: Row, beside: LookedOver, *, explain: bool) -> None:
    where = f"<{row['to']}>" if row["to"] else row["profile"] or "(no address known)"
    head, kind = f"Draft {row['id']} to {row['name']} {where}", f"{_situation(row)}, {beside.language}"
    gap = WIDTH - len(head) - len(kind)
    for line in [f"{head}{' ' * gap}{kind}"] if gap > 1 else [head, f"{kind:>{WIDTH}}"]:
        say(line)
    say()
    if row["subject"]:
        say(f"  Subject: {row['subject']}")
        say()
    for paragraph in row["body"].split("\n"):
        if paragraph:
            print_paragraph(paragraph, indent=2)
        else:
            say()
    evidence = json.loads(row["evidence"])
    say(f"{_measure(row, beside):>{WIDTH}}")
    for line in (*_to_read(evidence), *_beside(beside)):
        print_paragraph(line, indent=2)
    if explain:
        say()
    for each in evidence if explain else ():
        print_paragraph(each["sentence"], indent=2)
        print_paragraph(": ".join(filter(None, (each["fact"], each["origin"]))), indent=6)
    say()


def _situation(row: Row) -> str:
    wording, _, model = str(row["template"]).partition("+")
    situation = wording.split("/")[0].replace("-message", "").replace("_", " ")
    return f"{situation}, rewritten by {model}" if model else situation


def _measure(row: Row, beside: LookedOver) -> str:
    claims = f"{counted(beside.own, 'sentence')} of your own" if beside.own else "no claim unproven"
    return f"{counted(len(row['body'].split()), 'word')}, {counted(row['body'].count('?'), 'question')}, {claims}"


def _to_read(evidence: Sequence[dict[str, Any]]) -> Iterator[str]:
    """What to read first: who speaks of what somebody published should know it."""
    told = [each for each in evidence if each["fact"].startswith("published: ")]
    for address in dict.fromkeys(source["member"] for each in told for source in each["sources"]):
        yield f"Read it before you send: {address}"


def _beside(beside: LookedOver) -> Iterator[str]:
    """What to know before it is sent: faults, what could be said besides, and who has not read the wordings."""
    for each in beside.findings:
        yield f"{'Change this' if each.level == 'error' else 'Look at this'}: {each.text}"
    for idea in beside.ideas:
        yield f"You could say something of this yourself: {idea}"
    if not beside.reviewed:
        yield f"No native reader has seen the {beside.language} wordings yet: read it twice."


def _tell_many(archive: Archive, as_of: date) -> None:
    """Warn where there are more drafts this week than one means to write."""
    from reconnect.archive.editing import this_week

    drafted, capacity = this_week(archive, as_of)
    if drafted > capacity:
        tell(
            f"{counted(drafted, 'draft')} this week, and you mean to write to {capacity}: leave some for another week, "
            "or say: reconnect settings capacity NUMBER"
        )
