"""What exports tell brings people into the groups of the report; what they cannot tell is never called forgotten."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from invented import (
    AS_OF,
    KATIE,
    ME,
    NOW,
    card,
    exchanged,
    take_in,
    write_cards,
    write_everything,
    write_facebook,
    write_mbox,
)

from reconnect.archive import Archive
from reconnect.report import Group, Row

LINKEDIN_HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def write_connections(path: Path, *rows: str) -> Path:
    """Write LinkedIn's ZIP with connections alone: name, company, position, day."""
    lines = []
    for row in rows:
        given, family, company, position, day = row.split("|")
        url = f"https://www.linkedin.com/in/{given}-{family}".lower()
        lines.append(f"{given},{family},{url},,{company},{position},{day}\n")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Connections.csv", LINKEDIN_HEAD + "".join(lines))
    return path


def rows_of(archive: Archive, as_of: date = AS_OF) -> dict[str, Row]:
    return {row.name: row for row in archive.report(as_of, 0).rows}


def groups_of(archive: Archive, as_of: date = AS_OF) -> dict[str, Group | None]:
    return {name: row.group for name, row in rows_of(archive, as_of).items()}


def test_whom_i_connected_with_this_month_is_followed_up(archive: Archive, tmp_path: Path) -> None:
    zipped = tmp_path / "Basic_LinkedInDataExport_11-20-2026.zip"
    take_in(
        archive,
        write_connections(zipped, "Amara|Osei|Kiln Lane|Potter|12 Nov 2026", "Teo|Marchetti|Acme|Baker|12 May 2017"),
    )
    assert {name: (row.group, row.reasons) for name, row in rows_of(archive).items()} == {
        "Amara Osei": (
            "follow_up",
            (
                "New in your LinkedIn since 12 November 2026, and no word between you yet, "
                "as far as what is imported can tell.",
            ),
        )
    }
    assert groups_of(archive, date(2026, 12, 12)) == {}


def test_with_connections_alone_there_is_still_something_to_do(archive: Archive, tmp_path: Path) -> None:
    zipped = tmp_path / "Basic_LinkedInDataExport_11-20-2026.zip"
    take_in(archive, write_connections(zipped, "Amara|Osei|Kiln Lane|Potter|12 May 2017"))
    report = archive.report(AS_OF, 5)
    assert report.rows == ()
    assert report.limits == (
        "1 LinkedIn connection: nothing imported can tell. LinkedIn's messages come in the larger archive, about a day "
        "after Connections.csv, which arrives within minutes: Settings > Data privacy > Get a copy of your data.",
    )
    (picked,) = archive.at_random(AS_OF).rows
    assert (picked.name, picked.group, picked.reasons) == (
        "Amara Osei",
        None,
        ("In your LinkedIn since May 2017. Nothing imported can tell whether you ever wrote.",),
    )
    (draft,) = archive.draft([archive.person("Amara")], AS_OF, NOW)
    assert draft["template"].startswith("stranger")


def test_who_stood_in_an_old_mail_is_not_new(archive: Archive, tmp_path: Path) -> None:
    crowd = ", ".join([ME, "Amara Osei <amara@kilns.example>", *(f"g{n}@party.example" for n in range(12))])
    mails = [(KATIE, crowd, "2019-01-01", "To all of you"), *exchanged(KATIE, ["2026-11-01"], "Glaze")]
    zipped = tmp_path / "Basic_LinkedInDataExport_11-20-2026.zip"
    take_in(archive, write_mbox(tmp_path / "a.mbox", mails))
    take_in(archive, write_connections(zipped, "Amara|Osei|Kiln Lane|Potter|12 Nov 2026"))
    assert groups_of(archive) == {"Amara Osei": "stranger"}


def write_book(path: Path, names: Sequence[str]) -> Path:
    return write_cards(path, [card(name, f"UID:{name}", f"EMAIL:{name[0].lower()}@book.example") for name in names])


BOOK = ["Ada Moreau", "Ben Adeyemi", "Cleo Duran", "Dag Holm"]


