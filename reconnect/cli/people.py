"""people, show, join, part: who is who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from reconnect.cli.output import (
    archive_of,
    as_of_option,
    console,
    format_option,
    in_lines,
    now,
    print_columns,
    print_json,
    print_paragraph,
    say,
    shortened,
)
from reconnect.errors import NoSuchPerson
from reconnect.plural import counted

if TYPE_CHECKING:
    from reconnect.archive import Archive, Row, StoredContact
    from reconnect.archive.showing import Shown
    from reconnect.report.facts import Published

POINTS = ("emails", "phones", "urls")
LONGEST_FILE_NAME = 20
LONGEST_NAME = 32
SHOWN_PUBLISHED = 3
ROOM_FOR_COLUMNS = 72
BESIDE_FACTS = 13
"""The width of what stands to the left of addresses and numbers."""

KINDS = {"person": "people", "organisation": "organisations", "group": "groups", "robot": "robots"}


@click.command()
@click.argument("part", required=False, default="")
@click.option("--all", "everyone", is_flag=True, help="Organisations, groups and robots as well.")
@format_option("terminal", "json")
@click.pass_context
def people(ctx: click.Context, part: str, everyone: bool, format: str) -> None:
    """List people; with PART those with it in a name or an address."""
    listed = archive_of(ctx).listed(part)
    if format == "json":
        print_json([person_as_json(row, contacts) for row, contacts in listed])
        return
    shown = [(row, contacts) for row, contacts in listed if everyone or part or row["kind"] == "person"]
    for row, contacts in sorted(shown, key=lambda each: list(KINDS).index(each[0]["kind"])):
        kind = "" if row["kind"] == "person" else f"  ({row['kind']})"
        points = ", ".join(_points(contacts, "emails")[:2])
        say(f"{row['id']:>6}  {row['name']}{kind}{'  ' + points if points and points != row['name'] else ''}")
    say(f"{_counted_by_kind([row['kind'] for row, _ in shown])}.")


def _counted_by_kind(kinds: Sequence[str]) -> str:
    counts = {kind: kinds.count(kind) for kind in KINDS}
    return ", ".join(counted(counts[kind], kind, KINDS[kind]) for kind in KINDS if counts[kind] or kind == "person")


def person_as_json(row: Row, contacts: Sequence[StoredContact]) -> dict[str, Any]:
    """Return a person with all contacts as outside programs rely on it."""
    return {
        "id": row["id"],
        "name": row["name"],
        **{kind: _points(contacts, kind) for kind in POINTS},
        "kind": row["kind"],
        "contacts": [
            {
                "id": each.id,
                "importer": each.importer,
                "export": each.export,
                "member": each.contact.origin.member,
                "record": each.contact.origin.record,
                "name": _shown_name(each),
                **{kind: list(getattr(each.contact, kind)) for kind in POINTS},
            }
            for each in contacts
        ],
    }


def _points(contacts: Iterable[StoredContact], kind: str) -> list[str]:
    """All of a person's addresses of a kind, as written, each once whatever its case."""
    found: dict[str, str] = {}
    for each in contacts:
        for value in getattr(each.contact, kind):
            found.setdefault(value.casefold(), value)
    return list(found.values())


def _shown_name(each: StoredContact) -> str | None:
    contact = each.contact
    return contact.formatted_name or f"{contact.given_name} {contact.family_name}".strip() or None


@click.command()
@click.argument("person")
@click.option("--stored", is_flag=True, help="List all that is stored about this person, word for word.")
@format_option("terminal", "json")
@as_of_option
@click.pass_context
def show(ctx: click.Context, person: str, stored: bool, format: str, as_of: date) -> None:
    """Show one person: addresses, work, the tie, and why these contacts are one human being."""
    archive = archive_of(ctx)
    row = archive.person(person)
    if stored:
        _show_stored(archive, row, format)
        return
    shown = archive.shown(row, as_of)
    if format == "json":
        print_json(shown_as_json(shown))
        return
    titles = _titles()
    also = f", also known as {', '.join(map(str, shown.aliases))}" if shown.aliases else ""
    say(f"{row['name']}  (person {row['id']}{also})")
    facts = [*_facts(shown), *_before(archive, row["id"]), *_remembered(shown)]
    print_columns([[label, text] for label, text in facts if text])
    say()
    say("  Contacts")
    print_columns([_contact(each, titles) for each in shown.contacts], indent=4)
    if shown.joins:
        _print_joins(shown, titles)


def _contact(each: StoredContact, titles: Mapping[str, str]) -> list[str]:
    """Return a contact with its number, in columns where there is room for them."""
    told = [shortened(_named(each), LONGEST_NAME), titles.get(each.importer, each.importer), _where(each)]
    return [str(each.id), *told] if console().width >= ROOM_FOR_COLUMNS else [str(each.id), ", ".join(told)]


def shown_as_json(shown: Shown) -> dict[str, Any]:
    """Return a person with the joins and the other ids, as outside programs rely on it."""
    joins = [{"a": join.a, "b": join.b, "rule": join.rule, "evidence": join.evidence} for join in shown.joins]
    common = [each._asdict() for each in shown.common]
    return {
        **person_as_json(shown.person, shown.contacts),
        "joins": joins,
        "aliases": shown.aliases,
        "common": common,
        "published": [each._asdict() for each in shown.published],
    }


