"""Google Contacts as CSV: one file, or Takeout's folder of one file a group.

A row has as many numbered columns as the fullest contact needs, and one cell may hold several values even so. Takeout
writes a contact into the file of every group that it is in: it is read once, with the labels of all its rows.
The format is described in samples/google/FORMAT.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from operator import attrgetter

from importers.columns import Field, columns_of, contact_from, is_google, values_of
from importers.export import Export, Member
from importers.reading import guarded, numbered, unbroken
from importers.records import Contact, Origin, Record, Skipped, digest64
from importers.tables import Table, delimiter_of

BETWEEN_VALUES = ":::"

PLAIN: Mapping[str, Field] = {
    "given name": "given_name",
    "additional name": "middle_name",
    "family name": "family_name",
    "name suffix": "name_suffix",
    "organization name": "organization",
    "organization title": "title",
    "labels": "categories",
    "group membership": "categories",
}
"""Columns that Google alone calls so; the others are called as everywhere."""

NUMBERED: Mapping[tuple[str, str], Field] = {
    ("e-mail", "value"): "emails",
    ("phone", "value"): "phones",
    ("website", "value"): "urls",
    ("organization", "name"): "organization",
    ("organization", "title"): "title",
    ("relation", "value"): "related",
    ("event", "value"): "anniversary",
    ("im", "value"): "handles",
    ("custom field", "value"): "handles",
}
"""Columns that stand there as often as the fullest contact needs them, as `<thing> <number> - <part>`."""

NAMES: frozenset[Field] = frozenset(("formatted_name", "given_name", "middle_name", "family_name"))

_SERVICES = """
aim bluesky discord facebook gadu-gadu github hangouts icq instagram jabber kakaotalk linkedin mastodon
messenger msn qq signal skype snapchat telegram threema twitter viber wechat whatsapp xmpp yahoo
"""
SERVICES = frozenset(_SERVICES.split())
"""The labels of a custom field whose value is somebody's name in a service."""

_NUMBERED = re.compile(r"((.+) \d+) - (value|name|title|label|type|service)")
_LINK = re.compile(r"https?://", re.IGNORECASE)
_SAID = attrgetter(*(field.name for field in fields(Contact) if field.name not in ("origin", "categories")))
_PHOTO = re.compile(r"\.(jpe?g|png)$", re.IGNORECASE)


class GoogleImporter:
    """Reads "Google CSV", old and new; a row that says nothing but what other rows said is left out."""

    name = "google"
    title = "Google Contacts (CSV)"
    where = (
        "contacts.google.com: Export, Google CSV. Or takeout.google.com: select Contacts, format CSV; "
        "it takes minutes to hours until the mail with the link comes."
    )

    def identify(self, export: Export) -> bool:
        """Tell whether this is a table of Google's, or a folder or ZIP of them, with photos and empty files or none."""
        tables = [member for member in _tables(export) if member.size]
        return bool(tables) and all(delimiter_of(member.head(), _columns) is not None for member in tables)

    def extract(self, export: Export) -> Iterator[Record]:
        """Yield a contact for each row, once for all rows that repeat it."""
        tables = _tables(export)
        labels = _labels(record for member in tables for record in _contacts(member)) if len(tables) > 1 else {}
        return numbered(_once((record for member in tables for record in _contacts(member)), labels))


def _tables(export: Export) -> list[Member]:
    return [member for member in export.members if not _PHOTO.search(member.name)]


def _contacts(member: Member) -> Iterator[Record]:
    return unbroken(member, guarded(Table(member, _columns), _contact))


def _columns(cells: Sequence[str]) -> Sequence[str] | None:
    """Return the names of the columns if this is Google's header row; the numbered ones keep their own."""
    if not is_google(cells):
        return None
    names = columns_of(cells)
    for place, cell in enumerate(cells):
        if cell in PLAIN:
            names[place] = f"{place} {PLAIN[cell]}"
        elif _NUMBERED.fullmatch(cell) or cell == "file as":
            names[place] = cell
    return names


def _contact(origin: Origin, row: Mapping[str, str]) -> Contact:
    values = values_of({column: cell for column, cell in row.items() if column[0].isdigit()})
    for field, value in _numbered_values(row):
        values.setdefault(field, []).append(value)
    if not (values.keys() & NAMES):
        values["formatted_name"] = [row.get("file as", "")]
    values["categories"] = [_unstarred(label) for cell in values.get("categories", ()) for label in _split(cell)]
    return contact_from(origin, values)


def _numbered_values(row: Mapping[str, str]) -> Iterator[tuple[Field, str]]:
    """Yield what the numbered columns of a row tell, value by value."""
    for column, cell in row.items():
        found = _NUMBERED.fullmatch(column) if cell else None
        field = NUMBERED.get((found[2], found[3])) if found else None
        if found and field:
            labels = (row.get(f"{found[1]} - {part}", "") for part in ("service", "label", "type"))
            label = _unstarred(next(filter(None, labels), "")).casefold()
            for value in filter(None, _split(cell)):
                yield from _told(field, found[2], label, value)


def _told(field: Field, thing: str, label: str, value: str) -> Iterator[tuple[Field, str]]:
    """Yield what one value tells, if anything: an event may be any day, a custom field any fact."""
    if field == "handles" and _LINK.match(value):
        yield "urls", value
    elif thing == "im" or (thing == "custom field" and label in SERVICES):
        yield field, f"{label or thing}:{value}"
    elif field == "related":
        yield field, f"{label}: {value}" if label else value
    elif thing not in ("event", "custom field") or (thing, label) == ("event", "anniversary"):
        yield field, value


def _split(cell: str) -> list[str]:
    return [value.strip() for value in cell.split(BETWEEN_VALUES)]


def _unstarred(label: str) -> str:
    """Return a label without the star that marks those of Google's own, or the one that is preferred."""
    return label.removeprefix("*").strip()


def _labels(records: Iterable[Record]) -> dict[int, tuple[str, ...]]:
    """Return the labels of all rows that tell the same contact, by what they tell."""
    labels: dict[int, dict[str, None]] = {}
    for record in records:
        if isinstance(record, Contact):
            labels.setdefault(_but_labels(record), {}).update(dict.fromkeys(record.categories))
    return {told: tuple(found) for told, found in labels.items()}


def _once(records: Iterable[Record], labels: Mapping[int, tuple[str, ...]]) -> Iterator[Record]:
    """Pass records on; a contact gets the labels that are known of it, and what repeats it without a new one goes.

    Two rows of one file with a name alone stay two: people have two friends of that name.
    """
    seen: dict[int, set[str]] = {}
    first: dict[int, str] = {}
    for record in records:
        if isinstance(record, Contact):
            told, member = _but_labels(record), record.origin.member
            may_be_two = first.setdefault(told, member) == member and not (
                record.emails or record.phones or record.urls
            )
            if told in seen and seen[told].issuperset(record.categories) and not may_be_two:
                yield Skipped(record.origin, "repeated rows")
                continue
            if told in labels:
                record = replace(record, categories=labels[told])
            seen.setdefault(told, set()).update(record.categories)
        yield record


def _but_labels(contact: Contact) -> int:
    """Return a digest of all that a contact says, apart from where and under which labels it stands."""
    return digest64(repr(_SAID(contact)).encode())
