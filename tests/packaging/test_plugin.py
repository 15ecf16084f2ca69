"""A package of somebody else's adds an importer: the one that README.md shows is built, installed and used."""

from __future__ import annotations

import importlib
import json
import os
import random
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from importers import BUILTIN, Contact, Export, Importer, Origin, Problem, Record, Skipped

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "tests" / "plugin_package"
SAMPLE = PACKAGE / "visitors.txt"
SAID = [
    Contact(
        key="Ada Moreau\x1fada@kilns.example",
        origin=Origin("visitors.txt", 1),
        formatted_name="Ada Moreau",
        emails=("ada@kilns.example",),
        since="2026-05-12",
        note="Lovely glazes, I shall come again.",
    ),
    Contact(
        key="Teo Marchetti\x1f2026-05-12",
        origin=Origin("visitors.txt", 2),
        formatted_name="Teo Marchetti",
        since="2026-05-12",
        note="From Trieste, on foot",
    ),
    Skipped(Origin("visitors.txt", 3), "visitors without a name"),
    Problem(Origin("visitors.txt", 4), "it has 1 cells and not 4: day, name, e-mail, remark"),
    Contact(
        key="Zoë Lindqvist\x1fzoe@lindqvist.example",
        origin=Origin("visitors.txt", 5),
        formatted_name="Zoë Lindqvist",
        emails=("zoe@lindqvist.example",),
        since="2026-05-14",
    ),
]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a reconnect beside which the package is installed, from its wheel and without a network."""
    folder = tmp_path_factory.mktemp("plugin")
    wheels, site = folder / "wheels", folder / "site"
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run(build, cwd=PACKAGE, check=True, capture_output=True)
    (wheel,) = wheels.glob("*.whl")
    install = [sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--disable-pip-version-check"]
    subprocess.run([*install, "--target", str(site), str(wheel)], check=True, capture_output=True)
    return {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(site),
        "HOME": str(folder),
        "RECONNECT_DB": str(folder / "reconnect.db"),
    }


@pytest.fixture
def importer(monkeypatch: pytest.MonkeyPatch) -> Importer:
    monkeypatch.syspath_prepend(PACKAGE)
    (found,) = importlib.import_module("reconnect_visitors_book").reconnect_importers()
    assert isinstance(found, Importer)
    return found


def reconnect(installed: dict[str, str], *arguments: str) -> Any:
    command = [sys.executable, "-m", "reconnect", *arguments, "--format", "json"]
    done = subprocess.run(command, cwd=installed["HOME"], env=installed, capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode()) == (0, "")
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", ["pyproject.toml", "reconnect_visitors_book.py", "visitors.txt"])
def test_the_readme_shows_the_package_word_for_word(name: str) -> None:
    blocks = re.findall(r"```\w+\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert (PACKAGE / name).read_text(encoding="utf-8") in blocks


def test_an_ordinary_importer_needs_fewer_than_60_lines() -> None:
    assert len((PACKAGE / "reconnect_visitors_book.py").read_text(encoding="utf-8").splitlines()) < 60


def test_an_installed_package_is_listed_behind_the_importers_that_ship(installed: dict[str, str]) -> None:
    listed = reconnect(installed, "importers")
    assert [each["name"] for each in listed] == [*(each.name for each in BUILTIN), "visitors-book"]
    assert listed[-1] == {
        "name": "visitors-book",
        "title": "Visitors' book",
        "where": "Ask the gallery for its visitors' book as a text file.",
    }


def test_the_contacts_of_an_installed_package_arrive(installed: dict[str, str]) -> None:
    run = reconnect(installed, "import", str(SAMPLE))
    (account,) = run["imports"]
    told = {key: account[key] for key in ("importer", "read", "contacts", "skipped_by", "problems")}
    assert told == {
        "importer": "visitors-book",
        "read": 5,
        "contacts": 3,
        "skipped_by": {"visitors without a name": 1},
        "problems": 1,
    }
    people = reconnect(installed, "people")
    assert sorted((person["name"], person["emails"]) for person in people) == [
        ("Ada Moreau", ["ada@kilns.example"]),
        ("Teo Marchetti", []),
        ("Zoë Lindqvist", ["zoe@lindqvist.example"]),
    ]
    reason = "it has 1 cells and not 4: day, name, e-mail, remark"
    assert reconnect(installed, "problems") == [
        {"import": account["id"], "member": "visitors.txt", "record": 4, "reason": reason}
    ]


def test_it_says_what_is_in_its_sample_and_nobody_else_claims_it(importer: Importer) -> None:
    assert [each.name for each in (*BUILTIN, importer) if each.identify(Export(SAMPLE))] == ["visitors-book"]
    assert list(importer.extract(Export(SAMPLE))) == SAID


def test_its_zip_gives_the_same_records_as_its_file(importer: Importer, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.write(SAMPLE, SAMPLE.name)
    entry = Export(tmp_path / "export.zip").entry(SAMPLE.name)
    assert importer.identify(entry)
    assert list(importer.extract(entry)) == SAID


@pytest.mark.parametrize("seed", range(50))
def test_it_refuses_what_is_foreign_and_raises_on_nothing(importer: Importer, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(SAMPLE.read_bytes())
    for _ in range(10):
        data[chance.randrange(len(data))] = chance.randrange(256)
    damaged = bytes(data[: chance.randrange(len(data))])
    for name, content in {"damaged": damaged, "random": chance.randbytes(500)}.items():
        (tmp_path / name).write_bytes(content)
        assert all(isinstance(record, Record) for record in importer.extract(Export(tmp_path / name)))
    assert not importer.identify(Export(tmp_path / "random"))
    assert not importer.identify(Export(tmp_path))
