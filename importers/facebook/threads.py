"""A thread is a list of names and what each of them sent; the names are all that tells who is who.

A thread between two is known by its folder (`janedoe_10158`) as well, so that two friends of one name stay two. Whose
archive it is stands in another file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from importers.export import Member
from importers.facebook.content import Entry, entries, instant, list_of, text_of
from importers.facebook.events import event
from importers.facebook.names import is_deactivated, repaired
from importers.facebook.page_dates import Moment
from importers.reading import guarded
from importers.records import Interaction, Mailbox, Origin, Participant, Problem, Record, Skipped

REQUESTS = frozenset({"message_requests", "filtered_threads"})
"""The sections where the messages of strangers wait; whether the owner ever saw them is not told."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread by its folder and section, either "" where the path does not tell; `owner` is "" where not known.

    `seen` counts the keys of its messages, over all files of the thread. `channel` names the service.
    """

    name: str
    section: str
    owner: str
    seen: Counter[str]
    channel: str = "facebook"

    def told_by(self, member: Member, data: Entry) -> Thread:
        """Return it with what the file itself tells where its path did not: `thread_path`, else file name or title."""
        if self.name:
            return self
        path = PurePosixPath(text_of(data, "thread_path"))
        stem = PurePosixPath(member.name).stem
        own_name = "" if re.fullmatch(r"messages?|message_\d+|\d+", stem) else stem
        name = path.name or own_name or text_of(data, "title", "threadName")
        return replace(self, name=name, section=path.parts[0] if path.name else "")

    def read(self, member: Member, data: Entry, behind: int = 0) -> Iterator[Record]:
        """Yield a record for each entry of one file, and a problem for each participant without a readable name.

        `behind` is how many entries of other threads stand before them in the file.
        """
        people = _people(data)
        for _ in range(people.count("")):
            yield Problem(Origin(member.name), "a participant of this thread has no readable name")
        named = [name for name in people if name]
        circle = _Circle.of(named, _partner(named, self.owner, text_of(data, "title", "threadName")), self.name)
        rows = (
            (replace(origin, record=origin.record + behind) if origin.record else origin, entry)
            for origin, entry in entries(member, data.get("messages"))
        )
        yield from guarded(rows, lambda origin, entry: self._record(origin, entry, circle))

    def _record(self, origin: Origin, entry: Entry, circle: _Circle) -> Interaction | Skipped:
        sender = text_of(entry, "sender_name", "senderName")
        reason = "message requests" if self.section in REQUESTS else event(entry, sender) or circle.hides(sender)
        if reason:
            return Skipped(origin, reason)
        if not sender:
            raise ValueError("this message has no sender")
        told = _moment(entry)
        return Interaction(
            at=told.at,
            key=self._distinct(f"{self.name}|{told.said}|{sender}"),
            origin=origin,
            channel=self.channel,
            participants=circle.from_sender(sender),
            thread=self.name,
        )

    def _distinct(self, key: str) -> str:
        self.seen[key] += 1
        return key if self.seen[key] == 1 else f"{key}#{self.seen[key]}"


@dataclass(frozen=True, slots=True)
class _Circle:
    """Who takes part in a thread, each as a recipient, with the place of each name; without deactivated accounts."""

    recipients: tuple[Participant, ...]
    places: dict[str, int]
    looks_smaller: bool  # so few are left without deactivated accounts that a group would look like a talk of two

    @classmethod
    def of(cls, people: list[str], partner: str, thread: str) -> _Circle:
        left = [name for name in people if not is_deactivated(name)]
        keys = [f"{name}\x1f{thread if name == partner else ''}" for name in left]
        recipients = tuple(Participant("to", Mailbox(key, name, "")) for key, name in zip(keys, left, strict=True))
        return cls(recipients, {name: i for i, name in enumerate(left)}, len(left) < min(len(people), 3))

    def hides(self, sender: str) -> str:
        """Return the reason to leave out a message that cannot be told without deactivated accounts, or ""."""
        return "deactivated accounts" if self.looks_smaller or is_deactivated(sender) else ""

    def from_sender(self, sender: str) -> tuple[Participant, ...]:
        """Return the sender, then everybody else; a namesake of the sender stays."""
        at = self.places[sender]
        return (Participant("from", self.recipients[at].mailbox), *self.recipients[:at], *self.recipients[at + 1 :])


def _moment(entry: Entry) -> Moment:
    """Return when a message was sent: a page says it in words, JSON in milliseconds."""
    told = entry.get("timestamp_ms", entry.get("timestamp"))
    return told if isinstance(told, Moment) else Moment(instant(told, 1000), str(told))


def _partner(people: list[str], owner: str, title: str) -> str:
    """Return with whom the owner is in a thread of two; where the owner is not known, its title names the other."""
    if len(people) != 2:
        return ""
    if owner in people:
        return people[1 - people.index(owner)]
    return title if title in people else ""


def _people(data: Entry) -> list[str]:
    """Return the names in a thread, "" for an unreadable one: its participants, then who left but wrote in this file.

    Participants are objects with a name, in end-to-end encrypted threads the names alone.
    """
    told = list_of(data, "participants")
    people = [repaired(who) if isinstance(who, str) else text_of(who, "name") for who in told]
    senders = (text_of(message, "sender_name", "senderName") for message in list_of(data, "messages"))
    return people + [name for name in dict.fromkeys(senders) if name and name not in people]
