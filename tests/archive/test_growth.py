"""An archive that has grown answers as if it had been read whole, and taking either reading back is exact."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import CORRESPONDENCE, KATIE, ME, NOW, TEO, Mail, WholeMail, answers, exchanged, take_in, write_mbox

import reconnect
from importers import Export, MailImporter, Record
from importers.bookmarks import Bookmark, Kept
from reconnect.archive import Archive
from reconnect.archive.importing import ImportRun
from reconnect.plugins import Claim, Registered

LATER: list[Mail] = [
    *exchanged(TEO, ["2026-02-01", "2026-04-02"], "A room in Trieste?"),
    (KATIE, ME, "2026-05-05", "Deleted\nX-Gmail-Labels: Trash"),
    CORRESPONDENCE[3],
    ("Bela Nagy <Bela@Nagy.example>", ME, "2026-05-06", "Hives"),
]
SKIPPED: Mail = (KATIE, ME, "2020-05-05", "Won\nX-Gmail-Labels: Spam")
LOST = "This beginning is lost.\n\n"

TELLING = {
    "members": "select path, name, bookmark is null from members join imports on imports.id = import_id",
    "imports": "select path, size, made, newest, read, new, changed, unchanged, skipped, problems, contacts, "
    "interactions from imports",
    "sightings": "select members.import_id, sightings.import_id, contacts.key, record, sightings.hash, mention, fields "
    "from sightings join contacts on contacts.id = contact_id join members on members.id = member_id",
    "seen": "select import_id, name, seen.record, key, digest from seen join members on members.id = member_id "
    "join interactions on interactions.id = interaction_id",
    "participants": "select digest, role, contacts.key from participants join contacts on contacts.id = contact_id "
    "join interactions on interactions.id = interaction_id",
    "problems": "select import_id, member, record, reason, whole from problems",
    "skipped": "select import_id, reason, count from skipped",
    "coverage": "select import_id, channel, first, last from coverage",
}


class Counting(MailImporter):
    """The mail importer, counting how many members it kept, and the bytes it read."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = self.bytes = 0

    def resume(self, export: Export, bookmarks: Sequence[Bookmark]) -> Iterator[Record | Bookmark | Kept]:
        told = export.on_read

        def on_read(number: int) -> None:
            self.bytes += number
            told(number)

        export.on_read = on_read
        for each in super().resume(export, bookmarks):
            self.kept += isinstance(each, Kept)
            yield each


def read(archive: Archive, path: Path, reader: Any = None, version: str = "1") -> ImportRun:
    return archive.import_exports([Claim(Export(path), Registered(reader or MailImporter(), version))], NOW)


def told(archive: Archive) -> dict[str, Any]:
    """All that the sources said, ids left out, and what is answered from that."""
    with archive.reading() as conn:
        rows = {name: sorted(map(repr, conn.execute(sql).fetchall())) for name, sql in TELLING.items()}
    return rows | answers(archive)


def without_bookmarks(rows: dict[str, Any]) -> dict[str, Any]:
    """What is left is the same whether anything was remembered or not."""
    return {name: value for name, value in rows.items() if name != "members"}


@pytest.fixture
def mailbox(tmp_path: Path) -> Path:
    return first_reading(tmp_path / "mail.mbox")


def first_reading(path: Path, mails: Sequence[Mail] = (*CORRESPONDENCE, SKIPPED)) -> Path:
    write_mbox(path, mails)
    path.write_text(LOST + path.read_text())
    return path


def grow(path: Path, mails: Sequence[Mail] = LATER) -> int:
    """Write more mails behind those that are there; return how many bytes they take."""
    rest = write_mbox(path.with_name("rest"), mails).read_bytes()
    path.with_name("rest").unlink()
    with path.open("ab") as stream:
        stream.write(rest)
    return len(rest)


