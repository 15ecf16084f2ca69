"""Instagram "Download your information": who follows whom, messages, and the owner's profile, as JSON or pages.

Its threads have Facebook's shape and name people, its lists have user names; nothing joins the two. Fields and quirks:
samples/instagram/FORMAT.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from importers.export import Export, Member
from importers.facebook import download, pages
from importers.facebook.content import parsed
from importers.facebook.layout import Part
from importers.facebook.threads import Thread
from importers.instagram import accounts, layout, page_accounts
from importers.records import Origin, Problem, Record

__all__ = ["InstagramImporter"]

CONTACTS = "uploaded contacts are read from the JSON download alone; at instagram.com choose JSON instead of HTML"
NO_ACCOUNTS = "no accounts were found in this page; if it should hold some, choose JSON instead of HTML"
NOTHING_TO_READ = "it holds no followers, accounts, contacts, messages or profile"


class InstagramImporter:
    """Reads the download of all eras since 2021, JSON or HTML, and any one of the files that it reads.

    Keys: an account is `list|user name`, since one that stands in two lists is two entries; an uploaded contact is
    `address book|` with name and address or number; the owner `me|name`; messages and participants as Facebook's.
    """

    name = "instagram"
    title = "Instagram download"
    where = (
        "instagram.com: Settings, Accounts Center, Your information and permissions, Download your information; choose "
        "JSON and all time. It is ready within minutes or a few days."
    )

    def identify(self, export: Export) -> bool:
        """Tell by the keys in the head of a file, else by the layout of a folder or ZIP."""
        if export.is_single_file:
            return layout.is_known_file(export)
        return layout.is_download(export)

    def extract(self, export: Export) -> Iterator[Record]:
        """Return the owner, then accounts and contacts, then messages, thread by thread, each file in its order."""
        parts = layout.parts(export)
        return download.read(parts, self.name, partial(_records, day_first=download.day_first_in(parts)))


def _records(part: Part, thread: Thread, *, day_first: bool | None) -> Iterator[Record]:
    data = pages.load(part.member) if part.is_page else parsed(part.member)
    if isinstance(data, Problem):
        yield data
    elif isinstance(data, pages.Page):
        yield from _of_page(part, data, thread, day_first)
    else:
        yield from _told(part.member, data, thread)


def _of_page(part: Part, page: pages.Page, thread: Thread, day_first: bool | None) -> Iterator[Record]:
    """Yield the records of a page by its path, since nothing in it says what it is."""
    if "profile" in part.groups:
        yield from page_accounts.profile(part.member, page)
    elif part.groups.get("list") == "synced_contacts":
        yield Problem(Origin(part.member.name), CONTACTS)
    elif "list" in part.groups:
        found = list(page_accounts.listed(part.member, page, day_first))
        yield from found or [Problem(Origin(part.member.name), NO_ACCOUNTS)]
    else:
        yield from download.messages(part.member, page, thread, day_first)


def _told(member: Member, data: object, thread: Thread) -> Iterator[Record]:
    """Yield the records of a file by the keys that it has; a bare array is a list of accounts."""
    if isinstance(data, list):
        return accounts.listed(member, data)
    if isinstance(data, dict) and "messages" in data:
        return thread.told_by(member, data).read(member, data)
    told = accounts.told(member, data) if isinstance(data, dict) else None
    return told or iter([Problem(Origin(member.name), NOTHING_TO_READ)])