def test_who_is_new_in_an_address_book_that_was_known_is_followed_up(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_book(tmp_path / "contacts-2026-05-01.vcf", BOOK))
    assert groups_of(archive) == {}
    take_in(archive, write_book(tmp_path / "contacts-2026-11-18.vcf", [*BOOK, "Zoë Lindqvist"]))
    assert groups_of(archive) == {"Zoë Lindqvist": "follow_up"}
    assert rows_of(archive)["Zoë Lindqvist"].reasons == (
        "New in your address book since 18 November 2026, and no word between you yet, "
        "as far as what is imported can tell.",
    )


def test_another_address_book_makes_nobody_new(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_book(tmp_path / "contacts-2026-05-01.vcf", BOOK))
    others = ["Eve Kiss", "Finn Marsh", "Gus Pohl", BOOK[0]]
    take_in(archive, write_book(tmp_path / "phone-2026-11-18.vcf", others))
    assert groups_of(archive) == {}


def test_a_first_import_fills_the_list_with_nobody(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_book(tmp_path / "contacts-2026-11-18.vcf", BOOK))
    assert groups_of(archive) == {}


def test_new_work_between_two_exports_is_news(archive: Archive, tmp_path: Path) -> None:
    before = write_connections(
        tmp_path / "Basic_LinkedInDataExport_05-03-2026.zip", "Amara|Osei|Acme|Potter|12 May 2017"
    )
    after = write_connections(
        tmp_path / "Basic_LinkedInDataExport_11-20-2026.zip", "Amara|Osei|Kiln Lane|Head potter|12 May 2017"
    )
    take_in(archive, before, after)
    row = rows_of(archive)["Amara Osei"]
    assert (row.group, row.reasons[0]) == (
        "news",
        "New work: Head potter, Kiln Lane. In May 2026 it was still: Potter, Acme.",
    )
    assert groups_of(archive, date(2026, 12, 21)) == {}


def test_a_birthday_in_an_address_book_is_news(archive: Archive, tmp_path: Path) -> None:
    cards = [card("Ada Moreau", "BDAY:1980-11-30", "UID:a"), card("Ben Adeyemi", "ANNIVERSARY:2010-11-24", "UID:b")]
    take_in(archive, write_cards(tmp_path / "contacts.vcf", cards))
    found = [(row.name, row.group, row.reasons[0]) for row in archive.report(AS_OF, 0).rows]
    assert found == [
        ("Ben Adeyemi", "news", "Anniversary on 24 November."),
        ("Ada Moreau", "news", "Birthday on 30 November."),
    ]


def test_a_group_chat_is_told_and_not_counted(archive: Archive, tmp_path: Path) -> None:
    folder = write_facebook(tmp_path / "facebook-ines-2026-11-18")
    names = ["Bela Nagy", "Katie O'Neil", "Ines Duarte"]
    for number, writer in enumerate(names):
        thread = {
            "participants": [{"name": name} for name in names],
            "messages": [{"sender_name": writer, "timestamp_ms": 1600000000000 + number * 86_400_000, "content": "Hi"}],
        }
        path = folder / f"your_activity_across_facebook/messages/inbox/choir_{number % 2}/message_1.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(thread), encoding="utf-8")
    take_in(archive, folder)
    row = rows_of(archive)["Katie O'Neil"]
    assert (row.group, row.contact_days, row.reasons[-1]) == (
        "stranger",
        0,
        "You are together in 2 group chats, where talking is not counted as contact.",
    )


@pytest.mark.parametrize("days", [0, 30, 400])
def test_all_that_decides_is_explained_for_everybody(archive: Archive, tmp_path: Path, days: int) -> None:
    take_in(archive, *write_everything(tmp_path))
    as_of = AS_OF + timedelta(days=days)
    listed = {row.person: row.group for row in archive.report(as_of, 0).rows}
    for row, _ in archive.listed():
        if row["kind"] == "person":
            told = archive.explained(row, as_of)
            assert told.group == listed.get(row["id"])
            assert all(each.holds for each in told.rules if each.group == told.group)
            assert told.group or not told.verdict.startswith("Listed")
