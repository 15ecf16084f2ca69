"""What all contacts tell together decides what is no person."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import ME, card, exchanged, take_in, write_cards, write_mbox

import reconnect

DAYS = ["2019-02-11", "2020-02-11"]


@pytest.mark.parametrize(
    ("mailbox", "kind"),
    [
        ("Harbour Studio <info@hs-ltd.example>", "organisation"),
        ("Harbour Studio Ltd. <info@hs-ltd.example>", "organisation"),
        ("Amara Osei <info@hs-ltd.example>", "person"),
        ("Harbour Studio <zoe@hs-ltd.example>", "person"),
    ],
)
def test_a_role_mailbox_that_bears_the_name_of_a_company_is_an_organisation(
    mailbox: str, kind: str, tmp_path: Path
) -> None:
    archive = reconnect.open(tmp_path / "a.db")
    who_works_there = card("Katie O'Neil", "ORG:Harbour Studio, Ltd.", "UID:k")
    take_in(archive, write_cards(tmp_path / "a.vcf", [who_works_there]))
    take_in(archive, write_mbox(tmp_path / "mail.mbox", exchanged(mailbox, DAYS, "Hives")))
    archive.decide_me(ME, mine=True)
    assert [row["kind"] for row, _ in archive.listed("hs-ltd.example")] == [kind]
