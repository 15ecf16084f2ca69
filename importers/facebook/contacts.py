"""Friends, an uploaded address book and the owner's profile are contacts; a friend is a name and a date, and no id.

So a friend's key is the name together with the moment when the friendship began: two friends of one name stay two. An
address book is of people the owner knows somewhere else: it tells of no friendship. See samples/facebook/FORMAT.md.
"""

from __future__ import annotations

from collections.abc import Iterator

from importers.export import Member
from importers.facebook.content import Entry, day, entries, list_of, text_of, texts_of
from importers.facebook.names import is_deactivated, repaired
from importers.reading import guarded, natural_key
from importers.records import UPLOADED, Contact, Origin, Record, Skipped


def friends(member: Member, values: object) -> Iterator[Record]:
    """Yield a contact a friend, from the array of `friends` (2018-19) or `friends_v2`."""
    return guarded(entries(member, values), _friend)


def profile(member: Member, value: object) -> Iterator[Record]:
    """Yield the owner as a contact, from the object of `profile` (2018-19) or `profile_v2`."""
    return guarded(entries(member, [value]), _owner)


def address_book(member: Member, value: object) -> Iterator[Record]:
    """Yield a contact an entry, from the object of `address_book` (2018-19) or `address_book_v2`."""
    inner = value if isinstance(value, dict) else {}
    return guarded(entries(member, inner.get("address_book", inner.get("address_book_v2"))), _listed)


def _friend(origin: Origin, entry: Entry) -> Contact | Skipped:
    name, contact_info = text_of(entry, "name"), text_of(entry, "contact_info")
    if not name:
        raise ValueError("this friend has no name")
    if is_deactivated(name):
        return Skipped(origin, "deactivated accounts")
    timestamp = entry.get("timestamp") or ""
    since, losses = day(timestamp, "friendship")
    return Contact(
        key=natural_key("", "", name, repaired(str(timestamp))),
        origin=origin,
        formatted_name=name,
        emails=(contact_info,) if "@" in contact_info else (),
        phones=(contact_info,) if contact_info and "@" not in contact_info else (),
        since=since,
        losses=losses,
    )


def _listed(origin: Origin, entry: Entry) -> Contact:
    name = text_of(entry, "name")
    points = [point for detail in list_of(entry, "details") if (point := _point(detail))]
    if not (name or points):
        raise ValueError("this entry of the address book has no name, address or number")
    revision, losses = day(entry.get("updated_timestamp"), "entry")
    created = repaired(str(entry.get("created_timestamp") or ""))
    return Contact(
        key=f"{UPLOADED}{natural_key('', '', name, *points, created)}",
        origin=origin,
        formatted_name=name,
        emails=tuple(point for point in points if "@" in point),
        phones=tuple(point for point in points if "@" not in point),
        categories=("address book",),
        revision=revision,
        losses=losses,
    )


def _point(detail: object) -> str:
    """Return an e-mail address or a number, which some entries have in their `extra_data`."""
    more = detail.get("extra_data") if isinstance(detail, dict) else None
    return text_of(detail, "contact_point") or text_of(more, "phone_number")


def _owner(origin: Origin, entry: Entry) -> Contact:
    names, emails = entry.get("name"), entry.get("emails")
    name = text_of(names, "full_name")
    if not name:
        raise ValueError("this profile has no name")
    phones = (text_of(phone, "phone_number") for phone in list_of(entry, "phone_numbers"))
    others = (text_of(other, "name") for part in ("previous_names", "other_names") for other in list_of(entry, part))
    url, username = text_of(entry, "profile_uri"), text_of(entry, "username")
    return Contact(
        key=f"me|{name}",
        origin=origin,
        formatted_name=name,
        given_name=text_of(names, "first_name"),
        family_name=text_of(names, "last_name"),
        nicknames=tuple(filter(None, others)),
        emails=tuple(dict.fromkeys(texts_of(emails, "emails") + texts_of(emails, "previous_emails"))),
        phones=tuple(filter(None, phones)),
        urls=(url,) if url else (),
        handles=(f"facebook:{username}",) if username else (),
        is_me=True,
    )
