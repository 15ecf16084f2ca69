"""What a page published is kept by its address, the newest few of each page, and never by whose it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from invented import NOW, card, take_in, write_cards

from reconnect.archive import Archive
from reconnect.report.facts import Published
from reconnect.store.opening import open_writer
from reconnect.store.published import KEPT, looked_up, published, write

KATIES = "https://katie.example/"
GLAZES = Published(KATIES, "https://katie.example/glazes", "Glazes without lead", date(2026, 11, 3))
KILNS = Published(KATIES, "https://katie.example/kilns", "Cold kilns", date(2026, 5, 1))
UNDATED = Published(KATIES, "https://katie.example/about", "About this page")


@pytest.fixture
def conn(archive: Archive, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A database in which one card names Katie's page."""
    take_in(archive, write_cards(tmp_path / "a.vcf", [card("Katie O'Neil", f"URL:{KATIES}", "UID:k1")]))
    with closing(open_writer(archive.path)) as conn:
        yield conn


def of_katie(conn: sqlite3.Connection) -> list[Published]:
    """What is told of the only person."""
    (things,) = published(conn).values()
    return things


def test_what_was_published_is_told_newest_first_and_undated_last(conn: sqlite3.Connection) -> None:
    write(conn, KATIES, [UNDATED, KILNS, GLAZES], "3 things", NOW)
    assert of_katie(conn) == [GLAZES, KILNS, UNDATED]
    (person,) = published(conn)
    assert published(conn, person) == {person: [GLAZES, KILNS, UNDATED]}
    assert published(conn, person + 1) == {}


def test_what_is_found_again_has_the_title_and_day_of_now_and_what_is_not_stays(conn: sqlite3.Connection) -> None:
    write(conn, KATIES, [GLAZES, KILNS], "2 things", NOW)
    renamed = GLAZES._replace(title="Glazes, without lead", day=date(2026, 11, 4))
    write(conn, KATIES, [renamed], "1 thing", NOW + timedelta(days=1))
    assert of_katie(conn) == [renamed, KILNS]
    found = conn.execute("select found_at from published where address = ?", (GLAZES.address,)).fetchone()
    assert found == ("2026-11-22T09:00:00Z",)


def test_when_a_page_was_last_looked_at_is_known_and_what_came_of_it(conn: sqlite3.Connection) -> None:
    write(conn, KATIES, [GLAZES], "1 thing", NOW)
    write(conn, KATIES, [], "robots.txt forbids it", NOW + timedelta(hours=2))
    assert looked_up(conn) == {KATIES: (datetime(2026, 11, 22, 11, tzinfo=UTC), "robots.txt forbids it")}
    assert of_katie(conn) == [GLAZES]


def test_the_newest_few_of_each_page_are_kept(conn: sqlite3.Connection) -> None:
    things = [
        Published(KATIES, f"https://katie.example/{n}", f"Kiln {n}", date(2026, 1, 1) + timedelta(days=n))
        for n in range(KEPT + 5)
    ]
    write(conn, KATIES, [UNDATED, *things[:10]], "11 things", NOW)
    write(conn, KATIES, things[10:], "15 things", NOW)
    assert of_katie(conn) == things[:4:-1]


def test_pages_do_not_crowd_each_other_out(conn: sqlite3.Connection) -> None:
    write(conn, KATIES, [GLAZES], "1 thing", NOW)
    other = [Published("https://b.example/", f"https://b.example/{n}", "Clay", date(2026, 11, 9)) for n in range(30)]
    write(conn, "https://b.example/", other, "30 things", NOW)
    assert of_katie(conn) == [GLAZES]
    assert conn.execute("select count(*) from published").fetchone() == (KEPT + 1,)


@pytest.mark.parametrize("title", ["\x1b]0;x\x07Clay", "\u202eyalC", "x" * 10_000, "'; drop table published; --", ""])
def test_a_hostile_title_is_kept_as_it_is(conn: sqlite3.Connection, title: str) -> None:
    write(conn, KATIES, [GLAZES._replace(title=title)], "1 thing", NOW)
    assert of_katie(conn) == [GLAZES._replace(title=title)]


def test_half_a_pair_of_surrogates_is_a_question_mark(conn: sqlite3.Connection) -> None:
    write(conn, KATIES, [GLAZES._replace(title="Clay\ud800")], "1 thing", NOW)
    assert of_katie(conn) == [GLAZES._replace(title="Clay?")]


def test_a_page_that_nobody_names_is_nobodys(conn: sqlite3.Connection) -> None:
    write(conn, "https://katie.example", [GLAZES], "1 thing", NOW)
    assert published(conn) == {}