def both(folder: Path, path: Path, more: Sequence[Mail] = LATER) -> tuple[Archive, Archive, Counting]:
    """Two archives that a mailbox was read into, and once more when it had grown: one resumed, one read all."""
    resumed, whole = reconnect.open(folder / "resumed.db"), reconnect.open(folder / "whole.db")
    reader = Counting()
    for archive, each in ((resumed, MailImporter()), (whole, WholeMail())):
        read(archive, path, each)
    grow(path, more)
    for archive, each in ((resumed, reader), (whole, WholeMail())):
        read(archive, path, each)
    return resumed, whole, reader


def test_a_mailbox_that_has_grown_is_told_as_if_it_had_been_read_whole(mailbox: Path, tmp_path: Path) -> None:
    before = mailbox.stat().st_size
    resumed, whole, reader = both(tmp_path, mailbox)
    assert without_bookmarks(told(resumed)) == without_bookmarks(told(whole))
    assert (reader.kept, reader.bytes) == (1, mailbox.stat().st_size - before)


def test_the_accounts_of_a_mailbox_that_has_grown_count_all_of_it(mailbox: Path, tmp_path: Path) -> None:
    resumed, _, _ = both(tmp_path, mailbox)
    keys = ("read", "new", "changed", "unchanged", "skipped", "problems", "contacts", "interactions")
    first, second = ([row[key] for key in keys] for row in resumed.imports())
    assert first == [25, 23, 0, 0, 1, 1, 4, 23]
    assert second == [32, 5, 0, 24, 2, 1, 1, 5]


def test_what_was_left_out_and_what_could_not_be_read_is_still_told(mailbox: Path, tmp_path: Path) -> None:
    resumed, _, _ = both(tmp_path, mailbox)
    with resumed.reading() as conn:
        skipped = conn.execute("select import_id, reason, count from skipped order by 1, 2").fetchall()
        coverage = conn.execute("select import_id, first, last from coverage order by 1").fetchall()
    assert skipped == [(1, "spam", 1), (2, "spam", 1), (2, "trash", 1)]
    assert coverage == [(1, "2016-03-01", "2026-10-03"), (2, "2016-03-01", "2026-10-03")]
    assert [(row["import"], row["record"]) for row in resumed.problems()] == [(1, 1), (2, 1)]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_taking_back_either_reading_is_exact(order: tuple[int, int], mailbox: Path, tmp_path: Path) -> None:
    resumed, whole, _ = both(tmp_path, mailbox)
    for place in order:
        for archive in (resumed, whole):
            archive.undo_import(place + 1)
        assert without_bookmarks(told(resumed)) == without_bookmarks(told(whole))
    assert told(resumed)["seen"] == []


def test_taking_back_the_first_reading_leaves_what_one_reading_would(mailbox: Path, tmp_path: Path) -> None:
    resumed, _, _ = both(tmp_path, mailbox)
    resumed.undo_import(1)
    alone = reconnect.open(tmp_path / "alone.db")
    read(alone, mailbox, WholeMail())
    assert answers(resumed) == answers(alone)


def test_a_mailbox_grows_on_from_any_reading(mailbox: Path, tmp_path: Path) -> None:
    resumed, whole, reader = both(tmp_path, mailbox)
    resumed.undo_import(1)
    whole.undo_import(1)
    more = grow(mailbox, [LATER[0], (TEO, ME, "2026-06-06", "Keys")])
    reader.bytes = 0
    read(resumed, mailbox, reader)
    read(whole, mailbox, WholeMail())
    assert without_bookmarks(told(resumed)) == without_bookmarks(told(whole))
    assert reader.bytes == more


def test_a_copy_of_what_was_read_grows_on_as_well(mailbox: Path, tmp_path: Path) -> None:
    archive, reader = reconnect.open(tmp_path / "a.db"), Counting()
    first = read(archive, mailbox).imports[0].brought.id
    copy = tmp_path / "copy.mbox"
    copy.write_bytes(mailbox.read_bytes())
    assert read(archive, copy, reader).imports[0].brought.same_as == str(mailbox)
    archive.undo_import(first)
    more = grow(copy)
    assert (read(archive, copy, reader).imports[0].brought.new, reader.bytes) == (5, more)


