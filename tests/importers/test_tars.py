"""A TAR, packed in a gzip or not, is read like a folder, and a packed one in as few passes as its order allows."""

from __future__ import annotations

import gzip
import io
import random
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from packing import tar_bytes, tar_of, until_damage

from importers import containers, tars
from importers.export import Export, UnreadableExport, cheapest_first
from importers.gzips import CUT_OFF, Unpacked

FILES = {
    "Connections.csv": b"First Name\n",
    "Jobs/Saved Jobs.csv": b"Job\n",
    "Jobs/old/list.csv": b"",
    "photo.jpg": b"\xff\xd8\xff",
}
LARGE = {f"{name}.mbox": random.Random(name).randbytes(200_000) for name in "cabd"}
KINDS = ["a.tar", "a.tgz", "a.tar.gz", "named.like.nothing"]


def contents(export: Export) -> dict[str, bytes]:
    found = {}
    for member in cheapest_first(export.members):
        with member.open(endless=True) as stream:
            found[member.name] = stream.read()
    return found


@pytest.mark.parametrize("name", KINDS)
def test_a_tar_has_the_members_of_its_folder(name: str, tmp_path: Path) -> None:
    export = Export(tar_of(tmp_path / name, FILES))
    assert contents(export) == FILES
    assert [(member.name, member.size) for member in export.members] == [(n, len(data)) for n, data in FILES.items()]
    assert (export.is_packed, export.is_single_file, export.unreadable) == (True, False, [])
    assert [(part.name, part.is_single_file) for part in export.entries()] == [
        ("Connections.csv", True), ("Jobs", False), ("photo.jpg", True),
    ]  # fmt: skip


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A list to which each beginning of a gzip adds an entry."""
    begun: list[int] = []
    begin = Unpacked._begin

    def noting(unpacked: Unpacked) -> None:
        begun.append(1)
        begin(unpacked)

    monkeypatch.setattr(Unpacked, "_begin", noting)
    return begun


def test_one_pass_lists_a_packed_tar_and_one_more_reads_it(passes: list[int], tmp_path: Path) -> None:
    export = Export(tar_of(tmp_path / "a.tgz", LARGE | FILES))
    heads = {member.name: member.head() for member in export.members}
    assert heads == {name: data[: containers.HEAD] for name, data in (LARGE | FILES).items()}
    listed = len(passes)
    assert contents(export) == LARGE | FILES
    assert (listed, len(passes)) == (2, 3)  # the first of all looks what is in the gzip


def test_files_are_read_right_in_any_order_and_side_by_side(passes: list[int], tmp_path: Path) -> None:
    export = Export(tar_of(tmp_path / "a.tgz", LARGE))
    a, b = export.members[0].open(), export.members[1].open()
    found = {"a.mbox": b"", "b.mbox": b""}
    while pieces := (a.read(50_000), b.read(70_000)):
        found["a.mbox"] += pieces[0]
        found["b.mbox"] += pieces[1]
        if not any(pieces):
            break
    assert found == {name: LARGE[name] for name in found}
    assert {member.name: member.open().read() for member in reversed(export.members)} == LARGE
    assert len(passes) > 4


def test_small_files_are_kept_and_cost_no_pass(passes: list[int], tmp_path: Path) -> None:
    export = Export(tar_of(tmp_path / "a.tgz", FILES))
    listed = len(passes)
    assert {member.name: member.open().read() for member in reversed(export.members)} == FILES
    assert len(passes) == listed


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tars, "MOST_KEPT", 150_000)
    files = {f"{number:02}.mbox": random.Random(number).randbytes(100_000) for number in range(20)}
    export = Export(tar_of(tmp_path / "a.tgz", files))
    kept = [len(member.head()) for member in export.members]
    assert kept == [containers.HEAD, containers.HEAD] + [tars.SHORT_HEAD] * 18
    assert contents(export) == files
    assert export.members[-1].head(90_000) == files["19.mbox"][:90_000]


@pytest.mark.parametrize("name", ["/etc/a.vcf", "etc//a.vcf", "./etc/a.vcf", "../../etc/a.vcf"])
def test_odd_names_are_only_names(name: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    export = Export(tar_of(tmp_path / "in" / "a.tar", {name: b"card"}))
    assert contents(export) == {containers.clean_name(name): b"card"}
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.tar", "in"]


def test_links_devices_folders_and_what_systems_leave_behind_are_no_members(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
            info = tarfile.TarInfo(f"odd{kind!r}")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        for name in ("._a.csv", "__MACOSX/x", "a.csv"):
            info = tarfile.TarInfo(name)
            info.size = 1
            archive.addfile(info, io.BytesIO(b"1"))
    assert contents(Export(path)) == {"a.csv": b"1"}


def test_a_file_with_holes_is_named_and_not_read(tmp_path: Path) -> None:
    data = bytearray(tar_bytes({"a.csv": b"1", "b.csv": b"2"}))
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        info = archive.getmember("b.csv")
        info.type = tarfile.GNUTYPE_SPARSE
        header = info.tobuf(tarfile.GNU_FORMAT)
    data[info.offset : info.offset + 512] = header
    (tmp_path / "a.tar").write_bytes(data)
    export = Export(tmp_path / "a.tar")
    assert contents(export) == {"a.csv": b"1"}
    reason = "it is packed with holes in it; unpack the TAR and import the folder"
    assert export.unreadable == [(f"{tmp_path}/a.tar/b.csv", reason)]


def test_of_two_files_of_one_name_the_last_is_meant(tmp_path: Path) -> None:
    end = bytes(1024)
    one, two = tar_bytes({"a.csv": b"old", "b.csv": b"2"}), tar_bytes({"a.csv": b"new"})
    (tmp_path / "a.tar").write_bytes(one[: one.index(end)].ljust(2048, b"\0") + two)
    assert contents(Export(tmp_path / "a.tar")) == {"a.csv": b"new", "b.csv": b"2"}


def test_names_in_other_letters_and_long_ones_are_read(tmp_path: Path) -> None:
    files = {"Entwürfe/Grüße.mbox": b"1", f"{'long ' * 60}.mbox": b"2"}
    assert contents(Export(tar_of(tmp_path / "a.tgz", files))) == files
    path = tar_of(tmp_path / "b.tar", {"Gr\udcfc\udcdfe.mbox": b"3"})
    assert contents(Export(path)) == {"Gr\\xfc\\xdfe.mbox": b"3"}


def cut_tar(data: bytes) -> bytes:
    return data[:-150_000]


def cut_tgz(data: bytes) -> bytes:
    return gzip.compress(data)[:-150_000]


def cut_inside(data: bytes) -> bytes:
    return gzip.compress(data[:-150_000])


@pytest.mark.parametrize(("cut", "reason"), [(cut_tar, tars.DAMAGED), (cut_tgz, CUT_OFF), (cut_inside, tars.DAMAGED)])
def test_what_stands_before_the_end_of_a_cut_off_tar_is_read(
    cut: Callable[[bytes], bytes], reason: str, tmp_path: Path
) -> None:
    data = tar_bytes(LARGE)
    (tmp_path / "a.tgz").write_bytes(cut(data))
    export = Export(tmp_path / "a.tgz")
    assert export.unreadable == [(str(tmp_path / "a.tgz"), reason)]
    *whole, torn = sorted(export.members, key=lambda member: list(LARGE).index(member.name))
    assert [member.open().read() for member in whole] == [LARGE[member.name] for member in whole]
    with torn.open() as stream:
        found, told = until_damage(lambda: stream.read(1 << 20))
    assert (told, torn.name, torn.checksum) == (reason, "d.mbox", None)
    assert LARGE["d.mbox"].startswith(found)
    assert len(found) > 40_000


def test_a_damaged_header_costs_what_follows_and_is_told_once(tmp_path: Path) -> None:
    data = bytearray(tar_bytes(FILES))
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        at = archive.getmember("photo.jpg").offset
    data[at : at + 20] = b"\xff" * 20
    (tmp_path / "a.tar").write_bytes(data)
    export = Export(tmp_path / "a.tar")
    assert contents(export) == {name: data for name, data in FILES.items() if name != "photo.jpg"}
    assert export.unreadable == [(str(tmp_path / "a.tar"), tars.DAMAGED)]


@pytest.mark.parametrize("name", ["a.tar", "a.tgz"])
@pytest.mark.parametrize("data", [b"no TAR at all" * 100, b"x"])
def test_a_tar_that_is_damaged_from_its_start_is_refused(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data if name == "a.tar" else gzip.compress(data))
    with pytest.raises(UnreadableExport) as refused:
        Export(tmp_path / name)
    assert str(refused.value) == tars.DAMAGED


def test_an_empty_tar_has_no_members(tmp_path: Path) -> None:
    export = Export(tar_of(tmp_path / "a.tgz", {}))
    assert (export.members, export.unreadable) == ((), [])


def test_a_tar_of_too_many_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MOST_MEMBERS", 3)
    with pytest.raises(UnreadableExport) as refused:
        Export(tar_of(tmp_path / "a.tgz", FILES))
    assert str(refused.value) == "the TAR holds 4 files, more than 3; unpack it and import the folder"


def test_a_bomb_is_stopped_while_it_is_listed(tmp_path: Path) -> None:
    export = Export(tar_of(tmp_path / "a.tgz", {"a.csv": b"1", "b.mbox": bytes(32 << 20), "c.csv": b"3"}))
    reason = "a.tgz opens to more than 200 times its packed size; a real export does not"
    assert [member.name for member in export.members] == ["a.csv", "b.mbox"]
    assert export.unreadable == [(str(tmp_path / "a.tgz"), reason)]


@pytest.mark.parametrize("kind", [tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE])
@pytest.mark.parametrize("size", [1 << 80, 1 << 40, 64 << 20, -512, -1 << 40])
def test_a_header_that_lies_about_its_size_is_damage(kind: bytes, size: int, tmp_path: Path) -> None:
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = kind, size
    with tarfile.open(tmp_path / "a.tgz", "w:gz") as archive:
        good = tarfile.TarInfo("a.csv")
        archive.addfile(good)
        archive.fileobj.write(info.tobuf(tarfile.GNU_FORMAT))
    export = Export(tmp_path / "a.tgz")
    assert contents(export) == {"a.csv": b""}
    assert len(export.unreadable) == 1


def test_notes_without_end_before_a_file_are_damage(tmp_path: Path) -> None:
    info = tarfile.TarInfo("././@LongLink")
    info.type = tarfile.GNUTYPE_LONGNAME
    (tmp_path / "a.tar").write_bytes(tar_bytes({"a.csv": b"1"})[:1024] + info.tobuf(tarfile.GNU_FORMAT) * 5_000)
    export = Export(tmp_path / "a.tar")
    assert contents(export) == {"a.csv": b"1"}
    assert export.unreadable == [(str(tmp_path / "a.tar"), tars.DAMAGED)]


def test_a_tar_that_holds_too_much_is_stopped_unless_it_is_mail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "MOST_BYTES_A_MEMBER", 150_000)
    export = Export(tar_of(tmp_path / "a.tgz", LARGE))
    assert contents(export) == LARGE
    with export.members[0].open() as stream, pytest.raises(UnreadableExport) as refused:
        stream.read()
    assert str(refused.value) == "a.mbox is too large to read while it is packed; unpack it and import that"


def test_progress_adds_up_to_the_size_of_all_members(tmp_path: Path) -> None:
    export, told = Export(tar_of(tmp_path / "a.tgz", LARGE | FILES)), list[int]()
    export.on_read = told.append
    contents(export)
    contents(export)
    assert sum(told) == export.size == sum(map(len, (LARGE | FILES).values()))


def test_a_file_that_is_linked_to_another_has_what_that_has(tmp_path: Path) -> None:
    packed = tmp_path / "a.tar"
    with tarfile.open(packed, "w") as archive:
        info = tarfile.TarInfo("Sent/1.eml")
        info.size = 5
        archive.addfile(info, io.BytesIO(b"Hello"))
        linked = tarfile.TarInfo("Inbox/1.eml")
        linked.type, linked.linkname = tarfile.LNKTYPE, "Sent/1.eml"
        archive.addfile(linked)
    assert contents(Export(packed)) == {"Inbox/1.eml": b"Hello", "Sent/1.eml": b"Hello"}
