"""The parts of a large mailbox, or of a Maildir, are read by several processes at once, and come in the file's order.

A worker knows its parts from the start, may be two of them ahead, and waits until its answer is taken, which bounds the
memory of all. To be sent a part while it waits would be to wait for each other. How processes are started, and what
passes between them, is told in `importers.ahead`.
"""

from __future__ import annotations

import gc
import marshal
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from importers.ahead import plain, record_of, started, unnoticed_start
from importers.mail.facts import Way
from importers.mail.letters import Batch, read_batch
from importers.mail.ranges import Outcome, Part, read_part

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

AHEAD = 2
"""Parts that a worker may read and that are not taken yet."""


GO_ON = b""
"""What tells a worker to read one more part."""

FEWEST = 3
"""Parts that are worth a process of their own."""


def read_side_by_side(parts: Sequence[Part | Batch], way: Way, processes: int) -> Iterator[Outcome]:
    """Yield the outcome of each part, in order, read by so many workers; these end with the iterator.

    Where there is little to read, a worker dies, or none can be started, this process reads the rest by itself.
    """
    done = 0
    if processes > 1 and len(parts) >= FEWEST:
        for outcome in _by_workers(parts, way, processes):
            done += 1
            yield outcome
    for part in parts[done:]:
        yield _read(part, way)


def _read(part: Part | Batch, way: Way) -> Outcome:
    return read_batch(part, way) if isinstance(part, Batch) else read_part(part, way)


def _by_workers(parts: Sequence[Part | Batch], way: Way, processes: int) -> Iterator[Outcome]:
    """Yield the outcomes of as many parts, from the first, as the workers live to read."""
    workers: list[tuple[BaseProcess, Connection]] = []
    try:
        with unnoticed_start():
            number = min(processes, len(parts))
            workers.extend(started(_serve, parts[first::number], way) for first in range(number))
        turns = [workers[number % len(workers)][1] for number in range(len(parts))]
        for connection in turns[: AHEAD * len(workers)]:
            connection.send_bytes(GO_ON)
        for number, connection in enumerate(turns, AHEAD * len(workers)):
            answer = connection.recv_bytes()
            if number < len(parts):
                connection.send_bytes(GO_ON)
            yield _unpacked(answer)
    except (EOFError, OSError):
        return
    finally:
        for process, connection in workers:
            connection.close()
            process.terminate()
            process.join()


def _serve(connection: Connection, parts: Sequence[Part | Batch], way: Way) -> None:
    """Read part after part, each when told to, until all are read or nobody listens."""
    gc.disable()  # nothing here refers to itself, and looking for that takes a twentieth of the time
    with suppress(EOFError, ConnectionError):
        for part in parts:
            connection.recv_bytes()
            connection.send_bytes(_packed(_read(part, way)))


def _packed(outcome: Outcome) -> bytes:
    return marshal.dumps(([plain(record) for record in outcome.records], outcome.broken))


def _unpacked(answer: bytes) -> Outcome:
    records, broken = marshal.loads(answer)  # noqa: S302  (it comes from our own worker)
    return Outcome([record_of(told) for told in records], broken)
