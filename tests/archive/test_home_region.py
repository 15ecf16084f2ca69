"""A local number meets its international form where the country is known: said by me, or told by my own numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import card, take_in, write_cards, write_mbox

import reconnect
from reconnect.archive import Archive

LOCAL = card("John Smith", "TEL:021 555 0142", "UID:k1")
ABROAD = card("John Smith", "TEL:+353 21 555 0142", "UID:k2")
MINE = card("Ines Duarte", "EMAIL:ines@duarte.example", "TEL:+353 21 555 0199", "TEL:021 555 0198", "UID:i")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = reconnect.open(tmp_path / "a.db")
    take_in(archive, write_cards(tmp_path / "contacts.vcf", [LOCAL, ABROAD]))
    return archive


def people(archive: Archive) -> list[int]:
    """The number of contacts of everybody."""
    return sorted(len(contacts) for _, contacts in archive.listed())


def test_without_any_number_of_mine_local_numbers_stay_local(archive: Archive) -> None:
    assert people(archive) == [1, 1]


def test_my_own_card_tells_the_country_once_it_is_known_to_be_mine(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_cards(tmp_path / "me.vcf", [MINE]))
    assert people(archive) == [1, 1, 1]
    take_in(archive, write_mbox(tmp_path / "mail.mbox"))
    archive.decide_me("ines@duarte.example", mine=True)
    assert 2 in people(archive)


def test_a_number_that_i_say_is_mine_tells_the_country_too(archive: Archive) -> None:
    archive.decide_me("+353 21 555 0199", mine=True)
    assert people(archive) == [2]


def test_the_setting_is_stronger(archive: Archive) -> None:
    archive.decide_me("+353 21 555 0199", mine=True)
    archive.set("home_region", "DE")
    assert people(archive) == [1, 1]
    archive.set("home_region", "")
    assert people(archive) == [2]
