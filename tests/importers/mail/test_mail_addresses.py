"""Mailboxes are read from every header that names some, as they were written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_mail import boxes, facts_of

from importers.mail.addresses import party, plain_party
from importers.records import Mailbox


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("ada@example.org", [("", "ada@example.org")]),
        ("<ada@example.org>", [("", "ada@example.org")]),
        ("Ada Moreau <ada@example.org>", [("Ada Moreau", "ada@example.org")]),
        ("Ada   Moreau<ada@example.org>", [("Ada Moreau", "ada@example.org")]),
        ('"Ada Moreau" <Ada@Example.ORG>', [("Ada Moreau", "Ada@Example.ORG")]),
        ('"Moreau, Ada" <ada@example.org>', [("Moreau, Ada", "ada@example.org")]),
        ("\"'Ada'\" <ada@example.org>", [("'Ada'", "ada@example.org")]),
        (r'"Ada \"Kiln\" Moreau" <ada@example.org>', [('Ada "Kiln" Moreau', "ada@example.org")]),
        ('"" <ada@example.org>', [("", "ada@example.org")]),
        ("ada@example.org (Ada Moreau)", [("Ada Moreau", "ada@example.org")]),
        ("A. Moreau <ada@example.org>", [("A. Moreau", "ada@example.org")]),
        ("=?utf-8?q?Zo=C3=AB?= Moreau <zoe@example.org>", [("Zoë Moreau", "zoe@example.org")]),
        ('"=?utf-8?q?Moreau=2C_Zo=C3=AB?=" <zoe@example.org>', [("Moreau, Zoë", "zoe@example.org")]),
        ("Zoë Moreau <zoe@example.org>", [("Zoë Moreau", "zoe@example.org")]),
        ("a@example.org, b@example.org", [("", "a@example.org"), ("", "b@example.org")]),
        ("a@example.org,\n\tBen <b@example.org>,", [("", "a@example.org"), ("Ben", "b@example.org")]),
        ("Team: a@example.org, Ben <b@example.org>;", [("", "a@example.org"), ("Ben", "b@example.org")]),
        ("undisclosed-recipients:;", []),
        ("Undisclosed recipients: ;", []),
        ("everybody", []),
        ("everybody, a@example.org", [("", "a@example.org")]),
        ("@example.org", []),
        ("ada@", []),
        ("<>", []),
        ("<", []),
        ("", []),
        ("Ben <b@example.org> trailing", [("Ben", "b@example.org")]),
        ("ada@münchen.example", [("", "ada@münchen.example")]),
    ],
)
def test_mailboxes_are_read_as_written(raw: str, expected: list[tuple[str, str]]) -> None:
    assert boxes(f"To: {raw}") == [("to", *box) for box in expected]


def test_every_role_and_every_header_counts() -> None:
    lines = [
        "Delivered-To: ines+lists@example.com",
        "X-Original-To: ines@example.com",
        "From: Ada <ada@example.org>",
        "From: Ben <ben@example.org>",
        "Sender: desk@example.org",
        "Reply-To: Ada at home <ada@home.example>",
        "To: ines@example.com",
        "to: teo@example.net",
        "CC: Katie <katie@example.net>",
        "Bcc: bruno@example.net",
    ]
    assert boxes(*lines) == [
        ("from", "Ada", "ada@example.org"),
        ("from", "Ben", "ben@example.org"),
        ("sender", "", "desk@example.org"),
        ("reply-to", "Ada at home", "ada@home.example"),
        ("to", "", "ines@example.com"),
        ("to", "", "teo@example.net"),
        ("cc", "Katie", "katie@example.net"),
        ("bcc", "", "bruno@example.net"),
        ("delivered-to", "", "ines+lists@example.com"),
        ("delivered-to", "", "ines@example.com"),
    ]


def test_the_key_of_a_mailbox_is_its_name_with_the_address_in_lower_case() -> None:
    ((_, told),) = facts_of("To: Ada Moreau <Ada@Example.ORG>, Ben@Example.ORG").parties
    assert told.mailboxes == (
        Mailbox("Ada Moreau <ada@example.org>", "Ada Moreau", "Ada@Example.ORG"),
        Mailbox("ben@example.org", "", "Ben@Example.ORG"),
    )


piece = st.sampled_from(
    [
        '"',
        "(",
        ")",
        "<",
        ">",
        "@",
        ",",
        ":",
        ";",
        ".",
        "\\",
        " ",
        "  ",
        "\t",
        "[",
        "]",
        "a",
        "b@example.org",
        "Ada",
        "é",
        "=?utf-8?q?=C3=AB?=",
        "'",
    ]
)


@given(st.lists(piece, max_size=14).map("".join))
def test_both_ways_read_any_mailboxes_alike(raw: str) -> None:
    assert party(raw.encode()) == plain_party(raw.encode())
    assert all("@" in box.address for box in party(raw.encode()).mailboxes)
