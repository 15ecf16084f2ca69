"""What LinkedIn tells beside connections and messages: uploads, notes, endorsements, recommendations, the owner."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from importers.export import Export
from importers.linkedin import LinkedinImporter
from importers.linkedin.address_book import handle, unlabelled, values
from importers.records import (
    Contact,
    Interaction,
    InteractionBlock,
    Kind,
    Mailbox,
    Origin,
    Participant,
    Problem,
    Record,
    Role,
    Skipped,
)

URL = "https://www.linkedin.com/in/"
CONTACTS = (
    "Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,Addresses,Sites,InstantMessageHandles,"
    "FullName,Birthday,Location,BookmarkedAt,Profiles\n"
)
IMPORTED = (
    "FirstName,MiddleName,LastName,MaidenName,NickName,NamePrefix,NameSuffix,Title,Emails,PhoneNumbers,CreatedAt,"
    "UpdatedAt,CountryCode,RegionCode,ThirdPartyVerified,Location\n"
)
NOTES = "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On\n"
GIVEN = "Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url,Endorsement Status\n"
RECEIVED = GIVEN.replace("Endorsee", "Endorser")
RECOMMENDATIONS = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
PROFILE = "First Name,Last Name,Maiden Name,Headline\nMax,Muster,,Potter\n"
INVITED = (
    "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    f"Max Muster,Bo Finch,1/1/26,,OUTGOING,{URL}max-muster,{URL}bo-finch\n"
)
ME = Mailbox("linkedin.com/in/max-muster", "Max Muster", f"{URL}max-muster")
ADA = Mailbox("linkedin.com/in/ada-lane", "Ada Lane", "www.linkedin.com/in/ada-lane")


def records(path: Path, files: Mapping[str, str], of: str) -> list[Record]:
    """What comes of one of the files; a single one is imported by itself."""
    for name, text in files.items():
        (path / name).write_text(text, encoding="utf-8")
    export = Export(path / of if len(files) == 1 else path)
    importer = LinkedinImporter()
    assert importer.identify(export)
    found: list[Contact | Interaction | Skipped | Problem] = []
    for record in importer.extract(export):
        found += record if isinstance(record, InteractionBlock) else [record]
    return [record for record in found if record.origin.member == of]


def told(
    record: int, key: str, at: datetime, member: str, kind: Kind, witness: str, *sides: tuple[Role, Mailbox]
) -> Interaction:
    return Interaction(
        key=key,
        origin=Origin(member, record),
        channel="linkedin",
        at=at,
        participants=tuple(Participant(*side) for side in sides),
        kind=kind,
        witness=witness,
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Contacts.csv", CONTACTS),
        ("ImportedContacts.csv", IMPORTED),
        ("my uploads.csv", IMPORTED),
        ("Notes.csv", NOTES),
        ("Endorsement_Given_Info.csv", GIVEN),
        ("e.csv", RECEIVED),
        ("e.txt", "Endorsement Date\tSkill Name\tEndorser First Name\tEndorser Last Name\tEndorsement Status\n"),
        ("Recommendations_Given.csv", RECOMMENDATIONS),
        ("recommendations received (1).csv", RECOMMENDATIONS),
    ],
)
def test_each_file_is_linkedins_by_itself(name: str, text: str, tmp_path: Path) -> None:
    assert records(tmp_path, {name: text}, name) == []


def test_an_uploaded_contact_has_all_values_of_its_cells(tmp_path: Path) -> None:
    row = (
        'PHONE,Aunt,Rosa,Tile Works,Painter,"rosa@example.org, rosa@example.net","MOBILE:+351 21 555 0102;21 555 0103",'
        '"1/2/15, 3:04 PM",,[PERSONAL:https://rosa.example],SKYPE:rosa.tiles|rosa,Rosa Duarte,3 May,Lisbon,,'
        f"{URL}rosa-duarte\n"
    )
    assert records(tmp_path, {"Contacts.csv": CONTACTS + row}, "Contacts.csv") == [
        Contact(
            key="address book|Rosa Duarte\x1frosa@example.org",
            origin=Origin("Contacts.csv", 1),
            formatted_name="Rosa Duarte",
            given_name="Aunt",
            family_name="Rosa",
            emails=("rosa@example.org", "rosa@example.net"),
            phones=("+351 21 555 0102", "21 555 0103"),
            urls=("https://rosa.example", f"{URL}rosa-duarte"),
            handles=("SKYPE:rosa.tiles", "im:rosa"),
            organization="Tile Works",
            title="Painter",
            birthday="3 May",
        )
    ]


def test_an_imported_contact_is_named_from_its_parts(tmp_path: Path) -> None:
    rows = "Ada,May,Lane,,Addy,,,Clerk,nobody,+1 555 0100,,,,,,\n,,,,,,,,,,,,US,,,\n,,,,,,,,bo@example.org,,,,,,,\n"
    assert records(tmp_path, {"ImportedContacts.csv": IMPORTED + rows}, "ImportedContacts.csv") == [
        Contact(
            key="address book|Ada May Lane\x1f+1 555 0100",
            origin=Origin("ImportedContacts.csv", 1),
            formatted_name="Ada May Lane",
            given_name="Ada",
            family_name="Lane",
            nicknames=("Addy",),
            phones=("+1 555 0100",),
            title="Clerk",
            losses=("emails: nobody",),
        ),
        Problem(Origin("ImportedContacts.csv", 2), "it has neither a name nor an address"),
        Contact(
            key="address book|\x1fbo@example.org",
            origin=Origin("ImportedContacts.csv", 3),
            emails=("bo@example.org",),
        ),
    ]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", []),
        ("[]", []),
        ("a@example.org", ["a@example.org"]),
        ("a@example.org,b@example.org", ["a@example.org", "b@example.org"]),
        ("a@example.org ; b@example.org |c@example.org\nd@example.org", [f"{x}@example.org" for x in "abcd"]),
        ("[PORTFOLIO:https://duarte.example]", ["https://duarte.example"]),
        ("https://duarte.example:8080/a", ["https://duarte.example:8080/a"]),
        ("Work phone: +1 555 0100", ["+1 555 0100"]),
    ],
)
def test_a_cell_of_several_values_is_taken_apart(cell: str, expected: list[str]) -> None:
    assert unlabelled(cell) == expected


def test_a_handle_is_of_the_service_that_is_named() -> None:
    assert [handle(value) for value in values("[SKYPE: ada.lane, adalane]")] == ["SKYPE:ada.lane", "im:adalane"]


def test_a_note_is_a_contact_beside_the_connection(tmp_path: Path) -> None:
    rows = (
        f"Ada,Lane,{URL}Ada-Lane/,Met at the fair,08 Feb 2026,09 Feb 2026\n"
        f"Ada,Lane,{URL}ada-lane,Likes clay,08 Feb 2026,\n"
        "Bo,Finch,,Owes me a vase,some day,\n"
        f"Cy,Reed,{URL}cy-reed,,08 Feb 2026,\n"
        ",,,Who was that?,08 Feb 2026,\n"
    )
    connection = f"First Name,Last Name,URL,Connected On\nAda,Lane,{URL}ada-lane,01 Feb 2026\n"
    found = records(tmp_path, {"Connections.csv": connection, "Notes.csv": NOTES + rows}, "Notes.csv")
    assert [record.key for record in found if isinstance(record, Contact)] == [
        "note|linkedin.com/in/ada-lane|2026-02-08",
        "note|linkedin.com/in/ada-lane|2026-02-08#2",
        "note|Bo Finch\x1f|some day",
    ]
    assert found[0] == Contact(
        key="note|linkedin.com/in/ada-lane|2026-02-08",
        origin=Origin("Notes.csv", 1),
        formatted_name="Ada Lane",
        given_name="Ada",
        family_name="Lane",
        urls=(f"{URL}Ada-Lane/",),
        note="Met at the fair",
        revision="2026-02-09",
    )
    assert found[3:] == [
        Problem(Origin("Notes.csv", 4), "it has no text"),
        Problem(Origin("Notes.csv", 5), "it does not say whom it is about"),
    ]


def test_an_endorsement_is_a_click_between_its_maker_and_the_owner(tmp_path: Path) -> None:
    at = datetime(2024, 2, 1, 15, 2, 55, tzinfo=UTC)
    row = "2024/02/01 15:02:55 UTC,Pottery,Ada,Lane,www.linkedin.com/in/ada-lane,ACCEPTED\n"
    given, received = "Endorsement_Given_Info.csv", "Endorsement_Received_Info.csv"
    files = {"Profile.csv": PROFILE, "Invitations.csv": INVITED, given: GIVEN + row, received: RECEIVED + row}
    when, me, ada = at.isoformat(), ME.key, ADA.key
    assert records(tmp_path, files, given) == [
        told(
            1, f"endorsement|{when}|from:{me}|to:{ada}|Pottery", at, given, "click", "Endorsement Status",
            ("from", ME), ("to", ADA),
        )
    ]  # fmt: skip
    assert records(tmp_path, files, received) == [
        told(
            1, f"endorsement|{when}|from:{ada}|to:{me}|Pottery", at, received, "click", "Endorsement Status",
            ("from", ADA), ("to", ME),
        )
    ]  # fmt: skip


def test_an_endorsement_of_2022_has_a_name_and_no_url(tmp_path: Path) -> None:
    text = (
        "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorsement Status\n"
        "2022/02/01 15:02:55 UTC,Pottery,Ada,Lane,PENDING\n"
        "2022/02/01 15:02:55 UTC,Pottery,LinkedIn,Member,ACCEPTED\n"
        ",Pottery,Bo,Finch,ACCEPTED\n"
    )
    at = datetime(2022, 2, 1, 15, 2, 55, tzinfo=UTC)
    ada = Mailbox("Ada Lane\x1f", "Ada Lane", "")
    assert records(tmp_path, {"e.csv": text}, "e.csv") == [
        told(
            1, f"endorsement|{at.isoformat()}|from:Ada Lane\x1f|Pottery", at, "e.csv", "click", "Endorsement Status",
            ("from", ada),
        ),
        Skipped(Origin("e.csv", 2), "deleted members"),
        Problem(Origin("e.csv", 3), "the date '' could not be read"),
    ]  # fmt: skip


def test_a_recommendation_is_something_somebody_wrote_whether_it_is_shown_or_not(tmp_path: Path) -> None:
    at = datetime(2021, 3, 22, tzinfo=UTC)
    connections = (
        f"First Name,Last Name,URL,Connected On\nAda,Lane,{ADA.address},01 Feb 2020\n"
        f"Bo,Finch,{URL}bo-1,01 Feb 2020\nBo,Finch,{URL}bo-2,01 Feb 2020\n"
    )
    rows = (
        "Ada,Lane,Acme,Clerk,A patient teacher.,22 Mar 2021,HIDDEN\n"
        "Bo,Finch,Acme,Clerk,Good.,22 Mar 2021,VISIBLE\n"
        ",,,,Good.,22 Mar 2021,VISIBLE\n"
        "Cy,Reed,,,Good.,,PENDING\n"
    )
    given, received = "Recommendations_Given.csv", "Recommendations_Received.csv"
    files = {
        "Profile.csv": PROFILE, "Invitations.csv": INVITED, "Connections.csv": connections,
        given: RECOMMENDATIONS + rows, received: RECOMMENDATIONS + rows,
    }  # fmt: skip
    when, me, bo = at.isoformat(), ME.key, Mailbox("Bo Finch\x1f", "Bo Finch", "")
    assert records(tmp_path, files, received) == [
        told(
            1, f"recommendation|{when}|from:{ADA.key}|to:{me}", at, received, "personal", "Recommendations_Received",
            ("from", ADA), ("to", ME),
        ),
        told(
            2, f"recommendation|{when}|from:{bo.key}|to:{me}", at, received, "personal", "Recommendations_Received",
            ("from", bo), ("to", ME),
        ),
        Skipped(Origin(received, 3), "deleted members"),
        Problem(Origin(received, 4), "the date '' could not be read"),
    ]  # fmt: skip
    first = records(tmp_path, files, given)[0]
    assert isinstance(first, Interaction)
    assert first.participants == (Participant("from", ME), Participant("to", ADA))
    assert first.key == f"recommendation|{when}|from:{me}|to:{ADA.key}"


SENT = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,DATE\nc,{},{},Ada Lane,2022-05-02 08:00:00 UTC\n"


@pytest.mark.parametrize(
    ("messages", "url"),
    [
        (SENT.format("Max Muster", f"{URL}max-muster"), f"{URL}max-muster"),
        (SENT.format("Max Muster", f"{URL}max-1") + f"c,Max Muster,{URL}max-2,Ada Lane,2022-05-02 08:00:00 UTC\n", ""),
        (SENT.format("Ada Lane", ADA.address), ""),
    ],
)
def test_without_invitations_the_owner_is_the_one_who_sent_under_the_name_of_the_profile(
    messages: str, url: str, tmp_path: Path
) -> None:
    (owner,) = records(tmp_path, {"Profile.csv": PROFILE, "messages.csv": messages}, "Profile.csv")
    assert isinstance(owner, Contact)
    assert (owner.is_me, owner.urls) == (True, (url,) if url else ())


def test_without_a_profile_the_owner_is_named_by_the_invitations(tmp_path: Path) -> None:
    row = "2024/02/01 15:02:55 UTC,Pottery,Ada,Lane,www.linkedin.com/in/ada-lane,ACCEPTED\n"
    files = {"Invitations.csv": INVITED, "Endorsement_Received_Info.csv": RECEIVED + row}
    (found,) = records(tmp_path, files, "Endorsement_Received_Info.csv")
    assert isinstance(found, Interaction)
    assert found.participants == (Participant("from", ADA), Participant("to", ME))


def test_the_owner_has_the_addresses_that_the_profile_tells(tmp_path: Path) -> None:
    text = (
        "First Name,Last Name,Maiden Name,Headline,Twitter Handles,Websites,Instant Messengers\n"
        'Max,Muster,,Potter,[maxpots],"[PORTFOLIO:https://muster.example,BLOG:https://blog.example]",SKYPE:max.pots\n'
    )
    (owner,) = records(tmp_path, {"Profile.csv": text}, "Profile.csv")
    assert isinstance(owner, Contact)
    assert owner.urls == ("https://muster.example", "https://blog.example")
    assert owner.handles == ("twitter:maxpots", "SKYPE:max.pots")
