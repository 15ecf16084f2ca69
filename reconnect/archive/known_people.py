"""What is known of people beside the tie: lists they stand in, what is shared with them, noted and decided.

Most people of a large archive are known by mail alone, and the report needs only a few of these: so facts are gathered
for those who may be listed for another reason than their tie, and in full for the few that are shown.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import NamedTuple, TypeAlias

import numpy as np

from importers.records import UPLOADED
from reconnect.archive.changes import with_people
from reconnect.report.facts import Letter, Listing, Mark, News, Note, PersonFacts, Published, Rest, Shared
from reconnect.report.groups import NEW
from reconnect.report.reasons import Seen
from reconnect.report.rests import is_open, rest, says_gone
from reconnect.store import letters, queries, remembered, traces
from reconnect.store.entries import Entry, entries, first_seen, in_lists, in_order, mentioned_in, newly_told
from reconnect.store.published import published
from reconnect.ties.columns import CHANNELS, Ties, as_date

ADDRESS_BOOK = "address book"
SERVICES = frozenset(CHANNELS) - {"mail"}


class Remembered(NamedTuple):
    """What was noted, decided, told anew about people, and published by them, by id."""

    notes: Mapping[int, Sequence[Note]]
    marks: Mapping[int, Sequence[Mark]]
    letters: Mapping[int, Sequence[Letter]]
    changes: Mapping[int, Sequence[News]]
    published: Mapping[int, Sequence[Published]]

    @classmethod
    def read(cls, conn: sqlite3.Connection) -> Remembered:
        """Read all of it."""
        notes, marks, drafts = remembered.notes(conn), remembered.marks(conn), letters.letters(conn)
        return cls(notes, marks, drafts, _changes(conn), published(conn))

    def rest_of(self, person: int, told: Sequence[Entry], *, drafted_too: bool) -> Rest | None:
        """Return the rest of a person whose entries are given; `drafted_too` as in `acquaintances`."""
        letters = [each for each in self.letters.get(person, ()) if not (drafted_too and is_open(each))]
        return rest(self.marks.get(person, ()), letters, self.says_gone(person, told))

    def says_gone(self, person: int, told: Sequence[Entry]) -> str:
        """Return the words by which an entry or a note of mine says that somebody died, or ""."""
        names, categories = _each(told, "formatted_name"), (entry.told.get("categories", ()) for entry in told)
        notes = [*_each(told, "note"), *(each.value for each in self.notes.get(person, ()) if each.kind == "note")]
        return says_gone([*names, *chain.from_iterable(categories)], notes)


class Acquaintances(NamedTuple):
    """Facts by id, the place of everybody by their least contact key, and what is remembered of people."""

    facts: dict[int, PersonFacts]
    ranks: dict[int, int]
    remember: Remembered


def acquaintances(conn: sqlite3.Connection, ties: Ties, as_of: date, *, drafted_too: bool = False) -> Acquaintances:
    """Return the facts of all whom a list, an occasion or a decision may bring into the report, or keep out of it.

    With `drafted_too` an open draft is no reason to leave somebody in peace.
    """
    in_touch = set(ties.person.tolist())
    ids = {person for person, tells_more in in_lists(conn) if tells_more or person not in in_touch}
    remember = Remembered.read(conn)
    ids.update(remember.notes, remember.marks, remember.letters, remember.changes, remember.published)
    ranks = {person: rank for rank, person in enumerate(in_order(conn))}
    found = facts_of(conn, ids, as_of, ranks, remember, drafted_too=drafted_too)
    shared = _shared(conn, [facts for id, facts in found.items() if id not in in_touch], ties)
    found |= {id: replace(found[id], shared=tuple(traces)) for id, traces in shared.items()}
    return Acquaintances(found, ranks, remember)


def in_full(
    conn: sqlite3.Connection, known: Acquaintances, people: Collection[int], seen: Seen
) -> dict[int, PersonFacts]:
    """Return the facts of some people with all that only those who are shown need."""
    ties = seen.ties
    missing = [id for id in people if id not in known.facts]
    found = known.facts | facts_of(conn, missing, seen.as_of, known.ranks, known.remember)
    at = np.flatnonzero(np.isin(ties.person, list(people)))
    last = dict(zip(ties.person[at].tolist(), ties.last_interaction[at].tolist(), strict=True))
    waits = dict(zip(ties.person[at].tolist(), ties.unanswered[at].tolist(), strict=True))
    subjects = traces.subjects(conn, {*last.values(), *waits.values()})
    rooms = traces.group_chats(conn, people)
    return {
        id: replace(
            found[id],
            last_subject=subjects.get(last.get(id, -1), ""),
            unanswered_subject=subjects.get(waits.get(id, -1), ""),
            rooms=rooms.get(id, 0),
        )
        for id in people
        if id in found
    }


def left_in_peace(conn: sqlite3.Connection, people: Collection[int]) -> dict[int, str]:
    """Return of some people those for whom there is neither list nor draft, ever, and why."""
    remember = Remembered.read(conn)
    told: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries(conn, people):
        told[entry.person].append(entry)
    found: dict[int, str] = {}
    for person in people:
        if gone := remember.says_gone(person, told[person]):
            found[person] = f'their entry or your note says "{gone}"'
        if marked := [each.mark for each in remember.marks.get(person, ()) if each.mark != "later"]:
            found[person] = f"you marked them {marked[0]}"
    return found


def left_for_good(conn: sqlite3.Connection, people: Collection[int]) -> set[int]:
    """Return those of some people who are never to be told of: never, died, or declined twice."""
    remember = Remembered.read(conn)
    told: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries(conn, people):
        told[entry.person].append(entry)
    rests = {person: remember.rest_of(person, told[person], drafted_too=True) for person in people}
    return {person for person, rest in rests.items() if rest and rest.until is None}


def facts_of(
    conn: sqlite3.Connection,
    people: Collection[int],
    as_of: date,
    ranks: Mapping[int, int],
    remember: Remembered,
    *,
    drafted_too: bool = False,
) -> dict[int, PersonFacts]:
    """Return the facts of those of some people who are human beings; `shared`, and what few need, is left out."""
    listed: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries(conn, people):
        listed[entry.person].append(entry)
    mentions: dict[int, dict[int, str]] = defaultdict(dict)
    for person, contact, importer in mentioned_in(conn, people):
        mentions[person][contact] = importer
    new_since = _new_since(conn, listed, mentions, as_of)
    return {
        row["id"]: PersonFacts(
            person=row["id"],
            name=row["name"],
            rank=ranks[row["id"]],
            title=row["title"],
            organization=row["organization"],
            listings=_listings(listed[row["id"]]),
            channels=_channels(listed[row["id"]], mentions[row["id"]].values()),
            new_since=new_since.get(row["id"]),
            birthdays=_each(listed[row["id"]], "birthday"),
            anniversaries=_each(listed[row["id"]], "anniversary"),
            changes=tuple(remember.changes.get(row["id"], ())),
            notes=tuple(remember.notes.get(row["id"], ())),
            published=tuple(remember.published.get(row["id"], ())),
            letters=tuple(remember.letters.get(row["id"], ())),
            rest=remember.rest_of(row["id"], listed[row["id"]], drafted_too=drafted_too),
        )
        for row in queries.human_beings(conn, people)
    }


def _changes(conn: sqlite3.Connection) -> dict[int, list[News]]:
    found: dict[int, list[News]] = defaultdict(list)
    for person, each in with_people(conn):
        found[person["id"]].append(each)
    return found


def _listings(told: Sequence[Entry]) -> tuple[Listing, ...]:
    """The lists in which somebody stands, each with the earliest day that it names."""
    lists: dict[str, str] = {}
    for entry in told:
        place = ADDRESS_BOOK if entry.key.startswith(UPLOADED) else entry.importer
        lists[place] = min(filter(None, (lists.get(place, ""), entry.told.get("since", ""))), default="")
    return tuple(Listing(importer, _whole_date(since)) for importer, since in sorted(lists.items()))


def _channels(told: Sequence[Entry], mentions: Collection[str]) -> frozenset[str]:
    """The channels that know one of somebody's identifiers, and so could show contact."""
    found = {each for each in mentions if each in CHANNELS}
    for entry in told:
        if entry.told.get("emails"):
            found.add("mail")
        if entry.importer in SERVICES and not entry.key.startswith(UPLOADED):
            found.add(entry.importer)
        if any("linkedin.com/in/" in url for url in entry.told.get("urls", ())):
            found.add("linkedin")
    return frozenset(found)


