"""An address book that was uploaded to LinkedIn comes back as contacts, who need not be members nor know of it.

One cell holds all e-mail addresses of a person, another all phones. How they are set apart is not known from a real
file, so whatever may stand between two values ends one. The columns are described in samples/linkedin/FORMAT.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from importers.reading import natural_key
from importers.records import UPLOADED, Contact, Origin

_BETWEEN = re.compile(r"\s*[,;|\n\r\t]\s*")
_LABEL = re.compile(r"\A[A-Za-z][\w ]*:\s*(?!//)")


def values(cell: str) -> list[str]:
    """Return the values of a cell, such as `a@example.org, b@example.org` or `[PORTFOLIO:https://example.org]`."""
    return [value for each in _BETWEEN.split(cell.strip().strip("[]")) if (value := each.strip())]


def unlabelled(cell: str) -> list[str]:
    """Return the values of a cell without the labels before them: `MOBILE:+1 555 0100` is `+1 555 0100`."""
    return [bare for value in values(cell) if (bare := _LABEL.sub("", value, count=1))]


def uploaded(origin: Origin, row: Mapping[str, str]) -> Contact:
    """Read a row of Contacts or ImportedContacts."""
    losses: list[str] = []

    def sifted(column: str, is_one: Callable[[str], object]) -> tuple[str, ...]:
        found = unlabelled(row.get(column, ""))
        losses.extend(f"{column}: {value[:80]}" for value in found if not is_one(value))
        return tuple(dict.fromkeys(filter(is_one, found)))

    given, middle, family = (row.get(column, "") for column in ("firstname", "middlename", "lastname"))
    name = row.get("fullname") or " ".join(filter(None, (given, middle, family)))
    emails = sifted("emails", lambda value: "@" in value)
    phones = sifted("phonenumbers", lambda value: re.search(r"\d", value))
    urls = sifted("sites", lambda value: "." in value) + sifted("profiles", lambda value: "." in value)
    handles = tuple(handle(value) for value in values(row.get("instantmessagehandles", "")))
    company = row.get("companies", "")
    if not (name or emails or phones or urls or handles or company):
        raise ValueError("it has neither a name nor an address")
    return Contact(
        key=f"{UPLOADED}{natural_key('', '', name, *emails, *phones, *urls, *handles, company)}",
        origin=origin,
        formatted_name=name,
        given_name=given,
        family_name=family,
        nicknames=tuple(filter(None, (row.get("nickname", ""),))),
        emails=emails,
        phones=phones,
        urls=tuple(dict.fromkeys(urls)),
        handles=handles,
        organization=company,
        title=row.get("title", ""),
        birthday=row.get("birthday", ""),
        losses=tuple(losses),
    )


def handle(text: str, service: str = "im") -> str:
    """Return a name in another service as "service:name"; a service that the text names holds."""
    named, colon, name = (part.strip() for part in text.partition(":"))
    return f"{named}:{name}" if colon else f"{service}:{named}"
