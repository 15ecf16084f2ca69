"""The parts of a large mailbox are read by several processes at once, and taken from them in the file's order.

A worker is sent two parts ahead and waits until its answer is taken, which bounds the memory of all. Answers are plain
columns through `marshal`, several times faster than pickled records. Workers start anew (spawn), because the program
may have threads, and end when nobody listens any more. What a small import never needs, 20 ms of it, is imported late.
"""

from __future__ import annotations

import marshal
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import TYPE_CHECKING, Any

from importers.mail.facts import Way
from importers.mail.ranges import Outcome, Part, read_part
from importers.records import InteractionBlock, Mailbox, Origin, Problem, Skipped

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

MOST = 4
"""Workers at most; the process that stores what they read cannot keep up with more."""

AHEAD = 2
"""Parts that a worker has been sent and that are not taken yet."""


def worthwhile() -> int:
    """Return how many workers are worth while on this machine."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST)


def read_side_by_side(parts: Sequence[Part], way: Way, processes: int) -> Iterator[Outcome]:
    """Yield the outcome of each part, in order, read by so many workers; these end with the iterator.

    Where a worker dies, or none can be started, this process reads the rest by itself.
    """
    done = 0
    for outcome in _by_workers(parts, way, processes):
        done += 1
        yield outcome
    for part in parts[done:]:
        yield read_part(part, way)


def _by_workers(parts: Sequence[Part], way: Way, processes: int) -> Iterator[Outcome]:
    """Yield the outcomes of as many parts, from the first, as the workers live to read."""
    workers: list[tuple[BaseProcess, Connection]] = []
    try:
        with _unnoticed_start():
            workers.extend(_start(way) for _ in range(min(processes, len(parts))))
        turns = [workers[number % len(workers)][1] for number in range(len(parts))]
        for part, connection in zip(parts[: AHEAD * len(workers)], turns, strict=False):
            connection.send(part)
        for number, connection in enumerate(turns, AHEAD * len(workers)):
            answer = connection.recv_bytes()
            if number < len(parts):
                connection.send(parts[number])
            yield _unpacked(answer)
    except (EOFError, OSError):
        return
    finally:
        for process, connection in workers:
            connection.close()
            process.terminate()
            process.join()


def _start(way: Way) -> tuple[BaseProcess, Connection]:
    from multiprocessing import get_context

    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, way), daemon=True)
    process.start()
    theirs.close()
    return process, ours


@contextmanager
def _unnoticed_start() -> Iterator[None]:
    """Start workers that never see Ctrl-C, and that do not run the program's main module, as spawn would."""
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # it would be started with the first worker, and let Ctrl-C through again
    main = sys.modules["__main__"]
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    sys.modules["__main__"] = ModuleType("__main__")  # a script may lack the guard, and would import all once more
    try:
        yield
    finally:
        sys.modules["__main__"] = main
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection, way: Way) -> None:
    """Read each part that is sent, until nobody is there to send or to listen."""
    with suppress(EOFError, ConnectionError):
        while True:
            connection.send_bytes(_packed(read_part(connection.recv(), way)))


def _packed(outcome: Outcome) -> bytes:
    return marshal.dumps(([_plain(record) for record in outcome.records], outcome.broken))


def _unpacked(answer: bytes) -> Outcome:
    records, broken = marshal.loads(answer)  # noqa: S302  (it comes from our own worker)
    return Outcome([_record(plain) for plain in records], broken)


def _plain(record: InteractionBlock | Skipped | Problem) -> dict[str, Any] | tuple[Any, ...]:
    """Turn a record into what `marshal` takes; `_record` turns it back."""
    if isinstance(record, InteractionBlock):
        columns = {name: getattr(record, name) for name in InteractionBlock.__dataclass_fields__}
        return columns | {"mailboxes": [(box.key, box.name, box.address) for box in record.mailboxes]}
    return isinstance(record, Skipped), record.origin.member, record.origin.record, record.reason


def _record(plain: dict[str, Any] | tuple[Any, ...]) -> InteractionBlock | Skipped | Problem:
    if isinstance(plain, dict):
        return InteractionBlock(**plain | {"mailboxes": [Mailbox(*values) for values in plain["mailboxes"]]})
    is_skipped, member, number, reason = plain
    return (Skipped if is_skipped else Problem)(Origin(member, number), reason)
