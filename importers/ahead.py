"""Reads in a process of its own what this process stores meanwhile; both cores of a small machine are busy then.

What the other process read comes as plain columns through `marshal`, several times faster than pickled records, and no
more of it than a pipe holds, which bounds the memory of both. Processes start anew (spawn), because the program may
have threads, and end when nobody listens any more. What a small import never needs, 20 ms of it, is imported late.
"""

from __future__ import annotations

import marshal
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeAlias

from importers.export import Export, Member
from importers.records import InteractionBlock, Mailbox, Origin, Problem, Skipped

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

MOST = 4
"""Processes at most; the one that stores what they read cannot keep up with more."""

WORTHWHILE_FROM = 32 << 20
"""Bytes of a file that are worth a process of its own."""

Told: TypeAlias = InteractionBlock | Skipped | Problem
Read: TypeAlias = Callable[[Member], Iterator[Told]]
"""Reads a member; a function at the top of a module, or a partial of one, since another process has to find it."""


def worthwhile() -> int:
    """Return how many processes are worth while on this machine."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST)


def read_ahead(read: Read, member: Member) -> Iterator[Told]:
    """Yield what `read` yields of a member, read by another process; where that one dies, the rest is read here."""
    taken = 0
    try:
        for told in _by_another(read, member):
            taken += 1
            yield told
    except (EOFError, OSError):
        yield from islice(read(member), taken, None)


def _by_another(read: Read, member: Member) -> Iterator[Told]:
    with unnoticed_start():
        process, connection = started(_serve, read, member.export.path, member.export.inside, member.name)
    try:
        while answer := connection.recv_bytes():
            number, told = marshal.loads(answer)  # noqa: S302  (it comes from our own process)
            member.export.on_read(number)
            yield record_of(told)
    finally:
        connection.close()
        process.terminate()
        process.join()


def _serve(connection: Connection, read: Read, path: Path, inside: str, name: str) -> None:
    """Send what is read, each with the bytes it took; what fails here fails again where it is stored, and is told."""
    export, numbers = Export(path, inside), list[int]()
    export.on_read = numbers.append
    with suppress(Exception):
        for told in read(next(member for member in export.members if member.name == name)):
            connection.send_bytes(marshal.dumps((sum(numbers), plain(told))))
            numbers.clear()
        connection.send_bytes(b"")


def started(serve: Callable[..., None], *arguments: object) -> tuple[BaseProcess, Connection]:
    """Start a process that calls `serve` with one end of a pipe and the arguments; return it and the other end."""
    from multiprocessing import get_context

    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, *arguments), daemon=True)
    process.start()
    theirs.close()
    return process, ours


@contextmanager
def unnoticed_start() -> Iterator[None]:
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


def plain(record: Told) -> dict[str, Any] | tuple[Any, ...]:
    """Turn a record into what `marshal` takes; `record_of` turns it back."""
    if isinstance(record, InteractionBlock):
        columns = {name: getattr(record, name) for name in InteractionBlock.__dataclass_fields__}
        return columns | {"mailboxes": [tuple(box) for box in record.mailboxes]}
    return isinstance(record, Skipped), record.origin.member, record.origin.record, record.reason


def record_of(plain: dict[str, Any] | tuple[Any, ...]) -> Told:
    """Turn what `plain` made back into a record."""
    if isinstance(plain, dict):
        return InteractionBlock(**plain | {"mailboxes": list(map(Mailbox._make, plain["mailboxes"]))})
    is_skipped, member, number, reason = plain
    return (Skipped if is_skipped else Problem)(Origin(member, number), reason)
