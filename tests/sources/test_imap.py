"""Mail on a real server: read folder by folder, once, with nothing changed there; and drafts put into it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from dovecot_server import PASSWORD, Dovecot, dovecot
from invented import CORRESPONDENCE, KATIE, ME, NOW, READERS, TEO, answers, take_in, write_mbox
from wires import Proxy, proxy

from reconnect.archive import Archive
from reconnect.archive.importing import ImportRun, found
from reconnect.errors import CollectionRefused
from reconnect.sources.imap.connection import Refused
from reconnect.sources.imap.mailbox import Mailbox
from reconnect.sources.secrets import Secrets

SECRETS = Secrets("", {"RECONNECT_PASSWORD": PASSWORD})


@pytest.fixture(scope="module")
def running() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


@pytest.fixture
def server(running: Dovecot) -> Dovecot:
    """A mailbox of one's own."""
    return running.somebody_new()


@pytest.fixture
def line(server: Dovecot) -> Iterator[Proxy]:
    """What listens between us and the server."""
    with proxy(server) as line:
        yield line


def letters(first: int, behind: int, *, sender: str = KATIE) -> list[str]:
    """Letters by their numbers, a minute apart."""
    return [
        f"Received: from relay.example by mx.example; Thu, 5 Mar 2020 08:00:00 +0000\r\nFrom: {sender}\r\nTo: {ME}\r\n"
        f"Date: {number // 1440 + 1} Mar 2020 {number // 60 % 24:02}:{number % 60:02}:00 +0000\r\n"
        f"Message-ID: <{number}@mail.example>\r\nSubject: Kiln {number}\r\n\r\nWords of {number}.\r\n"
        for number in range(first, behind)
    ]


def fetch(archive: Archive, line: Proxy, path: str = "/") -> ImportRun:
    line.commands.clear()
    return archive.import_exports(found([line.address(path)], READERS, secrets=SECRETS), NOW)


def told(run: ImportRun) -> dict[str, tuple[int, int, int]]:
    """What each folder brought: read, new, unchanged."""
    return {
        each.path.split("/", 3)[3]: (each.brought.read, each.brought.new, each.brought.unchanged)
        for each in run.imports
        if not each.brought.same_as
    }


def asked_for(line: Proxy) -> list[str]:
    """The UIDs of which headers were fetched, as they were asked for."""
    return [each.split()[2] for each in line.said("FETCH")]


def test_every_folder_that_matters_is_read_and_nothing_is_changed_there(
    archive: Archive, server: Dovecot, line: Proxy
) -> None:
    folders = [
        "INBOX",
        "Sent",
        "Archive/2019",
        "Trash",
        "Trash/old",
        "Spam",
        "Drafts",
        "Papierkorb",
        "Vorlagen",
        "Outbox",
    ]
    for number, name in enumerate(folders):
        server.put(name, letters(number, number + 1))
    before = server.files()
    run = fetch(archive, line)
    assert told(run) == {"INBOX": (1, 1, 0), "Sent": (1, 1, 0), "Archive/2019": (1, 1, 0)}
    assert server.files() == before
    assert not any("S" in name.rpartition(",")[2] for names in before.values() for name in names)
    assert {each.split()[0] for each in line.commands} == {
        "CAPABILITY", "AUTHENTICATE", "LIST", "EXAMINE", "UID", "LOGOUT",
    }  # fmt: skip


def test_a_second_run_fetches_nothing(archive: Archive, server: Dovecot, line: Proxy) -> None:
    server.put("INBOX", letters(0, 3))
    server.put("Sent", letters(3, 5))
    fetch(archive, line)
    before = answers(archive)
    again = fetch(archive, line)
    assert told(again) == {}
    assert {each.path: each.brought.same_as for each in again.imports} == {
        each.path: each.path for each in again.imports
    }
    assert line.said("FETCH") == line.said("SEARCH") == []
    assert answers(archive) == before


def test_two_thousand_messages_come_in_four_batches(archive: Archive, server: Dovecot, line: Proxy) -> None:
    server.put("INBOX", [text for day in range(2) for text in letters(day * 1_000, day * 1_000 + 1_000)])
    assert told(fetch(archive, line)) == {"INBOX": (2_000, 2_000, 0)}
    assert asked_for(line) == ["1:500", "501:1000", "1001:1500", "1501:2000"]


