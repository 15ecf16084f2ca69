"""Who has been forgotten: ties and what is known of people, put together for the report."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from reconnect import ties
from reconnect.archive.known_people import Acquaintances, acquaintances, in_full
from reconnect.archive.measuring import standing
from reconnect.config import Settings
from reconnect.errors import NotAPerson
from reconnect.report import by_chance, groups, sharing
from reconnect.report.explained import Explained, explained
from reconnect.report.facts import Found, Group, Listed, Report, Sides
from reconnect.report.reasons import Seen, longer_than_usual
from reconnect.report.telling import Known, report
from reconnect.store import letters, queries, remembered
from reconnect.ties.columns import Ties, as_date

A_WEEK = timedelta(days=7)


class Outlook(NamedTuple):
    """All that the report follows from as of a day: ties, acquaintances, and everybody to be told of."""

    seen: Seen
    mail: Sides
    known: Acquaintances
    found: Found

    @classmethod
    def of(cls, conn: sqlite3.Connection, as_of: date, *, drafted_too: bool = False) -> Outlook:
        """Look; with `drafted_too` an open draft to somebody is no reason to leave them out."""
        ties, coverages, mail = standing(conn, as_of)
        seen = Seen(ties, coverages, as_of, mail.is_one_sided)
        known = acquaintances(conn, seen.ties, as_of, drafted_too=drafted_too)
        found = groups.find(seen.ties, known.facts, seen.coverages, as_of, known.ranks)
        return cls(seen, mail, known, found)


def forgotten(
    conn: sqlite3.Connection, as_of: date, limit: int, *, new_only: bool = False, drafted_too: bool = False
) -> Report:
    """Return the report as of a day, at most `limit` rows (0: all).

    With `new_only` it tells what the one before it did not; `drafted_too` as in `Outlook.of`.
    """
    outlook = Outlook.of(conn, as_of, drafted_too=drafted_too)
    before = remembered.report_before(conn, as_of) if new_only else None
    found = sharing.without(outlook.found, before.listed, as_of - before.as_of) if before else outlook.found
    told = _report(conn, outlook, sharing.shown(found, limit), sharing.all_of(found))
    return replace(told, before=before and before.as_of, listed=tuple(sharing.all_of(outlook.found)))


def _report(
    conn: sqlite3.Connection, outlook: Outlook, shown: Sequence[tuple[int, Group | None]], listed: Sequence[Listed]
) -> Report:
    seen, known = outlook.seen, outlook.known
    facts = in_full(conn, known, [person for person, _ in shown], seen)
    rows = [(facts[person], group) for person, group in shown]
    told = report(rows, listed, seen, Known(queries.counts(conn)[1], known.facts, outlook.mail))
    capacity = Settings.read(queries.settings(conn)).capacity
    drafted = letters.drafted(conn, seen.as_of - A_WEEK, seen.as_of)
    return replace(told, capacity=capacity, drafted=drafted)


def at_random(conn: sqlite3.Connection, as_of: date) -> Report:
    """Return the person of the week, with three questions to find out about them; nobody where all are told of."""
    outlook = Outlook.of(conn, as_of, drafted_too=True)  # a letter to whom was drawn takes their turn from nobody
    person = by_chance.drawn(outlook.seen.ties, outlook.known.facts, outlook.found, as_of)
    if person is None:
        return _report(conn, outlook, [], [])
    strangers = outlook.found["stranger"]
    told = _report(conn, outlook, [(person, "stranger" if person in strangers else None)], [])
    (facts,) = in_full(conn, outlook.known, [person], outlook.seen).values()
    return replace(told, questions=by_chance.questions(facts))


def explanation(conn: sqlite3.Connection, person: int, as_of: date) -> Explained:
    """Return all that decides whether, where and why a person is listed."""
    outlook = Outlook.of(conn, as_of)
    facts = in_full(conn, outlook.known, [person], outlook.seen)
    if person not in facts:
        raise NotAPerson(f"person {person}: this is no human being, and is never listed; say: reconnect show {person}")
    return explained(facts[person], outlook.found, outlook.seen)


def nothing_yet(as_of: date) -> Report:
    """Return the report before anything is imported: what to download, and how long that takes."""
    return report([], [], Seen(ties.ties(ties.ContactDays.none(), as_of), (), as_of), Known(0, {}))


def ties_as_of(conn: sqlite3.Connection, as_of: date) -> Ties:
    """Return my tie to each human being with a day of contact."""
    return standing(conn, as_of).ties


def tie_of(conn: sqlite3.Connection, person: int, as_of: date) -> list[str]:
    """Return a tie in a line or two, none where nobody wrote yet."""
    now = ties_as_of(conn, as_of)
    for at in np.flatnonzero(now.person == person):
        days, first, last = now.contact_days[at], as_date(now.first_day[at]), as_date(now.last_day[at])
        if days == 1:
            who = "both of you" if now.days_in[at] and now.days_out[at] else "they" if now.days_in[at] else "you"
            return [f"1 day of contact, {first}; {who} wrote"]
        both = f"they wrote on {now.days_in[at]}, you on {now.days_out[at]}"
        lines = [f"{days} days of contact, {first} to {last}; {both}", longer_than_usual(now, int(at))]
        return list(filter(None, lines))
    return []
