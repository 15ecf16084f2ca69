"""The pages of lists and of the profile give what their JSON gives, as far as a page tells it.

An account is a link to its page, and the date behind it is on the clock of whoever made the download. Rows of the
profile are labelled as in JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from importers.export import Member
from importers.facebook.page_dates import moment
from importers.facebook.pages import Page, texts_in
from importers.instagram import accounts
from importers.records import Contact, Record

if TYPE_CHECKING:
    from bs4.element import PageElement, Tag

NEAR = 12
"""How many nodes behind a link the date stands at most."""


def listed(member: Member, page: Page, day_first: bool | None) -> Iterator[Record]:
    """Yield a contact an account; `day_first` is how numeric dates are read."""
    links = [link for soup in page.soups() for link in soup.find_all("a") if accounts.user_of(_url(link))]
    records = accounts.listed(member, [{"string_list_data": [{"href": _url(link)}]} for link in links])
    for record, link in zip(records, links, strict=True):
        yield _dated(record, link, day_first) if isinstance(record, Contact) else record


def profile(member: Member, page: Page) -> Iterator[Record]:
    """Yield the owner as a contact."""
    rows = [texts_in(tag) for tag in page.head.find_all("tr")]
    return accounts.profile(member, [{"string_map_data": {row[0]: row[1] for row in rows if len(row) > 1}}])


def _url(link: Tag) -> str:
    url = link.get("href")
    return url if isinstance(url, str) else ""


def _dated(account: Contact, link: Tag, day_first: bool | None) -> Contact:
    """Return an account with the date behind its link; where another text stands there, the date is a loss."""
    behind = takewhile(lambda node: getattr(node, "name", None) != "a", islice(link.next_elements, NEAR))
    texts = [node for node in behind if isinstance(node, str) and not node.isspace() and not _is_in(link, node)]
    times = (moment(text, day_first).at for text in texts)
    since = next((time.date().isoformat() for time in times if time), "")
    lost = ("the date of this entry could not be read",) if texts and not since else ()
    return replace(account, since=since, losses=lost)


def _is_in(link: Tag, node: PageElement) -> bool:
    return any(parent is link for parent in islice(node.parents, NEAR))
