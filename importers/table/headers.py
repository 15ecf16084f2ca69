"""What people call the columns of their own spreadsheets, and whether a header row tells of people at all.

One word is no evidence: songs have a name, a statement has a date, and passwords have names and links. So somebody
must be named and something must be known of them, and nothing may stand beside it that no address book has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from importers.columns import columns_of, is_google, is_linkedin, is_outlook, is_thunderbird
from importers.columns.language import language, plain
from importers.facebook.content import day
from importers.facebook.page_dates import moment

MOST_COLUMNS = 300

_OWN = language(
    "",
    """
formatted_name = Full Names | Fullname | Contact Name | Person | Friend | Friend Name | Vollständiger Name | 姓名 | ФИО
formatted_name = Nom complet | Nombre completo | Nome completo | Volledige naam | Imię i nazwisko | Koko nimi
given_name = Given Name | Firstname | First | Forename | Rufname | Nombres | Имя
family_name = Family Name | Lastname | Last | Surname | Familienname | Apellido | Sobrenome | Фамилия
nicknames = Nick | Alias | Also known as
emails = E-mails | Emails | Mails | Mail Address | E-mail Addresses | Email Addresses | Mailadresse | E-Mail-Adressen
emails = E-Mail privat | E-Mail geschäftlich | Home Email | Work Email | Personal Email | Other Email | Courriel | Mél
emails = E-mail Address | Correo | Correo electrónico | Posta elettronica | Sähköposti | Электронная почта | 邮箱
phones = Tel | Tel. | Telefon | Telefonnummer | Handy | Handynummer | Mobil | Mobilnummer | Festnetz | Cell | Cellphone
phones = Phones | Phone No. | Mobile No. | WhatsApp | Téléphone | Teléfono | Móvil | Telefono | Cellulare | Telefone
phones = Telefoon | Mobiel | Puhelin | Телефон | 电话 | 電話
urls = Link | Links | Homepage | Web | Blog | Sitio web
handles profile = Profile | Profile Link | Profile URL
handles linkedin = LinkedIn | LinkedIn URL | LinkedIn Profile
handles facebook = Facebook | Facebook URL | Facebook Profile
handles twitter = Twitter
handles instagram = Instagram
handles mastodon = Mastodon
handles telegram = Telegram
handles signal = Signal
handles skype = Skype
organization = Company Name | Works at | Workplace | Unternehmen | Arbeitgeber | Institution | Entreprise | Empresa
organization = Azienda | Bedrijf | Werkgever | Компания | 公司
title = Role | Position | Job | Occupation | Profession | Beruf | Funktion | Poste | Cargo | Ruolo | Должность
birthday = Birth Date | Birthdate | DOB | Born | Geburtsdatum | Geboren | Geburtstag | Date de naissance | Naissance
birthday = Fecha de nacimiento | Cumpleaños | Compleanno | Data di nascita | Data de nascimento | Geboortedatum
birthday = День рождения | Дата рождения | 生日
since = Friend Since | Friends Since | Since | Friendship Date | Friends Date | Date Added | Connected | Connected Since
since = Befreundet seit | Freunde seit | Freund seit | Ami depuis | Amis depuis | Amigo desde | Amigos desde | Amico dal
note Met = Met | How we met | Where we met | Met at | Kennengelernt
note = Remark | Remarks | About | Bio | Bemerkung | Bemerkungen | Notiz | Notizen | Kommentar | Anmerkung | Anmerkungen
note = Remarque | Remarques | Commentaire | Commentaires | Nota | Notas | Observaciones | Comentarios | Opmerkingen
categories = Tag | Tags | Group | Groups | Category | Label | Labels | Gruppe | Gruppen | Groupe | Grupo | Gruppo
- = ID | No. | Nr. | # | Age | Address | Street | City | ZIP | State | Country | Adresse | Straße | PLZ | Ort | Land
""",
).targets

_MARKS = language(
    "",
    """
