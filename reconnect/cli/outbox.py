"""drafts: what is kept to be read, changed and taken along, and what became of it. Nothing here sends anything."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
from click.core import ParameterSource

from reconnect.cli.drafts import print_drafts
from reconnect.cli.letter_stats import stats
from reconnect.cli.output import (
    Day,
    archive_of,
    as_of_option,
    check_until,
    format_option,
    now,
    print_columns,
    say,
)
from reconnect.plural import counted

if TYPE_CHECKING:
    from reconnect.archive import Archive, Row
    from reconnect.archive.drafts_on_server import PutThere
    from reconnect.archive.outbox import Exported
    from reconnect.report.facts import OutcomeKind

FORMATS = ("eml", "markdown", "csv", "mbox", "maildir", "mailto")
MAILS = ("eml", "mbox", "maildir")
OUTCOMES = ("sent", "answered", "declined", "later", "dropped")


class FolderOrAddress(click.ParamType[Path | str]):
    """A folder as a Path, or the address of a server as text."""

    name = "folder or address"

    def convert(self, value: Path | str, param: click.Parameter | None, ctx: click.Context | None) -> Path | str:
        """Tell them apart."""
        from reconnect.archive.fetching import is_address

        if isinstance(value, str) and is_address(value):
            return value
        folder: Path = click.Path(file_okay=False, path_type=Path).convert(value, param, ctx)
        return folder


@click.group(invoke_without_command=True)
@format_option("terminal", "json")
@click.pass_context
def drafts(ctx: click.Context, format: str) -> None:
    """List the letters that are kept; `drafts export DIR` takes them along, `drafts stats` counts them."""
    if ctx.invoked_subcommand:
        return
    archive = archive_of(ctx)
    rows = archive.drafts()
    if format == "json":
        print_drafts(archive, rows, format)
        return
    print_columns([[row["id"], row["name"], row["subject"], _when(row)] for row in rows], indent=0)
    say(f"{counted(len(rows), 'draft')}." if rows else "No drafts yet: reconnect draft")
    if any(row["outcome"] is None for row in rows):
        say(f"What became of one: reconnect drafts mark ID {'|'.join(OUTCOMES)}")
    for row in {row["person"]: row for row in rows}.values():
        if row["outcome"] == "bounced":
            say(_came_back(row))


def _came_back(row: Row) -> str:
    profile = f", or by {row['profile']}" if row["profile"] else ""
    return f"Draft {row['id']} came back from {row['to'] or 'their address'}: write to another address{profile}."


def _when(row: Row) -> str:
    return f"{row['outcome']} {row['outcome_day']}" if row["outcome"] else f"open since {row['created_at'][:10]}"


@drafts.command("show")
@click.argument("id", type=click.IntRange(1, 2**62))
@format_option("terminal", "json")
@click.pass_context
def show(ctx: click.Context, id: int, format: str) -> None:
    """Show a draft, with what each of its sentences stands on."""
    archive = archive_of(ctx)
    print_drafts(archive, [archive.draft_of(id)], format, explain=True)


@drafts.command()
@click.argument("id", type=click.IntRange(1, 2**62))
@click.pass_context
def edit(ctx: click.Context, id: int) -> None:
    """Open a draft in your editor (VISUAL or EDITOR), and keep what you make of it."""
    from reconnect.archive import editing

    archive = archive_of(ctx)
    text = _in_editor(editing.text_of(archive, id))
    if text is None or not editing.edit(archive, id, text, now()):
        say(f"Draft {id} stays as it was.")
        return
    print_drafts(archive, [archive.draft_of(id)], "terminal")
    say(f"Draft {id} is kept in your words.")


def _in_editor(text: str) -> str | None:
    try:
        return click.edit(text, extension=".txt", require_save=True)
    except click.ClickException as error:
        raise click.UsageError(f"{error.message}; set VISUAL or EDITOR to your editor") from None


@drafts.command()
@click.argument("id", type=click.IntRange(1, 2**62))
@click.pass_context
def delete(ctx: click.Context, id: int) -> None:
    """Remove a draft, as if it had never been written."""
    from reconnect.archive import editing

    row = editing.delete(archive_of(ctx), id)
    say(f"Draft {id} to {row['name']} is removed. Write another: reconnect draft {row['person']}")


@drafts.command()
@click.option("--copy", metavar="NAME", help="Copy the wordings of this name into your folder, to change them there.")
def wordings(copy: str | None) -> None:
    """List the wordings that letters are made of, and which of them are your own."""
    from reconnect.archive import own_wordings
    from reconnect.config import wordings_folder

    folder = wordings_folder()
    if copy is not None:
        say(f"{own_wordings.copy(copy, folder)}: change it, and the next draft goes by it.")
        return
    rows = own_wordings.listed(folder)
    unread = "no native reader has seen it yet"
    print_columns([[each.name, "yours" if each.is_own else "", "" if each.reviewed else unread] for each in rows])
    say(f"Your own go into {folder}; begin with a copy: reconnect drafts wordings --copy lapsed.en")


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
        say(_reopened(archive.draft_of(id)))
        return
    remembering.outcome(archive, id, outcome, as_of, until)
    say(f"Draft {id} to {row['name']}: {outcome}. Noted.  Take it back: reconnect drafts mark {id} clear")


def _reopened(row: Row) -> str:
    if row["outcome"] is None:
        return f"Draft {row['id']} to {row['name']} is open again."
    found = f"{row['outcome']} {row['outcome_day']}"
    return f"Draft {row['id']} to {row['name']}: what you said is taken back; {found} remains, as an import shows it."


drafts.add_command(stats)


@drafts.command()
@click.argument("to", type=FolderOrAddress(), metavar="DIR|ADDRESS")
@click.option("--format", type=click.Choice(FORMATS), default="eml", show_default=True, help="What to write into DIR.")
@click.option("--password-command", metavar="COMMAND", default="", help="What prints the password for a server.")
@click.pass_context
def export(ctx: click.Context, to: Path | str, format: str, password_command: str) -> None:
    """Write the open drafts into DIR: unsent mails (eml, mbox, maildir), a text, a table, or a page of mailto links.

    An ADDRESS such as imaps://you@host/ puts them into the folder for drafts there, once each; nothing is sent.
    """
    from reconnect.archive.outbox import export_drafts

    if isinstance(to, str):
        if ctx.get_parameter_source("format") is ParameterSource.COMMANDLINE:
            raise click.UsageError("--format is for files; on a server a draft is a mail")
        _put_there(archive_of(ctx), to, password_command)
        return
    written = export_drafts(archive_of(ctx), to, format)
    for each in written:
        say(f"{each.path}{_told(each) if format in MAILS else ''}")
    if not written:
        say("No draft is open: reconnect draft")


def _put_there(archive: Archive, address: str, password_command: str) -> None:
    from reconnect.archive.drafts_on_server import put
    from reconnect.cli.password import secrets_of

    is_any = False
    for each in put(archive, address, secrets_of(password_command)):
        is_any = True
        say(f"{each.address}: {_put(each)}")
    if not is_any:
        say("No draft is open: reconnect draft")


def _put(there: PutThere) -> str:
    draft = there.draft
    notes = [f"{draft.name} <{draft.to}>" if draft.to else f"{draft.name}: {_no_address(draft.profile)}"]
    return "; ".join(notes + ["it stands there already, or was sent"] * there.was_there)


def _no_address(profile: str) -> str:
    return f"no address; copy the text into {profile or 'a message of any kind'}"


def _told(exported: Exported) -> str:
    """What is to be known of mails that were written, behind their path."""
    drafts, kept = exported.drafts, exported.kept
    without = [draft for draft in drafts if not draft.to]
    if len(drafts) == 1:
        notes = ["another text stands there, and is kept; remove it to export the draft as it is now"] if kept else []
        notes += [_no_address(draft.profile) for draft in without]
    else:
        notes = [counted(len(drafts), "draft")]
        notes += (
            [f"{kept} kept in another text; remove these files to export the drafts as they are now"] if kept else []
        )
        notes += [f"{len(without)} without an address; --format mailto says where to copy the text"] if without else []
    return "".join(f": {note}" for note in notes)
