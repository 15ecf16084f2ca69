"""Which address a letter goes to follows from who wrote from where and when, and from where they work by now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from invented import AS_OF, ME, NOW, Mail, card, exchanged, take_in, write_cards, write_mbox

from reconnect.archive import Archive
from reconnect.archive.addressing import address, candidates
from reconnect.drafts.recipients import Candidate
from reconnect.store.opening import open_store

AT_ACME, AT_HARBOUR, PRIVATE = "k.oneil@acme.example", "katie@harbour.example", "katie.oneil@gmail.com"


def katie(*lines: str, uid: str = "k1") -> str:
    return card("Katie O'Neil", "N:O'Neil;Katie;;;", "TEL:+353 1 555 0142", f"UID:{uid}", *lines)


def mail(address: str, *days: str) -> list[Mail]:
    return exchanged(f"Katie O'Neil <{address}>", days, "The kiln")


def chosen(archive: Archive, folder: Path, cards: Mapping[str, Sequence[str]], mails: Sequence[Mail] = ()) -> str:
    """Take in address books by the day on which they were exported, and mails; return where to write to Katie."""
    books = [write_cards(folder / f"contacts-{day}.vcf", told) for day, told in cards.items()]
    take_in(archive, *books, write_mbox(folder / "mail.mbox", mails))
    archive.decide_me("ines@duarte.example", mine=True)
    with archive.reading() as conn:
        return address(conn, archive.person("Katie")["id"], AS_OF)


EMAILS = [f"EMAIL:{each}" for each in (AT_ACME, AT_HARBOUR, PRIVATE)]
WITH_MAIL: dict[str, tuple[list[Mail], str]] = {
    "they wrote from it last": ([*mail(AT_HARBOUR, "2019-01-05"), *mail(PRIVATE, "2021-01-05")], PRIVATE),
    "I wrote to another since": (
        [*mail(AT_HARBOUR, "2019-01-05"), (ME, PRIVATE, "2024-01-05", "Are you still there?")],
        AT_HARBOUR,
    ),
    "they never wrote, I did": ([(ME, PRIVATE, "2018-01-05", "Hi"), (ME, AT_HARBOUR, "2024-01-05", "Hi")], AT_HARBOUR),
    "somebody else wrote to another": (
        [*mail(AT_HARBOUR, "2019-01-05")[1:], ("Teo <teo@trieste.example>", f"{PRIVATE}, {ME}", "2024-01-05", "Hi")],
        AT_HARBOUR,
    ),
    "a machine wrote in her name": (
        [
            *mail(AT_HARBOUR, "2019-01-05"),
            (f"Katie O'Neil <{PRIVATE}>", ME, "2024-01-05", "Away\nAuto-Submitted: auto-replied"),
        ],
        AT_HARBOUR,
    ),
    "a later letter than the day asked about": (
        [*mail(AT_HARBOUR, "2019-01-05"), *mail(PRIVATE, "2027-01-05")],
        AT_HARBOUR,
    ),
    "on one day from two, the answer went to the second": (
        [
            (f"Katie O'Neil <{AT_HARBOUR}>", ME, "2019-01-05T09:00", "Hi"),
            (ME, AT_HARBOUR, "2019-01-05T10:00", "Re: Hi"),
            (ME, PRIVATE, "2023-01-05", "Are you still there?"),
        ],
        AT_HARBOUR,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("mails", "to"), WITH_MAIL.values(), ids=WITH_MAIL)
def test_mail_tells_where_they_are_reached(archive: Archive, tmp_path: Path, mails: list[Mail], to: str) -> None:
    assert chosen(archive, tmp_path, {"2020-01-01": [katie(*EMAILS)]}, mails) == to


def colleague(name: str, address: str, organization: str) -> str:
    return card(name, f"EMAIL:{address}", f"ORG:{organization}", f"UID:{name}")


COLLEAGUES = [
    colleague("Ada Byron", "ada@nwt.example", "Northwind Traders"),
    colleague("Bela Nagy", "bela@nwt.example", "Northwind Traders"),
]
BY_CARDS: dict[str, tuple[dict[str, Sequence[str]], list[Mail], str]] = {
    "the newest list": (
        {"2019-01-01": [katie(f"EMAIL:{AT_HARBOUR}", uid="k1")], "2024-01-01": [katie(f"EMAIL:{PRIVATE}", uid="k2")]},
        [],
        PRIVATE,
    ),
    "a role": ({"2024-01-01": [katie("EMAIL:info@harbour.example", f"EMAIL:{PRIVATE}")]}, [], PRIVATE),
    "nothing but a role": (
        {"2024-01-01": [katie("EMAIL:info@harbour.example")]},
        mail("info@harbour.example", "2024-01-05"),
        "",
    ),
    "she left Acme, by another card": (
        {
            "2019-01-01": [katie("ORG:Acme", f"EMAIL:{AT_ACME}", uid="k1")],
            "2024-01-01": [katie("ORG:Harbour Studio", f"EMAIL:{AT_HARBOUR}", uid="k2")],
        },
        mail(AT_ACME, "2018-01-05", "2023-01-05"),
        AT_HARBOUR,
    ),
    "she left Acme, by the same card": (
        {
            "2019-01-01": [katie("ORG:Acme Ltd", f"EMAIL:{AT_ACME}", f"EMAIL:{PRIVATE}")],
            "2024-01-01": [katie("ORG:Harbour Studio", f"EMAIL:{AT_ACME}", f"EMAIL:{PRIVATE}")],
        },
        mail(AT_ACME, "2018-01-05"),
        PRIVATE,
    ),
    "she is still at Acme": (
        {
            "2019-01-01": [katie("ORG:Acme", f"EMAIL:{AT_ACME}", f"EMAIL:{PRIVATE}")],
            "2024-01-01": [katie("ORG:Acme Ltd", f"EMAIL:{AT_ACME}", f"EMAIL:{PRIVATE}")],
        },
        mail(AT_ACME, "2018-01-05"),
        AT_ACME,
    ),
    "she left Acme, and no other is known": (
        {
            "2019-01-01": [katie("ORG:Acme", f"EMAIL:{AT_ACME}", uid="k1")],
            "2024-01-01": [katie("ORG:Harbour Studio", uid="k2")],
        },
        [],
        AT_ACME,
    ),
    "I took it out of her card": (
        {"2019-01-01": [katie(f"EMAIL:{AT_ACME}")], "2024-01-01": [katie("ORG:Harbour Studio")]},
        [],
        "",
    ),
    "the domain is that of her former colleagues": (
        {
            "2019-01-01": [katie("ORG:Northwind Traders", uid="k1"), *COLLEAGUES],
            "2024-01-01": [katie("ORG:Harbour Studio", "EMAIL:katie@nwt.example", f"EMAIL:{PRIVATE}", uid="k2")],
        },
        mail("katie@nwt.example", "2018-01-05"),
        PRIVATE,
    ),
    "it stood with a former employer, whose domain nobody tells": (
        {
            "2019-01-01": [katie("ORG:Northwind Traders", "EMAIL:katie@nwt.example", f"EMAIL:{PRIVATE}", uid="k1")],
            "2024-01-01": [katie("ORG:Harbour Studio", uid="k2")],
        },
        [*mail(PRIVATE, "2017-01-05"), *mail("katie@nwt.example", "2018-01-05")],
        PRIVATE,
    ),
    "it stood with a former employer, and she wrote from it since": (
        {
            "2019-01-01": [katie("ORG:Northwind Traders", "EMAIL:katie@nwt.example", f"EMAIL:{PRIVATE}", uid="k1")],
            "2022-01-01": [katie("ORG:Harbour Studio", uid="k2")],
        },
        [*mail(PRIVATE, "2017-01-05"), *mail("katie@nwt.example", "2024-01-05")],
        "katie@nwt.example",
    ),
    "freelance is no employer": (
        {
            "2019-01-01": [katie("ORG:Freelance", "EMAIL:katie@oneil.example", f"EMAIL:{PRIVATE}", uid="k1")],
            "2024-01-01": [katie("ORG:Harbour Studio", uid="k2")],
        },
        mail("katie@oneil.example", "2018-01-05"),
        "katie@oneil.example",
    ),
}


@pytest.mark.parametrize(("cards", "mails", "to"), BY_CARDS.values(), ids=BY_CARDS)
def test_address_books_tell_what_was_left_behind(
    archive: Archive, tmp_path: Path, cards: dict[str, Sequence[str]], mails: list[Mail], to: str
) -> None:
    assert chosen(archive, tmp_path, cards, mails) == to


def test_an_address_from_which_a_letter_came_back_is_not_tried_again(archive: Archive, tmp_path: Path) -> None:
    mails = [*mail(PRIVATE, "2018-01-05"), *mail(AT_HARBOUR, "2019-01-05")]
    assert chosen(archive, tmp_path, {"2020-01-01": [katie(*EMAILS)]}, mails) == AT_HARBOUR
    (draft,) = archive.draft([archive.person("Katie")], AS_OF, NOW)
    assert draft["to"] == AT_HARBOUR
    with closing(open_store(archive.path)) as db:
        day = (date(2025, 1, 1) - date(1970, 1, 1)).days
        db.table("found_outcomes").insert(
            {"draft_id": draft["id"], "outcome": "bounced", "day": day, "interaction_id": 1}
        )
    person = archive.person("Katie")["id"]
    with archive.reading() as conn:
        assert address(conn, person, AS_OF) == PRIVATE
        assert address(conn, person, date(2024, 12, 31)) == AT_HARBOUR


def test_all_that_is_known_of_each_address_is_gathered(archive: Archive, tmp_path: Path) -> None:
    books = {
        "2019-01-01": [katie("ORG:Acme", f"EMAIL:{AT_ACME}", "EMAIL:info@acme.example")],
        "2024-01-01": [katie("ORG:Harbour Studio", f"EMAIL:{AT_HARBOUR}")],
    }
    chosen(archive, tmp_path, books, mail(AT_ACME, "2018-01-05"))
    with archive.reading() as conn:
        found = candidates(conn, archive.person("Katie")["id"], AS_OF)
    assert found == [
        Candidate(addr_spec=AT_ACME, answered=date(2018, 1, 5), written=date(2018, 1, 6), is_former=True),
        Candidate(addr_spec=AT_HARBOUR, listed=date(2024, 1, 1)),
    ]


def test_who_is_known_by_a_profile_alone_has_no_address(archive: Archive, tmp_path: Path) -> None:
    assert chosen(archive, tmp_path, {"2024-01-01": [katie("URL:https://www.linkedin.com/in/katie-oneil")]}) == ""
