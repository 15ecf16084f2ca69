"""A download is read part by part, the owner's profile first: a thread does not say whose it is.

Where JSON and pages of one thing lie side by side, the JSON tells more, and counts alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from importers.export import Member
from importers.facebook import page_threads
from importers.facebook.content import text_of
from importers.facebook.layout import Part
from importers.facebook.page_dates import day_comes_first, numeric_dates
from importers.facebook.pages import Page
from importers.facebook.threads import Thread
from importers.reading import decode, unbroken
from importers.records import Contact, Origin, Problem, Record

NO_MESSAGES = "no messages were found in this page; if it should hold some, choose JSON instead of HTML"


def in_order(parts: Iterable[Part]) -> list[Part]:
    """Return parts by what they tell, without the pages of what is told as JSON too."""
    found = sorted(parts, key=lambda part: (part.what, part.section, part.number))
    told = {part.what for part in found if not part.is_page}
    return [part for part in found if not part.is_page or part.what not in told]


def read(parts: Iterable[Part], channel: str, records: Callable[[Part, Thread], Iterator[Record]]) -> Iterator[Record]:
    """Yield the `records` of each part in turn, given the thread that it is or may be, and whose, once that is told."""
    owner = ""
    for _, group in groupby(parts, key=lambda part: part.what):
        seen: Counter[str] = Counter()
        for part in group:
            thread = Thread(part.thread, part.section, owner, seen, channel)
            for record in unbroken(part.member, records(part, thread)):
                yield record
                if isinstance(record, Contact) and record.is_me:
                    owner = record.formatted_name


def messages(member: Member, page: Page, thread: Thread, day_first: bool | None) -> Iterator[Record]:
    """Yield the records of a page of one thread or several; `day_first` as `day_first_in` tells it."""
    behind = 0
    for data in page_threads.threads(page, thread.owner, day_first):
        here = replace(thread, owner=thread.owner or text_of(data, "owner"))
        yield from here.told_by(member, data).read(member, data, behind)
        behind += len(data["messages"])
    if not behind and not page.links_to(r"messages/\d+\.html"):  # until 2018 one page may list the others
        yield Problem(Origin(member.name), NO_MESSAGES)


def day_first_in(parts: Iterable[Part]) -> bool | None:
    """Tell by the first page that tells whether the day comes first in numeric dates: all pages have one language."""
    heads = (decode(part.member.head()) for part in parts if part.is_page)
    told = (day_comes_first(numeric_dates(head)) for head in heads)
    return next((day_first for day_first in told if day_first is not None), None)
