"""A connection that ends at any place loses nothing and brings nothing twice; what came before it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from dovecot_server import PASSWORD, Dovecot, dovecot
from invented import NOW, READERS, answers, write_mbox
from wires import Proxy, proxy

from reconnect.archive import Archive
from reconnect.archive.importing import ImportRun, found
from reconnect.errors import BrokenAnswer, ServerError
from reconnect.sources.imap import mailbox
from reconnect.sources.secrets import Secrets

SECRETS = Secrets("", {"RECONNECT_PASSWORD": PASSWORD})
SAID = [
    "CAPABILITY", "AUTHENTICATE PLAIN", "", "CAPABILITY", 'LIST "" "*"',
    'EXAMINE "Archive"', "UID SEARCH", "UID FETCH", "UID FETCH", "UID FETCH",
    'EXAMINE "INBOX"', "UID SEARCH", "UID FETCH",
    'EXAMINE "Sent"',
    "LOGOUT",
]  # fmt: skip
"""What is said in the course of an import; what follows an AUTHENTICATE is the password."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dovecot]:
    """Two folders: of five messages, which come in three batches of two, and of one."""
    text = write_mbox(tmp_path_factory.mktemp("mail") / "mail.mbox").read_text(encoding="utf-8")
    starts = [at for at in range(len(text)) if text.startswith("From a@", at)]
    letters = [text[start:stop].partition("\n")[2] for start, stop in pairwise([*starts, len(text)])]
    with dovecot() as server:
        server.put("Archive", letters[:5])
        server.put("INBOX", letters[5:6])
        yield server


@pytest.fixture(scope="module")
def line(server: Dovecot) -> Iterator[Proxy]:
    with pytest.MonkeyPatch.context() as patch, proxy(server) as line:
        patch.setattr(mailbox, "BATCH", 2)
        yield line


@pytest.fixture(autouse=True)
def nothing_is_cut_or_said_yet(line: Proxy) -> None:
    line.cut = None
    line.commands.clear()


@pytest.fixture(scope="module")
def undisturbed(line: Proxy, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What an archive answers that has fetched all at once."""
    archive = Archive(tmp_path_factory.mktemp("undisturbed") / "reconnect.db")
    fetch(archive, line)
    return answers(archive)


def fetch(archive: Archive, line: Proxy) -> ImportRun:
    return archive.import_exports(found([line.address()], READERS, secrets=SECRETS), NOW)


def test_this_is_what_is_said(archive: Archive, line: Proxy) -> None:
    fetch(archive, line)
    said = [each for each in SAID if each]
    assert len(line.commands) == len(said)
    assert all(heard.startswith(each) for heard, each in zip(line.commands, said, strict=True))


@pytest.mark.parametrize("reach", [0, 30, 500])
@pytest.mark.parametrize("command", range(len(SAID)))
def test_the_next_run_goes_on_where_the_connection_was_cut(
    command: int, reach: int, archive: Archive, line: Proxy, undisturbed: dict[str, Any]
) -> None:
    line.cut = (command, reach)
    told = disturbed(archive, line)
    line.cut = None
    fetch(archive, line)
    new = [row["new"] for row in archive.imports()]
    assert sum(new) == 6
    assert 0 not in new
    assert answers(archive) == undisturbed
    if command < len(SAID) - 1 and reach == 0:
        assert told.startswith(line.address(""))


def disturbed(archive: Archive, line: Proxy) -> str:
    """Fetch what there is until the connection is cut; return what is said of that."""
    try:
        run = fetch(archive, line)
    except ServerError as error:
        return str(error)
    return " ".join(str(each.error) for each in run.unclaimed)


def test_what_came_before_the_cut_is_kept_and_not_fetched_again(archive: Archive, line: Proxy) -> None:
    line.cut = (SAID.index("UID FETCH") + 1, 30)
    run = fetch(archive, line)
    assert [each.brought.new for each in run.imports] == [2]
    assert [type(each.error) for each in run.unclaimed] == [BrokenAnswer]
    line.cut = None
    line.commands.clear()
    assert [each.brought.new for each in fetch(archive, line).imports] == [3, 1]
    assert [each.split()[2] for each in line.said("FETCH")] == ["3:4", "5", "1"]
