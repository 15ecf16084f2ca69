"""An export is known again by its content, wherever it lies; what is large is known by its ends and its stamps."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from importers.export import Export

WHOLE_BELOW = 64 << 20
MANY_FILES = 1_000
ENDS = 4 << 20
REMEMBERED = 64


def fingerprint(export: Export) -> str:
    """Return a hash by which the same export is known again, wherever it lies.

    Files below 64 MiB are hashed whole; of larger ones the size, the time of change, and 4 MiB of either end. In a
    folder of 64 MiB or a thousand files, name, size and time of change are all that is looked at.
    """
    digest = hashlib.sha256(export.inside.encode())  # three times as fast as others where the processor helps
    if export.path.is_file():
        for path in export.paths:
            _add_file(digest, path)
    else:
        is_large = export.size >= WHOLE_BELOW or len(export.members) >= MANY_FILES
        for member in export.members:
            digest.update(f"{member.name}\0".encode("utf-8", "surrogateescape"))
            if is_large:
                digest.update(f"{member.size} {member.modified}".encode())
            else:
                _add_file(digest, export.path / member.inner_name)
    return digest.hexdigest()


def _add_file(digest: hashlib._Hash, path: Path) -> None:
    try:
        status = path.stat()
        digest.update(_file_digest(path, status.st_size, status.st_mtime_ns))
    except OSError as error:
        _add_failure(digest, error)


def _add_failure(digest: hashlib._Hash, error: OSError) -> None:
    """The importer will tell of it; such an export is never taken for one that was read."""
    digest.update(f"{error} {datetime.now(UTC)}".encode())


@lru_cache(REMEMBERED)  # a ZIP is asked for once for each of its entries
def _file_digest(path: Path, size: int, modified: int) -> bytes:
    with path.open("rb") as stream:
        if size < WHOLE_BELOW:
            return hashlib.file_digest(stream, "sha256").digest()
        digest = hashlib.sha256(f"{size} {modified}".encode())
        digest.update(stream.read(ENDS))
        stream.seek(-ENDS, os.SEEK_END)
        digest.update(stream.read())
        return digest.digest()
