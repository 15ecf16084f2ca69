"""Services differ in their addresses and abilities; all their books are found, and all their cards come once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from copy import deepcopy
from urllib.parse import quote

import pytest
from invented import CARDS, card
from invented_cloud import BOOK, FOLDER, Book, Cloud, address, book, fetch, listing, read, response, uids
from scripted_server import Asked, Said, Script, Serve, servers

from reconnect.archive import Archive
from reconnect.sources import carddav
from reconnect.sources.carddav import AddressBooks
from reconnect.sources.http import Limits
from reconnect.sources.server import server_of


@pytest.fixture
def serve() -> Iterator[Serve]:
    with servers() as serve:
        yield serve


def addresses(server: Script, path: str = "/") -> list[str]:
    """The books that are found from a path."""
    with closing(AddressBooks(server_of(address(server, path)), "hunter2")) as source:
        return [each.address for each in source.collections()]


DEEP = "/remote.php/dav/addressbooks/users/ann/"
SERVICES = {
    "nextcloud": Cloud(
        {f"{DEEP}contacts/": book()},
        begins="/remote.php/dav/",
        well_known="/remote.php/dav/",
        principal="/remote.php/dav/principals/users/ann/",
        home=DEEP,
        beside=(
            response(f"{DEEP}z-server-generated--system/", BOOK),
            response(f"{DEEP}z-app-generated--contactsinteraction--recent/", BOOK),
            response(f"{DEEP}trash/", BOOK.replace("<c:addr", "<c:deleted-addressbook/><c:addr")),
            response(f"{DEEP}inbox/", FOLDER),
            response(f"{DEEP}hidden/", BOOK, status="403 Forbidden"),
        ),
    ),
    "fastmail": Cloud(
        {"/dav/addressbooks/user/ann@example.org/Default/": book()},
        begins="/dav/addressbooks",
        well_known="/dav/addressbooks",
        principal="/dav/principals/user/ann@example.org/",
        home="/dav/addressbooks/user/ann@example.org/",
        home_named="/dav/addressbooks/user/ann%40example.org/",
    ),
    "baikal": Cloud(
        {"/dav.php/addressbooks/ann/default/": book()},
        begins="/dav.php/",
        well_known="/dav.php/",
        principal="/dav.php/principals/ann/",
        home="/dav.php/addressbooks/ann/",
        has_tokens=False,
    ),
    "no well-known address": Cloud({"/ann/contacts/": book()}, begins="/", well_known="", home="/ann/"),
    "no tokens and no tags": Cloud({"/dav/books/ann/a/": book()}, has_tokens=False, has_tags=False),
    "no sync": Cloud({"/dav/books/ann/a/": book()}, has_sync=False),
    "no multiget": Cloud({"/dav/books/ann/a/": book()}, has_multiget=False),
    "weak etags": Cloud({"/dav/books/ann/a/": book()}, etag='W/"{}"', has_tags=False, has_tokens=False),
    "bare etags": Cloud({"/dav/books/ann/a/": book()}, etag="{}", has_tags=False, has_tokens=False),
}


@pytest.mark.parametrize("name", SERVICES)
def test_the_cards_of_a_service_come_once_and_later_only_what_has_changed(
    name: str, serve: Serve, archive: Archive
) -> None:
    cloud = deepcopy(SERVICES[name])
    server = serve(cloud)
    (path,) = cloud.books
    assert (read(fetch(archive, address(server))), uids(archive)) == ({path: 3}, ["k1", "o1", "t1"])
    begun = len(server.asked)
    assert read(fetch(archive, address(server))) == {path: 0}
    assert [each for each in server.asked[begun:] if each.method == "GET" or b"multiget" in each.body] == []
    cloud.books[path].put("teo.vcf", CARDS[1].replace("trieste", "napoli"))
    cloud.books[path].put("mia.vcf", card("Mia Falk", "UID:m1"))
    cloud.books[path].delete("katie.vcf")
    assert read(fetch(archive, address(server))) == {path: 2}
    assert read(fetch(archive, address(server))) == {path: 0}
    assert uids(archive) == ["k1", "m1", "o1", "t1"]


NEXTCLOUD = SERVICES["nextcloud"]


@pytest.mark.parametrize(
    "path", ["/remote.php/dav/", NEXTCLOUD.principal, NEXTCLOUD.home, f"{DEEP}contacts/", f"{DEEP}contacts"]
)
def test_any_address_of_an_account_leads_to_its_books(path: str, serve: Serve) -> None:
    cloud = deepcopy(NEXTCLOUD)
    server = serve(lambda asked: cloud(asked._replace(path=asked.path if path.endswith("/") else f"{asked.path}/")))
    assert addresses(server, path) == [f"carddav://ann@127.0.0.1:{server.port}{DEEP}contacts/"]


def test_a_book_that_programs_write_is_read_if_it_is_named(serve: Serve) -> None:
    server = serve(Cloud({f"{DEEP}z-server-generated--system/": book()}))
    named = f"{DEEP}z-server-generated--system/"
    assert addresses(server, named) == [f"carddav://ann@127.0.0.1:{server.port}{named}"]


def test_several_homes_are_all_read_and_each_book_once(serve: Serve) -> None:
    homes = "<c:addressbook-home-set><d:href>/a/</d:href><d:href>/b/</d:href></c:addressbook-home-set>"
    books = {"/a/": ["/a/one/", "/shared/"], "/b/": ["/b/two/", "/shared/"]}

    def answer(asked: Asked) -> Said:
        told = [response(href, BOOK) for href in books.get(asked.path, [])]
        return listing([response(asked.path, FOLDER, homes), *told])

    server = serve(answer)
    assert [each.rpartition(str(server.port))[2] for each in addresses(server)] == ["/a/one/", "/shared/", "/b/two/"]


@pytest.mark.parametrize("status", [403, 404, 405, 500])
def test_a_step_that_is_refused_leads_to_the_next(status: int, serve: Serve) -> None:
    cloud = Cloud({"/ann/contacts/": book()}, begins="/", home="/ann/")
    server = serve(lambda asked: Said(status) if asked.path == "/.well-known/carddav" else cloud(asked))
    assert addresses(server) == [f"carddav://ann@127.0.0.1:{server.port}/ann/contacts/"]


def test_changes_that_are_told_bit_by_bit_are_all_fetched(serve: Serve, archive: Archive) -> None:
    cloud = Cloud({"/dav/books/ann/a/": book()}, page=2)
    server = serve(cloud)
    fetch(archive, address(server))
    for number in range(5):
        cloud.books["/dav/books/ann/a/"].put(f"{number}.vcf", card(f"Friend {number}", f"UID:n{number}"))
    begun = len(server.asked)
    assert read(fetch(archive, address(server))) == {"/dav/books/ann/a/": 5}
    assert server.log[begun + 4 :] == ["REPORT /dav/books/ann/a/"] * 4
    assert read(fetch(archive, address(server))) == {"/dav/books/ann/a/": 0}


def test_a_server_that_never_stops_telling_changes_is_asked_for_its_whole_list(
    serve: Serve, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carddav.book, "MOST_ROUNDS", 3)
    cloud = Cloud({"/dav/books/ann/a/": book()}, page=0)
    server = serve(cloud)
    fetch(archive, address(server))
    cloud.books["/dav/books/ann/a/"].put("mia.vcf", card("Mia Falk", "UID:m1"))
    assert read(fetch(archive, address(server))) == {"/dav/books/ann/a/": 1}


def test_a_server_that_has_forgotten_the_state_is_asked_for_its_whole_list(serve: Serve, archive: Archive) -> None:
    cloud = Cloud({"/dav/books/ann/a/": book()})
    server = serve(lambda asked: Said(403) if b"sync-collection" in asked.body else cloud(asked))
    fetch(archive, address(server))
    cloud.books["/dav/books/ann/a/"].put("mia.vcf", card("Mia Falk", "UID:m1"))
    begun = len(server.asked)
    assert read(fetch(archive, address(server))) == {"/dav/books/ann/a/": 1}
    assert server.log[begun + 4 :] == [f"{method} /dav/books/ann/a/" for method in ("REPORT", "PROPFIND", "REPORT")]


@pytest.mark.parametrize("etag", ['W/"{}"', "{}", '  "{}"  '])
def test_an_etag_is_the_same_weak_or_strong_quoted_or_bare(etag: str, serve: Serve, archive: Archive) -> None:
    cloud = Cloud({"/dav/books/ann/a/": book()}, has_tags=False, has_tokens=False)
    server = serve(cloud)
    fetch(archive, address(server))
    cloud.etag = etag
    assert read(fetch(archive, address(server))) == {"/dav/books/ann/a/": 0}


def test_cards_without_etags_are_fetched_unless_the_whole_book_is_unchanged(serve: Serve, archive: Archive) -> None:
    cloud = Cloud({"/dav/books/ann/a/": book()}, etag="", has_tokens=False)
    server = serve(cloud)
    fetch(archive, address(server))
    assert read(fetch(archive, address(server))) == {"/dav/books/ann/a/": 0}
    cloud.books["/dav/books/ann/a/"].put("mia.vcf", card("Mia Falk", "UID:m1"))
    run = fetch(archive, address(server))
    assert [(each.brought.read, each.brought.new, each.brought.changed) for each in run.imports] == [(4, 1, 0)]


def test_a_card_that_a_server_lists_but_does_not_give_costs_only_itself(serve: Serve, archive: Archive) -> None:
    cloud = Cloud({"/dav/books/ann/a/": book()}, lost={"teo.vcf"})
    server = serve(cloud)
    assert read(fetch(archive, address(server))) == {"/dav/books/ann/a/": 2}
    assert read(fetch(archive, address(server))) == {"/dav/books/ann/a/": 0}
    cloud.lost.clear()
    assert read(fetch(archive, address(server))) == {"/dav/books/ann/a/": 1}
    assert (uids(archive), len(archive.imports())) == (["k1", "o1", "t1"], 2)


def test_a_card_that_was_removed_meanwhile_is_not_missed(serve: Serve, archive: Archive) -> None:
    cloud = Cloud({"/dav/books/ann/a/": book()})

    def answer(asked: Asked) -> Said:
        if b"multiget" in asked.body and "teo.vcf" in cloud.books["/dav/books/ann/a/"].cards:
            del cloud.books["/dav/books/ann/a/"].cards["teo.vcf"]
        return cloud(asked)

    server = serve(answer)
    assert read(fetch(archive, address(server))) == {"/dav/books/ann/a/": 2}
    begun = len(server.asked)
    fetch(archive, address(server))
    assert len(server.asked) == begun + 4


def test_a_card_that_is_damaged_is_told_of_as_in_a_file(serve: Serve, archive: Archive) -> None:
    server = serve(Cloud({"/dav/books/ann/a/": book(CARDS[0], "BEGIN:VCARD\r\nFN:Bo Lund\r\n")}))
    (brought,) = (each.brought for each in fetch(archive, address(server)).imports)
    assert (brought.read, brought.new) == (2, 2)
    assert [(row["member"], row["reason"]) for row in archive.problems()] == [
        ("teo.vcf", "its END line is missing or damaged")
    ]


@pytest.mark.parametrize("letter", ["\x0b", "\x00", "\ufffe"])
def test_a_card_that_xml_cannot_hold_costs_no_other(letter: str, serve: Serve, archive: Archive) -> None:
    texts = [card(f"Friend {n}", f"UID:n{n}", f"NOTE:a{letter if n == 5 else ''}b") for n in range(12)]
    made = Book()
    for number, text in enumerate(texts):
        made.put(f"{number}.vcf", text)
    server = serve(Cloud({"/dav/books/ann/a/": made}))
    assert read(fetch(archive, address(server))) == {"/dav/books/ann/a/": 12}
    assert [each for each in server.log if each.startswith("GET")] == ["GET /dav/books/ann/a/5.vcf"]
    assert read(fetch(archive, address(server))) == {"/dav/books/ann/a/": 0}


def test_cards_too_large_for_one_answer_come_in_smaller_ones(serve: Serve) -> None:
    texts = {f"{n}.vcf": card("A Friend", f"NOTE:{'a' * (9_000 if n == 4 else 600)}") for n in range(9)}
    server = serve(Cloud({"/dav/books/ann/a/": Book(texts)}))
    with closing(AddressBooks(server_of(address(server)), "hunter2", Limits(size=4_000))) as source:
        (found,) = source.collections()
        delivery = found.fetch([])
        assert delivery is not None
        came = {each.name: each.open().read().decode() for each in delivery.export.members}
    for name, text in texts.items():
        assert came[name] == (text.replace("\r\n", "\n").strip() if len(text) < 4_000 else text[:4_000])
    assert (delivery.broken, len(delivery.bookmarks())) == (None, 10)


def test_names_of_cards_hold_anything(serve: Serve, archive: Archive) -> None:
    names = ["a b.vcf", "ä.vcf", "a&b<c>.vcf", "\\x41.vcf", "100%.vcf", "a'b\"c.vcf", "x" * 300]
    made = Book()
    for number, name in enumerate(names):
        made.put(quote(name), card(f"Friend {number}", f"UID:n{number}"))
    cloud = Cloud({"/dav/books/ann/a/": made}, has_tokens=False, has_tags=False)
    server = serve(lambda asked: cloud(asked._replace(path=quote(asked.path))))
    assert read(fetch(archive, address(server))) == {"/dav/books/ann/a/": len(names)}
    assert read(fetch(archive, address(server))) == {"/dav/books/ann/a/": 0}
