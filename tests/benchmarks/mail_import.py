"""Importing mail, people and ties included, against the standard library putting the same headers into SQLite.

An mbox with all processors and with one, the same once more, and its first messages as a Maildir; and how long grep
takes to count the messages.

mail_import.py [MBOX]
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import policy
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import format_datetime, getaddresses, mktime_tz, parsedate_tz
from mailbox import Maildir, mbox
from pathlib import Path
from tempfile import TemporaryDirectory

from measured import in_turn, python, run_import, seconds

MESSAGES = 60_000
LETTERS = 20_000
HEADERS = (
    "Subject", "Message-ID", "In-Reply-To", "References", "List-Id", "Precedence", "Auto-Submitted", "X-Gmail-Labels",
)  # fmt: skip
ME = "Ines Duarte <ines@duarte.example>"
SCHEMA = """
    create table message (id integer primary key, sent integer, subject, message_id, in_reply_to, refs, list_id,
        precedence, auto_submitted, labels);
    create table mailbox (message integer, role, name, address);
"""


def invented(path: Path, messages: int = MESSAGES) -> None:
    """Write mail with some 3.5 KB of headers and 7 KB of body a message, as a provider's archive has it."""
    chance = random.Random(1)
    received = "".join(
        f"Received: from relay{n}.mail.example (relay{n}.mail.example [192.0.2.{n}])\n\tby mx.example.org with ESMTPS "
        f"id {'a1b2c3d4' * 4}\n\tfor <ines@duarte.example>;\n\tTue, 5 Mar 2024 08:00:0{n} +0000 (UTC)\n"
        for n in range(1, 7)
    )
    signed = (
        "DKIM-Signature: v=1; a=rsa-sha256;\n" + "\tb=" + "Q2hhbmNl" * 9 + "\n" + ("\t " + "Q2hhbmNl" * 9 + "\n") * 24
    )
    body = "Here are some words of a letter, about as many as people write on a line.\n" * 100
    start = datetime(2010, 1, 1, 9, tzinfo=UTC)
    with path.open("w", encoding="utf-8") as out:
        for number in range(messages):
            at = start + timedelta(hours=7 * number)
            person = int(chance.paretovariate(0.6)) % 3_000
            them = f"Person {person} <person{person}@people{person % 90}.example>"
            sender, to = (ME, them) if chance.random() < 0.4 else (them, ME)
            out.write(
                f"From {number}@xxx {at:%a %b %d %H:%M:%S} +0000 {at:%Y}\nX-GM-THRID: {number // 3}\n"
                f"X-Gmail-Labels: Inbox\nDelivered-To: ines@duarte.example\n{received}{signed}"
                f"Date: {format_datetime(at)}\n"
                f"From: {sender}\nTo: {to}\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?= {number}\n"
                f"Message-ID: <{number}@mail.example>\n"
                f"In-Reply-To: <{number - 3}@mail.example>\nReferences: <{number - 6}@mail.example>\n"
                f" <{number - 3}@mail.example>\n\n{body}\n"
            )


def with_the_standard_library(path: Path, database: Path) -> None:
    """Read dates, subjects, ids, kinds, labels and all mailboxes, and store them."""
    database.unlink(missing_ok=True)
    connection = sqlite3.connect(database)
    connection.executescript(SCHEMA)
    parse = BytesHeaderParser(policy=policy.compat32).parse
    messages = (Maildir if path.is_dir() else mbox)(path, factory=parse, create=False)  # type: ignore[arg-type]
    for number, message in enumerate(messages):
        connection.execute("insert into message values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *facts(message)))
        connection.executemany("insert into mailbox values (?, ?, ?, ?)", mailboxes(number, message))
    connection.commit()


def as_maildir(path: Path, folder: Path) -> None:
    """Write the first messages of an mbox as the files of a Maildir."""
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    with path.open("rb") as stream:
        data = stream.read(LETTERS * 16 << 10)
    for number, letter in enumerate(data.split(b"\nFrom ")[1 : LETTERS + 1]):
        (folder / "cur" / f"{number:09}.M{number}P1.desk:2,S").write_bytes(letter.partition(b"\n")[2])


def facts(message: Message) -> Iterator[object]:
    parsed = parsedate_tz(str(message.get("Date", "")))
    yield None if parsed is None else int(mktime_tz(parsed))
    for name in HEADERS:
        yield decoded(message.get(name, ""))


def mailboxes(number: int, message: Message) -> Iterator[tuple[int, str, str, str]]:
    for role in ("From", "To", "Cc", "Bcc"):
        for name, address in getaddresses([str(value) for value in message.get_all(role, [])]):
            yield number, role, decoded(name), address.lower()


def decoded(value: object) -> str:
    try:
        text = str(make_header(decode_header(str(value))))
    except (LookupError, ValueError):
        text = str(value)
    return text.encode("utf-8", "replace").decode("utf-8")


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else folder / "mail.mbox"
        if len(sys.argv) <= 1:
            invented(path)
        as_maildir(path, folder / "Maildir")
        print(f"mail, {path.stat().st_size >> 20} MB")
        against_the_standard_library("mbox", path, folder)
        run_import(path, folder / "reconnect.db")
        again = seconds(lambda: python(["-m", "reconnect", "--db", str(folder / "reconnect.db"), "import", str(path)]))
        print(f"the same again: {again:.2f} s")
        counted, ours = in_turn(lambda: count(path), lambda: run_import(path, folder / "reconnect.db"))
        print(f"grep -c '^From ': {counted:.2f} s, import {ours:.2f} s, ratio {ours / counted:.1f}")
        against_the_standard_library("Maildir", folder / "Maildir", folder)


def against_the_standard_library(what: str, path: Path, folder: Path) -> None:
    """Print how many times as long as ours the peer takes."""

    def alone() -> None:
        with one_processor():
            run_import(path, folder / "one.db")

    both = [lambda: run_import(path, folder / "reconnect.db"), alone]
    peer = [__file__, "--peer", str(path), str(folder / "peer.db")]
    for processes, ours in zip(("all processors", "one processor"), both, strict=True):
        took, theirs = in_turn(ours, lambda: python(peer))
        print(f"{what}, {processes}: {took:.2f} s, standard library {theirs:.2f} s, ratio {theirs / took:.1f}")


@contextmanager
def one_processor() -> Iterator[None]:
    """Let all that is started run on one processor; Linux alone can."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def count(path: Path) -> None:
    """Count the lines that begin as separators do; into a pipe, or grep stops at the first."""
    subprocess.run(["grep", "-c", "^From ", path], check=True, capture_output=True, env={**os.environ, "LC_ALL": "C"})


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peer"]:
        with_the_standard_library(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
