"""note and mark: what I know of somebody, and whom not to list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

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
    say,
)
from reconnect.config import LANGUAGES, TERMS

if TYPE_CHECKING:
    from reconnect.report.facts import MarkKind, Note, NoteKind

KINDS: dict[NoteKind, str] = {
    "met": "Where you know each other from.",
    "interest": "What they care about.",
    "goal": "What they are after.",
    "skill": "What they are good at.",
    "offer": "What you could offer them.",
}
CHOICES: dict[NoteKind, tuple[tuple[str, ...], str]] = {
    "language": (LANGUAGES, "The language to write to them in."),
    "terms": (TERMS, "On which terms you are: du or Sie, tu or vous."),
}
OF_TEXT = ""
"""What an option has that was given without words of its own: TEXT has them."""


def _kind_options(command: click.decorators.FC) -> click.decorators.FC:
    for kind, (values, what) in reversed(CHOICES.items()):
        choice = click.Choice(values, case_sensitive=False)
        command = click.option(f"--{kind}", type=choice, multiple=True, help=what)(command)
    for kind, what in reversed(KINDS.items()):
        command = click.option(
            f"--{kind}", multiple=True, is_flag=False, flag_value=OF_TEXT, metavar="TEXT", help=what
        )(command)  # fmt: skip
    return command


@click.command()
@click.argument("person")
@click.argument("text", required=False, default="")
@_kind_options
@click.option("--spoke", type=Day(), multiple=True, metavar="DATE", help="A day on which you talked: a day of contact.")
@click.option("--remove", type=int, metavar="NUMBER", help="Take back the note of this number.")
@format_option("terminal", "json")
@click.pass_context
def note(
    ctx: click.Context,
    /,
    person: str,
    text: str,
    spoke: tuple[date, ...],
    remove: int | None,
    format: str,
    **told: tuple[str, ...],
) -> None:
    """Note what you know of PERSON; without anything to note, show what is noted."""
    from reconnect.archive import remembering

    archive = archive_of(ctx)
    row = archive.person(person)
    if remove is not None and (text or spoke or any(told.values())):
        raise click.UsageError("--remove goes by itself")
    if remove is not None:
        taken = remembering.take_back(archive, row["id"], remove)
        say(f"{row['name']}: note {remove} is taken back ({taken.words}).")
        return
    for kind, value in _told(text, told):
        remembering.note(archive, row["id"], kind, value, now())
    for day in spoke:
        remembering.note(archive, row["id"], "spoke", "", now(), day)
    _show(row["name"], remembering.notes(archive, row["id"]), format)


def _told(text: str, told: Mapping[str, Sequence[str]]) -> Iterator[tuple[NoteKind, str]]:
    """Yield kind and words of each note; an option without words takes TEXT."""
    given = [(kind, value.strip() or text.strip()) for kind in KINDS for value in told[kind]]
    if any(not value for _, value in given):
        raise click.UsageError("say what to note: reconnect note PERSON --interest kilns")
    given += [(kind, value) for kind in CHOICES for value in told[kind]]
    if text.strip() and not any(not value.strip() for values in told.values() for value in values):
        given.append(("note", text.strip()))
    yield from given


def _show(name: str, notes: Sequence[Note], format: str) -> None:
    if format == "json":
        print_json([each._asdict() for each in notes])
        return
    print_columns([[each.id, each.words] for each in notes])
    say(f"That is what is noted about {name}." if notes else f"Nothing is noted about {name} yet.")


@click.command()
@click.argument("person")
@click.argument("mark", type=click.Choice(["never", "died", "later", "clear"]))
@click.option("--until", type=Day(), metavar="DATE", help="With later: not before this day (default: in 90 days).")
@as_of_option
@click.pass_context
def mark(ctx: click.Context, person: str, mark: Literal[MarkKind, "clear"], until: date | None, as_of: date) -> None:
    """Leave PERSON off every list: never, died, or later; clear takes that back."""
    from reconnect.archive import remembering

    check_until(mark, until, as_of)
    archive = archive_of(ctx)
    row = archive.person(person)
    kind: MarkKind | None = None if mark == "clear" else mark
    if mark == "later":
        until = until or remembering.in_a_while(as_of)
    remembering.mark(archive, row["id"], kind, now(), until)
    say(f"{row['name']}{_SAID[mark].format(until=until)}")
    if kind:
        say(f"Take it back: reconnect mark {row['id']} clear")


_SAID = {
    "never": ": in no list and no draft from now on.",
    "died": ": in no list and no draft from now on.",
    "later": ": in no list before {until}.",
    "clear": " may be listed again.",
}
