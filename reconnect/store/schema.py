"""The tables, in three layers, as migrations that are only ever added to.

1. What sources said: `imports`, `members`, `contacts`, `sightings`, `interactions`, `participants`, `seen`, `problems`,
   `skipped`, `coverage`. An import can be taken back because every row here knows which imports saw it.
2. What a person decided: `people_ids`, `decisions`, `me`, `settings`, `notes`, `marks`, `drafts`, `outcomes`,
   `reports`, `maps`, `tombstones`. It refers to contact keys, or to `people_ids`, which do, and so survives a rebuild.
3. What was worked out: `me_found`, `people`, `links`, `joins`, `questions`, `contact_days`, `measures` and their basis
   `measured`, `kept`; `worked_out` tells from which imports. Rebuilt at will.

The surprising fact: `interactions` may hold one message more than once. Copies of a message differ (the sender's own
copy shows Bcc, the received one Delivered-To), and keeping each version of the facts makes the answers independent of
the order of imports, and undo exact. `key_digest` says what is the same message, `digest` what is the same version.

`raw` is the digest of a contact's bytes in its source, and `nth` which contact of one key it was in its export: the
second has `#2` behind its key. `newest` is the day of an export's newest record.

A member with a `bookmark` is known again by it, also at another path if it says `anywhere`; `records` is how many it
told, `skipped` counts those of them that were left out by reason (JSON).

`listed` is everybody whom a report found, as JSON: [[person, group], ...].

`sweep_is_due` says that what was forgotten is still to be wiped out of the file.

`at` is seconds since 1970 in UTC, `day` days since 1970-01-01, all other times are ISO text in UTC.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reconnect.store.views import VIEWS, VIEWS_ON_TIES, VIEWS_ON_WHAT_IS_REMEMBERED

if TYPE_CHECKING:
    from sqlite_utils import Database

MIGRATIONS = "reconnect"


OF_IMPORT = ("import_id", "imports", "id")


def m001_imports(db: Database) -> None:
    """The runs, the files that each read, what was lost or left out, and for which span it can speak."""
    # An id that was taken back is never given again (autoincrement), which sqlite-utils has no word for.
    db.execute(
        "create table imports (id integer primary key autoincrement, importer text, version text, path text, "
        "size integer, hash text, made text, imported_at text, read integer, new integer, changed integer, "
        "unchanged integer, skipped integer, problems integer, contacts integer, interactions integer, seconds real) "
        "strict"
    )
    db.create_table(
        "members", {"id": int, "import_id": int, "name": str}, pk="id", foreign_keys=[OF_IMPORT], strict=True
    )
    db.create_table(
        "problems",
        {"id": int, "import_id": int, "member": str, "record": int, "reason": str, "whole": int},
        pk="id", foreign_keys=[OF_IMPORT], strict=True,
    )  # fmt: skip
    db.create_table(
        "skipped", {"import_id": int, "reason": str, "count": int},
        pk=("import_id", "reason"), foreign_keys=[OF_IMPORT], strict=True,
    )  # fmt: skip
    db.create_table(
        "coverage", {"import_id": int, "channel": str, "first": str, "last": str},
        pk=("import_id", "channel"), foreign_keys=[OF_IMPORT], strict=True,
    )  # fmt: skip


def m002_contacts(db: Database) -> None:
    """Contacts by their key in their source, and how each import saw them."""
    db.create_table("contacts", {"id": int, "importer": str, "key": str, "sighting_id": int}, pk="id", strict=True)
    db.create_table(
        "sightings",
        {
            "id": int, "contact_id": int, "import_id": int, "member_id": int, "record": int, "hash": int,
            "mention": int, "fields": str,
        },
        foreign_keys=[OF_IMPORT, ("contact_id", "contacts", "id"), ("member_id", "members", "id")],
        pk="id", strict=True,
    )  # fmt: skip
    db.table("contacts").create_index(["importer", "key"], unique=True)
    db.table("sightings").create_index(["contact_id"])
    db.table("sightings").create_index(["import_id"])


def m003_interactions(db: Database) -> None:
    """Versions of messages, who took part in them, and which member files hold them."""
    db.create_table(
        "interactions",
        {
            "id": int, "key_digest": int, "digest": int, "key": str, "channel": str, "at": int, "kind": str,
            "witness": str, "subject": str, "thread": str, "reply_to": str,
        },
        pk="id", strict=True,
    )  # fmt: skip
    # The two largest tables are clustered by their key, which sqlite-utils has no word for.
    db.execute(
        "create table participants (interaction_id integer not null, contact_id integer not null, role text not null, "
        "primary key (interaction_id, contact_id, role)) strict, without rowid"
    )
    db.execute(
        "create table seen (interaction_id integer not null, member_id integer not null, record integer, "
        "primary key (interaction_id, member_id)) strict, without rowid"
    )
    db.table("interactions").create_index(["key_digest", "digest"], unique=True)


def m004_what_a_person_decided(db: Database) -> None:
    """The decisions of a person: who is who, who is me, settings, drafts."""
    db.create_table("people_ids", {"id": int, "importer": str, "key": str}, pk="id", strict=True)
    db.create_table(
        "decisions",
        {"a_importer": str, "a_key": str, "b_importer": str, "b_key": str, "verdict": str, "decided_at": str},
        pk=("a_importer", "a_key", "b_importer", "b_key"), strict=True,
    )  # fmt: skip
    db.create_table("me", {"kind": str, "value": str, "mine": int}, pk=("kind", "value"), strict=True)
    db.create_table("settings", {"key": str, "value": str}, pk="key", strict=True)
    db.create_table(
        "drafts",
        {
            "id": int, "person_id": int, "template": str, "language": str, "to": str, "profile": str,
            "subject": str, "body": str, "evidence": str, "created_at": str,
        },
        pk="id", strict=True,
    )  # fmt: skip


def m005_what_was_worked_out(db: Database) -> None:
    """People, how their contacts were joined, what to ask, and the days of contact."""
    db.create_table("me_found", {"kind": str, "value": str, "evidence": str}, pk=("kind", "value"), strict=True)
    db.create_table(
        "people",
        {"id": int, "kind": str, "name": str, "call_name": str, "title": str, "organization": str},
        pk="id", strict=True,
    )  # fmt: skip
    db.create_table("worked_out", {"imports": str}, strict=True)
    db.create_table("links", {"contact_id": int, "person_id": int}, pk="contact_id", strict=True)
    db.create_table("joins", {"a_contact_id": int, "b_contact_id": int, "rule": str, "evidence": str}, strict=True)
    db.create_table(
        "questions",
        {"id": int, "screen": int, "score": float, "reason": str, "a_person_id": int, "b_person_id": int},
        pk="id", strict=True,
    )  # fmt: skip
    db.execute(
        "create table contact_days (person_id integer not null, day integer not null, channel text not null, "
        "incoming integer not null, outgoing integer not null, interaction_id integer not null, "
        "opened_id integer not null, primary key (person_id, day, channel)) strict, without rowid"
    )
    db.table("links").create_index(["person_id"])


def m006_views(db: Database) -> None:
    """What SQL, Datasette and this program read by the same names."""
    for name, sql in VIEWS.items():
        db.create_view(name, sql)


def m007_known_again(db: Database) -> None:
    """What tells a record or an export that was read before, and the columns that a person named in a table."""
    db.table("sightings").add_column("raw", int)
    db.table("sightings").add_column("nth", int, not_null_default=1)
    db.table("imports").add_column("newest", str, not_null_default="")
    db.table("sightings").create_index(["raw"])
    db.create_table("maps", {"header": str, "map": str}, pk="header", strict=True)


def m008_what_has_grown(db: Database) -> None:
    """What tells how far a member was read, so that of one that has grown only the rest is read."""
    columns = (("bookmark", str), ("anywhere", int), ("records", int), ("skipped", str))
    for name, kind in columns:
        db.table("members").add_column(name, kind)
    db.table("members").create_index(["import_id"])
    # Else undoing a Maildir reads all sightings for each of its files.
    db.table("sightings").create_index(["member_id"])
    # Nearly all members are known at their path alone, and sqlite-utils has no word for a part of a table.
    db.execute("create index members_anywhere on members (id) where anywhere")


def m009_forgotten(db: Database) -> None:
    """What tells a forgotten person when an import names them again, as keyed hashes, and the key to those."""
    db.create_table("forgetting_key", {"key": str}, strict=True)
    db.create_table(
        "forgotten", {"kind": str, "value": int, "name": int, "person": int},
        pk=("kind", "value", "name"), strict=True,
    )  # fmt: skip


def m010_forgotten_for_good(db: Database) -> None:
    """What two of the forgotten share stands for each; a sweep may be due; no draft's number is given again."""
    db.execute("alter table forgotten rename to forgotten_before")
    db.create_table(
        "forgotten", {"kind": str, "value": int, "name": int, "person": int},
        pk=("kind", "value", "name", "person"), strict=True,
    )  # fmt: skip
    db.execute("insert into forgotten select kind, value, name, person from forgotten_before")
    db.execute("drop table forgotten_before")
    db.table("forgetting_key").add_column("sweep_is_due", int, not_null_default=0)
    db.execute("alter table drafts rename to drafts_before")
    db.execute(
        "create table drafts (id integer primary key autoincrement, person_id integer, template text, language text, "
        '"to" text, profile text, subject text, body text, evidence text, created_at text) strict'
    )
    db.execute("insert into drafts select * from drafts_before")
    db.execute("drop table drafts_before")


