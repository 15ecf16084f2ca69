"""drafts stats: what became of all drafts, without praise or blame, and how little that says while they are few."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from reconnect.cli.output import archive_of, as_of_option, format_option, print_columns, print_json, say
from reconnect.plural import counted

if TYPE_CHECKING:
    from reconnect.archive.outcomes import Stats

WORDS = {
    "sent": "sent",
    "answered": "answered",
    "declined": "not now",
    "on_their_way": "still on the way",
    "bounced": "came back",
    "put_off": "put off or dropped",
    "open": "open",
}


@click.command()
@format_option("terminal", "json")
@as_of_option
@click.pass_context
def stats(ctx: click.Context, format: str, as_of: date) -> None:
    """Tell what became of all drafts, by situation."""
    from reconnect.archive.outcomes import counts

    with archive_of(ctx).reading() as conn:
        all_, situations = counts(conn, as_of)
    if format == "json":
        print_json({"as_of": as_of, **_as_json(all_), "situations": _each_as_json(situations)})
        return
    if not all_.made:
        say("No drafts yet: reconnect draft")
        return
    print_columns([[name, _in_words(each)] for name, each in situations.items()], indent=0)
    if len(situations) > 1:
        say(f"Together {_in_words(all_)}.")
    for line in all_.words:
        say(line)


def _in_words(counts: Stats) -> str:
    told = [f"{number:,} {words}" for key, words in WORDS.items() if (number := getattr(counts, key))]
    return ": ".join(filter(None, (counted(counts.made, "draft"), ", ".join(told))))


def _as_json(counts: Stats) -> dict[str, Any]:
    low, high = counts.interval or (None, None)
    return {**asdict(counts), "answered_of": counts.settled, "low": low, "high": high}


def _each_as_json(situations: Mapping[str, Stats]) -> list[dict[str, Any]]:
    return [{"situation": name, **_as_json(each)} for name, each in situations.items()]