def test_a_large_folder_comes_in_several_imports(
    archive: Archive, server: Dovecot, line: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reconnect.sources.imap.mailbox.MOST_AT_ONCE", 2)
    server.put("INBOX", letters(0, 5))
    run = fetch(archive, line)
    assert [(each.brought.read, each.brought.new) for each in run.imports] == [(2, 2), (2, 2), (1, 1)]
    assert asked_for(line) == ["1:2", "3:4", "5"]
    assert told(fetch(archive, line)) == {}


def test_only_what_came_since_is_fetched(archive: Archive, server: Dovecot, line: Proxy) -> None:
    server.put("INBOX", letters(0, 3))
    fetch(archive, line)
    server.put("INBOX", letters(3, 5))
    assert (told(fetch(archive, line)), asked_for(line)) == ({"INBOX": (2, 2, 0)}, ["4:5"])


@pytest.mark.parametrize(("undone", "fetched"), [([1], "1:2"), ([2], "3"), ([3], "4:5"), ([1, 3], "1:2,4:5")])
def test_what_was_taken_back_is_fetched_again_and_nothing_else(
    undone: Sequence[int], fetched: str, archive: Archive, server: Dovecot, line: Proxy
) -> None:
    for first, behind in ((0, 2), (2, 3), (3, 5)):
        server.put("INBOX", letters(first, behind))
        fetch(archive, line)
    before = answers(archive)
    for number in undone:
        archive.undo_import(number)
    number = sum({1: 2, 2: 1, 3: 2}[each] for each in undone)
    assert (told(fetch(archive, line)), asked_for(line)) == ({"INBOX": (number, number, 0)}, [fetched])
    assert answers(archive) == before
    assert told(fetch(archive, line)) == {}


def refusing(monkeypatch: pytest.MonkeyPatch, refused: set[int]) -> None:
    """Let the server refuse to fetch some UIDs, and whatever it is asked for with them."""
    batch = Mailbox.batch

    def given(self: Mailbox, wanted: Sequence[int]) -> list[bytes]:
        if refused.intersection(wanted):
            raise Refused("imap://ann@127.0.0.1", "Some messages could not be FETCHed")
        return batch(self, wanted)

    monkeypatch.setattr(Mailbox, "batch", given)


def test_a_message_that_is_refused_costs_no_other_and_is_asked_for_again(
    archive: Archive, server: Dovecot, line: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.put("INBOX", letters(0, 9))
    server.put("Sent", letters(9, 11))
    refused = {2, 7}
    with monkeypatch.context() as patch:
        refusing(patch, refused)
        run = fetch(archive, line)
        assert told(run) == {"INBOX": (7, 7, 0), "Sent": (1, 1, 0)}
        assert [str(each.error).partition("127.0.0.1")[2].partition("/")[2] for each in run.unclaimed] == [
            "INBOX: 2 messages could not be had; the next import asks again",
            "Sent: 1 message could not be had; the next import asks again",
        ]
    assert told(fetch(archive, line)) == {"INBOX": (2, 2, 0), "Sent": (1, 1, 0)}
    assert asked_for(line) == ["2,7", "2"]
    assert told(fetch(archive, line)) == {}


def test_a_folder_of_which_too_much_is_refused_is_given_up(
    archive: Archive, server: Dovecot, line: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.put("INBOX", letters(0, 30))
    refusing(monkeypatch, set(range(1, 31)))
    with pytest.raises(CollectionRefused) as error:
        fetch(archive, line)
    assert str(error.value).endswith("/INBOX: it cannot be read (Some messages could not be FETCHed); check its name")
    assert archive.imports() == []


def test_other_uids_are_read_anew_and_are_the_same_interactions(archive: Archive, server: Dovecot, line: Proxy) -> None:
    server.put("INBOX", letters(0, 3))
    fetch(archive, line)
    before = answers(archive)
    for path in server.maildir.glob("dovecot*"):
        path.unlink()
    (server.maildir / "dovecot-uidlist").write_text("3 V1500000000 N1 Gabcdef0123456789abcdef0123456789\n")
    server.own()
    assert told(fetch(archive, line)) == {"INBOX": (3, 0, 3)}
    assert answers(archive) == before


def test_messages_that_are_gone_or_marked_as_deleted_or_drafts_are_passed_over(
    archive: Archive, server: Dovecot, line: Proxy
) -> None:
    server.put("INBOX", letters(0, 2))
    server.put("INBOX", letters(2, 3), "T")
    server.put("INBOX", letters(3, 4), "D")
    server.put("INBOX", letters(4, 6))
    list(map(Path.unlink, (server.maildir / "cur").glob("1700000001.*")))
    assert told(fetch(archive, line)) == {"INBOX": (3, 3, 0)}
    list(map(Path.unlink, (server.maildir / "cur").glob("1700000005.*")))
    assert (told(fetch(archive, line)), line.said("FETCH")) == ({}, [])


def test_the_same_mail_from_a_server_and_from_files_is_one_interaction(
    archive: Archive, server: Dovecot, line: Proxy, tmp_path: Path
) -> None:
    mbox = write_mbox(tmp_path / "mail.mbox", [*CORRESPONDENCE, (TEO, ME, "2025-04-01", "Grüße\nX-Odd: =?utf-8?q?=?=")])
    mails = re.split(r"(?m)^From a@.*\n", mbox.read_text(encoding="utf-8"))[1:]
    server.put("INBOX", mails)
    take_in(archive, mbox)
    before = answers(archive)["report"]
    assert told(fetch(archive, line)) == {"INBOX": (len(mails), 0, len(mails))}
    assert answers(archive)["report"] == before
    (brought,) = (each.brought for each in take_in(archive, server.maildir / "cur").imports)
    assert (brought.read, brought.unchanged) == (len(mails), len(mails))


def test_a_letter_without_a_date_has_the_time_at_which_it_came(archive: Archive, server: Dovecot, line: Proxy) -> None:
    server.put("INBOX", [letters(0, 1)[0].replace("Date:", "X-Date:"), *letters(1, 2)])
    fetch(archive, line)
    with archive.reading() as conn:
        assert conn.execute("select at is null from interactions").fetchall() == [(0,), (0,)]
    assert [each.split()[2:] for each in line.said("INTERNALDATE)")] == [["1", "(UID", "INTERNALDATE)"]]


ODD = {
    "50% &- Co": "50%25%20&%20Co",
    "Entw&APw-rfe 2019": "Entwürfe%202019",
    "a#b?c": "a%23b%3Fc",
    "&A5UDuwO7-/&AAk-": "Ελλ/%09",
    "dovecot-users.msf": "dovecot-users.msf",
    "[Sent]": "[Sent]",
    "2019": "2019",
    "0001": "0001",
    '"q"': '"q"',
    "friends@googlegroups.com": "friends@googlegroups.com",
}


@pytest.mark.parametrize("name", ODD)
def test_a_folder_of_any_name_is_read_and_its_address_names_it_again(
    name: str, archive: Archive, server: Dovecot, line: Proxy
) -> None:
    server.put(name, letters(0, 2))
    assert told(fetch(archive, line)) == {ODD[name]: (2, 2, 0)}
    again = fetch(archive, line, f"/{ODD[name]}")
    assert [each.path.split("/", 3)[3] for each in again.imports] == [ODD[name]]
    assert line.said("FETCH") == []


def test_a_folder_that_is_named_is_read_whatever_it_is_for(archive: Archive, server: Dovecot, line: Proxy) -> None:
    server.put("INBOX", letters(0, 1))
    server.put("Trash", letters(1, 3))
    assert told(fetch(archive, line, "/Trash")) == {"Trash": (2, 2, 0)}


def test_a_folder_that_is_not_there_is_one_line(archive: Archive, line: Proxy) -> None:
    with pytest.raises(Exception, match=r"/Nope: it cannot be read \(.*\); check its name$"):
        fetch(archive, line, "/Nope")


def test_folders_without_marks_are_told_by_their_names(archive: Archive) -> None:
    with dovecot(special=False) as server, proxy(server) as line:
        for number, name in enumerate(["INBOX", "Gesendet", "Papierkorb", "Junk", "Entw&APw-rfe", "Postausgang"]):
            server.put(name, letters(number, number + 1))
        assert told(fetch(archive, line)) == {"INBOX": (1, 1, 0), "Gesendet": (1, 1, 0)}
