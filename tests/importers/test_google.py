"""Google's tables are told by their header row, and each contact is read once, whatever files it stands in."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.export import Export
from importers.google import GoogleImporter
from importers.records import Contact, Origin, Problem, Record, Skipped

_NEW = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,"
    "Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,"
    "E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,"
    "Website 1 - Label,Website 1 - Value,Event 1 - Label,Event 1 - Value,Relation 1 - Label,Relation 1 - Value,"
    "Custom Field 1 - Label,Custom Field 1 - Value"
)
_OLD = (
    "Name,Given Name,Additional Name,Family Name,Name Suffix,Nickname,Birthday,Occupation,Notes,Group Membership,"
    "E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,IM 1 - Type,IM 1 - Service,IM 1 - Value,"
    "Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,Relation 1 - Type,Relation 1 - Value,"
    "Website 1 - Type,Website 1 - Value"
)
NEW, OLD = _NEW.split(","), _OLD.split(",")
OUTLOOK = (
    "First Name,Middle Name,Last Name,Title,Suffix,Web Page,Birthday,Anniversary,Notes,E-mail Address,E-mail 2 Address,"
    "E-mail 3 Address,Primary Phone,Home Phone,Home Address,Home Street,Categories\nAda,,Lind,,,,,,,ada@lind.example\n"
)
ADA = {"First Name": "Ada", "Last Name": "Lind", "E-mail 1 - Value": "ada@lind.example"}
BO = {"First Name": "Bo", "Last Name": "Moor", "Phone 1 - Value": "0044 1632 555 0101"}

Row = Mapping[str, str]


def table(*rows: Row, header: Sequence[str] = NEW) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, header, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def read(folder: Path, data: str | bytes) -> list[Record]:
    path = folder / "contacts.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    export = Export(path)
    assert GoogleImporter().identify(export)
    return list(GoogleImporter().extract(export))


def contact(folder: Path, row: Row, header: Sequence[str] = NEW) -> Contact:
    (only,) = read(folder, table(row, header=header))
    assert isinstance(only, Contact)
    return only


def takeout(folder: Path, groups: Mapping[str, str]) -> Export:
    for group, text in groups.items():
        path = folder / "Contacts" / group / f"{group}.csv"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return Export(folder / "Contacts")


def ada(member: str = "contacts.csv", record: int = 1, labels: tuple[str, ...] = ()) -> Contact:
    return Contact(
        key="Ada Lind\x1fada@lind.example",
        origin=Origin(member, record),
        formatted_name="Ada Lind",
        given_name="Ada",
        family_name="Lind",
        emails=("ada@lind.example",),
        categories=labels,
    )


def bo(member: str = "contacts.csv", record: int = 1) -> Contact:
    return Contact(
        key="Bo Moor\x1f0044 1632 555 0101",
        origin=Origin(member, record),
        formatted_name="Bo Moor",
        given_name="Bo",
        family_name="Moor",
        phones=("0044 1632 555 0101",),
    )


def test_all_that_a_new_row_tells_is_read(tmp_path: Path) -> None:
    row = ADA | {
        "Middle Name": "Maria",
        "Name Suffix": "PhD",
        "Nickname": "Addie",
        "Organization Name": "Lind Boats",
        "Organization Title": "Sail maker",
        "Birthday": "1980-01-02",
        "Labels": "* myContacts ::: Sailing",
        "Website 1 - Label": "Profile",
        "Website 1 - Value": "https://www.linkedin.com/in/ada-lind",
        "Event 1 - Label": "Anniversary",
        "Event 1 - Value": "2009-06-20",
        "Relation 1 - Label": "Spouse",
        "Relation 1 - Value": "Per Lind",
        "Custom Field 1 - Label": "Telegram",
        "Custom Field 1 - Value": "@adalind",
        "Notes": "Sails on Sundays.",
    }
    assert contact(tmp_path, row) == Contact(
        key="Ada Maria Lind PhD\x1fada@lind.example",
        origin=Origin("contacts.csv", 1),
        formatted_name="Ada Maria Lind PhD",
        given_name="Ada",
        family_name="Lind",
        nicknames=("Addie",),
        emails=("ada@lind.example",),
        urls=("https://www.linkedin.com/in/ada-lind",),
        handles=("telegram:@adalind",),
        organization="Lind Boats",
        title="Sail maker",
        birthday="1980-01-02",
        anniversary="2009-06-20",
        related=("spouse: Per Lind",),
        categories=("myContacts", "Sailing"),
        note="Sails on Sundays.",
    )


def test_all_that_an_old_row_tells_is_read(tmp_path: Path) -> None:
    row = {
        "Name": "Dr Ada Lind",
        "Given Name": "Ada",
        "Family Name": "Lind",
        "Group Membership": "* myContacts",
        "E-mail 1 - Type": "* Home",
        "E-mail 1 - Value": "ada@lind.example",
        "IM 1 - Service": "Skype",
        "IM 1 - Value": "ada.lind",
        "Organization 1 - Name": "Lind Boats",
        "Organization 1 - Title": "Sail maker",
        "Relation 1 - Type": "* Sister",
        "Relation 1 - Value": "Eva Lind",
    }
    assert contact(tmp_path, row, OLD) == Contact(
        key="Dr Ada Lind\x1fada@lind.example",
        origin=Origin("contacts.csv", 1),
        formatted_name="Dr Ada Lind",
        given_name="Ada",
        family_name="Lind",
        emails=("ada@lind.example",),
        handles=("skype:ada.lind",),
        organization="Lind Boats",
        title="Sail maker",
        related=("sister: Eva Lind",),
        categories=("myContacts",),
    )


def test_as_many_numbered_columns_are_read_as_there_are(tmp_path: Path) -> None:
    header = ["First Name", "Labels", "Phonetic First Name", *(f"E-mail {n} - Value" for n in range(1, 13))]
    row = {"First Name": "Ada"} | {f"E-mail {n} - Value": f"ada{n}@lind.example" for n in range(1, 13)}
    assert contact(tmp_path, row, header).emails == tuple(f"ada{n}@lind.example" for n in range(1, 13))


def test_three_colons_separate_the_values_of_one_cell(tmp_path: Path) -> None:
    told = contact(
        tmp_path,
        {
            "First Name": "Ada",
            "E-mail 1 - Value": "a@lind.example ::: b@lind.example",
            "Phone 1 - Value": "+46 8 555 0101 ::: 08 555 0102",
            "Website 1 - Value": "https://lind.example ::: https://boats.example",
            "Labels": "* myContacts ::: Sailing ::: Family",
        },
    )
    assert told.emails == ("a@lind.example", "b@lind.example")
    assert told.phones == ("+46 8 555 0101", "08 555 0102")
    assert told.urls == ("https://lind.example", "https://boats.example")
    assert told.categories == ("myContacts", "Sailing", "Family")


def test_labels_and_types_lose_their_star(tmp_path: Path) -> None:
    row = ADA | {"Labels": "* myContacts ::: *Kin", "Relation 1 - Label": "* Brother", "Relation 1 - Value": "Bo"}
    told = contact(tmp_path, row)
    assert (told.categories, told.related) == (("myContacts", "Kin"), ("brother: Bo",))


def test_an_address_with_its_name_is_read_without_it(tmp_path: Path) -> None:
    assert contact(tmp_path, {"E-mail 1 - Value": '"Lind, Ada" <ada@lind.example>'}).emails == ("ada@lind.example",)


def test_line_breaks_inside_notes_and_addresses_make_no_new_row(tmp_path: Path) -> None:
    first = ADA | {"Notes": "one\n\r\ntwo,\nthree", "Address 1 - Formatted": "Pier 4\nMalmö\nSE"}
    records = read(tmp_path, table(first, BO))
    assert [type(record) for record in records] == [Contact, Contact]
    assert isinstance(records[0], Contact)
    assert records[0].note == "one\n\r\ntwo,\nthree"
    assert records[1] == bo(record=2)


@pytest.mark.parametrize(
    ("written", "birthday"), [("1980-01-02", "1980-01-02"), ("--03-07", "--03-07"), (" --03-07", "--03-07")]
)
def test_a_birthday_stays_as_it_stands_but_for_spaces(written: str, birthday: str, tmp_path: Path) -> None:
    assert contact(tmp_path, ADA | {"Birthday": written}).birthday == birthday


def test_trailing_spaces_are_no_part_of_a_value(tmp_path: Path) -> None:
    assert contact(tmp_path, {column: f"{cell} " for column, cell in ADA.items()}) == ada()


def test_a_row_with_only_an_address_is_a_contact_without_a_name(tmp_path: Path) -> None:
    assert contact(tmp_path, {"E-mail 1 - Value": "who@lind.example"}) == Contact(
        key="\x1fwho@lind.example", origin=Origin("contacts.csv", 1), emails=("who@lind.example",)
    )


def test_a_row_without_an_address_is_kept(tmp_path: Path) -> None:
    assert contact(tmp_path, BO) == bo()


def test_a_name_that_a_contact_is_filed_under_counts_where_it_has_no_other(tmp_path: Path) -> None:
    assert contact(tmp_path, ADA | {"File As": "Lind, Ada"}) == ada()
    filed = {"File As": "The harbour", "E-mail 1 - Value": "port@lind.example"}
    assert contact(tmp_path, filed).formatted_name == "The harbour"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_a_byte_order_mark_is_not_part_of_the_first_header_cell(encoding: str, tmp_path: Path) -> None:
    assert read(tmp_path, table(ADA).encode(encoding)) == [ada()]


def test_columns_are_found_by_name_never_by_position(tmp_path: Path) -> None:
    assert contact(tmp_path, ADA, header=[*reversed(NEW), "Column of 2031"]) == ada()


def test_a_large_file_is_read_whole(tmp_path: Path) -> None:
    rows = [{"First Name": "Ada", "Phone 1 - Value": f"+46 8 555 {number:05}"} for number in range(12_000)]
    phones = [record.phones for record in read(tmp_path, table(*rows)) if isinstance(record, Contact)]
    assert phones == [(row["Phone 1 - Value"],) for row in rows]


@pytest.mark.parametrize("phone", ["+46 8 555 0101", "0046 8 555 0101", "085550101", "(08) 555-0101 x7"])
def test_every_cell_is_text(phone: str, tmp_path: Path) -> None:
    assert contact(tmp_path, {"Phone 1 - Value": phone}).phones == (phone,)


def test_a_phone_that_a_spreadsheet_made_a_number_is_lost_and_told(tmp_path: Path) -> None:
    told = contact(tmp_path, ADA | {"Phone 1 - Value": "4.68555E+11"})
    assert told.phones == ()
    assert [loss.endswith("4.68555E+11") for loss in told.losses] == [True]


@pytest.mark.parametrize(
    ("label", "value", "handles", "urls"),
    [
        ("Signal", "+46 8 555 0101", ("signal:+46 8 555 0101",), ()),
        ("* Mastodon", "@ada@sea.example", ("mastodon:@ada@sea.example",), ()),
        ("Instagram", "https://www.instagram.com/adalind", (), ("https://www.instagram.com/adalind",)),
        ("Shoe size", "39", (), ()),
        ("Anniversary", "2009-06-20", (), ()),
        ("", "39", (), ()),
    ],
)
def test_a_custom_field_is_a_handle_only_where_its_label_says_so(
    label: str, value: str, handles: tuple[str, ...], urls: tuple[str, ...], tmp_path: Path
) -> None:
    told = contact(tmp_path, ADA | {"Custom Field 1 - Label": label, "Custom Field 1 - Value": value})
    assert (told.handles, told.urls, told.losses) == (handles, urls, ())


def test_an_event_that_is_no_anniversary_is_none(tmp_path: Path) -> None:
    assert contact(tmp_path, ADA | {"Event 1 - Label": "Graduation", "Event 1 - Value": "2003-07-01"}) == ada()


def test_a_relation_without_a_label_is_the_name_alone(tmp_path: Path) -> None:
    assert contact(tmp_path, ADA | {"Relation 1 - Value": "Per Lind"}).related == ("Per Lind",)


def test_a_bad_row_loses_no_other(tmp_path: Path) -> None:
    text = table(ADA, {"Notes": "nobody"}, BO).replace("Bo,", "x\r\nBo,")
    assert read(tmp_path, text) == [
        ada(),
        Problem(Origin("contacts.csv", 2), "it holds no name, e-mail, phone, link or organization"),
        Problem(Origin("contacts.csv", 3), f"it has 1 cells where the header has {len(NEW)}"),
        bo(record=4),
    ]


def test_the_same_person_in_several_group_folders_is_one_contact_with_all_labels(tmp_path: Path) -> None:
    narrow = [column for column in NEW if not column.startswith("E-mail 2")]
    export = takeout(
        tmp_path,
        {
            "Friends": table(ADA | {"Labels": "Friends"}, header=narrow),
            "My Contacts": table(BO, ADA | {"Labels": "* myContacts"}),
            "Sailing": table(ADA | {"Labels": "Sailing ::: Friends"}),
        },
    )
    mine = "My Contacts/My Contacts.csv"
    assert GoogleImporter().identify(export)
    assert list(GoogleImporter().extract(export)) == [
        ada("Friends/Friends.csv", labels=("Friends", "myContacts", "Sailing")),
        bo(mine),
        Skipped(Origin(mine, 2), "repeated rows"),
        Skipped(Origin("Sailing/Sailing.csv", 1), "repeated rows"),
    ]


def test_a_row_that_repeats_another_word_for_word_is_skipped(tmp_path: Path) -> None:
    assert read(tmp_path, table(ADA, BO, ADA)) == [
        ada(),
        bo(record=2),
        Skipped(Origin("contacts.csv", 3), "repeated rows"),
    ]


def test_two_rows_of_one_file_with_a_first_name_alone_are_two_people(tmp_path: Path) -> None:
    alex = {"First Name": "Alexander"}
    first, second = read(tmp_path, table(alex, alex))
    assert isinstance(first, Contact)
    assert second == replace(first, key=f"{first.key}#2", origin=Origin("contacts.csv", 2))


def test_a_row_that_repeats_another_with_a_new_label_stays_a_contact(tmp_path: Path) -> None:
    labelled = ADA | {"Labels": "Sailing"}
    second = replace(ada(record=2, labels=("Sailing",)), key=f"{ada().key}#2")
    assert read(tmp_path, table(ADA, labelled)) == [ada(), second]


def test_two_people_of_one_name_and_address_stay_two(tmp_path: Path) -> None:
    records = read(tmp_path, table(ADA, ADA | {"Phone 1 - Value": "+46 8 555 0101"}))
    assert [record.key for record in records if isinstance(record, Contact)] == [ada().key, f"{ada().key}#2"]


def test_photos_and_empty_files_beside_the_tables_are_allowed(tmp_path: Path) -> None:
    export = takeout(tmp_path, {"Friends": table(ADA), "Empty": ""})
    (tmp_path / "Contacts" / "Friends" / "Ada Lind.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    assert GoogleImporter().identify(Export(export.path))
    assert list(GoogleImporter().extract(Export(export.path))) == [ada("Friends/Friends.csv")]


@pytest.mark.parametrize("foreign", ["notes.txt", "Connections.csv", "Friends/Friends.vcf"])
def test_a_folder_with_a_foreign_file_is_not_taken_whole(foreign: str, tmp_path: Path) -> None:
    export = takeout(tmp_path, {"Friends": table(ADA)})
    (export.path / foreign).write_text("First Name,Last Name,Connected On\n", encoding="utf-8")
    assert not GoogleImporter().identify(Export(export.path))


def test_a_folder_of_photos_alone_is_nobodys(tmp_path: Path) -> None:
    (tmp_path / "Ada.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    assert not GoogleImporter().identify(Export(tmp_path))


def test_the_contacts_are_found_in_a_zip_of_takeout(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "takeout.zip", "w") as archive:
        archive.writestr("Takeout/Contacts/Friends/Friends.csv", table(ADA))
    export = Export(tmp_path / "takeout.zip")
    assert GoogleImporter().identify(export)
    assert list(GoogleImporter().extract(export)) == [ada("Takeout/Contacts/Friends/Friends.csv")]


@pytest.mark.parametrize(
    "text",
    [
        OUTLOOK,
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nAda,Lind,,,,,08 Feb 2026\n",
        "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email\nAda,Lind,,,ada@lind.example,\n",
        "Name,Email\nAda,ada@lind.example\n",
        "",
        "\x00\x01\x02",
    ],
)
def test_what_others_write_is_not_googles(text: str, tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text(text, encoding="utf-8")
    assert not GoogleImporter().identify(Export(tmp_path / "contacts.csv"))


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=":"), min_size=1).filter(str.strip)


@given(pairs=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8))
def test_every_row_becomes_one_record(pairs: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory) -> None:
    rows = [{"First Name": name, "Notes": note} for name, note in pairs]
    records = read(tmp_path_factory.mktemp("google"), table(*rows))
    contacts = [record for record in records if isinstance(record, Contact)]
    assert [(contact.given_name, contact.note) for contact in contacts] == [(a.strip(), b.strip()) for a, b in pairs]
    assert len(contacts) == len(records) == len({contact.key for contact in contacts})
