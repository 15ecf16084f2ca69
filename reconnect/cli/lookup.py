"""lookup: what people publish on the web pages that their own cards name. Nothing is asked that is not said before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from reconnect.cli.output import archive_of, as_of_option, format_option, now, print_columns, print_json, say, tell

if TYPE_CHECKING:
    from reconnect.archive.looking_up import Seen
    from reconnect.report.facts import Published

WIDTH_OF_ID = 6
NOTHING_UNASKED = "name somebody, or say --top N for the top of the report; no page is looked at unasked"


@click.command()
@click.argument("people", nargs=-1, metavar="[PERSON...]")
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="The first N of the report who have a page.")
@click.option("--again", is_flag=True, help="Ask also pages that were asked within the last day.")
@format_option("terminal", "json")
@as_of_option
@click.pass_context
def lookup(ctx: click.Context, people: tuple[str, ...], top: int | None, again: bool, format: str, as_of: date) -> None:
    """Look at the web pages that PERSON's own cards name, and keep what is new there."""
    if not people and top is None:
        raise click.UsageError(NOTHING_UNASKED)
    if people and top is not None:
        raise click.UsageError("PERSON and --top go one at a time")
    from reconnect.archive.looking_up import first_with_pages, look_up, plan

    archive = archive_of(ctx)
    named = [archive.person(person) for person in people]
    rows = first_with_pages(archive, as_of, top) if top else list({row["id"]: row for row in named}.values())
    planned = plan(archive, rows, now(), again=again)
    if planned.hosts:
        tell(f"Will ask: {', '.join(planned.hosts)}")
    seen = [*_told(planned.left), *_told(look_up(archive, planned, now()))]
    if format == "json":
        print_json([_as_json(each) for each in seen])
        return
    _print(seen)


def _told(pages: Iterable[Seen]) -> Iterator[Seen]:
    """Tell of each page in a line as soon as it was looked at."""
    for each in pages:
        tell(f"{each.page} ({each.name}): {each.line}")
        yield each


def _as_json(each: Seen) -> dict[str, Any]:
    return {
        "person": each.person,
        "name": each.name,
        "page": each.page,
        "result": each.line,
        "found": [{"title": thing.title, "address": thing.address, "day": thing.day} for thing in each.things],
    }


def _print(seen: Sequence[Seen]) -> None:
    for each in seen:
        if each.things:
            say(f"{each.person:>{WIDTH_OF_ID}}  {each.name}, {each.page}")
            print_columns([row for thing in each.things for row in _rows(thing)], indent=WIDTH_OF_ID + 2)
            say()
    if any(each.things for each in seen):
        say("Write about it: reconnect draft PERSON")
    elif seen:
        say("Nothing was found that they published.")
    else:
        say("No card names a web page of theirs; add it to the entry in your address book, and import that again.")


def _rows(thing: Published) -> Iterator[tuple[str, str]]:
    from reconnect.report.words import day_words

    yield day_words(thing.day) if thing.day else "", thing.title
    yield "", thing.address
