"""Ten thousand drafts with hostile names and addresses are what a real Dovecot and the standard library read, and no
more.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import closing
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from functools import cache
from itertools import islice
from mailbox import Maildir, mbox
from pathlib import Path
from typing import NamedTuple

import pytest
from dovecot import Served, served
from invented_hostility import hostile_drafts
from invented_situations import draft

from reconnect.archive.outbox import export
from reconnect.drafts import eml, maildir
from reconnect.drafts.addresses import parts
from reconnect.drafts.facts import Draft
from reconnect.drafts.headers import header_text
from reconnect.drafts.plain import plain_text

ME = "jonas@bergen.example"
MY_NAME = 'Jonas "Ås", of Bergen'
ALL = {
    "Status", "X-Status", "X-Unsent", "Message-ID", "From", "Subject", "MIME-Version", "Content-Type",
    "Content-Transfer-Encoding",
}  # fmt: skip
VALID_IDS = {"CAF+x=y_1@mail.example", "<1.2$3@[127.0.0.1]>"}


class Letter(NamedTuple):
    """What a letter says; `to` are display names with addr-specs, `more` the headers that not all have."""

    unsent: str
    id: str
    sender: list[tuple[str, str]]
    to: list[tuple[str, str]]
    subject: str
    more: set[str]
    answered: tuple[str | None, str | None]
    body: str


def meant(draft: Draft, id: int) -> Letter:
    answered = f"<{draft.reply_to.strip('<>')}>" if draft.reply_to in VALID_IDS else None
    more = {"To"} if draft.to else {"X-Reconnect-Profile"}
    return Letter(
        unsent="1",
        id=eml.message_id(draft, id),
        sender=[(MY_NAME, ME)],
        to=[(header_text(draft.name), "@".join(parts(draft.to)))] if draft.to else [],
        subject=header_text(draft.subject),
        more=more | ({"In-Reply-To", "References"} if answered else set()),
        answered=(answered, answered),
        body=plain_text(draft.body).strip("\n") + "\n",
    )


def read(message: Message) -> Letter:
    payload = message.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return Letter(
        unsent=message["X-Unsent"],
        id=message["Message-ID"],
        sender=mailboxes(message["From"]),
        to=mailboxes(message["To"]) if "To" in message else [],
        subject=decoded(message["Subject"]),
        more=set(message.keys()) - ALL,
        answered=(message["In-Reply-To"], message["References"]),
        body=payload.decode("utf-8").replace("\r\n", "\n"),
    )


@cache
def mailboxes(text: str) -> list[tuple[str, str]]:
    return [(decoded(name), address) for name, address in getaddresses([text.replace("\n", "").replace("\r", "")])]


def decoded(text: str) -> str:
    return str(make_header(decode_header(text)))


def differing(one: Mapping[str, object], other: Mapping[str, object]) -> list[tuple[str, object, object]]:
    assert one.keys() == other.keys()
    return [(key, one[key], other[key]) for key in one if one[key] != other[key]]


def in_dovecot(mail: Path, kind: str) -> dict[str, Served]:
    """What Dovecot serves of a Maildir or an mbox, by the name of each draft."""
    by_key = {each.envelope[-1].decode().strip("<>").partition("@")[0]: each for each in served(mail, kind)}
    assert [
        key for key, each in by_key.items() if each.flags & {b"\\Draft", b"\\Seen", b"\\Deleted"} != {b"\\Draft"}
    ] == []
    return by_key


def understood(each: Served, letter: Letter) -> Letter:
    """A letter with what Dovecot says of its headers by itself, instead."""
    _, subject, sender, _, _, to, cc, bcc, answered, id = each.envelope
    assert cc is bcc is None
    return letter._replace(
        id=id.decode(),
        sender=[as_mailbox(*who) for who in sender],
        to=[as_mailbox(*who) for who in to or ()],
        subject=decoded((subject or b"").decode("ascii")),
        answered=(answered and answered.decode(), letter.answered[1]),
    )


def as_mailbox(name: bytes | None, _: object, local: bytes, domain: bytes) -> tuple[str, str]:
    return decoded((name or b"").decode("ascii")), f"{local.decode()}@{domain.decode()}"


def check_in_dovecot(mail: Path, kind: str, letters: Mapping[str, Letter], files: Mapping[str, bytes]) -> None:
    found = in_dovecot(mail, kind)
    assert differing(files, {key: each.data for key, each in found.items()}) == []
    assert differing(letters, {key: understood(each, letters[key]) for key, each in found.items()}) == []


def test_ten_thousand_hostile_drafts_in_one_maildir_are_read_as_they_were_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)  # which takes minutes here, and no power cut is looked at
    drafts = dict(enumerate(hostile_drafts(), 1))
    folder = tmp_path / "drafts"
    (exported,) = export(drafts, folder, "maildir", ME, MY_NAME)
    assert (exported.path, len(exported.drafts), exported.kept) == (folder, 10_000, 0)
    letters = {eml.key(draft, id): meant(draft, id) for id, draft in drafts.items()}
    box = Maildir(folder, create=False)
    found = dict(box.iteritems())
    assert {(message.get_subdir(), message.get_flags()) for message in found.values()} == {("cur", "D")}
    assert differing(letters, {key: read(message) for key, message in found.items()}) == []
    check_in_dovecot(folder, "maildir", letters, {key: box.get_bytes(key) for key in found})


def test_an_mbox_is_read_as_the_same_drafts(tmp_path: Path) -> None:
    drafts = dict(enumerate(islice(hostile_drafts(), 0, None, 41), 1))
    (exported,) = export(drafts, tmp_path, "mbox", ME, MY_NAME)
    letters = {eml.key(draft, id): meant(draft, id) for id, draft in drafts.items()}
    with closing(mbox(exported.path)) as box:
        found = {message["Message-ID"].strip("<>").partition("@")[0]: message for message in box}
    assert {message.get_flags() for message in found.values()} == {"OT"}
    assert differing(letters, {key: read(message) for key, message in found.items()}) == []
    files = {eml.key(draft, id): eml.write(draft, ME, MY_NAME, id) for id, draft in drafts.items()}
    check_in_dovecot(exported.path, "mbox", letters, files)


def test_what_a_mail_program_did_to_a_draft_is_neither_undone_nor_doubled(tmp_path: Path) -> None:
    drafts = {id: draft(name=f"Guest {id}") for id in range(1, 5)}
    export(drafts, tmp_path, "maildir", ME, MY_NAME)
    seen, moved, edited, removed = (tmp_path / "cur" / maildir.file_name(each, id) for id, each in drafts.items())
    seen.rename(f"{seen}S")
    moved.rename(tmp_path / "new" / f"{maildir.unique(moved.name)},S=1234")
    edited.write_bytes(b"my own words")
    removed.unlink()
    (exported,) = export(drafts, tmp_path, "maildir", ME, MY_NAME)
    assert (exported.kept, edited.read_bytes()) == (1, b"my own words")
    assert sorted(path.relative_to(tmp_path) for path in tmp_path.glob("*/*")) == sorted(
        path.relative_to(tmp_path)
        for path in (Path(f"{seen}S"), tmp_path / "new" / f"{maildir.unique(moved.name)},S=1234", edited, removed)
    )
