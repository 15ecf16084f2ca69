"""Where people work is told by their company or by the domain of their address, and by no public mailbox."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from invented_people import known, mail

from reconnect.identity import KnownContact
from reconnect.identity.candidates import COMPARED
from reconnect.identity.everybody import Everybody
from reconnect.identity.forms import forms_of
from reconnect.identity.normal import normal_company


def places(contacts: list[KnownContact]) -> list[frozenset[str]]:
    everybody = Everybody(forms_of(contacts, [0] * len(contacts), None), np.zeros(0, COMPARED))
    return [everybody.workplaces.of(each) for each in contacts]


def test_a_domain_is_the_company_it_is_named_after() -> None:
    rows = [
        known(1, name="Ada Berg", organization="Northwind Traders Ltd."),
        mail(2, "Ada Berg", "ada@northwindtraders.example"),
        mail(3, "Ada Berg", "ada@northwind.example"),
        mail(4, "Ada Berg", "ada@north.example"),
    ]
    assert places(rows) == [
        {"northwindtraders"},
        {"northwindtraders", "@northwindtraders.example"},
        {"northwindtraders", "@northwind.example"},
        {"@north.example"},
    ]


@pytest.mark.parametrize(
    ("company", "domain", "is_its"),
    [
        ("Kiln", "kiln.example", True),
        ("Kilner", "kiln.example", False),
        ("Kilns Ltd", "kilnsdirect.example", False),
        ("Northwind", "northwindtraders.example", True),
        ("Northwind", "northwindtradersandsons.example", False),
        ("Northwind Traders and Sons", "northwind.example", False),
        ("American Kites", "american.example", False),
        ("American", "americankites.example", False),
    ],
)
def test_a_domain_is_named_after_a_company_by_most_of_either_name(company: str, domain: str, is_its: bool) -> None:
    name = normal_company(company)
    rows = [known(1, organization=company), mail(2, "", f"ada@{domain}")]
    assert places(rows)[1] == {f"@{domain}", *([name] if is_its else [])}


def test_another_company_that_begins_so_hides_none() -> None:
    rows = known(1, organization="Harbour Lights Theatre"), known(2, organization="Harbour Studio")
    assert places([*rows, mail(3, "", "ada@harbour.example")])[2] == {"@harbour.example", "harbourstudio"}


def test_a_domain_is_a_company_s_where_two_people_and_nearly_a_third_of_all_show_both() -> None:
    both: dict[str, Any] = {"organization": "Harbour Studio", "emails": ("x@hs.example",)}
    assert places([known(1, **both), mail(2, "", "y@hs.example")])[1] == {"@hs.example"}
    assert places([known(1, **both), known(2, **both), mail(3, "", "y@hs.example")])[2] == {
        "@hs.example",
        "harbourstudio",
    }
    others = [mail(i, "", f"{i}@hs.example") for i in range(3, 8)]
    assert places([known(1, **both), known(2, **both), *others])[2] == {"@hs.example"}


def test_public_mailboxes_and_relays_are_nobody_s_workplace() -> None:
    rows = [mail(1, "Ada", "ada@gmail.com"), mail(2, "Ada", "ada@yahoo.co.uk"), mail(3, "Ada", "ada@hotmail.se")]
    rows += [mail(4, "Ada", "x@reply.linkedin.com")]
    assert places(rows) == [frozenset()] * 4
