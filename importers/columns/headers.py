"""Whose table a header row is, and what its columns are, told by its cells alone: one importer claims each table.

The language comes first, by a vote of all cells: then "Nom" is a family name in French, and "Geburtstag" the day of a
month where the month has a column of its own. All functions take the trimmed, casefolded cells of a row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import get_args

from importers.columns.contact import Field
from importers.columns.eastern import POLISH, RUSSIAN, SLOVAK, TAIWANESE
from importers.columns.english import ENGLISH, EVERYBODYS
from importers.columns.language import Language, language, plain
from importers.columns.western import DUTCH, FINNISH, FRENCH, GERMAN, ITALIAN, PORTUGUESE, SPANISH

LANGUAGES = (
    *(ENGLISH, GERMAN, FRENCH, SPANISH, ITALIAN, PORTUGUESE, DUTCH, FINNISH),
    *(POLISH, SLOVAK, RUSSIAN, TAIWANESE),
)
ENOUGH_NAMES = 3
MOST_COLUMNS = 1_000

_LINKEDIN = (
    *({name} for name in ("connected on", "verbunden am", "date de connexion", "fecha de conexión", "conectado el")),
    *({name} for name in ("data di collegamento", "collegato il", "data da conexão", "conectado em", "verbonden op")),
    {"maiden name", "headline"},
    {"conversation id", "from", "to"},
    {"sent at", "direction"},
    {"firstname", "lastname", "emails"},
)
_GOOGLE = re.compile(r"(?:e-mail|phone|address|organization|relation|website|event|im|custom field) \d+ - ")
_GOOGLE_NAMES = ({"given name", "family name"}, {"phonetic first name", "labels"})

_THUNDERBIRD = language(
    "",
    """
first = Primary Email | Primäre E-Mail-Adresse | Adresse électronique principale | Email principale | 主要 Email
first = Dirección de correo electrónico principal | E-mail primário | Ensisijainen sähköposti
first of some = E-mailová adresa | Адрес электронной почты
beside = Display Name | Screen Name | Secondary Email | Anzeigename | Messenger-Name | Sekundäre E-Mail-Adresse
beside = Nom à afficher | Adresse électronique secondaire | Nombre en pantalla | Nome visualizzato | Email secondaria
beside = Dirección de correo electrónico secundaria | Mostrar nome | E-mail secundário | Näytettävä nimi | Näyttönimi
beside = Toissijainen sähköposti | Zobrazované meno | Ďalšia e-mailová adresa | Отображаемое имя | 顯示名稱
beside = Альтернативный адрес электронной почты | 次要 Email
""",
).targets
"""What Thunderbird calls the first address, in two languages as others do, and what it alone writes beside it."""

_FIELDS: Mapping[str, Field] = {field: field for field in get_args(Field)}


def is_linkedin(cells: Sequence[str]) -> bool:
    """Tell a file of LinkedIn's archive."""
    return any(needs.issubset(cells) for needs in _LINKEDIN)


def is_google(cells: Sequence[str]) -> bool:
    """Tell a CSV of Google Contacts, old or new."""
    return any(map(_GOOGLE.match, cells)) or any(needs.issubset(cells) for needs in _GOOGLE_NAMES)


def is_thunderbird(cells: Sequence[str]) -> bool:
    """Tell a CSV of Thunderbird's: by its first address, and a second one or a name to show, or nothing unknown."""
    names = {plain(cell) for cell in cells[:MOST_COLUMNS] if cell}
    marks = {_THUNDERBIRD[name] for name in names if name in _THUNDERBIRD}
    if marks.isdisjoint(("first", "first of some")) or is_linkedin(cells) or is_google(cells):
        return False
    return "beside" in marks or ("first" in marks and names <= language_of(cells).targets.keys())


def is_outlook(cells: Sequence[str]) -> bool:
    """Tell a CSV of Outlook's: three names of one language at least, an e-mail address or a phone among them.

    Outlook has a person's name in parts, and a list of addresses has nothing else; one's own spreadsheet is neither.
    """
    if len(cells) > MOST_COLUMNS or is_linkedin(cells) or is_google(cells) or is_thunderbird(cells):
        return False
    known = language_of(cells).targets
    targets = [known[name] for name in map(plain, cells) if name in known]
    in_parts = not {"given_name", "family_name"}.isdisjoint(targets) or set(targets) == {"emails"}
    return len(targets) >= ENOUGH_NAMES and in_parts and not {"emails", "phones"}.isdisjoint(targets)


def language_of(cells: Sequence[str]) -> Language:
    """Return the language that knows most of the cells, English names counted in every one."""
    names = list(map(plain, cells))
    return max(LANGUAGES, key=lambda spoken: sum(name in spoken.targets for name in names))


def columns_of(cells: Sequence[str]) -> list[str]:
    """Return a name for each column of a header row, which `values_of` reads, "" for one that is not read."""
    known, names = EVERYBODYS.targets | language_of(cells).targets, list(map(plain, cells))
    targets = [_told_by_place(names, place) or known.get(name, "-") for place, name in enumerate(names)]
    if not {"birth_month", "birth_year"}.isdisjoint(targets) and "birth_day" not in targets:
        targets = ["birth_day" if target == "birthday" else target for target in targets]
    return ["" if target == "-" else f"{place} {target}" for place, target in enumerate(targets)]


def unknown_of(cells: Sequence[str]) -> list[str]:
    """Return the cells of a header row that are no known names of columns."""
    known = EVERYBODYS.targets.keys() | language_of(cells).targets.keys()
    return [cell for cell in cells if cell and plain(cell) not in known]


def values_of(row: Mapping[str, str]) -> dict[Field, list[str]]:
    """Return the cells of a row by field, in their order, where the columns have the names that `columns_of` gives."""
    values: dict[Field, list[str]] = {}
    for column, cell in row.items():
        if cell:
            _, field, *words = column.split(" ", 2)
            values.setdefault(_FIELDS[field], []).append(_told(field, cell, *words))
    return values


def _told(field: str, cell: str, word: str = "") -> str:
    """Return what a cell tells, with the word of its column; "im:ada@example.org" may have it already."""
    between = ":" if field == "handles" else ": "
    return f"{word}{between}{cell.removeprefix(f'{word}:')}" if word else cell


def _told_by_place(names: Sequence[str], place: int) -> str | None:
    """Return what a column is where a header has one name for two of them.

    French Outlook calls the job "Titre" too, behind the department. Which "Aniversário" is the birthday nobody can
    tell, so that both are kept as text.
    """
    if names[place] == "titre" and place and names[place - 1] == "service":
        return "title"
    return "note Aniversário" if names[place] == "aniversário" and names.count("aniversário") > 1 else None
