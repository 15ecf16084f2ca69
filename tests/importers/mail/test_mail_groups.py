"""Mail in the folder of a Google Group is a list's, and no other mail is."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented_mail import facts_of, mailbox
from packing import packed

from importers.export import Export
from importers.mail.groups import group_of, told_by_group
from importers.records import Kind

GROUP = "kiln-builders@googlegroups.com"


@pytest.mark.parametrize("kind", ["folder", "takeout.zip", "takeout.tgz"])
@pytest.mark.parametrize(
    ("place", "group"),
    [
        (f"Takeout/Groups/googlegroups.com/member/{GROUP}/topics.mbox", GROUP),
        (f"Takeout/Grupos/googlegroups.com/eu/{GROUP}/temas.mbox", GROUP),
        (f"{GROUP}/old@GoogleGroups.com/topics.mbox", "old@GoogleGroups.com"),
        (f"Mail/{GROUP}", ""),
        ("Takeout/Groups/googlegroups.com/topics.mbox", ""),
        ("Mail/ada@example.org/Inbox", ""),
    ],
)
def test_a_group_is_told_by_the_folder_that_its_address_names(
    kind: str, place: str, group: str, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    (folder / place).parent.mkdir(parents=True)
    (folder / place).write_bytes(mailbox(1))
    export = Export(folder if kind == "folder" else packed(folder, tmp_path / kind))
    assert [group_of(member) for member in export.members] == [group]
    while not export.is_single_file:  # entry by entry, down to the mailbox alone
        (export,) = export.entries()
        assert [group_of(member) for member in export.members] == [group]


@pytest.mark.parametrize(
    ("header", "kind", "witness"),
    [
        ("Subject: Kilns", "list", GROUP),
        ("List-Id: <kilns.example.org>", "list", GROUP),
        ("List-Unsubscribe: <mailto:no@example.org>", "list", GROUP),
        ("Content-Type: text/calendar", "calendar", "Content-Type"),
    ],
)
def test_a_message_in_a_group_is_a_lists_but_for_calendars(header: str, kind: Kind, witness: str) -> None:
    facts = facts_of("From: ada@example.org", header)
    assert told_by_group(facts, GROUP) == facts._replace(kind=kind, witness=witness)
