"""The one contact that a row of a table tells, from its cells by field.

A cell says less than it seems to: an address may be Exchange's own name for somebody, and a phone may be what a
spreadsheet left of it. What cannot be used is told among the losses of its contact, never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, TypeAlias

from importers.reading import natural_key
from importers.records import Contact, Origin

Field: TypeAlias = Literal[
    "formatted_name",
    "given_name",
    "middle_name",
    "family_name",
    "name_suffix",
    "nicknames",
    "emails",
    "phones",
    "urls",
    "handles",
    "organization",
    "title",
    "birthday",
    "birth_year",
    "birth_month",
    "birth_day",
    "anniversary",
    "related",
    "categories",
    "note",
    "uid",
    "revision",
    "since",
]
"""A field of `Contact`, or a part that tables have a column of their own for."""

Values: TypeAlias = Mapping[Field, Sequence[str]]

NAME_PARTS: tuple[Field, ...] = ("given_name", "middle_name", "family_name", "name_suffix")
LONGEST_SHOWN = 60

_BETWEEN_ADDRESSES = re.compile(r'[\s<>,;"()\[\]]+')
_MAILTO = re.compile("mailto:", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"<([^<>]*)>")
_BY_SPREADSHEET = re.compile(r"[-+]?\d+(?:[.,]\d+)?[eE][-+]?\d+|\d{5,}[.,]0+")
_NO_DATE = re.compile(r"[0\s.:/-]*|.*\b4501\b.*", re.DOTALL)  # the year 4501 is Outlook's word for none


def contact_from(origin: Origin, values: Values, *, profile: str = "") -> Contact:
    """Build the contact of a row; `profile` is the link to the person in the service that made the table, if any.

    Cells may be empty; of a field that a contact has once the first counts, and others that differ are losses.
    Errors: ValueError with a sentence where nothing is left to know anybody by.
    """
    cells = _Cells(values)
    emails, phones = cells.sifted("emails", addresses), cells.sifted("phones", _phones)
    formatted_name = cells.one("formatted_name") or " ".join(filter(None, map(cells.one, NAME_PARTS)))
    organization, uid, birthday = cells.one("organization"), cells.one("uid"), cells.date("birthday") or cells.birth()
    nicknames, urls, handles = cells.all("nicknames"), cells.all("urls"), cells.all("handles")
    if not any((formatted_name, organization, nicknames, emails, phones, urls, handles)):
        raise ValueError("; ".join(("it holds no name, e-mail, phone, link or organization", *cells.losses)))
    name = formatted_name or organization
    since = cells.one("since")
    return Contact(
        key=natural_key(uid, profile, name, *emails[:1], *phones[:1], birthday, since, *nicknames, *urls, *handles),
        origin=origin,
        formatted_name=formatted_name,
        given_name=cells.one("given_name"),
        family_name=cells.one("family_name"),
        nicknames=nicknames,
        emails=emails,
        phones=phones,
        urls=urls,
        handles=handles,
        organization=organization,
        title=cells.one("title"),
        birthday=birthday,
        anniversary=cells.date("anniversary"),
        related=cells.all("related"),
        categories=cells.all("categories"),
        note="\n".join(cells.all("note")),
        uid=uid,
        revision=cells.one("revision"),
        since=since,
        losses=tuple(dict.fromkeys(cells.losses)),
    )


def addresses(cell: str) -> list[str]:
    """Return the e-mail addresses of a cell: bare, as `"Name" <a@b>`, or several of them.

    None for what is no address, such as `/o=ExchangeLabs/ou=...`, Exchange's own name for a person.
    """
    if _is_exchange(cell):
        return []
    texts = [text for text in _IN_BRACKETS.findall(cell) if "@" in text] or [cell]
    words = (_MAILTO.sub("", word.strip(".:'")) for text in texts for word in _BETWEEN_ADDRESSES.split(text))
    return [word for word in words if "@" in word[1:-1]]


def _phones(cell: str) -> list[str]:
    """Return the phone of a cell; none where a spreadsheet made a number of it, or where no digit is left."""
    return [] if _BY_SPREADSHEET.fullmatch(cell) or not re.search(r"\d", cell) else [cell]


class _Cells:
    """The cells of a row by field, trimmed, the empty and the doubled ones left out; `losses` grows while reading."""

    def __init__(self, values: Values) -> None:
        self._values = {field: tuple(dict.fromkeys(filter(None, map(str.strip, values[field])))) for field in values}
        self.losses: list[str] = []

    def all(self, field: Field) -> tuple[str, ...]:
        return self._values.get(field, ())

    def one(self, field: Field) -> str:
        first, *others = self._values.get(field) or ("",)
        self.losses += [f"another {field.replace('_', ' ')}: {_shown(other)}" for other in others]
        return first

    def sifted(self, field: Field, sift: Callable[[str], list[str]]) -> tuple[str, ...]:
        """Return what `sift` finds in the cells; a cell in which it finds nothing is a loss, which says why."""
        found: dict[str, None] = {}
        for cell in self.all(field):
            good = sift(cell)
            found |= dict.fromkeys(good)
            self.losses += [] if good else [f"{_why_none(field, cell)}: {_shown(cell)}"]
        return tuple(found)

    def date(self, field: Field) -> str:
        """Return a date as it is written; a date of zeros is none."""
        text = self.one(field)
        return "" if _NO_DATE.fullmatch(text) else text

    def birth(self) -> str:
        """Return the birthday that columns for year, month and day tell: by ISO 8601 if they are numbers, else as text.

        Its year may be missing ("--03-07"), or its day and month; a day alone is a loss.
        """
        told = [self.one(field) for field in ("birth_year", "birth_month", "birth_day")]
        year, month, day = (part.lstrip("0") for part in told)
        if not "".join(told).isdecimal() or len(year) not in (0, 4):
            return " ".join(filter(None, reversed(told)))
        if day and not month:
            self.losses.append(f"a day of birth without its month: {day}")
        month, day = month.zfill(2) if month else "", day.zfill(2) if month and day else ""
        return "-".join(filter(None, (year or "-", month, day))) if year or month else ""


def _why_none(field: Field, cell: str) -> str:
    if field == "emails":
        return "Exchange's own name for somebody is no e-mail address" if _is_exchange(cell) else "no e-mail address"
    return (
        "no phone number any more, since a spreadsheet rewrote it"
        if _BY_SPREADSHEET.fullmatch(cell)
        else "no phone number"
    )


def _is_exchange(cell: str) -> bool:
    return cell[:3].casefold() == "/o="


def _shown(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."
