"""README's page of importers says what every FORMAT.md says; `--update-golden` writes it anew."""

from __future__ import annotations

import json
import re
from pathlib import Path
from textwrap import fill
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from importers import BUILTIN, Importer
from reconnect.cli import main

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BEGIN = "<!-- importers: made from samples/*/FORMAT.md by tests/test_importers_page.py -->\n"
END = "<!-- end of importers -->\n"
WIDTH = 120


class Format(NamedTuple):
    """What the page takes from a FORMAT.md, each on one line."""

    title: str
    about: str
    where: str


def format_of(name: str) -> Format:
    text = (ROOT / "samples" / name / "FORMAT.md").read_text(encoding="utf-8")
    found = re.match(r"# (.+)\n\n([^#\n].*(?:\n.+)*)\n\n## Where to get it\n\n([^#\n].*(?:\n.+)*)", text)
    assert found, f"samples/{name}/FORMAT.md: it begins with a title, a paragraph and `## Where to get it`"
    title, about, where = (" ".join(part.split()) for part in found.groups())
    return Format(title, about, where)


def entry(importer: Importer) -> str:
    told = format_of(importer.name)
    path = f"samples/{importer.name}/FORMAT.md"
    more = f"More: [{path}]({path}); it is called `{importer.name}`."
    paragraphs = [told.about, f"*Where to get it.* {told.where}", more]
    lines = (fill(text, WIDTH, break_long_words=False, break_on_hyphens=False) for text in paragraphs)
    return "\n\n".join([f"### {told.title}", *lines])


def test_the_readme_tells_every_importer_as_its_format_does(request: pytest.FixtureRequest) -> None:
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    page, _, after = rest.partition(END)
    made = "\n" + "\n\n".join(map(entry, BUILTIN)) + "\n\n"
    if request.config.getoption("--update-golden"):
        README.write_text(before + BEGIN + made + END + after, encoding="utf-8")
        page = made
    assert page == made


@pytest.mark.parametrize("importer", BUILTIN, ids=lambda importer: importer.name)
def test_an_importer_says_of_itself_what_its_format_says(importer: Importer) -> None:
    told = format_of(importer.name)
    assert (importer.title, getattr(importer, "where", "")) == (told.title, told.where)


def test_importers_lists_all_with_where_to_get_them() -> None:
    done = CliRunner().invoke(main, ["importers", "--format", "json"], catch_exceptions=False)
    told = [(importer.name, *format_of(importer.name)) for importer in BUILTIN]
    assert [(each["name"], each["title"], each["where"]) for each in json.loads(done.stdout)] == [
        (name, title, where) for name, title, _, where in told
    ]


def test_importers_tells_a_person_all_of_it() -> None:
    done = CliRunner().invoke(main, ["importers"], catch_exceptions=False)
    told = " ".join(done.stdout.split())
    missing = [each for importer in BUILTIN for each in format_of(importer.name)[::2] if each not in told]
    assert missing == []


def test_every_folder_of_samples_belongs_to_an_importer() -> None:
    folders = {path.name for path in (ROOT / "samples").iterdir() if path.is_dir()}
    assert folders == {importer.name for importer in BUILTIN} | {"archive"}
