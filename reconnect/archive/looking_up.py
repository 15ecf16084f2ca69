"""The web pages that people's own cards name are looked at, where somebody asks for it, and what they publish is kept.

The surprise: a page on the cards of several people is their company's or their club's, and says nothing of any of them;
it is left out, however it is spelled. A page is asked once a day at most.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from reconnect.archive.reporting import Outlook
from reconnect.errors import NoPage
from reconnect.plural import counted
from reconnect.report import sharing
from reconnect.report.facts import Published
from reconnect.report.words import day_words, quoted
from reconnect.sources.web.addresses import has_scheme, on_card
from reconnect.sources.web.looking import Visitor
from reconnect.store import published, queries
from reconnect.store.opening import open_writer
from reconnect.store.queries import Row, Rows

if TYPE_CHECKING:
    from reconnect.archive import Archive

A_DAY = timedelta(days=1)


class Wanted(NamedTuple):
    """A page of one person that is to be asked, and the host that it is on."""

    person: int
    name: str
    page: str
    host: str


class Seen(NamedTuple):
    """What came of a page, in words, and what is known of it, newest first; a page may be left out unasked."""

    person: int
    name: str
    page: str
    line: str
    things: tuple[Published, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The pages that will be asked, and those that will not, each with the reason."""

    wanted: tuple[Wanted, ...]
    left: tuple[Seen, ...]

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts that cards name; a page may lead on to others."""
        return tuple(dict.fromkeys(each.host for each in self.wanted))


def plan(archive: Archive, people: Sequence[Row], now: datetime, *, again: bool = False) -> Plan:
    """Return what a look at some people's pages would ask; with `again` also pages that were asked within a day."""
    wanted: list[Wanted] = []
    left: list[Seen] = []
    with archive.reading() as conn:
        cards, looked_up = _Cards.of(conn), published.looked_up(conn)
        pages = ((row["id"], row["name"], page) for row in people for page in cards.each_of(row["id"]))
        for person, name, page in pages:
            if why := cards.why_not(page):
                left.append(Seen(person, name, page, why))
            elif not again and page in looked_up and now - looked_up[page][0] < A_DAY:
                known = published.published(conn, person).get(person, ())
                things = tuple(thing for thing in known if thing.page == page)
                line = f"{looked_up[page][1]} (asked within the last day; --again asks anew)"
                left.append(Seen(person, name, page, line, things))
            else:
                wanted.append(Wanted(person, name, page, on_card(page).netloc))
    return Plan(tuple(wanted), tuple(left))


def look_up(archive: Archive, plan: Plan, now: datetime, visitor: Visitor | None = None) -> Iterator[Seen]:
    """Ask the pages of a plan, one after the other; keep what each tells, and yield it.

    Errors: DatabaseBusy, DiskFull.
    """
    visitor = visitor or Visitor(now.date())
    with closing(open_writer(archive.path)) as conn:
        for person, name, page, _ in plan.wanted:
            looked = visitor.look(page)
            things = tuple(Published(page, *thing) for thing in looked.things)
            line = looked.why or _in_words(things)
            published.write(conn, page, things, line, now)
            yield Seen(person, name, page, line, things)


def first_with_pages(archive: Archive, as_of: date, top: int) -> Rows:
    """Return so many people of the report, in its order, whose cards name a page that can be asked."""
    with archive.reading() as conn:
        cards, found = _Cards.of(conn), Outlook.of(conn, as_of, drafted_too=True).found
        fitting = {
            group: [person for person in people if not all(map(cards.why_not, cards.each_of(person)))]
            for group, people in found.items()
        }
        chosen = [person for person, _ in sharing.shown(fitting, top)]
        rows = {row["id"]: row for row in queries.human_beings(conn, chosen)}
    return [rows[person] for person in chosen]


class _Cards(NamedTuple):
    """The pages that people's cards name, mine included, and on whose cards each is, however it is spelled."""

    pages: dict[int, list[str]]
    holders: dict[str, set[int]]

    @classmethod
    def of(cls, conn: sqlite3.Connection) -> _Cards:
        cards = cls(defaultdict(list), defaultdict(set))
        for person, page in conn.execute(
            "select person_id, each.value from contact_fields, json_each(fields, '$.urls') each "
            "where not mention and person_id is not null order by importer, contact_fields.key, each.key"
        ):
            cards.pages[person].append(page)
            cards.holders[_key(page)].add(person)
        return cards

    def each_of(self, person: int) -> list[str]:
        """Each page of a person in one spelling: a secure one if there is one, else one that leaves it open."""
        by_key: dict[str, str] = {}
        pages = self.pages.get(person, [])
        for page in sorted(pages, key=lambda page: (not page.lower().startswith("https:"), has_scheme(page))):
            by_key.setdefault(_key(page), page)
        return [by_key[key] for key in dict.fromkeys(map(_key, pages))]

    def why_not(self, page: str) -> str:
        """Why a page is not to be asked, "" where it may be."""
        try:
            on_card(page)
        except NoPage as error:
            return str(error).partition(": ")[2]
        people = len(self.holders[_key(page)])
        return f"on the cards of {people} people, so it is nobody's own" if people > 1 else ""


def _key(page: str) -> str:
    """How a page compares: without scheme, "www." and a last stroke."""
    try:
        address = on_card(page)
    except NoPage:
        return page
    return address.netloc.removeprefix("www.") + address.target.rstrip("/")


def _in_words(things: Sequence[Published]) -> str:
    number, newest = counted(len(things), "thing"), things[0]
    if newest.day is None:
        return f"{number} without a day, such as {quoted(newest.title)}"
    return f"{number}, the newest {quoted(newest.title)} of {day_words(newest.day)}"
