"""Work of more than a second shows itself in one line on stderr, where somebody looks.

Bytes tell the time that is left, for only they are known beforehand; records a second are those of the export in hand.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from threading import Timer
from types import TracebackType
from typing import TYPE_CHECKING, Self

from importers.export import Export
from reconnect.cli.output import console, shortened
from reconnect.plugins import Claim
from reconnect.visible import visible

if TYPE_CHECKING:
    from rich.progress import Progress

    from reconnect.archive.importing import Offered

PATIENCE = 1.0
BESIDE_NAME = 55
"""Columns that the rest of the line takes, with a short bar."""
SHORTEST_NAME, LONGEST_NAME = 8, 34
ROOM_FOR_CTRL_C = 3
"""Columns left free on the right: a terminal that has to wrap its ^C moves the line that is to vanish."""
WORKING_OUT = "working out who is who"


class Bar:
    """Shows bytes, records a second, the time left and the export in hand, or that people are being worked out.

    `begun` has the locations of the exports that were begun, of which the last is in hand until `is_read`.
    """

    def __init__(self, offered: Sequence[Offered]) -> None:
        self.begun: list[str] = []
        self.is_read = False
        total = sum(each.export.size for each in offered if isinstance(each, Claim))
        self._screen = _Screen(total) if sys.stderr.isatty() else None

    def more(self, size: int) -> None:
        """Add bytes that are to be read as well."""
        if self._screen is not None:
            self._screen.more(size)

    def begin(self, export: Export, importer: str) -> Callable[[int], None]:
        """Name the export in hand and return what counts its bytes."""
        self.begun.append(export.location)
        if self._screen is None:
            return _ignore
        self._screen.begin(export.name, "messages" if importer == "mail" else "records")
        return self._screen.advance

    def records(self, number: int) -> None:
        """Count records of the export in hand that were read and stored."""
        if self._screen is not None:
            self._screen.records(number)

    def end(self) -> None:
        """Say that reading is over and people are being worked out."""
        self.is_read = True
        if self._screen is not None:
            self._screen.end()

    def __enter__(self) -> Self:
        if self._screen is not None:
            self._screen.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._screen is not None:
            self._screen.close()


def _ignore(_: int) -> None:
    """Count nothing."""


class _Screen:
    """The line on a terminal; it appears by itself, for what takes long may be a single step."""

    def __init__(self, total: int) -> None:
        from rich.console import Group
        from rich.live import Live

        printer = console(stderr=True)
        printer.width -= ROOM_FOR_CTRL_C
        self._longest_name = max(SHORTEST_NAME, min(printer.width - BESIDE_NAME, LONGEST_NAME))
        self._reading, self._working = _reading(), _working()
        self._task, self._total = self._reading.add_task("", total=total, rate=""), total
        self._live = Live(
            Group(self._reading, self._working), console=printer, refresh_per_second=5, transient=True,
            redirect_stdout=False, redirect_stderr=False,
        )  # fmt: skip
        self._timer = Timer(PATIENCE, self._live.start)
        self._timer.daemon = True
        self._noun, self._records, self._begun = "", 0, 0.0

    def open(self) -> None:
        self._timer.start()

    def close(self) -> None:
        self._timer.cancel()
        self._timer.join()
        self._live.stop()

    def more(self, size: int) -> None:
        self._total += size
        self._reading.update(self._task, total=self._total)

    def begin(self, name: str, noun: str) -> None:
        self._noun, self._records, self._begun = noun, 0, time.monotonic()
        self._reading.update(self._task, description=visible(shortened(name, self._longest_name)), rate="")

    def advance(self, number: int) -> None:
        self._reading.advance(self._task, number)

    def records(self, number: int) -> None:
        self._records += number
        seconds = time.monotonic() - self._begun
        rate = f"{self._records / seconds:,.0f} {self._noun}/s" if seconds else ""
        self._reading.update(self._task, rate=rate)

    def end(self) -> None:
        self._reading.update(self._task, visible=False)
        self._working.add_task(WORKING_OUT, total=None)


def _reading() -> Progress:
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.table import Column

    def words(text: str) -> TextColumn:
        return TextColumn(text, markup=False, table_column=Column(no_wrap=True))

    return Progress(
        words("{task.description}"), BarColumn(None), DownloadColumn(table_column=Column(no_wrap=True)),
        words("{task.fields[rate]}"), TimeRemainingColumn(compact=True, table_column=Column(no_wrap=True)),
        words("left"), expand=True,
    )  # fmt: skip


def _working() -> Progress:
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    return Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
