"""The report, and a small import, on a mailbox of many people, against what Python alone needs to start.

report.py [PEOPLE [MESSAGES]]; a large archive is `report.py 100000 1300000`.
"""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from measured import in_turn, python, run_import, seconds

PEOPLE = 10_000
MESSAGES_EACH = 30
FEW = 100
ME = "Ines Duarte <ines@duarte.example>"


def invented(path: Path, people: int, each: int) -> None:
    """Write a mailbox with many correspondents, each with a rhythm and an end of their own."""
    chance = random.Random(1)
    with path.open("w", encoding="utf-8") as out:
        for person in range(people):
            at = datetime(2008, 1, 1, 12, tzinfo=UTC) + timedelta(days=chance.randrange(5_000))
            pause = chance.choice((3, 20, 60))
            for number in range(each):
                at += timedelta(days=1 + int(chance.expovariate(1 / pause)))
                out.write(letter(person, at, f"{number}", mine=chance.random() < 0.5))


def few(path: Path, people: int) -> None:
    """Write a mailbox with what came in since: one more message of each of some, and as many from nobody known."""
    with path.open("w", encoding="utf-8") as out:
        for person in [*range(0, people, people // FEW), *range(people, people + FEW)]:
            out.write(letter(person, datetime(2026, 11, 20, 12, tzinfo=UTC), "new", mine=False))


def letter(person: int, at: datetime, name: str, *, mine: bool) -> str:
    """A message between me and somebody."""
    them = f"Given{person % 613} Family{person} <p{person}@people{person % 97}.example>"
    sender, to = (ME, them) if mine else (them, ME)
    return (
        f"From a@mail.example Tue Mar  5 08:00:00 2024\nDate: {format_datetime(at)}\n"
        f"From: {sender}\nTo: {to}\n"
        f"Message-ID: <{person}.{name}@mail.example>\nSubject: Letter {name}\n\nWords.\n\n"
    )


def main() -> None:
    people, *more = [int(argument) for argument in sys.argv[1:]] or [PEOPLE]
    each = (more or [people * MESSAGES_EACH])[0] // people
    with TemporaryDirectory() as name:
        folder = Path(name)
        invented(folder / "mail.mbox", people, each)
        few(folder / "new.mbox", people)
        database = folder / "reconnect.db"
        run_import(folder / "mail.mbox", database)
        program = ["-m", "reconnect", "--db", str(database)]
        ours, peer = in_turn(
            lambda: python([*program, "forgotten", "--as-of", "2026-11-22"]),
            lambda: python(["-c", "import numpy, rich.console"]),
        )
        print(f"{people:,} people, {people * each:,} messages")
        print(f"report: {ours:.2f} s, numpy and rich alone {peer:.2f} s, ratio {ours / peer:.1f}")
        took = seconds(lambda: python([*program, "import", str(folder / "new.mbox")]))
        print(f"import of {2 * FEW} more messages: {took:.2f} s")


if __name__ == "__main__":
    main()