def test_a_new_download_elsewhere_that_begins_as_the_old_one_is_read_on(mailbox: Path, tmp_path: Path) -> None:
    archive, reader = reconnect.open(tmp_path / "a.db"), Counting()
    read(archive, mailbox)
    newer = tmp_path / "Takeout-2" / "All mail.mbox"
    newer.parent.mkdir()
    newer.write_bytes(mailbox.read_bytes())
    more = grow(newer)
    assert (read(archive, newer, reader).imports[0].brought.new, reader.bytes) == (5, more)


def test_another_version_of_the_importer_reads_all_of_it(mailbox: Path, tmp_path: Path) -> None:
    archive, reader = reconnect.open(tmp_path / "a.db"), Counting()
    read(archive, mailbox, version="1")
    grow(mailbox)
    read(archive, mailbox, reader, "2")
    assert (reader.kept, reader.bytes) == (0, mailbox.stat().st_size)


@pytest.mark.parametrize("change", ["shorter", "other words", "another head"])
def test_a_mailbox_that_has_not_grown_is_read_whole_and_adds_nothing_twice(
    change: str, mailbox: Path, tmp_path: Path
) -> None:
    archive, whole, reader = reconnect.open(tmp_path / "a.db"), reconnect.open(tmp_path / "b.db"), Counting()
    read(archive, mailbox)
    read(whole, mailbox, WholeMail())
    text = mailbox.read_text()
    mailbox.write_text(
        {
            "shorter": text[: text.rindex("From a@")],
            "other words": text.replace("The kiln", "The wheel", 1),
            "another head": text.removeprefix(LOST),
        }[change]
    )
    read(archive, mailbox, reader)
    read(whole, mailbox, WholeMail())
    assert (reader.kept, reader.bytes) == (0, mailbox.stat().st_size)
    assert without_bookmarks(told(archive)) == without_bookmarks(told(whole))
    with archive.reading() as conn:
        assert conn.execute("select count(distinct key) from interactions").fetchone() == (23,)


def test_a_reading_that_is_interrupted_leaves_nothing(mailbox: Path, tmp_path: Path) -> None:
    class Interrupted(MailImporter):
        def resume(self, export: Export, bookmarks: Sequence[Bookmark]) -> Iterator[Record | Bookmark | Kept]:
            yield from super().resume(export, bookmarks)
            raise KeyboardInterrupt

    archive, whole = reconnect.open(tmp_path / "a.db"), reconnect.open(tmp_path / "b.db")
    read(archive, mailbox)
    read(whole, mailbox, WholeMail())
    before = told(archive)
    grow(mailbox)
    with pytest.raises(KeyboardInterrupt):
        read(archive, mailbox, Interrupted())
    assert told(archive) == before
    read(archive, mailbox)
    read(whole, mailbox, WholeMail())
    assert without_bookmarks(told(archive)) == without_bookmarks(told(whole))


def write_maildir(folder: Path, mails: Sequence[Mail]) -> list[Path]:
    """Write each mail as a file of its own; return their paths."""
    for each in ("cur", "new", "tmp"):
        (folder / each).mkdir(parents=True)
    paths = []
    for number, mail in enumerate(mails):
        path = write_mbox(folder / "cur" / f"{1_600_000_000 + number}.M1P1.host:2,S", [mail])
        path.write_text(path.read_text().split("\n", 1)[1])
        paths.append(path)
    return paths


