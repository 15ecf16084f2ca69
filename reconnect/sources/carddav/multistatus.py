"""An answer about several things at once: what a WebDAV server says of each, as XML that is not believed.

A document type, far too many elements or a deep nest of them end the reading. Format: RFC 4918, section 13; RFC 6578.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import iterparse

from reconnect.errors import BrokenAnswer
from reconnect.sources.carddav.conversation import Heard

DAV = "{DAV:}"
CARDDAV = "{urn:ietf:params:xml:ns:carddav}"

MOST_ELEMENTS = 1_000_000
"""Those of a listing of some hundred thousand cards."""
DEEPEST = 40

_STATUS = re.compile(r"\s*HTTP/[\d.]+\s+(\d{3})\b")


class NoMultistatus(BrokenAnswer):
    """An answer is none of this kind, or holds what XML may not hold."""


class Response(NamedTuple):
    """What is said of one thing: `status` of all of it, 200 if none is told; `found` has the properties it has."""

    href: str
    status: int
    found: Mapping[str, Element]

    def text(self, name: str) -> str:
        """Return the text of a property, "" where there is none."""
        element = self.found.get(name)
        return "" if element is None else (element.text or "").strip()

    def hrefs(self, name: str) -> list[str]:
        """Return the addresses that a property names."""
        element = self.found.get(name)
        return [] if element is None else [text for each in element.iter(f"{DAV}href") if (text := _text(each))]

    def kinds(self) -> set[str]:
        """Return what kinds of collection this is; empty for no collection."""
        element = self.found.get(f"{DAV}resourcetype")
        return set() if element is None else {each.tag for each in element}


class Multistatus(NamedTuple):
    """The whole answer; `sync_token` names the state that it tells of, "" where it does not say."""

    responses: list[Response]
    sync_token: str


def multistatus_in(heard: Heard, host: str) -> Multistatus:
    """Read the body of an answer. Errors: NoMultistatus."""
    try:
        root = _root(heard.body)
    except (ParseError, ValueError, LookupError):  # an encoding that there is not is a LookupError
        root = None
    if root is None or root.tag != f"{DAV}multistatus":
        raise NoMultistatus(f"{host}: its answer is not what an address book server says; check the address")
    responses = [each for element in root.iterfind(f"{DAV}response") if (each := _response(element)).href]
    return Multistatus(responses, (root.findtext(f"{DAV}sync-token") or "").strip())


def _root(body: bytes) -> Element | None:
    """Return the whole tree, or None for one that is too large. Errors: those of defusedxml."""
    root, number, depth = None, 0, 0
    for event, element in iterparse(BytesIO(body), ("start", "end"), forbid_dtd=True):
        root = element if root is None else root
        number, depth = number + 1, depth + (1 if event == "start" else -1)
        if number > 2 * MOST_ELEMENTS or depth > DEEPEST:
            return None
    return root


def _response(element: Element) -> Response:
    found = {each.tag: each for prop in _props(element) for each in prop}
    return Response(_text(element.find(f"{DAV}href")), _status(element), found)


def _props(element: Element) -> Iterator[Element]:
    """Yield the groups of properties that the thing has; what it has not is told as well, with another status."""
    for group in element.iterfind(f"{DAV}propstat"):
        if _status(group) == 200:
            yield from group.iterfind(f"{DAV}prop")


def _status(element: Element) -> int:
    found = _STATUS.match(element.findtext(f"{DAV}status") or "")
    return int(found[1]) if found else 200


def _text(element: Element | None) -> str:
    return "" if element is None else (element.text or "").strip()
