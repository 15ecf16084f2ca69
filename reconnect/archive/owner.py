"""Whose archive it is, as far as the sources tell, and the country of the owner's telephone numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from reconnect.archive.correspondents import Counts, ways
from reconnect.identity import Mine, Own, Seen, find_me, normal_phone
from reconnect.identity.digests import Ints, Table, are_in
from reconnect.identity.me import name_of_mine
from reconnect.identity.perhaps_me import MAILBOXES, STANDING, bear, mailboxes, may_be_mine, stand_out
from reconnect.identity.region import region_of
from reconnect.store import queries
from reconnect.store.queries import StoredContact


class Mailboxes(NamedTuple):
    """A row of `MAILBOXES` for each contact that takes part in interactions, and my name, with which theirs compare."""

    all: Table
    mine: str


NO_MAILBOXES = Mailboxes(np.zeros(0, MAILBOXES), "")


def found_me(conn: sqlite3.Connection, counts: Counts, before: Mailboxes) -> tuple[tuple[Own, ...], Mailboxes]:
    """Return what is mine as far as the sources tell, and the mailboxes, of which those from before stay."""
    mentions = _Mentions(conn)
    boxes = _with_new(before, counts, mentions)
    in_mail = _standing(boxes, counts, "mail")
    boxes = _compared(boxes, name_of_mine(mentions.seen(in_mail[stand_out(in_mail)])), mentions)
    seen = {channel: _standing(boxes, counts, channel) for channel, total in counts.totals.items() if total}
    likely = {channel: mentions.seen(standing[may_be_mine(standing)]) for channel, standing in seen.items()}
    return find_me([each.contact for each in queries.own_contacts(conn)], likely, counts.totals), boxes


class _Mentions:
    """Name and address of contacts, each read when it is first asked for."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn, self._read = conn, dict[int, tuple[str, str]]()

    def of(self, contacts: Ints) -> dict[int, tuple[str, str]]:
        wanted = contacts.tolist()
        if missing := [contact for contact in wanted if contact not in self._read]:
            self._read |= queries.mentions(self._conn, missing)
        return {contact: self._read[contact] for contact in wanted}

    def seen(self, standing: Table) -> list[Seen]:
        mentions = self.of(standing["contact"])
        times = standing[["sent", "received", "delivered"]].tolist()
        return [Seen(address, name, *often) for (name, address), often in zip(mentions.values(), times, strict=True)]


def _with_new(before: Mailboxes, counts: Counts, mentions: _Mentions) -> Mailboxes:
    """Return the mailboxes of all who are counted, in order."""
    contacts = np.unique(counts.contact)
    new = mentions.of(contacts[~are_in(contacts, before.all["contact"])])
    boxes = mailboxes(new)
    boxes["bears_mine"] = bear((name for name, _ in new.values()), before.mine)
    boxes = np.concatenate([before.all, boxes])
    return Mailboxes(boxes[np.argsort(boxes["contact"])], before.mine)


def _compared(boxes: Mailboxes, mine: str, mentions: _Mentions) -> Mailboxes:
    """Return mailboxes with names that are compared with mine, which may not be what it was."""
    if mine != boxes.mine:
        names = (name for name, _ in mentions.of(boxes.all["contact"]).values())
        boxes.all["bears_mine"] = bear(names, mine)
    return Mailboxes(boxes.all, mine)


def _standing(boxes: Mailboxes, counts: Counts, channel: str) -> Table:
    """Return the mailboxes that take part in the interactions of a channel, in mail those that may be a person's."""
    sent, received, delivered = (times[boxes.all["contact"]] for times in ways(counts, channel))
    here = (sent + received + delivered > 0) & (boxes.all["is_persons"] | (channel != "mail"))
    found = np.zeros(np.count_nonzero(here), STANDING)
    for name in MAILBOXES.names or ():
        found[name] = boxes.all[name][here]
    found["sent"], found["received"], found["delivered"] = sent[here], received[here], delivered[here]
    return found


def region_within(conn: sqlite3.Connection) -> str | None:
    """Return the country of local telephone numbers: by the setting, or else by my own numbers as last worked out."""
    own = [(row["kind"], row["value"]) for row in queries.me(conn)]
    return queries.settings(conn).get("home_region") or home_region(own, queries.contacts_of(conn, queries.ME))


def home_region(own: Sequence[tuple[str, str]], stored: Iterable[StoredContact]) -> str | None:
    """Return the country of my own numbers, which `own` (kind and value) and the contacts that are mine tell.

    By a local number of mine no contact is known here, since whose it is depends on the country.
    """
    mine = Mine((kind, value) for kind, value in own if kind != "phone" or normal_phone(value).startswith("+"))
    cards = (each for each in stored if each.contact.phones and mine.is_me(each.contact, each.importer))
    told = [value for kind, value in own if kind == "phone"]
    return region_of([*told, *(phone for card in cards for phone in card.contact.phones)])