def test_a_maildir_that_has_changed_is_told_as_if_it_had_been_read_whole(tmp_path: Path) -> None:
    folder = tmp_path / "Maildir"
    paths = write_maildir(folder, [*CORRESPONDENCE, SKIPPED])
    resumed, whole, reader = reconnect.open(tmp_path / "a.db"), reconnect.open(tmp_path / "b.db"), Counting()
    read(resumed, folder)
    read(whole, folder, WholeMail())
    paths[0].unlink()
    new = [paths[1].rename(f"{paths[1]}T"), folder / "new" / "1700000000.M1P1.host"]
    new[1].write_bytes(paths[2].read_bytes().replace(b"kiln", b"wheel"))
    read(resumed, folder, reader)
    read(whole, folder, WholeMail())
    assert (reader.kept, reader.bytes) == (len(CORRESPONDENCE) - 1, sum(path.stat().st_size for path in new))
    assert without_bookmarks(told(resumed)) == without_bookmarks(told(whole))


@pytest.mark.parametrize("many", [False, True], ids=["few", "many"])
def test_a_folder_that_has_not_changed_is_recognised(
    many: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if many:
        monkeypatch.setattr("reconnect.archive.fingerprint.MANY_FILES", 3)
    archive, folder = reconnect.open(tmp_path / "a.db"), tmp_path / "Maildir"
    paths = write_maildir(folder, CORRESPONDENCE)
    assert [take_in(archive, folder).imports[0].brought.same_as for _ in range(2)] == ["", str(folder)]
    os.utime(paths[0], ns=(1, 1))
    assert take_in(archive, folder).imports[0].brought.same_as == ("" if many else str(folder))


def test_many_files_are_not_opened_to_recognise_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reconnect.archive import fingerprint

    monkeypatch.setattr(fingerprint, "MANY_FILES", 3)
    monkeypatch.setattr(fingerprint, "_file_digest", lambda *_: pytest.fail("a file was opened"))
    write_maildir(tmp_path / "Maildir", CORRESPONDENCE)
    export = Export(tmp_path / "Maildir")
    assert fingerprint.fingerprint(export) == fingerprint.fingerprint(export)


def test_progress_reaches_the_end_of_what_was_known(mailbox: Path, tmp_path: Path) -> None:
    class Bar:
        read = 0

        def begin(self, export: Export, importer: str) -> Any:
            def add(number: int) -> None:
                self.read += number

            return add

        def more(self, size: int) -> None:
            pass

        def records(self, number: int) -> None:
            pass

        def end(self) -> None:
            pass

    archive = reconnect.open(tmp_path / "a.db")
    for is_to_grow in (False, True, False):
        bar = Bar()
        archive.import_exports([Claim(Export(mailbox), Registered(MailImporter(), "1"))], NOW, bar)
        assert bar.read == mailbox.stat().st_size
        if is_to_grow:
            grow(mailbox)


PEOPLE = (KATIE, TEO, "K. O'Neil <katie@harbour.example>", "Bela Nagy <bela@nagy.example>")
FEW = st.tuples(st.sampled_from(PEOPLE), st.integers(0, 5), st.sampled_from(["", "\nX-Gmail-Labels: Spam"]))


def mails_of(few: Sequence[tuple[str, int, str]]) -> list[Mail]:
    """Some mails, of which some come again, from and to the same few people."""
    day = NOW.date() - timedelta(days=9)
    return [
        mail
        for them, number, label in few
        for mail in (
            (them, ME, f"{day - timedelta(days=40 * number)}", f"Letter {number}{label}"),
            (ME, them, f"{day - timedelta(days=40 * number - 1)}", f"Letter {number}"),
        )
    ]


@settings(max_examples=15, deadline=None)
@given(st.lists(FEW, min_size=3, max_size=8), st.lists(FEW, min_size=1, max_size=5))
def test_growth_changes_no_answer(first: list[tuple[str, int, str]], more: list[tuple[str, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = first_reading(Path(folder) / "mail.mbox", mails_of(first))
        resumed, whole, reader = both(Path(folder), path, mails_of(more))
        assert reader.kept == 1
        for undone in (None, 1):
            if undone:
                resumed.undo_import(undone)
                whole.undo_import(undone)
            assert without_bookmarks(told(resumed)) == without_bookmarks(told(whole))