name = Name | Nom | Nombre | Nome | Naam
date = Date | Datum | Fecha | Data | Timestamp
foreign = Password | Passwort | Kennwort | Mot de passe | Contraseña | Amount | Betrag | Montant | Importe | Importo
foreign = IBAN | BIC | Balance | Saldo | Currency | Währung | Devise | Price | Preis | Prix | Total | Debit | Credit
foreign = Gross | Fee | Transaction ID | Artist | Album | Track | Song | Genre | ISBN | Author | SKU | Quantity
foreign = Subject | Betreff | Objet | Message | Message ID | Text | Creation Date
""",
).targets
"""Columns whose meaning others tell. A name is one in full unless its other part has a column of its own, as in
`Name,Vorname` and `Name,Surname`. A date is that of a friendship where every other column tells of people too. What is
foreign stands in no address book; `Text` and `Creation Date` are those of LinkedIn's recommendations."""

_NAMES = frozenset(("formatted_name", "given_name", "family_name"))
_KNOWN_OF_THEM = frozenset(("emails", "phones", "urls", "handles", "organization", "birthday", "birth_day", "since"))
_YEAR_OR_MONTH = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2]))?")


def columns(cells: Sequence[str]) -> list[str] | None:
    """Return a name for each column, which `values_of` reads, if this row tells of people and is no program's."""
    if len(cells) > MOST_COLUMNS:
        return None
    names = list(map(plain, cells))
    marks = [_MARKS.get(name) for name in names]
    told = _told_by_name(cells)
    targets = [_told_by_others(place, names, marks, told) for place in range(len(cells))]
    if "foreign" in marks or not _tells_of_people(names, targets):
        return None
    if _is_anothers(cells):
        return None
    return ["" if target in ("", "-") else f"{place} {target}" for place, target in enumerate(targets)]


def names_addresses(cells: Sequence[str]) -> bool:
    """Tell whether a header row calls a column that of e-mail addresses, and is that of no program."""
    return "emails" in _told_by_name(cells) and not _is_anothers(cells)


def day_of(text: str, day_first: bool | None) -> str:
    """Return a day in ISO form, or the month or year where no more is written; "" for what cannot be read for certain.

    Seconds since 1970 are read as well. `day_first` is what `day_comes_first` says of the file.
    """
    if _YEAR_OR_MONTH.fullmatch(text):
        return text
    with suppress(ValueError):
        return date.fromisoformat(text[:10]).isoformat()
    if text.isdecimal() and len(text) == 10:
        return day(int(text), "friendship")[0]
    at = moment(text, day_first).at
    return at.date().isoformat() if at else ""


def _told_by_name(cells: Sequence[str]) -> list[str]:
    known = (name.partition(" ")[2] for name in columns_of(cells))
    return [target or _OWN.get(plain(cell), "") for target, cell in zip(known, cells, strict=True)]


def _told_by_others(place: int, names: Sequence[str], marks: Sequence[str | None], told: Sequence[str]) -> str:
    """Return what a column tells that means one thing beside some columns and another beside others."""
    if marks[place] == "name":
        parts = {*told[:place], *told[place + 1 :]} & {"given_name", "family_name"}
        if parts == {"family_name"}:
            return "given_name"
        return "family_name" if parts == {"given_name"} and "first name" not in names else "formatted_name"
    if names[place] == "title" and "organization" in told[max(place - 1, 0) : place + 2]:
        return "title"
    if (
        marks[place] == "date"
        and "since" not in told
        and _all_told(names, [*told[:place], "since", *told[place + 1 :]])
    ):
        return "since"
    return told[place]


def _tells_of_people(names: Sequence[str], targets: Sequence[str]) -> bool:
    """Tell whether somebody is named and something known of them; an address is a name where most columns are told."""
    fields = {target.partition(" ")[0] for target in targets}
    known = fields & _KNOWN_OF_THEM
    if not _all_told(names, targets):
        known -= {"urls"}  # songs, shops and software have a name and a link too
    if _NAMES & fields:
        return bool(known)
    return "emails" in known and len(known) > 1 and 2 * sum(map(bool, targets)) > sum(map(bool, names))


def _is_anothers(cells: Sequence[str]) -> bool:
    return any(tells(cells) for tells in (is_linkedin, is_google, is_thunderbird, is_outlook))


def _all_told(names: Sequence[str], targets: Sequence[str]) -> bool:
    return all(target or not name for name, target in zip(names, targets, strict=True))
