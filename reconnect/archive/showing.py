"""What there is to show of one person: the contacts, why they are one, by which other numbers, and for how long.

An address, number or link that several contacts write each in its way is one here, and shown as one of them has it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import NamedTuple

from reconnect.archive.owner import region_within
from reconnect.archive.reporting import tie_of
from reconnect.config import Settings
from reconnect.identity import normal_email, normal_phone, normal_profile
from reconnect.report.common import Common, common_ground
from reconnect.report.facts import Mark, Note, Published
from reconnect.store import queries, remembered
from reconnect.store.evidence import Join, aliases_of, joins_of, years_of_mail
from reconnect.store.published import published
from reconnect.store.queries import Row, StoredContact


class Shown(NamedTuple):
    """One person; `aliases` are the ids of those who have become this one.

    `emails`, `phones` and `urls` have each once; `years` are the first and the last year of mail with an address of
    `emails`. `tie` is told in a line or two. `common` is what they care about or can do, and I care about as well.
    `published` is newest first.
    """

    person: Row
    aliases: list[int]
    contacts: list[StoredContact]
    joins: list[Join]
    emails: list[str]
    phones: list[str]
    urls: list[str]
    years: dict[str, tuple[str, str]]
    tie: list[str]
    notes: list[Note]
    marks: list[Mark]
    common: tuple[Common, ...]
    published: list[Published]


def shown(conn: sqlite3.Connection, person: Row, as_of: date) -> Shown:
    """Return what there is to show of a person as of a day."""
    id = person["id"]
    contacts = queries.contacts_of(conn, id)
    emails = _once((point for each in contacts for point in each.contact.emails), normal_email, _tags)
    phones = (point for each in contacts for point in each.contact.phones)
    urls = (point for each in contacts for point in each.contact.urls)
    notes = remembered.notes(conn, id)[id]
    return Shown(
        person=person,
        aliases=aliases_of(conn, id),
        contacts=contacts,
        joins=joins_of(conn, id),
        emails=list(emails.values()),
        phones=list(_once(phones, partial(normal_phone, home_region=region_within(conn)), _fullness).values()),
        urls=list(_once(urls, normal_profile, _length).values()),
        years=_years(emails, contacts, years_of_mail(conn, id)),
        tie=tie_of(conn, id, as_of),
        notes=notes,
        marks=remembered.marks(conn)[id],
        common=common_ground(Settings.read(queries.settings(conn)), notes),
        published=published(conn, id).get(id, []),
    )


def _once(
    points: Iterable[str], normal: Callable[[str], str], rank: Callable[[str], tuple[int, ...]]
) -> dict[str, str]:
    """Return each point once, by its normal form: the writing of the lowest rank, of several the first."""
    found: dict[str, str] = {}
    for point in points:
        form = normal(point) or point.casefold()
        found[form] = min(found.get(form, point), point, key=rank)
    return found


def _tags(email: str) -> tuple[int, ...]:
    return (email.count("+"),)


def _length(url: str) -> tuple[int, ...]:
    return (len(url),)


def _fullness(phone: str) -> tuple[int, ...]:
    """A number with its country is fuller than one without, and what is spaced out is easier to read."""
    number = phone.strip().removeprefix("tel:")
    return next(place for place, start in enumerate(("+", "00", "")) if number.startswith(start)), -len(number)


def _years(
    emails: dict[str, str], contacts: Iterable[StoredContact], told: dict[int, tuple[str, str]]
) -> dict[str, tuple[str, str]]:
    """One address is often several contacts, a display name each."""
    found: dict[str, tuple[str, str]] = {}
    for each in contacts:
        if each.id in told:
            for address in each.contact.emails:
                shown = emails[normal_email(address) or address.casefold()]
                years = (*found.get(shown, ()), *told[each.id])
                found[shown] = min(years), max(years)
    return found
