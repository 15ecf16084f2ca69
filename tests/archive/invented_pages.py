"""Cards that name web pages, and what those were found to have published."""

from __future__ import annotations

from contextlib import closing
from datetime import date

from invented import NOW, card

from reconnect.archive import Archive
from reconnect.report.facts import Published
from reconnect.store.opening import open_writer
from reconnect.store.published import published, write

PAGE = "https://katie.example/"
GLAZES = Published(PAGE, "https://katie.example/glazes", "Glazes without lead", date(2026, 11, 3))
KILNS = Published(PAGE, "https://katie.example/kilns", "Cold kilns", date(2026, 2, 1))
WITH_PAGE = card("Katie O'Neil", "N:O'Neil;Katie;;;", "EMAIL:katie@harbour.example", f"URL:{PAGE}", "UID:k9")


def look_up(archive: Archive, *items: Published, page: str = PAGE) -> None:
    """Store what a page was found to have published."""
    with closing(open_writer(archive.path)) as conn:
        write(conn, page, items, "read", NOW)


def told_of(archive: Archive) -> dict[str, list[Published]]:
    """What is told of whom, by name."""
    with archive.reading() as conn:
        told = published(conn)
    names = {row["id"]: row["name"] for row, _ in archive.listed()}
    return {names[person]: things for person, things in told.items()}
