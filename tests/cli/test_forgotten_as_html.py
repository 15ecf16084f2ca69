"""The page comes on stdout or into a file, and tells the same people as the other formats."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from invented import write_everything

from reconnect.cli import main


def forgotten(database: Path, *arguments: str | Path) -> Result:
    command = ["--db", database, "forgotten", "--as-of", "2026-11-22", "--format", "html", *arguments]
    done = CliRunner().invoke(main, list(map(str, command)))
    assert done.exit_code == 0
    return done


def test_a_file_holds_the_page_that_stdout_shows(tmp_path: Path) -> None:
    database, page = tmp_path / "a.db", tmp_path / "reports" / "a.html"
    CliRunner().invoke(main, ["--db", str(database), "import", *map(str, write_everything(tmp_path))])
    printed = forgotten(database).stdout
    done = forgotten(database, "--output", page)
    assert (done.stdout, done.stderr) == ("", f"written: {page}\n")
    assert page.read_text(encoding="utf-8") == printed
    names = [heading.text for heading in BeautifulSoup(printed, "html.parser").select("li h2")]
    assert "Katherine O'Neil" in names


def test_before_any_import_the_page_says_what_to_download(tmp_path: Path) -> None:
    page = BeautifulSoup(forgotten(tmp_path / "a.db").stdout, "html.parser")
    assert [each.text for each in page("h1")] == ["Who have I forgotten?"]
    assert page.select("footer p")[0].text == "Nothing is imported yet. Any of these is a beginning:"
    assert page("svg") == []
