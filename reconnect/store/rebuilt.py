"""Writing what was worked out: people, who was joined and why, what to ask, and the days of contact.

What is worked out anew is dropped and written anew. What stays is a person's id: a rebuilt person takes the id under
which most of its contacts were known, so that drafts and decisions stay with their person. Every id is anchored to a
contact and is never given to a stranger: one that nobody bears any more is another name of whoever holds its anchor.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reconnect.store.bulk import insert_columns, insert_many

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils import Database

    from reconnect.identity import Own, Resolution
    from reconnect.ties.columns import ContactDays


class PersonRow(NamedTuple):
    """One person as the list of people shows them; `contacts` are contact ids, the first one anchors the id."""

    contacts: tuple[int, ...]
    kind: str
    name: str
    call_name: str
    title: str
    organization: str


PEOPLE, MESSAGES = "people", "messages"
"""The parts of what is kept: what follows from all contacts, and what from all messages."""

REFRESHED = "refreshed"
"""Is among what is kept where positions were read anew since the rest was kept."""

IMPORTS = "(select coalesce(group_concat(id), '') from (select id from imports order by id))"


def note_worked_out(db: Database) -> None:
    """Remember from which imports this layer was worked out."""
    note_behind(db)
    db.conn.execute(f"insert into worked_out (imports) values ({IMPORTS})")


def note_behind(db: Database) -> None:
    """Remember that this layer is to be worked out anew, by whatever comes next."""
    db.conn.execute("delete from worked_out")


def note_refreshed(db: Database) -> None:
    """Remember that positions were read anew since: what is kept does not tell from which sightings."""
    db.conn.execute("insert or ignore into kept (name, value) values (?, x'')", (f"{PEOPLE}.{REFRESHED}",))


def note_removed(conn: sqlite3.Connection) -> None:
    """Remember that interactions are gone, or someone's part in them: all is to be counted anew."""
    conn.execute("delete from kept where name glob ? || '.*'", (MESSAGES,))


def is_worked_out(db: Database) -> bool:
    """Tell whether this layer holds every import and decision; a run that was ended in between leaves it behind."""
    return db.conn.execute(f"select 1 from worked_out where imports = {IMPORTS}").fetchone() is not None


def write_me(db: Database, found: Iterable[Own]) -> None:
    """Replace what was found about me."""
    db.conn.execute("delete from me_found")
    db.conn.executemany(
        "insert or ignore into me_found (kind, value, evidence) values (?, ?, ?)",
        [(own.kind, own.value, own.evidence) for own in found],
    )


def write_people(
    db: Database, people: Sequence[PersonRow], me: Sequence[int], *, others_stay: bool = False
) -> list[int]:
    """Replace the people and their contacts; return the id of each. The contacts `me` are mine, person 0.

    All other contacts are gone; or, if `others_stay`, who they were, with their people, joins and questions.
    """
    conn = db.conn
    contacts = [contact for person in people for contact in person.contacts]
    these = "contact_id in (select value from json_each(?))" if others_stay else "? is not null"
    links = f"select contact_id, person_id from links where person_id > 0 and {these}"
    old = dict(conn.execute(links, (json.dumps([*contacts, *me]),)).fetchall())
    ids = _ids(db, people, old)
    if others_stay:
        _clear(conn, list(old))
    else:
        for table in ("links", "people", "joins", "questions"):
            conn.execute(f"delete from {table}")
    insert_many(
        conn,
        "insert into people (id, kind, name, call_name, title, organization)",
        ((id, p.kind, p.name, p.call_name, p.title, p.organization) for id, p in zip(ids, people, strict=True)),
    )
    rows = [(contact, id) for id, person in zip(ids, people, strict=True) for contact in person.contacts]
    insert_many(conn, "insert into links (contact_id, person_id)", [*rows, *((contact, 0) for contact in me)])
    conn.execute(_ANCHOR_ANEW, (json.dumps(ids),))
    return ids


def _clear(conn: sqlite3.Connection, contacts: Sequence[int]) -> None:
    """Remove what was worked out of some contacts, who were whole people, and who is me.

    Before anybody new is written, for people without a contact go.
    """
    cleared = "contact_id in (select value from json_each(?)) or person_id = 0"
    conn.execute(f"delete from links where {cleared}", (json.dumps(contacts),))
    conn.execute("delete from people where id not in (select person_id from links)")
    conn.execute("delete from questions where a_person_id not in (select id from people)")
    conn.execute("delete from joins where a_contact_id not in (select contact_id from links)")


_ANCHOR_ANEW = """
    update people_ids set (importer, key) = (
        select importer, key from contacts join links on links.contact_id = contacts.id
        where links.person_id = people_ids.id
        order by (importer, key) in (select importer, key from people_ids), importer, key limit 1
    ) where id in (select value from json_each(?)) and not exists (
        select 1 from contacts join links on links.contact_id = contacts.id
        where contacts.importer = people_ids.importer and contacts.key = people_ids.key
        and links.person_id = people_ids.id
    )
"""
"""An id whose anchor was taken back or went to another holds on to a contact that it still has.

Rather to one that anchors no id yet: when two that were joined are parted, each can then have its own again.
"""


