"""The tables, in three layers, as migrations that are only ever added to.

1. What sources said: `imports`, `members`, `contacts`, `sightings`, `interactions`, `participants`, `seen`, `problems`,
   `skipped`, `coverage`. An import can be taken back because every row here knows which imports saw it.
2. What a person decided: `people_ids`, `decisions`, `me`, `settings`, `notes`, `marks`, `drafts`, `outcomes`,
   `reports`, `maps`, `tombstones`. It refers to contact keys, or to `people_ids`, which do, and so survives a rebuild.
3. What was worked out: `me_found`, `people`, `links`, `joins`, `questions`, `contact_days`, `found_outcomes`,
   `measures` and their basis `measured`, `kept`; `worked_out` tells from which imports. Rebuilt at will.

The surprising fact: `interactions` may hold one message more than once. Copies of a message differ (the sender's own
copy shows Bcc, the received one Delivered-To), and keeping each version of the facts makes the answers independent of
the order of imports, and undo exact. `key_digest` says what is the same message, `digest` what is the same version.

`raw` is the digest of a contact's bytes in its source, and `nth` which contact of one key it was in its export: the
second has `#2` behind its key. `newest` is the day of an export's newest record.

A member with a `bookmark` is known again by it, also at another path if it says `anywhere`; `records` is how many it
told, `skipped` counts those of them that were left out by reason (JSON).

`listed` is everybody whom a report found, as JSON: [[person, group], ...].

A draft's `reply_to` is the Message-ID of the old message that it answers, or null; `edited_at` when its words were last
changed by hand. In `found_outcomes` stands which message shows what became of it.

`sweep_is_due` says that what was forgotten is still to be wiped out of the file.

`published` is what a page was found to have published, by the page as a contact names it in its `urls`, and `looked_up`
what came of looking at it. Neither names a person: whose it is follows from the contacts when it is read, so nothing
here changes when people are joined or parted, or an import is taken back or read again.

`at` is seconds since 1970 in UTC, `day` days since 1970-01-01, all other times are ISO text in UTC.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reconnect.store.first_tables import (
    m001_imports,
    m002_contacts,
    m003_interactions,
    m004_what_a_person_decided,
    m005_what_was_worked_out,
    m006_views,
)
from reconnect.store.views import (
    VIEWS_ON_OUTCOMES,
    VIEWS_ON_PUBLISHED,
    VIEWS_ON_TIES,
    VIEWS_ON_WHAT_IS_REMEMBERED,
)

if TYPE_CHECKING:
    from sqlite_utils import Database

MIGRATIONS = "reconnect"


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


def m013_outbox(db: Database) -> None:
    """What a draft answers to, when its words were last changed by hand, and what became of drafts by the imports."""
    db.table("drafts").add_column("reply_to", str)
    db.table("drafts").add_column("edited_at", str)
    db.create_table(
        "found_outcomes", {"draft_id": int, "outcome": str, "day": int, "interaction_id": int},
        pk=("draft_id", "outcome"), not_null={"day", "interaction_id"}, strict=True,
    )  # fmt: skip
    # Next to no mail is a draft of ours or a report of a failure, and sqlite-utils has no word for a part of a table.
    db.execute("create index letters_of_mine on interactions (key) where key glob 'draft-*@reconnect.invalid'")
    db.execute("create index failures on participants (interaction_id) where role = 'failed'")
    for name, sql in VIEWS_ON_OUTCOMES.items():
        db.create_view(name, sql, replace=True)
    db.execute("delete from worked_out")


def m014_published(db: Database) -> None:
    """What web pages were found to have published, and when each was last looked at."""
    db.create_table(
        "published", {"page": str, "address": str, "title": str, "day": str, "found_at": str},
        pk=("page", "address"), not_null={"title", "found_at"}, strict=True,
    )  # fmt: skip
    db.create_table(
        "looked_up", {"page": str, "looked_at": str, "result": str},
        pk="page", not_null={"looked_at", "result"}, strict=True,
    )  # fmt: skip
    for name, sql in VIEWS_ON_PUBLISHED.items():
        db.create_view(name, sql)


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
    m013_outbox,
    m014_published,
)
"""In order of time; a step that has been released is never changed, only followed by another."""

VERSION = len(STEPS)
"""What `PRAGMA user_version` holds in a file with all steps applied."""
