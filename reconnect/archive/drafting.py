"""A draft for one person: the situation they are in by the report, the facts that are stored, and the letter."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from reconnect.archive import stored_facts
from reconnect.archive.addressing import address
from reconnect.archive.known_people import BothCopied, both_copied, in_full, left_in_peace
from reconnect.archive.own_wordings import own_letters
from reconnect.archive.reporting import Outlook
from reconnect.archive.stored_facts import ContactDay, contact_days, subjects_between
from reconnect.config import Settings, wordings_folder
from reconnect.drafts import tact
from reconnect.drafts.compose import Written, compose
from reconnect.drafts.facts import Author, Draft, Fact, FactKind, Group, Situation
from reconnect.drafts.spoken import language_of
from reconnect.errors import LeftInPeace, NotAPerson
from reconnect.report.facts import NoteKind, PersonFacts
from reconnect.store import letters, queries, remembered
from reconnect.store.queries import StoredContact

A_YEAR = timedelta(days=365)
_CORRECT = "if that is wrong, take back the mark (mark PERSON clear) or the note, or correct the entry and import it"


class Background(NamedTuple):
    """What the letters of one batch go by, gathered once: the report, and what is known of some people."""

    outlook: Outlook
    known: Mapping[int, PersonFacts]
    copied: BothCopied
    settings: Settings
    signature: str

    @classmethod
    def of(cls, conn: sqlite3.Connection, people: Collection[int], as_of: date) -> Background:
        """Gather it for some people."""
        outlook = Outlook.of(conn, as_of, drafted_too=True)
        known = in_full(conn, outlook.known, people, outlook.seen)
        settings = Settings.read(queries.settings(conn))
        return cls(outlook, known, both_copied(conn, people), settings, settings.name or queries.own_name(conn))


def compose_missing(conn: sqlite3.Connection, people: Sequence[queries.Row], as_of: date) -> list[Draft]:
    """Compose a draft for each of some people who has no open one, no two alike where that can be.

    A person's own wordings are used where there are any. Errors: LeftInPeace, NotAPerson, UnreadableWording.
    """
    for person in people:
        if person["kind"] != "person":
            raise NotAPerson(f"{person['name']}: this is no human being, so there is no letter to them; name a person")
    resting = left_in_peace(conn, [person["id"] for person in people])
    for person in people:
        if why := resting.get(person["id"]):
            raise LeftInPeace(f"{person['name']}: {why}, so there is no draft to them; {_CORRECT}")
    open_ones = [row for row in letters.drafts(conn) if row["outcome"] is None]
    waiting = {row["person"] for row in open_ones}
    missing = [person for person in people if person["id"] not in waiting]
    return list(_composed(conn, missing, [Written(row["template"], row["body"]) for row in open_ones], as_of))


def _composed(
    conn: sqlite3.Connection, people: Sequence[queries.Row], used: list[Written], as_of: date
) -> Iterator[Draft]:
    if not people:
        return
    background, own = Background.of(conn, [person["id"] for person in people], as_of), own_letters(wordings_folder())
    for person in people:
        draft = compose(situation(conn, person, background), used, own)
        used.append(Written(draft.template, draft.body))
        yield draft


def situation(conn: sqlite3.Connection, person: queries.Row, background: Background) -> Situation:
    """Return everything that a draft to a person may stand on."""
    outlook, settings = background.outlook, background.settings
    as_of = outlook.seen.as_of
    contacts = queries.contacts_of(conn, person["id"])
    days = contact_days(conn, person["id"], as_of)
    known = background.known[person["id"]]
    group = _group_of(outlook, person["id"])
    facts = tuple(_facts(conn, known, group, background, contacts, days))
    return Situation(
        person=person["id"],
        key="\x1f".join((contacts[0].importer, contacts[0].contact.key)),
        name=person["name"],
        call_name=person["call_name"],
        full_name=_full_name(contacts),
        group=_letter_group(group, facts, days, known),
        to=address(conn, person["id"], as_of),
        profile=_profile(contacts),
        facts=facts,
        author=Author(background.signature, settings.about, settings.language),
        language=_newest(known, "language") or language_of(subjects_between(conn, days)) or settings.language,
        familiar={"first-name": True, "formal": False}.get(_newest(known, "terms")),
    )


def ideas(conn: sqlite3.Connection, drafts: Sequence[queries.Row]) -> dict[int, list[str]]:
    """Return by draft what is noted of its person and not said in it: for sentences of one's own, beside the draft."""
    found: dict[int, list[str]] = {}
    for row in drafts:
        said = " ".join(each["fact"] for each in json.loads(row["evidence"]))
        noted = remembered.notes(conn, row["person"])[row["person"]]
        found[row["id"]] = [
            each.words for each in noted if each.kind in _TELLING and each.value.strip(" .,;:!?") not in said
        ]
    return found


_TELLING: tuple[NoteKind, ...] = ("note", "met", "interest", "goal", "skill", "offer")


def _facts(
    conn: sqlite3.Connection,
    known: PersonFacts,
    group: Group | None,
    background: Background,
    contacts: Sequence[StoredContact],
    days: Sequence[ContactDay],
) -> Iterator[Fact]:
    seen = background.outlook.seen
    if days and group in (None, "unanswered"):
        yield from stored_facts.asked(conn, known.person, seen.ties, seen.as_of)
    if group == "news":
        yield from stored_facts.news(conn, known, contacts, seen.as_of)
    else:
        yield from stored_facts.published(conn, known, seen.as_of, A_YEAR)
    yield from stored_facts.noted(known, seen.as_of)
    yield from stored_facts.common(background.settings, known)
    yield from stored_facts.exchanged(conn, days, seen.as_of)
    yield from stored_facts.listed(contacts)
    yield from stored_facts.traces(conn, known.person, background.copied)
    yield from stored_facts.work(contacts)
    yield from stored_facts.colleagues(conn, contacts)


def _group_of(outlook: Outlook, person: int) -> Group | None:
    return next((group for group, people in outlook.found.items() if person in people), None)


def _letter_group(group: Group | None, facts: Sequence[Fact], days: Sequence[ContactDay], known: PersonFacts) -> Group:
    """The situation to write from: that of the report, unless the letter would say what is not so.

    News that cannot be said are none to write about. Who was named by hand may be in no group. Of whom I noted
    something, or where we met in words that cannot be said, I cannot write that I know nothing.
    """
    said = tact.sayable(facts)
    if group is None or (group == "news" and said.keys().isdisjoint(_OCCASIONS)):
        asked = any(fact.kind == "asked" for fact in facts)
        group = "unanswered" if asked else "lapsed" if days else "stranger"
    noted = {note.kind for note in known.notes} - {"language", "terms"}
    return "lapsed" if group == "stranger" and noted - (said.keys() & {"met"}) else group


_OCCASIONS: tuple[FactKind, ...] = ("new_work", "birthday", "anniversary", "published")


def _newest(known: PersonFacts, kind: NoteKind) -> str:
    return next((note.value for note in reversed(known.notes) if note.kind == kind), "")


def _full_name(contacts: Sequence[StoredContact]) -> str:
    """Given and family name as a source has them, which no display name tells apart."""
    named = ((each.contact.given_name, each.contact.family_name) for each in contacts)
    return next((f"{given} {family}" for given, family in named if given and family), "")


def _profile(contacts: Sequence[StoredContact]) -> str:
    urls = [url for each in contacts for url in each.contact.urls]
    return next((url for url in urls if "linkedin.com/in/" in url), next(iter(urls), ""))
