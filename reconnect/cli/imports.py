"""import, imports, importers, problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reconnect.cli.output import (
    archive_of,
    format_option,
    now,
    print_columns,
    print_json,
    print_paragraph,
    say,
    tell,
)
from reconnect.plural import counted

if TYPE_CHECKING:
    from reconnect.archive import Archive
    from reconnect.archive.importing import Imported, ImportRun
    from reconnect.plugins import Unclaimed

UNCLAIMED_SHOWN = 6
LONGEST_NAME = 34


@click.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--as", "importer", metavar="NAME", default="", help="Read with this importer, without asking who knows it."
)
@click.option("--dry-run", is_flag=True, help="Tell what an import would bring, and store nothing.")
@click.option("--strict", is_flag=True, help="End with exit code 1 if anything could not be read.")
@format_option("terminal", "json")
@click.pass_context
def import_(
    ctx: click.Context, paths: tuple[str, ...], importer: str, dry_run: bool, strict: bool, format: str
) -> None:
    """Read exports: files, folders or ZIPs; any mix of them."""
    from reconnect.archive import Archive
    from reconnect.archive.importing import found, throw_away_copy
    from reconnect.cli.progress import Bar
    from reconnect.errors import UnknownExport
    from reconnect.plugins import registry

    warnings: list[str] = []
    offered = found(paths, registry(warnings), importer)
    for warning in warnings:
        tell(warning)
    archive = archive_of(ctx)
    try:
        with throw_away_copy(archive.path) if dry_run else nullcontext(archive.path) as path:
            archive = Archive(path)
            with Bar(offered) as bar:
                run = archive.import_exports(offered, now(), bar)
            _print_run(archive, run, format, dry_run)
    except KeyboardInterrupt:
        tell("stopped: what was finished is stored, the export in hand left nothing; say it again to go on")
        ctx.exit(130)
    failed = {each.location for each in run.unclaimed} & set(paths) - {each.path for each in run.imports}
    problems = any(each.brought.problems or each.brought.damaged for each in run.imports)
    problems = problems or any(not isinstance(each.error, UnknownExport) for each in run.unclaimed)
    if code := 2 if failed else 1 if strict and problems else 0:
        ctx.exit(code)


def _print_run(archive: Archive, run: ImportRun, format: str, dry_run: bool) -> None:
    if format == "json":
        print_json(run_as_json(run))
        return
    _print_unclaimed(run.unclaimed)
    if all(each.brought.same_as for each in run.imports):
        seconds = sum(each.brought.seconds for each in run.imports)
        say(f"{counted(len(run.imports), 'export')}, nothing new.  ({seconds:.1f} s)")
        return
    print_columns([_line(each) for each in run.imports])
    say()
    _print_losses(archive, run)
    _print_me(archive)
    if dry_run:
        say("This was a dry run: nothing was stored.")
        return
    review = f" {counted(run.to_review, 'pair')} could use your eye: reconnect review" if run.to_review else ""
    are = "is" if run.contacts == 1 else "are"
    say(f"{counted(run.contacts, 'contact')} {are} {counted(run.people, 'person', 'people')}.{review}")
    say("Next: reconnect forgotten")


def run_as_json(run: ImportRun) -> dict[str, Any]:
    """Return the accounts of an import as outside programs rely on them."""
    return {
        "imports": [_account(each) for each in run.imports],
        "people": run.people,
        "to_review": run.to_review,
        "unclaimed": [{"path": each.location, "reason": str(each.error)} for each in run.unclaimed],
    }


def _account(each: Imported) -> dict[str, Any]:
    brought = each.brought
    return {
        "id": brought.id,
        "path": each.path,
        "importer": each.importer,
        "read": brought.read,
        "new": brought.new,
        "changed": brought.changed,
        "unchanged": brought.unchanged,
        "skipped": brought.skipped.total(),
        "problems": brought.problems,
        "skipped_by": dict(sorted(brought.skipped.items())),
        "contacts": brought.contacts,
        "interactions": brought.interactions,
        "seconds": round(brought.seconds, 3),
        "damaged": brought.damaged,
        "same_as": brought.same_as or None,
    }


def _line(each: Imported) -> list[str]:
    from pathlib import PurePath

    brought = each.brought
    told = [
        counted(brought.contacts, "contact") if brought.contacts else "",
        counted(brought.interactions, "message") if brought.interactions else "",
        f"{counted(brought.problems, 'record')} unreadable" if brought.problems else "",
    ]
    news = ", ".join(filter(None, told)) or ("nothing new" if brought.read else "nothing was found in it")
    news = "same as before" if brought.same_as else news
    return [shortened(PurePath(each.path).name), each.importer, news]


def shortened(name: str) -> str:
    """Return a file name that fits its column, with both of its ends."""
    half = LONGEST_NAME // 2
    return name if len(name) <= LONGEST_NAME else f"{name[: half - 2]}...{name[1 - half :]}"


def counted_reason(number: int, reason: str) -> str:
    """Return a number with a reason, which is a plural: "1 call", "2 calls"."""
    return f"{number:,} {reason.removesuffix('s') if number == 1 else reason}"


def _print_unclaimed(unclaimed: Sequence[Unclaimed]) -> None:
    """Say what is wrong with each that might have been read, and name some of those that nobody knows."""
    from pathlib import PurePath

    from reconnect.errors import UnknownExport

    foreign = [each for each in unclaimed if isinstance(each.error, UnknownExport)]
    for each in unclaimed if len(foreign) == 1 else (each for each in unclaimed if each not in foreign):
        tell(str(each.error))
    if len(foreign) > 1:
        names = [PurePath(each.location).name for each in foreign[:UNCLAIMED_SHOWN]]
        more = ", ..." if len(foreign) > UNCLAIMED_SHOWN else ""
        tell(f"Not read, since no importer knows them: {len(foreign):,} files ({', '.join(names)}{more})")


def _print_losses(archive: Archive, run: ImportRun) -> None:
    fresh = [each.brought for each in run.imports if not each.brought.same_as]
    machines = archive.machine_made([brought.id for brought in fresh])
    left_out = sum((brought.skipped for brought in fresh), Counter[str]())
    parts = [f"{machines:,} list, bulk and automatic mails"] if machines else []
    parts += [counted_reason(number, reason) for reason, number in left_out.most_common()]
    if parts:
        print_paragraph(f"Left out on purpose: {', '.join(parts)}.")
    problems, damaged = sum(brought.problems for brought in fresh), sum(brought.damaged for brought in fresh)
    if problems:
        read = sum(brought.read for brought in fresh)
        say(f"Could not read {problems:,} of {counted(read, 'record')}: reconnect problems")
    if damaged:
        say(f"{counted(damaged, 'contact')} lost a line that could not be read: reconnect problems")
    if parts or problems or damaged:
        say()


def _print_me(archive: Archive) -> None:
    rows = archive.me()
    if not rows:
        say("Who are you? Nothing here tells; say: reconnect me add you@example.com")
    else:
        name = next((row["value"] for row in rows if row["kind"] == "name"), "")
        others = ", ".join(f"<{row['value']}>" for row in rows if row["kind"] in ("email", "url"))
        print_paragraph(f"You seem to be {' '.join(filter(None, (name, others)))}")
        print_paragraph(f"({rows[0]['evidence']})", indent=2)
        say("  Not right?  reconnect me")
    say()


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
    on_disk = next((str(each) for each in (Path(path), *Path(path).parents) if each.exists()), path)
    say(f"Import {id} is taken back ({path}). To have it again: reconnect import {on_disk}")


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
