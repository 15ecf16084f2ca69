"""What a person is called, and whether it is a person."""

from __future__ import annotations

import pytest
from invented_people import contact, friend, known, mail

from importers.records import Contact
from reconnect.identity import KnownContact, call_name, display_name, person_kind

ADDRESS = "katie.oneil@harbour.example"


@pytest.mark.parametrize(
    ("contacts", "shown"),
    [
        (
            [mail(1, "KATIE ONEIL", ADDRESS), known(2, name="Katherine A. O'Neil"), known(3, name="Katie")],
            "Katherine A. O'Neil",
        ),
        ([mail(1, "Katherine Anne O'Neil", ADDRESS), friend(2, "Katie O'Neil")], "Katie O'Neil"),
        ([mail(1, "O'Neil, Katie (Harbour)", ADDRESS), known(2, name="Katie")], "Katie O'Neil"),
        ([known(1, name="KATIE ONEIL"), known(2, "google", "Katie O'Neil")], "Katie O'Neil"),
        ([mail(1, "'Katie O'Neil'", ADDRESS)], "Katie O'Neil"),
        ([known(1, name="Mom", phones=("+12125550142",)), mail(2, "Katie", ADDRESS)], "Katie"),
        ([known(1, name="Mom", phones=("+12125550142",))], "Mom"),
        ([mail(1, "", ADDRESS)], ADDRESS),
        ([mail(1, ADDRESS, ADDRESS)], ADDRESS),
        ([known(1, phones=("+1 212 555 0142",))], "+1 212 555 0142"),
        ([known(1, name="Harbour Studio, Inc.", kind="org")], "Harbour Studio, Inc."),
        ([known(1, organization="Harbour Studio", kind="org")], "Harbour Studio"),
        ([known(1, given_name="Katie", family_name="O'Neil")], "Katie O'Neil"),
        ([known(1)], ""),
    ],
)
def test_the_best_name_is_shown(contacts: list[KnownContact], shown: str) -> None:
    assert [display_name(contacts), display_name(contacts[::-1])] == [shown, shown]


@pytest.mark.parametrize(
    ("contacts", "called"),
    [
        ([known(1, name="Katherine O'Neil", given_name="Katherine", nicknames=("Katie",))], "Katie"),
        (
            [known(1, name="Katherine O'Neil", given_name="Katherine", nicknames=("kt_83", "The Kiln Lady"))],
            "Katherine",
        ),
        ([known(1, name="Mary Ann Day", given_name="Mary Ann", family_name="Day")], "Mary Ann"),
        ([known(1, name="Ann B. Day", given_name="Ann B.", family_name="Day")], "Ann"),
        ([known(1, "linkedin", "KATIE O'Neil", given_name="KATIE"), mail(2, "O'Neil, Katie", ADDRESS)], "Katie"),
        ([mail(1, "Katie O'Neil", ADDRESS)], "Katie"),
        ([mail(1, "Katie O'Neil", "kdx@harbour.example")], ""),
        ([mail(1, "Li Wei", "liwei@harbour.example"), known(2, name="Wei", family_name="Li")], ""),
        ([friend(1, "Katie O'Neil"), known(2, name="K. O'Neil", given_name="K.", family_name="O'Neil")], "Katie"),
        ([mail(1, "J. Smith", "j.smith@harbour.example")], ""),
        ([known(1, name="王小明")], "小明"),
        ([mail(1, "Shop Offers", "shop.offers-noreply@harbour.example")], ""),
        ([known(1, name="Mom")], ""),
        ([mail(1, "", ADDRESS)], ""),
    ],
)
def test_a_greeting_uses_a_name_that_is_sure_or_none(contacts: list[KnownContact], called: str) -> None:
    assert [call_name(contacts), call_name(contacts[::-1])] == [called, called]


@pytest.mark.parametrize(
    ("contacts", "kind"),
    [
        ([contact("Katie O'Neil", emails=(ADDRESS,))], "person"),
        ([contact("", emails=(ADDRESS,))], "person"),
        ([contact("", phones=("+12125550142",))], "person"),
        ([contact("Katie O'Neil", emails=("info@harbour.example",))], "person"),
        ([contact("Shop Offers", emails=("no-reply@shop.example",))], "robot"),
        ([contact("", emails=("info@harbour.example",))], "organisation"),
        ([contact("Counter", emails=("service@harbour.example",))], "organisation"),
        ([contact("Katie O'Neil", emails=("reply@market.example",))], "robot"),
        ([contact("Katie O'Neil via Kilns", emails=("kilns@club.example",))], "robot"),
        (
            [contact("Katie via Kilns", emails=("kilns@club.example",)), contact("", emails=("kilns@club.example",))],
            "robot",
        ),
        ([contact("Katie O'Neil via Kilns", emails=(ADDRESS,)), contact("Katie O'Neil", emails=(ADDRESS,))], "person"),
        ([contact("Katie O'Neil", given_name="Katie", emails=("no-reply@shop.example",))], "person"),
        ([contact("Harbour Studio", organization="Harbour Studio")], "organisation"),
        ([contact("Harbour", emails=("info@harbour.example",))], "organisation"),
        ([contact("Harbour Studio", kind="org"), contact("", emails=("info@harbour.example",))], "organisation"),
        ([contact("Kiln friends", kind="group")], "group"),
    ],
)
def test_a_cluster_is_a_person_wherever_somebody_has_a_human_name(contacts: list[Contact], kind: str) -> None:
    assert person_kind([KnownContact(i, "vcard", each.key, each) for i, each in enumerate(contacts)]) == kind
