"""What is stored of a person and may be said to them, with its sources: exchanges, lists, work, notes, publications.

Nothing is claimed that was not exchanged: a talk that was noted has no message to name, a message from them to a crowd
went to nobody in particular, and only a correspondence that has come to rest is told as one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import PurePath
from typing import NamedTuple

import numpy as np

from importers.records import UPLOADED
from reconnect.archive.known_people import BothCopied
from reconnect.archive.refreshing import newest_position
from reconnect.config import Settings
from reconnect.drafts.facts import Fact, FactKind, Source
from reconnect.identity.mailboxes import domain_of
from reconnect.identity.normal import fold
from reconnect.identity.workplaces import SHORTEST_LABEL, is_public
from reconnect.report.common import common_ground
from reconnect.report.facts import News, NoteKind, PersonFacts
from reconnect.report.groups import FEWEST_SILENT_DAYS, UNANSWERED_UNTIL, lapsed
from reconnect.report.occasions import STAYS_FRESH, occasion
from reconnect.report.words import day_words
from reconnect.store import queries
from reconnect.store.history import told_over_time, where_told
from reconnect.store.published import looked_up
from reconnect.store.queries import StoredContact
from reconnect.ties.columns import BY_HAND, Ties, as_date, day_number

SERVICES = ("linkedin", "facebook", "instagram")
NOTED: tuple[NoteKind, ...] = ("met", "interest", "goal", "skill", "offer")


class ContactDay(NamedTuple):
    """One row of contact_days for one person."""

    day: int
    channel: str
    interaction: int
    incoming: int
    outgoing: int


class _Message(NamedTuple):
    """A message as a fact names it; `key` is its Message-ID where it was a mail, else ""."""

    subject: str
    key: str
    source: Source


def contact_days(conn: sqlite3.Connection, person: int, as_of: date) -> list[ContactDay]:
    """Return the days of contact with a person up to a day, oldest first."""
    rows = conn.execute(
        "select day, channel, interaction_id, incoming, outgoing from contact_days "
        "where person_id = ? and day <= ? order by day, channel",
        (person, day_number(as_of)),
    )
    return [ContactDay(*row) for row in rows]


def asked(conn: sqlite3.Connection, person: int, ties: Ties, as_of: date) -> Iterator[Fact]:
    """Their newest message that waits for my answer, unless it is very old, or ended a correspondence that lapsed."""
    waited = day_number(as_of) - ties.unanswered_day
    waits = (ties.person == person) & (ties.unanswered >= 0) & (waited <= UNANSWERED_UNTIL)
    if waits.any() and person not in lapsed(ties, ties.person):
        at = int(np.flatnonzero(waits)[0])
        message = _message(conn, int(ties.unanswered[at]))
        yield _told("asked", message.subject, message, day=as_date(ties.unanswered_day[at]))


def exchanged(conn: sqlite3.Connection, days: Sequence[ContactDay], as_of: date) -> Iterator[Fact]:
    """What the imports show of a correspondence both ways; that it came to rest, where it did.

    A talk that was noted has no message to name, but whoever talked lately has not fallen quiet. What I wrote in vain
    after my answer to their last word is no part of it.
    """
    newest = max((day.day for day in days), default=0)
    days = _both_ways([day for day in days if day.channel not in BY_HAND])
    if not days:
        return
    first, last = days[0], days[-1]
    if day_number(as_of) - newest >= FEWEST_SILENT_DAYS:
        ends = (_message(conn, first.interaction).source, _message(conn, last.interaction).source)
        origin = "; ".join(dict.fromkeys(map(in_words, ends)))
        channels = ", ".join(dict.fromkeys((first.channel, last.channel)))
        yield Fact("wrote", channels, origin, as_date(first.day), as_date(last.day), tuple(dict.fromkeys(ends)))
    kinds: tuple[tuple[FactKind, ContactDay], ...] = (("last_subject", last), ("first_subject", first))
    for kind, end in kinds:
        for mail in (day for day in days if (day.day, day.channel) == (end.day, "mail")):
            message = _message(conn, mail.interaction)
            if message.subject:
                yield _told(kind, message.subject, message, day=as_date(mail.day))


def _both_ways(days: Sequence[ContactDay]) -> Sequence[ContactDay]:
    """The days up to my first one after their last word, if both of us wrote on any of them."""
    theirs = [at for at, day in enumerate(days) if day.incoming]
    if not theirs:
        return ()
    mine_after = [at for at, day in enumerate(days) if day.outgoing and at > theirs[-1]]
    exchange = days[: (mine_after or theirs)[0 if mine_after else -1] + 1]
    return exchange if any(day.outgoing for day in exchange) else ()


def listed(contacts: Sequence[StoredContact]) -> Iterator[Fact]:
    """In which lists of mine they stand, and since when."""
    for each in contacts:
        if each.mention:
            continue
        if each.importer in SERVICES and not each.contact.key.startswith(UPLOADED):
            since = each.contact.since[:10]
            day = date.fromisoformat(since) if len(since) == 10 else None
            yield _of_contact("connected", each.importer, each, day=day)
        else:
            yield _of_contact("listed", each.importer, each)


def traces(conn: sqlite3.Connection, person: int, copied: BothCopied) -> Iterator[Fact]:
    """The first message of somebody else that went to both of us."""
    for interaction, subject, day in copied.get(person, ()):
        if not _is_from_one_of_us(conn, person, interaction):
            yield _told("both_copied", subject, _message(conn, interaction), day=day)


def work(contacts: Sequence[StoredContact]) -> Iterator[Fact]:
    """What they do, as the export made last tells it."""
    title, organization = newest_position(contacts)
    for each in contacts:
        if (each.contact.title, each.contact.organization) == (title, organization) and (title or organization):
            if title:
                yield _of_contact("position", title, each)
            if organization:
                yield _of_contact("organization", organization, each)
            return


def colleagues(conn: sqlite3.Connection, contacts: Sequence[StoredContact]) -> Iterator[Fact]:
    """The organization where both of us have or had a place, by what lists tell or by our addresses."""
    mine = queries.contacts_of(conn, queries.ME)
    organizations = {each.contact.organization.casefold() for each in mine if each.contact.organization}
    domains = {domain_of(row["value"]).lower() for row in queries.me(conn) if row["kind"] == "email"}
    for each in contacts:
        if each.contact.organization.casefold() in organizations:
            yield _of_contact("colleagues", each.contact.organization, each)
        for domain in domains.intersection(domain_of(email).lower() for email in each.contact.emails):
            yield from _named_by(conn, domain, each)


def news(
    conn: sqlite3.Connection, facts: PersonFacts, contacts: Sequence[StoredContact], as_of: date
) -> Iterator[Fact]:
    """What there is to congratulate on, or what they published lately."""
    found = occasion(facts, as_of)
    if found is None:
        return
    if found.kind == "work":
        yield from _new_work(conn, found.news) if found.news else ()
        return
    if found.kind == "published":
        yield from published(conn, facts, as_of, STAYS_FRESH)
        return
    for each in contacts:
        if each.contact.birthday if found.kind == "birthday" else each.contact.anniversary:
            yield _of_contact(found.kind, "", each, day=found.day)
            return


def published(conn: sqlite3.Connection, facts: PersonFacts, as_of: date, within: timedelta) -> Iterator[Fact]:
    """What they published within a time before a day, the newest first."""
    looked = looked_up(conn)
    for each in facts.published:
        if each.day and as_of - within <= each.day <= as_of:
            at, _ = looked[each.page]
            origin = f"{each.address}, looked at {day_words(at.date())}"
            yield Fact("published", each.title, origin, each.day, None, (Source(each.page, each.address, None),))


def noted(facts: PersonFacts, as_of: date) -> Iterator[Fact]:
    """What I noted myself, the newest first; a talk of these days is none to be remembered."""
    for note in reversed(facts.notes):
        origin = f"your note {note.id}"
        if note.kind == "spoke" and note.day is not None:
            if (as_of - note.day).days >= FEWEST_SILENT_DAYS:
                yield Fact("spoke", "", origin, note.day)
        elif note.kind in NOTED:
            yield Fact(note.kind, note.value, origin)  # type: ignore[arg-type]


def common(settings: Settings, facts: PersonFacts) -> Iterator[Fact]:
    """What both of us care about or are after, unless the letter asks about it anyhow."""
    asked_about = [note.value for note in reversed(facts.notes) if note.kind == "interest"][:1]
    for each in reversed(common_ground(settings, facts.notes)):
        if each.kind == each.their_kind and each.theirs not in asked_about:
            yield Fact("common", each.theirs, f"your note {each.note} and your settings")


def subjects_between(conn: sqlite3.Connection, days: Sequence[ContactDay]) -> list[str]:
    """Return the subject lines of the last mails with them."""
    mails = [day.interaction for day in days if day.channel == "mail"][-20:]
    return [subject for mail in mails if (subject := _message(conn, mail).subject)]


def in_words(source: Source) -> str:
    """Say where something stands: "export.zip, Connections.csv, record 4"."""
    name = PurePath(source.export).name
    member = [source.member] if source.member and source.member != name else []
    return ", ".join([name, *member, *([f"record {source.record}"] if source.record else [])])


def _new_work(conn: sqlite3.Connection, change: News) -> Iterator[Fact]:
    """The change that two exports show, each side with the record that tells it."""
    told = [each for each in told_over_time(conn) if each.contact == change.contact]
    sides: tuple[tuple[FactKind, str, date], ...] = (
        ("new_work", change.after, change.since), ("old_work", change.before, change.until),
    )  # fmt: skip
    for kind, text, made in sides:
        sighting = next(each for each in told if (each.made, each.work) == (made, text))
        source = Source(*where_told(conn, sighting))
        yield Fact(kind, text, in_words(source), made, None, (source,))


def _told(kind: FactKind, value: str, message: _Message, *, day: date | None = None) -> Fact:
    return Fact(kind, value, in_words(message.source), day, None, (message.source,), message.key)


def _of_contact(kind: FactKind, value: str, contact: StoredContact, *, day: date | None = None) -> Fact:
    origin = contact.contact.origin
    source = Source(contact.export, origin.member, origin.record)
    return Fact(kind, value, in_words(source), day, None, (source,))


def _message(conn: sqlite3.Connection, interaction: int) -> _Message:
    """A message; of several exports that hold it the first by path."""
    row = conn.execute(
        "select coalesce(subject, ''), iif(channel = 'mail', key, ''), path, members.name, record from interactions "
        "join seen on seen.interaction_id = interactions.id join members on members.id = member_id "
        "join imports on imports.id = import_id where interactions.id = ? "
        "order by path, members.name, record limit 1",
        (interaction,),
    ).fetchone()
    return _Message(row[0], row[1], Source(*row[2:]))


def _is_from_one_of_us(conn: sqlite3.Connection, person: int, interaction: int) -> bool:
    """A message from them to a crowd, me in it, makes no tie, but it did not go to both of us either."""
    row = conn.execute(
        "select 1 from participants join links using (contact_id) "
        "where interaction_id = ? and role = 'from' and person_id in (0, ?)",
        (interaction, person),
    ).fetchone()
    return row is not None


def _named_by(conn: sqlite3.Connection, domain: str, theirs: StoredContact) -> Iterator[Fact]:
    """The organization that a domain is named after, as somebody with an address there tells it; any other is a mail
    provider's, or a family's."""
    label = fold(domain.partition(".")[0])
    if is_public(domain) or len(label) < SHORTEST_LABEL:
        return
    for each in queries.contacts(conn, "where instr(lower(fields), ?) and not mention", (f"@{domain}",)):
        if fold(each.contact.organization).startswith(label):
            fact = _of_contact("colleagues", each.contact.organization, each)
            sources = dict.fromkeys((*fact.sources, *_of_contact("colleagues", "", theirs).sources))
            yield replace(fact, origin="; ".join(map(in_words, sources)), sources=tuple(sources))
            return
