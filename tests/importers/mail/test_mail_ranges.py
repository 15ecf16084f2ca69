"""A large mailbox is read in ranges by several processes, and nothing tells it from one that was read in one go."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from invented_mail import FROM_LINE, OneRecord, letter, single

from importers.export import Export
from importers.mail import MailImporter
from importers.mail.facts import Way
from importers.mail.ranges import Outcome, Part, read_part
from importers.records import Origin, Problem, Record, Skipped

RANGE = 1_500
SPAM = FROM_LINE + b"X-Gmail-Labels: Spam\n" + letter(0) + b"\n"


def many() -> bytes:
    return b"".join((SPAM if number % 7 == 0 else b"") + FROM_LINE + letter(number) for number in range(1, 60))


def in_ranges(path: Path, processes: int) -> list[Record]:
    return list(MailImporter(processes=processes, range_size=RANGE).extract(Export(path)))


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "letters.mbox"
    path.write_bytes(many())
    return path


def test_a_maildir_of_long_names_is_read_by_several_processes(tmp_path: Path) -> None:
    cur = tmp_path / f".{'Archive.' * 20}2019" / "cur"
    cur.mkdir(parents=True)
    for number in range(3_500):
        (cur / f"{number:09}.M1P1.{'desk' * 20}:2,S").write_bytes(letter(number))
    records = [list(single(MailImporter(processes=n).extract(Export(tmp_path)))) for n in (1, 2)]
    assert records[0] == records[1]
    assert len(records[0]) == 3_500


def test_any_number_of_processes_reads_the_same_blocks(large: Path) -> None:
    one = in_ranges(large, 1)
    assert len(one) > 8
    assert in_ranges(large, 2) == in_ranges(large, 3) == one
    assert multiprocessing.active_children() == []


def test_ranges_change_neither_messages_nor_their_numbers(large: Path) -> None:
    def by_number(records: list[Record]) -> list[OneRecord]:
        return sorted(single(iter(records)), key=lambda record: record.origin.record or 0)

    whole = by_number(list(MailImporter(processes=1).extract(Export(large))))
    assert by_number(in_ranges(large, 2)) == whole
    assert [record.origin for record in whole] == [Origin("letters.mbox", number) for number in range(1, 68)]
    assert [record.origin.record for record in whole if isinstance(record, Skipped)] == list(range(7, 68, 8))


def test_what_lies_before_a_large_mailbox_in_a_folder_comes_before_it(tmp_path: Path) -> None:
    for name, data in {"a.eml": letter(70), "b.mbox": many(), "c.eml": letter(71)}.items():
        (tmp_path / name).write_bytes(data)
    members = [record.origin.member for record in single(iter(in_ranges(tmp_path, 2)))]
    assert members == ["a.eml", *["b.mbox"] * 67, "c.eml"]


def test_a_trash_that_is_large_is_left_out_whole(tmp_path: Path) -> None:
    path = tmp_path / "Trash.mbox"
    path.write_bytes(many())
    assert in_ranges(path, 2) == [Skipped(Origin("Trash.mbox", number), "trash") for number in range(1, 68)]


def test_every_byte_of_a_large_mailbox_is_told_once(large: Path) -> None:
    export, told = Export(large), list[int]()
    export.on_read = told.append
    records = list(MailImporter(processes=2, range_size=RANGE).extract(export))
    assert len(told) > 8
    assert sum(told) == large.stat().st_size
    assert len(records) > 8


def test_workers_end_with_a_consumer_that_stops_early(large: Path) -> None:
    records = MailImporter(processes=2, range_size=RANGE).extract(Export(large))
    next(records)
    assert len(multiprocessing.active_children()) == 2
    assert isinstance(records, Generator)
    records.close()
    assert multiprocessing.active_children() == []


def test_what_a_worker_that_died_has_not_read_is_read_all_the_same(large: Path) -> None:
    records = MailImporter(processes=2, range_size=RANGE).extract(Export(large))
    kept = [next(records)]
    for worker in multiprocessing.active_children():
        worker.kill()
        worker.join()
    assert [*kept, *records] == in_ranges(large, 1)


def test_a_mailbox_that_breaks_in_the_middle_keeps_what_was_read(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(part: Part, way: Way) -> Outcome:
        outcome = read_part(part, way)
        return Outcome(outcome.records, "the disk is worn") if part.start == 2 * RANGE else outcome

    whole = in_ranges(large, 1)
    monkeypatch.setattr("importers.mail.workers.read_part", broken)
    *kept, problem = in_ranges(large, 1)
    assert kept == whole[: len(kept)]
    assert len(kept) >= 3
    assert problem == Problem(Origin("letters.mbox"), "the rest of the file could not be read: the disk is worn")


SCRIPT = """
import sys
from importers.export import Export
from importers.mail import MailImporter
print("begun", flush=True)
for record in MailImporter(processes=2, range_size=int(sys.argv[2])).extract(Export(sys.argv[1])):
    print("read", flush=True)
    if len(sys.argv) > 3:
        sys.stdin.read()
"""


def script(folder: Path, *arguments: str | int | Path) -> subprocess.Popen[str]:
    """Start a script that has no guard around its work, as people write them."""
    path = folder / "script.py"
    path.write_text(SCRIPT)
    command = [sys.executable, str(path), *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=environment, start_new_session=True,
        preexec_fn=hear_ctrl_c,
    )  # fmt: skip


def hear_ctrl_c() -> None:
    """A shell that starts the tests in the background has SIGINT ignored, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_workers_do_not_run_the_script_that_imports(large: Path) -> None:
    out, error = script(large.parent, large, RANGE).communicate(timeout=60)
    assert error == ""
    assert out.split() == ["begun", *["read"] * len(in_ranges(large, 1))]


def test_ctrl_c_ends_the_workers_without_a_word(large: Path) -> None:
    running = script(large.parent, large, RANGE, "wait")
    assert running.stdout is not None
    assert [running.stdout.readline() for _ in range(2)] == ["begun\n", "read\n"]
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to all processes at once
    _, error = running.communicate(timeout=60)  # which ends when nobody holds the pipe any more
    assert error.count("Traceback") == 1
    assert error.endswith("KeyboardInterrupt\n")
    assert "spawn" not in error


def test_a_worker_imports_nothing_heavy() -> None:
    code = "import sys, importers.mail.workers; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert "importers" in loaded
    assert loaded & {"reconnect", "vobject", "bs4", "numpy", "pandas", "click", "multiprocessing"} == set()
