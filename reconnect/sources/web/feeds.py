"""Feeds are read here: RSS 0.9 to 2.0, Atom, and JSON Feed; of each entry its title, address and day.

The surprise: many feeds are no well-formed XML, by an entity of HTML or a bare "&", which are mended before. The
package `feedparser` reads all of that and more, but two megabytes of `<?xml version="1.0" encoding="` keep its patterns
busy for minutes, and of open tags for twenty seconds in 430 MB, so it is not for the bytes of strangers.
RSS: https://www.rssboard.org/rss-specification; Atom: RFC 4287; JSON Feed: https://www.jsonfeed.org/version/1.1
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import islice
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from reconnect.errors import NoPage
from reconnect.sources.web.addresses import WebAddress
from reconnect.sources.web.found import Found, day_of, decoded, found, newest

MOST_ENTRIES, DEEPEST, MOST_TAGS = 500, 200, 200_000
"""Of a feed so many entries are read, tags in tags, and tags in all."""
LINKS = ("link", "guid", "id")
DAYS = ("published", "pubDate", "date", "issued", "created", "updated", "modified")
"""By their names without namespaces, the best first."""

_BEGINNING = re.compile(
    r"\s*(?:<\?[^<>]{0,200}>\s*|<!--[^<>]{0,2000}-->\s*){0,5}<(?:rss|(?:\w+:)?feed|rdf:RDF)[\s>]", re.I
)
_DECLARATION = re.compile(r"\s*<\?xml[^<>]*+>")
_STRAY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)([a-zA-Z]\w{1,31};)?")
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HTTP = re.compile(r"https?://", re.IGNORECASE)


def is_feed(body: bytes, charset: str) -> bool:
    """Return whether some bytes begin as a feed does, whatever the server calls them."""
    text = decoded(body[:8_000], charset)
    return _BEGINNING.match(text) is not None or (text.lstrip().startswith("{") and "jsonfeed.org/version/" in text)


def read(address: WebAddress, body: bytes, charset: str, today: date) -> tuple[Found, ...]:
    """Return the newest things of a feed; of a damaged one those before the damage. Errors: NoPage."""
    text = decoded(body, charset)
    things = list(_of_json(address, text, today) if text.lstrip().startswith("{") else _of_xml(address, text, today))
    if not things and not is_feed(body, charset):
        raise NoPage(f"{address.host}: its feed cannot be read; look at the page yourself")
    return newest(things)


def _of_xml(address: WebAddress, text: str, today: date) -> Iterator[Found | None]:
    for told in islice(_entries(_mended(text)), MOST_ENTRIES):
        link = next(
            (told[name] for name in LINKS if _HTTP.match(told.get(name, "")) or (name == "link" and told.get(name))), ""
        )
        days = (day_of(told[name], today) for name in DAYS if name in told)
        yield found(address, link, told.get("title", ""), next(filter(None, days), None))


def _mended(text: str) -> bytes:
    """Return XML without what makes many a feed unreadable."""
    declaration = _DECLARATION.match(text)  # it may name an encoding that is no longer the one
    plain = _NO_XML.sub("", text[declaration.end() if declaration else 0 :].lstrip())
    return _STRAY.sub(_character, plain).encode()


def _character(found: re.Match[str]) -> str:
    character = html.unescape(found[0])
    return html.escape(character) if found[1] and character != found[0] else f"&amp;{found[1] or ''}"


def _entries(xml: bytes) -> Iterator[dict[str, str]]:
    """Yield what the entries of a feed say, by the names of their tags; the first of a name counts."""
    depth = 0
    try:
        for seen, (event, tag) in enumerate(iterparse(BytesIO(xml), ("start", "end"), forbid_dtd=True)):
            depth += 1 if event == "start" else -1
            if depth > DEEPEST or seen > MOST_TAGS:
                return
            if event == "end" and _name(tag) in ("item", "entry"):
                yield _told(tag)
                tag.clear()
    except (ParseError, DefusedXmlException, ValueError):
        return


def _name(tag: Element) -> str:
    return tag.tag.rpartition("}")[2] if isinstance(tag.tag, str) else ""


def _told(entry: Element) -> dict[str, str]:
    told: dict[str, str] = {}
    for tag in entry:
        text = "".join(islice(tag.itertext(), 50)).strip()
        if (name := _name(tag)) == "link" and not text:
            text = tag.get("href", "") if tag.get("rel", "alternate") == "alternate" else ""
        if name == "guid" and tag.get("isPermaLink") == "false":
            continue
        if text:
            told.setdefault(name, text)
    return told


def _of_json(address: WebAddress, text: str, today: date) -> Iterator[Found | None]:
    try:
        items: Any = json.loads(text).get("items")
    except (ValueError, RecursionError, AttributeError):
        return
    for item in islice(items if isinstance(items, list) else (), MOST_ENTRIES):
        if isinstance(item, dict):
            told = {name: value for name, value in item.items() if isinstance(value, str)}
            day = day_of(told.get("date_published") or told.get("date_modified", ""), today)
            yield found(address, told.get("url") or told.get("external_url", ""), told.get("title", ""), day)
