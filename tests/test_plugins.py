"""Who reads what: the registry, foreign importers, and the rule of claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from invented import AS_OF, NOW, READERS, write_cards, write_everything, write_mbox

import reconnect
from importers import BUILTIN, Contact, Export, Interaction, Mailbox, Origin, Participant, Record
from reconnect import plugins
from reconnect.archive.importing import found
from reconnect.errors import AmbiguousExport, NoSuchImporter, UnknownExport, UnreadablePath
from reconnect.plugins import Claim, Registered, Unclaimed, claims, hookimpl, registry


@dataclass
class Greedy:
    """A foreign importer that knows every file with an ending."""

    ending: str
    name: str = "greedy"
    title: str = "Whatever ends so"

    def identify(self, export: Export) -> bool:
        return export.is_single_file and export.name.endswith(self.ending)

    def extract(self, export: Export) -> Iterator[Record]:
        yield Contact(key="1", origin=Origin(export.name, 1), formatted_name="Ada Byron")


class GoodPlugin:
    @hookimpl
    def reconnect_importers(self) -> list[Greedy]:
        return [Greedy(".ada")]


def with_plugins(monkeypatch: pytest.MonkeyPatch, **found: Any) -> None:
    points = [EntryPoint(name, value, plugins.GROUP) for name, value in found.items()]
    monkeypatch.setattr(plugins, "entry_points", lambda group: points if group == plugins.GROUP else [])


def names(found: list[Claim | Unclaimed]) -> list[tuple[str, str]]:
    return [
        (Path(each.export.location).name, each.reader.importer.name)
        if isinstance(each, Claim)
        else (Path(each.location).name, type(each.error).__name__)
        for each in found
    ]


def test_the_importers_that_ship_are_registered_with_our_version() -> None:
    own = [(each.importer.name, each.version) for each in registry()]
    assert own == [(importer.name, "0.1.0") for importer in BUILTIN]


def test_a_foreign_package_adds_an_importer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with_plugins(monkeypatch, ada=f"{__name__}:GOOD")
    (tmp_path / "x.ada").write_text("Ada", encoding="utf-8")
    assert names(claims(str(tmp_path / "x.ada"), registry())) == [("x.ada", "greedy")]


GOOD = GoodPlugin()


def test_a_plugin_that_cannot_be_loaded_is_one_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    with_plugins(monkeypatch, broken="no_such_module:Plugin", ada=f"{__name__}:GOOD")
    warnings: list[str] = []
    assert [each.importer.name for each in registry(warnings)][-1] == "greedy"
    assert warnings == ["the plugin broken could not be loaded: No module named 'no_such_module'"]


@dataclass
class Failing(Greedy):
    """A foreign importer that cannot even say whether it knows a file."""

    def identify(self, export: Export) -> bool:
        raise RuntimeError("oops")


def test_a_foreign_importer_that_fails_stops_nobody_else(tmp_path: Path) -> None:
    path = write_cards(tmp_path / "contacts.vcf")
    failed, read = claims(str(path), [Registered(Failing(""), "1"), *registry()])
    assert names([failed, read]) == [("contacts.vcf", "BrokenImporter"), ("contacts.vcf", "vcard")]
    assert isinstance(failed, Unclaimed)
    text = f"{path}: the importer greedy failed on it (RuntimeError); report that to its maker"
    assert str(failed.error) == text


def test_two_importers_that_know_a_file_are_both_named(tmp_path: Path) -> None:
    path = write_cards(tmp_path / "contacts.vcf")
    readers = [*registry(), Registered(Greedy(".vcf"), "1")]
    with pytest.raises(AmbiguousExport) as raised:
        claims(str(path), readers)
    assert str(raised.value) == f"{path}: vcard and greedy both know this; choose one: --as vcard"
    assert names(claims(str(path), readers, forced="greedy")) == [("contacts.vcf", "greedy")]


def test_an_ambiguous_file_in_a_folder_costs_only_itself(tmp_path: Path) -> None:
    write_cards(tmp_path / "contacts.vcf")
    write_mbox(tmp_path / "mail.mbox")
    found = claims(str(tmp_path), [*registry(), Registered(Greedy(".vcf"), "1")])
    assert names(found) == [("contacts.vcf", "AmbiguousExport"), ("mail.mbox", "mail")]


def test_a_folder_that_nobody_knows_whole_is_taken_apart(tmp_path: Path) -> None:
    write_everything(tmp_path)
    (tmp_path / "photos" / "2026").mkdir(parents=True)
    (tmp_path / "photos" / "2026" / "cat.jpg").write_bytes(b"\xff\xd8\xff\xe0 no cat")
    (tmp_path / "photos" / "friends.vcf").write_bytes((tmp_path / "contacts.vcf").read_bytes())
    assert names(claims(str(tmp_path), registry())) == [
        ("Basic_LinkedInDataExport_11-20-2026.zip", "linkedin"),
        ("contacts.vcf", "vcard"),
        ("facebook-ines-2026-11-18", "facebook"),
        ("mail.mbox", "mail"),
        ("cat.jpg", "UnknownExport"),
        ("friends.vcf", "vcard"),
    ]


def test_what_nobody_knows_is_told_with_what_it_holds(tmp_path: Path) -> None:
    for name in ("index.html", "photos/a.jpg", "photos/b.jpg", "photos/c.jpg", "photos/d.jpg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(UnknownExport) as raised:
        claims(str(tmp_path), registry())
    assert str(raised.value) == (
        f"{tmp_path}: no importer knows this export (it holds: index.html, photos/a.jpg, photos/b.jpg, photos/c.jpg, "
        "...); reconnect importers lists what can be read"
    )


def test_an_importer_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(NoSuchImporter) as raised:
        claims(str(write_cards(tmp_path / "a.vcf")), registry(), forced="outlok")
    names = "vcard, google, outlook, thunderbird, linkedin, facebook, instagram, mail, table"
    text = f"--as outlok: there is no importer of that name; choose one of: {names}"
    assert str(raised.value) == text


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePath, match="there is no such file or folder; check the path"):
        claims(str(tmp_path / "none"), registry())


def address_of(name: str) -> str:
    return f"{name.replace(' ', '.').lower()}@post.example"


@dataclass
class Postcards:
    """A foreign importer with a channel of its own: a list of postcards, `from;to;day` a line."""

    name: str = "postcards"
    title: str = "A box of postcards"

    def identify(self, export: Export) -> bool:
        return export.is_single_file and export.name.endswith(".postcards")

    def extract(self, export: Export) -> Iterator[Record]:
        for member in export.members:
            for number, line in enumerate(member.open().read().decode().splitlines(), 1):
                sender, receiver, day = line.split(";")
                sent, received = (Mailbox(name, name, address_of(name)) for name in (sender, receiver))
                yield Interaction(
                    key=line,
                    origin=Origin(member.name, number),
                    channel="post",
                    at=datetime.fromisoformat(f"{day}T12:00:00+00:00"),
                    participants=(Participant("from", sent), Participant("to", received)),
                )


def test_a_foreign_importer_may_bring_a_channel_of_its_own(tmp_path: Path) -> None:
    lines = ["Ada Byron;Ines Duarte;2016-03-01", "Ines Duarte;Ada Byron;2016-09-01", "Ada Byron;Ines Duarte;2017-05-01"]
    lines += ["Bela Nagy;Ines Duarte;2016-03-01"]
    (tmp_path / "box.postcards").write_text("\n".join(lines), encoding="utf-8")
    archive = reconnect.open(tmp_path / "a.db")
    readers = [*READERS, Registered(Postcards(), "1")]
    archive.import_exports(found([str(tmp_path / "box.postcards")], readers), NOW)
    archive.decide_me(address_of("Ines Duarte"), mine=True)
    report = archive.report(AS_OF, 0)
    assert [(row.name, row.group, row.channels, row.contact_days) for row in report.rows] == [
        ("Ada Byron", "lapsed", ("post",), 3)
    ]
