"""The imports themselves tell what became of drafts: it is found anew whenever people, messages or words change.

Only the messages of people who have a draft are read, and only where somebody wrote on the day of the draft or since.
The rules: `reconnect.drafts.found`; what counts of it beside what a person said: the view `outcomes_of_drafts`.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from reconnect import ties
from reconnect.drafts.found import DAY, Bounce, Kept, Message, draft_in, found
from reconnect.drafts.stats import Course, Stats, situation_of, stats
from reconnect.store import exchanges, letters, outcomes

__all__ = ["Stats", "counts", "keep"]

if TYPE_CHECKING:
    from sqlite_utils import Database

    from reconnect.store.outcomes import DraftRow


def keep(db: Database) -> None:
    """Find what became of all drafts, and store it."""
    conn = db.conn
    drafts = _with_own(outcomes.drafts(conn), outcomes.own_letters(conn))
    messages = _messages(conn, drafts)
    bounces = [Bounce(*report) for report in outcomes.reports(conn)] if drafts else []
    outcomes.write(
        db,
        (
            (each.draft, each.outcome, each.at // DAY, each.message)
            for person, theirs in groupby(drafts, attrgetter("person"))
            for each in found(list(theirs), messages[person], bounces)
        ),
    )


def _with_own(rows: Sequence[DraftRow], letters: Sequence[tuple[int, int, str]]) -> list[Kept]:
    """Return the drafts with the mails that bear their Message-ID; what is older is a draft's of another archive."""
    own = defaultdict(list)
    for id, at, key in letters:
        own[draft_in(key)].append(Message(id, at, key, "", is_mine=True))
    return [
        Kept(
            id=row.id,
            person=row.person,
            made=row.made,
            own=tuple(each for each in own[row.id] if each.at >= row.made),
            said=None if row.said is None else max(row.said * DAY, row.made),
        )
        for row in rows
    ]


def _messages(conn: sqlite3.Connection, drafts: Sequence[Kept]) -> Mapping[int, list[Message]]:
    """Return the messages between me and the people of some drafts since the first was made, in order of time."""
    first = {draft.person: draft.made // DAY for draft in reversed(drafts)}
    people = outcomes.in_touch_since(conn, first.items())
    messages: dict[int, list[Message]] = defaultdict(list)
    if people:
        told = list(_since(conn, people, min(first[person] for person in people) * DAY))
        keys = outcomes.keys(conn, {id for _, id, *_ in told})
        for person, id, at, is_mine in told:
            messages[person].append(Message(id, at, *keys[id], is_mine=is_mine))
    return messages


def _since(conn: sqlite3.Connection, people: Collection[int], at: int) -> Iterator[tuple[int, int, int, bool]]:
    """Yield person, id, time, and whether it is mine, of the messages that count as contact, in order of time."""
    person_of = exchanges.person_of_contacts(conn)
    contacts = np.flatnonzero(np.isin(person_of, list(people)))
    some = exchanges.participations(conn, ids=outcomes.since(conn, contacts, at))
    for part in exchanges.exchanges(some, person_of):
        incoming, outgoing, _ = ties.each_way(part)
        rows = np.flatnonzero((incoming | outgoing) & np.isin(part.person, list(people)))
        rows = rows[np.argsort(part.interaction[rows], kind="stable")]
        message = part.interaction[rows]
        columns = part.person[rows], some.of.id[message], some.of.at[message], outgoing[rows]
        told = {row[:2]: row for row in zip(*(column.tolist() for column in columns), strict=True)}
        yield from told.values()


def counts(conn: sqlite3.Connection, as_of: date) -> tuple[Stats, dict[str, Stats]]:
    """Return what became of all drafts up to a day, and the same by situation, the most frequent one first."""
    courses = [Course(situation_of(template), became, sent) for template, became, sent in letters.courses(conn, as_of)]
    situations = Counter(each.situation for each in courses)
    return stats(courses, as_of), {
        situation: stats([each for each in courses if each.situation == situation], as_of)
        for situation, _ in situations.most_common()
    }
