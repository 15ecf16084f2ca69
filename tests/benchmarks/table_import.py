"""Importing a LinkedIn archive, people included, against what reads the same files and does nothing with them.

200,000 messages and 30,000 connections, about 80 MB, all invented, against `csv.reader` and against `pandas.read_csv`,
each a process of its own from start to end. pandas is told where the header row is and that all is text, since by
itself it fails on the notes above it. The ratios say how many times longer the import takes than its peer.

table_import.py [FOLDER]
"""

from __future__ import annotations

import csv
import random
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from measured import in_turn, python, run_import

CONNECTIONS = 30_000
MESSAGES = 200_000
CORRESPONDENTS = 6_000
WORDS = [
    "the",
    "kiln",
    "was",
    "cold",
    "this",
    "morning",
    "and",
    "nobody",
    "knew",
    "why",
    "so",
    "we",
    "made",
    "tea,",
    "then",
    "glazed;",
    "call",
    "when",
    "you",
    "can",
]
NOTES = 'Notes:\n"When exporting your connection data, you may notice that some of the addresses are missing."\n\n'
MESSAGE_COLUMNS = (
    "CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS", "DATE",
    "SUBJECT", "CONTENT", "FOLDER",
)  # fmt: skip
ME = ("Max Muster", "https://www.linkedin.com/in/max-muster")

CSV_READER = """
import csv, sys
for name in sys.argv[1:]:
    with open(name, encoding="utf-8", newline="") as stream:
        print(sum(1 for _ in csv.reader(stream)))
"""
PANDAS = """
import pandas, sys
for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as stream:
        above = 3 if stream.readline().startswith("Notes:") else 0
    print(len(pandas.read_csv(name, skiprows=above, dtype=str, keep_default_na=False)))
"""


def person(number: int) -> tuple[str, str]:
    """The name and the profile URL of an invented connection."""
    return f"Given{number % 700} Family{number % 3_100}", f"https://www.linkedin.com/in/given-family-{number}"


def invented(folder: Path) -> None:
    """Write the two files as LinkedIn does."""
    chance = random.Random(1)
    with (folder / "Connections.csv").open("w", encoding="utf-8", newline="") as out:
        out.write(NOTES)
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"])
        for number in range(CONNECTIONS):
            name, url = person(number)
            address = f"p{number}@example.org" if number % 7 == 0 else ""
            rows.writerow([*name.split(), url, address, f"Works {number % 900}, Ltd.", "Maker", "08 Feb 2016"])
    with (folder / "messages.csv").open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(MESSAGE_COLUMNS)
        for number in range(MESSAGES):
            with_whom = int(CORRESPONDENTS * chance.random() ** 2)
            sides = [person(with_whom), ME][:: chance.choice((1, -1))]
            at = (
                f"{2010 + number * 15 // MESSAGES}-{number % 12 + 1:02}-{number % 28 + 1:02} {number % 24:02}:30:00 UTC"
            )
            text = "\n".join(" ".join(chance.choices(WORDS, k=18)) for _ in range(3))
            rows.writerow([f"2-conversation-{with_whom}==", "", *sides[0], *sides[1], at, "", text, "INBOX"])


def main() -> None:
    with TemporaryDirectory() as name:
        scratch = Path(name)
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else scratch / "linkedin"
        if len(sys.argv) <= 1:
            folder.mkdir()
            invented(folder)
        files = [str(folder / each) for each in ("Connections.csv", "messages.csv")]
        size = sum(Path(each).stat().st_size for each in files) >> 20
        for peer, program in (("csv.reader", CSV_READER), ("pandas.read_csv", PANDAS)):
            ours, theirs = in_turn(
                partial(run_import, folder, scratch / "reconnect.db"), partial(python, ["-c", program, *files])
            )
            print(f"rows, {size} MB: import {ours:.2f} s, {peer} {theirs:.2f} s, ratio {ours / theirs:.1f}")


if __name__ == "__main__":
    main()
