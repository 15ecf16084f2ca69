"""A progress bar on stderr for anything over a second; nothing where nobody looks."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from importers.export import Export
from reconnect.cli.output import console
from reconnect.plugins import Claim, Unclaimed

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0


class Bar:
    """Shows bytes read of all exports, the time left, and which export is in hand."""

    def __init__(self, offered: Sequence[Claim | Unclaimed]) -> None:
        self._total = sum(each.export.size for each in offered if isinstance(each, Claim))
        self._done, self._name, self._started = 0, "", time.monotonic()
        self._looked_at = sys.stderr.isatty()
        self._progress = None if not self._looked_at else _bar()
        self._task = None if self._progress is None else self._progress.add_task("", total=self._total)
        self._shown = False

    def begin(self, export: Export, importer: str) -> Callable[[int], None]:
        """Name the export in hand and return what counts its bytes."""
        self._name = f"{export.name} ({importer})"
        return self._advance

    def end(self) -> None:
        """Say that reading is over and people are being worked out."""
        self._name, self._done = "working out who is who", self._total
        self._show()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._progress is not None and self._shown:
            self._progress.stop()

    def _advance(self, number: int) -> None:
        self._done += number
        self._show()

    def _show(self) -> None:
        if self._progress is None or self._task is None or time.monotonic() - self._started < PATIENCE:
            return
        if not self._shown:
            self._progress.start()
            self._shown = True
        self._progress.update(self._task, completed=self._done, description=self._name)


def _bar() -> Progress:
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (
        TextColumn("{task.description}", markup=False), BarColumn(20), DownloadColumn(), TransferSpeedColumn(),
        TimeRemainingColumn(),
    )  # fmt: skip
    return Progress(*columns, console=console(stderr=True), transient=True)
