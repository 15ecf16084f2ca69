"""Outlook's contacts are read in any language, code page and delimiter, and what is no contact is told."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from importers.export import Export
from importers.outlook import OutlookImporter
from importers.records import Contact, Origin, Problem, Record

OUTLOOK = OutlookImporter()

ADA = Contact(
    key="Ada Byron\x1fada@example.org",
    origin=Origin("t.csv", 1),
    formatted_name="Ada Byron",
    given_name="Ada",
    family_name="Byron",
    emails=("ada@example.org",),
    phones=("+44 0207 555 0101",),
    organization="Engines",
    title="Countess",
)


def export(folder: Path, text: str, encoding: str = "utf-8") -> Export:
    path = folder / "t.csv"
    path.write_bytes(text.encode(encoding))
    return Export(path)


def read(folder: Path, text: str, encoding: str = "utf-8") -> list[Record]:
    found = export(folder, text, encoding)
    assert OUTLOOK.identify(found)
    return list(OUTLOOK.extract(found))


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Last Name,E-mail Address,Mobile Phone,Company,Job Title",
        "Vorname,Nachname,E-Mail-Adresse,Mobiltelefon,Firma,Position",
        "Prénom,Nom,Adresse de messagerie,Tél. mobile,Société,Profession",
        "Nombre,Apellidos,E-mail Address,Mobile Phone,Organización,Puesto",
        "Nome,Cognome,Indirizzo E-mail,Telefono Mobile,Società,Qualifica",
        "Primeiro nome,Último nome,Endereço de E-mail,Celular,Empresa,Cargo",
        "Voornaam,Achternaam,E-mailadres,Mobiele telefoon,Bedrijf,Functie",
        "Imię,Nazwisko,Adres e-mail,Telefon komórkowy,Firma,Stanowisko",
        "Krstné meno,Priezvisko,E-mailová adresa,Mobilný telefón,Spoločnosť,Funkcia",
        "Имя,Фамилия,Адрес эл. почты,Телефон переносной,Организация,Должность",
        "名字,姓氏,電子郵件地址,行動電話,公司,職稱",
    ],
)
def test_a_header_in_any_language_gives_the_same_contact(header: str, tmp_path: Path) -> None:
    row = "Ada,Byron,ada@example.org,+44 0207 555 0101,Engines,Countess"
    assert read(tmp_path, f"{header}\r\n{row}\r\n") == [ADA]


@pytest.mark.parametrize(
    ("encoding", "header", "name"),
    [
        ("cp1252", "Vorname,Nachname,Telefon geschäftlich", "Käthe"),
        ("cp1250", "Imię,Nazwisko,Telefon komórkowy", "Łucja"),
        ("cp1250", "Krstné meno,Priezvisko,Mobilný telefón", "Ľubica"),
        ("cp1251", "Имя,Фамилия,Рабочий телефон", "Евдокия"),
        ("cp950", "名字,姓氏,行動電話", "許功蓋"),
        ("cp1250", "First Name,Last Name,Mobile Phone", "Bogumiła Żyła"),
        ("cp1251", "First Name,Last Name,Mobile Phone", "Евдокия"),
        ("cp932", "First Name,Last Name,Mobile Phone", "はなこ"),
        ("utf-8", "Vorname,Nachname,Telefon geschäftlich", "Käthe"),
        ("utf-8-sig", "First Name,Last Name,Mobile Phone", "Святослав"),
        ("utf-16", "First Name,Last Name,Mobile Phone", "Łucja"),
        ("utf-16-le", "First Name,Last Name,Mobile Phone", "Zoë"),
    ],
)
def test_names_are_whole_in_any_encoding(encoding: str, header: str, name: str, tmp_path: Path) -> None:
    (contact,) = read(tmp_path, f"{header}\r\n{name},x,555 0101\r\n", encoding)
    assert isinstance(contact, Contact)
    assert contact.given_name == name


@pytest.mark.parametrize("delimiter", [",", ";", "\t", ":"])
@pytest.mark.parametrize("above", ["", "sep={}\r\n"])
def test_the_delimiter_is_found(delimiter: str, above: str, tmp_path: Path) -> None:
    rows = (("First Name", "Last Name", "E-mail Address"), ("Ada", "Byron", "ada@example.org"))
    text = above.format(delimiter) + "".join(f"{delimiter.join(row)}\r\n" for row in rows)
    assert [record.key for record in read(tmp_path, text) if isinstance(record, Contact)] == [ADA.key]


def test_line_breaks_inside_cells_make_no_new_row(tmp_path: Path) -> None:
    header = '"First Name","Last Name","Business Street","E-mail Address","Notes"\r\n'
    row = '"Ada","Byron","Quay 1\r\nThird floor","ada@example.org","one\r\n\r\ntwo"\r\n'
    (contact,) = read(tmp_path, header + row)
    assert isinstance(contact, Contact)
    assert (contact.key, contact.note) == (ADA.key, "one\r\n\r\ntwo")


def test_an_unnamed_column_at_the_end_is_ignored(tmp_path: Path) -> None:
    header = "First Name,Last Name,E-mail Address,Mobile Phone,Company,Job Title,"
    row = "Ada,Byron,ada@example.org,+44 0207 555 0101,Engines,Countess,"
    assert read(tmp_path, f"{header}\n{row}\n") == [ADA]


def test_a_display_name_with_its_address_is_not_the_name(tmp_path: Path) -> None:
    header = "First Name,Last Name,E-mail Address,E-mail Type,E-mail Display Name"
    (contact,) = read(tmp_path, f"{header}\n,,ada@example.org,SMTP,Ada Byron (ada@example.org)\n")
    assert contact == Contact(key="\x1fada@example.org", origin=Origin("t.csv", 1), emails=("ada@example.org",))


def test_an_exchange_name_leaves_a_contact_without_an_address(tmp_path: Path) -> None:
    name = "/o=ExchangeLabs/ou=Example/cn=Recipients/cn=ada"
    (contact,) = read(tmp_path, f"First Name,Last Name,E-mail Address,E-mail Type\nAda,Byron,{name},EX\n")
    assert contact == Contact(
        key="Ada Byron\x1f",
        origin=Origin("t.csv", 1),
        formatted_name="Ada Byron",
        given_name="Ada",
        family_name="Byron",
        losses=(f"Exchange's own name for somebody is no e-mail address: {name}",),
    )


@pytest.mark.parametrize(("cell", "items"), [("Work;Old, friends", ("Work", "Old, friends")), ("a, b", ("a", "b"))])
def test_categories_are_parted_as_the_locale_writes_them(cell: str, items: tuple[str, ...], tmp_path: Path) -> None:
    (contact,) = read(tmp_path, f'First Name,Last Name,Mobile Phone,Categories\nAda,Byron,1,"{cell}"\n')
    assert isinstance(contact, Contact)
    assert contact.categories == items


@pytest.mark.parametrize("phone", ["+44 020 555 0101", "0044205550101", "020 555 0101"])
def test_every_cell_is_text(phone: str, tmp_path: Path) -> None:
    (contact,) = read(tmp_path, f"First Name,Last Name,Mobile Phone,Birthday\nAda,Byron,{phone},03/04/05\n")
    assert isinstance(contact, Contact)
    assert (contact.phones, contact.birthday) == ((phone,), "03/04/05")


def test_a_row_without_an_address_is_kept_and_bad_rows_lose_no_other(tmp_path: Path) -> None:
    text = (
        "First Name,Last Name,Company,E-mail Address,Mobile Phone\r\n"
        "Bo,,,,\r\n"
        ',,,,"4,91512E+11"\r\n'
        "Cy,,,,555 0102\r\n"
        'Di,"Di "the" Di",,,\r\n'
        ",,Engines,,\r\n"
    )
    assert [record.key if isinstance(record, Contact) else record for record in read(tmp_path, text)] == [
        "Bo\x1f",
        Problem(
            Origin("t.csv", 2),
            "it holds no name, e-mail, phone, link or organization; "
            "no phone number any more, since a spreadsheet rewrote it: 4,91512E+11",
        ),
        "Cy\x1f555 0102",
        Problem(
            Origin("t.csv", 4), "its cells cannot be told apart, because a quotation mark is missing or one too many"
        ),
        "Engines\x1f",
    ]


def test_two_people_of_one_key_are_two(tmp_path: Path) -> None:
    records = read(tmp_path, "First Name,Last Name,Mobile Phone\nAda,Byron,1\nAda,Byron,1\n")
    assert [record.key for record in records if isinstance(record, Contact)] == ["Ada Byron\x1f1", "Ada Byron\x1f1#2"]


@pytest.mark.parametrize(
    "text",
    [
        "Ada,Byron,ada@example.org,+44 555 0101\nBo,Tarn,bo@example.org,\n",
        "First Name,Last Name,Email\nAda,Byron,ada@example.org\n",
        "First Name,Last Name,Company,Job Title\nAda,Byron,Engines,Countess\n",
        "First Name,Last Name,Email Address,Company,Position,Mobile Phone,Connected On\n",
        "First Name,Last Name,Mobile Phone,E-mail 1 - Value\n",
        "First Name,Last Name,Display Name,Primary Email,Home Phone\n",
        "",
    ],
)
def test_what_has_no_header_of_outlooks_is_refused(text: str, tmp_path: Path) -> None:
    assert not OUTLOOK.identify(export(tmp_path, text))


def test_a_header_of_anothers_above_makes_it_a_table_of_theirs(tmp_path: Path) -> None:
    text = "Display Name,Primary Email\nFirst Name,Last Name,E-mail Address\n"
    assert not OUTLOOK.identify(export(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("First Name,Last Name,E-mail Address,Ada,ada@example.org\nBo,Tarn,bo@example.org,,\n", "ada@example.org"),
        ("First Name,Last Name,E-mail Address,Ada\n", "ada"),
    ],
)
def test_a_row_that_was_joined_with_the_header_is_told(text: str, shown: str, tmp_path: Path) -> None:
    reason = f"its header row holds what is no name of a column ('{shown}'), perhaps a row joined with it"
    assert read(tmp_path, text)[-1] == Problem(Origin("t.csv"), reason)


@pytest.mark.parametrize("column", ["Shoe size", "Kundennummer 2", "Телефон 2 доб", "Email (2nd)"])
def test_a_column_of_another_name_does_no_harm(column: str, tmp_path: Path) -> None:
    header = f"First Name,Last Name,E-mail Address,Mobile Phone,Company,Job Title,{column}"
    assert read(tmp_path, f"{header}\nAda,Byron,ada@example.org,+44 0207 555 0101,Engines,Countess,x\n") == [ADA]


def test_a_folder_or_zip_is_taken_only_if_every_file_is_such_a_table(tmp_path: Path) -> None:
    book = b"First Name,Last Name,Mobile Phone\nAda,Byron,1\n"
    folder = tmp_path / "books"
    (folder / "old").mkdir(parents=True)
    (folder / "a.csv").write_bytes(book)
    (folder / "old" / "b.CSV").write_bytes(book)
    packed = tmp_path / "books.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", book)
        archive.writestr("old/b.CSV", book)
    assert OUTLOOK.identify(Export(folder))
    assert OUTLOOK.identify(Export(packed))
    assert list(OUTLOOK.extract(Export(folder))) == list(OUTLOOK.extract(Export(packed)))
    (folder / "notes.txt").write_text("Dear diary")
    assert not OUTLOOK.identify(Export(folder))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert not OUTLOOK.identify(Export(tmp_path))
