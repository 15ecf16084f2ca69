"""Who has been forgotten: ties and what is known of the people, put together for the report."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

import numpy as np

from importers.records import UPLOADED
from reconnect import ties
from reconnect.report.facts import Listing, PersonFacts, Report, Shared, Sides
from reconnect.report.groups import select
from reconnect.store import exchanges, queries
from reconnect.ties.columns import ContactDays, Ties, as_date
from reconnect.ties.counting import days_each_way, without_questions

ADDRESS_BOOK = "address book"
MAIL = "mail"
SERVICE_CHANNELS = ("linkedin", "facebook", "instagram")


def forgotten(conn: sqlite3.Connection, as_of: date, limit: int) -> Report:
    """Return the report as of a day, at most `limit` rows (0: all)."""
    days = days_with_people(conn)
    now = _ties(conn, days, as_of)
    return select(now, person_facts(conn, now), queries.coverage(conn), as_of, limit, _mail(days, as_of))


def nothing_yet(as_of: date) -> Report:
    """Return the report before anything is imported: what to download, and how long that takes."""
    return select(ties.ties(ties.ContactDays.none(), as_of), {}, (), as_of)


def ties_as_of(conn: sqlite3.Connection, as_of: date) -> Ties:
    """Return my tie to each human being with a day of contact."""
    return _ties(conn, days_with_people(conn), as_of)


def days_with_people(conn: sqlite3.Connection) -> ContactDays:
    """Return the days of contact with human beings."""
    people = np.array(
        [id for (id,) in conn.execute("select id from people where kind = 'person' order by id")], np.int64
    )
    days = exchanges.contact_days(conn)
    return days.only(np.isin(days.person, people))


def lacks_own_mail(conn: sqlite3.Connection, as_of: date) -> bool:
    """Return whether mail was imported without what I wrote myself."""
    return _mail(days_with_people(conn), as_of).is_one_sided


def _mail(days: ContactDays, as_of: date) -> Sides:
    return Sides(*days_each_way(days, MAIL, as_of))


def _ties(conn: sqlite3.Connection, days: ContactDays, as_of: date) -> Ties:
    """My ties; where my mail lacks what I wrote, nobody can tell which mail I never answered."""
    heard = without_questions(days, MAIL) if _mail(days, as_of).is_one_sided else days
    return ties.ties(heard, as_of, queries.coverage(conn))


def tie_of(conn: sqlite3.Connection, person: int, as_of: date) -> str:
    """Return a tie in one line, "" where nobody wrote yet."""
    now = ties_as_of(conn, as_of)
    for at in np.flatnonzero(now.person == person):
        days, first, last = now.contact_days[at], as_date(now.first_day[at]), as_date(now.last_day[at])
        if days == 1:
            who = "both of you" if now.days_in[at] and now.days_out[at] else "they" if now.days_in[at] else "you"
            return f"1 day of contact, {first}; {who} wrote"
        return f"{days} days of contact, {first} to {last}; they wrote on {now.days_in[at]}, you on {now.days_out[at]}"
    return ""


def person_facts(conn: sqlite3.Connection, now: Ties) -> dict[int, PersonFacts]:
    """Return what is known of every human being beside the tie."""
    listings, channels, keys = _listings(conn), _channels(conn), _keys(conn)
    last = _subjects(conn, dict(zip(now.person.tolist(), now.last_interaction.tolist(), strict=True)))
    waiting = _subjects(conn, dict(zip(now.person.tolist(), now.unanswered.tolist(), strict=True)))
    rows = [row for row in queries.people(conn) if row["kind"] == "person"]
    touched = set(now.person.tolist())
    shared = _shared(conn, rows, {person for person in listings if person not in touched}, _real_people(now))
    return {
        row["id"]: PersonFacts(
            person=row["id"],
            name=row["name"],
            key=keys.get(row["id"], ""),
            title=row["title"],
            organization=row["organization"],
            listings=tuple(listings.get(row["id"], ())),
            channels=frozenset(channels.get(row["id"], ())),
            last_subject=last.get(row["id"], ""),
            unanswered_subject=waiting.get(row["id"], ""),
            shared=tuple(shared.get(row["id"], ())),
        )
        for row in rows
    }


def _real_people(now: Ties) -> set[int]:
    return set(now.person[now.real].tolist())


def _listings(conn: sqlite3.Connection) -> dict[int, list[Listing]]:
    """The lists in which people stand: every contact that is more than a mention in a message."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for person, importer, key, fields in conn.execute(
        "select person_id, importer, key, fields from contact_fields where not mention and person_id > 0"
    ):
        importer = ADDRESS_BOOK if key.startswith(UPLOADED) else importer
        since = json.loads(fields).get("since", "")
        known = found[person].get(importer, "")
        found[person][importer] = min(filter(None, (known, since)), default="")
    return {
        person: [Listing(importer, _whole_date(since)) for importer, since in sorted(lists.items())]
        for person, lists in found.items()
    }


