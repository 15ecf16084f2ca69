"""Mail is claimed by what stands in a file, and a folder only when nothing in it is foreign."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from invented_mail import ADA, FROM_LINE, letter, mailbox, read, read_bytes

from importers.export import Export
from importers.mail import MailImporter
from importers.mail.gathering import NO_HEADER
from importers.records import Interaction, Origin, Problem, Skipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
MAILDIR_NAME = "1204680122.a.host:2,S"


def claims(path: Path) -> bool:
    return MailImporter().identify(Export(path))


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def packed(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder).as_posix())
    return target


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("letters.mbox", mailbox(2), True),
        ("Inbox", mailbox(2), True),
        ("letter.eml", letter(1), True),
        ("headers.txt", ADA, True),
        ("letter.msg", letter(1), True),  # some programs name plain mail so
        ("letter.eml", b"\xef\xbb\xbf" + letter(1), True),
        ("part.eml", b"Content-Type: text/plain\n\nHello", True),
        ("empty.mbox", b"", True),
        ("empty.eml", b"", False),
        ("empty", b"", False),
        ("letters.mbox", b"no mail at all\n", False),
        ("diary.txt", b"Dear diary,\nFrom: nobody\n", False),
        ("notes.txt", b"Notes: when the export was made\nPlace: here\n", False),
        ("header.txt", b"X-One: 1\nX-Two: 2\n\nFrom: ada@example.org\n", False),
        ("card.vcf", b"BEGIN:VCARD\nVERSION:3.0\nSUBJECT:x\nEND:VCARD\n", False),
        ("plan.ics", b"BEGIN:VCALENDAR\nDATE:1\nEND:VCALENDAR\n", False),
        ("invitations.csv", b"From,To,Sent At\nAda,Ines,1/2/24\n", False),
        ("chat.txt", b"30/01/19, 20:49 - Ada: hello\n", False),
        ("letter.msg", OLE, True),
        ("letter", OLE + "__substg1.0_001A".encode("utf-16-le"), True),
        ("figures.xls", OLE, False),
        ("archive.pst", b"!BDN" + bytes(100), True),
    ],
)
def test_a_file_is_claimed_by_its_beginning(tmp_path: Path, name: str, data: bytes, expected: bool) -> None:
    (tmp_path / name).write_bytes(data)
    assert claims(tmp_path / name) is expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a.eml": letter(1), "b.txt": ADA, "c": mailbox(2)}, True),
        ({"a.eml": letter(1), "photo.jpg": b"\xff\xd8\xff"}, False),
        ({"a.eml": letter(1), "letter.msg": OLE}, False),
        ({"a.eml": letter(1), "damaged.eml": b"\0\0\0"}, True),  # it becomes a problem, the folder stays whole
        ({"Takeout/Mail/All mail.mbox": mailbox(2)}, True),
        ({"Takeout/Mail/All mail.mbox": mailbox(2), "Takeout/Contacts/a.vcf": b"BEGIN:VCARD"}, False),
        ({"mbox": mailbox(2), "Info.plist": b"<plist/>", "table_of_contents": b"\0"}, True),
        ({"Work.mbox/mbox": mailbox(2), "Home.mbox/mbox": b""}, True),
        ({"Inbox": mailbox(1), "Inbox.msf": b"// <!--", "Inbox.sbd/Old": mailbox(1), "Trash": b""}, True),
        ({f"cur/{MAILDIR_NAME}": letter(1), "new/1204680123.b.host": letter(2), "dovecot-uidlist": b"3"}, True),
        ({f"cur/{MAILDIR_NAME}": letter(1), ".Lists.Kilns/cur/x": letter(2), "tmp/1": b"\0"}, True),
        ({f"cur/{MAILDIR_NAME}": letter(1), "notes.txt": b"foreign"}, False),
        ({"tmp/1": b"\0", "a.eml": letter(1)}, False),  # no Maildir, so its tmp is somebody's
        ({"empty.mbox": b""}, True),
        ({"empty.txt": b""}, False),
    ],
)
def test_a_folder_and_a_zip_are_claimed_when_all_in_them_is_mail(
    tmp_path: Path, files: dict[str, bytes], expected: bool
) -> None:
    folder = write(tmp_path / "export", files)
    assert claims(folder) is expected
    assert claims(packed(folder, tmp_path / "export.zip")) is expected


def test_a_thunderbird_profile_an_apple_folder_and_a_maildir_are_read_in_the_order_of_their_names(
    tmp_path: Path,
) -> None:
    files = {
        "Apple.mbox/Info.plist": b"<plist/>",
        "Apple.mbox/mbox": mailbox(1),
        "Maildir/.Trash/cur/1204680121.a.host:2,S": letter(2),
        "Maildir/cur/1204680122.a.host:2,S": FROM_LINE + letter(3) + FROM_LINE + b"Subject: quoted\n",
        "Maildir/new/1204680123.a.host": letter(4),
        "Maildir/tmp/1204680124.a.host": letter(5),
        "Thunderbird/Inbox": FROM_LINE + letter(6) + b"From - \nX-Mozilla-Status: 0009\n" + letter(7),
        "Thunderbird/Inbox.msf": b"// <!--",
    }
    folder = write(tmp_path / "mail", files)
    records = read(folder)
    told = [(record.origin.member, record.origin.record) for record in records]
    assert sorted(told) == [
        ("Apple.mbox/mbox", 1),
        ("Maildir/.Trash/cur/1204680121.a.host:2,S", 1),
        ("Maildir/cur/1204680122.a.host:2,S", 1),
        ("Maildir/new/1204680123.a.host", 1),
        ("Thunderbird/Inbox", 1),
        ("Thunderbird/Inbox", 2),
    ]
    found = [record.key for record in records if isinstance(record, Interaction)]
    assert found == [f"{number}@example.org" for number in (1, 3, 4, 6)]
    assert [record.reason for record in records if isinstance(record, Skipped)] == ["trash", "deleted"]
    of_the_zip = read(packed(folder, tmp_path / "mail.zip"))
    for sort in (Interaction, Skipped):
        assert [r for r in of_the_zip if isinstance(r, sort)] == [r for r in records if isinstance(r, sort)]


def test_an_empty_mbox_has_no_messages_and_is_no_error(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, b"", "empty.mbox") == []


@pytest.mark.parametrize(("name", "data", "advice"), [("a.msg", OLE, "save it as .eml"), ("a.pst", b"!BDN", "readpst")])
def test_outlooks_own_files_are_refused_with_what_to_do(tmp_path: Path, name: str, data: bytes, advice: str) -> None:
    (record,) = read_bytes(tmp_path, data, name)
    assert isinstance(record, Problem)
    assert record.origin == Origin(name, 1)
    assert advice in record.reason


def test_a_file_without_any_header_in_a_folder_of_mail_is_a_problem_of_its_own(tmp_path: Path) -> None:
    records = read(write(tmp_path, {"a.eml": letter(1), "b.eml": b"\0\0", "c.eml": letter(3)}))
    assert [record.key for record in records if isinstance(record, Interaction)] == ["1@example.org", "3@example.org"]
    assert [record for record in records if isinstance(record, Problem)] == [Problem(Origin("b.eml", 1), NO_HEADER)]


def test_a_torn_zip_gives_what_stands_before_the_tear(tmp_path: Path) -> None:
    folder = write(tmp_path / "export", {"a.eml": letter(1), "b.mbox": mailbox(3)})
    path = packed(folder, tmp_path / "export.zip")
    data = bytearray(path.read_bytes())
    at = data.index(b"b.mbox") + 6
    data[at : at + 20] = b"\xff" * 20
    path.write_bytes(data)
    records = read(path)
    assert [record.key for record in records if isinstance(record, Interaction)] == ["1@example.org"]
    (problem,) = [record for record in records if isinstance(record, Problem)]
    assert problem.origin.member == "b.mbox"
    assert problem.reason.startswith("the rest of the file could not be read")
