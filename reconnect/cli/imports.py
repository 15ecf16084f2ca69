"""import, imports, importers, problems."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reconnect.cli.output import (
    archive_of,
    format_option,
    now,
    print_json,
    print_paragraph,
    say,
    tell,
)
from reconnect.plural import counted, counted_reason

if TYPE_CHECKING:
    from reconnect.archive import Archive
    from reconnect.archive.importing import ImportRun


@click.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH|ADDRESS...")
@click.option(
    "--as", "importer", metavar="NAME", default="", help="Read with this importer, without asking who knows it."
)
@click.option(
    "--map",
    "columns",
    metavar="COLUMN=FIELD,...",
    default="",
    help='What the columns of a table hold, such as "Name=formatted_name,Mail=emails"; remembered for that header.',
)
@click.option(
    "--password-command", metavar="COMMAND", default="", help='What prints the password for a server: "pass show mail".'
)
@click.option("--dry-run", is_flag=True, help="Tell what an import would bring, and store nothing.")
@click.option("--strict", is_flag=True, help="End with exit code 1 if anything could not be read.")
@format_option("terminal", "json")
@click.pass_context
def import_(
    ctx: click.Context,
    paths: tuple[str, ...],
    importer: str,
    columns: str,
    password_command: str,
    dry_run: bool,
    strict: bool,
    format: str,
) -> None:
    """Read exports: files, folders, ZIPs, TGZs or gzips; and accounts: imaps://you@host/, carddav://you@host/."""
    from reconnect.archive import Archive
    from reconnect.archive.importing import found, throw_away_copy
    from reconnect.archive.tables import named, remembered, with_maps
    from reconnect.cli.accounts import print_run, tell_stopped
    from reconnect.cli.password import secrets_of
    from reconnect.cli.progress import Bar
    from reconnect.plugins import registry

    warnings: list[str] = []
    archive = archive_of(ctx)
    maps = named(paths, columns) if columns else {}
    readers = with_maps(registry(warnings), {**remembered(archive.path), **maps})
    for warning in warnings:
        tell(warning)
    offered = found(paths, readers, importer, secrets_of(password_command))
    at, bar = now(), Bar(offered)
    try:
        with throw_away_copy(archive.path) if dry_run else nullcontext(archive.path) as path:
            archive = Archive(path)
            if maps:
                archive.remember_columns(maps)
            with bar:
                run = archive.import_exports(offered, at, bar)
            print_run(archive, run, format, dry_run=dry_run)
    except KeyboardInterrupt:
        tell_stopped(bar.begun, _stored(archive, at), is_read=bar.is_read, dry_run=dry_run)
        ctx.exit(130)
    if code := _exit_code(run, paths, strict=strict):
        ctx.exit(code)


def _stored(archive: Archive, at: datetime) -> set[str]:
    """Return the paths that the import of this moment stored; Ctrl-C may come after the last word of a transaction."""
    rows = archive.imports() if archive.path.exists() else []
    return {row["path"] for row in rows if datetime.fromisoformat(row["imported_at"]) == at.replace(microsecond=0)}


def _exit_code(run: ImportRun, paths: Sequence[str], *, strict: bool) -> int:
    """Return 2 if a path that was named could not be read, 1 if --strict was given and anything in it could not."""
    from reconnect.archive.importing import is_address
    from reconnect.errors import UnknownExport

    read = {each.path for each in run.imports if not is_address(each.path)}  # a server may break off after a part
    failed = {each.location for each in run.unclaimed} & set(paths) - read
    problems = any(each.brought.problems or each.brought.damaged for each in run.imports)
    problems = problems or any(not isinstance(each.error, UnknownExport) for each in run.unclaimed)
    return 2 if failed else 1 if strict and problems else 0


@click.group(invoke_without_command=True)
@format_option("terminal", "json")
@click.pass_context
def imports(ctx: click.Context, format: str) -> None:
    """List the runs, and what each brought; `imports undo ID` takes one back whole."""
    if ctx.invoked_subcommand:
        return
    rows = archive_of(ctx).imports()
    if format == "json":
        print_json(rows)
        return
    for row in rows:
        say(f"{row['id']:>4}  {row['imported_at'][:10]}  {row['importer']:<9} {row['path']}")
        brought = [counted(row["contacts"], "contact"), counted(row["interactions"], "message")]
        losses = [counted_reason(row[key], key) for key in ("skipped", "problems") if row[key]]
        say(f"      brought {', '.join([*brought, *losses])}, of {counted(row['read'], 'record')} read")
    say("Take one back: reconnect imports undo ID" if rows else "nothing is imported; say: reconnect import PATH")


@imports.command()
@click.argument("id", type=click.IntRange(1, 2**62))
@click.pass_context
def undo(ctx: click.Context, id: int) -> None:
    """Take an import back: afterwards all is as if it had never been."""
    path = archive_of(ctx).undo_import(id)
    say(f"Import {id} is taken back ({path}). To have it again: reconnect import {_named_for(path)}")


def _named_for(path: str) -> str:
    """Return what to name to import a path again: an address, or the file or folder on disk that it lies in."""
    from reconnect.archive.importing import is_address

    if is_address(path):
        return path
    return next((str(each) for each in (Path(path), *Path(path).parents) if each.exists()), path)


@click.command()
@format_option("terminal", "json")
def importers(format: str) -> None:
    """List what can be read, and where to get it."""
    from reconnect.plugins import registry

    warnings: list[str] = []
    found = [reader.importer for reader in registry(warnings)]
    for warning in warnings:
        tell(warning)
    if format == "json":
        print_json([{"name": each.name, "title": each.title, "where": getattr(each, "where", None)} for each in found])
        return
    for each in found:
        say(f"{each.name:<10} {each.title}")
        print_paragraph(getattr(each, "where", ""), indent=11)


@click.command()
@format_option("terminal", "json")
@click.pass_context
def problems(ctx: click.Context, format: str) -> None:
    """List what could not be read, and why."""
    rows = archive_of(ctx).problems()
    if format == "json":
        print_json([{key: row[key] for key in ("import", "member", "record", "reason")} for row in rows])
        return
    for row in rows:
        record = f", record {row['record']}" if row["record"] else ""
        say(f"import {row['import']}, {row['member']}{record}: {row['reason']}")
    say(f"{counted(len(rows), 'problem')}." if rows else "Everything could be read.")
