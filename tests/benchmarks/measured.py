"""Whole processes are timed: the fastest of a few runs, the program and its peer in turn."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

RUNS = 3


def seconds(action: Callable[[], object]) -> float:
    """How long an action takes."""
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def in_turn(ours: Callable[[], object], peer: Callable[[], object]) -> tuple[float, float]:
    """The fastest run of ours and of the peer, taken in turn."""
    pairs = [(seconds(ours), seconds(peer)) for _ in range(RUNS)]
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)


def run_import(path: Path, database: Path) -> None:
    """The whole command, from start to exit code, into a new database."""
    for old in database.parent.glob(f"{database.name}*"):
        old.unlink()
    python(["-m", "reconnect", "--db", str(database), "import", str(path)])


def python(arguments: Sequence[str]) -> None:
    """Run Python with arguments and take its output away."""
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
