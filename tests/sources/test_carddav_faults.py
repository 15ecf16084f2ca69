"""Whatever a CardDAV server does wrong is one line, and costs nothing that came before or is still to come."""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import trustme
from invented import CARDS, answers, card
from invented_cloud import BOOK, Book, Cloud, address, fetch, listing, read, response
from scripted_server import Asked, Said, Script, Serve, servers, serving

import reconnect
from reconnect.archive import Archive, fetching
from reconnect.errors import ReconnectError
from reconnect.sources.carddav import AddressBooks, cards, multistatus
from reconnect.sources.failures import OR_OWN
from reconnect.sources.http import Limits

BOOK_PATH = "/dav/books/ann/a/"
ALL = {f"{n}.vcf": text for n, text in enumerate((*CARDS, card("Bo Lund", "UID:b1"), card("Mia Falk", "UID:m1")))}
REQUESTS = 8
"""Those of a first run: four to find the book, one to list its cards, three for two cards each."""


@pytest.fixture
def serve() -> Iterator[Serve]:
    with servers() as serve:
        yield serve


@pytest.fixture
def two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "MOST_AT_ONCE", 2)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What an archive answers when nothing went wrong."""
    archive = reconnect.open(tmp_path_factory.mktemp("whole") / "a.db")
    with serving(Script(Cloud({BOOK_PATH: Book(dict(ALL))}))) as server:
        fetch(archive, address(server))
        return all_told(archive, server)


def all_told(archive: Archive, server: Script) -> str:
    """All answers of an archive, which name the server."""
    return json.dumps(answers(archive), default=str, sort_keys=True).replace(f":{server.port}/", "/")


def attempt(archive: Archive, named: str) -> list[str]:
    """Import from an address and return the lines that tell what went wrong."""
    try:
        return [str(each.error) for each in fetch(archive, named).unclaimed]
    except ReconnectError as error:
        return [str(error)]


@pytest.mark.usefixtures("two_at_once")
@pytest.mark.parametrize(
    ("cut", "within"),
    [*((number, False) for number in range(1, REQUESTS + 1)), *((number, True) for number in range(2, REQUESTS + 1))],
)
def test_a_connection_cut_anywhere_loses_nothing_and_brings_nothing_twice(
    cut: int, within: bool, serve: Serve, archive: Archive, whole: str
) -> None:
    server = serve(Cloud({BOOK_PATH: Book(dict(ALL))}))
    server.cut, server.is_cut_within = cut, within
    assert attempt(archive, address(server)) == [
        f"127.0.0.1:{server.port}: its answer is no HTTP, or broke off; try again later"
    ]
    assert len(server.asked) == cut
    assert attempt(archive, address(server)) == []
    assert [row["read"] for row in archive.imports()] == {7: [2, 3], 8: [4, 1]}.get(cut, [5])
    assert all_told(archive, server) == whole
    assert read(fetch(archive, address(server))) == {BOOK_PATH: 0}


@pytest.mark.usefixtures("two_at_once")
@pytest.mark.parametrize("cut", range(4, 8))
def test_a_later_run_that_is_cut_anywhere_goes_on_as_well(cut: int, serve: Serve, archive: Archive, whole: str) -> None:
    cloud = Cloud({BOOK_PATH: Book({name: text for name, text in ALL.items() if name < "2"})})
    server = serve(cloud)
    fetch(archive, address(server))
    for name in ("2.vcf", "3.vcf", "4.vcf"):
        cloud.books[BOOK_PATH].put(name, ALL[name])
    server.cut = len(server.asked) + cut
    assert len(attempt(archive, address(server))) == 1
    assert attempt(archive, address(server)) == []
    assert sum(row["read"] for row in archive.imports()) == len(ALL)
    assert all_told(archive, server) == whole


FILL = b"<a/>" * 9_000


def endless(piece: bytes) -> Iterator[bytes]:
    while True:
        yield piece


def dripping() -> Iterator[bytes]:
    while True:
        yield b" "
        time.sleep(0.05)


def xml(inside: str) -> bytes:
    return f'<d:multistatus xmlns:d="DAV:">{inside}</d:multistatus>'.encode()


NO_SERVER = "127.0.0.1: its answer is not what an address book server says; check the address"
GARBAGE = {
    "no XML": (b"\x89PNG\r\n\x1a\n", NO_SERVER),
    "nothing": (b"", NO_SERVER),
    "half": (xml("<d:response>")[:40], NO_SERVER),
    "another namespace": (b"<multistatus><response/></multistatus>", NO_SERVER),
    "a document type": (b'<!DOCTYPE a SYSTEM "http://example.org/"><multistatus xmlns="DAV:"/>', NO_SERVER),
    "entities": (b'<!DOCTYPE a [<!ENTITY b "c">]><multistatus xmlns="DAV:">&b;</multistatus>', NO_SERVER),
    "an encoding that there is not": (b'<?xml version="1.0" encoding="none-such"?>' + xml(""), NO_SERVER),
    "a deep nest": (xml("<a>" * 100_000 + "</a>" * 100_000), NO_SERVER),
    "far too many elements": (xml("<a/>" * 2_000), NO_SERVER),
    "no address": (
        listing([response("", BOOK)]).body,
        "carddav://ann@127.0.0.1:{port}/: no address book is to be found there; "
        "give the address that the server's pages show for CardDAV",
    ),
    "an address that is none": (
        listing(
            [response("/", "<d:current-user-principal><d:href>http://[x</d:href></d:current-user-principal>")]
        ).body,
        "127.0.0.1: it names an address that is none; tell whoever runs it",
    ),
}


@pytest.mark.parametrize("name", GARBAGE)
def test_garbage_is_one_line(name: str, serve: Serve, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multistatus, "MOST_ELEMENTS", 1_000)
    body, line = GARBAGE[name]
    server = serve(lambda _: Said(207, body))
    assert attempt(archive, address(server)) == [line.replace("{port}", str(server.port))]


STEPS = ["PROPFIND /.well-known/carddav", f"PROPFIND {BOOK_PATH}", f"REPORT {BOOK_PATH}"]


def limited(monkeypatch: pytest.MonkeyPatch, limits: Limits) -> None:
    monkeypatch.setattr(fetching, "open_source", lambda server, password: AddressBooks(server, password, limits))


@pytest.mark.parametrize("step", STEPS)
def test_an_answer_that_drips_for_ever_is_one_line(
    step: str, serve: Serve, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloud = Cloud({BOOK_PATH: Book({"0.vcf": CARDS[0]})})
    server = serve(lambda asked: Said(207, dripping()) if f"{asked.method} {asked.path}" == step else cloud(asked))
    limited(monkeypatch, Limits(0.3))
    assert attempt(archive, address(server)) == [
        f"127.0.0.1:{server.port}: it did not answer within 0.3 s; try again later"
    ]


@pytest.mark.parametrize("step", STEPS[:2])
def test_an_answer_without_end_is_one_line(
    step: str, serve: Serve, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloud = Cloud({BOOK_PATH: Book({"0.vcf": CARDS[0]})})
    server = serve(lambda asked: Said(207, endless(FILL)) if f"{asked.method} {asked.path}" == step else cloud(asked))
    limited(monkeypatch, Limits(9, 1 << 20))
    assert attempt(archive, address(server)) == [
        f"127.0.0.1:{server.port}: its answer has more than 1 MiB; nothing of it is used"
    ]


def test_cards_without_end_are_read_up_to_where_no_card_ends(
    serve: Serve, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloud = Cloud({BOOK_PATH: Book({"0.vcf": CARDS[0]})})
    server = serve(lambda asked: cloud(asked) if asked.method == "PROPFIND" else Said(207, endless(FILL)))
    limited(monkeypatch, Limits(9, 1 << 20))
    assert attempt(archive, address(server)) == [
        f"127.0.0.1:{server.port}: its answer has more than 1 MiB; nothing of it is used"
    ]


@pytest.mark.parametrize("status", [200, 207])
def test_a_page_in_the_place_of_cards_is_not_taken_for_them(status: int, serve: Serve, archive: Archive) -> None:
    cloud, page = Cloud({BOOK_PATH: Book(dict(ALL))}), Said(status, b"<html><br>Log in to this network")
    away = [True]
    server = serve(lambda asked: page if away and asked.method != "PROPFIND" else cloud(asked))
    assert attempt(archive, address(server)) == ([NO_SERVER] if status == 207 else [])
    away.clear()
    assert read(fetch(archive, address(server))) == {BOOK_PATH: 5}


def test_a_server_that_says_nothing_is_one_line(
    serve: Serve, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asleep(_: Asked) -> Said:
        time.sleep(0.6)
        return Said(200)

    server = serve(asleep)
    limited(monkeypatch, Limits(0.2))
    (told,) = attempt(archive, address(server))
    assert told in (
        f"127.0.0.1:{server.port}: it does not answer; try again later",
        f"127.0.0.1:{server.port}: it did not answer within 0.2 s; try again later",
    )


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("step", ["PROPFIND /dav/", f"PROPFIND {BOOK_PATH}", f"REPORT {BOOK_PATH}"])
def test_a_server_that_is_busy_is_asked_again_at_the_next_run(
    step: str, status: int, serve: Serve, archive: Archive
) -> None:
    cloud, busy = Cloud({BOOK_PATH: Book(dict(ALL))}), [step]
    server = serve(lambda asked: Said(status) if f"{asked.method} {asked.path}" in busy else cloud(asked))
    assert attempt(archive, address(server)) == [f"127.0.0.1: it is too busy now ({status}); try again later"]
    busy.clear()
    assert read(fetch(archive, address(server))) == {BOOK_PATH: 5}


def test_a_book_that_is_refused_costs_only_itself(serve: Serve, archive: Archive) -> None:
    cloud = Cloud({BOOK_PATH: Book({"0.vcf": CARDS[0]}), "/dav/books/ann/b/": Book({"1.vcf": CARDS[1]})})
    server = serve(lambda asked: Said(403) if asked.path == BOOK_PATH else cloud(asked))
    run = fetch(archive, address(server))
    assert read(run) == {"/dav/books/ann/b/": 1}
    assert [(each.location, str(each.error)) for each in run.unclaimed] == [
        (
            address(server, BOOK_PATH),
            f"{address(server, BOOK_PATH)}: the server does not list its cards (403); ask whoever runs it",
        )
    ]


def test_nobody_answers(archive: Archive) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert attempt(archive, f"carddav://ann@127.0.0.1:{port}/") == [
        f"127.0.0.1:{port}: nobody answers there; check the address and the port"
    ]


def test_a_host_that_there_is_not(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert attempt(archive, "carddav://ann@nowhere.example/") == [
        "nowhere.example: there is no server of that name; check the address and the network"
    ]


CERTIFICATES = {
    "expired": (("localhost",), datetime(2020, 1, 1, tzinfo=UTC), "certificate has expired"),
    "of somebody else": (("other.example",), None, "Hostname mismatch, certificate is not valid for 'localhost'."),
}


@pytest.mark.parametrize("name", CERTIFICATES)
def test_a_certificate_that_proves_nothing(
    name: str, serve: Serve, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    identities, not_after, reason = CERTIFICATES[name]
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    authority.issue_cert(*identities, not_after=not_after).configure_cert(context)
    server = serve(Cloud({BOOK_PATH: Book(dict(ALL))}), context)
    assert attempt(archive, f"https://ann@localhost:{server.port}/") == [
        f"localhost:{server.port}: its certificate is not to be trusted ({reason}); check the address, {OR_OWN}"
    ]
    assert server.asked == []
