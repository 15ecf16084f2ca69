"""One row of a LinkedIn file becomes one record; a person is their profile URL, whatever names stand beside it.

Who sent and who received a message is told by URLs alone: the sent ones lie in the INBOX too. Before mid-2023 the
receivers had none, and their names, joined by commas, hold commas themselves ("Jane Doe, Ph.D.").
The columns are described in samples/linkedin/FORMAT.md.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import unquote

from importers.linkedin.dates import read_date
from importers.reading import natural_key
from importers.records import Contact, Interaction, Mailbox, Origin, Participant, Role, Skipped

Cells: TypeAlias = Mapping[str, str]

CHANNEL = "linkedin"
DELETED_MEMBER = "LinkedIn Member"
SPONSORED = "spinmail-quill-editor"
UNFILLED = "%FIRSTNAME%"
RECEIVERS = "recipient profile urls"
YES = frozenset({"Yes", "yes", "YES", "True", "true", "TRUE"})

_PROFILE = re.compile(r"^(?:https?://)?(?:[\w-]+\.)?linkedin\.com/in/([^/?#\s]+)", re.IGNORECASE)


def profile_key(url: str) -> str:
    """Return the key of a profile URL, "linkedin.com/in/<slug>": percent-decoded, casefolded; "" if it is none."""
    found = _PROFILE.match(url)
    return f"linkedin.com/in/{unquote(found[1]).casefold()}" if found else ""


@lru_cache(maxsize=1 << 16)
def participant(role: Role, name: str, url: str) -> Participant:
    """Return a person in a role, keyed as among the connections: by profile URL, else by name."""
    return Participant(role, Mailbox(natural_key(profile_key(url), url, name), name, url))


def connection(origin: Origin, row: Cells) -> Contact | Skipped:
    """Read a row of Connections; company and position are those of the day of the export."""
    given, family, url, email, on = (
        row.get(column, "") for column in ("first name", "last name", "url", "email address", "connected on")
    )
    if not (given or family or url or email):
        return Skipped(origin, "hidden members")
    name = f"{given} {family}".strip()
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


def message(origin: Origin, row: Cells, *, urls: Mapping[str, str]) -> Interaction | Skipped:
    """Read a row of messages; `urls` tells the profile URL of a receiver by name where receivers have none."""
    if reason := _left_out(row):
        return Skipped(origin, reason)
    sender = participant("from", row["from"], row.get("sender profile url", ""))
    receivers = _receivers(row["to"], row[RECEIVERS]) if RECEIVERS in row else _named_receivers(row["to"], urls)
    if not receivers:
        return Skipped(origin, "deleted members")
    at, conversation = read_date(row["date"]), row["conversation id"]
    return Interaction(
        key=f"{conversation}|{at.isoformat()}|{sender.mailbox.key}",
        origin=origin,
        channel=CHANNEL,
        at=at,
        participants=(sender, *receivers),
        subject=row.get("subject", ""),
        thread=conversation,
    )


def invitation(origin: Origin, row: Cells) -> Interaction | Skipped:
    """Read a row of Invitations: an exchange if words were added, else the press of a button."""
    inviter = participant("from", row["from"], row.get("inviterprofileurl", ""))
    invitee = participant("to", row["to"], row.get("inviteeprofileurl", ""))
    if any(_is_deleted(side.mailbox.name, side.mailbox.address or None) for side in (inviter, invitee)):
        return Skipped(origin, "deleted members")
    at = read_date(row["sent at"])
    return Interaction(
        key=f"invitation|{at.isoformat()}|{inviter.mailbox.key}|{invitee.mailbox.key}",
        origin=origin,
        channel=CHANNEL,
        at=at,
        participants=(inviter, invitee),
        kind="personal" if row.get("message") else "click",
        witness="Message",
    )


def profile(origin: Origin, row: Cells, *, url: str) -> Contact:
    """Read the row of Profile: the owner, whose own profile URL stands in other files alone."""
    given, family = row["first name"], row["last name"]
    name = f"{given} {family}".strip()
    if not name:
        raise ValueError("it has no name")
    return Contact(
        key=profile_key(url) or f"me|{name}",
        origin=origin,
        formatted_name=name,
        given_name=given,
        family_name=family,
        urls=(url,) if url else (),
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


def own_url(invitations: Iterable[Cells]) -> str:
    """Return the owner's profile URL: that of the inviter of an OUTGOING invitation; "" if none tells."""
    urls = (row.get("inviterprofileurl", "") for row in invitations if row["direction"].casefold() == "outgoing")
    return next(filter(None, urls), "")


def sender_urls(messages: Iterable[Cells]) -> dict[str, str]:
    """Return the profile URLs of all senders by name, "" for a name that two people have.

    Empty where the receivers have a column of URLs, which makes it needless.
    """
    urls: dict[str, str] = {}
    for row in messages:
        if RECEIVERS in row:
            return {}
        name, url = row["from"], row.get("sender profile url", "")
        if url:
            urls[name] = url if urls.get(name, url) == url else ""
    return urls


def _day(text: str) -> str:
    try:
        return read_date(text).date().isoformat()
    except ValueError:
        return ""


def _left_out(row: Cells) -> str:
    """Return why a message is no exchange between people, or ""."""
    url, content = row.get("sender profile url"), row.get("content", "")
    if not YES.isdisjoint((row.get("is message draft"), row.get("is conversation draft"))):
        return "drafts"
    if row.get("folder", "").casefold() == "spam":
        return "spam"
    if SPONSORED in content or (not url and UNFILLED in content):
        return "sponsored"
    return "deleted members" if _is_deleted(row["from"], url) else ""


def _is_deleted(name: str, url: str | None) -> bool:
    """Tell a deleted member; `url` is None where the file has no column for it."""
    return name == DELETED_MEMBER or url == "" or not (name or url)


@lru_cache(maxsize=1 << 14)
def _receivers(to: str, urls: str) -> tuple[Participant, ...]:
    """Return who stands in two cells of names and URLs; several names are told apart only if there are as many URLs."""
    pieces = _pieces(to)
    addresses = [url.strip() for url in urls.split(",") if url.strip()]
    guesses = ([", ".join(pieces)], pieces, _names(pieces, ()))
    names = next((names for names in guesses if len(names) == len(addresses)), [""] * len(addresses))
    return tuple(participant("to", name, url) for name, url in zip(names, addresses, strict=True))


def _named_receivers(to: str, urls: Mapping[str, str]) -> tuple[Participant, ...]:
    """Return who stands in a cell of names alone."""
    return tuple(participant("to", name, urls.get(name, "")) for name in _names(_pieces(to), urls))


def _pieces(to: str) -> list[str]:
    return [piece for piece in to.split(", ") if piece not in ("", DELETED_MEMBER)]


def _names(pieces: Iterable[str], known: Container[str]) -> list[str]:
    """Join names that a comma has split: a piece of one word that is no known name is a title of the name before it."""
    names: list[str] = []
    for piece in pieces:
        if names and " " not in piece and piece not in known:
            names[-1] += f", {piece}"
        else:
            names.append(piece)
    return names
