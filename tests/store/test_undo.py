"""What was taken back leaves nothing that a contact still to come could be taken for."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from invented import card, take_in, write_cards

from reconnect.archive import Archive
from reconnect.store.opening import open_store
from reconnect.store.undo import undo


def test_who_gets_the_number_of_a_contact_that_is_gone_is_not_taken_for_it(archive: Archive, tmp_path: Path) -> None:
    for name in ("Teo Marchetti", "Katie O'Neil"):
        take_in(archive, write_cards(tmp_path / f"{name}.vcf", [card(name)]))
    katie = archive.listed("Katie")[0]
    with closing(open_store(archive.path)) as db:
        undo(db, 2)  # as where an import takes the place of an older one, and others follow before people are found
    take_in(archive, write_cards(tmp_path / "new.vcf", [card("Noor Haddad")]))
    noor = archive.listed("Noor")[0]
    assert noor[1][0].id == katie[1][0].id
    assert noor[0]["id"] > katie[0]["id"]
