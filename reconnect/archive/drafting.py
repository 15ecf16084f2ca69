"""A draft for one person: gather the stored facts, each with its origin, compose, and keep the result."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

import numpy as np

from importers.records import UPLOADED
from reconnect.archive.known_people import both_copied, left_in_peace
from reconnect.archive.refreshing import newest_position
from reconnect.archive.reporting import ties_as_of
from reconnect.config import Settings
from reconnect.drafts.compose import compose
from reconnect.drafts.facts import Author, Draft, Fact, FactKind, Situation
from reconnect.errors import LeftInPeace
from reconnect.report.groups import UNANSWERED_UNTIL, lapsed
from reconnect.store import letters, queries
from reconnect.store.queries import StoredContact
from reconnect.ties.columns import BY_HAND, as_date, day_number

SERVICES = ("linkedin", "facebook", "instagram")
_CORRECT = "if that is wrong, take back the mark (mark PERSON clear) or the note, or correct the entry and import it"


class ContactDay(NamedTuple):
    """One row of contact_days for one person."""

    day: int
    channel: str
    interaction: int
    incoming: int
    outgoing: int


def compose_missing(conn: sqlite3.Connection, people: Sequence[queries.Row], as_of: date) -> list[Draft]:
    """Compose a draft for each of some people who has no open one, no two in the same wording where that can be.

    Errors: LeftInPeace.
    """
    for person in people:
        if why := left_in_peace(conn, person["id"]):
            raise LeftInPeace(f"{person['name']}: {why}, so there is no draft to them; {_CORRECT}")
    kept = {row["person"]: row["template"] for row in letters.drafts(conn) if row["outcome"] is None}
    used = [kept[person["id"]] for person in people if person["id"] in kept]
    fresh: list[Draft] = []
    for person in people:
        if person["id"] not in kept:
            fresh.append(compose(situation(conn, person, as_of), used))
            used.append(fresh[-1].template)
    return fresh


def situation(conn: sqlite3.Connection, person: queries.Row, as_of: date) -> Situation:
    """Return everything that a draft to a person may stand on."""
    contacts = queries.contacts_of(conn, person["id"])
    settings = Settings.read(queries.settings(conn))
    days = _days(conn, person["id"], as_of)
    asked = tuple(_asked(conn, person["id"], as_of)) if days else ()
    return Situation(
        person=person["id"],
        key="\x1f".join((contacts[0].importer, contacts[0].contact.key)),
        name=person["name"],
        call_name=person["call_name"],
        group="unanswered" if asked else "lapsed" if days else "stranger",
        to=_address(conn, person["id"], contacts, as_of),
        profile=_profile(contacts),
        facts=(*asked, *_facts(conn, person["id"], contacts, days)),
        author=Author(settings.name or _own_name(conn), settings.about),
        language=settings.language,
    )


def _own_name(conn: sqlite3.Connection) -> str:
    return next((row["value"] for row in queries.me(conn) if row["kind"] == "name"), "")


def _days(conn: sqlite3.Connection, person: int, as_of: date) -> list[ContactDay]:
    rows = conn.execute(
        "select day, channel, interaction_id, incoming, outgoing from contact_days "
        "where person_id = ? and day <= ? order by day, channel",
        (person, day_number(as_of)),
    )
    return [ContactDay(*row) for row in rows]


def _asked(conn: sqlite3.Connection, person: int, as_of: date) -> Iterator[Fact]:
    """Their newest message that waits for my answer, unless it is very old, or ended a correspondence that lapsed."""
    ties = ties_as_of(conn, as_of)
    waited = day_number(as_of) - ties.unanswered_day
    waits = (ties.person == person) & (ties.unanswered >= 0) & (waited <= UNANSWERED_UNTIL)
    if waits.any() and person not in lapsed(ties, ties.person):
        at = int(np.flatnonzero(waits)[0])
        message = int(ties.unanswered[at])
        yield Fact("asked", _subject(conn, message), _origin(conn, message), as_date(ties.unanswered_day[at]))


def _facts(
    conn: sqlite3.Connection, person: int, contacts: Sequence[StoredContact], days: Sequence[ContactDay]
) -> Iterator[Fact]:
    if any(day.incoming for day in days) and any(day.outgoing for day in days):
        yield from _exchanged(conn, days)
    yield from _listed(contacts)
    for interaction, subject, day in both_copied(conn, {person}).get(person, ()):
        if not _is_from_one_of_us(conn, person, interaction):
            yield Fact("both_copied", subject, _origin(conn, interaction), day)
    yield from _position(contacts)


def _is_from_one_of_us(conn: sqlite3.Connection, person: int, interaction: int) -> bool:
    """A message from them to a crowd, me in it, makes no tie, but it did not go to both of us either."""
    row = conn.execute(
        "select 1 from participants join links using (contact_id) "
        "where interaction_id = ? and role = 'from' and person_id in (0, ?)",
        (interaction, person),
    ).fetchone()
    return row is not None


def _exchanged(conn: sqlite3.Connection, days: Sequence[ContactDay]) -> Iterator[Fact]:
    """What the imports show; a talk that was noted has no message to name."""
    days = [day for day in days if day.channel not in BY_HAND]
    if not days:
        return
    first, last = days[0], days[-1]
    yield Fact("wrote", last.channel, _origin(conn, last.interaction), as_date(first.day), as_date(last.day))
    ends: tuple[tuple[FactKind, ContactDay], ...] = (("last_subject", last), ("first_subject", first))
    for kind, end in ends:
        for mail in (day for day in days if (day.day, day.channel) == (end.day, "mail")):
            if subject := _subject(conn, mail.interaction):
                yield Fact(kind, subject, _origin(conn, mail.interaction), as_date(mail.day))


def _subject(conn: sqlite3.Connection, interaction: int) -> str:
    (subject,) = conn.execute("select subject from interactions where id = ?", (interaction,)).fetchone()
    return str(subject or "")


def _listed(contacts: Sequence[StoredContact]) -> Iterator[Fact]:
    for each in contacts:
        origin = _words(each.export, each.contact.origin.member, each.contact.origin.record)
        if each.mention:
            continue
        if each.importer in SERVICES and not each.contact.key.startswith(UPLOADED):
            since = each.contact.since[:10]
            yield Fact("connected", each.importer, origin, date.fromisoformat(since) if len(since) == 10 else None)
        else:
            yield Fact("listed", each.importer, origin)


def _position(contacts: Sequence[StoredContact]) -> Iterator[Fact]:
    title, organization = newest_position(contacts)
    for each in contacts:
        if (each.contact.title, each.contact.organization) == (title, organization) and (title or organization):
            origin = _words(each.export, each.contact.origin.member, each.contact.origin.record)
            if title:
                yield Fact("position", title, origin)
            if organization:
                yield Fact("organization", organization, origin)
            return


def _origin(conn: sqlite3.Connection, interaction: int) -> str:
    """Where a message stands, in words; of several exports the first by path."""
    row = conn.execute(
        "select path, members.name, record from seen join members on members.id = member_id "
        "join imports on imports.id = import_id where interaction_id = ? order by path, members.name, record limit 1",
        (interaction,),
    ).fetchone()
    return _words(*row)


def _words(export: str, member: str, record: int | None) -> str:
    name = PurePath(export).name
    parts = [name, *([member] if member and member != name else []), *([f"record {record}"] if record else [])]
    return ", ".join(parts)


def _address(conn: sqlite3.Connection, person: int, contacts: Sequence[StoredContact], as_of: date) -> str:
    """The address they last wrote from, else the last that I wrote to, else the first that an address book names."""
    written = conn.execute(
        """
        select contact_points.value from contact_days
        join participants on participants.interaction_id = contact_days.interaction_id
        join contact_points on contact_points.contact_id = participants.contact_id and contact_points.kind = 'email'
        where contact_days.person_id = ? and contact_points.person_id = ? and day <= ? and channel = 'mail'
        and participants.role in ('from', 'to') order by participants.role = 'from' desc, day desc, value limit 1
        """,
        (person, person, day_number(as_of)),
    ).fetchone()
    if written:
        return str(written[0])
    listed = sorted(contacts, key=lambda each: (each.mention, each.importer, each.contact.key))
    return next((email for each in listed for email in each.contact.emails if "@" in email), "")


def _profile(contacts: Sequence[StoredContact]) -> str:
    urls = [url for each in contacts for url in each.contact.urls]
    return next((url for url in urls if "linkedin.com/in/" in url), next(iter(urls), ""))
