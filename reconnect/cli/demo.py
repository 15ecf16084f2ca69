"""demo: all of it on an invented person's archive, in a throw-away database."""

from __future__ import annotations

from datetime import date
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import mkdtemp

import click

from reconnect.cli.output import say

AS_OF = date(2026, 11, 22)
DRAFTS = 3
ABOUT = "I restore old pianos in Lisbon, with a parrot next door who sings a little flat."


@click.command()
@click.pass_context
def demo(ctx: click.Context) -> None:
    """Show everything on the archive of an invented person; your own data is not touched."""
    from reconnect.cli.drafts import draft
    from reconnect.cli.imports import import_
    from reconnect.cli.me import settings
    from reconnect.cli.outbox import export
    from reconnect.cli.report import forgotten

    folder = Path(mkdtemp(prefix="reconnect-demo-"))
    ctx.obj = str(folder / "demo.db")
    with as_file(_sample()) as archive:
        say("reconnect reads what you can download, tells you whom you lost touch with, and drafts a letter.")
        say("Everything below comes from the archive of Ines Duarte, who is invented, as of 22 November 2026.")
        _step(f"import {archive}")
        ctx.invoke(import_, paths=(str(archive),), importer="", format="terminal")
    _step("forgotten")
    ctx.invoke(forgotten, limit=5, format="terminal", as_of=AS_OF)
    _step(f'settings about "{ABOUT}"')
    ctx.invoke(settings, key="about", value=ABOUT, format="terminal")
    _step(f"draft --top {DRAFTS}")
    ctx.invoke(draft, people=(), top=DRAFTS, explain=False, format="terminal", as_of=AS_OF)
    _step(f"drafts export {folder / 'drafts'}")
    ctx.invoke(export, to=folder / "drafts", format="eml", password_command="")
    say()
    say(f"The database is {ctx.obj} and the letters are in {folder / 'drafts'}; nothing was sent.")
    say("Your own turn:  reconnect import ~/Downloads      (what can be read: reconnect importers)")


def _step(command: str) -> None:
    say()
    say(f"$ reconnect {command}")


def _sample() -> Traversable:
    """The sample archive: inside the package where it is installed, in samples/ in a checkout."""
    inside = files("reconnect") / "demo_archive"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "samples" / "archive"
