"""A download in several ZIPs is one export."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from invented import CARDS, READERS, take_in
from packing import tar_of, zip_of

import reconnect
from importers import Export, InteractionBlock
from importers.parts import Parts, joined, missing, together
from reconnect.archive.importing import found
from reconnect.errors import UnknownExport
from reconnect.plugins import Claim, Unclaimed, claims


def packed(path: Path, files: Mapping[str, str]) -> Path:
    packing = zip_of if path.suffix.lower() == ".zip" else tar_of
    return packing(path, {name: text.encode() for name, text in files.items()})


def takeout(folder: Path, ending: str = "zip") -> list[Path]:
    """A Takeout whose contacts lie in both parts, with the page that each part brings along."""
    page = {"Takeout/archive_browser.html": "<html></html>"}
    one = page | {"Takeout/Contacts/Friends/Friends.vcf": CARDS[0]}
    two = page | {"Takeout/Contacts/Family/Family.vcf": CARDS[1], "Takeout/Drive/poem.txt": "Roses"}
    return [
        packed(folder / f"takeout-20261120T101010Z-{number:03}.{ending}", files)
        for number, files in ((1, one), (2, two))
    ]


@pytest.mark.parametrize(
    ("paths", "groups"),
    [
        (["t-001.zip", "a.vcf", "t-002.zip"], [["t-001.zip", "t-002.zip"], ["a.vcf"]]),
        (["t-010.zip", "t-009.ZIP"], [["t-009.ZIP", "t-010.zip"]]),
        (["a/t-001.zip", "b/t-002.zip"], [["a/t-001.zip"], ["b/t-002.zip"]]),
        (["t-001.zip", "t-001.zip"], [["t-001.zip"]]),
        (["t-001.tgz", "t-002.zip", "t-002.TGZ"], [["t-001.tgz", "t-002.TGZ"], ["t-002.zip"]]),
        (["t-002.tar.gz", "t-001.tar.gz", "t-001.tar"], [["t-001.tar.gz", "t-002.tar.gz"], ["t-001.tar"]]),
        (["a.vcf", "t-001.vcf", "t-002.vcf"], [["a.vcf"], ["t-001.vcf"], ["t-002.vcf"]]),
    ],
)
def test_the_parts_of_a_download_are_told_by_their_numbers(paths: list[str], groups: list[list[str]]) -> None:
    assert together(paths) == groups


def test_a_part_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert missing(["t-001.zip", "t-004.zip"]) == ["t-002.zip", "t-003.zip"]
    assert missing(["t-001.tgz", "t-003.tgz"]) == ["t-002.tgz"]
    assert missing(["t-001.zip", "t-002.zip"]) == missing(["holidays-002.zip"]) == []
    _, two = takeout(tmp_path)
    two.rename(tmp_path / "takeout-20261120T101010Z-003.zip")
    lost = [each for each in claims(str(tmp_path), READERS) if isinstance(each, Unclaimed) and "-002" in each.location]
    path = f"{tmp_path}/takeout-20261120T101010Z-002.zip"
    text = f"{path}: this part is not here, and what it holds is not read; download it as well"
    assert [(each.location, str(each.error)) for each in lost] == [(path, text)]


@pytest.mark.parametrize("ending", ["zip", "tgz", "tar"])
def test_parts_are_read_as_one_export(ending: str, tmp_path: Path) -> None:
    whole = joined([Export(path) for path in takeout(tmp_path, ending)])
    assert isinstance(whole, Parts)
    assert [member.name for member in whole.members] == [
        "Takeout/Contacts/Family/Family.vcf",
        "Takeout/Contacts/Friends/Friends.vcf",
        "Takeout/Drive/poem.txt",
        "Takeout/archive_browser.html",
    ]
    assert (whole.is_single_file, whole.is_packed) == (False, True)
    contacts = whole.entry("Takeout").entry("Contacts")
    assert isinstance(contacts, Parts)
    assert [member.head() for member in contacts.members] == [CARDS[1].encode(), CARDS[0].encode()]
    page = whole.entry("Takeout").entry("archive_browser.html")
    assert (page.is_single_file, page.location) == (
        True, f"{tmp_path}/takeout-20261120T101010Z-001.{ending}/Takeout/archive_browser.html",
    )  # fmt: skip


def test_mailboxes_in_several_parts_are_read_as_one(tmp_path: Path) -> None:
    files = [{f"Takeout/Mail/{label}.mbox": mailbox(label)} for label in ("Kilns", "Inbox")]
    parts = [packed(tmp_path / f"takeout-{number:03}.tgz", each) for number, each in enumerate(files, 1)]
    (claim,) = claims(str(parts[0]), READERS, further=[str(parts[1])])
    assert isinstance(claim, Claim)
    blocks = [record for record in claim.reader.importer.extract(claim.export) if isinstance(record, InteractionBlock)]
    assert [(message.key, message.origin.member) for block in blocks for message in block] == [
        ("Inbox@example.org", "Takeout/Mail/Inbox.mbox"), ("Kilns@example.org", "Takeout/Mail/Kilns.mbox"),
    ]  # fmt: skip


def mailbox(label: str) -> str:
    return (
        f"From a@example.org Tue Mar  5 08:00:00 2024\nFrom: a@example.org\nMessage-ID: <{label}@example.org>\n\nHi\n"
    )


@pytest.mark.parametrize("ending", ["zip", "tgz"])
def test_what_is_read_of_any_part_is_told(ending: str, tmp_path: Path) -> None:
    whole, told = joined([Export(path) for path in takeout(tmp_path, ending)]), list[int]()
    assert whole is not None
    whole.on_read = told.append
    assert whole.on_read is not None
    for member in whole.members:
        with member.open() as stream:
            stream.read()
    assert sum(told) == whole.size


def test_zips_with_different_files_of_one_name_are_no_parts_of_one_download(tmp_path: Path) -> None:
    paths = [
        packed(tmp_path / f"cards-{number:03}.zip", {"cards.vcf": card}) for number, card in enumerate(CARDS[:2], 1)
    ]
    assert joined([Export(path) for path in paths]) is None
    run = take_in(reconnect.open(tmp_path / "a.db"), *paths)
    assert [(Path(each.path).name, each.brought.new) for each in run.imports] == [
        ("cards-001.zip", 1), ("cards-002.zip", 1),
    ]  # fmt: skip


def test_parts_that_hold_the_same_are_read_once(tmp_path: Path) -> None:
    one, two = (Export(packed(tmp_path / f"cards-{n:03}.zip", {"cards.vcf": CARDS[0]})) for n in (1, 2))
    assert joined([one, two]) is one
    empty = Export(packed(tmp_path / "empty.zip", {}))
    assert joined([empty, empty]) is empty


def test_folders_on_disk_are_never_taken_for_parts_that_hold_the_same(tmp_path: Path) -> None:
    for number, card in enumerate(("BEGIN:VCARD a", "BEGIN:VCARD b"), 1):
        (tmp_path / f"x-{number:03}.zip").mkdir()
        (tmp_path / f"x-{number:03}.zip" / "cards.vcf").write_text(card, encoding="utf-8")
    assert joined([Export(tmp_path / "x-001.zip"), Export(tmp_path / "x-002.zip")]) is None


def test_a_takeout_in_two_parts_is_imported_once_whole(tmp_path: Path) -> None:
    downloads = tmp_path / "Downloads"
    downloads.mkdir()
    archive = reconnect.open(tmp_path / "a.db")
    by_folder = take_in(archive, *takeout(downloads))
    (only,) = by_folder.imports
    assert (Path(only.path), only.importer, only.brought.read) == (
        downloads / "takeout-20261120T101010Z-001.zip" / "Takeout" / "Contacts", "vcard", 2,
    )  # fmt: skip
    again = take_in(archive, downloads)
    assert [each.brought.same_as for each in again.imports] == [only.path]
    assert [Path(each.location).name for each in again.unclaimed] == ["poem.txt", "archive_browser.html"]


def test_a_damaged_part_costs_only_itself(tmp_path: Path) -> None:
    one, two = takeout(tmp_path)
    two.write_bytes(two.read_bytes()[:50])
    for offered in (found([str(one), str(two)], READERS), claims(str(tmp_path), READERS)):
        damaged = [each for each in offered if isinstance(each, Unclaimed) and each.location == str(two)]
        assert len(damaged) == 1
        assert str(damaged[0].error).startswith(f"{two}: the ZIP is damaged or cut off")
        assert [each.export.name for each in offered if isinstance(each, Claim)] == ["Contacts"]
    one.write_bytes(b"PK\x03\x04")
    with pytest.raises(Exception, match="damaged"):
        found([str(one), str(two)], READERS)
    with pytest.raises(UnknownExport):
        claims(str(packed(tmp_path / "b-001.zip", {"a.txt": "a"})), READERS)
