"""What an import did, as a person reads it and as outside programs rely on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import PurePath, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from reconnect.cli.output import now, print_columns, print_json, print_paragraph, say, shortened, tell
from reconnect.errors import UnknownExport
from reconnect.plural import counted, counted_reason
from reconnect.report.words import day_words

if TYPE_CHECKING:
    from reconnect.archive import Archive, Rows
    from reconnect.archive.importing import ImportRun
    from reconnect.archive.one_export import Imported
    from reconnect.plugins import Unclaimed

UNCLAIMED_SHOWN = 6
LONGEST_NAME = 34
NEWS_SHOWN = 3
STORED_SHOWN = 3


def print_run(archive: Archive, run: ImportRun, format: str, *, dry_run: bool) -> None:
    """Print what an import did, or, of one that was only tried on a copy, all that it would add and change."""
    ids = [each.brought.id for each in run.imports if not each.brought.same_as]
    if format == "json":
        would = {"would_add": archive.added(ids), "would_change": archive.changed(ids)} if dry_run else {}
        print_json({**run_as_json(run), "news": _news(archive, run), **would})
        return
    _print_unclaimed(run.unclaimed)
    _tell_outcomes(run.outcomes)
    if not run.imports:
        say("Nothing is there to be read.")
        return
    if all(each.brought.same_as for each in run.imports):
        seconds = sum(each.brought.seconds for each in run.imports)
        say(f"{counted(len(run.imports), 'export')}, nothing new.  ({seconds:.1f} s)")
        return
    print_columns([_line(each) for each in run.imports])
    say()
    _print_losses(archive, run)
    _print_me(archive)
    _print_own_mail(archive, run)
    if dry_run:
        _print_would(archive, ids)
        say("This was a dry run: nothing was stored.")
        return
    _print_news(_news(archive, run))
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
        "outcomes": run.outcomes,
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


def tell_stopped(begun: Sequence[str], stored: Collection[str], *, is_read: bool, dry_run: bool) -> None:
    """Say after Ctrl-C what it left: of the exports that were `begun`, by path, all may be `stored` but the last."""
    if dry_run:
        tell("stopped: this was a dry run, and nothing was stored")
        return
    if is_read:
        tell("stopped: all that was read is stored, and the next import works out who is who")
        return
    names = [PurePath(path).name for path in begun]
    if begun and begun[-1] not in stored:
        tell(f"stopped: {names[-1]} was not read to its end and left nothing; the next import reads it again")
    else:
        tell("stopped: nothing was being read; the next import reads the rest")
    if kept := [name for path, name in zip(begun, names, strict=True) if path in stored]:
        more = f" and {len(kept) - STORED_SHOWN:,} more" if len(kept) > STORED_SHOWN else ""
        tell(f"stored: {', '.join(kept[:STORED_SHOWN])}{more}")


def _line(each: Imported) -> list[str]:
    brought = each.brought
    told = [
        counted(brought.contacts, "contact") if brought.contacts else "",
        counted(brought.interactions, "message") if brought.interactions else "",
        f"{counted(brought.changed, 'record')} changed" if brought.changed else "",
        f"{counted(brought.problems, 'record')} unreadable" if brought.problems else "",
    ]
    news = ", ".join(filter(None, told)) or ("nothing new" if brought.read else "nothing was found in it")
    if brought.same_as:
        news = (
            "same as before"
            if brought.same_as == each.path
            else f"same as {shortened(PurePath(brought.same_as).name, LONGEST_NAME)}"
        )
    return [shortened(_name(each.path), LONGEST_NAME), each.importer, news]


def _name(path: str) -> str:
    """The name of a file or folder, or of what lies on a server, with the server."""
    from reconnect.archive.importing import is_address

    if not is_address(path):
        return PurePath(path).name
    server = urlsplit(path)
    return f"{unquote(PurePosixPath(server.path).name)} ({server.hostname})"


def _print_unclaimed(unclaimed: Sequence[Unclaimed]) -> None:
    """Say what is wrong with each that might have been read, and name some of those that nobody knows."""
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


def _print_would(archive: Archive, imports: Sequence[int]) -> None:
    """Print every contact that would be added, and every field that would change."""
    added, changed = archive.added(imports), archive.changed(imports)
    if added:
        say("Would add")
        print_columns([[row["name"], row["importer"], ", ".join(row["points"])] for row in added])
    if changed:
        say("Would change")
        print_columns([[row["name"], row["importer"], _change_in_words(row["fields"])] for row in changed])
    if added or changed:
        say()


def _change_in_words(fields: Rows) -> str:
    return "; ".join(
        f"{each['field']}: {each['before'] or 'nothing'} -> {each['after'] or 'nothing'}" for each in fields
    )


def _news(archive: Archive, run: ImportRun) -> Rows:
    """Return what changed about people in these imports, which is nothing where no record changed."""
    changed = {each.brought.id for each in run.imports if each.brought.changed}
    return [row for row in archive.news() if row["import"] in changed] if changed else []


def _tell_outcomes(found: Rows) -> None:
    """Say in a line a draft what the imports show to have become of it; a year is named once."""
    for (draft, name), became in groupby(found, itemgetter("draft", "name")):
        told, year = [], ""
        for row in became:
            day = day_words(date.fromisoformat(row["day"]))
            told.append(f"{row['outcome']} on {day.removesuffix(year)}")
            year = day[-5:]
        tell(f"Draft {draft} to {name}: {', '.join(told)}.")


def _print_news(news: Rows) -> None:
    for row in news[:NEWS_SHOWN]:
        print_paragraph(f"News: {row['name']}: {row['after']} (before: {row['before']})")
    if len(news) > NEWS_SHOWN:
        say(f"And {len(news) - NEWS_SHOWN:,} more changed work or name.")
    if news:
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


def _print_own_mail(archive: Archive, run: ImportRun) -> None:
    """Say after an import of mail that mine is missing; what that does to the answers is said by the report."""
    from reconnect.archive.measuring import lacks_own_mail

    if any(each.importer == "mail" and each.brought.is_news for each in run.imports):
        with archive.reading() as conn:
            if lacks_own_mail(conn, now().date()):
                say("Hardly any of this mail is from you; import what you sent as well.")
                say()
