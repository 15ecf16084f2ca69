"""Facebook "Download your information", as JSON or as pages: people, messages and the owner's profile.

Its messages name people and nothing else, so that a participant's key is the name, joined with the thread's folder
where the owner talks to one person alone. Fields and quirks: samples/facebook/FORMAT.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from importers.export import HEAD, Export, Member
from importers.facebook import download, layout, lists, page_contacts, page_threads, pages
from importers.facebook.content import NOTHING_TO_READ, Entry, is_known, load
from importers.facebook.threads import Thread
from importers.reading import decode
from importers.records import Origin, Problem, Record

__all__ = ["FacebookImporter"]

NO_FRIENDS = "no friends were found in this page; if it should hold some, choose JSON instead of HTML"
INSTAGRAMS = "_2pim _a6-h"  # stands for who wrote in the pages of Instagram, which else look the same
LIST = "this list is read from the JSON download alone; at facebook.com choose JSON instead of HTML"


class FacebookImporter:
    """Reads the downloads of all eras, the ZIP of end-to-end encrypted chats, and any one of their files.

    Keys: a friend is `name, timestamp`; the owner `me|name`; a message `thread folder|milliseconds|sender`, #2 for the
    next of one moment. A page that names no zone has the time on its clock instead (`2020-09-13T12:26`). A participant
    is `name, thread folder` for the owner's partner in a thread of two and `name, ""` else, joined by U+001F.
    """

    name = "facebook"
    title = "Facebook download"
    where = (
        "facebook.com: Settings, Accounts Center, Your information and permissions, Download your information; "
        "choose JSON and all time. It is ready within minutes or a few days."
    )

    def identify(self, export: Export) -> bool:
        """Tell by the keys in the head of a file, else by the layout of a folder or ZIP."""
        if layout.is_instagrams(export):
            return False
        if export.is_single_file:
            return is_known(export.members[0].head()) or _is_page(export.members[0])
        return layout.is_download(export)

    def extract(self, export: Export) -> Iterator[Record]:
        """Return the owner, friends, then messages, thread by thread, each file in its order (newest first)."""
        parts = [layout.alone(export.members[0])] if export.is_single_file else download.in_order(layout.parts(export))
        return download.read(parts, self.name, partial(_records, day_first=download.day_first_in(parts)))


def _records(part: layout.Part, thread: Thread, *, day_first: bool | None) -> Iterator[Record]:
    data = pages.load(part.member) if part.is_page else load(part.member)
    if isinstance(data, Problem):
        yield data
    elif isinstance(data, pages.Page):
        yield from _of_page(part, data, thread, day_first)
    else:
        yield from _told(part.member, data, thread)


def _told(member: Member, data: Entry, thread: Thread) -> Iterator[Record]:
    """Yield the records of a file by the keys that it has."""
    if "messages" in data:
        return thread.told_by(member, data).read(member, data)
    told = lists.told(member, data, thread.owner)
    return told or iter([Problem(Origin(member.name), NOTHING_TO_READ)])


def _of_page(part: layout.Part, page: pages.Page, thread: Thread, day_first: bool | None) -> Iterator[Record]:
    """Yield the records of a page by its path, since nothing in it says what it is."""
    if "profile" in part.groups:
        yield from page_contacts.profile(part.member, page)
    elif "list" in part.groups:
        yield Problem(Origin(part.member.name), LIST)
    elif "friends" in part.groups:
        found = list(page_contacts.friends(part.member, page, day_first))
        yield from found or [Problem(Origin(part.member.name), NO_FRIENDS)]
    else:
        yield from download.messages(part.member, page, thread, day_first)


def _is_page(member: Member) -> bool:
    """Tell whether a single file is a page of a download, by its name and classes, else by who writes in it."""
    text = decode(member.head(4 * HEAD)) if member.name.lower().endswith((".html", ".htm")) else ""
    if not text.lstrip("\ufeff \t\r\n").startswith("<") or INSTAGRAMS in text:
        return False
    page, part = pages.Page(text), layout.alone(member)
    has_marks = page.is_marked_by_machine or page.links_to(r"html/\w+\.htm")
    return bool(part.groups and has_marks) or page_threads.is_thread(page)
