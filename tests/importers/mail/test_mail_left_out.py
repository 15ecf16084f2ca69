"""Deleted mail, spam, drafts and trash are left out, in any language, and nothing else is."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from invented_mail import facts_of, letter, mailbox, read, read_bytes

from importers.mail.left_out import reason_by_name
from importers.records import Interaction, Origin, Skipped


@pytest.mark.parametrize(
    ("status", "reason"),
    [("0001", ""), ("0009", "deleted"), ("0008", "deleted"), ("8", "deleted"), ("0010", ""), ("x", ""), ("", "")],
)
def test_a_deleted_thunderbird_message_is_not_read(status: str, reason: str) -> None:
    assert facts_of(f"X-Mozilla-Status: {status}").left_out == reason


@pytest.mark.parametrize(
    ("labels", "reason"),
    [
        ("Inbox,Important", ""),
        ("Spam", "spam"),
        ("Trash,Opened", "trash"),
        ("Important, Drafts", "drafts"),
        ('"Receipts, 2020",Archived', ""),
        ('"Spam, and more",Archived', ""),
        ("Spam reports", ""),
        ("Entwürfe", "drafts"),
        ("=?UTF-8?Q?Entw=C3=BCrfe,Ge=C3=B6ffnet?=", "drafts"),
        ("=?UTF-8?Q?Forward_to_x,Bo=C3=AEte_de_r=C3=A9ception,Non_lus?=", ""),
        ("=?UTF-8?Q?Messages_archiv=C3=A9s,Brouillons?=", "drafts"),
        ("Corbeille", "trash"),
        ("Papelera,Abiertos", "trash"),
        ("Gesendet,Papierkorb", "trash"),
        ("Sent", ""),
        ("", ""),
    ],
)
def test_gmail_labels_are_decoded_before_they_are_split(labels: str, reason: str) -> None:
    assert facts_of(f"X-Gmail-Labels: {labels}").left_out == reason


@pytest.mark.parametrize(
    ("export", "member", "reason"),
    [
        ("All mail Including Spam and Trash.mbox", "All mail Including Spam and Trash.mbox", ""),
        ("Spam.mbox", "Spam.mbox", "spam"),
        ("Drafts.mbox", "mbox", "drafts"),
        ("profile", "Mail/Local Folders/Trash", "trash"),
        ("profile", "Mail/Local Folders/Trash.sbd/Old", "trash"),
        ("profile", "Mail/Local Folders/Inbox", ""),
        ("profile", "ImapMail/mail.example.org/INBOX.sbd/Gelöschte Elemente", "trash"),
        ("profile", unicodedata.normalize("NFD", "Mail/Entwürfe"), "drafts"),
        ("Maildir", "cur/1204680122.a.host:2,S", ""),
        ("Maildir", "cur/1204680122.a.host:2,ST", "trash"),
        ("Maildir", "cur/1204680122.a.host;2,DS", "drafts"),
        ("Maildir", "cur/1204680122.a.host;2,RS", ""),
        ("Maildir", ".INBOX.Trash/cur/1204680122.a.host:2,S", "trash"),
        ("Maildir", ".Junk/cur/1204680122.a.host:2,S", "spam"),
        ("Maildir", ".Entw&APw-rfe/cur/1204680122.a.host:2,S", "drafts"),
        ("Maildir", ".A &- B/cur/1204680122.a.host:2,S", ""),
        ("Maildir", ".Junk mail we love/cur/1204680122.a.host:2,S", ""),
    ],
)
def test_names_of_folders_and_flags_leave_mail_out(export: str, member: str, reason: str) -> None:
    assert reason_by_name(export, member) == reason


def test_what_is_left_out_is_counted_message_by_message(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, mailbox(2), "Trash") == [
        Skipped(Origin("Trash", 1), "trash"),
        Skipped(Origin("Trash", 2), "trash"),
    ]


def test_what_is_left_out_loses_no_other_message(tmp_path: Path) -> None:
    (tmp_path / "cur").mkdir()
    (tmp_path / "cur" / "1204680121.a.host:2,S").write_bytes(letter(1))
    (tmp_path / "cur" / "1204680122.a.host:2,ST").write_bytes(letter(2))
    (tmp_path / "cur" / "1204680123.a.host:2,").write_bytes(letter(3))
    records = read(tmp_path)
    assert [record.key for record in records if isinstance(record, Interaction)] == ["1@example.org", "3@example.org"]
    assert [record for record in records if not isinstance(record, Interaction)] == [
        Skipped(Origin("cur/1204680122.a.host:2,ST", 1), "trash")
    ]
