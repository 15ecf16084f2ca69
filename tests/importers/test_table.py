"""A table of people is read whatever program saved it, and what is none is left alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.export import Export
from importers.records import Contact, Origin, Problem, Record
from importers.table import TableImporter, header_for, read_map

ASA = "Asa Lind,asa@lind.example,+46 8 555 0171\n"
BEA = "Bea Moor,bea@moor.example,0044 1632 555 0172\n"


def exported(folder: Path, data: str | bytes, name: str = "people.csv") -> Export:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return Export(folder / name)


def read(folder: Path, data: str | bytes, importer: TableImporter = TableImporter()) -> list[Record]:  # noqa: B008
    export = exported(folder, data)
    assert importer.identify(export)
    return list(importer.extract(export))


def contacts(folder: Path, data: str | bytes) -> list[Contact]:
    records = read(folder, data)
    assert all(isinstance(record, Contact) for record in records)
    return [record for record in records if isinstance(record, Contact)]


def asa(record: int = 1) -> Contact:
    return Contact(
        key="Asa Lind\x1fasa@lind.example",
        origin=Origin("people.csv", record),
        formatted_name="Asa Lind",
        emails=("asa@lind.example",),
        phones=("+46 8 555 0171",),
    )


def bea(record: int = 2) -> Contact:
    return Contact(
        key="Bea Moor\x1fbea@moor.example",
        origin=Origin("people.csv", record),
        formatted_name="Bea Moor",
        emails=("bea@moor.example",),
        phones=("0044 1632 555 0172",),
    )


def friend(record: int, name: str, written: str, since: str, losses: tuple[str, ...] = ()) -> Contact:
    return Contact(
        key=f"{name}\x1f{written}",
        origin=Origin("people.csv", record),
        formatted_name=name,
        since=since,
        losses=losses,
    )


@pytest.mark.parametrize(
    "header",
    [
        "Name,Email,Phone",
        "FULL NAME, E-Mail ,Mobile",
        "Vollständiger Name,E-Mail-Adressen,Handy",
        "Nom complet,Courriel,Téléphone",
        "Nombre completo,Correo electrónico,Móvil",
        "Nome completo,Posta elettronica,Cellulare",
        "Volledige naam,Mail,Mobiel",
        "ФИО,Электронная почта,Телефон",
        "姓名,邮箱,电话",
        "Nom,Courriel,Téléphone",
        "Nombre,Correo,Teléfono",
        "Naam,Mails,Telefoon",
    ],
)
def test_columns_are_known_by_their_names_in_many_languages(header: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"{header}\n{ASA}{BEA}") == [asa(), bea()]


@pytest.mark.parametrize(
    ("header", "given", "family"),
    [
        ("Name,Vorname", "Lind", "Asa"),
        ("Nom,Prénom", "Lind", "Asa"),
        ("Name,Surname", "Asa", "Lind"),
        ("Nombre,Apellidos", "Asa", "Lind"),
        ("Nome,Cognome", "Asa", "Lind"),
        ("Firstname,Lastname", "Asa", "Lind"),
        ("Nachname,Rufname", "Lind", "Asa"),
    ],
)
def test_a_name_is_a_part_of_one_where_its_other_part_has_a_column(
    header: str, given: str, family: str, tmp_path: Path
) -> None:
    (told,) = contacts(tmp_path, f"{header},Telefon\nAsa,Lind,+46 8 555 0171\n")
    assert (told.given_name, told.family_name) == (given, family)
    assert told.formatted_name == f"{given} {family}"


def test_all_that_a_spreadsheet_of_ones_own_tells_is_read(tmp_path: Path) -> None:
    header = "Name,Company,Title,LinkedIn,Twitter,Met,Notes,Tags,DOB,Friend since,Shoe size"
    row = (
        "Asa Lind,Lind Boats,Sail maker,https://www.linkedin.com/in/asa,@asa,the regatta,tall,sea; kin,1980-01-02,2009"
    )
    assert read(tmp_path, f"{header}\n{row},39\n") == [
        Contact(
            key="Asa Lind\x1f1980-01-02",
            origin=Origin("people.csv", 1),
            formatted_name="Asa Lind",
            urls=("https://www.linkedin.com/in/asa",),
            handles=("twitter:@asa",),
            organization="Lind Boats",
            title="Sail maker",
            birthday="1980-01-02",
            categories=("sea", "kin"),
            note="Met: the regatta\ntall",
            since="2009",
        )
    ]


def test_a_title_that_stands_beside_no_organization_may_be_any_title(tmp_path: Path) -> None:
    assert contacts(tmp_path, "Title,Name,Email\nDr,Asa Lind,asa@lind.example\n")[0].title == ""


@pytest.mark.parametrize("header", ["Name,Date", "Name,Friends since", "ID,Name,Timestamp", "Friend,Befreundet seit"])
def test_a_list_of_friends_with_their_dates_is_read(header: str, tmp_path: Path) -> None:
    lead = "7," if header.startswith("ID") else ""
    text = f'{header}\n{lead}Asa Lind,"Jan 5, 2012"\n{lead}Bea Moor,1325376000\n{lead}Cy Nash,2019-11\n'
    assert read(tmp_path, text) == [
        friend(1, "Asa Lind", "Jan 5, 2012", "2012-01-05"),
        friend(2, "Bea Moor", "1325376000", "2012-01-01"),
        friend(3, "Cy Nash", "2019-11", "2019-11"),
    ]


def test_whether_the_day_comes_first_is_told_by_the_other_dates_of_the_file(tmp_path: Path) -> None:
    american = "Name,Date\nAsa,04/05/2016\nBea,03/19/2014\n"
    british = "Name,Date\nAsa,04/05/2016\nBea,19/03/2014\n"
    assert [told.since for told in contacts(tmp_path, american)] == ["2016-04-05", "2014-03-19"]
    assert [told.since for told in contacts(tmp_path, british)] == ["2016-05-04", "2014-03-19"]


def test_a_date_that_cannot_be_read_for_certain_is_lost_and_told(tmp_path: Path) -> None:
    text = "Name,Date\nAsa,04/05/2016\nBea,long ago\n"
    assert read(tmp_path, text) == [
        friend(1, "Asa", "04/05/2016", "", ("the date '04/05/2016' could not be read",)),
        friend(2, "Bea", "long ago", "", ("the date 'long ago' could not be read",)),
    ]


def test_two_friends_of_one_name_stay_two(tmp_path: Path) -> None:
    keys = [told.key for told in contacts(tmp_path, "Name,Date\nAsa,2012-01-05\nAsa,2015-03-02\nAsa,2012-01-05\n")]
    assert keys == ["Asa\x1f2012-01-05", "Asa\x1f2015-03-02", "Asa\x1f2012-01-05#2"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", ":"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_delimiter_and_the_encoding_are_found(delimiter: str, encoding: str, end: str, tmp_path: Path) -> None:
    text = end.join(["Name,Email,Firma", "Åsa Grünwald,asa@lind.example,Öl & Kohle", ""]).replace(",", delimiter)
    assert [(told.formatted_name, told.organization) for told in contacts(tmp_path, text.encode(encoding))] == [
        ("Åsa Grünwald", "Öl & Kohle")
    ]


def test_a_line_that_names_the_separator_is_no_header(tmp_path: Path) -> None:
    assert read(tmp_path, f"sep=;\nName;Email;Phone\n{ASA}".replace(",", ";")) == [asa()]


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbf" + f'"Name",Email,Phone\n{ASA}'.encode()) == [asa()]


def test_a_row_that_is_longer_or_shorter_than_the_header_is_a_problem_of_its_own(tmp_path: Path) -> None:
    text = f"Name,Email,Phone\n{ASA}Cy,cy@nash.example,,,one too many\nDi\n{BEA}"
    assert read(tmp_path, text) == [
        asa(),
        Problem(Origin("people.csv", 2), "it has 5 cells where the header has 3"),
        Problem(Origin("people.csv", 3), "it has 1 cells where the header has 3"),
        bea(record=4),
    ]


def test_a_row_that_names_nobody_is_a_problem_of_its_own(tmp_path: Path) -> None:
    text = f"Name,Email,Phone,Notes\n{ASA.strip()},\n,,,only a note\n{BEA.strip()},\n"
    nobody = Problem(Origin("people.csv", 2), "it holds no name, e-mail, phone, link or organization")
    assert read(tmp_path, text) == [asa(), nobody, bea(record=3)]


def test_nothing_is_cut_off_however_many_rows_there_are(tmp_path: Path) -> None:
    rows = "".join(f"Asa {number},asa{number}@lind.example\n" for number in range(12_000))
    names = [told.formatted_name for told in contacts(tmp_path, f"Name,Email\n{rows}")]
    assert names == [f"Asa {number}" for number in range(12_000)]


def test_a_long_cell_and_nul_bytes_lose_nothing(tmp_path: Path) -> None:
    note = "x" * 200_000
    (told,) = contacts(tmp_path, f"Name,Email,Notes\nA\0sa,asa@lind.example,{note}\n")
    assert (told.formatted_name, told.note) == ("Asa", note)


def test_two_columns_of_one_name_are_both_read(tmp_path: Path) -> None:
    (told,) = contacts(
        tmp_path, "Name,Email,Email,Phone 1,Phone 2\nAsa,a@lind.example,b@lind.example,555 0171,555 0172\n"
    )
    assert (told.emails, told.phones) == (("a@lind.example", "b@lind.example"), ("555 0171", "555 0172"))


def test_a_phone_that_a_spreadsheet_rewrote_is_lost_and_told(tmp_path: Path) -> None:
    (told,) = contacts(tmp_path, "Name,Phone\nAsa,4.91512E+11\n")
    assert told.phones == ()
    assert [loss.endswith("4.91512E+11") for loss in told.losses] == [True]


@pytest.mark.parametrize(
    "header",
    [
        "Name,Amount",
        "Title,Artist",
        "Name,Notes",
        "Name,Artist,URL",
        "Date,Name,Amount",
        "Buchungstag;Name;IBAN;Betrag",
        "Date,Time,Name,Type,Currency,Gross,Fee,Net,From Email Address",
        "name,url,username,password,note",
        "name,url,stars",
        "Date,Name,Year,Letterboxd URI",
        "Date,From,To,Subject,Status",
        "timestamp,email,event",
        "Email,Status",
        "Name,Email,Subject,Date",
        "1,2,3",
        "a,b",
        "Event,Date",
        "ISBN,Author,Name,Company",
    ],
)
def test_what_tells_of_no_people_is_left_alone(header: str, tmp_path: Path) -> None:
    delimiter = ";" if ";" in header else ","
    row = delimiter.join(["x"] * (header.count(delimiter) + 1))
    assert not TableImporter().identify(exported(tmp_path, f"{header}\n{row}\n{row}\n"))


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am",
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT",
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
        "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Websites",
        "Email Address,Confirmed,Primary,Updated On",
        "Extension,Number,Type",
        "Number,Extension,Is_WhatsApp_Number",
        "Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,Addresses,Sites,FullName,Birthday",
        "FirstName,MiddleName,LastName,MaidenName,NickName,NamePrefix,NameSuffix,Title,Emails,PhoneNumbers,CreatedAt",
        "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On",
        "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status",
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status",
        "Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value",
        "First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value",
        "First Name,Last Name,Title,Company,E-mail Address,Mobile Phone,Categories",
        "Vorname,Nachname,Firma,E-Mail-Adresse,Telefon (privat)",
        "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name",
        "Primary Email",
    ],
)
def test_the_tables_of_programs_are_theirs_even_if_asked(header: str, tmp_path: Path) -> None:
    row = ",".join(["asa@lind.example"] * (header.count(",") + 1))
    assert not TableImporter().identify(exported(tmp_path, f"{header}\n{row}\n{row}\n"))


def test_a_header_row_that_nobody_could_have_written_is_refused(tmp_path: Path) -> None:
    assert not TableImporter().identify(exported(tmp_path, ",".join(["Name", "Email"] * 200)))


def test_a_folder_is_not_taken_whole(tmp_path: Path) -> None:
    exported(tmp_path, f"Name,Email,Phone\n{ASA}")
    assert not TableImporter().identify(Export(tmp_path))


@pytest.mark.parametrize(
    "text",
    [
        "asa@lind.example\nbea@moor.example\n",
        "Email\nasa@lind.example\nbea@moor.example\n",
        "Mail,\nasa@lind.example,\nbea@moor.example,\n",
    ],
)
def test_addresses_and_nothing_else_are_contacts_without_a_name(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, text) == [
        Contact(key=f"\x1f{email}", origin=Origin("people.csv", record), emails=(email,))
        for record, email in enumerate(["asa@lind.example", "bea@moor.example"], 1)
    ]


@pytest.mark.parametrize("header", ["", "Email;Who\n"])
def test_a_file_without_a_header_row_is_offered_as_a_table(header: str, tmp_path: Path) -> None:
    rows = ["Asa@Lind.example;Asa von Lind", "o.bea@moor.example;Bea O'Moor", "cy@nash.example;Cy-Ann Nash"]
    assert [(told.formatted_name, told.emails) for told in contacts(tmp_path, header + "\n".join(rows))] == [
        ("Asa von Lind", ("Asa@Lind.example",)),
        ("Bea O'Moor", ("o.bea@moor.example",)),
        ("Cy-Ann Nash", ("cy@nash.example",)),
    ]


def test_a_bad_row_of_a_file_without_a_header_row_is_told(tmp_path: Path) -> None:
    text = "asa@lind.example\nbea@moor.example\nnobody\ncy@nash.example,too many\ndi@orr.example\neve@pike.example\n"
    assert [
        (type(record), record.origin.record) for record in read(tmp_path, text * 2) if isinstance(record, Problem)
    ] == [
        (Problem, 3),
        (Problem, 4),
        (Problem, 9),
        (Problem, 10),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "asa@lind.example,delivered\nbea@moor.example,bounced\ncy@nash.example,delivered\n",
        "asa@lind.example:Hunter2\nbea@moor.example:Secret9\n",
        "asa@lind.example,secret\nbea@moor.example,lighthouse\n",
        "2026-01-01 10:00:00,asa@lind.example,250\n2026-01-01 10:00:01,bea@moor.example,250\n",
        "asa@lind.example,Asa Lind,12.50\nbea@moor.example,Bea Moor,8.00\n",
        "asa@lind.example\n",
        "Dear Asa,\nwrite to bea@moor.example\n",
        "Email\nphone\nfax\n",
        "Email\n",
    ],
)
def test_a_log_or_a_letter_with_addresses_is_no_address_book(text: str, tmp_path: Path) -> None:
    assert not TableImporter().identify(exported(tmp_path, text))


def test_a_table_is_read_by_the_map_of_its_header_row_alone(tmp_path: Path) -> None:
    export = exported(tmp_path, "Wer,Email,Wo,Email 2\nAsa Lind,asa@lind.example,Malmö,other@lind.example\n")
    known = read_map("Wer=formatted_name, WO=note, email=emails")
    header = header_for(export.members[0], known)
    assert header == ("wer", "email", "wo", "email 2")
    importer = TableImporter({header: known})
    assert importer.identify(export)
    assert list(importer.extract(export)) == [
        Contact(
            key="Asa Lind\x1fasa@lind.example",
            origin=Origin("people.csv", 1),
            formatted_name="Asa Lind",
            emails=("asa@lind.example",),
            note="Malmö",
        )
    ]


def test_a_map_stands_above_all_that_columns_are_called(tmp_path: Path) -> None:
    known = {"artist": "formatted_name", "iban": "note"}
    importer = TableImporter({("artist", "iban"): known})
    assert [
        record.formatted_name
        for record in read(tmp_path, "Artist,IBAN\nAsa,none\n", importer)
        if isinstance(record, Contact)
    ] == ["Asa"]


def test_a_map_is_for_one_header_row(tmp_path: Path) -> None:
    importer = TableImporter({("wer", "wo"): {"wer": "formatted_name"}})
    assert not importer.identify(exported(tmp_path, "Wer,Wann\nAsa,heute\n"))


def test_a_header_row_is_found_by_a_map_below_a_title_and_with_any_delimiter(tmp_path: Path) -> None:
    member = exported(tmp_path, "My friends\n\nWer;Wo; \nAsa;Malmö;\n").members[0]
    assert header_for(member, {"wo": "note", "wer": "formatted_name"}) == ("wer", "wo", "")
    assert header_for(member, {"wo": "note", "wann": "since"}) is None


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Name=formatted_name,Mail=emails", {"name": "formatted_name", "mail": "emails"}),
        (" Name = formatted_name , MAIL=Emails", {"name": "formatted_name", "mail": "emails"}),
        ("a=b=note", {"a=b": "note"}),
        ('"Last, first=formatted_name",Mail=emails', {"last, first": "formatted_name", "mail": "emails"}),
    ],
)
def test_a_map_is_read_from_text(text: str, known: dict[str, str]) -> None:
    assert read_map(text) == known


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Name=name", "'name' is no field; choose among: formatted_name, given_name,"),
        ("Name", "'Name' names no column and field; write COLUMN=FIELD"),
        ("=note", "'=note' names no column and field; write COLUMN=FIELD"),
        ("Name=note,name=emails", "the column 'name' is named twice; name it once"),
        ("", "it names no column; write COLUMN=FIELD"),
    ],
)
def test_a_wrong_map_is_refused_with_a_sentence(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_map(text)


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


def written(rows: Sequence[Sequence[str]], delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


@given(names=st.lists(CELLS, max_size=8), delimiter=st.sampled_from(",;\t:"))
def test_every_row_becomes_one_contact(
    names: list[str], delimiter: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = written([("Name", "Phone"), *((name, "555 0171") for name in names)], delimiter)
    found = contacts(tmp_path_factory.mktemp("table"), text)
    assert [told.formatted_name for told in found] == [name.strip() for name in names]


@given(
    columns=st.dictionaries(CELLS.map(str.strip), st.sampled_from(["note", "emails", "since"]), min_size=1, max_size=5)
)
def test_every_map_can_be_written_as_text(columns: dict[str, str]) -> None:
    known = {column.casefold().strip(): name for column, name in columns.items()}
    pairs = [f"{column}={name}" for column, name in known.items()]
    assert read_map(written([pairs], ",").rstrip("\r\n")) == known
