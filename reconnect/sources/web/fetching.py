"""Pages of strangers are fetched with manners: each hop of a redirect is checked anew, and nothing of ours goes along.

The surprise: a redirect is a stranger's wish where we should go next, so a page that may be asked for says nothing of
the one behind it. What is asked, how much, and of whom: `Manners`. Redirects: RFC 9110, section 15.4.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass
from http.client import responses
from importlib.metadata import version
from time import monotonic
from typing import NamedTuple

from reconnect.errors import NoPage
from reconnect.sources.dialling import MayTalkTo
from reconnect.sources.http import Answer, Client, Limits
from reconnect.sources.public_addresses import is_public
from reconnect.sources.web.addresses import WebAddress

REDIRECTS = (301, 302, 303, 307, 308)
LONGEST_KIND = 200
"""Characters of a media type that are read."""
KINDS = re.compile(r"(?:text/html|text/xml|application/(?:[\w.-]+\+)?(?:xml|json))?")
"""HTML, XML and JSON, and what does not say what it is."""

_CHARSET = re.compile(r"charset=[\"']?([a-z0-9_.:-]+)")
_HEADERS = {"Accept": "text/html, application/xml;q=0.9, application/json;q=0.9, */*;q=0.1", "Connection": "close"}


@dataclass(frozen=True, slots=True)
class Manners:
    """What may be asked: `may` tells which addresses, `ports` which ports beside the one that a card names.

    `seconds` are for one page with all its redirects, of which there are at most `hops`; of a page `size` bytes are
    read.
    """

    may: MayTalkTo = is_public
    ports: Collection[int] = (80, 443)
    seconds: float = 20.0
    size: int = 2 << 20
    hops: int = 5


class Page(NamedTuple):
    """What a server says in the end: `kind` is the media type in small letters, `charset` what it claims, each or "".

    The body may be cut.
    """

    address: WebAddress
    status: int
    kind: str
    charset: str
    body: bytes


def fetch(address: WebAddress, manners: Manners, before: Callable[[WebAddress], None] = lambda _: None) -> Page:
    """Return the page at an address, redirects followed; `before` is called with each address before it is asked.

    Errors: NoPage, ServerError.
    """
    with closing(Client(manners.may, f"reconnect/{version('reconnect')}")) as client:
        left = manners.seconds
        for _ in range(manners.hops + 1):
            if address.port not in manners.ports:
                raise NoPage(f"{address.host}: port {address.port} is none of the web's, so it is not asked")
            before(address)
            begun = monotonic()
            answer = client.ask("GET", address.text, _HEADERS, limits=Limits(left, manners.size), cut=True)
            left = max(left - (monotonic() - begun), 0.001)
            location = answer.headers.get("Location", "")
            if answer.status not in REDIRECTS or not location:
                return _page(address, answer)
            address = address.joined(location)
    raise NoPage(f"{address.host}: it sends us on more than {manners.hops} times; look at it yourself")


def _page(address: WebAddress, answer: Answer) -> Page:
    told = answer.headers.get("Content-Type", "")[:LONGEST_KIND].lower()
    charset = _CHARSET.search(told)
    kind = told.partition(";")[0].strip()
    return Page(address, answer.status, kind, charset[1] if charset else "", answer.body)


def check(page: Page) -> None:
    """Refuse what is no page that can be read. Errors: NoPage."""
    if page.status != 200:
        said = f"{page.status} {responses.get(page.status, '')}".strip()
        raise NoPage(f"{page.address.host}: the server says {said}; look at it yourself")
    if not KINDS.fullmatch(page.kind):
        raise NoPage(f"{page.address.host}: this is no page but {page.kind[:40]}; look at it yourself")
