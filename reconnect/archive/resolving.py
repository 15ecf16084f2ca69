"""Working out the third layer: who I am, who is who, on which days we were in touch, and what that tells of ties.

All of it follows from what sources said and what the person decided alone, so that it is the same whatever the order
of imports, and a change of "me" or of a decision needs no re-import. Only what has changed is worked out anew.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reconnect.archive import measuring, messages, outcomes
from reconnect.archive.correspondents import corresponding, list_addresses
from reconnect.archive.days import write_contact_days
from reconnect.archive.neighbours import Contacts, neighbours
from reconnect.archive.refreshing import newest_position, refresh_positions
from reconnect.identity import Decision, KnownContact, call_name, display_name, person_kind
from reconnect.identity.normal import normal_company
from reconnect.identity.resolve import resolve_among
from reconnect.store import exchanges, queries, rebuilt
from reconnect.store.opening import transaction
from reconnect.store.queries import StoredContact

if TYPE_CHECKING:
    from sqlite_utils import Database


def resolve(db: Database) -> None:
    """Work out people, links, contact days, what became of drafts, and measures; store them in one transaction."""
    with transaction(db):
        told = messages.brought_up(db.conn)
        rebuilt.write_me(db, told.me)
        was = exchanges.person_of_contacts(db.conn)
        _write_people(db, corresponding(told.now.counts), list_addresses(told.now.counts))
        write_contact_days(db, told.before.counts, told.new, was)
        messages.keep(db, told.now)
        outcomes.keep(db)
        measuring.keep(db)
        rebuilt.note_worked_out(db)


def _write_people(db: Database, corresponding: set[int], lists: set[int]) -> None:
    """Work out who is who where anything has changed, by what all contacts tell of each."""
    contacts = Contacts(db.conn)
    there = neighbours(db, contacts, (corresponding, lists))
    decisions = [Decision((ai, ak), (bi, bk), verdict) for ai, ak, bi, bk, verdict in queries.decisions(db.conn)]
    found = [
        resolve_among(there.everybody, contacts.known(some), decisions, there.home_region) for some in there.changed
    ]
    others = _Others(there.everybody.companies, corresponding, lists)
    people = [_person(contacts.stored(ids), contacts.known(ids), others) for each in found for ids in each.people]
    people.sort(key=lambda person: contacts.known(person.contacts[:1])[0].stable)
    ids = rebuilt.write_people(db, people, there.mine, others_stay=there.others_stay)
    person_of = {contact: id for id, person in zip(ids, people, strict=True) for contact in person.contacts}
    for each in found:
        rebuilt.write_resolution(db, each, person_of)
    if there.told_again:
        refresh_positions(db, there.told_again)


class _Others(NamedTuple):
    """What all contacts together tell of each: companies (normal forms), who corresponds, which addresses are lists."""

    companies: frozenset[str]
    corresponding: set[int]
    lists: set[int]


def _person(contacts: Sequence[StoredContact], known: Sequence[KnownContact], others: _Others) -> rebuilt.PersonRow:
    title, organization = newest_position(contacts)
    kind = _kind(contacts, known, others)
    return rebuilt.PersonRow(
        contacts=tuple(each.id for each in contacts),
        kind=kind,
        name=(kind != "person" and _as_written(contacts, others.companies)) or display_name(known),
        call_name=call_name(known),
        title=title,
        organization=organization,
    )


def _as_written(contacts: Sequence[StoredContact], companies: Collection[str]) -> str:
    """Return the name of what is no person: a company's own rather than "Info" or "Sales"."""
    names = [each.contact.formatted_name for each in contacts if each.contact.formatted_name]
    return next((name for name in names if normal_company(name) in companies), "".join(names[:1]))


def _kind(contacts: Sequence[StoredContact], known: Sequence[KnownContact], others: _Others) -> str:
    """A correspondent is a person, or speaks for an organisation, only where somebody wrote.

    A list's address is a group, a sender of newsletters alone a robot.
    """
    kind: str = person_kind(known, others.companies)
    if kind not in ("person", "organisation") or any(not each.mention for each in contacts):
        return kind
    ids = {each.id for each in contacts}
    if ids <= others.lists:
        return "group"
    return "robot" if ids.isdisjoint(others.corresponding) else kind
