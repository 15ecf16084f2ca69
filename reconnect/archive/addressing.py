"""What the archive tells of each address that somebody has, for the right one to be chosen.

Nobody says that an address at an employer is gone. But an organization that was told of somebody before, and is not
their newest position, is one that they have left, and so are the addresses at its domain; where no address of a card
is at the domain of its organization, all are taken for that, unless they wrote from it since.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from importers.records import Contact, Origin
from reconnect.archive.refreshing import newest_position
from reconnect.drafts.recipients import NEVER, Candidate, recipient
from reconnect.identity import KnownContact, is_role, normal_email
from reconnect.identity.digests import digest
from reconnect.identity.normal import normal_company
from reconnect.identity.workplaces import NO_COMPANIES, Workplaces, places_told
from reconnect.store import addresses, queries
from reconnect.store.addresses import Card
from reconnect.store.queries import StoredContact, day_of


def address(conn: sqlite3.Connection, person: int, as_of: date) -> str:
    """Return the address to write to somebody at as of a day, or "" where none is known that they would read."""
    return recipient(candidates(conn, person, as_of))


def candidates(conn: sqlite3.Connection, person: int, as_of: date) -> list[Candidate]:
    """Return every address of a person, in each way it is written, with what is known of it as of a day."""
    contacts = queries.contacts_of(conn, person)
    known = {email for each in contacts for email in each.contact.emails if normal_email(email)}
    if not known:
        return []
    mail = addresses.last_mail(conn, person, as_of)
    answered = _newest((email, mail.get((each.id, "from"))) for each, email in _emails(contacts))
    written = _newest((email, mail.get((each.id, "to"))) for each, email in _emails(contacts))
    listed = _newest(
        (email, day_of(each.made or None) or NEVER) for each, email in _emails(contacts) if not each.mention
    )
    bounced = _newest((normal_email(email), day) for email, day in addresses.came_back(conn, as_of))
    former = _former(conn, person, contacts, answered)
    return [
        Candidate(
            addr_spec=email,
            answered=answered.get(email),
            written=written.get(email),
            listed=listed.get(email),
            bounced=bounced.get(normal_email(email)),
            is_role=is_role(normal_email(email)),
            is_former=normal_email(email) in former,
        )
        for email in sorted(known)
    ]


def _emails(contacts: Iterable[StoredContact]) -> Iterator[tuple[StoredContact, str]]:
    return ((each, email) for each in contacts for email in each.contact.emails)


def _newest(days: Iterable[tuple[str, date | None]]) -> dict[str, date]:
    """Return the newest day of each text; None is none."""
    found: dict[str, date] = {}
    for text, day in days:
        if day is not None:
            found[text] = max(found.get(text, day), day)
    return found


class _Position(NamedTuple):
    """Where somebody is now, where they have been (both as companies' names compare), and since when that is told."""

    now: str
    former: frozenset[str]
    since: date


def _former(
    conn: sqlite3.Connection, person: int, contacts: Sequence[StoredContact], answered: Mapping[str, date]
) -> set[str]:
    """Return the addresses of a person, in their normal form, that belong to organizations which they have left."""
    cards = addresses.cards(conn, person)
    position = _position(contacts, cards)
    if not position.former:
        return set()
    at = _companies_of(conn, person, contacts, position)
    found = {email for email, companies in at.items() if companies & position.former and position.now not in companies}
    used = {normal_email(email) for email, day in answered.items() if day >= position.since}
    still = {normal_email(email) for card in cards if _company(card) == position.now for email in card.emails}
    for card in cards:
        emails = set(map(normal_email, card.emails)) & at.keys()
        company = _company(card)
        if company in position.former and not any(company in at[email] for email in emails):
            found |= {email for email in emails - used - still if at[email]}
    return found


def _position(contacts: Sequence[StoredContact], cards: Sequence[Card]) -> _Position:
    now = normal_company(newest_position(contacts)[1])
    former = {company for company in map(_company, cards) if company and company not in NO_COMPANIES} - {now}
    told = (card.day for card in cards if card.day and now and _company(card) == now)
    return _Position(now, frozenset(former), min(told, default=date.max))


def _company(card: Card) -> str:
    return normal_company(card.organization)


def _companies_of(
    conn: sqlite3.Connection, person: int, contacts: Sequence[StoredContact], position: _Position
) -> dict[str, frozenset[str]]:
    """Return the organizations that the domain of each address stands for, and the domain; of mail for all nothing."""
    own = {email: _known(emails=(email,)) for _, text in _emails(contacts) if (email := normal_email(text))}
    domains = sorted({place for each in own.values() for place in places_told(each)})
    others = [each for each in addresses.contacts_at(conn, domains) if each.person != person]
    told = [_known(each.contact.organization, each.contact.emails) for each in (*contacts, *others)]
    told += [_known(company) for company in sorted(position.former)]
    rows = [(number, place) for number, each in enumerate(told) for place in places_told(each)]
    contact, place = np.array([(number, digest(text)) for number, text in rows], np.int64).reshape(-1, 2).T
    texts = {digest(text): text for _, text in rows}
    work = Workplaces(contact, place, texts, names=np.zeros(len(told), np.int64), people=1)
    return {email: work.of(known) for email, known in own.items()}


def _known(organization: str = "", emails: tuple[str, ...] = ()) -> KnownContact:
    """Return what stands for a contact where only its places count."""
    return KnownContact(0, "", "", Contact(key="", origin=Origin(""), organization=organization, emails=emails))
