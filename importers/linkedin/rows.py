"""One row of a LinkedIn file becomes one record, messages aside.

Endorsements, recommendations and the owner's profile do not say who the owner is, or not their URL: other files of the
archive do (`importers.linkedin.archive`). The columns are described in samples/linkedin/FORMAT.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import TypeAlias

from importers.linkedin.address_book import handle, unlabelled, values
from importers.linkedin.dates import read_date
from importers.linkedin.messages import CHANNEL
from importers.linkedin.people import is_deleted, participant, profile_key
from importers.reading import natural_key
from importers.records import Contact, Interaction, Kind, Origin, Participant, Skipped

Cells: TypeAlias = Mapping[str, str]


def full_name(given: str, family: str) -> str:
    """Return a name as messages and invitations tell it."""
    return f"{given} {family}".strip()


def connection(origin: Origin, row: Cells) -> Contact | Skipped:
    """Read a row of Connections; company and position are those of the day of the export."""
    given, family, url, email, on = (
        row.get(column, "") for column in ("first name", "last name", "url", "email address", "connected on")
    )
    if not (given or family or url or email):
        return Skipped(origin, "hidden members")
    name = full_name(given, family)
    since = _day(on)
    return Contact(
        key=natural_key(profile_key(url), url, name, email, since or on),
        origin=origin,
        formatted_name=name,
        given_name=given,
        family_name=family,
        emails=(email,) if email else (),
        urls=(url,) if url else (),
        organization=row.get("company", ""),
        title=row.get("position", ""),
        since=since,
        losses=(f"Connected On: {on}",) if on and not since else (),
    )


def note(origin: Origin, row: Cells) -> Contact:
    """Read a row of Notes: what the owner has written down about a connection."""
    given, family, url = (row.get(f"connection {column}", "") for column in ("first name", "last name", "profile url"))
    name, text, on = full_name(given, family), row["note"], row.get("created on", "")
    if not text or not (name or url):
        raise ValueError("it has no text" if name or url else "it does not say whom it is about")
    return Contact(
        key=f"note|{natural_key(profile_key(url), url, name)}|{_day(on) or on}",
        origin=origin,
        formatted_name=name,
        given_name=given,
        family_name=family,
        urls=(url,) if url else (),
        note=text,
        revision=_day(row.get("edited on", "")) or _day(on),
    )


def invitation(origin: Origin, row: Cells) -> Interaction | Skipped:
    """Read a row of Invitations: an exchange if words were added, else the press of a button."""
    inviter = participant("from", row["from"], row.get("inviterprofileurl", ""))
    invitee = participant("to", row["to"], row.get("inviteeprofileurl", ""))
    if any(is_deleted(side.mailbox.name, side.mailbox.address or None) for side in (inviter, invitee)):
        return Skipped(origin, "deleted members")
    at = read_date(row["sent at"])
    key = f"invitation|{at.isoformat()}|{inviter.mailbox.key}|{invitee.mailbox.key}"
    kind: Kind = "personal" if row.get("message") else "click"
    return _interaction(key, origin, at, (inviter, invitee), kind, "Message")


def endorsement(origin: Origin, row: Cells, *, me: tuple[str, str], mine: bool) -> Interaction | Skipped:
    """Read a row of Endorsement_Given_Info (`mine`) or Endorsement_Received_Info: the press of a button.

    `me` is the owner's name and URL, both "" if not known: then the other side stands alone.
    """
    side = "endorsee" if mine else "endorser"
    name = full_name(row[f"{side} first name"], row[f"{side} last name"])
    url = row.get(f"{side} public url", "")
    if is_deleted(name, url or None):
        return Skipped(origin, "deleted members")
    at = read_date(row["endorsement date"])
    participants = _between(me, (name, url), mine=mine)
    key = f"endorsement|{at.isoformat()}|{_sides(participants)}|{row.get('skill name', '')}"
    return _interaction(key, origin, at, participants, "click", "Endorsement Status")


def recommendation(
    origin: Origin, row: Cells, *, me: tuple[str, str], mine: bool, urls: Mapping[str, str]
) -> Interaction | Skipped:
    """Read a row of Recommendations_Given (`mine`) or Recommendations_Received: somebody wrote about somebody.

    Whether it was ever shown makes no difference. `urls` tells the profile URLs of connections by name.
    """
    name = full_name(row["first name"], row["last name"])
    if is_deleted(name, None):
        return Skipped(origin, "deleted members")
    at = read_date(row["creation date"])
    participants = _between(me, (name, urls.get(name, "")), mine=mine)
    key = f"recommendation|{at.isoformat()}|{_sides(participants)}"
    return _interaction(key, origin, at, participants, "personal", f"Recommendations_{'Given' if mine else 'Received'}")


def profile(origin: Origin, row: Cells, *, url: str) -> Contact:
    """Read the row of Profile: the owner, whose own profile URL stands in other files alone."""
    given, family = row["first name"], row["last name"]
    name = full_name(given, family)
    if not name:
        raise ValueError("it has no name")
    return Contact(
        key=profile_key(url) or f"me|{name}",
        origin=origin,
        formatted_name=name,
        given_name=given,
        family_name=family,
        urls=tuple(filter(None, (url, *unlabelled(row.get("websites", ""))))),
        handles=tuple(handle(name, "twitter") for name in values(row.get("twitter handles", "")))
        + tuple(handle(name) for name in values(row.get("instant messengers", ""))),
        title=row["headline"],
        birthday=row.get("birth date", ""),
        is_me=True,
    )


def own_address(origin: Origin, row: Cells) -> Contact:
    """Read a row of Email Addresses."""
    email = row["email address"]
    if not email:
        raise ValueError("it has no e-mail address")
    return Contact(key=f"me|{email}", origin=origin, emails=(email,), is_me=True)


def own_number(origin: Origin, row: Cells) -> Contact:
    """Read a row of PhoneNumbers or Whatsapp Phone Numbers; the extension is the country's."""
    if not row["number"]:
        raise ValueError("it has no number")
    phone = f"{row['extension']} {row['number']}".strip()
    return Contact(key=f"me|{phone}", origin=origin, phones=(phone,), is_me=True)


def _between(me: tuple[str, str], other: tuple[str, str], *, mine: bool) -> tuple[Participant, ...]:
    """Return the one who did it and the one it was done to; without me, if nothing is known of me."""
    doer, done_to = (me, other) if mine else (other, me)
    sides = (participant("from", *doer), participant("to", *done_to))
    return tuple(side for side in sides if side.mailbox.name or side.mailbox.address)


def _sides(participants: tuple[Participant, ...]) -> str:
    return "|".join(f"{each.role}:{each.mailbox.key}" for each in participants)


def _interaction(
    key: str, origin: Origin, at: datetime, participants: tuple[Participant, ...], kind: Kind, witness: str
) -> Interaction:
    return Interaction(
        key=key, origin=origin, channel=CHANNEL, at=at, participants=participants, kind=kind, witness=witness
    )


@lru_cache(maxsize=1 << 12)
def _day(text: str) -> str:
    try:
        return read_date(text).date().isoformat()
    except ValueError:
        return ""
