"""Where people work is told by their company or by the domain of their address, and by no public mailbox."""

from __future__ import annotations

from typing import Any

import numpy as np
from invented_people import known, mail

from reconnect.identity import KnownContact
from reconnect.identity.candidates import COMPARED
from reconnect.identity.everybody import Everybody
from reconnect.identity.forms import forms_of


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


def test_a_domain_is_a_company_s_where_two_people_show_both() -> None:
    both: dict[str, Any] = {"organization": "Harbour Studio", "emails": ("x@hs.example",)}
    assert places([known(1, **both), mail(2, "", "y@hs.example")])[1] == {"@hs.example"}
    assert places([known(1, **both), known(2, **both), mail(3, "", "y@hs.example")])[2] == {
        "@hs.example",
        "harbourstudio",
    }


def test_public_mailboxes_and_relays_are_nobody_s_workplace() -> None:
    rows = [mail(1, "Ada", "ada@gmail.com"), mail(2, "Ada", "ada@yahoo.co.uk"), mail(3, "Ada", "x@reply.linkedin.com")]
    assert places(rows) == [frozenset()] * 3