def _each(told: Sequence[Entry], field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(entry.told[field]) for entry in told if field in entry.told))


def _new_since(
    conn: sqlite3.Connection,
    listed: Mapping[int, Sequence[Entry]],
    mentions: Mapping[int, Collection[int]],
    as_of: date,
) -> dict[int, date]:
    """Since when those are known of whom everything that is known is new."""
    newly = newly_told(conn, as_of - NEW, as_of)
    new: dict[int, date] = {}
    for person, told in listed.items():
        days = [_whole_date(entry.told.get("since", "")) or newly.get(entry.contact) for entry in told]
        known = [day for day in days if day is not None]
        if known and len(known) == len(days) and min(known) > as_of - NEW:
            new[person] = min(known)
    seen = first_seen(conn, [contact for person in new for contact in mentions.get(person, ())])
    return {
        person: day
        for person, day in new.items()
        if all(seen.get(contact, day) > as_of - NEW for contact in mentions.get(person, ()))
    }


def _whole_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _shared(conn: sqlite3.Connection, strangers: Sequence[PersonFacts], ties: Ties) -> dict[int, list[Shared]]:
    """What strangers and I have in common: a message that both were on, an organization of people close to me."""
    found: dict[int, list[Shared]] = defaultdict(list)
    for person, messages in both_copied(conn, [facts.person for facts in strangers]).items():
        found[person] += [Shared("message", subject, day=day) for _, subject, day in messages]
    if strangers:
        there = Counter(each.casefold() for each in queries.organizations(conn, ties.person[ties.real].tolist()))
        for facts in strangers:
            if people := there.get(facts.organization.casefold(), 0):
                found[facts.person].append(Shared("organization", facts.organization, people=people))
    return found


BothCopied: TypeAlias = Mapping[int, Sequence[tuple[int, str, date]]]
"""By person the first message on which both they and I were: id, subject, day."""


def both_copied(conn: sqlite3.Connection, people: Collection[int]) -> BothCopied:
    """Return for each of `people` the first message from a person on which both they and I were."""
    found: dict[int, list[tuple[int, str, date]]] = {}
    for person, interaction, subject, day in traces.with_me(conn, people):
        found.setdefault(person, [(interaction, subject, as_date(day))])
    return found
