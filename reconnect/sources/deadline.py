"""Nothing that a server does or leaves undone takes longer than it was given: at the deadline its connection is shut.

A limit for each read alone would let a server send one byte at a time for ever. Shutting a socket down from another
thread wakes whoever waits for it, with encryption too. It is done by a duplicate, because a reader keeps a connection
open whose socket is closed, or was taken over by encryption.
"""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Lock, Timer
from time import monotonic
from types import TracebackType
from typing import Self


class Deadline:
    """So many seconds for what stands in a `with`; `has_passed` tells whether it took longer, and was cut short."""

    def __init__(self, seconds: float) -> None:
        self.has_passed = False
        self._ends = monotonic() + seconds
        self._watched: list[socket.socket] = []
        self._lock = Lock()
        self._timer = Timer(seconds, self._cut)
        self._timer.daemon = True

    @property
    def left(self) -> float:
        """The seconds that are left: a timeout for what cannot be watched yet, so never 0, which would mean none."""
        return max(self._ends - monotonic(), 0.001)

    def watch(self, connection: socket.socket) -> None:
        """Shut this connection at the deadline, or now if that has passed."""
        twin = socket.fromfd(connection.fileno(), connection.family, connection.type)
        with self._lock:
            self._watched.append(twin)
            if self.has_passed:
                _shut(twin)

    def _cut(self) -> None:
        with self._lock:
            self.has_passed = True
            for connection in self._watched:
                _shut(connection)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            for twin in self._watched:
                twin.close()
            self._watched.clear()


def _shut(connection: socket.socket) -> None:
    with suppress(OSError):  # the other side hung up
        connection.shutdown(socket.SHUT_RDWR)
