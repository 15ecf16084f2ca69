"""An address book tells what has changed since it was last read, and of that alone the cards are fetched.

What counts as known is what the database still holds: the ETag of each card, as the latest fetch found it. A fetch that
got all there was leaves one more bookmark: the state of the server then, and a digest of all that was known then. Where
that digest no longer fits, something was taken back since, and the server's word for "changed since" means nothing: the
whole listing is compared. A card that is gone from the server stays in the database. Formats: RFC 4918; RFC 6578.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from importers.bookmarks import Bookmark
from reconnect.errors import CollectionRefused
from reconnect.sources.carddav.cards import Cards, Delivered, Listed, name_of
from reconnect.sources.carddav.conversation import Conversation
from reconnect.sources.carddav.multistatus import DAV, Multistatus, Response, multistatus_in
from reconnect.sources.carddav.origins import normal

MOST_ROUNDS = 100
"""How often a server may say that there are more changes than it has told."""

WHOLE = ""
"""The member of the bookmark for the book as a whole; no card has that name."""

_ETAGS = '<propfind xmlns="DAV:"><prop><resourcetype/><getetag/></prop></propfind>'
_CHANGES = (
    '<sync-collection xmlns="DAV:"><sync-token>{}</sync-token><sync-level>1</sync-level>'
    "<prop><resourcetype/><getetag/></prop></sync-collection>"
)


class State(NamedTuple):
    """What a server calls the state of a book: `token`, from which it can tell changes, else `tag`; "" for neither."""

    token: str = ""
    tag: str = ""

    @classmethod
    def of(cls, told: Response) -> State:
        """Return the state that the server tells."""
        return cls(told.text(f"{DAV}sync-token"), told.text("{http://calendarserver.org/ns/}getctag"))

    def is_still(self, before: State) -> bool:
        """Tell whether nothing has changed since an earlier state."""
        return self.token == before.token if self.token else bool(self.tag) and self.tag == before.tag


class Book:
    """An address book at `url`; `state` is what the server says of it now."""

    def __init__(self, talk: Conversation, url: str, state: State) -> None:
        self._talk, self._url, self._state = talk, url, state
        self._path = normal(urlsplit(url).path).rstrip("/") + "/"
        self.address = f"{talk.server.account}{self._path}"

    def fetch(self, known: Sequence[Bookmark]) -> Delivered | None:
        """Return the cards that are not known, or None. Errors: ServerError, CollectionRefused."""
        have = {each.member: each.text for each in reversed(known)}
        digest, before = _read(have.pop(WHOLE, ""))
        fits = digest == _digest(have)
        if fits and self._state.is_still(before):
            return None
        listed = self._changes(before.token) if fits and before.token else None
        if listed is None:
            listed = self._listing()
        news = {name: card for name, card in listed.items() if not card.etag or have.get(name) != card.etag}
        cards = Cards(self._talk, self._url, news)
        return Delivered(self.address, cards, lambda: self._bookmarks(have, cards)) if cards.begin() else None

    def _bookmarks(self, have: Mapping[str, str], cards: Cards) -> list[Bookmark]:
        came = cards.came()
        told = [Bookmark(name, etag, 1) for name, etag in came.items()]
        if cards.are_all_there:
            text = json.dumps([_digest({**have, **came}), *self._state])
            told.append(Bookmark(WHOLE, text, 0))
        return told

    def _changes(self, token: str) -> dict[str, Listed] | None:
        """Return what has changed since a state, or None where the server cannot tell."""
        changed: dict[str, Listed] = {}
        for _ in range(MOST_ROUNDS):
            heard = self._talk.ask("REPORT", self._url, _CHANGES.format(escape(token)), depth="0")
            if heard.status != 207:
                return None
            told = multistatus_in(heard, self._talk.server.host)
            changed |= self._listed(told)
            token = told.sync_token
            if all(response.status != 507 for response in told.responses):
                self._state = State(token or self._state.token, self._state.tag)
                return changed
            if not token:
                return None
        return None

    def _listing(self) -> dict[str, Listed]:
        heard = self._talk.ask("PROPFIND", self._url, _ETAGS, depth="1")
        if heard.status != 207:
            raise CollectionRefused(
                f"{self.address}: the server does not list its cards ({heard.status}); ask whoever runs it"
            )
        return self._listed(multistatus_in(heard, self._talk.server.host))

    def _listed(self, told: Multistatus) -> dict[str, Listed]:
        """Return the cards that an answer tells of, by their names in this book."""
        return {
            name: Listed(response.href, _etag(response.text(f"{DAV}getetag")))
            for response in told.responses
            if response.status == 200 and not response.kinds() and (name := name_of(self._url, response.href))
        }


def _etag(text: str) -> str:
    """Return the same for the same card, whether a server calls its tag weak and puts it in quotes or not."""
    return text.removeprefix("W/").strip('"')


def _digest(have: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(sorted(have.items())).encode()).hexdigest()


def _read(text: str) -> tuple[str, State]:
    """Return what the bookmark of a whole book says: the digest of what was known, and the state of the server."""
    digest, *state = json.loads(text) if text else ("",)
    return digest, State(*state)
