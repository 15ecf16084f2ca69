"""Reading interactions as arrays: participants for the counting of contact, and contact days for the ties.

Two plain scans, put together by numpy, take a third of the time of one join in SQL; and a column that SQLite writes as
one text, which numpy reads, takes half the time of a Python object a number. Texts are read a piece at a time and kept
in 9 bytes a participant, so that a million messages fit into little memory.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from reconnect.ties.columns import BY_HAND, CHANNELS, KINDS, NOBODY, ROLES, ContactDays, Exchanges, Flags, Ints

DAY = 86_400
AT_ONCE = 50_000
"""About so many interactions are read, or counted, at once."""

AMONG = "(select value from json_each(?))"

Ids = npt.NDArray[np.int32]
Codes = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Interactions:
    """Every interaction, one a row, by time and then by content, whatever was imported first.

    `at` is seconds since 1970, 0 where `dated` tells that the time is not known. `channel` and `kind` index `channels`
    and KINDS; a kind that only another importer knows is len(KINDS).
    """

    channels: tuple[str, ...]
    id: Ids
    at: Ints
    channel: Codes
    kind: Codes
    dated: Flags
    is_reply: Flags


@dataclass(frozen=True, slots=True)
class Participations:
    """Every participant of every interaction, one a row.

    `interaction` is its row in `of`, `contact` a contact's id. `role` indexes ROLES; one that only another importer
    knows is len(ROLES).
    """

    of: Interactions
    interaction: Ids
    contact: Ids
    role: Codes


def channels(conn: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names behind the channel codes: those that ship, then whatever else an importer brought."""
    others = conn.execute("select distinct channel from interactions order by channel").fetchall()
    return (*CHANNELS, *(channel for (channel,) in others if channel not in CHANNELS))


Piece = tuple[str, tuple[object, ...]]
"""An SQL condition on an id, with its parameters."""


def participations(conn: sqlite3.Connection, since: int = 0, ids: Ints | None = None) -> Participations:
    """Return all participants of all interactions with an id above `since`, or only of those with `ids`, in order."""
    pieces = _pieces(conn, since, ids)
    of = _interactions(conn, pieces)
    row = np.argsort(of.id).astype(np.int32)
    in_order = of.id[row]
    found = [(row[:0], row[:0], of.kind[:0])]
    # One long number is read in less time than two short ones, and without an order SQLite needs no table in between.
    both = f"interaction_id << 32 | (contact_id * {len(ROLES) + 1} + {_code('role', ROLES)})"
    for which, parameters in pieces:
        (numbers,) = columns(conn, f"participants where interaction_id {which}", both, parameters=parameters)
        place = row[np.searchsorted(in_order, numbers >> 32)]
        contact, role = np.divmod(numbers & 0xFFFFFFFF, len(ROLES) + 1)
        found.append((place, contact.astype(np.int32), role.astype(np.int8)))
    return Participations(of, *map(np.concatenate, zip(*found, strict=True)))


