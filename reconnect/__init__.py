"""reconnect: who have I forgotten?

For notebooks: `reconnect.open(path)` gives the archive, with `.people()`, `.ties(today)` and `.forgotten(today)` as
pandas tables.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reconnect.archive import Archive


def open(path: str | Path) -> Archive:  # noqa: A001 - it opens an archive as the builtin opens a file
    """Return the archive whose database is at `path`."""
    from reconnect.archive import Archive

    return Archive(path)
