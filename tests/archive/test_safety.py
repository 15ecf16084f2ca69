"""What may go wrong ends in a clear line or a sound database, and nothing that was stored is lost."""

from __future__ import annotations

import ctypes
import os
import random
import resource
import signal
import sqlite3
import stat
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from invented import CARDS, KATIE, ME, answers, card, take_in, write_cards, write_everything, write_mbox

import reconnect
from reconnect.archive import Archive

SECONDS = 60


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive that already holds something."""
    (tmp_path / "before").mkdir()
    archive = reconnect.open(tmp_path / "data" / "reconnect.db")
    take_in(archive, write_cards(tmp_path / "before" / "contacts.vcf"))
    return archive


def command(
    archive: Archive, *arguments: str | Path, before: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run reconnect in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "reconnect", "--db", str(archive.path), *map(str, arguments)],
        capture_output=True, text=True, timeout=SECONDS, check=False, preexec_fn=before,
    )  # fmt: skip


def checked(archive: Archive) -> str:
    with archive.reading() as conn:
        return str(conn.execute("pragma integrity_check").fetchone()[0])


def said(path: Path, reason: str) -> str:
    return f"{path}: {reason}\n"


def test_an_empty_file_is_one_line(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "empty.vcf").touch()
    done = command(archive, "import", tmp_path / "empty.vcf")
    text = said(tmp_path / "empty.vcf", "it is empty; reconnect importers lists what can be read")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", text)


def test_a_missing_file_is_one_line(archive: Archive, tmp_path: Path) -> None:
    done = command(archive, "import", tmp_path / "none.vcf")
    text = said(tmp_path / "none.vcf", "there is no such file or folder; check the path")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", text)


def test_a_cut_off_zip_is_one_line(archive: Archive, tmp_path: Path) -> None:
    write_everything(tmp_path)
    whole = tmp_path / "Basic_LinkedInDataExport_11-20-2026.zip"
    whole.write_bytes(whole.read_bytes()[:-200])
    done = command(archive, "import", whole)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == said(whole, "the ZIP is damaged or cut off (File is not a zip file); download it again")


def test_one_bad_path_does_not_keep_the_others_from_being_read(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    done = command(archive, "import", tmp_path / "broken.zip", write_mbox(tmp_path / "mail.mbox"))
    assert done.returncode == 2
    assert "broken.zip: the ZIP is damaged or cut off" in done.stderr
    assert [row["importer"] for row in archive.imports()] == ["vcard", "mail"]


def test_a_zip_that_opens_to_a_thousand_times_its_size_is_a_problem(archive: Archive, tmp_path: Path) -> None:
    bomb = tmp_path / "Basic_LinkedInDataExport_11-20-2026.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("Connections.csv", "First Name,Last Name,Connected On\nKatie,O'Neil,02 Jun 2016\n")
        with packed.open("messages.csv", "w") as member:
            member.write(b"CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n")
            for _ in range(300):
                member.write(b"\0" * (1 << 20))
    assert bomb.stat().st_size < 1 << 20
    done = command(archive, "import", bomb, before=lambda: resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30)))
    assert done.returncode == 0, done.stderr
    assert [row["reason"] for row in archive.problems()] == [
        "the rest of the file could not be read: messages.csv opens to more than 200 times its packed size; "
        "a real export does not"
    ]
    katie = archive.contacts_of(archive.person("O'Neil")["id"])
    assert [each.importer for each in katie] == ["linkedin", "vcard"]


ATTACKS = {
    "a parameter list without a colon": "FN" + ";x=a" * 250,
    "a value list without a colon": "FN;x=" + '"a",' * 250,
    "a line of quotes": 'NOTE;X="' + '"' * 500_000,
}


@pytest.mark.parametrize("line", ATTACKS.values(), ids=ATTACKS.keys())
def test_a_vcard_line_built_to_hang_costs_itself_alone(line: str, archive: Archive, tmp_path: Path) -> None:
    cards = [card("Ada Byron", line, "UID:a"), card("Bela Nagy", "UID:b")]
    done = command(archive, "import", write_cards(tmp_path / "a.vcf", cards))
    assert done.returncode == 0, done.stderr
    assert {row["name"] for row, _ in archive.listed()} >= {"Ada Byron", "Bela Nagy"}
    assert len(archive.problems()) == 1


HEADERS = {"quotes": '"' * 100_000, "parentheses": "(" * 100_000, "addresses": "a@b.example, " * 8_000}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS.keys())
def test_a_from_header_of_100_kilobytes_loses_no_other_mail(header: str, archive: Archive, tmp_path: Path) -> None:
    mails = [(KATIE, ME, "2020-01-01", "One"), (header, ME, "2020-01-02", "Two"), (KATIE, ME, "2020-01-03", "Three")]
    done = command(archive, "import", write_mbox(tmp_path / "mail.mbox", mails))
    assert done.returncode == 0, done.stderr
    assert archive.imports()[-1]["read"] == 3
    archive.decide_me("ines@duarte.example", mine=True)
    assert archive.shown(archive.person("katie@harbour.example"), date(2026, 1, 1)).tie == [
        "2 days of contact, 2020-01-01 to 2020-01-03; they wrote on 2, you on 0"
    ]


def test_a_folder_that_may_not_be_read_is_one_line_and_the_rest_is_read(tmp_path: Path) -> None:
    downloads = tmp_path / "Downloads"
    closed = downloads / "closed"
    closed.mkdir(parents=True)
    write_cards(downloads / "contacts.vcf")
    write_cards(closed / "more.vcf")
    closed.chmod(0)
    archive = reconnect.open(tmp_path / "data" / "reconnect.db")
    try:
        done = command(archive, "import", downloads, before=_like_anybody)
        alone = command(archive, "import", closed, before=_like_anybody)
    finally:
        closed.chmod(0o700)
    assert f"{closed}: you may not read this folder; change its permissions" in done.stderr
    assert "3 contacts" in done.stdout
    assert (alone.returncode, alone.stdout) == (2, "")
    assert alone.stderr == said(closed, f"you may not read {closed}; change its permissions, or copy it")


def _like_anybody() -> None:
    """Take from root the two capabilities by which it reads what it may not (capabilities(7), prctl(2))."""
    if os.geteuid() == 0:
        drop, override, read_search = 24, 1, 2
        for capability in (override, read_search):
            ctypes.CDLL(None).prctl(drop, capability, 0, 0, 0)


def test_a_full_disk_is_one_line_and_leaves_what_was_there(archive: Archive, tmp_path: Path) -> None:
    before, size = answers(archive), archive.path.stat().st_size
    mails = [(f"P {n} <p{n}@people.example>", ME, "2020-01-01", "x" * 500) for n in range(3_000)]
    mailbox = write_mbox(tmp_path / "mail.mbox", mails)

    def full() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 200_000, size + 200_000))

    done = command(archive, "import", mailbox, before=full)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == said(archive.path, "the disk is full or cannot be written; make room, then say it again")
    assert (checked(archive), answers(archive)) == ("ok", before)


def test_killed_at_any_moment_an_export_is_there_whole_or_not_at_all(archive: Archive, tmp_path: Path) -> None:
    mails = [(f"P {n} <p{n}@people.example>", ME, "2020-01-01", f"Subject {n}") for n in range(20_000)]
    mailbox = write_mbox(tmp_path / "mail.mbox", mails)
    chance, seen = random.Random(5), set()
    for _ in range(8):
        child = subprocess.Popen(
            [sys.executable, "-m", "reconnect", "--db", str(archive.path), "import", str(mailbox)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(chance.uniform(0.2, 1.6))
        child.kill()
        child.wait()
        with archive.reading() as conn:
            messages = conn.execute("select count(*) from interactions").fetchone()[0]
            runs = conn.execute("select count(*) from imports where importer = 'mail'").fetchone()[0]
        seen.add((messages, runs))
        assert checked(archive) == "ok"
    assert seen <= {(0, 0), (20_000, 1)}
    done = command(archive, "import", mailbox)
    assert done.returncode == 0, done.stderr
    assert archive.report(date(2020, 2, 1), 1).people == 20_000 + len(CARDS)


def test_the_database_and_its_log_are_for_their_owner_alone(archive: Archive) -> None:
    with archive.reading():
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in archive.path.parent.iterdir()}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(archive.path.parent.stat().st_mode) == 0o700


def test_a_database_that_others_may_read_is_told_in_one_line(archive: Archive) -> None:
    archive.path.chmod(0o644)
    done = command(archive, "people")
    text = said(archive.path, f"others on this machine may read it; say: chmod 600 {archive.path}")
    assert (done.returncode, done.stderr) == (0, text)
    assert stat.S_IMODE(archive.path.stat().st_mode) == 0o644


def test_a_file_that_is_no_database_is_one_line_and_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ada, " * 500, encoding="utf-8")
    path.chmod(0o600)
    done = command(reconnect.open(path), "import", write_cards(tmp_path / "a.vcf"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == said(path, "this is no database of reconnect; name another with --db")
    assert path.read_text(encoding="utf-8") == "Dear Ada, " * 500


def test_the_database_of_another_program_is_refused_and_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("create table people (name text)")
        conn.commit()
    path.chmod(0o600)
    before = path.read_bytes()
    for arguments in (["people"], ["settings", "name", "Ada"], ["import", str(write_cards(tmp_path / "a.vcf"))]):
        done = command(reconnect.open(path), *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == said(path, "this is no database of reconnect; name another with --db")
    assert path.read_bytes() == before


def test_a_database_of_a_later_version_is_refused(archive: Archive) -> None:
    with closing(sqlite3.connect(archive.path)) as conn:
        conn.execute("pragma user_version = 999")
    for arguments in (["people"], ["settings", "name", "Ada"]):
        done = command(archive, *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == said(archive.path, "a newer version of reconnect wrote it; upgrade reconnect")


def test_a_second_writer_is_told_to_wait(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reconnect.errors import DatabaseBusy
    from reconnect.store import opening

    monkeypatch.setattr(opening, "BUSY_MILLISECONDS", 50)
    holder = sqlite3.connect(archive.path, isolation_level=None)
    holder.execute("begin immediate")
    with pytest.raises(DatabaseBusy, match="another reconnect is writing to it; wait for it, or end it"):
        take_in(archive, write_mbox(tmp_path / "mail.mbox"))
    holder.execute("rollback")
    holder.close()


HOSTILE = "Ev\x1b]0;owned\x07il \u202eeman\u202c <b>x</b> [red]{{7*7}}"
COMMANDS: Sequence[Sequence[str]] = (
    ("forgotten", "--as-of", "2026-11-22"), ("people",), ("people", "--all"), ("show", "1"), ("review",), ("me",),
    ("problems",), ("imports",), ("draft",), ("drafts",), ("drafts", "show", "1"), ("settings",),
    ("forgotten", "--format", "markdown", "--as-of", "2026-11-22"),
    ("forgotten", "--format", "csv", "--as-of", "2026-11-22"),
)  # fmt: skip


def test_no_command_lets_a_foreign_text_act_on_the_terminal(tmp_path: Path) -> None:
    archive = reconnect.open(tmp_path / "a.db")
    folder = tmp_path / f"in \x1b[31m{chr(0x202E)}"
    folder.mkdir()
    days = ("2016-03-01", "2017-03-01", "2018-03-01", "2019-03-01")
    mails = [(f'"{HOSTILE}" <evil@evil.example>', ME, day, f"=?utf-8?q?a=1B]0;b=07{day}?=") for day in days]
    mails += [(ME, f'"{HOSTILE}" <evil@evil.example>', day, "Re: hello") for day in days]
    outputs = [command(archive, "import", write_mbox(folder / "mail.mbox", mails))]
    broken = card(HOSTILE, "NOTE" + ";x" * 30, f"NICKNAME:{HOSTILE}", "UID:e")
    outputs.append(command(archive, "import", write_cards(folder / "a.vcf", [broken])))
    outputs += [command(archive, *arguments) for arguments in COMMANDS]
    for done in outputs:
        text = done.stdout + done.stderr
        assert "Traceback" not in text
        assert [letter for letter in text if letter != "\n" and (letter < " " or letter in "\x7f\u202e\u202c")] == []


def _hear_ctrl_c() -> None:
    """A shell that starts the tests in the background has SIGINT ignored, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_tells_what_is_stored_and_leaves_nothing_of_the_export_in_hand(archive: Archive, tmp_path: Path) -> None:
    cards = write_cards(tmp_path / "more.vcf", [card("Ada Byron", "UID:a")])
    body = "x" * 1_000
    mails = [(f"P {n} <p{n}@people.example>", ME, "2020-01-01", f"{n}\nX-Filled: {body}") for n in range(40_000)]
    mailbox = write_mbox(tmp_path / "mail.mbox", mails)  # large enough to be read by several processes
    child = subprocess.Popen(
        [sys.executable, "-m", "reconnect", "--db", str(archive.path), "import", str(cards), str(mailbox)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=_hear_ctrl_c, start_new_session=True,
    )  # fmt: skip
    while child.poll() is None and len(archive.imports()) < 2:
        time.sleep(0.01)
    time.sleep(0.3)
    os.killpg(child.pid, signal.SIGINT)  # as a terminal does: to all processes that the command started
    said_to, told = child.communicate(timeout=SECONDS)
    assert (child.returncode, said_to, told.splitlines()) == (
        130,
        "",
        [
            "stopped: mail.mbox was not read to its end and left nothing; the next import reads it again",
            "stored: more.vcf",
        ],
    )
    assert (checked(archive), [row["path"] for row in archive.imports()][1:]) == ("ok", [str(cards)])
    assert command(archive, "import", mailbox).returncode == 0
    assert [archive.imports()[-1][key] for key in ("read", "new")] == [40_000, 40_000]
