"""forget: remove all that is stored about a person, for good."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import click

from reconnect.cli.output import archive_of, print_paragraph, say, tell
from reconnect.errors import Unconfirmed
from reconnect.plural import counted

if TYPE_CHECKING:
    from pathlib import Path

    from reconnect.archive import Row
    from reconnect.archive.forgetting import Share

NAMED = 3


@click.command()
@click.argument("person", required=False)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--allow", metavar="VALUE", help="Let imports tell again of whom an address, number, link or name tells.")
@click.option("--sweep", is_flag=True, help="Only wipe what was deleted before out of the database's file.")
@click.pass_context
def forget(ctx: click.Context, person: str | None, yes: bool, allow: str | None, sweep: bool) -> None:
    """Remove all that is stored about PERSON; no later import brings them back. It cannot be undone."""
    from reconnect.archive import forgetting

    if sum((person is not None, allow is not None, sweep)) != 1:
        raise click.UsageError("name one person to forget, or say --allow VALUE, or --sweep")
    archive = archive_of(ctx)
    if allow is not None:
        _allow(archive.path, allow)
    elif sweep:
        _tell_swept(archive.path, forgetting.swept(archive.path))
    elif person is not None:
        row, share = forgetting.to_forget(archive, person)
        if not yes:
            _ask(row, share, forgetting.perhaps_theirs(archive, row["id"]))
        is_swept = forgetting.forget(archive.path, row["id"])
        say(f"{row['name']} is forgotten: {_in_words(share)}.")
        _tell_swept(archive.path, is_swept)


def _allow(path: Path, value: str) -> None:
    from reconnect.archive.forgetting import allow

    if number := allow(path, value):
        whom = "them" if number == 1 else f"{number:,} people"
        say(f"{value}: imports may tell of {whom} again.")
        print_paragraph("What was read before is not read anew by itself: reconnect imports undo ID, then import it.")
    else:
        say(f"{value}: nobody who was forgotten is known by that.")


def _ask(row: Row, share: Share, perhaps: Mapping[int, str]) -> None:
    if not sys.stdin.isatty():
        raise Unconfirmed(f"{row['name']} ({row['id']}): {_in_words(share)} would go for good; say it with --yes")
    say(f"{row['name']}  (person {row['id']})")
    print_paragraph(f"{_in_words(share)} go for good; the exports on your disk still hold them.", indent=2)
    print_paragraph(f"All of it: reconnect show {row['id']} --stored", indent=2)
    if perhaps:
        named = ", ".join(f"{name} ({id})" for id, name in islice(sorted(perhaps.items()), NAMED))
        more = f" and {len(perhaps) - NAMED:,} more" if len(perhaps) > NAMED else ""
        print_paragraph(
            f"Perhaps the same person, and would stay: {named}{more}. Look first: reconnect review", indent=2
        )
    click.confirm("Forget?", abort=True)


def _in_words(share: Share) -> str:
    theirs = f"{counted(share.messages, 'message')} from them or with them alone"
    return f"{counted(len(share.contacts), 'contact')}, {theirs}, their part in {share.others_messages:,} with others"


def _tell_swept(path: Path, is_swept: bool) -> None:
    from reconnect.archive.forgetting import backups

    if not is_swept:
        tell(f"{path}: traces may be left in it; end what else reads it, make room, and say: reconnect forget --sweep")
    elif copies := backups(path):
        tell(f"{_listed(copies)}: copies from before may still tell of them; delete what you no longer need")


def _listed(paths: Sequence[Path]) -> str:
    return ", ".join(map(str, paths))
