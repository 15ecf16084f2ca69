"""Dependencies point one way: readers and rules on the ground, the store above, the archive, then what prints."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted([*(ROOT / "importers").rglob("*.py"), *(ROOT / "reconnect").rglob("*.py")])
STDLIB = sys.stdlib_module_names
HEAVY = {
    "pandas", "numpy", "sqlite_utils", "requests", "bs4", "vobject", "rich", "jinja2", "phonenumbers", "rapidfuzz",
    "llm", "imapclient", "keyring", "certifi",
}  # fmt: skip

DATACLASSES = {"reconnect.ties.columns", "reconnect.drafts.facts", "reconnect.report.facts", "reconnect.identity"}
ANYWHERE = {"reconnect.errors", "reconnect.visible", "reconnect.markdown", "reconnect.spreadsheet", "reconnect.plural"}

# Who may import what of ours, and what of others; the longest name that fits a module counts.
ALLOWED: dict[str, tuple[set[str], set[str]]] = {
    "importers": ({"importers"}, {"vobject", "bs4", "defusedxml"}),
    "reconnect.identity": (
        {"importers.records", "reconnect.identity"},
        {"anyascii", "rapidfuzz", "phonenumbers", "numpy"},
    ),
    "reconnect.ties": ({"importers.records", "reconnect.ties"}, {"numpy"}),
    "reconnect.ties.frame": ({"reconnect.ties"}, {"numpy", "pandas"}),
    "reconnect.drafts": ({"importers.records", "reconnect.drafts"}, {"jinja2", "anyascii"}),
    "reconnect.report": (
        {"reconnect.report", "reconnect.ties.columns", "reconnect.ties.coverage", "reconnect.ties.model"},
        {"numpy", "rich", "jinja2"},
    ),
    "reconnect.report.frame": ({"reconnect.report"}, {"pandas"}),
    "reconnect.store": (
        {"importers.bookmarks", "importers.records", "reconnect.store", *DATACLASSES},
        {"sqlite_utils", "numpy"},
    ),
    "reconnect.plugins": ({"importers"}, {"pluggy"}),
    "reconnect.config": (set(), {"platformdirs"}),
    "reconnect.schedule": (set(), set()),
    "reconnect.models": ({"reconnect.drafts.rewriting"}, {"llm"}),
    "reconnect.sources": (
        {"importers", "reconnect.sources"},
        {"requests", "urllib3", "imapclient", "bs4", "defusedxml", "certifi", "keyring"},
    ),
    "reconnect.archive": (
        {
            "importers", "reconnect.archive", "reconnect.config", "reconnect.drafts", "reconnect.files",
            "reconnect.identity", "reconnect.models", "reconnect.plugins", "reconnect.report", "reconnect.sources",
            "reconnect.store", "reconnect.ties",
        },
        {"numpy", "pandas", "sqlite_utils"},
    ),
    "reconnect.cli": (
        {
            "importers.export", "reconnect.archive", "reconnect.cli", "reconnect.config", "reconnect.files",
            "reconnect.plugins", "reconnect.report", "reconnect.schedule", "reconnect.sources.secrets",
        },
        {"click", "rich"},
    ),
    "reconnect.__main__": ({"reconnect.cli"}, set()),
    "reconnect": ({"reconnect.archive"}, set()),
}  # fmt: skip


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            base = node.module or ""
            yield from (f"{base}.{alias.name}" if base in ("reconnect", "importers") else base for alias in node.names)


def rule_of(module: str) -> tuple[set[str], set[str]]:
    fitting = [name for name in ALLOWED if module == name or module.startswith(f"{name}.")]
    return ALLOWED[max(fitting, key=len)]


def within(name: str, packages: set[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_module_imports_only_what_its_floor_may(path: Path) -> None:
    ours, others = rule_of(module_name(path))
    wrong = [
        name
        for name in imported(path)
        if not within(name, ours | ANYWHERE | others) and name.split(".")[0] not in STDLIB
    ]
    assert wrong == []


PURE_OF_ALL = {"importers", "reconnect.identity", "reconnect.schedule", "reconnect.ties"}
PURE = [path for path in MODULES if within(module_name(path), PURE_OF_ALL)]
OUTSIDE = {
    "socket", "ssl", "urllib.request", "http.client", "smtplib", "imaplib", "imapclient", "requests", "urllib3",
    "subprocess",
}  # fmt: skip


@pytest.mark.parametrize("path", [path for path in MODULES if not within(module_name(path), {"reconnect.sources"})])
def test_nothing_but_a_source_reaches_the_network_or_starts_a_program(path: Path) -> None:
    assert [name for name in imported(path) if within(name, OUTSIDE)] == []


@pytest.mark.parametrize("path", PURE, ids=module_name)
def test_a_pure_rule_reads_no_clock_and_no_database(path: Path) -> None:
    names = set(imported(path))
    assert not names & {"time", "sqlite3"}
    text = path.read_text(encoding="utf-8")
    assert ".now(" not in text
    assert ".today(" not in text


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_a_module_stays_below_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def modules_of(*arguments: str) -> set[str]:
    """The top-level modules that a command imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "reconnect", *arguments], capture_output=True, text=True, check=False
    )
    return {line.rsplit("|", 1)[1].strip().split(".")[0] for line in done.stderr.splitlines() if "|" in line}


@pytest.mark.parametrize("arguments", [("--help",), ("schedule", "--print", "systemd")])
def test_help_and_schedule_import_nothing_heavy(arguments: tuple[str, ...]) -> None:
    found = modules_of(*arguments)
    assert "click" in found
    assert found & HEAVY == set()


@pytest.mark.parametrize("command", [("forgotten",), ("people",), ("review",), ("imports",), ("drafts",)])
def test_a_command_that_reads_imports_neither_pandas_nor_sqlite_utils(command: tuple[str, ...], tmp_path: Path) -> None:
    import reconnect

    archive = reconnect.open(tmp_path / "a.db")
    archive.set("name", "Ines Duarte")
    found = modules_of("--db", str(archive.path), *command)
    assert "sqlite3" in found
    assert found & {"pandas", "sqlite_utils", "requests", "bs4", "vobject"} == set()


def test_a_command_that_writes_does_without_pandas(tmp_path: Path) -> None:
    found = modules_of("--db", str(tmp_path / "a.db"), "settings", "name", "Ines Duarte")
    assert "sqlite_utils" in found
    assert "pandas" not in found


def test_letters_are_drafted_without_a_language_model_unless_one_is_named(tmp_path: Path) -> None:
    from invented import take_in, write_everything

    import reconnect

    archive = reconnect.open(tmp_path / "a.db")
    take_in(archive, *write_everything(tmp_path))
    found = modules_of("--db", str(archive.path), "draft", "--as-of", "2026-11-22")
    assert "jinja2" in found
    assert "llm" not in found
    assert "llm" in modules_of("--db", str(archive.path), "draft", "--model", "none-such", "--yes")
