"""Address books on a CardDAV server: found from an address, and read without a change to anything.

The surprising fact: hardly any address that a person knows is that of an address book. It leads to a principal, which
is the user, that to one or several homes, and those to the books. Formats: RFC 6352 (CardDAV), RFC 6764 (where to
begin); what servers make of them: iCloud, Fastmail, Nextcloud, Radicale, Baikal.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reconnect.errors import BrokenAnswer
from reconnect.sources.carddav.book import Book, State
from reconnect.sources.carddav.conversation import Conversation
from reconnect.sources.carddav.multistatus import CARDDAV, DAV, Response, multistatus_in
from reconnect.sources.http import LIMITS, Limits
from reconnect.sources.server import Server

ANYWHERE = ("/.well-known/carddav", "/")
"""Where to begin on a server of which nothing but the name is known."""

WRITTEN_BY_PROGRAMS = ("z-server-generated--", "z-app-generated--")
"""How Nextcloud begins the names of books that nobody keeps: all users of the server; whom one lately dealt with."""

_WHAT_IS_HERE = (
    '<propfind xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav" xmlns:s="http://calendarserver.org/ns/"><prop>'
    "<resourcetype/><current-user-principal/><c:addressbook-home-set/><sync-token/><s:getctag/></prop></propfind>"
)
_BOOK = f"{CARDDAV}addressbook"
_HOME = f"{CARDDAV}addressbook-home-set"
_PRINCIPAL = f"{DAV}current-user-principal"


class _Place(NamedTuple):
    """What a server says of one of its addresses."""

    url: str
    told: Response

    @property
    def is_book(self) -> bool:
        kinds = self.told.kinds()
        return _BOOK in kinds and not any(kind.partition("}")[2].startswith("deleted") for kind in kinds)


class AddressBooks:
    """The account of one user; only what is named by `server` is read of it."""

    def __init__(self, server: Server, password: str, limits: Limits = LIMITS) -> None:
        self._server, self._talk = server, Conversation(server, password, limits)
        self._is_forbidden = False

    def close(self) -> None:
        """Close the connections."""
        self._talk.close()

    def collections(self) -> Iterator[Book]:
        """Yield the address books at the server's path, or of its user. Errors: ServerError."""
        starts = ANYWHERE if self._server.path == "/" else (self._server.path,)
        for start in starts:
            books = {book.address: book for book in self._books_from(self._talk.url(start))}
            if books:
                yield from books.values()
                return
        if self._is_forbidden:
            raise self._talk.refusal()
        raise BrokenAnswer(
            f"{self._server}: no address book is to be found there; "
            "give the address that the server's pages show for CardDAV"
        )

    def _books_from(self, start: str) -> Iterator[Book]:
        here = self._place(start)
        if here is None:
            return
        if here.is_book:
            yield self._book(here)
            return
        homes = self._homes(here)
        if not homes and (self._server.path != "/" or not here.told.hrefs(_PRINCIPAL)):
            homes = [here.url]
        books = [book for home in homes for book in self._books_in(home)]
        if not books:
            books = [book for home in self._homes_of_user(here) for book in self._books_in(home)]
        yield from books

    def _homes(self, place: _Place) -> list[str]:
        return [self._talk.reached(place.url, href) for href in place.told.hrefs(_HOME)]

    def _homes_of_user(self, here: _Place) -> list[str]:
        for href in here.told.hrefs(_PRINCIPAL):
            principal = self._place(self._talk.reached(here.url, href))
            if principal is not None:
                return self._homes(principal)
        return []

    def _books_in(self, home: str) -> Iterator[Book]:
        for place in self._places(home, depth="1"):
            name = place.told.href.rstrip("/").rpartition("/")[2]
            if place.is_book and not name.startswith(WRITTEN_BY_PROGRAMS):
                yield self._book(_Place(self._talk.reached(place.url, place.told.href), place.told))

    def _book(self, place: _Place) -> Book:
        return Book(self._talk, place.url, State.of(place.told))

    def _place(self, url: str) -> _Place | None:
        return next(iter(self._places(url, depth="0")), None)

    def _places(self, url: str, depth: str) -> list[_Place]:
        """Return what is said of an address, and with depth 1 of all in it; nothing if the server does not say."""
        heard = self._talk.ask("PROPFIND", url, _WHAT_IS_HERE, depth)
        self._is_forbidden |= heard.status == 403
        if heard.status != 207:
            return []
        return [_Place(heard.url, told) for told in multistatus_in(heard, self._server.host).responses]
