"""A file, a folder and a ZIP are read the same way, and what is hostile or broken is refused with a sentence."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from importers import containers
from importers.export import HEAD, Export, UnreadableExport

FILES = {
    "Connections.csv": b"First Name\n",
    "Jobs/Saved Jobs.csv": b"Job\n",
    "Jobs/old/list.csv": b"",
    "photo.jpg": b"\xff\xd8\xff",
}


def folder_of(path: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    return path


def zip_of(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def contents(export: Export) -> dict[str, bytes]:
    found = {}
    for member in export.members:
        with member.open() as stream:
            found[member.name] = stream.read()
    return found


def test_a_folder_and_its_zip_have_the_same_members(tmp_path: Path) -> None:
    folder, packed = Export(folder_of(tmp_path / "f", FILES)), Export(zip_of(tmp_path / "f.zip", FILES))
    assert contents(folder) == contents(packed) == FILES
    assert [(member.name, member.size) for member in folder.members] == [(m.name, m.size) for m in packed.members]
    assert not folder.is_single_file
    assert not packed.is_single_file


def test_a_file_is_its_own_only_member(tmp_path: Path) -> None:
    export = Export(folder_of(tmp_path, FILES) / "Connections.csv")
    assert contents(export) == {"Connections.csv": b"First Name\n"}
    assert export.is_single_file
    assert export.entry_names() == []


def test_members_know_their_place_on_disk_unless_they_are_packed(tmp_path: Path) -> None:
    folder, packed = Export(folder_of(tmp_path / "f", FILES)), Export(zip_of(tmp_path / "f.zip", FILES))
    assert [member.path for member in folder.members] == [tmp_path / "f" / name for name in FILES]
    assert {member.path for member in packed.members} == {None}


def test_the_entries_of_a_folder_and_of_its_zip_are_the_same(tmp_path: Path) -> None:
    expected = [
        ("Connections.csv", True, {"Connections.csv": b"First Name\n"}),
        ("Jobs", False, {"Saved Jobs.csv": b"Job\n", "old/list.csv": b""}),
        ("photo.jpg", True, {"photo.jpg": b"\xff\xd8\xff"}),
    ]
    for export in (Export(folder_of(tmp_path / "f", FILES)), Export(zip_of(tmp_path / "f.zip", FILES))):
        assert [(part.name, part.is_single_file, contents(part)) for part in export.entries()] == expected


def test_entries_of_entries_lead_down_to_every_file(tmp_path: Path) -> None:
    export = Export(zip_of(tmp_path / "f.zip", FILES))
    (deep,) = export.entry("Jobs").entry("old").entries()
    assert (deep.location, deep.is_single_file) == (str(tmp_path / "f.zip" / "Jobs/old/list.csv"), True)
    again = Export(deep.path, deep.inside)
    assert (again.members[0].name, again.is_single_file) == ("list.csv", True)


def test_a_folder_that_is_named_like_the_one_file_in_it_is_a_folder(tmp_path: Path) -> None:
    files = {"mail/mail": b"From "}
    for export in (Export(folder_of(tmp_path / "f", files)), Export(zip_of(tmp_path / "f.zip", files))):
        (part,) = export.entries()
        assert not part.is_single_file
        assert [(file.is_single_file, contents(file)) for file in part.entries()] == [(True, {"mail": b"From "})]


@pytest.mark.parametrize("name", ["/etc/contacts.vcf", "etc//contacts.vcf", "./etc/contacts.vcf"])
def test_odd_names_in_a_zip_are_entered_like_plain_ones(name: str, tmp_path: Path) -> None:
    (top,) = Export(zip_of(tmp_path / "odd.zip", {name: b"card"})).entries()
    assert (top.name, contents(top)) == ("etc", {"contacts.vcf": b"card"})
    assert [entry.is_single_file for entry in top.entries()] == [True]


def test_a_name_that_climbs_out_of_a_zip_is_only_a_name(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    export = Export(zip_of(tmp_path / "in" / "up.zip", {"../../x.csv": b"1"}))
    assert contents(export) == {"../../x.csv": b"1"}
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["in", "up.zip"]


@pytest.mark.parametrize(
    "junk", ["__MACOSX/._a.csv", ".DS_Store", "sub/.DS_Store", "Thumbs.db", "desktop.ini", "._a.csv"]
)
def test_what_systems_leave_behind_is_no_member(junk: str, tmp_path: Path) -> None:
    files = {"a.csv": b"1", junk: b"x"}
    assert contents(Export(folder_of(tmp_path / "f", files))) == {"a.csv": b"1"}
    assert contents(Export(zip_of(tmp_path / "f.zip", files))) == {"a.csv": b"1"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Basic_LinkedInDataExport_11-20-2026.zip", date(2026, 11, 20)),
        ("facebook-ines-2026-11-18-aB3.zip", date(2026, 11, 18)),
        ("takeout-20261103T101500Z-001.zip", date(2026, 11, 3)),
        ("contacts_20261103.vcf", date(2026, 11, 3)),
        ("room 2099-99-99.csv", None),
        ("contacts.vcf", None),
    ],
)
def test_the_date_of_an_export_is_told_by_its_name(name: str, expected: date | None, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"")
    assert Export(tmp_path / name).named_date() == expected


def test_a_head_is_as_long_as_asked_for_and_empty_where_nothing_can_be_read(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", {"a.csv": b"x" * 100_000})
    data = bytearray(path.read_bytes())
    assert Export(path).members[0].head(10) == b"x" * 10
    assert len(Export(path).members[0].head()) == HEAD
    data[35:60] = b"\xff" * 25
    path.write_bytes(data)
    assert Export(path).members[0].head() == b""


def test_every_byte_that_is_read_is_counted_for_progress(tmp_path: Path) -> None:
    export = Export(zip_of(tmp_path / "f.zip", FILES))
    seen: list[int] = []
    export.on_read = seen.append
    contents(export)
    assert sum(seen) == export.size == sum(map(len, FILES.values()))


def test_what_is_read_twice_is_counted_once_and_a_head_not_at_all(tmp_path: Path) -> None:
    for path in (folder_of(tmp_path / "f", FILES), zip_of(tmp_path / "f.zip", FILES)):
        export, seen = Export(path), list[int]()
        export.on_read = seen.append
        assert [member.head() for member in export.members] == list(FILES.values())
        assert seen == []
        contents(export)
        contents(export)
        assert sum(seen) == export.size
        again = export.entry("Connections.csv")
        contents(again)
        assert sum(seen) == export.size + (again.size if export.is_packed else 0)  # an entry on disk is opened anew


def bomb(path: Path, mebibytes: int) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("messages.csv", "w") as stream:
        for _ in range(mebibytes):
            stream.write(bytes(1 << 20))
    return path


@pytest.mark.parametrize("endless", [False, True])
def test_a_bomb_is_stopped_while_it_opens(endless: bool, tmp_path: Path) -> None:
    (member,) = Export(bomb(tmp_path / "bomb.zip", 300)).members
    out: list[int] = []
    with member.open(endless=endless) as stream, pytest.raises(UnreadableExport) as refused:
        out.extend(len(data) for data in iter(partial(stream.read, 1 << 20), b""))
    assert str(refused.value) == "messages.csv opens to more than 200 times its packed size; a real export does not"
    assert sum(out) <= containers.MOST_RATIO * member.packed_size < 64 << 20


def test_a_zip_that_holds_too_much_is_stopped_unless_it_is_mail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "MOST_BYTES", 250_000)
    monkeypatch.setattr(containers, "MOST_BYTES_A_MEMBER", 200_000)
    data = os.urandom(150_000)
    export = Export(zip_of(tmp_path / "f.zip", {"a.csv": data, "b.csv": data, "c.mbox": data * 2}))
    first, second, mailbox = export.members
    with mailbox.open(endless=True) as stream:
        assert stream.read() == data * 2
    for _ in range(2):  # a file that is read twice counts once
        with first.open() as stream:
            assert stream.read() == data
    for member in (second, mailbox):
        with member.open() as stream, pytest.raises(UnreadableExport) as refused:
            stream.read()
        assert str(refused.value) == f"{member.name} is too large to read while it is packed; unpack it and import that"


def test_a_folder_inside_that_may_not_be_read_is_told_and_the_rest_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir, locked = os.scandir, folder_of(tmp_path, FILES) / "Jobs" / "old"

    def listing(folder: Path) -> object:  # root may read everything, so the system's word is given here
        if folder == locked:
            raise PermissionError(13, "Permission denied", str(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", listing)
    export = Export(tmp_path)
    assert [member.name for member in export.members] == ["Connections.csv", "Jobs/Saved Jobs.csv", "photo.jpg"]
    assert export.unreadable == [(str(locked), "you may not read this folder; change its permissions")]
    locked = tmp_path
    assert refusal(tmp_path) == f"you may not read {tmp_path}; change its permissions, or copy it"


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableExport) as refused:
        Export(path)
    return str(refused.value)


def test_a_missing_path_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nothing") == "there is no such file or folder; check the path"


def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nothing")
    assert refusal(tmp_path / "link") == "it cannot be read (No such file or directory)"


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe") == "it is neither a file nor a folder; name the file itself"
    assert contents(Export(tmp_path)) == {}


def test_a_zip_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "f.zip", FILES)
    path.write_bytes(path.read_bytes()[:-30])
    assert refusal(path) == "the ZIP is damaged or cut off (File is not a zip file); download it again"


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "f.zip", {"a.csv": b"1"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert refusal(path) == "the ZIP is encrypted; unpack it with your password first, then import the folder"


def test_a_zip_that_is_packed_by_an_unknown_method_is_refused(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "f.zip", {"a.csv": b"1"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 10] = 9  # Deflate64, which Windows uses for large files
    path.write_bytes(data)
    assert refusal(path) == "the ZIP is packed in an unusual way; unpack it and import the folder"


def test_a_zip_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MOST_MEMBERS", 3)
    path = zip_of(tmp_path / "f.zip", FILES)
    assert refusal(path) == "the ZIP holds 4 files, more than 3; unpack it and import the folder"


def test_a_zip_that_is_cut_off_behind_a_zip_inside_it_is_not_taken_for_that_one(tmp_path: Path) -> None:
    inner, path = tmp_path / "inner.zip", tmp_path / "outer.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("Connections.csv", "a,b\n")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("first.txt", "x")
        archive.write(inner, "inner.zip")
        archive.writestr("last.txt", "y" * 500)
    assert [member.name for member in Export(path).members] == ["first.txt", "inner.zip", "last.txt"]
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b"last.txt") + 20])
    assert refusal(path) == ("the ZIP is damaged or cut off (it ends within a ZIP that it holds); download it again")


def test_one_damaged_entry_of_a_folder_does_not_hide_the_others(tmp_path: Path) -> None:
    folder_of(tmp_path, {"a.csv": b"1", "b.zip": b"PK\x03\x04", "c.csv": b"2"})
    export = Export(tmp_path)
    assert export.entry_names() == ["a.csv", "b.zip", "c.csv"]
    with pytest.raises(UnreadableExport, match=re.escape("damaged or cut off")):
        export.entry("b.zip")
    assert contents(export.entry("c.csv")) == {"c.csv": b"2"}


def test_an_empty_folder_and_an_empty_zip_have_no_members(tmp_path: Path) -> None:
    (tmp_path / "f").mkdir()
    assert Export(tmp_path / "f").members == Export(zip_of(tmp_path / "f.zip", {})).members == ()


def test_a_name_that_stands_twice_in_a_zip_is_one_member(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.csv", b"old")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.csv", b"new")
    (tmp_path / "f.zip").write_bytes(buffer.getvalue())
    assert contents(Export(tmp_path / "f.zip")) == {"a.csv": b"new"}


def test_a_name_with_a_nul_is_a_name_like_any_other(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "f.zip", {"Xa.csv": b"1", "bX.csv": b"2", "c.csv": b"3"})
    path.write_bytes(path.read_bytes().replace(b"Xa.csv", b"\0a.csv").replace(b"bX.csv", b"b\0.csv"))
    assert {member.name: member.head() for member in Export(path).members} == {
        "\\0a.csv": b"1", "b\\0.csv": b"2", "c.csv": b"3",
    }  # fmt: skip


def test_a_zip_whose_first_bytes_are_damaged_is_still_a_zip(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "f.zip", {"a.csv": b"1", "b.csv": b"2"})
    path.write_bytes(b"XX" + path.read_bytes()[2:])
    export = Export(path)
    assert [(member.name, member.head()) for member in export.members] == [("b.csv", b"2")]
    reason = "it is damaged in the ZIP (Bad magic number for file header); download the ZIP again"
    assert export.unreadable == [(f"{path}/a.csv", reason)]
    path.write_bytes(b"<html>You are not logged in</html>")
    assert refusal(path) == "the ZIP is damaged or cut off (File is not a zip file); download it again"


def test_an_entry_whose_name_is_damaged_is_told_and_costs_only_itself(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "f.zip", {"a.csv": b"1", "b.csv": b"2"})
    data = path.read_bytes()
    path.write_bytes(data[:-60] + data[-60:].replace(b"b.csv", b"b.csX"))
    export = Export(path)
    assert [(member.name, member.head()) for member in export.members] == [("a.csv", b"1")]
    ((location, reason),) = export.unreadable
    assert location == f"{path}/b.csX"
    assert reason.startswith("it is damaged in the ZIP (File name in directory 'b.csX' and header b'b.csv' differ")


def test_a_directory_that_lists_too_few_is_told(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "f.zip", {"a.csv": b"1", "b.csv": b"2"})
    data = bytearray(path.read_bytes())
    data[-12:-10] = b"\3\0"
    path.write_bytes(data)
    assert Export(path).unreadable == [
        (str(path), "its directory is damaged and lists 2 of 3 files; download it again"),
    ]  # fmt: skip


def test_a_link_that_leads_nowhere_costs_nothing_else_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(b"Hello")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    (tmp_path / "itself").symlink_to(tmp_path / "itself")
    export = Export(tmp_path)
    assert contents(export) == {"a.eml": b"Hello"}
    assert [Path(name).name for name, _ in export.unreadable] == ["itself"]


def test_a_file_whose_bytes_are_written_out_is_told_from_one_that_is_named_so(tmp_path: Path) -> None:
    (tmp_path / "a\\xff").write_bytes(b"1")
    (tmp_path / os.fsdecode(b"a\xff")).write_bytes(b"2")
    assert contents(Export(tmp_path)) == {"a\\\\xff": b"1", "a\\xff": b"2"}
