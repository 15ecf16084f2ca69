"""What the tests of forgetting do and ask again and again."""

from __future__ import annotations

from typing import Any

from reconnect.archive import Archive
from reconnect.archive.forgetting import forget

ACCOUNT = ("read", "new", "changed", "unchanged", "skipped", "problems")


def forget_all(archive: Archive, part: str) -> None:
    """Forget everybody with this in a name or address."""
    while listed := archive.listed(part):
        assert forget(archive.path, listed[0][0]["id"])


def names(archive: Archive) -> list[str]:
    return sorted(row["name"] for row, _ in archive.listed())


def last_account(archive: Archive) -> dict[str, int]:
    row = archive.imports()[-1]
    assert row["read"] == sum(row[key] for key in ACCOUNT[1:])
    return {key: row[key] for key in ACCOUNT if row[key]}


def query(archive: Archive, sql: str) -> list[tuple[Any, ...]]:
    with archive.reading() as conn:
        return conn.execute(sql).fetchall()


def bytes_of(archive: Archive) -> bytes:
    """Everything that lies where the database lies, without the index to its log, which holds no text."""
    files = [path for path in archive.path.parent.iterdir() if not path.name.endswith("-shm")]
    return b"".join(path.read_bytes() for path in files).lower()


def undo_all(archive: Archive) -> None:
    """Take every import back."""
    for each in archive.imports():
        archive.undo_import(each["id"])
