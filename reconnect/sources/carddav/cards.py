"""The cards to fetch are the members of an export, and come a hundred at a time, when the first of them is opened.

A card that the server does not give is an empty member, which tells of nothing. So is every card from where the
connection broke; only what was opened and was there is said to have come. Format: RFC 6352, section 8.7.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit
from xml.sax.saxutils import escape

from importers.bookmarks import Bookmark
from importers.containers import Container, Entry
from reconnect.errors import ServerError
from reconnect.sources.base import Fetched
from reconnect.sources.carddav.conversation import Conversation
from reconnect.sources.carddav.multistatus import CARDDAV, NoMultistatus, Response, multistatus_in
from reconnect.sources.carddav.origins import normal
from reconnect.sources.http import TooLarge

MOST_AT_ONCE = 100
USUAL_SIZE = 1 << 10
"""Bytes that a card is taken to have before it is there, for progress bars."""

_WANTED = (
    '<c:addressbook-multiget xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav">'
    "<prop><c:address-data/></prop>{}</c:addressbook-multiget>"
)
_GONE = (404, 410)
_BEGIN = re.compile(rb"BEGIN:VCARD", re.IGNORECASE)


class Listed(NamedTuple):
    """A card as the server lists it; `etag` is "" where it tells none."""

    href: str
    etag: str


def name_of(url: str, href: str) -> str:
    """Return the name of a card in the book at `url`, "" for the book itself and for what is no address."""
    book = normal(urlsplit(url).path).rstrip("/") + "/"
    try:
        path = normal(urlsplit(urljoin(url, href)).path)
    except ValueError:
        return ""
    return "" if f"{path}/" == book else path.removeprefix(book)


class Cards(Container):
    """Cards of the book at `url`, by their names. What has not come by the end is owed, but for what is gone."""

    is_packed = False

    def __init__(self, talk: Conversation, url: str, listed: Mapping[str, Listed]) -> None:
        self._talk, self._url, self._listed = talk, url, listed
        self.entries = {name: Entry(USUAL_SIZE, USUAL_SIZE) for name in sorted(listed)}
        self.damaged = []
        self.broken: ServerError | None = None
        self._waiting, self._owed = list(self.entries), set(self.entries)
        self._does_multiget, self._at_once, self._most_at_once = True, MOST_AT_ONCE, MOST_AT_ONCE
        self._at_hand: Mapping[str, bytes] = {}
        self._came = dict[str, str]()

    def begin(self) -> bool:
        """Fetch the first cards; tell whether there are any. Errors: ServerError."""
        while self._waiting and not self._at_hand:
            self._fetch_next()
        return bool(self._at_hand)

    def open(self, name: str) -> io.BytesIO:
        """Open a card; it is empty where none came."""
        if name in self._waiting[:1]:
            try:
                self._fetch_next()
            except ServerError as error:
                self.broken, self._waiting, self._at_hand = error, [], {}
        text = self._at_hand.get(name)
        if text is not None:
            self._came[name] = self._listed[name].etag
            self._owed.discard(name)
        return io.BytesIO(text or b"")

    def progress(self, stream: object, out: int) -> int:  # noqa: ARG002  (as every container has it)
        """Return no more than the size that a card is taken to have."""
        return min(out, USUAL_SIZE)

    def came(self) -> Mapping[str, str]:
        """Return the ETags of the cards that came, by their names."""
        return self._came

    @property
    def are_all_there(self) -> bool:
        """Whether everything has come that is still on the server."""
        return not self._owed

    def _fetch_next(self) -> None:
        """Fetch the next cards, fewer where so many are too large for one answer. Errors: ServerError."""
        given = None
        while given is None:
            names = self._waiting[: self._at_once]
            given = self._several(names) if self._does_multiget else self._one(*names)
        self._at_hand, self._waiting = given, self._waiting[len(names) :]
        self._at_once = min(max(2 * self._at_once, 1), self._most_at_once)

    def _several(self, names: Sequence[str]) -> dict[str, bytes] | None:
        """Return the cards that the server gives, or None where it is to be asked for fewer.

        A card that is too large, or holds what XML may not hold, costs the whole answer: it is asked for by itself.
        """
        hrefs = "".join(f"<href>{escape(self._listed[name].href)}</href>" for name in names)
        try:
            heard = self._talk.ask("REPORT", self._url, _WANTED.format(hrefs), depth="1")
            if heard.status == 207:
                return self._given(multistatus_in(heard, self._talk.server.host).responses)
        except (TooLarge, NoMultistatus):
            self._at_once = len(names) // 2
            if self._at_once:
                return None
            given = self._one(*names)
            if self._owed.issuperset(names) and not given:
                raise
            return given
        self._does_multiget, self._at_once, self._most_at_once = False, 1, 1
        return None

    def _given(self, responses: Sequence[Response]) -> dict[str, bytes]:
        given: dict[str, bytes] = {}
        for response in responses:
            name = name_of(self._url, response.href)
            if text := response.text(f"{CARDDAV}address-data"):
                given[name] = text.encode()
            elif response.status in _GONE:
                self._owed.discard(name)
        return given

    def _one(self, name: str) -> dict[str, bytes]:
        """Return one card as it is; of one that is too large only the beginning, so that the importer tells of it."""
        heard = self._talk.ask("GET", self._talk.reached(self._url, self._listed[name].href), cut=True)
        if heard.status in _GONE:
            self._owed.discard(name)
        is_card = heard.status == 200 and _BEGIN.search(heard.body)  # a page that says "log in" would stay for good
        return {name: heard.body} if is_card else {}


class Delivered:
    """The cards of a book that were not known, all of them."""

    is_part = False

    def __init__(self, address: str, cards: Cards, bookmarks: Callable[[], Sequence[Bookmark]]) -> None:
        self.export, self._cards, self.bookmarks = Fetched(address, cards), cards, bookmarks

    @property
    def broken(self) -> ServerError | None:
        """The error that ended the fetching too early."""
        return self._cards.broken
