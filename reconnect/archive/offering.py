"""For whom what I have to offer may be of use, by all that is known of people; whoever is left for good is not told."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from reconnect.archive.known_people import left_for_good
from reconnect.errors import NothingToLookFor
from reconnect.report import offers
from reconnect.report.facts import HOW_TO_WRITE
from reconnect.report.offers import Asked, Hit, Offer, Text
from reconnect.report.words import shortened
from reconnect.store import queries, remembered, search
from reconnect.store.entries import in_order
from reconnect.ties.columns import as_date

if TYPE_CHECKING:
    from reconnect.archive import Archive

MOST_WORDS = 20
MOST_MESSAGES = 5_000
"""Of the messages in whose subjects a word stands so many are looked at, those that were imported last: a word that
is in more tells little of anybody."""


def offered(archive: Archive, text: str, limit: int) -> list[Offer]:
    """Return the people for whom something may be of use, the likeliest first; all of them with the limit 0.

    Errors: NothingToLookFor.
    """
    asked = Asked.read(text)
    _check(text, asked)
    with archive.reading() as conn:
        found = _found(conn, asked)
        amounts = search.bm25({person: offers.document(hits) for person, hits in found.items()}, asked.stems)
        scores = {person: offers.score(hits, amounts.get(person, 0.0)) for person, hits in found.items()}
        ranks = {person: rank for rank, person in enumerate(in_order(conn))} if found else {}
        ordered = sorted(found, key=lambda person: (-scores[person], ranks[person]))
        left = left_for_good(conn, ordered)
        chosen = list(islice((person for person in ordered if person not in left), limit or None))
        rows = {row["id"]: row for row in queries.human_beings(conn, chosen)}
    return [
        Offer(
            person,
            rows[person]["name"],
            rows[person]["title"],
            rows[person]["organization"],
            offers.reasons(found[person]),
            round(scores[person], 3),
        )
        for person in chosen
    ]


def _check(text: str, asked: Asked) -> None:
    shown = shortened(text, 40) or "offer"
    if not asked.stems:
        example = 'say what you offer, such as: reconnect offer "a Python job in Berlin"'
        raise NothingToLookFor(f"{shown}: there is no word to look for; {example}")
    if len(asked.stems) > MOST_WORDS:
        raise NothingToLookFor(
            f"{shown}: {len(asked.stems):,} words to look for; say what you offer in {MOST_WORDS} or fewer"
        )


def _found(conn: sqlite3.Connection, asked: Asked) -> dict[int, list[Hit]]:
    """Return what was found, by person; only of human beings."""
    found: dict[int, list[Hit]] = defaultdict(list)
    for hit in chain(filter(None, map(asked.hit, _texts(conn, asked))), _letters(conn, asked)):
        found[hit.text.person].append(hit)
    return {row["id"]: found[row["id"]] for row in queries.human_beings(conn, found)}


def _texts(conn: sqlite3.Connection, asked: Asked) -> Iterator[Text]:
    """Yield what is noted and told of people, wherever any of the words may stand."""
    for person, notes in remembered.notes(conn).items():
        yield from (Text(person, note.kind, note.value) for note in notes if note.kind not in HOW_TO_WRITE)
    for person, note, categories in search.told(conn, asked.starts):
        yield Text(person, "address book", note)
        yield from (Text(person, "category", category) for category in categories)
    for person, title, organization in search.works(conn, asked.starts):
        yield Text(person, "title", title)
        yield Text(person, "organization", organization)


def _letters(conn: sqlite3.Connection, asked: Asked) -> Iterator[Hit]:
    """Yield the subject lines between us in which any of the words stands."""
    hits = _subjects(conn, asked)
    for person, id, day in search.between_us(conn, hits):
        letter = hits[id].text._replace(person=person, day=None if day is None else as_date(day))
        yield hits[id]._replace(text=letter)


def _subjects(conn: sqlite3.Connection, asked: Asked) -> dict[int, Hit]:
    """Return the subject lines of messages in which any of the words stands, by the message's id."""
    found: dict[int, Hit] = {}
    times: Counter[str] = Counter()
    wanted, before = asked, search.newest(conn)
    while wanted.stems:
        for id, subject in search.subjects(conn, wanted.starts, before):
            before = id
            if hit := asked.hit(Text(0, "subject", subject)):
                found[id] = hit
                times.update(set(hit.words))
                if any(times[word] >= MOST_MESSAGES for word in wanted.stems):
                    break
        else:
            break
        wanted = Asked(word for word in wanted.stems if times[word] < MOST_MESSAGES)
    return found
