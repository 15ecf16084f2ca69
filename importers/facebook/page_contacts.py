"""The pages of friends and of the profile give the contacts that their JSON gives, as far as a page tells them.

A friend's date is read on the clock of the account, so that its key says the clock too. The profile names its rows in
the language of the account: addresses are known by their looks, name and numbers by what their row is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from importers.export import Member
from importers.facebook import contacts
from importers.facebook.page_dates import day_comes_first, moment
from importers.facebook.pages import Page, Piece, texts_in
from importers.records import Contact, Record

_NAME = re.compile(
    r"(?i)(full )?name|nom|nombre( completo)?|nome( completo)?|naam|imię i nazwisko|navn|namn|nimi|名前|姓名|이름"
)
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE_ROW = re.compile(r"(?i).*(phone|telef|téléphone|mobil|komórk|電話|电话|전화).*")
_NUMBER = re.compile(r"\+?[\d ()./-]{6,25}")
_URL = re.compile(r"https?://(?:www\.|m\.)?facebook\.com/\S+")
_BRACKETS = re.compile(r"\(([^()]*)\)")


def friends(member: Member, page: Page, day_first: bool | None) -> Iterator[Record]:
    """Yield a contact a friend; `day_first` is how numeric dates are read where those of this page do not tell."""
    told = [piece for piece in _friends(page) if piece.when or piece.who not in (page.title, page.heading)]
    own = day_comes_first(piece.when for piece in told)
    entries = [{"name": piece.who, "contact_info": piece.text} for piece in told]
    for record, piece in zip(contacts.friends(member, entries), told, strict=True):
        yield _dated(record, piece, day_first if own is None else own) if isinstance(record, Contact) else record


def profile(member: Member, page: Page) -> Iterator[Record]:
    """Yield the owner as a contact; in a download to 2018 the heading of a page is the name."""
    rows = [row for tag in page.head.find_all("tr") if (row := texts_in(tag))]
    values = [value for row in rows for value in row[1:]]
    names = [row[1] for row in rows if len(row) > 1 and _NAME.fullmatch(row[0])]
    phones = [value for row in rows if _PHONE_ROW.fullmatch(row[0]) for value in row[1:] if _NUMBER.fullmatch(value)]
    told = {
        "name": {"full_name": page.heading if member.name.endswith(".htm") else next(iter(names), "")},
        "emails": {"emails": [value for value in values if len(value) < 255 and _ADDRESS.fullmatch(value)]},
        "phone_numbers": [{"phone_number": phone} for phone in phones],
        "profile_uri": next(filter(_URL.fullmatch, values), ""),
    }
    return contacts.profile(member, told)


def _friends(page: Page) -> list[Piece]:
    return page.pieces(_is_day) if page.marks else list(_listed(page)) or page.pieces(_is_day)


def _listed(page: Page) -> Iterator[Piece]:
    """Yield the items of the first list below the heading, as downloads to 2018 have it: `Zoe Lind (Jun 5, 2011)`."""
    begun = False  # the lists behind the next heading are of requests and former friends
    for text in page.head.h1.find_all_next(string=True) if page.head.h1 else ():
        inside = text.parent.name if text.parent else ""
        if inside == "h2" and begun:
            return
        if inside == "li" or (inside != "h2" and _BRACKETS.search(text)):  # the latter where the tag is damaged
            begun = True
            yield _item(" ".join(text.split()))


def _item(text: str) -> Piece:
    said = _BRACKETS.findall(text)
    address = next((each for each in said if "@" in each), "")
    return Piece(_BRACKETS.sub("", text).strip(), next((each for each in said if each != address), ""), address)


def _is_day(text: str) -> bool:
    return moment(text, True).at is not None


def _dated(friend: Contact, piece: Piece, day_first: bool | None) -> Contact:
    """Return a friend with the date of a page; a date that cannot be read is a loss, as in JSON."""
    told = moment(piece.when, day_first)
    lost = bool(piece.when) and told.at is None
    return replace(
        friend,
        key=f"{friend.key}{told.said}",
        since=told.at.date().isoformat() if told.at else "",
        losses=("the date of this friendship could not be read",) if lost else (),
    )