def write_positions(db: Database, positions: Mapping[int, tuple[str, str]]) -> None:
    """Replace title and organization of some people; `positions` has them by person id."""
    db.conn.executemany(
        "update people set title = ?, organization = ? where id = ?",
        [(title, organization, id) for id, (title, organization) in positions.items()],
    )


def write_resolution(db: Database, resolution: Resolution, person_of: Mapping[int, int]) -> None:
    """Add the evidence of the joins and the questions of people; `person_of` maps contact ids to person ids.

    A screen goes by its first contact, so that its number does not hang on how many others there are.
    """
    conn = db.conn
    first = {each.screen: each.a for each in reversed(resolution.questions)}
    conn.executemany(
        "insert into joins (a_contact_id, b_contact_id, rule, evidence) values (?, ?, ?, ?)",
        [(link.a, link.b, link.rule, link.evidence) for link in resolution.links],
    )
    conn.executemany(
        "insert into questions (screen, score, reason, a_person_id, b_person_id) values (?, ?, ?, ?, ?)",
        [
            (first[q.screen], q.score, q.reason, person_of[q.a], person_of[q.b])
            for q in resolution.questions
            if q.a in person_of and q.b in person_of
        ],
    )


def write_contact_days(db: Database, parts: Iterable[ContactDays], people: Collection[int] | None = None) -> None:
    """Replace the days of contact, or those of some people, by id; no two parts have the same one."""
    conn = db.conn
    if people is None:
        conn.execute("delete from contact_days")
    else:
        these = (json.dumps(list(people)),)
        conn.execute("delete from contact_days where person_id in (select value from json_each(?))", these)
    for days in parts:
        insert_columns(
            conn,
            "insert into contact_days (person_id, day, channel, incoming, outgoing, last_word, interaction_id, "
            "opened_id)",
            days.person.tolist(),
            days.day.tolist(),
            [days.names[code] for code in days.channel.tolist()],
            days.incoming.astype(int).tolist(),  # as numbers, since sqlite3 takes three times as long for a bool
            days.outgoing.astype(int).tolist(),
            days.last_word.astype(int).tolist(),
            days.interaction.tolist(),
            days.opened.tolist(),
        )
    write_days_by_hand(db)


def write_days_by_hand(db: Database) -> None:
    """Replace the days of contact that no import told; in none of them is an interaction."""
    conn = db.conn
    conn.execute("delete from contact_days where interaction_id = -1")
    conn.execute(
        "insert into contact_days (person_id, day, channel, incoming, outgoing, last_word, interaction_id, opened_id) "
        "select person_id, day, channel, incoming, outgoing, last_word, -1, -1 from days_by_hand where person_id > 0"
    )


def _ids(db: Database, people: Sequence[PersonRow], old: Mapping[int, int]) -> list[int]:
    """Give each person the `old` id that most of its contacts had, or a new one, but none that others hold.

    Where two people have as many, the one that holds the id's anchor takes it, because what was decided of the id was
    mostly decided when that contact was all there was; so does a person parted from another. Then the lower id wins.
    """
    conn = db.conn
    place_of = {contact: place for place, person in enumerate(people) for contact in person.contacts}
    counts = Counter((place_of[contact], id) for contact, id in old.items() if contact in place_of)
    anchors = conn.execute(
        "select contacts.id, people_ids.id from json_each(?) cross join contacts on contacts.id = json_each.value "
        "join people_ids on people_ids.importer = contacts.importer and people_ids.key = contacts.key",
        (json.dumps(list(place_of)),),
    )
    anchored = {(place_of[contact], id) for contact, id in anchors}
    wishes = [(-counts[place, id], (place, id) not in anchored, id, place) for place, id in counts.keys() | anchored]
    taken = _held_by_others(conn, {id for *_, id, _ in wishes}, old)
    given: dict[int, int] = {}
    for _, _, id, place in sorted(wishes):
        if place not in given and id not in taken:
            given[place] = id
            taken.add(id)
    _give_new(db, people, given)
    return [given[place] for place in range(len(people))]


def _held_by_others(conn: sqlite3.Connection, ids: Iterable[int], old: Iterable[int]) -> set[int]:
    """Return those of some ids that contacts hold who are none of the `old` ones."""
    rows = conn.execute(
        "select person_id from links where person_id in (select value from json_each(?)) "
        "and contact_id not in (select value from json_each(?))",
        (json.dumps(list(ids)), json.dumps(list(old))),
    )
    return {id for (id,) in rows}


def _give_new(db: Database, people: Sequence[PersonRow], given: dict[int, int]) -> None:
    """Number the rest beyond every id that was ever given, and remember which contact each is anchored to."""
    conn = db.conn
    first = int(conn.execute("select coalesce(max(id), 0) from people_ids").fetchone()[0]) + 1
    fresh = [place for place in range(len(people)) if place not in given]
    given.update(zip(fresh, range(first, first + len(fresh)), strict=True))
    conn.execute(
        "insert into people_ids (id, importer, key) select ? + json_each.key, importer, contacts.key "
        "from json_each(?) cross join contacts on contacts.id = json_each.value",
        (first, json.dumps([people[place].contacts[0] for place in fresh])),
    )
