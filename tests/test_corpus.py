"""Other people's test files, where they are at hand: all are read, or refused with a reason; nothing raises.

RECONNECT_CORPUS names a folder with `expected.tsv` (path, member, count_of, count, e-mail and telephone lines, note).
"""

from __future__ import annotations

import csv
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from importers import BUILTIN, Contact, Export, Importer, InteractionBlock, Problem, Record, UnreadableExport

CORPUS = Path(os.environ["RECONNECT_CORPUS"])
SECONDS_A_FILE = 20  # far above what any needs, so that a busy machine is no failure; a hang is


def expected() -> list[dict[str, str]]:
    with (CORPUS / "expected.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def rows(kind: str, count_of: str) -> list[dict[str, str]]:
    """The files of a kind in which something is counted."""
    files = [row for row in expected() if row["path"].startswith(f"{kind}/") and not row["member"]]
    return [row for row in files if row["count_of"] == count_of]


def claiming(path: Path) -> list[Importer]:
    export = Export(path)
    return [importer for importer in BUILTIN if importer.identify(export)]


def records(importer: Importer, path: Path) -> Iterator[Record]:
    for record in importer.extract(Export(path)):
        if isinstance(record, InteractionBlock):
            yield from record
        else:
            yield record


def name_of(row: dict[str, str]) -> str:
    return row["path"]


ALL = sorted(path for path in CORPUS.rglob("*") if path.is_file() and path.name not in ("README.md", "expected.tsv"))


def test_every_file_is_read_or_refused_and_none_raises() -> None:
    for path in ALL:
        begun = time.monotonic()
        for importer in claiming(path):
            assert all(isinstance(record, Record) for record in records(importer, path)), path
        assert time.monotonic() - begun < SECONDS_A_FILE, path


@pytest.mark.parametrize("row", rows("vcard", "cards"), ids=name_of)
def test_every_card_is_a_contact_or_a_problem(row: dict[str, str]) -> None:
    path = CORPUS / row["path"]
    assert [importer.name for importer in claiming(path)] == ["vcard"]
    assert len(list(records(claiming(path)[0], path))) == int(row["count"])


def test_nearly_all_addresses_and_numbers_of_the_cards_arrive() -> None:
    """Those of a card inside a card belong to somebody else, and are kept in words."""
    arrived = there = 0
    for row in rows("vcard", "cards"):
        path = CORPUS / row["path"]
        found = [record for record in records(claiming(path)[0], path) if isinstance(record, Contact)]
        arrived += sum(len(contact.emails) + len(contact.phones) for contact in found)
        agents = [told for contact in found for told in contact.related if told.startswith("agent: ")]
        arrived += sum(len(told.split(", ")) - 1 for told in agents)
        there += int(row["email_tel_lines"])
    assert there > 100
    assert arrived >= 0.99 * there


def test_every_mail_file_gives_its_messages() -> None:
    wrong = {}
    for row in rows("email", "messages"):
        path, wanted = CORPUS / row["path"], int(row["count"])
        readers = claiming(path)
        got = [record for importer in readers for record in records(importer, path)]
        if wanted == 0:
            fine = len(got) == 0 or all(isinstance(record, Problem) for record in got)
        else:
            fine = [importer.name for importer in readers] == ["mail"] and len(got) == wanted
        if not fine:
            wrong[row["path"]] = (wanted, [importer.name for importer in readers], len(got))
    assert wrong == {}


def test_the_linkedin_zip_gives_all_rows_of_what_is_read() -> None:
    (path,) = (CORPUS / "linkedin").rglob("*.zip")
    members = [row for row in expected() if row["member"] and row["path"].startswith("linkedin/")]
    wanted = {row["member"]: int(row["count"]) for row in members}
    found: dict[str, int] = {}
    for record in records(claiming(path)[0], path):
        found[record.origin.member] = found.get(record.origin.member, 0) + 1  # type: ignore[union-attr]
    assert {"Connections.csv", "messages.csv", "Invitations.csv", "Profile.csv"} <= found.keys()
    assert found == {member: wanted[member] for member in found}


@pytest.mark.parametrize("row", rows("facebook", "messages") + rows("facebook", "friends"), ids=name_of)
def test_every_facebook_file_gives_its_entries_pages_too(row: dict[str, str]) -> None:
    path, wanted = CORPUS / row["path"], int(row["count"])
    assert [importer.name for importer in claiming(path)] == (["facebook"] if wanted else [])
    got = [record for importer in claiming(path) for record in records(importer, path)]
    assert len(got) == wanted
    assert not [record for record in got if isinstance(record, Problem)]


def test_the_whole_corpus_as_one_folder_is_imported(tmp_path: Path) -> None:
    from invented import take_in

    import reconnect

    run = take_in(reconnect.open(tmp_path / "a.db"), CORPUS)
    read = {importer.name: 0 for importer in BUILTIN}
    for each in run.imports:
        brought = each.brought
        parts = (brought.new, brought.changed, brought.unchanged, brought.skipped.total(), brought.problems)
        assert brought.read == sum(parts)
        read[each.importer] += brought.read
    assert read["vcard"] >= sum(int(row["count"]) for row in rows("vcard", "cards"))
    assert read["mail"] >= sum(int(row["count"]) for row in rows("email", "messages"))
    assert read["linkedin"] > 20_000
    assert read["facebook"] > 20
    assert all(str(each.error) for each in run.unclaimed)
    with pytest.raises(UnreadableExport):
        Export(CORPUS / "no such file")
