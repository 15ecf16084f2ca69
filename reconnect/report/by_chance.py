"""One person at random, strangers included: the same one all week, as long as nothing is decided or new about them.

Whom the report tells of anyway, who rests, and with whom I was in touch within three months is not drawn. The long
unseen are a little more likely. The draw needs no memory: each has a number of the week between 0 and 1, raised to the
power of 1 / weight, and the highest is drawn (Efraimidis, Spirakis 2006, Inf. Process. Lett. 97:181).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date

from reconnect.report.facts import Found, NoteKind, PersonFacts
from reconnect.report.groups import FEWEST_SILENT_DAYS
from reconnect.ties.columns import Ties

UNSEEN = 1.5
"""The weight of somebody with whom no word is known; of others it grows from 1 to 2 within ten years of silence."""
TEN_YEARS = 3652.5
QUESTIONS: dict[NoteKind, str] = {
    "met": "Where do you know each other from?",
    "interest": "What do they care about these days?",
    "goal": "What would they like to get done?",
    "offer": "What could you offer them, without being asked?",
    "skill": "What are they good at?",
}
ALWAYS = (
    "What has changed for them since you last knew?",
    "Whom do you both know?",
    "What would you like to ask them?",
)
ASKED = 3


def drawn(ties: Ties, people: Mapping[int, PersonFacts], found: Found, as_of: date) -> int | None:
    """Return the person of the week of a day, or None where there is nobody to draw.

    `people` are the facts of those who stand in lists, `found` whom the report tells of; its strangers may be drawn.
    """
    weights = dict(_weights(ties, people, found, as_of))
    year, week, _ = as_of.isocalendar()
    return max(weights, key=lambda id: (_of_week(id, f"{year}-{week}") ** (1 / weights[id]), id), default=None)


def questions(facts: PersonFacts) -> tuple[str, ...]:
    """Return three questions to find out about somebody; what is noted already is not asked."""
    known = {note.kind for note in facts.notes}
    open_ones = [question for kind, question in QUESTIONS.items() if kind not in known]
    return (*open_ones, *ALWAYS)[:ASKED]


def _weights(ties: Ties, people: Mapping[int, PersonFacts], found: Found, as_of: date) -> Iterator[tuple[int, float]]:
    ranked = {person for group, told in found.items() if group != "stranger" for person in told}
    resting = {id for id, facts in people.items() if facts.rest and facts.rest.holds(as_of)} | ranked
    resting.update(ties.person[ties.resting].tolist())
    for person, silent in zip(ties.person.tolist(), ties.silent_days.tolist(), strict=True):
        if person not in resting and silent >= FEWEST_SILENT_DAYS:
            yield person, 1 + min(silent / TEN_YEARS, 1.0)
    in_touch = set(ties.person.tolist())
    for person, facts in people.items():
        if person not in resting and person not in in_touch and facts.listings:
            yield person, UNSEEN


def _of_week(person: int, week: str) -> float:
    digest = hashlib.blake2b(f"{week} {person}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64
