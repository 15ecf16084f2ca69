"""A friend request is the press of a button, with a direction; one rejected, or a friendship that ended, is nothing.

An entry names the other side alone: the owner is told by another file, and where that is missing, nobody is put in the
owner's place. The keys are described in samples/facebook/FORMAT.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from importers.export import Member
from importers.facebook.content import Entry, entries, instant, text_of
from importers.facebook.names import is_deactivated
from importers.reading import guarded, natural_key, numbered
from importers.records import Interaction, Mailbox, Origin, Participant, Record, Role, Skipped

_ROLES: tuple[Role, Role] = ("from", "to")


def sent(member: Member, values: object, owner: str) -> Iterator[Record]:
    """Yield a click of the owner's for each entry of `sent_requests`; `owner` is a name, "" where not known."""
    return numbered(guarded(entries(member, values), partial(_request, owner=owner, is_sent=True)))


def received(member: Member, values: object, owner: str) -> Iterator[Record]:
    """Yield a click of somebody else's for each entry of `received_requests`; `owner` as in `sent`."""
    return numbered(guarded(entries(member, values), partial(_request, owner=owner, is_sent=False)))


def rejected(member: Member, values: object) -> Iterator[Record]:
    """Yield what is left out for each entry of `rejected_requests`."""
    return guarded(entries(member, values), _rejected)


def removed(member: Member, values: object) -> Iterator[Record]:
    """Yield what is left out for each entry of `deleted_friends`: who is no friend any more is listed as none."""
    return guarded(entries(member, values), _removed)


def _request(origin: Origin, entry: Entry, *, owner: str, is_sent: bool) -> Interaction | Skipped:
    name, list_name = _name(entry), "sent_requests" if is_sent else "received_requests"
    if is_deactivated(name):
        return Skipped(origin, "deactivated accounts")
    at = instant(entry.get("timestamp"), 1)
    sides = (owner, name) if is_sent else (name, owner)
    return Interaction(
        key=f"{list_name}|{at.isoformat()}|{name}",
        origin=origin,
        channel="facebook",
        at=at,
        participants=tuple(
            Participant(role, Mailbox(natural_key("", "", side), side, ""))
            for role, side in zip(_ROLES, sides, strict=True)
            if side
        ),
        kind="click",
        witness=list_name,
    )


def _rejected(origin: Origin, entry: Entry) -> Skipped:
    _name(entry)
    spam = entry.get("marked_as_spam") is True
    return Skipped(origin, "friend requests marked as spam" if spam else "rejected friend requests")


def _removed(origin: Origin, entry: Entry) -> Skipped:
    _name(entry)
    return Skipped(origin, "former friends")


def _name(entry: Entry) -> str:
    if not (name := text_of(entry, "name")):
        raise ValueError("this entry has no name")
    return name
