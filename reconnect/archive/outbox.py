"""Drafts leave the program as files; whoever sends them is the person."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reconnect.config import Settings
from reconnect.drafts import csv_file, eml, markdown
from reconnect.drafts.facts import Draft, Evidence, Source
from reconnect.errors import CannotWrite
from reconnect.files import write_whole
from reconnect.store import queries

if TYPE_CHECKING:
    from reconnect.archive import Archive
    from reconnect.store.queries import Row


@dataclass(frozen=True, slots=True)
class Exported:
    """A file of the outbox; `kept` says that another text stands there already and was left as it is."""

    path: Path
    kept: bool


def export_drafts(archive: Archive, folder: Path, format: str) -> list[Exported]:
    """Write the open drafts into a folder as "eml", "markdown" or "csv", and return the files. Errors: CannotWrite."""
    rows = [row for row in archive.drafts() if row["outcome"] is None]
    drafts = [draft_from(row) for row in rows]
    if not drafts:
        files = []
    elif format == "eml":
        files = _as_mails(archive, {row["id"]: draft for row, draft in zip(rows, drafts, strict=True)})
    elif format == "markdown":
        files = [("drafts.md", markdown.write(drafts).encode("utf-8"))]
    else:
        files = [("drafts.csv", csv_file.write(drafts).encode("utf-8"))]
    return [_exported(folder, name, data, numbered=format != "eml") for name, data in files]


def _exported(folder: Path, name: str, data: bytes, *, numbered: bool) -> Exported:
    """Write a file unless another text stands there, which a person may have edited; if `numbered`, beside it."""
    path, number = folder / name, 1
    while not _holds(path, data):
        if not path.exists():
            write_whole(path, data)
        elif numbered:
            number += 1
            path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
        else:
            return Exported(path, kept=True)
    return Exported(path, kept=False)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.is_file() and path.read_bytes() == data
    except OSError as error:
        raise CannotWrite(f"{path}: it cannot be read ({error.strerror}); choose another folder") from None


def draft_from(row: Row) -> Draft:
    """Return the draft that a row of the outbox keeps."""
    evidence = tuple(map(_evidence_from, json.loads(row["evidence"])))
    kept = ("person", "name", "template", "language", "to", "subject", "body", "profile")
    return Draft(evidence=evidence, reply_to=row["reply_to"] or "", **{key: row[key] for key in kept})


def _evidence_from(kept: Mapping[str, Any]) -> Evidence:
    sources = tuple(Source(**each) for each in kept.get("sources", ()))
    return Evidence(kept["sentence"], kept["fact"], kept["origin"], sources)


def _as_mails(archive: Archive, drafts: Mapping[int, Draft]) -> list[tuple[str, bytes]]:
    with archive.reading() as conn:
        me, settings = queries.me(conn), Settings.read(queries.settings(conn))
    name = settings.name or next((row["value"] for row in me if row["kind"] == "name"), "")
    address = next((row["value"] for row in me if row["kind"] == "email"), "")
    return [(eml.file_name(draft, id), eml.write(draft, address, name, id)) for id, draft in drafts.items()]