def _keys(conn: sqlite3.Connection) -> dict[int, str]:
    """The least contact key of every person."""
    rows = conn.execute(
        "select person_id, importer, key from links join contacts on contacts.id = contact_id "
        "order by importer desc, key desc"
    )
    return {person: f"{importer} {key}" for person, importer, key in rows}


def _whole_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _channels(conn: sqlite3.Connection) -> dict[int, set[str]]:
    """The channels that know one of a person's identifiers, and so could show contact."""
    found: dict[int, set[str]] = defaultdict(set)
    for (person,) in conn.execute("select distinct person_id from contact_points where kind = 'email'"):
        found[person].add("mail")
    for person, importer, key in conn.execute("select person_id, importer, key from contact_fields"):
        if importer in SERVICE_CHANNELS and not key.startswith(UPLOADED):
            found[person].add(importer)
    for (person,) in conn.execute(
        "select distinct person_id from contact_points where kind = 'url' and value like '%linkedin.com/in/%'"
    ):
        found[person].add("linkedin")
    return found


def _subjects(conn: sqlite3.Connection, interaction_of: dict[int, int]) -> dict[int, str]:
    subjects: dict[int, str] = {}
    for chunk in _chunks(sorted({interaction for interaction in interaction_of.values() if interaction >= 0})):
        marks = ",".join("?" * len(chunk))
        subjects.update(conn.execute(f"select id, subject from interactions where id in ({marks})", chunk).fetchall())
    return {person: subjects[id] for person, id in interaction_of.items() if id in subjects}


def _shared(
    conn: sqlite3.Connection, rows: Sequence[queries.Row], strangers: set[int], real: set[int]
) -> dict[int, list[Shared]]:
    """What strangers and I have in common: a message that both were on, an organization of people close to me."""
    found: dict[int, list[Shared]] = defaultdict(list)
    for person, messages in both_copied(conn, strangers).items():
        found[person] += [Shared("message", subject, day=day) for _, subject, day in messages]
    there: dict[str, int] = defaultdict(int)
    for row in rows:
        if row["id"] in real and row["organization"]:
            there[row["organization"].casefold()] += 1
    for row in rows:
        people = there.get(row["organization"].casefold(), 0)
        if row["id"] in strangers and people:
            found[row["id"]].append(Shared("organization", row["organization"], people=people))
    return found


def both_copied(conn: sqlite3.Connection, people: Collection[int]) -> dict[int, list[tuple[int, str, date]]]:
    """Return for each of `people` the first message from a person on which both they and I were: id, subject, day."""
    found: dict[int, list[tuple[int, str, date]]] = {}
    for chunk in _chunks(sorted(people)):
        rows = conn.execute(
            f"""
            select theirs.person_id, interactions.id, subject, at / 86400 from links theirs
            join participants on participants.contact_id = theirs.contact_id
            join interactions on interactions.id = participants.interaction_id
            where theirs.person_id in ({",".join("?" * len(chunk))})
            and kind = 'personal' and at is not null and subject <> '' and exists (
                select 1 from participants mine join links on links.contact_id = mine.contact_id
                where mine.interaction_id = interactions.id and links.person_id = 0
            ) order by at, interactions.key
            """,
            chunk,
        )
        for person, interaction, subject, day in rows:
            found.setdefault(person, [(interaction, subject, as_date(day))])
    return found


def _chunks(values: list[int], size: int = 5_000) -> Iterable[list[int]]:
    return (values[start : start + size] for start in range(0, len(values), size))
