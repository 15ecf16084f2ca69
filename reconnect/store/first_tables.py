"""The tables as they were first made: the first six of the migrations that `reconnect.store.schema` lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reconnect.store.views import VIEWS

if TYPE_CHECKING:
    from sqlite_utils import Database

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
