"""The report on 10,000 people with 300,000 messages, against what Python alone needs to start.

report.py [PEOPLE]
"""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from measured import in_turn, python, run_import

PEOPLE = 10_000
MESSAGES_EACH = 30
ME = "Ines Duarte <ines@duarte.example>"


def invented(path: Path, people: int) -> None:
    """Write a mailbox with many correspondents, each with a rhythm and an end of their own."""
    chance = random.Random(1)
    with path.open("w", encoding="utf-8") as out:
        for person in range(people):
            at = datetime(2008, 1, 1, 12, tzinfo=UTC) + timedelta(days=chance.randrange(5_000))
            pause = chance.choice((3, 20, 60))
            for number in range(MESSAGES_EACH):
                at += timedelta(days=1 + int(chance.expovariate(1 / pause)))
                them = f"Given{person % 613} Family{person} <p{person}@people{person % 97}.example>"
                sender, to = (ME, them) if chance.random() < 0.5 else (them, ME)
                out.write(
                    f"From a@mail.example Tue Mar  5 08:00:00 2024\nDate: {format_datetime(at)}\n"
                    f"From: {sender}\nTo: {to}\n"
                    f"Message-ID: <{person}.{number}@mail.example>\nSubject: Letter {number}\n\nWords.\n\n"
                )


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with TemporaryDirectory() as name:
        folder = Path(name)
        invented(folder / "mail.mbox", people)
        database = folder / "reconnect.db"
        run_import(folder / "mail.mbox", database)
        report = ["-m", "reconnect", "--db", str(database), "forgotten", "--as-of", "2026-11-22"]
        ours, peer = in_turn(lambda: python(report), lambda: python(["-c", "import numpy, rich.console"]))
        print(f"report on {people:,} people: {ours:.2f} s, numpy and rich alone {peer:.2f} s, ratio {ours / peer:.1f}")


if __name__ == "__main__":
    main()
