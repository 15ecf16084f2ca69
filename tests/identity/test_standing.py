"""Whose an address or number is, before it may join anyone."""

from __future__ import annotations

import pytest
from invented_people import contact, known

from reconnect.identity import name_of
from reconnect.identity.identifiers import Identifier, Standing, identifiers_of, standing
from reconnect.identity.mailboxes import is_machine, is_relay, is_role


@pytest.mark.parametrize(
    ("address", "relay", "machine", "role"),
    [
        ("messages-noreply@linkedin.com", True, True, True),
        ("reply1@reply.github.com", True, True, True),
        ("katie@notlinkedin.com", False, False, False),
        ("no-reply@shop.example", False, True, True),
        ("donotreply@shop.example", False, True, True),
        ("bounces-12@shop.example", False, True, True),
        ("mailer-daemon@shop.example", False, True, True),
        ("chess-list@club.example", False, True, True),
        ("newsletter@shop.example", False, True, True),
        ("info@shop.example", False, False, True),
        ("sales@shop.example", False, False, True),
        ("reply@market.example", True, True, True),
        ("reply-5f3a9@market.example", True, True, True),
        ("1a2b3c@reply.market.example", True, True, True),
        ("1a2b3c@relay.example", True, True, True),
        ("x7f@privaterelay.appleid.com", True, True, True),
        ("5f3a9@sale.craigslist.org", True, True, True),
        ("katie=harbour.example@forwarder.example", True, True, True),
        ("srs0=hash=tt=harbour.example=katie@forwarder.example", True, True, True),
        ("katie_at_harbour.example_ines@duck.com", True, True, True),
        ("12345@users.noreply.github.com", True, True, True),
        ("katie@github.com", False, False, False),
        ("katie.bell@reply.example", False, False, False),
        ("katie@relayrunners.example", False, False, False),
        ("unsubscribe-7@shop.example", False, True, True),
        ("leave-12@shop.example", False, True, True),
        ("owner-chess@club.example", False, True, True),
        ("chess-request@club.example", False, True, True),
        ("liszt@piano.example", False, False, False),
        ("informatics@shop.example", False, False, False),
    ],
)
def test_an_address_tells_whether_a_person_reads_it(address: str, relay: bool, machine: bool, role: bool) -> None:
    assert (is_relay(address), is_machine(address), is_role(address)) == (relay, machine, role)


@pytest.mark.parametrize(
    ("address", "names", "expected"),
    [
        ("katie@x.example", ["Katie O'Neil", "O'Neil, Katie"], "personal"),
        ("katie@x.example", ["Katie O'Neil", "Katie Stone"], "personal"),
        ("katie@x.example", ["Katie O'Neil", "Peter Stone"], "shared"),
        ("stonefamily42@x.example", ["Peter Stone"], "shared"),
        ("thestones@x.example", ["Peter Stone"], "shared"),
        ("peterandmary@x.example", ["Peter Stone"], "shared"),
        ("peter.und.mary@x.example", ["Peter Stone"], "shared"),
        ("bauhaus@x.example", ["Peter Stone"], "shared"),
        ("casastone@x.example", [], "shared"),
        ("theresa.jones@x.example", ["Theresa Jones"], "personal"),
        ("rolandmeyer@x.example", ["Roland Meyer"], "personal"),
        ("sandra.anders@x.example", [], "personal"),
        ("info@x.example", ["Peter Stone"], "role"),
    ],
)
def test_an_address_is_shared_by_its_sound_or_by_names_in_conflict(
    address: str, names: list[str], expected: Standing
) -> None:
    said = [name_of(contact(name)) for name in names]
    assert standing(Identifier("email", address), said, len(said)) == expected


@pytest.mark.parametrize(("contacts", "expected"), [(6, "personal"), (7, "busy")])
def test_a_number_on_more_than_six_contacts_is_busy(contacts: int, expected: Standing) -> None:
    assert standing(Identifier("phone", "+12125550142"), [name_of(contact("Katie"))], contacts) == expected


@pytest.mark.parametrize(("names", "expected"), [(39, "personal"), (40, "shared"), (60, "shared"), (61, "crowd")])
def test_many_names_make_an_address_shared_and_then_a_crowd(names: int, expected: Standing) -> None:
    letters = "abcdefghij"
    said = [name_of(contact(f"Katie Bell{letters[i // 10]}xyz{letters[i % 10]}qr")) for i in range(names)]
    assert standing(Identifier("email", "katie@x.example"), said, names) == expected


def test_a_homepage_and_a_relay_are_no_identifiers_and_a_uid_counts_in_its_importer_alone() -> None:
    card = known(
        1,
        uid="u-1",
        emails=("messages-noreply@linkedin.com", "Katie@X.example", "katie@x.example"),
        urls=("https://x.example/", "https://github.com/katie"),
        phones=("(212) 555-0142",),
    )
    assert identifiers_of(card, "US") == [
        Identifier("profile", "github.com/katie"),
        Identifier("uid", "vcard u-1"),
        Identifier("email", "katie@x.example"),
        Identifier("phone", "+12125550142"),
    ]
