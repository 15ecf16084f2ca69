"""What is fetched from a server is imported as files are: once, whole, and so that it can be taken back."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner
from invented import CARDS, NOW, READERS, answers, card, take_in, write_cards

import reconnect
from importers.bookmarks import Bookmark
from importers.containers import Container, Entry
from reconnect.archive import Archive, fetching
from reconnect.archive.forgetting import forget
from reconnect.archive.importing import ImportRun, found
from reconnect.cli import main
from reconnect.errors import BrokenAnswer, CollectionRefused, LoginRefused, ServerError, UnusableAddress
from reconnect.sources.base import Fetched
from reconnect.sources.secrets import Secrets
from reconnect.sources.server import Server

HERE = "carddav://ann@dav.example.org/"
SECRETS = Secrets("", {"RECONNECT_PASSWORD": "hunter2"})


class Cards(Container):
    """Cards by their names, as they were fetched."""

    is_packed = False

    def __init__(self, cards: Mapping[str, str]) -> None:
        self._cards, self.damaged = cards, []
        self.entries = {name: Entry(len(text), len(text)) for name, text in cards.items()}

    def open(self, name: str) -> io.BytesIO:
        return io.BytesIO(self._cards[name].encode())


@dataclass
class Delivered:
    """What a book has that is not known; after `reach` cards the connection breaks."""

    export: Fetched
    broken: ServerError | None
    told: Sequence[Bookmark]
    is_part: bool = False

    def bookmarks(self) -> Sequence[Bookmark]:
        return self.told


@dataclass
class Book:
    """An address book on a server that tells its cards by name; `fetched` are the cards that it was asked for."""

    address: str
    cards: dict[str, str]
    reach: int = 99
    refused: bool = False
    at_once: int = 99
    fetched: list[str] = field(default_factory=list)

    def fetch(self, known: Sequence[Bookmark]) -> Delivered | None:
        if self.refused:
            raise CollectionRefused(f"{self.address}: it is not yours to read; ask its owner")
        latest = {each.member: each.text for each in reversed(known)}
        news = {name: text for name, text in self.cards.items() if latest.get(name) != str(hash(text))}
        if not news:
            return None
        reached = dict(list(news.items())[: min(self.reach, self.at_once)])
        self.fetched += reached
        broken = BrokenAnswer("dav.example.org: it hung up; try again later") if self.reach < len(news) else None
        bookmarks = [Bookmark(name, str(hash(text)), 1) for name, text in reached.items()]
        return Delivered(Fetched(self.address, Cards(reached)), broken, bookmarks, self.at_once < len(news))


@dataclass
class Books:
    """An account with its books; `opened` are the passwords that were given."""

    books: list[Book]
    refused: bool = False
    opened: list[str] = field(default_factory=list)
    closed: int = 0

    def __call__(self, server: Server, password: str) -> Books:
        self.opened.append(password)
        if self.refused:
            raise LoginRefused("carddav://ann@dav.example.org: wrong user or password; check both")
        return self

    def collections(self) -> Iterator[Book]:
        yield from self.books

    def close(self) -> None:
        self.closed += 1


def book(*cards: str, name: str = "friends", refused: bool = False) -> Book:
    return Book(f"{HERE}{name}", {f"{number}.vcf": text for number, text in enumerate(cards)}, refused=refused)


@pytest.fixture
def books(monkeypatch: pytest.MonkeyPatch) -> Books:
    """A server with one book of three cards."""
    books = Books([book(*CARDS)])
    monkeypatch.setattr(fetching, "open_source", books)
    return books


def fetch(archive: Archive, *addresses: str) -> ImportRun:
    return archive.import_exports(found(addresses or [HERE], READERS, secrets=SECRETS), NOW)


def accounts(run: ImportRun) -> list[tuple[object, ...]]:
    return [
        (each.path, each.importer, each.brought.read, each.brought.new, each.brought.changed, each.brought.same_as)
        for each in run.imports
    ]


def test_an_account_is_read_book_by_book_and_then_only_what_is_new(archive: Archive, books: Books) -> None:
    books.books.append(book(card("Bo Lund", "UID:b"), name="work"))
    first = fetch(archive)
    again = fetch(archive)
    books.books[1].cards["new.vcf"] = card("Mia Falk", "UID:m")
    books.books[0].cards["1.vcf"] = CARDS[1].replace("trieste", "napoli")
    third = fetch(archive)
    friends, work = (each.address for each in books.books)
    assert [accounts(run) for run in (first, again, third)] == [
        [(friends, "vcard", 3, 3, 0, ""), (work, "vcard", 1, 1, 0, "")],
        [(friends, "vcard", 0, 0, 0, friends), (work, "vcard", 0, 0, 0, work)],
        [(friends, "vcard", 1, 0, 1, ""), (work, "vcard", 1, 1, 0, "")],
    ]
    assert [each.fetched for each in books.books] == [["0.vcf", "1.vcf", "2.vcf", "1.vcf"], ["0.vcf", "new.vcf"]]
    assert (books.opened, books.closed) == (["hunter2"] * 3, 3)


def test_what_a_server_told_last_counts_on_the_same_day(archive: Archive, books: Books) -> None:
    told = []
    for domain in ("napoli", "aosta", "zagreb"):
        books.books[0].cards["1.vcf"] = CARDS[1].replace("trieste", domain)
        fetch(archive)
        told.append([x.contact.emails for _, have in archive.listed() for x in have if x.contact.uid == "t1"])
    assert told == [[("teo@napoli.example",)], [("teo@aosta.example",)], [("teo@zagreb.example",)]]


def test_the_same_card_from_a_server_and_from_a_file_is_one_contact(
    archive: Archive, books: Books, tmp_path: Path
) -> None:
    fetch(archive)
    before = archive.listed()
    run = take_in(archive, write_cards(tmp_path / "contacts.vcf"))
    assert [(each.brought.new, each.brought.unchanged) for each in run.imports] == [(0, 3)]
    assert [row["id"] for row, _ in archive.listed()] == [row["id"] for row, _ in before]


@pytest.mark.parametrize("undone", [1, 2, 3])
def test_what_is_taken_back_is_fetched_again_and_nothing_else(
    undone: int, archive: Archive, books: Books, tmp_path: Path
) -> None:
    cards = books.books[0].cards
    everything = dict(cards)
    cards.clear()
    for name, text in everything.items():
        cards[name] = text
        fetch(archive)
    before = answers(archive)
    archive.undo_import(undone)
    books.books[0].fetched.clear()
    fetch(archive)
    assert books.books[0].fetched == [f"{undone - 1}.vcf"]
    assert answers(archive) == before


def test_a_connection_that_breaks_keeps_what_came_and_the_next_run_goes_on(
    archive: Archive, books: Books, tmp_path: Path
) -> None:
    books.books.append(book(card("Bo Lund", "UID:b"), name="work"))
    books.books[0].reach = 2
    broken = fetch(archive)
    assert accounts(broken) == [(books.books[0].address, "vcard", 2, 2, 0, "")]
    assert [(each.location, str(each.error)) for each in broken.unclaimed] == [
        (HERE, "dav.example.org: it hung up; try again later")
    ]
    books.books[0].reach = 99
    fetch(archive)
    assert [each.fetched for each in books.books] == [["0.vcf", "1.vcf", "2.vcf"], ["0.vcf"]]
    whole = reconnect.open(tmp_path / "whole.db")
    fetch(whole)
    assert answers(archive) == answers(whole)


def test_what_is_too_much_for_one_delivery_comes_in_several(archive: Archive, books: Books) -> None:
    books.books[0].at_once = 2
    assert [row[2:4] for row in accounts(fetch(archive))] == [(2, 2), (1, 1)]
    assert accounts(fetch(archive)) == [(f"{HERE}friends", "vcard", 0, 0, 0, f"{HERE}friends")]


def test_nobody_waits_for_the_database_while_a_server_is_waited_for(
    archive: Archive, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Cards.open

    def noting(self: Cards, name: str) -> io.BytesIO:
        archive.set("about", f"I wait for {name}.")
        return opened(self, name)

    archive.set("name", "Ines Duarte")
    monkeypatch.setattr(Cards, "open", noting)
    assert len(fetch(archive).imports) == 1


def test_a_book_that_is_refused_costs_only_itself(archive: Archive, books: Books) -> None:
    books.books.insert(0, book(*CARDS, name="secret", refused=True))
    run = fetch(archive)
    assert [str(each.error) for each in run.unclaimed] == [f"{HERE}secret: it is not yours to read; ask its owner"]
    assert len(run.imports) == 1


def test_a_server_that_fails_costs_only_itself(archive: Archive, books: Books, tmp_path: Path) -> None:
    books.refused = True
    run = fetch(archive, HERE, str(write_cards(tmp_path / "contacts.vcf")))
    assert [each.path for each in run.imports] == [str(tmp_path / "contacts.vcf")]
    assert [str(each.error) for each in run.unclaimed] == [
        "carddav://ann@dav.example.org: wrong user or password; check both"
    ]
    with pytest.raises(LoginRefused):
        fetch(archive)


def test_one_password_is_not_told_to_two_servers(books: Books) -> None:
    with pytest.raises(UnusableAddress) as told:
        found([HERE, "imaps://ann@mail.example.org/"], READERS, secrets=SECRETS)
    assert str(told.value) == (
        f"{HERE} and imaps://ann@mail.example.org/: one password is given for two servers; import from one at a time"
    )
    assert len(found([HERE, f"{HERE}friends"], READERS, secrets=SECRETS)) == 2


def test_one_account_is_asked_for_one_password(books: Books) -> None:
    asked: list[str] = []
    secrets = Secrets("", {}, lambda words: asked.append(words) or "hunter2")  # type: ignore[func-returns-value]
    found([HERE, f"{HERE}friends", HERE, "carddav://bob@dav.example.org/"], READERS, secrets=secrets)
    assert asked == ["Password for carddav://ann@dav.example.org", "Password for carddav://bob@dav.example.org"]


def run_import(archive: Archive, *arguments: str, address: str = HERE) -> tuple[int, str, str]:
    done = CliRunner().invoke(
        main, ["--db", str(archive.path), "import", address, *arguments], env={"RECONNECT_PASSWORD": "hunter2"}
    )
    return done.exit_code, done.stdout, done.stderr


def test_the_command_line_says_what_came_and_that_nothing_came(archive: Archive, books: Books) -> None:
    code, said, _ = run_import(archive)
    assert (code, said.splitlines()[0].split()) == (0, ["friends", "(dav.example.org)", "vcard", "3", "contacts"])
    code, said, _ = run_import(archive)
    assert (code, said.partition("  (")[0]) == (0, "1 export, nothing new.")


def test_a_refusal_is_one_line_and_exit_code_2(archive: Archive, books: Books) -> None:
    books.refused = True
    assert run_import(archive) == (2, "", "carddav://ann@dav.example.org: wrong user or password; check both\n")


@pytest.mark.parametrize("address", [HERE, f"{HERE}friends"])
def test_a_broken_connection_ends_with_exit_code_2_and_keeps_what_came(
    address: str, archive: Archive, books: Books
) -> None:
    books.books[0].reach = 1
    code, said, told = run_import(archive, address=address)
    assert (code, told) == (2, "dav.example.org: it hung up; try again later\n")
    assert said.splitlines()[0].split() == ["friends", "(dav.example.org)", "vcard", "1", "contact"]


def test_an_empty_account_is_no_error(archive: Archive, books: Books) -> None:
    books.books[0].cards.clear()
    code, said, _ = run_import(archive)
    assert (code, said) == (0, "Nothing is there to be read.\n")


def test_a_dry_run_stores_nothing_and_the_next_run_fetches_all(archive: Archive, books: Books) -> None:
    code, said, _ = run_import(archive, "--dry-run")
    assert (code, "This was a dry run: nothing was stored." in said) == (0, True)
    assert accounts(fetch(archive)) == [(f"{HERE}friends", "vcard", 3, 3, 0, "")]


def test_json_names_the_address_as_the_path(archive: Archive, books: Books) -> None:
    _, said, _ = run_import(archive, "--format", "json")
    (told,) = json.loads(said)["imports"]
    assert (told["path"], told["importer"], told["read"], told["new"]) == (f"{HERE}friends", "vcard", 3, 3)


def test_the_password_is_nowhere_afterwards(archive: Archive, books: Books, tmp_path: Path) -> None:
    for refused in (False, True):
        books.refused = refused
        assert "hunter2" not in "".join(map(str, run_import(archive)))
    assert "hunter2" not in repr(found([HERE], READERS, secrets=SECRETS))
    files = [path for path in archive.path.parent.rglob("*") if path.is_file()]
    assert [path for path in files if b"hunter2" in path.read_bytes()] == []


def test_taking_back_names_the_address_to_have_it_again(archive: Archive, books: Books) -> None:
    fetch(archive)
    done = CliRunner().invoke(main, ["--db", str(archive.path), "imports", "undo", "1"])
    assert done.stdout == (
        f"Import 1 is taken back ({HERE}friends). To have it again: reconnect import {HERE}friends\n"
    )


def test_whoever_is_forgotten_is_neither_fetched_again_nor_comes_back(archive: Archive, books: Books) -> None:
    fetch(archive)
    forget(archive.path, archive.person("katie")["id"])
    before = answers(archive)
    books.books[0].fetched.clear()
    assert accounts(fetch(archive)) == [(f"{HERE}friends", "vcard", 0, 0, 0, f"{HERE}friends")]
    books.books[0].cards["0.vcf"] = CARDS[0].replace("142", "143")
    (imported,) = fetch(archive).imports
    assert (books.books[0].fetched, dict(imported.brought.skipped)) == (["0.vcf"], {"forgotten": 1})
    assert answers(archive) == before
