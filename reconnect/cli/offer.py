"""offer: for whom what I have to give may be of use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from reconnect.cli.output import archive_of, format_option, print_columns, print_json, say

if TYPE_CHECKING:
    from reconnect.report.offers import Offer

WIDTH_OF_ID = 6


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("--limit", type=click.IntRange(min=0), default=10, show_default=True, help="How many people; 0 is all.")
@format_option("terminal", "json")
@click.pass_context
def offer(ctx: click.Context, words: tuple[str, ...], limit: int, format: str) -> None:
    """Tell for whom something may be of use, such as "a Python job in Berlin", and why."""
    from reconnect.archive.offering import offered

    found = offered(archive_of(ctx), " ".join(words), limit)
    if format == "json":
        print_json([{key: value or None for key, value in each._asdict().items()} for each in found])
        return
    print_columns([row for each in found for row in _rows(each)], indent=0)
    if found:
        say('Tell them of it: reconnect draft PERSON    What you offer: reconnect note PERSON --offer "..."')
        say("Nothing was sent to anybody.")
    else:
        say("These words stand in nothing that is known of anybody.")
        say('Note what people are after: reconnect note PERSON --goal "..."')


def _rows(each: Offer) -> Iterator[tuple[str, str]]:
    work = ", ".join(filter(None, (each.title, each.organization)))
    yield f"{each.person:>{WIDTH_OF_ID}}", "  ".join(filter(None, (each.name, work)))
    yield from (("", reason) for reason in each.reasons)
    yield "", ""
