"""Thunderbird's address books are told by their first address, and birthdays are put together."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.export import Export
from importers.outlook import OutlookImporter
from importers.records import Contact, Origin, Problem, Record
from importers.thunderbird import ThunderbirdImporter

THUNDERBIRD = ThunderbirdImporter()

ADA = Contact(
    key="Ada Byron\x1fada@example.org",
    origin=Origin("t.csv", 1),
    formatted_name="Ada Byron",
    given_name="Ada",
    family_name="Byron",
    emails=("ada@example.org", "ab@example.net"),
    birthday="1815-12-10",
)


def read(folder: Path, text: str, encoding: str = "utf-8") -> list[Record]:
    path = folder / "t.csv"
    path.write_bytes(text.encode(encoding))
    found = Export(path)
    assert THUNDERBIRD.identify(found)
    assert not OutlookImporter().identify(found)
    return list(THUNDERBIRD.extract(found))


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("First Name,Last Name,Display Name,Primary Email,Secondary Email,Birth Year,Birth Month,Birth Day", "utf-8"),
        (
            "Vorname,Nachname,Anzeigename,Primäre E-Mail-Adresse,Sekundäre E-Mail-Adresse,"
            "Geburtsjahr,Geburtsmonat,Geburtstag",
            "cp1252",
        ),
        (
            "Prénom,Nom,Nom à afficher,Adresse électronique principale,Adresse électronique secondaire,"
            "Année de naissance,Mois,Jour",
            "cp1252",
        ),
        (
            "Nombre,Apellidos,Nombre en pantalla,Dirección de correo electrónico principal,"
            "Dirección de correo electrónico secundaria,Año de nacimiento,Mes de nacimiento,Día de nacimiento",
            "utf-8",
        ),
        (
            "Nome,Cognome,Nome visualizzato,Email principale,Email secondaria,"
            "Anno di nascita,Mese di nascita,Giorno di nascita",
            "utf-8",
        ),
        (
            "Primeiro nome,Último nome,Mostrar nome,E-mail primário,E-mail secundário,"
            "Ano de nascimento,Mês de nascimento,Dia de nascimento",
            "cp1252",
        ),
        (
            "Krstné meno,Priezvisko,Zobrazované meno,E-mailová adresa,Ďalšia e-mailová adresa,"
            "Rok narodenia,Mesiac narodenia,Deň narodenia",
            "cp1250",
        ),
        (
            "Etunimi,Sukunimi,Näytettävä nimi,Ensisijainen sähköposti,Toissijainen sähköposti,"
            "Syntymävuosi,Syntymäkuukausi,Syntymäpäivä",
            "utf-8",
        ),
        (
            "Имя,Фамилия,Отображаемое имя,Адрес электронной почты,Альтернативный адрес электронной почты,"
            "Год рождения,Месяц рождения,День рождения",
            "cp1251",
        ),
        ("名,姓,顯示名稱,主要 Email,次要 Email,生日 (年),生日 (月),生日 (日)", "cp950"),
    ],
)
def test_a_header_in_any_language_gives_the_same_contact(header: str, encoding: str, tmp_path: Path) -> None:
    row = "Ada,Byron,Ada Byron,ada@example.org,ab@example.net,1815,12,10"
    assert read(tmp_path, f"{header}\n{row}\n", encoding) == [ADA]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp932"])
def test_names_are_whole_in_any_encoding(encoding: str, tmp_path: Path) -> None:
    (contact,) = read(tmp_path, "First Name,Last Name,Primary Email\nはなこ,山田,h@example.org\n", encoding)
    assert isinstance(contact, Contact)
    assert contact.formatted_name == "はなこ 山田"


def test_the_comma_at_the_end_of_the_header_makes_no_column(tmp_path: Path) -> None:
    records = read(tmp_path, "First Name,Last Name,Display Name,Primary Email,\nAda,Byron,,ada@example.org,\n")
    assert [record.key for record in records if isinstance(record, Contact)] == [ADA.key]


def test_one_column_may_be_all_there_is(tmp_path: Path) -> None:
    records = read(tmp_path, "Primary Email\nada@example.org\nbo@example.org\n")
    assert records == [
        Contact(key=f"\x1f{email}", origin=Origin("t.csv", number), emails=(email,))
        for number, email in enumerate(("ada@example.org", "bo@example.org"), 1)
    ]


def test_a_screen_name_is_a_handle(tmp_path: Path) -> None:
    (contact,) = read(tmp_path, "Display Name,Primary Email,Screen Name\nAda,ada@example.org,ada77\n")
    assert isinstance(contact, Contact)
    assert contact.handles == ("aim:ada77",)


def test_a_day_of_birth_without_its_month_is_told(tmp_path: Path) -> None:
    (contact,) = read(tmp_path, "Anzeigename,Primäre E-Mail-Adresse,Geburtsmonat,Geburtstag\nAda,a@example.org,,10\n")
    assert isinstance(contact, Contact)
    assert (contact.birthday, contact.losses) == ("", ("a day of birth without its month: 10",))


def test_a_row_parted_by_tabs_below_a_header_parted_by_commas_is_a_problem(tmp_path: Path) -> None:
    header = "First Name,Last Name,Display Name,Primary Email\n"
    rows = "Bo\tTarn\tBo Tarn\tbo@example.org\nAda,Byron,,ada@example.org\n"
    assert [record.key if isinstance(record, Contact) else record for record in read(tmp_path, header + rows)] == [
        Problem(Origin("t.csv", 1), "it has 1 cells where the header has 4"),
        ADA.key,
    ]


@pytest.mark.parametrize(
    "text",
    ["Primary Email,Plan,Seats\na@example.org,x,2\n", "First Name,Last Name,E-mail Address\nAda,Byron,a@b\n", ""],
)
def test_what_has_no_header_of_thunderbirds_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    assert not THUNDERBIRD.identify(Export(tmp_path / "t.csv"))


def test_a_folder_of_books_is_taken_and_one_with_a_foreign_file_is_not(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("Primary Email\nada@example.org\n", encoding="utf-8")
    assert THUNDERBIRD.identify(Export(tmp_path))
    (tmp_path / "c.csv").write_text("First Name,Last Name,E-mail Address\n", encoding="utf-8")
    assert not THUNDERBIRD.identify(Export(tmp_path))
