"""Lines become rows of cells, and a row that is torn costs no other.

Inside quotes a line break is text. So one quote too many or too few turns texts into rows and rows into texts from
there on. What tells the two apart: rows have as many cells as the header, and the quotes of a row are even in number.
Where they are not, the row is torn, and the next one is looked for line by line.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from importers.lines import LONGEST_LINE, Lines, row_at

LONGEST_CELL = 1 << 20

ROWS_IN_SIGHT = 100
A_HABIT = 3
"""So many rows in sight of a length that is not the header's are no damage."""

LINES_READ_WITH_CARE = 50
LINES_LOOKED_AT = 10_000
ROWS_LOOKED_AT = 6
ROWS_BEYOND_DOUBT = 3
CELLS_BEYOND_DOUBT = 6
"""One row of so many cells, or so many rows on end, are rows; less may be lines of a text that has commas."""

TORN = "its cells cannot be told apart, because a quotation mark is missing or one too many"
ZEROED = "some bytes were overwritten with zeros"
TOO_LONG = f"one of its cells is longer than {LONGEST_CELL:,} characters"


class Rows:
    """Reads rows under a header of `width` cells, of which those behind number `least` have no name."""

    def __init__(self, lines: Lines, delimiter: str, least: int, width: int) -> None:
        self._lines, self._delimiter, self._least, self._width = lines, delimiter, least, width
        self._habits = {"short": False, "long": False}
        self.widest = 0
        """As many cells as some row has, up to those that have a name."""
        self._judged = 0  # how far was looked for habits
        self._careful = 0  # how far rows are read one by one
        self._no_rows = 0  # how far no row is beyond doubt
        self._closing = -1  # the last line up to there that closes a text

    def read(self, start: int) -> Iterator[list[str] | str]:
        """Yield the cells of each row from a line on, without empty rows; for each row that is torn the reason."""
        csv.field_size_limit(LONGEST_CELL)
        while self._lines.has(start):
            begin = at = start
            reader = csv.reader(self._from(begin), delimiter=self._delimiter, strict=True)
            reason = ""
            try:
                for cells in reader:
                    text, end = "".join(cells), begin + reader.line_num
                    # a full row without quotes needs no second look, and nearly all rows are such
                    if self.widest < self._least or len(cells) != self._width or '"' in text or "\0" in text:
                        reason = self._doubt(cells, at, end)
                        if reason:
                            break
                    if text and not text.isspace():
                        yield cells
                    at = self._lines.kept = end
            except csv.Error as error:
                reason = TOO_LONG if "limit" in str(error) else TORN
            start = at
            if reason:
                far = begin + reader.line_num
                self._careful = max(self._careful, far, at + LINES_READ_WITH_CARE)
                start = self._lines.kept = self._behind(at, far, is_whole=reason not in (TORN, TOO_LONG))
                yield reason if start == at + 1 else f"{reason} (lines {at + 1} to {start} of the file)"

    def _from(self, start: int) -> Iterable[str]:
        """Return the lines for a reader: all; near a torn row those of the next row only.

        Else each row of a file that is torn all over would be read to the file's end.
        """
        if start >= self._careful:
            return chain.from_iterable(self._lines.onward(start))
        return self._lines.between(start, self._even(start) or start + 1)

    def _doubt(self, cells: list[str], at: int, end: int) -> str:
        """Return why the row on these lines is none, or ""."""
        text = "".join(cells)
        if not text or text.isspace():
            return ""
        if "\0" in text:
            return ZEROED
        if sum(line.count('"') for line in self._lines.between(at, end)) % 2 and not self._is_plain(at, end):
            return TORN
        if self._fits(cells) or self._is_habit(cells, at, end):
            self.widest = max(self.widest, min(len(cells), self._least))
            return ""
        return f"it has {len(cells)} cells where the header has {self._width}"

    def _is_plain(self, at: int, end: int) -> bool:
        """Tell whether a row is one line whose quotes stand inside of words, where none opens or closes a cell."""
        line = f"{self._delimiter}{self._lines[at].rstrip()}{self._delimiter}"
        return end == at + 1 and f'{self._delimiter}"' not in line and f'"{self._delimiter}' not in line

    def _fits(self, cells: Sequence[str]) -> bool:
        """Tell whether a row has as many cells as the header, or as few or as many empty ones as is known of others."""
        if len(cells) < self._least:
            return self._habits["short"]
        return len(cells) <= self._width or (self._habits["long"] and not any(cells[self._width :]))

    def _is_habit(self, cells: Sequence[str], at: int, end: int) -> bool:
        """Tell, of a row on these lines that does not fit, whether others behind it are like it."""
        if (
            end == at + 1
            and end >= self._judged
            and not any(cells[self._width :])
            and not self._is_rest(len(cells), end)
        ):
            self._judge("short" if len(cells) < self._least else "long", end)
        return self._fits(cells)

    def _is_rest(self, cells: int, at: int) -> bool:
        """Tell whether the row on the next line is the rest of one, of so many cells, in which a line break stands."""
        rest, end = self._row_at(at) if self._lines.has(at) else ([], at)
        is_last = not self._lines.has(end)
        return (
            0 < len(rest) < self._least
            and cells + len(rest) in (self._width, self._width + 1)
            and (is_last or self._fits(self._row_at(end)[0]))
        )

    def _judge(self, habit: str, at: int) -> None:
        """Find out whether a row of another length is one of many: spreadsheets leave off empty cells.

        What stands between a full row and a torn one may be the text of that, and what spans several lines may be two
        torn ones: neither is evidence.
        """
        seen, sure, whole = 1, 0, True
        for _ in range(ROWS_IN_SIGHT):
            if not self._lines.has(at):
                break
            begin = at
            cells, at = self._row_at(at)
            if not cells:
                whole = self._is_blank(begin)
            elif self._least <= len(cells) <= self._width:
                sure = seen
            elif at == begin + 1 and not any(cells[self._width :]):
                seen += (habit == "short") == (len(cells) < self._least)
            if not whole:
                break
        self._judged = at
        self._habits[habit] = (seen if whole else sure) >= A_HABIT

    def _behind(self, at: int, end: int, *, is_whole: bool) -> int:
        """Return the line behind a torn row and all that remains of it; `end` is how far it was read.

        A row `is_whole` if its quotes are. The rest of a text that is torn ends with a quote that has no other.
        """
        if at >= self._no_rows:
            self._no_rows, self._closing = self._next_row(at + 1)
        if self._closing > at:
            return self._closing + 1
        if is_whole and self._is_rest(len(self._row_at(at)[0]), end):
            return self._row_at(end)[1]
        return max(at + 1, min(self._no_rows, end))

    def _next_row(self, at: int) -> tuple[int, int]:
        """Return the line, from `at` on, where a row begins beyond doubt, and the last that closes a text before it.

        A line of a text may look like a row. But then the quote that closes the text is still to come.
        """
        found = closing = -1
        run = looked = 0
        last = at + LINES_LOOKED_AT
        while at < last and self._lines.has(at) and looked < ROWS_LOOKED_AT:
            cells, end = self._row_at(at)
            looked += found >= 0
            if cells and self._fits(cells):
                found, run, at = at if found < 0 else found, run + 1, end
                if run == ROWS_BEYOND_DOUBT or len(cells) >= CELLS_BEYOND_DOUBT:
                    break
                continue
            if self._closes(at):
                found, looked, closing = -1, 0, at
            run, at = run if self._is_blank(at) else 0, at + 1
        return found if found >= 0 else at, closing

    def _closes(self, at: int) -> bool:
        """Tell whether the first quote on a line, doubled ones aside, closes a text that was begun before."""
        line = self._lines[at]
        if line.count('"') % 2 == 0:
            return False
        before, _, behind = line.replace('""', "").partition('"')
        opens = not before or before.endswith(self._delimiter)
        return not opens or behind[:1] in (self._delimiter, "\r", "\n", "")

    def _is_blank(self, at: int) -> bool:
        return not self._lines[at].strip(f"{self._delimiter} \r\n")

    def _row_at(self, at: int) -> tuple[list[str], int]:
        """Return the cells of the row that begins on a line, none if it is torn, and the line behind it."""
        end = self._even(at)
        cells, stop = row_at(self._lines.between(at, end or at), 0, self._delimiter)
        return (cells, end) if at + stop == end and not any("\0" in cell for cell in cells) else ([], at + 1)

    def _even(self, at: int) -> int:
        """Return the line behind the first lines from `at` on whose quotes are even in number, 0 if there is none."""
        end, quotes, size = at, 1, 0
        while quotes % 2 and size <= LONGEST_LINE and self._lines.has(end):
            quotes += self._lines[end].count('"') + (end == at)
            size += len(self._lines[end])
            end += 1
        return 0 if quotes % 2 else end
