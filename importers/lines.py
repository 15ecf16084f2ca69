"""The lines of a text by number: read many at once, held as long as they may be asked for again, however long one is.

What a table needs to look ahead and to go back. A line ends where Python ends it in a text file: LF, CRLF or CR.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from io import BufferedReader
from itertools import islice

from importers.reading import decoder

DELIMITERS = ",;\t:"
LONGEST_LINE = 4 << 20
AT_ONCE = 1 << 16
MANY_NULS = 4


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, with their ends, without NULs; many on end are damage, of which one is left."""
    if "\0" in text:
        text = re.sub("\0+", lambda found: "\0" if len(found[0]) >= MANY_NULS else "", text)
    return io.StringIO(text, newline="").readlines()


class Lines:
    """The lines of a text by number, from 0 on; those before number `kept` are let go.

    What a line holds beyond the longest is dropped, for no cell is as long.
    """

    def __init__(self, stream: BufferedReader, encoding: str, errors: str) -> None:
        self._stream, self._decoder = stream, decoder(encoding, errors)
        self._held: list[str] = []
        self._first = 0  # the number of the first line that is held
        self._begun: list[str] = []  # a line whose end is not read yet, in pieces
        self.kept = 0

    def __getitem__(self, number: int) -> str:
        return self._held[number - self._first]

    def has(self, number: int) -> bool:
        """Tell whether there is a line of that number."""
        while number >= self._first + len(self._held):
            if not self._load():
                return number < self._first + len(self._held)
        return True

    def between(self, start: int, stop: int) -> list[str]:
        """Return the lines from one number up to another."""
        return self._held[start - self._first : stop - self._first]

    def onward(self, number: int) -> Iterator[list[str]]:
        """Yield all lines from a number on, many at once."""
        while self.has(number):
            lines = self._held[number - self._first :]
            yield lines
            number += len(lines)

    def _load(self) -> bool:
        data = self._stream.read1(AT_ONCE)
        text = self._decoder.decode(data, not data)
        ended = max(text.rfind("\n"), text.rfind("\r")) + 1 if data else len(text)
        if ended or not data:
            del self._held[: self.kept - self._first]
            self._first = self.kept
            self._held += lines_of("".join((*self._begun, text[:ended])))
            self._begun = []
        if sum(map(len, self._begun)) < LONGEST_LINE and ended < len(text):
            self._begun.append(text[ended:])
        return bool(data)


def row_at(lines: Sequence[str], at: int, delimiter: str) -> tuple[list[str], int]:
    """Return the cells of the row that begins on a line, and the line behind it; none and the next if it is torn."""
    reader = csv.reader(islice(lines, at, None), delimiter=delimiter, strict=True)
    try:
        return next(reader, []), at + max(reader.line_num, 1)
    except csv.Error:
        return [], at + 1
