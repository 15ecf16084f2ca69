"""Drafts leave the program as files; whoever sends them is the person.

A file that a person changed is theirs: nothing here writes over it, nor a second time beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reconnect.config import Settings
from reconnect.drafts import csv_file, eml, maildir, mailto, markdown, mbox
from reconnect.drafts.addresses import is_writable
from reconnect.drafts.facts import Draft, Evidence, Source
from reconnect.errors import CannotWrite
from reconnect.files import write_whole
from reconnect.store import addresses, queries

if TYPE_CHECKING:
    from reconnect.archive import Archive
    from reconnect.store.queries import Row

TEXTS: dict[str, tuple[str, Callable[[Iterable[Draft]], str]]] = {
    "markdown": ("drafts.md", markdown.write),
    "csv": ("drafts.csv", csv_file.write),
    "mailto": ("drafts.html", mailto.write),
}
"""The formats that are one text, each with the name of its file."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file or a Maildir of the outbox, with the drafts that stand in it.

    `kept` is how many of them stand there in another text already, which was left as it was.
    """

    path: Path
    drafts: tuple[Draft, ...]
    kept: int = 0


def export_drafts(archive: Archive, folder: Path, format: str) -> list[Exported]:
    """Write the open drafts into a folder; the formats: `export`. Errors: CannotWrite."""
    drafts = open_drafts(archive)
    return export(drafts, folder, format, *sender(archive)) if drafts else []


def open_drafts(archive: Archive) -> dict[int, Draft]:
    """Return the drafts of which nothing is known to have become anything, by their ids."""
    return {row["id"]: draft_from(row) for row in archive.drafts() if row["outcome"] is None}


def export(drafts: Mapping[int, Draft], folder: Path, format: str, sender: str, name: str) -> list[Exported]:
    """Write drafts by their ids into a folder, as "eml", "mbox", "maildir", "markdown", "csv" or "mailto".

    `sender` is my address and `name` my name, each "" where not known. Errors: CannotWrite, UnwritableAddress.
    """
    if format in TEXTS:
        file, write = TEXTS[format]
        return [_beside(folder / file, write(drafts.values()).encode("utf-8"), drafts.values())]
    letters = {id: eml.write(draft, sender, name, id) for id, draft in drafts.items()}
    if format == "mbox":
        return [_beside(folder / "drafts.mbox", mbox.write(letters.values()), drafts.values())]
    if format == "maildir":
        return [_into_maildir(folder, drafts, letters)]
    return [_as_file(folder / eml.file_name(draft, id), letters[id], draft) for id, draft in drafts.items()]


def draft_from(row: Row) -> Draft:
    """Return the draft that a row of the outbox keeps."""
    evidence = tuple(map(_evidence_from, json.loads(row["evidence"])))
    kept = ("person", "name", "template", "language", "to", "subject", "body", "profile", "created_at")
    return Draft(evidence=evidence, reply_to=row["reply_to"] or "", **{key: row[key] for key in kept})


def _evidence_from(kept: Mapping[str, Any]) -> Evidence:
    sources = tuple(Source(**each) for each in kept.get("sources", ()))
    return Evidence(kept["sentence"], kept["fact"], kept["origin"], sources)


def sender(archive: Archive) -> tuple[str, str]:
    """Return my address, the one that I use most, and my name, each "" where not known."""
    with archive.reading() as conn:
        me, used = queries.me(conn), addresses.used_by_me(conn)
        name = Settings.read(queries.settings(conn)).name or queries.own_name(conn)
    mine = [row["value"] for row in me if row["kind"] == "email" and is_writable(row["value"])]
    address = max(mine, key=lambda each: used.get(each.casefold(), 0), default="")
    return address, name


def _as_file(path: Path, data: bytes, draft: Draft) -> Exported:
    """Write a draft's own file, unless another text stands there."""
    same = _holds(path, data)
    if same is None:
        write_whole(path, data)
    return Exported(path, (draft,), kept=int(same is False))


def _beside(path: Path, data: bytes, drafts: Iterable[Draft]) -> Exported:
    """Write a file of several drafts, under the next number that is free or has the same in it."""
    numbered, number = path, 1
    while (same := _holds(numbered, data)) is False:
        number += 1
        numbered = path.with_stem(f"{path.stem}-{number}")
    if same is None:
        write_whole(numbered, data)
    return Exported(numbered, tuple(drafts))


def _into_maildir(folder: Path, drafts: Mapping[int, Draft], letters: Mapping[int, bytes]) -> Exported:
    """Write into a Maildir those drafts that do not stand there yet, whatever their files are called by now."""
    there = _in_maildir(folder)
    kept = 0
    for id, draft in drafts.items():
        name = maildir.file_name(draft, id)
        path = there.get(maildir.unique(name), folder / "cur" / name)
        kept += _as_file(path, letters[id], draft).kept
    return Exported(folder, tuple(drafts.values()), kept)


def _in_maildir(folder: Path) -> dict[str, Path]:
    """Return the messages of a Maildir, which is made where there is none, by what is unique in their names."""
    try:
        for part in maildir.FOLDERS:
            (folder / part).mkdir(mode=0o700, parents=True, exist_ok=True)
        return {maildir.unique(path.name): path for part in ("new", "cur") for path in (folder / part).iterdir()}
    except OSError as error:
        raise CannotWrite(f"{folder}: no Maildir can be there ({error.strerror}); choose another folder") from None


def _holds(path: Path, data: bytes) -> bool | None:
    """Tell whether a file has this in it and nothing else; None where there is none."""
    try:
        return path.is_file() and path.read_bytes() == data if path.exists() else None
    except OSError as error:
        raise CannotWrite(f"{path}: it cannot be read ({error.strerror}); choose another folder") from None
