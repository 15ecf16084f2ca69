"""What is read is counted, for progress bars and to stop a bomb, and comes out up to the byte before damage.

Damage in the middle of a large piece would else cost the piece.
"""

from __future__ import annotations

import io
from collections.abc import Callable

from importers.containers import CHUNK, DAMAGE, Opened


class Reader(io.BufferedReader):
    """Reads a stream; `count` is called with the number of bytes that have come out so far, and may raise.

    Errors: those of `DAMAGE`, which end a read of so many bytes early and are raised by the next one.
    """

    def __init__(self, stream: Opened, count: Callable[[int], None]) -> None:
        super().__init__(_Counted(stream, count), CHUNK)
        self._damage: Exception | None = None

    def read(self, size: int | None = -1, /) -> bytes:
        """Read so many bytes, fewer at the end and before damage; or all of them, if nothing is damaged."""
        if size is None or size < 0:
            return b"".join(iter(lambda: self.read1(CHUNK), b""))
        if self._damage:
            raise self._damage
        pieces: list[bytes] = []
        try:
            while size and (piece := self.read1(min(size, CHUNK))):
                pieces.append(piece)
                size -= len(piece)
        except DAMAGE as error:
            if not pieces:
                raise
            self._damage = error.with_traceback(None)
        return b"".join(pieces)

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Read what is at hand in one piece."""
        return self.readinto1(buffer)


class _Counted(io.RawIOBase):
    """Reads whole chunks, since those who look at the first one rely on its size, but for the last before damage."""

    def __init__(self, stream: Opened, count: Callable[[int], None]) -> None:
        self._stream, self._count, self._out = stream, count, 0
        self._some = stream.read1 if isinstance(stream, io.BufferedIOBase) else stream.read
        self._damage: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if self._damage:
            raise self._damage
        got, most = 0, min(len(buffer), CHUNK)
        try:
            while got < most and (data := self._some(most - got)):
                buffer[got : got + len(data)] = data
                got += len(data)
        except DAMAGE as error:
            if not got:
                raise
            self._damage = error.with_traceback(None)  # it holds this reader, which would never be closed
        self._out += got
        self._count(self._out)
        return got

    def close(self) -> None:
        self._stream.close()
        super().close()
