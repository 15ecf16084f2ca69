"""How much memory an import takes, summed over its processes: of a mailbox, and of one twice its size.

mail_memory.py [MBOX LARGER]
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import mail_import

INTERVAL = 0.05


def peak(path: Path, database: Path) -> int:
    """Return the most MB that an import and all processes under it had at once; pages they share count in each."""
    command = [sys.executable, "-m", "reconnect", "--db", str(database), "import", str(path)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        most = 0
        while running.poll() is None:
            most = max(most, sum(map(resident, family(running.pid))))
            time.sleep(INTERVAL)
    return most >> 10


def family(process: int) -> Iterator[int]:
    """Yield a process and all under it, as Linux tells."""
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            yield from (each for child in children.read_text().split() for each in family(int(child)))
        except OSError:  # it has just ended
            continue


def resident(process: int) -> int:
    """Return the KB of a process that are in memory, 0 where it has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Rss:"))


def main() -> None:
    with TemporaryDirectory() as name:
        paths = [Path(argument) for argument in sys.argv[1:]] or [Path(name, "mail.mbox"), Path(name, "larger.mbox")]
        if len(sys.argv) <= 1:
            mail_import.invented(paths[0])
            mail_import.invented(paths[1], 2 * mail_import.MESSAGES)
        peaks = [peak(path, Path(name, f"{number}.db")) for number, path in enumerate(paths)]
        for path, most in zip(paths, peaks, strict=True):
            print(f"{path.stat().st_size >> 20} MB of mail: {most} MB of memory, ratio {most / peaks[0]:.2f}")


if __name__ == "__main__":
    main()
