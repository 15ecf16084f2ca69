"""lookup: nothing is asked unasked, hosts are named before, and each page is one line."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from invented import card, take_in, write_cards

from reconnect.archive import Archive
from reconnect.cli import main
from reconnect.sources.web.found import Found
from reconnect.sources.web.looking import Looked, Visitor

FOUND = {
    "annbyron.example": (
        Found("https://annbyron.example/kiln", "A kiln \x1b[31m", date(2026, 11, 3)),
        Found("https://annbyron.example/glaze", "Glaze", date(2025, 1, 31)),
    ),
}
CARDS = (
    card(
        "Ann Byron", "UID:a", "URL:annbyron.example", "URL:https://www.linkedin.com/in/ann", "URL:https://gone.example/"
    ),
    card("Bob Shaw", "UID:b"),
)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were asked; nobody is."""
    pages: list[str] = []

    def look(self: Visitor, page: str) -> Looked:
        pages.append(page)
        return Looked(page, FOUND.get(page, ()), "" if page in FOUND else "nobody answers there")

    monkeypatch.setattr(Visitor, "look", look)
    return pages


@pytest.fixture
def database(archive: Archive, tmp_path: Path) -> Path:
    take_in(archive, write_cards(tmp_path / "cards.vcf", CARDS))
    return archive.path


def run(database: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--db", str(database), "lookup", *arguments])


def id_of(archive: Archive, name: str) -> int:
    return int(archive.person(name)["id"])


def test_a_bare_lookup_asks_nobody_and_says_what_to_say(database: Path, asked: list[str]) -> None:
    done = run(database)
    assert (done.exit_code, done.stdout, asked) == (2, "", [])
    assert "name somebody, or say --top N for the top of the report; no page is looked at unasked" in done.stderr
    both = run(database, "Ann", "--top", "3")
    assert (both.exit_code, asked) == (2, [])
    assert "PERSON and --top go one at a time" in both.stderr


def test_the_hosts_are_named_then_each_page_is_a_line_then_come_the_things(
    database: Path, archive: Archive, asked: list[str]
) -> None:
    done = run(database, "Ann")
    assert done.exit_code == 0
    assert done.stderr == (
        "Will ask: annbyron.example, gone.example\n"
        "https://www.linkedin.com/in/ann (Ann Byron): LinkedIn is left alone\n"
        'annbyron.example (Ann Byron): 2 things, the newest "A kiln \\x1b[31m" of 3 November 2026\n'
        "https://gone.example/ (Ann Byron): nobody answers there\n"
    )
    assert done.stdout == (
        f"{id_of(archive, 'Ann'):>6}  Ann Byron, annbyron.example\n"
        "        3 November 2026  A kiln \\x1b[31m\n"
        "                         https://annbyron.example/kiln\n"
        "        31 January 2025  Glaze\n"
        "                         https://annbyron.example/glaze\n"
        "\n"
        "Write about it: reconnect draft PERSON\n"
    )


def test_who_was_named_twice_is_looked_at_once_and_json_is_the_data(
    database: Path, archive: Archive, asked: list[str]
) -> None:
    done = run(database, "Ann", "Byron", "--format", "json")
    assert asked == ["annbyron.example", "https://gone.example/"]
    row = {"person": id_of(archive, "Ann"), "name": "Ann Byron"}
    linkedin, own, gone = json.loads(done.stdout)
    assert linkedin == {
        **row, "page": "https://www.linkedin.com/in/ann", "result": "LinkedIn is left alone", "found": []
    }  # fmt: skip
    assert gone == {**row, "page": "https://gone.example/", "result": "nobody answers there", "found": []}
    assert own == {
        **row,
        "page": "annbyron.example",
        "result": '2 things, the newest "A kiln \x1b[31m" of 3 November 2026',
        "found": [
            {"title": "A kiln \x1b[31m", "address": "https://annbyron.example/kiln", "day": "2026-11-03"},
            {"title": "Glaze", "address": "https://annbyron.example/glaze", "day": "2025-01-31"},
        ],
    }


def test_the_same_day_nobody_is_asked_again_unless_told_to(database: Path, asked: list[str]) -> None:
    run(database, "Ann")
    asked.clear()
    again = run(database, "Ann")
    assert asked == []
    assert "Will ask" not in again.stderr
    assert "https://gone.example/ (Ann Byron): nobody answers there (asked within the last day; --again" in again.stderr
    assert "3 November 2026  A kiln" in again.stdout
    run(database, "Ann", "--again")
    assert asked == ["annbyron.example", "https://gone.example/"]


def test_where_there_is_nothing_to_look_at_or_to_tell_it_says_so(database: Path, asked: list[str]) -> None:
    names_none = (
        "No card names a web page of theirs; add it to the entry in your address book, and import that again.\n"
    )
    assert (run(database, "Bob").stdout, run(database, "--top", "3").stdout, asked) == (names_none, names_none, [])


def test_before_any_import_it_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path / "a.db", "--top", "3")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "nothing has been imported yet" in done.stderr
