"""Drafts are put into the folder for drafts of a mail account, once each, and nothing else is changed there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest
import trustme
from click.testing import CliRunner, Result
from dovecot_server import PASSWORD, Dovecot, dovecot
from invented import ME, TEO, take_in, write_linkedin, write_mbox
from wires import LOGIN, scripted

from reconnect.archive import Archive
from reconnect.cli import main
from reconnect.sources.imap import Mailboxes
from reconnect.sources.imap.drafts import DraftsFolder
from reconnect.sources.server import Server

AMARA = "https://www.linkedin.com/in/amara-osei"
ROOM = "A room in Trieste?"


@pytest.fixture(scope="module")
def running() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


@pytest.fixture
def server(running: Dovecot) -> Dovecot:
    """A mailbox of one's own."""
    return running.somebody_new()


@pytest.fixture
def database(archive: Archive, tmp_path: Path) -> Path:
    """Drafts to Teo, who has an address, and to Amara, who has a profile alone."""
    mails = write_mbox(tmp_path / "mail.mbox", [(TEO, ME, "2025-03-02", ROOM)])
    take_in(archive, mails, write_linkedin(tmp_path / "linkedin.zip"))
    archive.decide_me("ines@duarte.example", mine=True)
    assert run(archive.path, "draft", "teo@trieste.example", "Amara").exit_code == 0
    return archive.path


def run(database: Path, *arguments: str) -> Result:
    return CliRunner(env={"RECONNECT_PASSWORD": PASSWORD}).invoke(main, ["--db", str(database), *arguments])


def export(database: Path, address: str) -> list[str]:
    done = run(database, "drafts", "export", address)
    assert done.exit_code == 0, done.output
    return done.output.splitlines()


def test_each_draft_is_put_there_once_and_nothing_else_is_changed(database: Path, server: Dovecot) -> None:
    server.put("INBOX", ["Subject: Hello\r\n\r\nHello.\r\n"])
    server.put("Drafts", ["Subject: My own\r\n\r\nNot done.\r\n"])
    before = server.files()
    there = server.address("/Drafts")
    lines = [f"{there}: {TEO}", f"{there}: Amara Osei: no address; copy the text into {AMARA}"]
    assert export(database, server.address()) == lines
    after = server.files()
    assert export(database, server.address()) == [f"{each}; it stands there already, or was sent" for each in lines]
    assert server.files() == after
    kept = {**after, "Drafts": [name for name in after["Drafts"] if name in before["Drafts"]]}
    assert kept == {**before, "Sent": []}
    put = [name for name in after["Drafts"] if name not in before["Drafts"]]
    assert [name.rpartition(":2,")[2] for name in put] == ["DS", "DS"]


def test_a_draft_there_is_the_letter_with_the_day_on_which_it_was_written(database: Path, server: Dovecot) -> None:
    export(database, server.address())
    files = sorted((server.maildir / "Drafts").glob("cur/*"))
    letters = [message_from_bytes(path.read_bytes()) for path in files]
    teo = next(each for each in letters if each["To"])
    assert (teo["To"], teo["In-Reply-To"] is not None) == (TEO, True)
    (draft,) = (each for each in Archive(database).drafts() if each["to"])
    assert teo["Date"].endswith("+0000")
    assert draft["created_at"][:4] in teo["Date"]


def test_a_draft_that_was_sent_from_there_is_not_put_there_again(database: Path, server: Dovecot) -> None:
    export(database, server.address())
    server.folder("Sent")
    for path in (server.maildir / "Drafts").glob("cur/*"):
        shutil.move(path, server.maildir / "Sent/cur" / path.name.replace(":2,DS", ":2,S"))
    for path in (server.maildir / "Drafts").glob("dovecot*"):
        path.unlink()
    assert [line.rpartition("; ")[2] for line in export(database, server.address())] == [
        "it stands there already, or was sent"
    ] * 2
    assert server.files()["Drafts"] == []