def m011_kept(db: Database) -> None:
    """The forms of contacts as they compare, kept so that an import costs what it brings and not what is there."""
    db.create_table("kept", {"name": str, "value": bytes}, pk="name", strict=True)
    db.table("people_ids").create_index(["importer", "key"])
    # A screen was a number, and is its first contact from now on.
    db.execute(
        "create temp table first_of as select screen, min(contact_id) as contact from questions "
        "join links on person_id = a_person_id group by screen"
    )
    db.execute("update questions set screen = (select contact from first_of where first_of.screen = questions.screen)")
    db.execute("drop table first_of")
    db.execute("delete from worked_out")


def m012_remembered(db: Database) -> None:
    """What I know of people, whom not to list, what became of drafts, and whom earlier reports told of.

    And who wrote last on a day, which tells an answer from what came before the question; and the ties as measured.
    """
    db.execute("alter table forgotten rename to tombstones")  # the report has the name now
    # A number that a person saw is never given again (autoincrement).
    db.execute(
        "create table notes (id integer primary key autoincrement, person_id integer not null, kind text not null, "
        "value text not null, day integer, noted_at text not null) strict"
    )
    db.create_table(
        "marks", {"person_id": int, "mark": str, "until": str, "marked_at": str}, pk="person_id", strict=True
    )
    db.create_table(
        "outcomes", {"id": int, "draft_id": int, "outcome": str, "day": int, "until": str}, pk="id", strict=True
    )
    db.create_table(
        "reports", {"id": int, "as_of": str, "told_at": str, "intercept": float, "listed": str}, pk="id", strict=True
    )
    # Nearly all sightings of a large archive are mentions, and sqlite-utils has no word for a part of a table.
    db.execute("create index entries on sightings (contact_id) where not mention")
    _measure_ties(db)
    for name, sql in (VIEWS_ON_WHAT_IS_REMEMBERED | VIEWS_ON_TIES).items():
        db.create_view(name, sql)
    db.execute("delete from kept")  # each name has that of a part in front from now on
    db.execute("delete from worked_out")


