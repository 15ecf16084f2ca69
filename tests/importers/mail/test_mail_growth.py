"""Of mail that was read before only the rest is read, where it can be proven that the rest is all that is new."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from invented_mail import FROM_LINE, OneRecord, letter, mailbox, single

from importers.bookmarks import Bookmark, Kept
from importers.export import Export
from importers.mail import MailImporter, growth
from importers.records import InteractionBlock, Origin, Problem, Record, Skipped

LONG = b"A long letter.\n" * 100
SPAM = FROM_LINE + b"X-Gmail-Labels: Spam\n" + letter(0) + b"\n"
PLAIN = MailImporter()
FIRST = FROM_LINE + letter(100) + LONG + b"\n"


def resumed(
    path: Path, bookmarks: Sequence[Bookmark] = (), importer: MailImporter = PLAIN
) -> tuple[list[OneRecord], list[Kept], list[Bookmark], int]:
    """What is read, one by one in the order of the file, what is kept, the bookmarks, and how many bytes were read."""
    export, told = Export(path), list[int]()
    export.on_read = told.append
    records, kept, after = list[Record](), list[Kept](), list[Bookmark]()
    for each in importer.resume(export, bookmarks):
        if isinstance(each, Kept):
            kept.append(each)
        elif isinstance(each, Bookmark):
            after.append(each)
        else:
            records.append(each)
    return sorted(single(iter(records)), key=lambda x: (x.origin.member, x.origin.record or 0)), kept, after, sum(told)


def whole(path: Path) -> list[OneRecord]:
    return resumed(path)[0]


def bookmarked(path: Path) -> list[Bookmark]:
    return resumed(path)[2]


def grown(folder: Path, before: bytes, after: bytes, name: str = "letters.mbox") -> tuple[Path, list[Bookmark]]:
    """A file that was read when it held something else."""
    path = folder / name
    path.write_bytes(before)
    bookmarks = bookmarked(path)
    path.write_bytes(after)
    os.utime(path, ns=(1, 1))  # a file may be written twice within one tick of its clock
    return path, bookmarks


def test_of_a_mailbox_that_has_grown_only_the_rest_is_read(tmp_path: Path) -> None:
    before, added = FIRST + SPAM + mailbox(20), FROM_LINE + letter(50) + b"\n" + SPAM
    path, (bookmark,) = grown(tmp_path, before, before + added)
    records, kept, (after,), read = resumed(path, [bookmark])
    assert kept == [Kept("letters.mbox", bookmark)]
    assert (bookmark.records, after.records, read) == (22, 24, len(added))
    assert records == whole(path)[22:]
    assert [record.origin.record for record in records] == [23, 24]


def test_a_large_rest_is_read_in_ranges_by_several_processes(tmp_path: Path) -> None:
    before = FIRST + mailbox(5)
    path, bookmarks = grown(tmp_path, before, before + b"".join(SPAM + mailbox(7) for _ in range(9)))
    records, kept, (after,), read = resumed(path, bookmarks, MailImporter(processes=2, range_size=1_500))
    assert len(kept) == 1
    assert read == path.stat().st_size - len(before)
    assert records == whole(path)[6:]
    assert after.records == 6 + 9 * 8


def test_a_mailbox_is_known_wherever_it_lies(tmp_path: Path) -> None:
    path, bookmarks = grown(tmp_path, FIRST, FIRST + mailbox(2))
    (tmp_path / "Takeout-2").mkdir()
    elsewhere = path.rename(tmp_path / "Takeout-2" / "All mail.mbox")
    records, kept, _, _ = resumed(elsewhere, bookmarks)
    assert kept == [Kept("All mail.mbox", bookmarks[0])]
    assert [record.origin for record in records] == [Origin("All mail.mbox", 2), Origin("All mail.mbox", 3)]


def test_a_mailbox_that_lies_in_the_trash_now_is_read_again(tmp_path: Path) -> None:
    path, bookmarks = grown(tmp_path, FIRST, FIRST + mailbox(1))
    records, kept, _, _ = resumed(path.rename(tmp_path / "Trash.mbox"), bookmarks)
    assert (kept, records) == ([], [Skipped(Origin("Trash.mbox", number), "trash") for number in (1, 2)])


def test_the_longest_part_that_is_known_is_kept(tmp_path: Path) -> None:
    path, first = grown(tmp_path, FIRST, FIRST + mailbox(3))
    second = bookmarked(path)
    path.write_bytes(FIRST + mailbox(4))
    for known in ([*first, *second], [*second, *first]):
        records, kept, _, _ = resumed(path, known)
        assert (len(records), kept) == (1, [Kept("letters.mbox", second[0])])


CHANGED = {
    "another beginning": (FIRST, FIRST.replace(b"100@", b"101@") + mailbox(1)),
    "another end": (FIRST + mailbox(1), FIRST + mailbox(1).replace(b"Kilns", b"Hives") + mailbox(1)),
    "something in the middle is longer": (FIRST + mailbox(2), FIRST + SPAM + mailbox(2)),
    "the same size": (FIRST + mailbox(2), (FIRST + mailbox(2)).replace(b"Kilns", b"Hives")),
    "shorter": (FIRST + mailbox(2), FIRST + mailbox(1)),
    "its last message goes on": (FIRST + FROM_LINE + letter(7), FIRST + FROM_LINE + letter(7) + b"and on\n" + SPAM),
    "its last line goes on": (FIRST + FROM_LINE + letter(7)[:-3], FIRST + FROM_LINE + letter(7) + SPAM),
    "prose goes on": (FIRST, FIRST + b"From here on it is prose\nReally: it is.\n\n" + SPAM),
    "a beginning that is small": (mailbox(1), mailbox(2)),
}


@pytest.mark.parametrize("change", CHANGED)
def test_what_is_not_proven_to_have_grown_is_read_whole(change: str, tmp_path: Path) -> None:
    path, bookmarks = grown(tmp_path, *CHANGED[change])
    assert len(bookmarks) == 1
    records, kept, after, read = resumed(path, bookmarks)
    assert (kept, read) == ([], path.stat().st_size)
    assert records == whole(path)
    assert [each.records for each in after] == [len(records)]


def test_an_end_without_a_newline_is_no_end_of_growth(tmp_path: Path) -> None:
    path, bookmarks = grown(tmp_path, FIRST[:-2], FIRST[:-2] + b"\r\n\n" + mailbox(1))
    records, kept, _, _ = resumed(path, bookmarks)
    assert (len(kept), records) == (1, whole(path)[1:])


def thunderbird(number: int, state: bytes) -> bytes:
    keys = b"X-Mozilla-Keys:" + b" " * 80
    status = b"X-Mozilla-Status: " + state + b"\nX-Mozilla-Status2: 00000000\n" + keys + b"\n"
    return b"From - Tue Mar  5 08:00:00 2024\n" + status + letter(number) + LONG + b"\n"


def test_what_thunderbird_notes_in_place_does_not_hide_that_a_mailbox_has_grown(tmp_path: Path) -> None:
    new = thunderbird(3, b"0001")
    tagged = thunderbird(2, b"1013").replace(b"Status2: 00", b"Status2: 10").replace(b"Keys:     ", b"Keys: work")
    path, bookmarks = grown(
        tmp_path, thunderbird(1, b"0000") + thunderbird(2, b"0001"), thunderbird(1, b"0001") + tagged + new, "Inbox"
    )
    records, kept, _, read = resumed(path, bookmarks)
    assert (len(kept), read, records) == (1, len(new), whole(path)[2:])


@pytest.mark.parametrize("place", [0, 1])
def test_a_message_deleted_at_either_end_of_a_mailbox_is_noticed(place: int, tmp_path: Path) -> None:
    states = [b"0001", b"0001"]
    before = b"".join(map(thunderbird, (1, 2), states))
    states[place] = b"0009"
    path, bookmarks = grown(tmp_path, before, b"".join(map(thunderbird, (1, 2, 3), [*states, b"0000"])), "Inbox")
    records, kept, _, _ = resumed(path, bookmarks)
    assert kept == []
    assert [record.origin.record for record in records if isinstance(record, Skipped)] == [place + 1]


def test_what_is_deleted_in_the_middle_is_noticed_when_the_mailbox_is_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(growth, "ENDS", 1_000)
    letters = [thunderbird(number, b"0001") for number in range(1, 6)]
    path, bookmarks = grown(tmp_path, b"".join(letters), b"", "Inbox")
    letters[2] = thunderbird(3, b"0009")
    path.write_bytes(b"".join(letters) + SPAM)
    assert len(resumed(path, bookmarks)[1]) == 1
    del letters[2]
    path.write_bytes(b"".join(letters) + SPAM + thunderbird(6, b"0001") * 2)
    records, kept, _, _ = resumed(path, bookmarks)
    assert (kept, len(records)) == ([], 7)


def test_a_mailbox_that_grows_while_it_is_read_is_not_bookmarked(tmp_path: Path) -> None:
    path = tmp_path / "Inbox"
    path.write_bytes(FIRST)
    export = Export(path)

    def more_comes(_: int) -> None:
        path.write_bytes(FIRST + SPAM)

    export.on_read = more_comes
    assert not [each for each in MailImporter().resume(export, ()) if isinstance(each, Bookmark)]


def test_a_mailbox_in_a_folder_that_has_not_changed_is_kept(tmp_path: Path) -> None:
    for name, data in {"Inbox": FIRST, "Sent": FIRST + SPAM, "small": mailbox(1), "a.eml": letter(1)}.items():
        (tmp_path / name).write_bytes(data)
    bookmarks = bookmarked(tmp_path)
    with (tmp_path / "Inbox").open("ab") as stream:
        stream.write(SPAM)
    records, kept, after, read = resumed(tmp_path, bookmarks)
    assert [(each.member, each.bookmark.records) for each in kept] == [
        ("Inbox", 1),
        ("Sent", 2),
        ("a.eml", 1),
        ("small", 1),
    ]
    assert (records, read) == ([Skipped(Origin("Inbox", 2), "spam")], len(SPAM))
    assert {each.member: each.records for each in after} == {"Inbox": 2, "Sent": 2, "small": 1, "a.eml": 1}


def test_another_message_under_a_known_name_is_read(tmp_path: Path) -> None:
    (tmp_path / "cur").mkdir()
    path = tmp_path / "cur" / "1.eml"
    path.write_bytes(letter(1))
    bookmarks = bookmarked(tmp_path)
    path.write_bytes(letter(2))
    records, kept, _, _ = resumed(tmp_path, bookmarks)
    assert (records, kept) == (whole(tmp_path), [])


def test_of_a_maildir_only_new_names_are_read(tmp_path: Path) -> None:
    for folder in ("cur", "new", "tmp"):
        (tmp_path / folder).mkdir()
    for number in range(5):
        (tmp_path / "cur" / f"160000000{number}.M1.host:2,S").write_bytes(letter(number))
    bookmarks = bookmarked(tmp_path)
    (tmp_path / "cur" / "1600000000.M1.host:2,S").unlink()
    (tmp_path / "cur" / "1600000001.M1.host:2,S").rename(tmp_path / "cur" / "1600000001.M1.host:2,ST")
    (tmp_path / "new" / "1600000009.M1.host").write_bytes(letter(9))
    records, kept, after, read = resumed(tmp_path, bookmarks)
    assert records == [record for record in whole(tmp_path) if record.origin.member in RECENT]
    assert {record.origin.member for record in records} == RECENT
    assert [each.member for each in kept] == [f"cur/160000000{number}.M1.host:2,S" for number in (2, 3, 4)]
    assert (len(after), read) == (5, 2 * len(letter(1)))


RECENT = {"cur/1600000001.M1.host:2,ST", "new/1600000009.M1.host"}


def test_a_single_message_that_was_written_anew_is_read_again(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.eml").write_bytes(letter(number))
    bookmarks = bookmarked(tmp_path)
    os.utime(tmp_path / "1.eml", ns=(1, 1))
    records, kept, _, _ = resumed(tmp_path, bookmarks)
    assert [record.origin.member for record in records] == ["1.eml"]
    assert [each.member for each in kept] == ["2.eml"]


def test_what_breaks_in_the_middle_is_not_bookmarked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> tuple[bytes, bytes]:
        raise OSError("the disk is worn")

    monkeypatch.setattr("importers.mail.read_message", broken)
    (tmp_path / "a.eml").write_bytes(letter(1))
    records, _, bookmarks, _ = resumed(tmp_path / "a.eml")
    reason = "the rest of the file could not be read: the disk is worn"
    assert (records, bookmarks) == ([Problem(Origin("a.eml"), reason)], [])


def test_nothing_is_bookmarked_inside_of_a_container(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "mail.zip", "w") as packed:
        packed.writestr("letters.mbox", FIRST)
        packed.writestr("cur/1600000000.M1.host:2,S", letter(1))
    assert bookmarked(tmp_path / "mail.zip") == []


PIECES = (
    SPAM, FIRST, FROM_LINE + letter(1) + b"\n", FROM_LINE + letter(2), FROM_LINE + letter(3).replace(b"\n", b"\r\n"),
    thunderbird(4, b"0001"), thunderbird(5, b"0009"), b"From here on it is prose.\n\n", b"\n", b"\r\n", b"words",
    FROM_LINE, FROM_LINE + b"Subject: No more than this\n",
)  # fmt: skip
BEGINNINGS = st.sampled_from([FIRST, b"Lost.\n\n" + FIRST, letter(1) + LONG])
PARTS = st.lists(st.sampled_from(PIECES), max_size=5).map(b"".join)


@given(BEGINNINGS, PARTS, PARTS, st.sampled_from([0, 0, 0, 1, 2, 3, 20, 90]))
def test_wherever_a_reading_ended_the_rest_completes_it(beginning: bytes, old: bytes, new: bytes, cut: int) -> None:
    before, data = (beginning + old)[: -cut or None], beginning + old + new
    with tempfile.TemporaryDirectory() as folder:
        path, bookmarks = grown(Path(folder), before, data)
        records, kept, after, _ = resumed(path, bookmarks)
        all_of_it = whole(path)
        path.write_bytes(before)
        known = whole(path) if kept else []
    event(f"kept: {bool(kept)}")
    assert [*known, *records] == all_of_it
    assert [each.records for each in after] == [len(all_of_it)]


def test_blocks_tell_how_many_records_a_mailbox_has(tmp_path: Path) -> None:
    path = tmp_path / "letters.mbox"
    path.write_bytes(FIRST + mailbox(3))
    blocks = [each for each in MailImporter().extract(Export(path)) if isinstance(each, InteractionBlock)]
    assert [each.records for each in bookmarked(path)] == [sum(map(len, blocks))]
