"""me and settings: what the program takes me to be, and what I tell it about myself."""

from __future__ import annotations

import click

from reconnect.cli.output import archive_of, format_option, print_columns, print_json, print_paragraph, say

KEYS = ("value", "kind", "evidence", "decided_by")


@click.group(invoke_without_command=True)
@format_option("terminal", "json")
@click.pass_context
def me(ctx: click.Context, format: str) -> None:
    """Show my own addresses, names and profiles, with the evidence for each."""
    if ctx.invoked_subcommand:
        return
    rows = archive_of(ctx).me()
    if format == "json":
        print_json([{key: row[key] for key in KEYS} for row in rows])
        return
    for row in rows:
        say(f"{row['value']}  ({row['kind']})")
        print_paragraph(row["evidence"], indent=4)
    if not rows:
        say("Nothing here tells who you are.")
    say("Change it: reconnect me add VALUE, reconnect me remove VALUE")


@me.command()
@click.argument("value")
@click.pass_context
def add(ctx: click.Context, value: str) -> None:
    """Say that an address, name, profile URL or telephone number is mine."""
    _decide(ctx, value, mine=True)


@me.command()
@click.argument("value")
@click.pass_context
def remove(ctx: click.Context, value: str) -> None:
    """Say that a value is not mine."""
    _decide(ctx, value, mine=False)


def _decide(ctx: click.Context, value: str, *, mine: bool) -> None:
    if not value.strip():
        raise click.BadParameter("say an address, a name, a profile URL or a telephone number")
    kind, value = archive_of(ctx).decide_me(value, mine=mine)
    say(f"{value} ({kind}) is {'yours' if mine else 'not yours'}. Directions and ties are worked out anew.")


@click.command()
@click.argument("key", required=False)
@click.argument("value", required=False)
@format_option("terminal", "json")
@click.pass_context
def settings(ctx: click.Context, key: str | None, value: str | None, format: str) -> None:
    """Show all settings, or set one: name, about, interests, goals, language, home_region, capacity."""
    from dataclasses import asdict

    from reconnect.config import checked

    archive = archive_of(ctx)
    if key is not None and value is not None:
        key, value = checked(key, value)
        archive.set(key, value)
        say(f"{key}: {value}" if value else f"{key} is forgotten")
        return
    now = asdict(archive.settings())
    chosen = now if key is None else {checked(key, "")[0]: now[checked(key, "")[0]]}
    if format == "json":
        print_json({name: told or None for name, told in chosen.items()})
        return
    print_columns([[name, str(told) or "(not set)"] for name, told in chosen.items()], indent=0)
