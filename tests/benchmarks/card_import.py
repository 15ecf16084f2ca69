"""Importing a vCard file, people included, against `vobject.readComponents` reading it.

Three times over: the file for the first time, the same file again, and a file that has changed but holds the same
cards in another order.

card_import.py [VCF]
"""

from __future__ import annotations

import base64
import random
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measured import RUNS, python, run_import, seconds

CARDS = 10_000
PHOTO_SHARE = 0.3
PHOTO_BYTES = 15_000


def invented(path: Path) -> None:
    """Write cards as an address book exports them, three in ten with a photo."""
    chance = random.Random(1)
    with path.open("w", encoding="utf-8", newline="\r\n") as out:
        for number in range(CARDS):
            given, family = f"Given{number % 700}", f"Family{number % 3_100}"
            lines = [
                "BEGIN:VCARD", "VERSION:3.0", f"UID:{number}-a-b-c", f"N:{family};{given};;;", f"FN:{given} {family}",
                f"ORG:Company {number % 400};Workshop", "TITLE:Maker",
                f"EMAIL;type=INTERNET;type=HOME:p{number}@example.org",
                f"item1.EMAIL;type=INTERNET:p{number}@work.example", "item1.X-ABLabel:_$!<Work>!$_",
                f"TEL;type=CELL:+1 555 01{number % 100:02}", f"item2.URL:https\\://example.com/{number}",
                "item2.X-ABLabel:_$!<HomePage>!$_", "BDAY;value=date:1980-05-17",
                "NOTE:Met at the fair\\, in spring\\nTwice",
                "CATEGORIES:friends,work", "REV:2024-03-05T08:00:00Z",
            ]  # fmt: skip
            if chance.random() < PHOTO_SHARE:
                photo = base64.b64encode(chance.randbytes(PHOTO_BYTES)).decode()
                lines.append("PHOTO;ENCODING=b;TYPE=JPEG:" + photo[:40])
                lines += [f" {photo[at : at + 74]}" for at in range(40, len(photo), 74)]
            out.write("\n".join([*lines, "END:VCARD", ""]))


PEER = """
import sys, vobject
with open(sys.argv[1], encoding="utf-8", newline="") as stream:
    print(sum(1 for _ in vobject.readComponents(stream.read())))
"""


def changed(path: Path, to: Path) -> None:
    """Write the cards of a file in reverse, with an empty line in front."""
    begin, *cards = path.read_bytes().split(b"BEGIN:VCARD")
    to.write_bytes(b"\r\n" + begin + b"".join(b"BEGIN:VCARD" + card for card in reversed(cards)))


def import_into(database: Path, path: Path) -> None:
    """The whole command, into a database that is there."""
    python(["-m", "reconnect", "--db", str(database), "import", str(path)])


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        path, database = Path(sys.argv[1]) if len(sys.argv) > 1 else folder / "cards.vcf", folder / "reconnect.db"
        if len(sys.argv) <= 1:
            invented(path)
        changed(path, folder / "changed.vcf")
        runs = {
            "first import": lambda: run_import(path, database),
            "the same file again": lambda: import_into(database, path),
            "the same cards in another file": lambda: import_into(database, folder / "changed.vcf"),
            "readComponents": lambda: python(["-c", PEER, str(path)]),
        }
        best = dict.fromkeys(runs, float("inf"))
        for what, run in [*runs.items()] * RUNS:
            best[what] = min(best[what], seconds(run))
        peer = best.pop("readComponents")
        print(f"cards, {path.stat().st_size >> 20} MB: readComponents {peer:.2f} s")
        for what, taken in best.items():
            print(f"  {what}: {taken:.2f} s, ratio {peer / taken:.1f}")


if __name__ == "__main__":
    main()
