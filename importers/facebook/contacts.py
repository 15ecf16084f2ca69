"""Friends and the owner's profile are contacts; a friend is a name and a date, and no id at all.

So a friend's key is the name together with the moment when the friendship began: two friends of one name stay two.
"""

from __future__ import annotations

from collections.abc import Iterator

from importers.export import Member
from importers.facebook.content import Entry, entries, instant, list_of, text_of, texts_of
from importers.facebook.names import is_deactivated
from importers.reading import guarded, natural_key
from importers.records import Contact, Origin, Record, Skipped


def friends(member: Member, values: object) -> Iterator[Record]:
    """Yield a contact a friend, from the array of `friends` (2018-19) or `friends_v2`."""
    return guarded(entries(member, values), _friend)


def profile(member: Member, value: object) -> Iterator[Record]:
    """Yield the owner as a contact, from the object of `profile` (2018-19) or `profile_v2`."""
    return guarded(entries(member, [value]), _owner)


def _friend(origin: Origin, entry: Entry) -> Contact | Skipped:
    name, contact_info = text_of(entry, "name"), text_of(entry, "contact_info")
    if not name:
        raise ValueError("this friend has no name")
    if is_deactivated(name):
        return Skipped(origin, "deactivated accounts")
    timestamp = entry.get("timestamp") or ""
    since, losses = _date(timestamp)
    return Contact(
        key=natural_key("", "", name, str(timestamp)),
        origin=origin,
        formatted_name=name,
        emails=(contact_info,) if "@" in contact_info else (),
        phones=(contact_info,) if contact_info and "@" not in contact_info else (),
        since=since,
        losses=losses,
    )


def _date(timestamp: object) -> tuple[str, tuple[str, ...]]:
    """Return a date in ISO form, "" where none is told, and what was lost of it: a friend is one without a date too."""
    try:
        return (instant(timestamp, 1).date().isoformat() if timestamp else ""), ()
    except ValueError:
        return "", ("the date of this friendship could not be read",)


def _owner(origin: Origin, entry: Entry) -> Contact:
    names, emails = entry.get("name"), entry.get("emails")
    name = text_of(names, "full_name")
    if not name:
        raise ValueError("this profile has no name")
    phones = (text_of(phone, "phone_number") for phone in list_of(entry, "phone_numbers"))
    url = text_of(entry, "profile_uri")
    return Contact(
        key=f"me|{name}",
        origin=origin,
        formatted_name=name,
        given_name=text_of(names, "first_name"),
        family_name=text_of(names, "last_name"),
        emails=tuple(dict.fromkeys(texts_of(emails, "emails") + texts_of(emails, "previous_emails"))),
        phones=tuple(filter(None, phones)),
        urls=(url,) if url else (),
        is_me=True,
    )
