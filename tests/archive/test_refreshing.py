"""Refreshing gives what working everything out anew gives, where all that changed is the day on which it was told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from invented import card, take_in, write_cards, write_everything

from reconnect.archive import Archive
from reconnect.archive.refreshing import refresh
from reconnect.archive.resolving import resolve
from reconnect.store.contacts import choose_latest
from reconnect.store.opening import open_store

WORKED_OUT = (
    "me_found",
    "people",
    "links",
    "joins",
    "questions",
    "contact_days",
    "measures",
    "measured",
    "people_ids",
    "worked_out",
)


def told_again(path: Path, exports: list[Path], importer: str) -> Path:
    """Make an archive in which the export of one importer has become the newest, and its member has another name."""
    take_in(Archive(path), *exports)
    db = open_store(path)
    db.execute("update imports set made = iif(importer = ?, '2026-11-21', '2020-01-01')", (importer,))
    db.execute(
        "update members set name = 'again' where import_id = (select id from imports where importer = ?)", (importer,)
    )
    choose_latest(db.conn, "select id from contacts")
    db.execute("delete from kept")  # no import changes a day that an earlier one told
    db.close()
    return path


def worked_out(path: Path, work: Any) -> dict[str, list[Any]]:
    """Every row of the third layer after some work on the archive at a path."""
    db = open_store(path)
    work(db)
    rows = {table: db.execute(f"select * from {table} order by 1, 2").fetchall() for table in WORKED_OUT[:-1]}
    rows["worked_out"] = db.execute("select * from worked_out").fetchall()
    db.close()
    return rows


@pytest.mark.parametrize("importer", ["mail", "vcard", "linkedin", "facebook"])
def test_refreshing_is_working_out_anew(importer: str, tmp_path: Path) -> None:
    exports = write_everything(tmp_path)
    write_cards(
        exports[1],
        [
            card("Katherine O'Neil", "EMAIL:katie@harbour.example", "ORG:Kiln Makers", "TITLE:Potter", "UID:k1"),
            card("Ines Duarte", "EMAIL:ines@duarte.example", "ORG:Pianos", "UID:i1"),
        ],
    )
    anew = worked_out(told_again(tmp_path / "a.db", exports, importer), resolve)
    assert worked_out(told_again(tmp_path / "b.db", exports, importer), refresh) == anew
    position = ("Potter", "Kiln Makers") if importer == "vcard" else ("Design lead", "Harbour Studio")
    assert position in {row[4:] for row in anew["people"]}


def test_refreshing_tells_where_a_source_says_who_i_am_now(tmp_path: Path) -> None:
    path = told_again(tmp_path / "a.db", write_everything(tmp_path), "facebook")
    assert any("says so (again)" in row[2] for row in worked_out(path, refresh)["me_found"])