def _pieces(conn: sqlite3.Connection, since: int, ids: Ints | None) -> list[Piece]:
    """Return the pieces in which interactions are read."""
    if ids is not None:
        some = (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
        return [(f"in {AMONG}", (json.dumps(piece.tolist()),)) for piece in some]
    (last,) = conn.execute("select coalesce(max(id), 0) from interactions").fetchone()
    return [("between ? and ?", (start + 1, start + AT_ONCE)) for start in range(since, last, AT_ONCE)]


def _interactions(conn: sqlite3.Connection, pieces: Sequence[Piece], names: tuple[str, ...] = CHANNELS) -> Interactions:
    """Return some interactions; `names` are the channels that are known."""
    sort = f"{_code('channel', names)} * {len(KINDS) + 1} + {_code('kind', KINDS)}"
    traits = f"({sort}) * 4 + (at is not null) * 2 + (reply_to <> '')"
    found = [(np.zeros(0, np.int32), np.zeros(0, np.int64), np.zeros(0, np.int16))]
    for which, parameters in pieces:
        source = f"interactions where id {which} order by id"
        id, at, trait = columns(conn, source, "id", "coalesce(at, 0)", traits, parameters=parameters)
        found.append((id.astype(np.int32), at, trait.astype(np.int16)))
    ids, at, trait = map(np.concatenate, zip(*found, strict=True))
    channel, kind = np.divmod(trait >> 2, len(KINDS) + 1)
    if channel.max(initial=0) == len(names):  # another importer's channel, for whose name all is read once more
        return _interactions(conn, pieces, channels(conn))
    row = _in_order(conn, ids, at)
    return Interactions(
        channels=names,
        id=ids[row],
        at=at[row],
        channel=channel[row].astype(np.int8),
        kind=kind[row].astype(np.int8),
        dated=(trait[row] & 2).astype(np.bool_),
        is_reply=(trait[row] & 1).astype(np.bool_),
    )


def _in_order(conn: sqlite3.Connection, ids: Ids, at: Ints) -> Ints:
    """Return the rows of interactions by time, and those of one second by content."""
    row: Ints = np.argsort(at, kind="stable")
    is_next = np.diff(at[row]) == 0
    tied = np.flatnonzero(np.append(is_next, False) | np.insert(is_next, 0, False))
    (by_content,) = columns(
        conn, f"interactions where id in {AMONG} order by coalesce(at, 0), key_digest, digest",
        "id", parameters=(json.dumps(ids[row[tied]].tolist()),),
    )  # fmt: skip
    row[tied] = np.searchsorted(ids, by_content)
    return row


def newer_than(conn: sqlite3.Connection, since: int) -> int:
    """Return how many interactions have an id above `since`."""
    return int(conn.execute("select count(*) from interactions where id > ?", (since,)).fetchone()[0])


def with_contacts(conn: sqlite3.Connection, contacts: Ints) -> Ints:
    """Return the ids of all interactions in which any of some contacts takes part; reads all participants for it."""
    if not len(contacts):
        return contacts
    parameters = (json.dumps(contacts.tolist()),)
    (ids,) = columns(conn, f"participants where contact_id in {AMONG}", "interaction_id", parameters=parameters)
    return np.unique(ids)


def exchanges(all_: Participations, person_of: Ints) -> Iterator[Exchanges]:
    """Yield who stood in which role of which dated interaction, some whole days at a time, in order of time.

    `person_of` gives a person's id by contact id. The interactions are numbered as in `all_.of`.
    """
    of = all_.of
    day = of.at // DAY
    starts = np.searchsorted(day, np.unique(day[::AT_ONCE])).tolist()
    for start, end in pairwise([*starts, len(day)]):
        here = (start <= all_.interaction) & (all_.interaction < end)
        rows = np.flatnonzero(here & of.dated[all_.interaction])
        interaction = all_.interaction[rows].astype(np.int64)
        yield Exchanges(
            interaction=interaction,
            day=day[interaction],
            channel=of.channel[interaction].astype(np.int64),
            kind=of.kind[interaction].astype(np.int64),
            role=all_.role[rows].astype(np.int64),
            person=person_of[all_.contact[rows]],
            is_reply=of.is_reply[interaction],
            names=of.channels,
        )


def with_ids(days: ContactDays, of: Interactions) -> ContactDays:
    """Return the days with the ids of their interactions instead of their rows in `of`."""
    ids = np.append(of.id, -1).astype(np.int64)  # at place -1, for a day on which nobody opened a thread
    return replace(days, interaction=ids[days.interaction], opened=ids[days.opened])


def person_of_contacts(conn: sqlite3.Connection) -> Ints:
    """Return an array that gives the person's id at each contact's id, -1 where there is none."""
    contact, person = columns(conn, "links", "contact_id", "person_id")
    (last,) = conn.execute("select coalesce(max(id), 0) from contacts").fetchone()
    found = np.full(last + 1, NOBODY, np.int64)
    found[contact] = person
    return found


def in_touch_on(conn: sqlite3.Connection, people: Ints, days: Ints) -> Ints:
    """Return those of some people who were in touch on the day that stands beside them, as it was worked out."""
    pairs = json.dumps(np.stack((people, days), axis=1).tolist())
    source = (
        "json_each(?) as pair cross join contact_days on person_id = json_extract(pair.value, '$[0]') "
        "and day = json_extract(pair.value, '$[1]')"
    )
    return columns(conn, source, "person_id", parameters=(pairs,))[0]


def contact_days(conn: sqlite3.Connection, names: tuple[str, ...] = (*CHANNELS, *BY_HAND)) -> ContactDays:
    """Return the days of contact that were worked out; `names` are the channels that are known."""
    traits = f"({_code('channel', names)}) * 8 + incoming * 4 + outgoing * 2 + last_word"
    person, day, trait, interaction, opened = columns(
        conn, "contact_days", "person_id", "day", traits, "interaction_id", "opened_id"
    )
    if trait.max(initial=0) >> 3 == len(names):
        return contact_days(conn, (*channels(conn), *BY_HAND))
    incoming, outgoing, last_word = ((trait & bit).astype(np.bool_) for bit in (4, 2, 1))
    return ContactDays(person, day, trait >> 3, incoming, outgoing, last_word, interaction, opened, names)


def columns(conn: sqlite3.Connection, source: str, *columns: str, parameters: tuple[object, ...] = ()) -> list[Ints]:
    """Return columns of whole numbers, none of them null; `source` is a table and the order of its rows."""
    named = ", ".join(f"{column} as c{place}" for place, column in enumerate(columns))
    texts = ", ".join(f"group_concat(c{place})" for place in range(len(columns)))
    row = conn.execute(f"select {texts} from (select {named} from {source})", parameters).fetchone()
    return [np.fromstring(text or "", np.int64, sep=",") for text in row]


def _code(column: str, words: Sequence[str]) -> str:
    """An SQL expression that turns words into their index, and any other word into the number behind the last."""
    cases = " ".join("when '{}' then {}".format(word.replace("'", "''"), code) for code, word in enumerate(words))
    return f"case {column} {cases} else {len(words)} end"
