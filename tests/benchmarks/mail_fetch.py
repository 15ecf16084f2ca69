"""Mail from a Dovecot on this machine: messages a second, fetched alone and imported whole, and the second run.

Dovecot shares the processors with us and has read the mailbox once before, as a server has that knows its mail.

mail_fetch.py [MESSAGES...]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path += [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "sources")]

from dovecot_server import PASSWORD, Dovecot, dovecot
from invented import NOW, READERS
from measured import RUNS

from reconnect.archive import Archive
from reconnect.archive.importing import found
from reconnect.sources.imap import Mailboxes
from reconnect.sources.secrets import Secrets
from reconnect.sources.server import server_of

SECRETS = Secrets("", {"RECONNECT_PASSWORD": PASSWORD})


def letters(number: int) -> Iterator[str]:
    """Letters with headers as servers leave them, of which most tell nothing of people."""
    signed = "DKIM-Signature: v=1; a=rsa-sha256;\r\n" + ("\t" + "Q2hhbmNl" * 9 + "\r\n") * 6
    start = datetime(2010, 1, 1, 9, tzinfo=UTC)
    for n in range(number):
        yield (
            f"Received: from relay.mail.example by mx.example.org; Tue, 5 Mar 2024 08:00:00 +0000\r\n"
            f"{signed}Date: {format_datetime(start + timedelta(hours=7 * n))}\r\n"
            f"From: Person {n % 900} <person{n % 900}@people{n % 90}.example>\r\n"
            f"To: Ines Duarte <ines@duarte.example>\r\n"
            f"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?= {n}\r\nMessage-ID: <{n}@mail.example>\r\n"
            f"In-Reply-To: <{n - 3}@mail.example>\r\nReferences: <{n - 6}@mail.example>\r\n <{n - 3}@mail.example>\r\n"
            "Content-Type: text/plain; charset=utf-8\r\nMIME-Version: 1.0\r\n\r\nWords.\r\n"
        )


def fetch(server: Dovecot) -> int:
    """Fetch all headers and throw them away; return their bytes."""
    mailboxes = Mailboxes(server_of(server.address("/INBOX")), PASSWORD)
    (mailbox,) = mailboxes.collections()
    delivery = mailbox.fetch([])
    assert delivery is not None
    with delivery.export.members[0].open_unbuffered() as stream:
        size = len(stream.read() or b"")
    mailboxes.close()
    return size


def take(server: Dovecot, database: Path) -> None:
    """Import all that is new, people and ties included."""
    archive = Archive(database)
    archive.import_exports(found([server.address()], READERS, secrets=SECRETS), NOW)


def fastest(action: Callable[[int], object]) -> tuple[float, float]:
    """The fastest run of an action that is told which run it is, and our own seconds of processor in it."""
    runs = []
    for number in range(RUNS):
        begun, spent = time.perf_counter(), time.process_time()
        action(number)
        runs.append((time.perf_counter() - begun, time.process_time() - spent))
    return min(runs)


def measure(server: Dovecot, number: int, folder: Path) -> None:
    server.put("INBOX", letters(number), "S")
    size = fetch(server)
    for what, action in (
        ("fetched", lambda _: fetch(server)),
        ("imported", lambda run: take(server, folder / f"{run}.db")),
        ("the second run", lambda run: take(server, folder / f"{run}.db")),
    ):
        took, spent = fastest(action)
        told = f"{took:6.2f} s, {spent:5.2f} s ours, {number / took:7,.0f} a second"
        print(f"{number} messages, {size >> 10} KiB: {what:15} {told}")


def main(numbers: list[int]) -> None:
    with dovecot() as running:
        for number in numbers:
            with TemporaryDirectory() as folder:
                measure(running.somebody_new(), number, Path(folder))


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [2_000, 20_000])
