"""show --stored: all that is held about a person, in words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from reconnect.cli.output import print_columns, print_paragraph, say
from reconnect.plural import counted

if TYPE_CHECKING:
    from reconnect.archive import Row


def print_stored(person: Row, held: Row) -> None:
    """Print what `reconnect.archive.forgetting.held` tells about a person."""
    say(f"{person['name']}  (person {person['id']})")
    for contact in held["contacts"]:
        _print_contact(contact)
    _print_messages(held)
    _print_rest(held)
    say()
    print_paragraph(
        "What the entries of others say of them, in notes or as related people, is not looked for, nor are subjects "
        "that others wrote. The exports on your disk are not ours."
    )
    say(f"Remove all of it: reconnect forget {person['id']}")


def _print_contact(contact: Row) -> None:
    say()
    say(f"  Contact {contact['id']} ({contact['importer']})")
    for sighting in contact["sightings"]:
        record = f", record {sighting['record']}" if sighting["record"] else ""
        what = "named in" if sighting["mention"] else "entry of"
        where = f"{what} {PurePath(sighting['export']).name}, {sighting['member']}{record}"
        print_paragraph(f"{where} (import {sighting['import']})", indent=4)
        print_columns([[name, _in_words(value)] for name, value in sighting["fields"].items()], indent=6)


def _in_words(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _print_messages(held: Row) -> None:
    if held["messages"]:
        say()
        say("  Messages")
        print_columns([_sort(row) for row in held["messages"]], indent=4)
    if held["theirs"]:
        say()
        print_paragraph(f"{counted(len(held['theirs']), 'message')} from them or with them alone", indent=2)
        subjects = [[row["day"] or "no date", row["channel"], row["subject"] or "(none)"] for row in held["theirs"]]
        print_columns(subjects, indent=4)
    if held["others"]:
        print_paragraph(f"{counted(held['others'], 'message')} from others, to others as well", indent=2)


def _sort(row: Mapping[str, Any]) -> list[str | int]:
    return [row["messages"], str(row["year"] or "no date"), row["channel"], row["kind"], row["role"]]


def _print_rest(held: Row) -> None:
    notes = [[row["noted_at"][:10], row["kind"], row["value"] or row["day"]] for row in held["notes"]]
    marks = [[row["marked_at"][:10], row["mark"], row["until"] or ""] for row in held["marks"]]
    outcomes = [[f"draft {row['draft_id']}", row["outcome"], row["day"], _how(row)] for row in held["outcomes"]]
    days = [[row["days"], str(row["year"]), row["channel"]] for row in held["days"]]
    drafts = [[str(row["id"]), row["created_at"][:10], row["subject"] or row["template"]] for row in held["drafts"]]
    decisions = [[row["decided_at"][:10], row["verdict"], _pair(row)] for row in held["decisions"]]
    published = [[row["day"] or "no date", row["title"], row["address"]] for row in held["published"]]
    looked_up = [[row["looked_at"][:10], row["page"], row["result"]] for row in held["looked_up"]]
    for title, rows in (
        ("Days of contact", days), ("Notes", notes), ("Marks", marks), ("Drafts", drafts),
        ("What became of them", outcomes), ("Decided", decisions),
        ("Published", published), ("Pages looked at", looked_up),
    ):  # fmt: skip
        if rows:
            say()
            say(f"  {title}")
            print_columns(rows, indent=4)


def _how(row: Row) -> str:
    return "found by an import" if row["found"] else ""


def _pair(row: Row) -> str:
    """Two contacts by their keys, whose parts are told apart by a character that is not shown."""
    keys = [f"{row[f'{side}_importer']}: {row[f'{side}_key']}" for side in ("a", "b")]
    return " and ".join(key.replace("\x1f", " ").strip() for key in keys)
