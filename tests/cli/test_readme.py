"""The README says what is true: its commands run, in its order, on an archive like the reader's own."""

from __future__ import annotations

import re
import shlex
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner
from invented import take_in, write_everything

from reconnect.archive import Archive
from reconnect.cli import main
from reconnect.sources.server import is_address

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
COMMANDS = [line.strip().removeprefix("$ ") for block in BLOCKS for line in block.splitlines() if line.strip()]


def test_the_readme_starts_with_demo_test_and_pipx() -> None:
    assert COMMANDS[:3] == ["./run demo", "./run test", "pipx install ."]


def test_every_command_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    downloads = tmp_path / "Downloads"
    downloads.mkdir()
    write_everything(downloads)
    monkeypatch.setenv("RECONNECT_DB", str(tmp_path / "reconnect.db"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    ours = [shlex.split(command)[1:] for command in COMMANDS if command.startswith("reconnect ")]
    assert len(ours) > 10
    for arguments in (each for each in ours if not names_a_server(each)):
        expanded = [argument.replace("~", str(tmp_path)) for argument in arguments]
        done = CliRunner().invoke(main, expanded)
        assert done.exit_code == 0, (arguments, done.output)
    assert list((tmp_path / "letters").glob("*.eml"))


def names_a_server(arguments: list[str]) -> bool:
    return any(map(is_address, arguments))


def test_every_command_that_names_a_server_asks_that_server(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, *write_everything(tmp_path))
    assert CliRunner().invoke(main, ["--db", str(archive.path), "draft"]).exit_code == 0
    ours = [shlex.split(command)[1:] for command in COMMANDS if command.startswith("reconnect ")]
    said = [
        CliRunner(env={"RECONNECT_PASSWORD": "secret"}).invoke(main, ["--db", str(archive.path), *arguments]).stderr
        for arguments in ours
        if names_a_server(arguments)
    ]
    assert said == [
        f"{server}.example.org: there is no server of that name; check the address and the network\n"
        for server in ("dav", "imaps://ann@mail", "imaps://ann@mail")
    ]


def test_the_notebook_and_the_sql_of_the_readme_run(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    take_in(archive, *write_everything(tmp_path))
    archive.path.rename(tmp_path / "reconnect.db")
    (notebook,) = re.findall(r"```python\n(from datetime.*?)```", README, re.DOTALL)
    exec(compile(notebook, "README.md", "exec"), {})
    assert CliRunner().invoke(main, ["--db", "reconnect.db", "forgotten"]).exit_code == 0
    (sql,) = re.findall(r"```sql\n(.*?)```", README, re.DOTALL)
    answers = [sqlite3.connect("reconnect.db").execute(query).fetchall() for query in sql.split(";") if query.strip()]
    assert len(answers) == 2
    assert all(answers)


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_has_a_help_that_fits_80_columns(name: str) -> None:
    done = CliRunner().invoke(main, [name, "--help"], terminal_width=80)
    assert done.exit_code == 0
    assert done.stdout.startswith("Usage: ")
    assert max(map(len, done.stdout.splitlines())) <= 80
