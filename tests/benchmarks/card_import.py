"""Importing a vCard file, people included, against `vobject.readComponents` reading it.

card_import.py [VCF]
"""

from __future__ import annotations

import base64
import random
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measured import in_turn, python, run_import

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


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else folder / "cards.vcf"
        if len(sys.argv) <= 1:
            invented(path)
        ours, peer = in_turn(
            lambda: run_import(path, folder / "reconnect.db"), lambda: python(["-c", PEER, str(path)])
        )  # fmt: skip
        size = path.stat().st_size >> 20
        print(f"cards, {size} MB: import {ours:.2f} s, readComponents {peer:.2f} s, ratio {peer / ours:.1f}")


if __name__ == "__main__":
    main()
