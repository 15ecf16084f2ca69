"""Working out the third layer: who I am, who is who, and on which days we were in touch.

All of it is computed anew from what sources said and what the person decided, so that it is the same whatever the
order of imports, and a change of "me" or of a decision needs no re-import.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from reconnect import ties
from reconnect.archive import correspondents
from reconnect.identity import (
    Decision,
    KnownContact,
    Own,
    Resolution,
    call_name,
    display_name,
    find_me,
    is_me,
    person_kind,
)
from reconnect.identity import (
    resolve as joined,
)
from reconnect.store import exchanges, queries, rebuilt
from reconnect.store.exchanges import Participations
from reconnect.store.opening import transaction
from reconnect.store.queries import StoredContact

if TYPE_CHECKING:
    from sqlite_utils import Database


def resolve(db: Database) -> None:
    """Work out people, links and contact days, and store them in one transaction."""
    with transaction(db):
        conn = db.conn
        stored, all_ = queries.contacts(conn), exchanges.participations(conn)
        rebuilt.write_me(db, _found_me(db, stored, all_))
        mine = {(row["kind"], row["value"]) for row in queries.me(conn)}
        region = queries.settings(conn).get("home_region") or None
        me = [each for each in stored if is_me(each.contact, each.importer, mine, region)]
        others = _without(stored, me)
        decisions = [Decision((ai, ak), (bi, bk), verdict) for ai, ak, bi, bk, verdict in queries.decisions(conn)]
        resolution = joined([_known(each) for each in others], decisions, region)
        _write_people(db, others, resolution, [each.id for each in me], all_)
        days = ties.contact_days(exchanges.exchanges(all_, exchanges.person_of_contacts(conn)))
        rebuilt.write_contact_days(db, exchanges.with_ids(days, all_))
        rebuilt.note_worked_out(db)


def newest_position(contacts: Iterable[StoredContact]) -> tuple[str, str]:
    """Return title and organization as the export made last tells them; an entry without both tells nothing."""
    told = [each for each in contacts if each.contact.title or each.contact.organization]
    if not told:
        return "", ""
    newest = max(told, key=lambda each: (each.made, each.importer == "linkedin", each.importer, each.contact.key))
    return newest.contact.title, newest.contact.organization


def _found_me(db: Database, stored: Sequence[StoredContact], all_: Participations) -> tuple[Own, ...]:
    own = [each.contact for each in stored if each.contact.is_me]
    return find_me(own, correspondents.seen_by_channel(db.conn, all_), correspondents.totals(all_))


def _without(stored: Sequence[StoredContact], left_out: Sequence[StoredContact]) -> list[StoredContact]:
    ids = {each.id for each in left_out}
    return [each for each in stored if each.id not in ids]


def _known(each: StoredContact) -> KnownContact:
    return KnownContact(each.id, each.importer, each.contact.key, each.contact)


def _write_people(
    db: Database,
    stored: Sequence[StoredContact],
    resolution: Resolution,
    me: Sequence[int],
    all_: Participations,
) -> None:
    by_id = {each.id: each for each in stored}
    corresponding, lists = correspondents.corresponding(all_), correspondents.list_addresses(all_)
    people = [
        _person([by_id[contact] for contact in contacts], corresponding, lists) for contacts in resolution.people
    ]  # fmt: skip
    ids = rebuilt.write_people(db, people, me)
    person_of = {contact: id for id, person in zip(ids, people, strict=True) for contact in person.contacts}
    rebuilt.write_resolution(db, resolution, person_of)


def _person(
    contacts: Sequence[StoredContact], corresponding: Collection[int], lists: Collection[int]
) -> rebuilt.PersonRow:
    known = [_known(each) for each in contacts]
    title, organization = newest_position(contacts)
    kind = _kind(contacts, corresponding, lists)
    as_written = next((each.contact.formatted_name for each in contacts if each.contact.formatted_name), "")
    return rebuilt.PersonRow(
        contacts=tuple(each.id for each in contacts),
        kind=kind,
        name=display_name(known) if kind == "person" else as_written or display_name(known),
        call_name=call_name(known),
        title=title,
        organization=organization,
    )


def _kind(contacts: Sequence[StoredContact], corresponding: Collection[int], lists: Collection[int]) -> str:
    """A correspondent is a person only where somebody wrote; a sender of newsletters alone is a robot."""
    kind: str = person_kind([each.contact for each in contacts])
    if kind != "person" or any(not each.mention for each in contacts):
        return kind
    if all(each.id in lists for each in contacts):
        return "group"
    return "person" if any(each.id in corresponding for each in contacts) else "robot"
