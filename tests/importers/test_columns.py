"""What a row of an address book tells, what its columns are called, and whose table it is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.columns import (
    Field,
    addresses,
    columns_of,
    contact_from,
    is_google,
    is_linkedin,
    is_outlook,
    is_thunderbird,
    split_list,
    table_codec,
    values_of,
)
from importers.reading import ELSE_WINDOWS_1252
from importers.records import Contact, Origin

HERE = Origin("t.csv", 1)


def cells(header: str) -> list[str]:
    return [cell.strip().casefold() for cell in header.split(",")]


def told(header: str, row: str) -> dict[Field, list[str]]:
    """The values of one row without its unread columns, as a table gives them."""
    pairs = zip(columns_of(cells(header)), row.split(","), strict=True)
    return values_of({column: cell for column, cell in pairs if column})


def owners(header: str) -> list[str]:
    tests = {"linkedin": is_linkedin, "google": is_google, "thunderbird": is_thunderbird, "outlook": is_outlook}
    return [name for name, test in tests.items() if test(cells(header))]


def test_a_contact_has_all_that_its_row_tells() -> None:
    assert contact_from(
        HERE,
        {
            "given_name": [" Ada "],
            "middle_name": ["King"],
            "family_name": ["Byron"],
            "name_suffix": ["II"],
            "nicknames": ["", "Al"],
            "emails": ["ada@example.org", "ADA@example.org", "ada@example.org"],
            "phones": ["+44 020 555 0101"],
            "urls": ["https://ada.example"],
            "handles": ["skype:ada"],
            "organization": ["Engines"],
            "title": ["Countess"],
            "birthday": ["10/12/1815"],
            "anniversary": ["8/7/1835"],
            "related": ["spouse: William"],
            "categories": ["friends"],
            "note": ["met", "wrote"],
            "revision": ["2020"],
            "since": ["2019"],
        },
    ) == Contact(
        key="Ada King Byron II\x1fada@example.org",
        origin=HERE,
        formatted_name="Ada King Byron II",
        given_name="Ada",
        family_name="Byron",
        nicknames=("Al",),
        emails=("ada@example.org", "ADA@example.org"),
        phones=("+44 020 555 0101",),
        urls=("https://ada.example",),
        handles=("skype:ada",),
        organization="Engines",
        title="Countess",
        birthday="10/12/1815",
        anniversary="8/7/1835",
        related=("spouse: William",),
        categories=("friends",),
        note="met\nwrote",
        revision="2020",
        since="2019",
    )


def test_a_name_that_is_told_is_not_joined_from_its_parts() -> None:
    contact = contact_from(HERE, {"formatted_name": ["Lady Ada"], "given_name": ["Ada"], "family_name": ["Byron"]})
    assert (contact.formatted_name, contact.given_name, contact.family_name) == ("Lady Ada", "Ada", "Byron")


@pytest.mark.parametrize(
    ("values", "profile", "key"),
    [
        ({"uid": ["u1"], "formatted_name": ["Ada"]}, "example.org/in/ada", "u1"),
        ({"formatted_name": ["Ada"], "emails": ["a@example.org"]}, "example.org/in/ada", "example.org/in/ada"),
        ({"formatted_name": ["Ada"], "emails": ["a@example.org"], "phones": ["1"]}, "", "Ada\x1fa@example.org"),
        ({"formatted_name": ["Ada"], "phones": ["555 0101"], "birthday": ["1815"]}, "", "Ada\x1f555 0101"),
        ({"formatted_name": ["Ada"], "birthday": ["1815"]}, "", "Ada\x1f1815"),
        ({"organization": ["Engines"]}, "", "Engines\x1f"),
        ({"emails": ["a@example.org"]}, "", "\x1fa@example.org"),
        ({"urls": ["ada.example"]}, "", "\x1fada.example"),
    ],
)
def test_a_key_is_the_native_id_or_profile_or_name_with_what_else_is_known(
    values: dict[Field, list[str]], profile: str, key: str
) -> None:
    assert contact_from(HERE, values, profile=profile).key == key


NOBODY = "it holds no name, e-mail, phone, link or organization"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, NOBODY),
        ({"note": ["x"], "birthday": ["1815"], "formatted_name": [" "]}, NOBODY),
        (
            {"phones": ["4.91512E+11"]},
            f"{NOBODY}; no phone number any more, since a spreadsheet rewrote it: 4.91512E+11",
        ),
        ({"emails": ["call her"]}, f"{NOBODY}; no e-mail address: call her"),
    ],
)
def test_a_row_that_tells_nobody_is_a_problem(values: dict[Field, list[str]], reason: str) -> None:
    with pytest.raises(ValueError, match="no name") as caught:
        contact_from(HERE, values)
    assert str(caught.value) == reason


@pytest.mark.parametrize("phone", ["4.91512E+11", "4,91512E+11", "4E+11", "-4.9e11", "4915125550101.0"])
def test_a_phone_that_a_spreadsheet_rewrote_is_never_a_phone(phone: str) -> None:
    contact = contact_from(HERE, {"formatted_name": ["Ada"], "phones": [phone, "+49 0151 5550101"]})
    assert contact.phones == ("+49 0151 5550101",)
    assert contact.losses == (f"no phone number any more, since a spreadsheet rewrote it: {phone}",)


@pytest.mark.parametrize("phone", ["0049 30 5550101", "(030) 555-0101 ext. 4", "030.555.0101", "555 0101 E 4"])
def test_a_phone_is_kept_as_it_is_written(phone: str) -> None:
    contact = contact_from(HERE, {"phones": [phone]})
    assert (contact.phones, contact.losses) == ((phone,), ())


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("ada@example.org", ["ada@example.org"]),
        ('"Byron, Ada" <ada@example.org>', ["ada@example.org"]),
        ("Ada <ada@example.org>; Bo <bo@example.org>", ["ada@example.org", "bo@example.org"]),
        ("ada@example.org, bo@example.org", ["ada@example.org", "bo@example.org"]),
        ("Ada (ada@example.org)", ["ada@example.org"]),
        ("ada@example.org <work>", ["ada@example.org"]),
        ("MailTo:ada@example.org", ["ada@example.org"]),
        ("o'brien+x@example.org", ["o'brien+x@example.org"]),
        ("/o=ExchangeLabs/ou=First/cn=Recipients/cn=ada@example.org", []),
        ("/O=EXAMPLE/OU=FIRST/CN=ADA", []),
        ("ada at example.org", []),
        ("@", []),
        ("", []),
    ],
)
def test_an_address_is_found_in_its_cell(cell: str, found: list[str]) -> None:
    assert addresses(cell) == found


def test_exchanges_name_for_somebody_is_told_and_no_address() -> None:
    name = "/o=ExchangeLabs/ou=Example/cn=Recipients/cn=ada"
    contact = contact_from(HERE, {"formatted_name": ["Ada"], "emails": [name]})
    assert contact.emails == ()
    assert contact.losses == (f"Exchange's own name for somebody is no e-mail address: {name}",)


@pytest.mark.parametrize("none", ["0/0/00", "0.0.00", "00/00/0000", "0000-00-00", "1/1/4501", "01.01.4501 00:00", " "])
def test_a_date_of_zeros_is_no_birthday(none: str) -> None:
    contact = contact_from(HERE, {"formatted_name": ["Ada"], "birthday": [none], "anniversary": [none]})
    assert (contact.birthday, contact.anniversary, contact.losses) == ("", "", ())


@pytest.mark.parametrize(
    ("parts", "birthday", "losses"),
    [
        (("1977", "4", "9"), "1977-04-09", ()),
        (("", "12", "06"), "--12-06", ()),
        (("1990", "", ""), "1990", ()),
        (("1990", "7", ""), "1990-07", ()),
        (("", "7", ""), "--07", ()),
        (("1990", "March", "3"), "3 March 1990", ()),
        (("77", "4", "9"), "9 4 77", ()),
        (("", "", "09.03.1971"), "09.03.1971", ()),
        (("", "", "3"), "", ("a day of birth without its month: 3",)),
        (("1990", "0", "3"), "1990", ("a day of birth without its month: 3",)),
        (("0000", "00", "00"), "", ()),
    ],
)
def test_a_birthday_is_made_of_its_parts(parts: Sequence[str], birthday: str, losses: tuple[str, ...]) -> None:
    year, month, day = parts
    contact = contact_from(
        HERE, {"formatted_name": ["Ada"], "birth_year": [year], "birth_month": [month], "birth_day": [day]}
    )
    assert (contact.birthday, contact.losses) == (birthday, losses)


def test_a_second_company_is_a_loss() -> None:
    contact = contact_from(HERE, {"organization": ["Engines", "Engines", "Looms"]})
    assert (contact.organization, contact.losses) == ("Engines", ("another organization: Looms",))


@given(values=st.dictionaries(st.sampled_from(["emails", "phones", "birthday", "note"]), st.lists(st.text(max_size=9))))
def test_no_address_and_no_phone_goes_without_a_word(values: dict[Field, list[str]]) -> None:
    contact = contact_from(HERE, values | {"formatted_name": ["Ada"]})
    for field in ("emails", "phones"):
        for cell in filter(None, map(str.strip, values.get(field, []))):
            assert any(found in cell for found in getattr(contact, field)) or any(
                loss.endswith(f": {cell}") for loss in contact.losses
            )


@pytest.mark.parametrize(
    ("header", "given", "family"),
    [
        ("Nom,Prénom,Tél. mobile", 1, 0),
        ("Nome,Cognome,Indirizzo E-mail", 0, 1),
        ("Nombre,Apellidos,E-mail Address", 0, 1),
        ("Primeiro nome,Último nome,Celular", 0, 1),
        ("Voornaam,Achternaam,E-mailadres 2", 0, 1),
        ("Imię,Nazwisko,Adres e-mail", 0, 1),
        ("Krstné meno,Priezvisko,Mobilný telefón", 0, 1),
        ("姓,名,主要 Email", 1, 0),
    ],
)
def test_the_language_of_the_whole_header_tells_which_name_is_which(header: str, given: int, family: int) -> None:
    values = told(header, "a,b,c@d")
    assert (values["given_name"], values["family_name"]) == (["ab"[given]], ["ab"[family]])
    assert values.get("emails", values.get("phones")) == ["c@d"]


def test_apelido_is_a_nickname_in_portuguese() -> None:
    assert told("Primeiro nome,Apelido,Celular", "Ada,Al,1")["nicknames"] == ["Al"]


def test_everybodys_names_are_read_beside_those_of_a_program() -> None:
    values = told("First Name,Last Name,Mobile Phone,Email,Nowhere", "Ada,Byron,1,a@b,x")
    assert values == {"given_name": ["Ada"], "family_name": ["Byron"], "phones": ["1"], "emails": ["a@b"]}


def test_a_column_tells_what_its_value_is() -> None:
    values = told("IM Skype,IMAddress,Spouse", "ada,im:ada@b,Will")
    assert values == {"handles": ["skype:ada", "im:ada@b"], "related": ["spouse: Will"]}


@pytest.mark.parametrize("name", ["Telefon privat", "Telefon (privat)", "TELEFON  PRIVAT 2", "Telefon (privat 2)"])
def test_brackets_case_and_number_make_no_difference(name: str) -> None:
    assert told(f"Vorname,Nachname,{name}", "Ada,Byron,1")["phones"] == ["1"]


def test_a_birthday_is_a_date_unless_its_month_has_a_column() -> None:
    assert told("Vorname,Geburtstag,Firma", "Ada,10.12.1815,x")["birthday"] == ["10.12.1815"]
    apart = told("Vorname,Geburtstag,Geburtsmonat,Geburtsjahr", "Ada,10,12,1815")
    assert apart == {"given_name": ["Ada"], "birth_day": ["10"], "birth_month": ["12"], "birth_year": ["1815"]}


def test_french_titre_is_the_job_only_behind_the_department() -> None:
    assert told("Titre,Prénom,Nom,Société", "Mme,Ada,Byron,x") == {
        "given_name": ["Ada"],
        "family_name": ["Byron"],
        "organization": ["x"],
    }
    assert told("Titre,Prénom,Nom,Société,Service,Titre", "Mme,Ada,Byron,x,y,Reine")["title"] == ["Reine"]


def test_one_aniversario_is_the_birthday_and_two_are_kept_as_text() -> None:
    assert told("Primeiro nome,Celular,Aniversário", "Ada,1,20/01/1991")["birthday"] == ["20/01/1991"]
    both = told("Primeiro nome,Aniversário,Celular,Aniversário", "Ada,20/01/1991,1,12/06/2015")
    assert both == {
        "given_name": ["Ada"],
        "phones": ["1"],
        "note": ["Aniversário: 20/01/1991", "Aniversário: 12/06/2015"],
    }


@pytest.mark.parametrize(
    ("header", "owner"),
    [
        ("First Name,Last Name,URL,Email Address,Company,Position,Connected On", "linkedin"),
        ("Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am", "linkedin"),
        ("Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Date de connexion", "linkedin"),
        ("First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary", "linkedin"),
        ("Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers", "linkedin"),
        ("Name,Given Name,Family Name,Birthday,Notes,E-mail 1 - Type,E-mail 1 - Value", "google"),
        ("First Name,Last Name,Nickname,Notes,Labels,Phone 1 - Label,Phone 1 - Value", "google"),
        ("First Name,Middle Name,Last Name,Phonetic First Name,Nickname,Birthday,Labels", "google"),
        ("First Name,Last Name,Title,Web Page,Birthday,Notes,E-mail Address,Primary Phone,Categories", "outlook"),
        ("First Name,Last Name,Given Yomi,Surname Yomi,E-mail Address,Home Phone", "outlook"),
        ("E-mail Address,E-mail 2 Address,E-mail 3 Address", "outlook"),
        ("Display Name,First Name,Last Name,Email Home,IM Skype", "outlook"),
        ("First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name", "thunderbird"),
        ("First Name,Last Name,Primary Email", "thunderbird"),
        ("Primary Email", "thunderbird"),
        ("Primary Email,", "thunderbird"),
        ("Vorname,Nachname,Anzeigename,Primäre E-Mail-Adresse", "thunderbird"),
        ("Prénom,Nom,Nom à afficher,Adresse électronique principale", "thunderbird"),
        ("Nombre,Apellidos,Nombre en pantalla,Dirección de correo electrónico principal", "thunderbird"),
        ("Nome,Cognome,Nome visualizzato,Email principale,Email secondaria", "thunderbird"),
        ("Primeiro nome,Último nome,Mostrar nome,E-mail primário", "thunderbird"),
        ("Krstné meno,Priezvisko,Zobrazované meno,E-mailová adresa", "thunderbird"),
        ("Krstné meno,Priezvisko,E-mailová adresa,Mobilný telefón", "outlook"),
        ("Etunimi,Sukunimi,Näytettävä nimi,Ensisijainen sähköposti", "thunderbird"),
        ("Имя,Фамилия,Отображаемое имя,Адрес электронной почты", "thunderbird"),
        ("名,姓,顯示名稱,主要 Email,次要 Email", "thunderbird"),
        ("Primary Email,Plan,Seats", ""),
        ("First Name,Last Name,Email", ""),
        ("Name,Phone,Email", ""),
        ("First Name,Last Name,Job Title,Company", ""),
        ("Ada,Byron,ada@example.org,+44 555 0101", ""),
        ("", ""),
    ],
)
def test_exactly_one_importer_knows_a_header(header: str, owner: str) -> None:
    assert owners(header) == ([owner] if owner else [])


def test_a_row_of_a_great_many_cells_is_no_header() -> None:
    assert owners("First Name,Last Name,E-mail Address" + ",x" * 1_000) == []


USUAL = ("utf-8", ELSE_WINDOWS_1252)
ENGLISH_HEADER = "First Name,Last Name,E-mail Address\r\n"


@pytest.mark.parametrize(
    ("text", "written", "read"),
    [
        (ENGLISH_HEADER + "Ada,Byron,a@example.org", "ascii", USUAL),
        (ENGLISH_HEADER + "Zoë,Łoś,z@example.org", "utf-8", USUAL),
        (ENGLISH_HEADER + "Zoë,Łoś,z@example.org", "utf-8-sig", ("utf-8-sig", ELSE_WINDOWS_1252)),
        (ENGLISH_HEADER + "Zoë,Łoś,z@example.org", "utf-16", ("utf-16", "replace")),
        (ENGLISH_HEADER + "Renée,O\u2019Brien \u2013 Zoë,r@example.org", "cp1252", USUAL),
        (ENGLISH_HEADER + "Łukasz,Wąsik,l@example.org", "cp1250", ("cp1250", "replace")),
        (ENGLISH_HEADER + "Иван,Петров,i@example.org", "cp1251", ("cp1251", "replace")),
        (ENGLISH_HEADER + "はなこ,山田,h@example.org", "cp932", ("cp932", "replace")),
        (ENGLISH_HEADER + "小明,王,w@example.org", "cp950", ("cp950", "replace")),
        ("Vorname,Nachname,Telefon geschäftlich\r\n", "cp1252", USUAL),
        ("Imię,Nazwisko,Adres e-mail\r\n", "cp1250", ("cp1250", "replace")),
        ("Krstné meno,Priezvisko,Spoločnosť\r\n", "cp1250", ("cp1250", "replace")),
        ("Имя,Фамилия,Адрес эл. почты\r\n", "cp1251", ("cp1251", "replace")),
        ("名字,姓氏,電子郵件地址\r\n", "cp950", ("cp950", "replace")),
    ],
)
def test_the_encoding_is_told_by_evidence_then_by_the_header_then_by_the_text(
    text: str, written: str, read: tuple[str, str]
) -> None:
    assert table_codec(text.encode(written)) == read


def test_one_damaged_byte_is_no_evidence_for_another_code_page() -> None:
    assert table_codec((ENGLISH_HEADER + "René,Ørsted,r@example.org\r\n").encode("cp1252") + b"A\x8da,,\r\n") == USUAL


def test_a_list_is_parted_by_semicolons_or_else_by_commas() -> None:
    assert split_list("Work, old; Friends") == ["Work, old", "Friends"]
    assert split_list("Work, Friends") == ["Work", "Friends"]
