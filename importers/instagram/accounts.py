"""An account in a list of Instagram's is a user name with its page and a date; who bears it is not told.

So it has no name that could be compared: a user name is a handle. Where an entry has no `value`, its link tells the
user name, else its title. Labels of the profile and of uploaded contacts are in the account's language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import TypeAlias

from importers.export import Member
from importers.facebook.content import Entry, day, entries, list_of, text_of
from importers.facebook.names import is_deactivated, repaired
from importers.reading import guarded, natural_key
from importers.records import UPLOADED, Contact, Origin, Record, Skipped

Read: TypeAlias = Callable[[Member, object], Iterator[Record]]

_OTHER_LISTS = ("following", "close friends")
_PAGE = re.compile(r"https?://(?:www\.)?instagram\.com/(?:_u/)?([^/?#\s]+)/?(?:[?#].*)?", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_NUMBER = re.compile(r"\+?[\d ().-]{6,30}")
_FULL_NUMBER = re.compile(r"\+[\d ().-]{6,30}")  # a date of birth is none
_NAME = ("name", "nom", "nombre", "nome", "naam")
_USER_NAME = (
    "username", "benutzername", "nom d'utilisateur", "nom d’utilisateur", "nombre de usuario", "nome utente",
    "nome de usuário", "nome de utilizador", "gebruikersnaam", "사용자 이름", "ユーザーネーム", "用户名",
)  # fmt: skip


def listed(member: Member, values: object) -> Iterator[Record]:
    """Yield a contact an account: of followers, unless the name of the file tells another list."""
    stem = PurePosixPath(member.name).stem.replace("_", " ")
    return _accounts(member, values, next((each for each in _OTHER_LISTS if stem.startswith(each)), "followers"))


def told(member: Member, data: Entry) -> Iterator[Record] | None:
    """Return the records of the list that a file holds, or None where it holds none that is read."""
    return next((_READ[key](member, value) for key, value in data.items() if key in _READ), None)


def profile(member: Member, values: object) -> Iterator[Record]:
    """Yield the owner as a contact."""
    return guarded(entries(member, values), _owner)


def user_of(url: str) -> str:
    """Return the user name that the address of an account's page tells, "" for another address."""
    page = _PAGE.fullmatch(url)
    return page[1] if page else ""


def _accounts(member: Member, values: object, list_name: str) -> Iterator[Record]:
    return guarded(entries(member, values), partial(_account, list_name=list_name))


def _account(origin: Origin, entry: Entry, *, list_name: str) -> Contact | Skipped:
    links = list_of(entry, "string_list_data")
    link = links[0] if links else {}
    url, title = text_of(link, "href"), text_of(entry, "title")
    user = text_of(link, "value") or user_of(url) or title
    if not user:
        raise ValueError("this entry names no account")
    if is_deactivated(user):
        return Skipped(origin, "deactivated accounts")
    since, losses = day(link.get("timestamp") if isinstance(link, dict) else None, "entry")
    return Contact(
        key=f"{list_name}|{user.casefold()}",
        origin=origin,
        formatted_name="" if title.casefold() == user.casefold() else title,
        urls=(url,) if url else (),
        handles=(f"instagram:{user}",),
        categories=(list_name,),
        since=since,
        losses=losses,
    )


def _contact(origin: Origin, entry: Entry) -> Contact:
    """Read an entry of the uploaded address book; its address or number is told by its shape."""
    fields = _fields(entry)
    emails = tuple(value for value in fields.values() if _EMAIL.fullmatch(value))
    phones = tuple(value for value in fields.values() if _NUMBER.fullmatch(value))
    names = [value for value in fields.values() if value and value not in emails + phones]
    given, family = fields.get("first name", ""), fields.get("last name", "") or fields.get("surname", "")
    name = f"{given} {family}".strip() or " ".join(names)
    if not (name or emails or phones):
        raise ValueError("this entry of the address book has no name, address or number")
    return Contact(
        key=f"{UPLOADED}{natural_key('', '', name, *emails, *phones)}",
        origin=origin,
        formatted_name=name,
        given_name=given,
        family_name=family,
        emails=emails,
        phones=phones,
        categories=("address book",),
    )


def _owner(origin: Origin, entry: Entry) -> Contact:
    fields = _fields(entry)
    user = _first(fields, _USER_NAME)
    name = _first(fields, _NAME) or user
    emails = tuple(value for value in fields.values() if _EMAIL.fullmatch(value))
    phones = tuple(value for value in fields.values() if _FULL_NUMBER.fullmatch(value))
    if not (name or emails or phones):
        raise ValueError("this profile has no name, address or number under a label that is known here")
    return Contact(
        key=f"me|{next(filter(None, (name, *emails, *phones)))}",
        origin=origin,
        formatted_name=name,
        emails=emails,
        phones=phones,
        handles=(f"instagram:{user}",) if user else (),
        is_me=True,
    )


def _fields(entry: Entry) -> dict[str, str]:
    """Return the texts of `string_map_data` by their labels in lower case."""
    told = entry.get("string_map_data")
    labelled = told.items() if isinstance(told, dict) else ()
    values = ((label, field.get("value") if isinstance(field, dict) else field) for label, field in labelled)
    return {repaired(label).casefold(): repaired(value).strip() for label, value in values if isinstance(value, str)}


def _first(fields: Mapping[str, str], labels: tuple[str, ...]) -> str:
    return next((fields[label] for label in labels if fields.get(label)), "")


_READ: Mapping[str, Read] = {
    "relationships_followers": partial(_accounts, list_name="followers"),
    "relationships_following": partial(_accounts, list_name="following"),
    "relationships_close_friends": partial(_accounts, list_name="close friends"),
    "contacts_contact_info": lambda member, values: guarded(entries(member, values), _contact),
    "profile_user": profile,
}
