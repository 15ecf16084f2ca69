"""LinkedIn's traps: which exports are its own, who is one person, and what is no exchange between people."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.export import Export
from importers.linkedin import LinkedinImporter
from importers.linkedin.people import profile_key
from importers.records import (
    Contact,
    Interaction,
    InteractionBlock,
    Mailbox,
    Origin,
    Participant,
    Problem,
    Record,
    Skipped,
)

CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
ADA = "Ada,Lane,https://www.linkedin.com/in/ada-lane,ada@example.org,Acme,Clerk,08 Feb 2026\n"
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,"
    "ATTACHMENTS,IS MESSAGE DRAFT\n"
)
INVITATIONS = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
PROFILE = "First Name,Last Name,Maiden Name,Headline\nMax,Muster,,Potter\n"
ADDRESSES = "Email Address,Confirmed,Primary,Updated On\nmax@example.org,Yes,Yes,\n"
URL = "https://www.linkedin.com/in/"
LINKEDIN = LinkedinImporter()


def folder(path: Path, files: Mapping[str, str]) -> Export:
    for name, text in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text, encoding="utf-8")
    return Export(path)


def single(path: Path, name: str, text: str) -> Export:
    (path / name).write_bytes(text.encode())
    return Export(path / name)


def extracted(export: Export) -> Sequence[Record]:
    """All records, those of blocks one by one, in the order of the file."""
    assert LINKEDIN.identify(export)
    found: list[Contact | Interaction | Skipped | Problem] = []
    for record in LINKEDIN.extract(export):
        found += record if isinstance(record, InteractionBlock) else [record]
    names = {member.name: place for place, member in enumerate(export.members)}
    return sorted(found, key=lambda each: (names[each.origin.member], each.origin.record or 1 << 30))


def records(path: Path, name: str, text: str) -> Sequence[Record]:
    return extracted(single(path, name, text))


def ada(record: int = 1, member: str = "Connections.csv") -> Contact:
    return Contact(
        key="linkedin.com/in/ada-lane",
        origin=Origin(member, record),
        formatted_name="Ada Lane",
        given_name="Ada",
        family_name="Lane",
        emails=("ada@example.org",),
        urls=(f"{URL}ada-lane",),
        organization="Acme",
        title="Clerk",
        since="2026-02-08",
    )


def person(role: str, name: str, slug: str) -> Participant:
    mailbox = Mailbox(f"linkedin.com/in/{slug}", name, f"{URL}{slug}") if slug else Mailbox(f"{name}\x1f", name, "")
    return Participant("from" if role == "from" else "to", mailbox)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Connections.csv", CONNECTIONS + ADA),
        ("my people.txt", "Notes:\none\ntwo\n\n" + CONNECTIONS),
        ("messages (1).csv", MESSAGES),
        ("Invitations.csv", INVITATIONS),
        ("Profile.csv", PROFILE),
        ("Email Addresses.csv", ADDRESSES),
        ("PhoneNumbers.csv", "Extension,Number,Type\n"),
        ("Whatsapp Phone Numbers.csv", "Number,Extension,Is_WhatsApp_Number\n"),
    ],
)
def test_a_single_file_is_claimed_by_its_header_row_whatever_its_name(name: str, text: str, tmp_path: Path) -> None:
    assert LINKEDIN.identify(single(tmp_path, name, text))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("guide_messages.csv", MESSAGES),
        ("coach_messages.csv", MESSAGES),
        ("learning_role_play_messages.csv", MESSAGES),
        ("LearningCoachMessages.csv", "No conversations found\n"),
        ("Learning.csv", "Content Title,Content Description\n"),
        ("contacts.csv", "First Name,Last Name,E-mail 1 - Value,Phone 1 - Value\n"),
        ("Contacts.csv", "Source,FirstName,LastName,Email\n"),
        ("mine.csv", "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"),
        ("Ad_Targeting.csv", "Member Age,Member Gender\n"),
        ("Positions.csv", "Company Name,Title,Description,Location,Started On,Finished On\n"),
        ("Connections.csv", "Notes:\n" * 30 + CONNECTIONS),
        ("empty.csv", ""),
    ],
)
def test_other_tables_are_not_claimed(name: str, text: str, tmp_path: Path) -> None:
    assert not LINKEDIN.identify(single(tmp_path, name, text))


ARCHIVE = {
    "Connections.csv": CONNECTIONS + ADA,
    "Company Follows.csv": "Organization\n",
    "Jobs/Saved Jobs.csv": "Job\n",
}


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"Contacts.csv": "Source,FirstName,LastName,Emails,PhoneNumbers\n", "Rich_Media.csv": "Date\n"},
        {"Comments_34875879.csv": "Date,Link,Message\n", "Endorsement_Received_Info.csv": ""},
        {"Contacts.csv": ""},
        {"Articles/Articles/2021-01-01_on-glazes.html": "<p>"},
    ],
)
def test_an_archive_is_claimed_as_a_whole(more: Mapping[str, str], tmp_path: Path) -> None:
    export = folder(tmp_path / "mine", {**ARCHIVE, **more})
    assert extracted(export) == [ada()]


@pytest.mark.parametrize(
    "more",
    [
        {"contacts.vcf": "BEGIN:VCARD\n"},
        {"contacts.csv": "First Name,Last Name,E-mail 1 - Value\n"},
        {"customers.csv": "Name,City\n"},
        {"Connections (1).csv": CONNECTIONS + ADA},
        {"old/Connections.csv": CONNECTIONS + ADA},
        {"notes.txt": "Dear diary"},
    ],
)
def test_a_folder_with_a_foreign_file_is_taken_apart(more: Mapping[str, str], tmp_path: Path) -> None:
    export = folder(tmp_path / "Downloads", {**ARCHIVE, **more})
    assert not LINKEDIN.identify(export)
    assert LINKEDIN.identify(export.entry("Connections.csv"))


def test_a_new_file_is_no_foreign_one_in_a_folder_that_linkedin_has_named(tmp_path: Path) -> None:
    name = "Complete_LinkedInDataExport_11-20-2026"
    assert LINKEDIN.identify(folder(tmp_path / name, {**ARCHIVE, "Brand New Things.csv": "Thing\n"}))
    (tmp_path / name / "contacts.csv").write_text("Given Name,Family Name\n", encoding="utf-8")
    assert not LINKEDIN.identify(Export(tmp_path / name))


def test_a_folder_inside_a_zip_is_claimed_and_the_zip_is_not(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for name, text in ARCHIVE.items():
            archive.writestr(f"linkedin/{name}", text)
    whole = Export(tmp_path / "all.zip")
    assert not LINKEDIN.identify(whole)
    assert LINKEDIN.identify(whole.entry("linkedin"))
    assert extracted(whole.entry("linkedin")) == [ada()]


def test_names_of_files_are_the_same_in_any_case_and_with_any_spaces(tmp_path: Path) -> None:
    export = folder(tmp_path, {"CONNECTIONS.CSV": CONNECTIONS + ADA, "email_addresses.csv": ADDRESSES})
    assert extracted(export) == [
        ada(member="CONNECTIONS.CSV"),
        Contact(
            key="me|max@example.org",
            origin=Origin("email_addresses.csv", 1),
            emails=("max@example.org",),
            is_me=True,
        ),
    ]


def test_a_file_of_an_archive_without_its_header_row_is_a_problem(tmp_path: Path) -> None:
    export = folder(tmp_path, {"Connections.csv": CONNECTIONS + ADA, "messages.csv": "No conversations found\n"})
    assert extracted(export) == [
        ada(),
        Problem(Origin("messages.csv"), "no header row was found in its first 20 rows"),
    ]


@pytest.mark.parametrize(
    "notes",
    [
        "",
        'Notes:\n"When exporting your data, some addresses may be missing. See ""help""."\n\n',
        'Notes:\r\n"When exporting your data, some addresses may be missing."\r\n\r\n',
        "Notes:\nWhen exporting your data, some addresses may be missing.\n",
        "Notes:\nWhen exporting, First Name may be missing; so may, others; too.\n\n\n",
    ],
)
def test_notes_above_the_header_row_are_passed_over(notes: str, tmp_path: Path) -> None:
    assert records(tmp_path, "Connections.csv", notes + CONNECTIONS + ADA) == [ada()]


def test_columns_are_found_by_name(tmp_path: Path) -> None:
    text = f"Connected On,New,Last Name,First Name,URL\n08 Feb 2026,x,Lane,Ada,{URL}ada-lane\n"
    assert records(tmp_path, "c.csv", text) == [
        Contact(
            key="linkedin.com/in/ada-lane",
            origin=Origin("c.csv", 1),
            formatted_name="Ada Lane",
            given_name="Ada",
            family_name="Lane",
            urls=(f"{URL}ada-lane",),
            since="2026-02-08",
        )
    ]


@pytest.mark.parametrize("more", [",URL", ""])
def test_the_url_may_stand_last_or_not_at_all(more: str, tmp_path: Path) -> None:
    text = f"First Name,Last Name,Connected On{more}\nAda,Lane,08 Feb 2026{more and f',{URL}ada-lane'}\n"
    (found,) = records(tmp_path, "c.csv", text)
    assert isinstance(found, Contact)
    assert found.key == ("linkedin.com/in/ada-lane" if more else "Ada Lane\x1f2026-02-08")


@pytest.mark.parametrize(
    "header",
    [
        "Pr\u00e9nom,Nom,URL,Adresse e-mail,Entreprise,Poste,Date de connexion",
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am",
        "Nombre,Apellidos,URL,Direcci\u00f3n de correo electr\u00f3nico,Empresa,Cargo,Conectado el",
        "Nome,Cognome,URL,Indirizzo e-mail,Azienda,Posizione,Data di collegamento",
        "Nome,Sobrenome,URL,Endere\u00e7o de e-mail,Empresa,Cargo,Conectado em",
        "Voornaam,Achternaam,URL,E-mailadres,Bedrijf,Functie,Verbonden op",
    ],
)
def test_the_header_row_is_known_in_seven_languages(header: str, tmp_path: Path) -> None:
    assert records(tmp_path, "Connections.csv", f"{header}\n{ADA}") == [ada()]


def test_two_columns_of_one_name_count_once(tmp_path: Path) -> None:
    text = f"First Name,Last Name,URL,First Name,Connected On\nAda,Lane,{URL}ada-lane,Bo,08 Feb 2026\n"
    (found,) = records(tmp_path, "c.csv", text)
    assert isinstance(found, Contact)
    assert found.given_name == "Ada"


@pytest.mark.parametrize("family", ["Smith, PhD", "Barlow, CPA", "O'Neil \U0001f335", "de la Cruz"])
def test_titles_and_pictures_in_a_name_are_kept_as_they_are(family: str, tmp_path: Path) -> None:
    (found,) = records(tmp_path, "c.csv", f'{CONNECTIONS}Ada,"{family}",{URL}ada,,,,08 Feb 2026\n')
    assert isinstance(found, Contact)
    assert (found.given_name, found.family_name, found.formatted_name) == ("Ada", family, f"Ada {family}")


def test_two_people_of_one_name_stay_two(tmp_path: Path) -> None:
    with_urls = "".join(f"John,Smith,{URL}john-{number},,,,14 Mar 2015\n" for number in (1, 2))
    without = "John,Smith,,,Acme,,14 Mar 2015\n" * 2
    found = records(tmp_path, "c.csv", CONNECTIONS + with_urls + without)
    assert [record.key for record in found if isinstance(record, Contact)] == [
        "linkedin.com/in/john-1",
        "linkedin.com/in/john-2",
        "John Smith\x1f2015-03-14",
        "John Smith\x1f2015-03-14#2",
    ]


def test_company_and_position_are_those_of_the_export_and_change_no_key(tmp_path: Path) -> None:
    (later,) = records(tmp_path, "Connections.csv", CONNECTIONS + ADA.replace("Acme,Clerk", "Northwind,Head"))
    assert later == replace(ada(), organization="Northwind", title="Head")


def test_numbers_of_phones_keep_their_plus_and_their_zeros(tmp_path: Path) -> None:
    (found,) = records(tmp_path, "PhoneNumbers.csv", "Extension,Number,Type\n+351,021 555 0100,Home\n")
    assert isinstance(found, Contact)
    assert found.phones == ("+351 021 555 0100",)


def test_a_hidden_member_is_skipped_and_no_person(tmp_path: Path) -> None:
    text = CONNECTIONS + ",,,,,,07 Jun 2026\n" + ADA
    assert records(tmp_path, "Connections.csv", text) == [
        Skipped(Origin("Connections.csv", 1), "hidden members"),
        ada(2),
    ]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/jo%C3%A3o-f",
        "https://www.linkedin.com/in/jo%c3%a3o-f/",
        "http://pt.linkedin.com/in/Jo\u00e3o-F?trk=x",
        "www.linkedin.com/in/jo\u00e3o-f#top",
        "LinkedIn.com/in/JO\u00c3O-F/en",
    ],
)
def test_all_forms_of_a_profile_url_have_one_key(url: str) -> None:
    assert profile_key(url) == "linkedin.com/in/jo\u00e3o-f"


@pytest.mark.parametrize("url", ["", "https://www.linkedin.com/company/acme", "https://example.org/in/ada", "ada"])
def test_what_is_no_profile_has_no_profile_key(url: str) -> None:
    assert profile_key(url) == ""


@given(st.text("abcdef\u00e9\u00fc-0123456789", min_size=1))
def test_a_profile_key_is_its_own_key(slug: str) -> None:
    assert profile_key(profile_key(f"{URL}{slug}")) == profile_key(f"{URL}{slug}") != ""


def message_row(**cells: str) -> str:
    row = {
        "conversation": "2-a",
        "title": "",
        "sender": "Ada Lane",
        "url": f"{URL}ada-lane",
        "to": "Max Muster",
        "urls": f"{URL}max-muster",
        "date": "2025-06-01 14:03:22 UTC",
        "subject": "",
        "content": "Hello",
        "folder": "INBOX",
        "attachments": "",
        "draft": "No",
    }
    assert cells.keys() <= row.keys()
    return ",".join(f'"{cell}"' for cell in {**row, **cells}.values()) + "\n"


def exchange(record: int, *participants: Participant, suffix: str = "", subject: str = "") -> Interaction:
    return Interaction(
        key=f"2-a|2025-06-01T14:03:22+00:00|{participants[0].mailbox.key}{suffix}",
        origin=Origin("messages.csv", record),
        channel="linkedin",
        at=datetime(2025, 6, 1, 14, 3, 22, tzinfo=UTC),
        participants=participants,
        subject=subject,
        thread="2-a",
    )


FROM_ADA, TO_MAX = person("from", "Ada Lane", "ada-lane"), person("to", "Max Muster", "max-muster")


def test_a_message_is_an_exchange_between_its_sender_and_each_receiver(tmp_path: Path) -> None:
    text = (
        MESSAGES
        + message_row(subject="Clay")
        + message_row(
            sender="Max Muster",
            url=f"{URL}max-muster",
            to="Ada Lane, Bo Finch",
            urls=f"{URL}ada-lane,{URL}bo-finch",
        )
    )
    assert records(tmp_path, "messages.csv", text) == [
        exchange(1, FROM_ADA, TO_MAX, subject="Clay"),
        exchange(
            2,
            person("from", "Max Muster", "max-muster"),
            person("to", "Ada Lane", "ada-lane"),
            person("to", "Bo Finch", "bo-finch"),
        ),
    ]


@pytest.mark.parametrize(
    ("to", "slugs", "names"),
    [
        ("Jane Doe, Ph.D.", ["jane"], ["Jane Doe, Ph.D."]),
        ("LinkedIn Member, Jane Doe", ["jane"], ["Jane Doe"]),
        ("Jane Doe, Bo Finch", ["jane", "bo"], ["Jane Doe", "Bo Finch"]),
        ("Jane Doe, Ph.D., Bo Finch", ["jane", "bo"], ["Jane Doe, Ph.D.", "Bo Finch"]),
        ("Jane Doe, Ph.D., Jr. Bo, Cy Reed", ["jane", "bo"], ["", ""]),
        ("", ["jane", "bo"], ["", ""]),
    ],
)
def test_receivers_are_told_by_their_urls(to: str, slugs: list[str], names: list[str], tmp_path: Path) -> None:
    text = MESSAGES + message_row(to=to, urls=",".join(URL + slug for slug in slugs))
    receivers = [person("to", name, slug) for name, slug in zip(names, slugs, strict=True)]
    assert records(tmp_path, "messages.csv", text) == [exchange(1, FROM_ADA, *receivers)]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"folder": "SPAM"}, "spam"),
        ({"folder": "spam"}, "spam"),
        ({"draft": "Yes"}, "drafts"),
        ({"draft": "true"}, "drafts"),
        ({"url": "", "content": "<p class=spinmail-quill-editor__spin-break>A course</p>"}, "sponsored"),
        ({"url": "", "content": "Dear %FIRSTNAME%"}, "sponsored"),
        ({"sender": "LinkedIn Member", "url": ""}, "deleted members"),
        ({"sender": "LinkedIn Member"}, "deleted members"),
        ({"url": ""}, "deleted members"),
        ({"to": "LinkedIn Member", "urls": ""}, "deleted members"),
    ],
)
def test_what_is_no_exchange_between_people_is_skipped(cells: dict[str, str], reason: str, tmp_path: Path) -> None:
    text = MESSAGES + message_row(**cells) + message_row()
    assert records(tmp_path, "messages.csv", text) == [
        Skipped(Origin("messages.csv", 1), reason),
        exchange(2, FROM_ADA, TO_MAX),
    ]


def test_sent_messages_lie_in_the_inbox_and_are_told_by_their_urls(tmp_path: Path) -> None:
    sent = message_row(sender="Max Muster", url=f"{URL}max-muster", to="Ada Lane", urls=f"{URL}ada-lane")
    (found,) = records(tmp_path, "messages.csv", MESSAGES + sent)
    assert isinstance(found, Interaction)
    assert found.participants == (
        person("from", "Max Muster", "max-muster"),
        person("to", "Ada Lane", "ada-lane"),
    )


@pytest.mark.parametrize("folder_name", ["INBOX", "ARCHIVE", ""])
def test_messages_of_all_other_folders_count(folder_name: str, tmp_path: Path) -> None:
    text = MESSAGES + message_row(folder=folder_name)
    assert records(tmp_path, "messages.csv", text) == [exchange(1, FROM_ADA, TO_MAX)]


def test_two_deleted_members_are_not_one_person(tmp_path: Path) -> None:
    text = INVITATIONS + (
        f"LinkedIn Member,Max Muster,1/2/26,,INCOMING,,{URL}max-muster\n"
        f"LinkedIn Member,Max Muster,1/3/26,Hello,INCOMING,,{URL}max-muster\n"
    )
    assert {type(record) for record in records(tmp_path, "Invitations.csv", text)} == {Skipped}


def test_a_message_with_a_stray_quote_costs_no_other(tmp_path: Path) -> None:
    torn = message_row(content="One,\ntwo").replace("One", 'O"ne')
    assert records(tmp_path, "messages.csv", MESSAGES + message_row() + torn + message_row(subject="Clay")) == [
        exchange(1, FROM_ADA, TO_MAX),
        Problem(
            Origin("messages.csv", 2),
            "its cells cannot be told apart, because a quotation mark is missing or one too many "
            "(lines 3 to 4 of the file)",
        ),
        exchange(3, FROM_ADA, TO_MAX, suffix="#2", subject="Clay"),
    ]


def test_a_block_of_messages_is_what_is_packed_from_its_messages(tmp_path: Path) -> None:
    text = MESSAGES + "".join(
        message_row(subject=subject, to=to, urls=urls)
        for subject, to, urls in (
            ("Clay", "Max Muster", f"{URL}max-muster"),
            ("\x1b\x1c, \x1f", "Max Muster, Bo Finch", f"{URL}max-muster,{URL}bo-finch"),
            ("", "", f"{URL}bo-finch"),
        )
    )
    (block,) = LINKEDIN.extract(single(tmp_path, "messages.csv", text))
    assert isinstance(block, InteractionBlock)
    assert InteractionBlock.pack(list(block)) == block


def test_line_breaks_in_a_text_make_no_new_message(tmp_path: Path) -> None:
    text = MESSAGES + message_row(content="One,\n\r\ntwo\nthree") + message_row(content="and\r\nfour")
    assert records(tmp_path, "messages.csv", text) == [
        exchange(1, FROM_ADA, TO_MAX),
        exchange(2, FROM_ADA, TO_MAX, suffix="#2"),
    ]


def test_a_message_with_an_unreadable_date_is_a_problem(tmp_path: Path) -> None:
    text = MESSAGES + message_row(date="1 Smarch 2025") + message_row()
    assert records(tmp_path, "messages.csv", text) == [
        Problem(Origin("messages.csv", 1), "the date '1 Smarch 2025' could not be read"),
        exchange(2, FROM_ADA, TO_MAX),
    ]


def test_a_connection_with_an_unreadable_date_is_kept_without_it(tmp_path: Path) -> None:
    (found,) = records(tmp_path, "c.csv", CONNECTIONS + f"Ada,Lane,{URL}ada-lane,,,,1 Smarch 2025\n")
    assert isinstance(found, Contact)
    assert (found.since, found.losses) == ("", ("Connected On: 1 Smarch 2025",))


def invited(record: int, kind: str, *participants: Participant) -> Interaction:
    inviter, invitee = participants
    return Interaction(
        key=f"invitation|2026-01-29T14:37:00+00:00|{inviter.mailbox.key}|{invitee.mailbox.key}",
        origin=Origin("Invitations.csv", record),
        channel="linkedin",
        at=datetime(2026, 1, 29, 14, 37, tzinfo=UTC),
        participants=participants,
        kind="personal" if kind == "personal" else "click",
        witness="Message",
    )


def test_an_invitation_is_personal_only_with_words(tmp_path: Path) -> None:
    at = '"1/29/26, 2:37\u202fPM"'
    text = INVITATIONS + (
        f"Ada Lane,Max Muster,{at},Do you remember?,INCOMING,{URL}ada-lane,{URL}max-muster\n"
        f"Max Muster,Bo Finch,{at},,OUTGOING,{URL}max-muster,{URL}bo-finch\n"
        f"LinkedIn Member,Max Muster,{at},,INCOMING,,{URL}max-muster\n"
        f"Ada Lane,Max Muster,soon,,INCOMING,{URL}ada-lane,{URL}max-muster\n"
    )
    assert records(tmp_path, "Invitations.csv", text) == [
        invited(1, "personal", FROM_ADA, TO_MAX),
        invited(2, "click", person("from", "Max Muster", "max-muster"), person("to", "Bo Finch", "bo-finch")),
        Skipped(Origin("Invitations.csv", 3), "deleted members"),
        Problem(Origin("Invitations.csv", 4), "the date 'soon' could not be read"),
    ]


def test_an_invitation_of_the_older_kind_has_names_alone(tmp_path: Path) -> None:
    text = 'From,To,Sent At,Message,Direction\nAda Lane,Max Muster,"1/29/26, 2:37 PM",,INCOMING\n'
    assert records(tmp_path, "Invitations.csv", text) == [
        invited(1, "click", person("from", "Ada Lane", ""), person("to", "Max Muster", ""))
    ]


@pytest.mark.parametrize(
    ("invitations", "key", "urls"),
    [
        ("", "me|Max Muster", ()),
        (f"Ada,Max,1/1/26,,INCOMING,{URL}ada-lane,\n", "me|Max Muster", ()),
        (
            f"Ada,Max,1/1/26,,INCOMING,{URL}ada-lane,{URL}max-muster\n",
            "linkedin.com/in/max-muster",
            (f"{URL}max-muster",),
        ),
        (
            f"Max,Ada,1/1/26,,OUTGOING,{URL}max-muster,{URL}ada-lane\n",
            "linkedin.com/in/max-muster",
            (f"{URL}max-muster",),
        ),
    ],
)
def test_the_owner_is_the_one_who_sent_the_outgoing_and_got_the_incoming_invitations(
    invitations: str, key: str, urls: tuple[str, ...], tmp_path: Path
) -> None:
    export = folder(tmp_path, {"Profile.csv": PROFILE, "Invitations.csv": INVITATIONS + invitations})
    assert [record for record in extracted(export) if isinstance(record, Contact)] == [
        Contact(
            key=key,
            origin=Origin("Profile.csv", 1),
            formatted_name="Max Muster",
            given_name="Max",
            family_name="Muster",
            urls=urls,
            title="Potter",
            is_me=True,
        )
    ]


def test_a_zip_that_breaks_in_one_file_keeps_the_others(tmp_path: Path) -> None:
    path = tmp_path / "Basic_LinkedInDataExport_11-20-2026.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("Connections.csv", CONNECTIONS + ADA)
        archive.writestr("messages.csv", MESSAGES + message_row() + message_row(content="x" * 200_000 + "y" * 9))
    path.write_bytes(path.read_bytes().replace(b"y" * 9, b"z" * 9))
    assert extracted(Export(path)) == [
        ada(),
        exchange(1, FROM_ADA, TO_MAX),
        Problem(Origin("messages.csv"), "the rest of the file could not be read: Bad CRC-32 for file 'messages.csv'"),
    ]
