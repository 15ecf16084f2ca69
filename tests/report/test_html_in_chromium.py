"""The HTML report in a real browser: it asks for nothing, runs nothing, fits the window, and tells of everybody."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from browser import Browser, browser
from click.testing import CliRunner
from invented import AS_OF, card, exchanged, take_in, write_cards, write_mbox
from invented_attacks import ATTACKS, hostile_report

from reconnect.archive import Archive
from reconnect.cli import main
from reconnect.report import html, json_file
from reconnect.report.history import History
from reconnect.ties.columns import day_number
from reconnect.visible import visible

SAMPLE = Path(__file__).parents[2] / "samples" / "archive"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


class Page(NamedTuple):
    """A report as a page, and the rows of the same report as JSON."""

    path: Path
    rows: list[dict[str, Any]]


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as started:
        yield started


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """The demo, an archive in which strangers chose all names, and a report whose texts no importer has touched."""
    folder = tmp_path_factory.mktemp("pages")
    demo = folder / "demo.db"
    assert CliRunner().invoke(main, ["--db", str(demo), "import", str(SAMPLE)]).exit_code == 0
    strangers = folder / "strangers.db"
    take_in(Archive(strangers), *exports_of_strangers(folder))
    raw = hostile_report()
    days = [day_number(AS_OF) - back for back in (5000, 1000, 999, 400)]
    text = html.write(raw, History({row.person: days for row in raw.rows}, [400] * len(raw.rows)))
    (folder / "raw.html").write_text(text, encoding="utf-8")
    return {
        "demo": told(demo),
        "strangers": told(strangers),
        "raw": Page(folder / "raw.html", json.loads(json_file.write(raw))["rows"]),
    }


def told(database: Path) -> Page:
    """Write the whole report of a database as a page and as JSON, as a person does."""
    page = database.with_suffix(".html")
    command = ["--db", str(database), "forgotten", "--limit", "0", "--as-of", AS_OF.isoformat(), "--format"]
    assert CliRunner().invoke(main, [*command, "html", "--output", str(page)]).exit_code == 0
    return Page(page, json.loads(CliRunner().invoke(main, [*command, "json"]).stdout)["rows"])


def exports_of_strangers(folder: Path) -> tuple[Path, Path]:
    """Write mail and cards in which strangers chose their names, titles and organizations, and the subjects."""
    mails, cards = [], [card("Ines Duarte", "EMAIL:ines@duarte.example", "UID:me")]
    for place, name in enumerate(ATTACKS):
        address, text = f"a{place}@x{place}.example", re.sub(r"([\\,;])", r"\\\1", name)
        cards.append(card(text, f"TITLE:{text}", f"ORG:At {text}", f"EMAIL:{address}", f"UID:{place}"))
        days = [f"{year}-0{place % 9 + 1}-10" for year in range(2014, 2020)]
        mails += exchanged(f"<{address}>", days, encoded_word(name))
    return write_mbox(folder / "mail.mbox", mails), write_cards(folder / "contacts.vcf", cards)


def encoded_word(text: str) -> str:
    """Return a text as the header of a mail has it, RFC 2047."""
    return " ".join(f"=?utf-8?b?{b64encode(text[at : at + 10].encode()).decode()}?=" for at in range(0, len(text), 10))


EACH = pytest.mark.parametrize("name", ["demo", "strangers", "raw"])


@EACH
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_asks_for_nothing_and_fits(
    name: str, scheme: str, width: int, chromium: Browser, pages: dict[str, Page]
) -> None:
    page = pages[name].path
    chromium.open(page, width, scheme)
    chromium.ask("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert chromium.ask("[document.documentElement.scrollWidth, innerWidth]") == [width, width]
    assert chromium.ask("getComputedStyle(document.documentElement).colorScheme") == scheme
    assert (chromium.requests(), chromium.console()) == ([page.as_uri()], [])


@EACH
def test_everybody_of_the_json_is_on_the_page(name: str, chromium: Browser, pages: dict[str, Page]) -> None:
    page = pages[name]
    chromium.open(page.path)
    names = chromium.ask("[...document.querySelectorAll('.people h2')].map(each => each.textContent)")
    assert len(page.rows) >= len(ATTACKS)
    assert names == [shown(row["name"]) for row in page.rows]


def shown(name: str | None) -> str:
    return visible(name) if name and name.strip() else "(without a name)"


@EACH
def test_nothing_runs_even_without_the_policy(
    name: str, chromium: Browser, pages: dict[str, Page], tmp_path: Path
) -> None:
    bare, found = POLICY.subn("", pages[name].path.read_text(encoding="utf-8"))
    (tmp_path / "bare.html").write_text(bare, encoding="utf-8")
    chromium.open(tmp_path / "bare.html")
    assert (found, chromium.requests()) == (1, [(tmp_path / "bare.html").as_uri()])
    assert chromium.ask("[typeof owned, document.scripts.length, document.links.length]") == ["undefined", 0, 0]
    assert chromium.ask("document.body.innerText.includes('49')") is False


def test_a_page_that_does_not_escape_would_be_found_out(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "open.html").write_text(f"<!DOCTYPE html>{''.join(ATTACKS[:3])}", encoding="utf-8")
    chromium.open(tmp_path / "open.html")
    assert chromium.ask("typeof owned") == "number"
    assert len(chromium.requests()) > 1
    assert chromium.console() != []


@EACH
def test_a_screen_reader_hears_every_drawing(name: str, chromium: Browser, pages: dict[str, Page]) -> None:
    chromium.open(pages[name].path)
    images = [(each.name, each.description) for each in chromium.heard() if each.role == "image"]
    known = [row for row in pages[name].rows if row["contact_days"]]
    people = [" ".join(shown(row["name"]).split()) for row in known]
    assert [each for each, _ in images] == ["Who and when over the years", "How silence is distributed", *people]
    assert all(description for _, description in images)
    if name != "raw":
        days = [sum(map(int, re.findall(r"(\d+) in \d{4}", words))) for _, words in images[2:]]
        assert days == [row["contact_days"] for row in known]


def test_print_is_on_white_paper(chromium: Browser, pages: dict[str, Page]) -> None:
    chromium.open(pages["demo"].path, scheme="dark", media="print")
    assert chromium.ask("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert chromium.ask("getComputedStyle(document.querySelector('details')).display") == "none"
