"""A real CardDAV server is read book by book, and after that only what has changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from invented import NOW, READERS, answers, card, take_in, write_cards
from radicale_server import PASSWORD, Radicale, radicale

from reconnect.archive import Archive
from reconnect.archive.importing import ImportRun, found
from reconnect.cli import main
from reconnect.errors import BrokenAnswer, LoginRefused
from reconnect.sources.secrets import Secrets

DISCOVERY = ["PROPFIND /.well-known/carddav", "PROPFIND /", "PROPFIND /ann/", "PROPFIND /ann/"]
FRIENDS = {
    "katie": card("Katherine O'Neil", "N:O'Neil;Katherine;;;", "EMAIL:katie@harbour.example", "UID:k1"),
    "teo": card("Teo Marchetti", "N:Marchetti;Teo;;;", "EMAIL:teo@trieste.example", "UID:t1"),
    "oksana": card("Oksana Hrytsenko", "N:Hrytsenko;Oksana;;;", "EMAIL:oksana@kyiv.example", "UID:o1"),
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with radicale(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture
def server(running: Radicale) -> Iterator[Radicale]:
    """A server without a book, of which nothing has been asked."""
    running.asked()
    yield running
    running.empty()


def fetch(archive: Archive, address: str, password: str = PASSWORD) -> ImportRun:
    secrets = Secrets("", {"RECONNECT_PASSWORD": password})
    return archive.import_exports(found([address], READERS, secrets=secrets), NOW)


def accounts(run: ImportRun) -> list[tuple[str, int, int, int]]:
    return [(each.path, each.brought.read, each.brought.new, each.brought.changed) for each in run.imports]


def emails(archive: Archive, uid: str) -> list[tuple[str, ...]]:
    return [x.contact.emails for _, have in archive.listed() for x in have if x.contact.uid == uid]


def test_five_hundred_cards_come_once_and_a_second_run_transfers_none(server: Radicale, archive: Archive) -> None:
    server.book("all", {f"c{n}": card(f"Given{n} Family{n}", f"UID:u{n}") for n in range(500)})
    first, asked = fetch(archive, server.address), server.asked()
    again, asked_again = fetch(archive, server.address), server.asked()
    book = f"{server.address}ann/all/"
    assert accounts(first) == [(book, 500, 500, 0)]
    assert asked == [*DISCOVERY, "PROPFIND /ann/all/", *["REPORT /ann/all/"] * 5]
    assert [(each.path, each.brought.read, each.brought.same_as) for each in again.imports] == [(book, 0, book)]
    assert asked_again == DISCOVERY


def test_only_what_has_changed_is_fetched_and_what_is_gone_stays(server: Radicale, archive: Archive) -> None:
    server.book("friends", FRIENDS)
    fetch(archive, server.address)
    server.put("friends", "teo", FRIENDS["teo"].replace("trieste", "napoli"))
    server.put("friends", "mia", card("Mia Falk", "UID:m1"))
    server.delete("friends", "oksana")
    server.asked()
    run = fetch(archive, server.address)
    assert accounts(run) == [(f"{server.address}ann/friends/", 2, 1, 1)]
    assert server.asked() == [*DISCOVERY, "REPORT /ann/friends/", "REPORT /ann/friends/"]
    assert [emails(archive, uid) for uid in ("t1", "o1", "m1")] == [
        [("teo@napoli.example",)],
        [("oksana@kyiv.example",)],
        [()],
    ]


def test_a_card_that_is_gone_is_no_news(server: Radicale, archive: Archive) -> None:
    server.book("friends", FRIENDS)
    fetch(archive, server.address)
    server.delete("friends", "oksana")
    run = fetch(archive, server.address)
    assert [each.brought.same_as for each in run.imports] == [f"{server.address}ann/friends/"]
    assert len(archive.imports()) == 1


def test_each_book_is_an_import_of_its_own_and_a_calendar_is_none(server: Radicale, archive: Archive) -> None:
    server.book("friends", FRIENDS)
    server.book("work", {"bo": card("Bo Lund", "UID:b1")})
    server.calendar("days")
    assert sorted(accounts(fetch(archive, server.address))) == [
        (f"{server.address}ann/friends/", 3, 3, 0),
        (f"{server.address}ann/work/", 1, 1, 0),
    ]


@pytest.mark.parametrize("path", ["ann/work/", "ann/work"])
def test_a_book_that_is_named_is_read_alone(path: str, server: Radicale, archive: Archive) -> None:
    server.book("friends", FRIENDS)
    server.book("work", {"bo": card("Bo Lund", "UID:b1")})
    assert accounts(fetch(archive, f"{server.address}{path}")) == [(f"{server.address}ann/work/", 1, 1, 0)]
    assert sorted(accounts(fetch(archive, f"{server.address}ann/"))) == [
        (f"{server.address}ann/friends/", 3, 3, 0),
        (f"{server.address}ann/work/", 0, 0, 0),
    ]


def test_a_book_with_nothing_in_it_is_no_error(server: Radicale, archive: Archive) -> None:
    server.book("friends", {})
    run = fetch(archive, server.address)
    assert (run.imports, run.unclaimed) == ((), ())


@pytest.mark.parametrize("undone", [1, 2, 3])
def test_what_is_taken_back_is_fetched_again_and_nothing_else(
    undone: int, server: Radicale, archive: Archive, tmp_path: Path
) -> None:
    names = list(FRIENDS)
    server.book("friends", {})
    for name in names:
        server.put("friends", name, FRIENDS[name])
        fetch(archive, server.address)
    before = answers(archive)
    archive.undo_import(undone)
    run = fetch(archive, server.address)
    assert accounts(run) == [(f"{server.address}ann/friends/", 1, 1, 0)]
    assert answers(archive) == before
    assert [each.brought.read for each in fetch(archive, server.address).imports] == [0]


def test_an_older_fetch_that_is_taken_back_brings_no_old_card_again(server: Radicale, archive: Archive) -> None:
    server.book("friends", FRIENDS)
    fetch(archive, server.address)
    for domain in ("napoli", "aosta"):
        server.put("friends", "teo", FRIENDS["teo"].replace("trieste", domain))
        fetch(archive, server.address)
    archive.undo_import(2)
    assert [each.brought.read for each in fetch(archive, server.address).imports] == [0]
    assert emails(archive, "t1") == [("teo@aosta.example",)]
    archive.undo_import(3)
    assert emails(archive, "t1") == [("teo@trieste.example",)]
    assert accounts(fetch(archive, server.address)) == [(f"{server.address}ann/friends/", 1, 0, 1)]
    assert emails(archive, "t1") == [("teo@aosta.example",)]


def test_the_same_card_from_the_server_and_from_a_file_is_one_contact(
    server: Radicale, archive: Archive, tmp_path: Path
) -> None:
    server.book("friends", FRIENDS)
    fetch(archive, server.address)
    people = [row["id"] for row, _ in archive.listed()]
    run = take_in(archive, write_cards(tmp_path / "contacts.vcf", list(FRIENDS.values())))
    assert [(each.brought.new, each.brought.unchanged) for each in run.imports] == [(0, 3)]
    assert [row["id"] for row, _ in archive.listed()] == people


def test_a_wrong_password_is_one_line(server: Radicale, archive: Archive) -> None:
    server.book("friends", FRIENDS)
    with pytest.raises(LoginRefused) as told:
        fetch(archive, server.address, "hunter3")
    assert str(told.value) == (
        f"carddav://ann@127.0.0.1:{server.port}: wrong user or password; check both (many services want an app "
        "password made for this, not your own)"
    )


@pytest.mark.parametrize("path", ["", "ann/nothing/"])
def test_where_no_book_is_to_be_found_one_line_says_so(path: str, server: Radicale, archive: Archive) -> None:
    with pytest.raises(BrokenAnswer) as told:
        fetch(archive, f"{server.address}{path}")
    assert str(told.value) == (
        f"{server.address}{path}: no address book is to be found there; give the address that the server's pages show "
        "for CardDAV"
    )


def test_the_whole_command_reads_a_server(server: Radicale, archive: Archive) -> None:
    server.book("friends", FRIENDS)
    command = ["--db", str(archive.path), "import", server.address]
    done = CliRunner().invoke(main, command, env={"RECONNECT_PASSWORD": PASSWORD})
    assert (done.exit_code, done.stdout.splitlines()[0].split()) == (
        0,
        ["friends", "(127.0.0.1)", "vcard", "3", "contacts"],
    )
    again = CliRunner().invoke(main, command, env={"RECONNECT_PASSWORD": PASSWORD})
    assert (again.exit_code, again.stdout.partition("  (")[0]) == (0, "1 export, nothing new.")