def _measure_ties(db: Database) -> None:
    """The last word of a day, and what the days of contact tell of each person."""
    db.table("contact_days").add_column("last_word", int, not_null_default=0)
    # Until the days are worked out anew, what I wrote on the day of a question counts as the answer.
    db.execute("update contact_days set last_word = not incoming, opened_id = -1 where outgoing")
    measures = (
        "person_id", "contact_days", "days_in", "days_out", "longest_gap_days", "conversations", "first_day",
        "last_day", "channels", "last_interaction", "my_days", "my_last_day", "unanswered_day", "unanswered",
    )  # fmt: skip
    db.create_table("measures", dict.fromkeys(measures, int), pk="person_id", not_null=measures, strict=True)
    db.create_table(
        "measured",
        {"since": int, "coverage": str, "names": str, "intercept": float, "received": int, "written": int},
        strict=True,
    )


STEPS = (
    m001_imports,
    m002_contacts,
    m003_interactions,
    m004_what_a_person_decided,
    m005_what_was_worked_out,
    m006_views,
    m007_known_again,
    m008_what_has_grown,
    m009_forgotten,
    m010_forgotten_for_good,
    m011_kept,
    m012_remembered,
)
"""In order of time; a step that has been released is never changed, only followed by another."""

VERSION = len(STEPS)
"""What `PRAGMA user_version` holds in a file with all steps applied."""
