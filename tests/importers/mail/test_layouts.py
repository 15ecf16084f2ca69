"""Every layout in which programs keep mail is read alike as a folder, a ZIP and a TAR, whole or by its entries."""

from __future__ import annotations

import random
import tracemalloc
from collections import Counter
from pathlib import Path

import pytest
from invented import READERS
from invented_mail import ADA, FROM_LINE, OneRecord, letter, mailbox, single
from packing import packed

from importers.export import Export
from importers.mail import MailImporter
from importers.records import Interaction, Skipped
from reconnect.plugins import Claim, Unclaimed, claims

PLIST, MORK = b"<plist/>", b"// <!-- <mdb:mork:z v='1.4'/> -->"

LAYOUTS: dict[str, dict[str, bytes]] = {
    "apple": {
        "Home.mbox/Info.plist": PLIST,
        "Home.mbox/Kilns.mbox/mbox": mailbox(1),
        "Home.mbox/mbox": mailbox(2),
        "Work.mbox/mbox": mailbox(1),
        "Work.mbox/table_of_contents": b"\0\1",
    },
    "thunderbird": {
        "ImapMail/imap.example.org.msf": MORK,
        "ImapMail/imap.example.org/INBOX": mailbox(2),
        "ImapMail/imap.example.org/INBOX.msf": MORK,
        "ImapMail/imap.example.org/INBOX.sbd/Kilns": mailbox(1),
        "ImapMail/imap.example.org/INBOX.sbd/Kilns.msf": MORK,
        "ImapMail/imap.example.org/Trash": mailbox(1),
        "Mail/Local Folders/Inbox": FROM_LINE + b"X-Mozilla-Status: 0009\n" + letter(1),
        "Mail/Local Folders/filterlog.html": b"<html>",
        "Mail/Local Folders/msgFilterRules.dat": b"version=9\n",
        "Mail/smart mailboxes/virtualFolders.dat": b"version=1\n",
    },
    "maildir": {
        ".My Folder.Nested/cur/1700000003.c.host;2,RS": letter(1),
        ".My Folder.Nested/maildirfolder": b"",
        ".Sent/cur/1700000004.M1P2.host,S=12,W=13:2,S": letter(2),
        "cur/1700000001.a.host;2,T": letter(3),
        "dovecot.index.cache": b"\0\1",
        "new/1700000002.b.host": letter(4),
        "subscriptions": b"Sent\n",
        "tmp/1700000005.d.host": letter(5),
    },
    "eml": {"2024/January/a.eml": letter(1), "2024/b.EML": letter(2), "c.eml": letter(3)},
    "mh": {
        "drafts/1": letter(1),
        "inbox/,3": letter(2),
        "inbox/.claws_cache": b"\0",
        "inbox/.mh_sequences": b"cur: 2\n",
        "inbox/10": letter(3),
        "inbox/2": letter(4),
    },
    "headers": {"2024/b.txt": ADA.replace(b"Kilns", b"Glaze"), "a.txt": ADA},
    "takeout": {
        "Takeout/Mail/Inbox.mbox": mailbox(2),
        "Takeout/Mail/Spam.mbox": mailbox(1),
        "Takeout/Mail/User Settings/Filters.json": b"{}",
    },
}
COUNTS = {  # messages, and what is left out
    "apple": (4, {}),
    "thunderbird": (3, {"trash": 1, "deleted": 1}),
    "maildir": (3, {"trash": 1}),
    "eml": (3, {}),
    "mh": (2, {"drafts": 1, "deleted": 1}),
    "headers": (2, {}),
    "takeout": (2, {"spam": 1}),
}


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def read(path: Path) -> list[OneRecord]:
    export = Export(path)
    assert MailImporter().identify(export)
    return list(single(MailImporter().extract(export)))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_is_read_as_a_folder(layout: str, tmp_path: Path) -> None:
    records = read(written(tmp_path / layout, LAYOUTS[layout]))
    left_out = Counter(record.reason for record in records if isinstance(record, Skipped))
    assert (sum(isinstance(record, Interaction) for record in records), dict(left_out)) == COUNTS[layout]
    assert len(records) == sum(left_out.values()) + COUNTS[layout][0]


@pytest.mark.parametrize("ending", ["zip", "tgz", "tar"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_gives_the_same_when_it_is_packed(layout: str, ending: str, tmp_path: Path) -> None:
    folder = written(tmp_path / layout, LAYOUTS[layout])
    assert read(packed(folder, tmp_path / f"{layout}.{ending}")) == read(folder)


@pytest.mark.parametrize("ending", ["", ".zip", ".tgz"])
def test_of_a_whole_thunderbird_profile_the_mail_is_found(ending: str, tmp_path: Path) -> None:
    others = {"prefs.js": b"// Mozilla\n", "cert9.db": b"SQLite format 3\0", "extensions.json": b"{}"}
    path = written(tmp_path / "x1y2.default", LAYOUTS["thunderbird"] | others)
    path = packed(path, tmp_path / f"profile{ending}") if ending else path
    found = claims(str(path), READERS)
    assert [each.export.location for each in found if isinstance(each, Claim)] == [f"{path}/ImapMail", f"{path}/Mail"]
    assert [each.location for each in found if isinstance(each, Unclaimed)] == [
        f"{path}/{name}" for name in sorted(others)
    ]


@pytest.mark.parametrize("ending", ["", ".zip", ".tgz", ".tar"])
def test_of_a_takeout_with_cards_and_mail_each_reader_gets_its_own(ending: str, tmp_path: Path) -> None:
    card = b"BEGIN:VCARD\nVERSION:3.0\nFN:Bo Lund\nEND:VCARD\n"
    files = {"Takeout/Contacts/All/All.vcf": card, "Takeout/archive_browser.html": b"<html></html>"}
    path = written(tmp_path / "takeout", LAYOUTS["takeout"] | files)
    path = packed(path, tmp_path / f"takeout{ending}") if ending else path
    found = claims(str(path), READERS)
    assert [(each.export.location, each.reader.importer.name) for each in found if isinstance(each, Claim)] == [
        (f"{path}/Takeout/Contacts", "vcard"), (f"{path}/Takeout/Mail", "mail"),
    ]  # fmt: skip


def test_a_packed_tar_of_mailboxes_is_read_in_the_order_in_which_they_lie(tmp_path: Path) -> None:
    files = {f"{name}.mbox": mailbox(400) * 2 for name in "abc"}
    path = packed(written(tmp_path / "mail", files), tmp_path / "mail.tgz", backwards=True)
    members = [record.origin.member for record in read(path)]
    assert list(dict.fromkeys(members)) == ["c.mbox", "b.mbox", "a.mbox"]
    assert Counter(members) == {"a.mbox": 800, "b.mbox": 800, "c.mbox": 800}


@pytest.mark.parametrize("ending", ["zip", "tgz", "tar"])
def test_a_packed_mailbox_of_any_size_needs_the_same_memory(ending: str, tmp_path: Path) -> None:
    body = random.Random(7).randbytes(150_000).hex().encode()
    peaks = []
    for count in (30, 90):
        data = b"".join(FROM_LINE + letter(number) + body + b"\n" for number in range(count))
        path = packed(written(tmp_path / f"{count}", {"All mail.mbox": data}), tmp_path / f"{count}.{ending}")
        del data
        tracemalloc.start()
        blocks = MailImporter().extract(Export(path))
        assert sum(1 for _ in single(blocks)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.15 * peaks[0]
