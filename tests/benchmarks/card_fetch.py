"""Fetching 500 cards by CardDAV from a real Radicale on this machine, people included, against reading them as a file.

The first fetch, one that finds nothing new, and one of a single change, within one process; then whole commands.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from measured import RUNS, python, seconds

import reconnect
from importers import BUILTIN
from reconnect.archive.importing import found
from reconnect.plugins import Registered
from reconnect.sources.secrets import Secrets

sys.path.append(str(Path(__file__).parents[1] / "sources"))
from radicale_server import PASSWORD, Radicale, radicale  # (it stands with the tests)

CARDS = 500
READERS = [Registered(importer, "benchmark") for importer in BUILTIN]
SECRETS = Secrets("", {"RECONNECT_PASSWORD": PASSWORD})


def card(number: int, mail: str = "example.org") -> str:
    lines = (
        "BEGIN:VCARD", "VERSION:3.0", f"UID:{number}-a-b-c", f"N:Family{number % 97};Given{number % 53};;;",
        f"FN:Given{number % 53} Family{number % 97}", f"ORG:Company {number % 40}", f"EMAIL:p{number}@{mail}",
        f"TEL;TYPE=CELL:+1 555 01{number % 100:02}", "NOTE:Met at the fair", "REV:2024-03-05T08:00:00Z", "END:VCARD",
        "",
    )  # fmt: skip
    return "\r\n".join(lines)


def import_into(database: Path, address: str) -> None:
    """One import within this process."""
    archive = reconnect.open(database)
    archive.import_exports(found([address], READERS, secrets=SECRETS), datetime.now(UTC))


def fetches(server: Radicale, folder: Path, run: int) -> dict[str, float]:
    """How long the three fetches took, and the file."""
    database, file = folder / f"{run}.db", folder / "cards.vcf"
    taken = {
        "from a file": seconds(lambda: import_into(folder / f"{run}-file.db", str(file))),
        "first fetch": seconds(lambda: import_into(database, server.address)),
        "nothing new": seconds(lambda: import_into(database, server.address)),
    }
    server.put("all", "c7", card(7, f"run{run}.example"))
    return {**taken, "one change": seconds(lambda: import_into(database, server.address))}


def commands(server: Radicale, folder: Path, run: int) -> dict[str, float]:
    """How long whole commands took."""
    command = ["-m", "reconnect", "--db", str(folder / f"{run}-command.db"), "import", server.address]
    return {
        "first fetch, whole command": seconds(lambda: python(command)),
        "nothing new, whole command": seconds(lambda: python(command)),
    }


def main() -> None:
    os.environ["RECONNECT_PASSWORD"] = PASSWORD
    with TemporaryDirectory() as name, radicale(Path(name) / "server") as server:
        folder = Path(name)
        server.book("all", {f"c{number}": card(number) for number in range(CARDS)})
        (folder / "cards.vcf").write_text("".join(map(card, range(CARDS))), encoding="utf-8", newline="")
        import_into(folder / "warm.db", server.address)  # the server is filled, and has read its files once
        runs = [{**fetches(server, folder, run), **commands(server, folder, run)} for run in range(RUNS)]
        for what in runs[0]:
            print(f"{CARDS} cards, {what}: {min(run[what] for run in runs):.2f} s")


if __name__ == "__main__":
    main()