def test_a_draft_that_was_removed_there_is_put_there_again(database: Path, server: Dovecot) -> None:
    export(database, server.address())
    for path in (server.maildir / "Drafts").glob("cur/*"):
        path.rename(path.with_name(f"{path.name}T"))
    assert not any("already" in line for line in export(database, server.address()))


def test_a_folder_can_be_named(database: Path, server: Dovecot) -> None:
    server.folder("Entw&APw-rfe")
    told = export(database, server.address("/Entw%C3%BCrfe"))
    assert {line.partition(": ")[0] for line in told} == {server.address("/Entwürfe")}
    assert len(server.files()["Entw&APw-rfe"]) == 2


@pytest.mark.parametrize(("folder", "is_found"), [("Entw&APw-rfe", True), ("Vorlagen", False), ("Brouillons", True)])
def test_without_a_mark_the_folder_is_told_by_its_name(folder: str, is_found: bool, database: Path) -> None:
    with dovecot(special=False) as server:
        server.folder(folder)
        done = run(database, "drafts", "export", server.address())
        here = server.address()
        if is_found:
            assert len(server.files()[folder]) == 2
        else:
            told = f"{here}: it has no folder for drafts; name one behind the address: {here}Drafts"
            assert (done.exit_code, done.stderr.strip()) == (2, told)


def test_a_folder_that_is_not_there_is_one_line(database: Path, server: Dovecot) -> None:
    done = run(database, "drafts", "export", server.address("/Nope"))
    assert done.exit_code == 2
    assert done.stderr.startswith(server.address("/Nope") + ": no draft was put there (")


def test_a_draft_that_is_not_taken_is_one_line(database: Path) -> None:
    answers = {"LIST": b'* LIST (\\Drafts) "/" D\r\nTAG OK done\r\n', "SEARCH": b"* SEARCH\r\nTAG OK done\r\n"}
    with scripted({**LOGIN, **answers, "APPEND": b"TAG NO [TRYCREATE] no\r\n"}) as (port, _):
        done = run(database, "drafts", "export", f"imap://ann@127.0.0.1:{port}/")
    told = f"imap://ann@127.0.0.1:{port}/D: a draft was not taken ([TRYCREATE] no); make room, or name another"
    assert (done.exit_code, done.stderr.strip()) == (2, told)


def test_a_format_is_for_files_and_drafts_go_where_mail_is(database: Path) -> None:
    done = run(database, "drafts", "export", "imaps://ann@mail.example.org/", "--format", "eml")
    assert (done.exit_code, "--format is for files" in done.stderr) == (2, True)
    done = run(database, "drafts", "export", "carddav://ann@dav.example.org/")
    told = "carddav://ann@dav.example.org/: drafts are put where mail is: imaps://you@host/"
    assert (done.exit_code, done.stderr.strip()) == (2, told)


def test_without_an_open_draft_nobody_is_asked(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_mbox(tmp_path / "mail.mbox"))
    assert export(archive.path, "imaps://ann@mail.example.org/") == ["No draft is open: reconnect draft"]


def test_encryption_begins_before_the_password_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority, chain, key = trustme.CA(), tmp_path / "chain.pem", tmp_path / "key.pem"
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    issued = authority.issue_cert("localhost")
    issued.cert_chain_pems[0].write_to_path(str(chain))
    issued.private_key_pem.write_to_path(str(key))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with dovecot(certificate=(chain, key)) as server:
        account = Server("imap", "starttls", "localhost", server.port, "ann")
        mailboxes = Mailboxes(account, PASSWORD)
        assert [each.address for each in mailboxes.collections()] == [
            f"imap://ann@localhost:{server.port}/{name}" for name in ("INBOX", "Sent")
        ]
        mailboxes.close()
        folder = DraftsFolder(account, PASSWORD)
        folder.add(b"Subject: A draft\r\n\r\nHello.\r\n")
        folder.close()
        assert len(server.files()["Drafts"]) == 1