def _facts(shown: Shown) -> list[tuple[str, str]]:
    mails = [f"{mail}{_years(*shown.years.get(mail, ()))}" for mail in shown.emails]
    points = (("mail", mails), ("phone", shown.phones), ("links", shown.urls))
    return [
        *((label * (not n), line) for label, parts in points for n, line in enumerate(_in_lines(parts))),
        ("work", ", ".join(filter(None, (shown.person["title"], shown.person["organization"])))),
    ]


def _remembered(shown: Shown) -> list[tuple[str, str]]:
    both = [each.words for each in shown.common if each.kind != "offer"]
    for_them = [each.words for each in shown.common if each.kind == "offer"]
    notes = [each.words for each in shown.notes]
    lines = [("tie", shown.tie), ("notes", notes), ("you both", both), ("for them", for_them)]
    lines.append(("published", [_thing(each) for each in shown.published[:SHOWN_PUBLISHED]]))
    marks = [("marked", each.words) for each in shown.marks]
    return [*((label * (not n), line) for label, told in lines for n, line in enumerate(told)), *marks]


def _thing(each: Published) -> str:
    """Return what somebody published in a line: "Glazes without lead", 3 November 2026, https://..."""
    from reconnect.report.words import day_words, quoted  # numpy comes with the report

    return ", ".join([quoted(each.title), *([day_words(each.day)] if each.day else []), each.address])


def _in_lines(points: Sequence[str]) -> list[str]:
    return in_lines(points, ", ", max(console().width - BESIDE_FACTS, BESIDE_FACTS))


def _years(first: str = "", last: str = "") -> str:
    return f" ({first if first == last else f'{first}-{last}'})" if first else ""


def _titles() -> dict[str, str]:
    """Return what a person calls each source, without the formats in brackets."""
    from reconnect.plugins import registry  # every reader comes with it

    return {reader.importer.name: reader.importer.title.partition(" (")[0] for reader in registry([])}


def _print_joins(shown: Shown, titles: Mapping[str, str]) -> None:
    names = _told_apart(shown.contacts, titles)
    say("  One person because")
    for join in shown.joins:
        print_paragraph(f"{names[join.a]}  =  {names[join.b]}", indent=4)
        print_paragraph(f"{join.evidence}{_on(join.day)}", indent=8)
    say(f"  Wrong?  reconnect part {shown.person['id']} {shown.joins[-1].b}")


def _told_apart(contacts: Sequence[StoredContact], titles: Mapping[str, str]) -> dict[int, str]:
    """Return each contact by its name and source; by its address where a source has several of that name."""
    names = Counter((each.importer, _named(each)) for each in contacts)
    return {
        each.id: f"{_named(each) if names[each.importer, _named(each)] == 1 else _point(each)}"
        f" ({titles.get(each.importer, each.importer)})"
        for each in contacts
    }


def _named(each: StoredContact) -> str:
    return _shown_name(each) or _point(each)


def _point(each: StoredContact) -> str:
    points = (point for kind in POINTS for point in getattr(each.contact, kind))
    return next(points, _shown_name(each) or "")


def _on(day: str) -> str:
    from reconnect.report.words import day_words  # numpy comes with the report

    return f" on {day_words(date.fromisoformat(day))}" if day else ""


def _show_stored(archive: Archive, row: Row, format: str) -> None:
    from reconnect.archive.forgetting import held
    from reconnect.cli.stored import print_stored

    if format == "json":
        print_json({"person": row, **held(archive, row["id"])})
    else:
        print_stored(row, held(archive, row["id"]))


def _before(archive: Archive, person: int) -> list[tuple[str, str]]:
    """Return what earlier exports told, newest first, each with the last that still did."""
    from reconnect.report.words import day_words  # numpy comes with the report

    rows = sorted((row for row in archive.news() if row["person"] == person), key=lambda row: row["until"])
    labels = {"work": "before", "name": "once"}
    return [
        (labels[row["what"]], f"{row['before']} (seen {day_words(date.fromisoformat(row['until']))})")
        for row in reversed(rows)
    ]


def _where(each: StoredContact) -> str:
    origin = each.contact.origin
    record = f", record {origin.record}" if origin.record else ""
    return f"{shortened(PurePath(each.export).name, LONGEST_FILE_NAME)}{record}"


@click.command()
@click.argument("a")
@click.argument("b")
@click.pass_context
def join(ctx: click.Context, a: str, b: str) -> None:
    """Say that A and B are one human being."""
    archive = archive_of(ctx)
    first, second = archive.person(a), archive.person(b)
    if first["id"] == second["id"]:
        say(f"{first['name']} ({first['id']}): they are one person already.")
        return
    archive.join(first["id"], second["id"], now())
    id = archive.person(str(first["id"]))["id"]
    say(f"{first['name']} and {second['name']} are one person now. See: reconnect show {id}")


@click.command()
@click.argument("person")
@click.argument("contact")
@click.pass_context
def part(ctx: click.Context, person: str, contact: str) -> None:
    """Say that CONTACT, a number that `show` prints, is somebody else than PERSON."""
    archive = archive_of(ctx)
    row = archive.person(person)
    contacts = {str(each.id): each for each in archive.contacts_of(row["id"])}
    if contact not in contacts or len(contacts) == 1:
        text = f"{row['name']} ({row['id']}) has no other contact of that number; say: reconnect show {row['id']}"
        raise NoSuchPerson(f"contact {contact}: {text}")
    own = archive.part(row["id"], contacts[contact].id, now())
    say(f"{_shown_name(contacts[contact]) or contact} is a person of their own now: reconnect show {own}")
