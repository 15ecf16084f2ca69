"""What a page tells of itself: where its feeds are, and the things with a title and a day that it lists.

The surprise: few pages tell days so that a machine can read them, and those that do have four ways: data in a script
(https://schema.org, as JSON-LD), the classes of https://microformats.org/wiki/h-entry, `<article>` with `<time>`, and
for a page that is itself one article the properties of https://ogp.me.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import chain, islice
from typing import Any, NamedTuple

from bs4 import BeautifulSoup, Tag

from reconnect.errors import NoPage
from reconnect.sources.web.addresses import WebAddress, is_same_site
from reconnect.sources.web.found import Found, day_of, decoded, found, newest
from reconnect.sources.web.markup import scripts, tree

FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
ARTICLES = {
    "Article", "BlogPosting", "CreativeWork", "NewsArticle", "PodcastEpisode", "Report", "ScholarlyArticle",
    "TechArticle",
}  # fmt: skip
MOST_BLOCKS, MOST_INSIDE, MOST_NODES = 200, 300, 5_000
"""Articles of a page, tags of an article, and pieces of data that are looked at."""

_FEED_PATH = re.compile(r"(?:/|^)(?:feed|rss|atom|(?:rss|atom|feed|index)\.xml|(?:feed|index)\.json)/?(?:[?#]|$)", re.I)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Read(NamedTuple):
    """What a page tells: the addresses of its feeds, the best first, and the newest things that it lists itself."""

    feeds: tuple[WebAddress, ...]
    things: tuple[Found, ...]


def read(address: WebAddress, body: bytes, charset: str, today: date) -> Read:
    """Read a page of HTML; whatever the bytes are, this raises nothing."""
    markup = decoded(body, charset)
    soup = tree(markup)
    base = _base(soup, address)
    things = chain(_told(base, markup, today), _listed(base, soup, today), _itself(address, soup, today))
    ours = (thing for thing in things if thing and is_same_site(address.joined(thing.address).host, address.host))
    return Read(_feeds(base, soup), newest(ours))


def _base(soup: BeautifulSoup, address: WebAddress) -> WebAddress:
    return next(
        (base for tag in soup.find_all("base", limit=1) if (base := _joined(address, _of(tag, "href")))), address
    )


def _joined(base: WebAddress, link: str) -> WebAddress | None:
    try:
        return base.joined(link)
    except NoPage:
        return None


def _of(tag: Tag, name: str) -> str:
    """An attribute in one text, "" where it is not there."""
    value = tag.get(name, "")
    return value if isinstance(value, str) else " ".join(value or ())


def _feeds(base: WebAddress, soup: BeautifulSoup) -> tuple[WebAddress, ...]:
    """What the page says is its feed, those of comments last, then what looks like one among its links."""
    said = [
        (_is_of_comments(tag), _of(tag, "href"))
        for tag in soup.find_all("link")
        if "alternate" in _of(tag, "rel").lower().split() and _of(tag, "type").lower().strip() in FEEDS
    ]
    linked = ((_is_of_comments(tag), _of(tag, "href")) for tag in soup.find_all("a", href=_FEED_PATH))
    links = (
        link for _, link in chain(sorted(said, key=lambda each: each[0]), sorted(linked, key=lambda each: each[0]))
    )
    return tuple(islice(dict.fromkeys(feed for link in links if link and (feed := _joined(base, link))), 5))


def _is_of_comments(tag: Tag) -> bool:
    return "comment" in f"{_of(tag, 'title')} {_of(tag, 'href')}".lower()


def _told(base: WebAddress, markup: str, today: date) -> Iterator[Found | None]:
    """What the data for machines say."""
    for text in scripts(markup, "ld+json"):
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            if not ARTICLES.isdisjoint(_texts(kinds)):
                title = _first(node.get("headline"), node.get("name"))
                link = _first(node.get("url"), node.get("mainEntityOfPage"), node.get("@id")) or base.text
                yield found(base, link, title, day_of(_first(node.get("datePublished")), today))


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """The objects in some data, in order, however deep."""
    waiting, seen = [data], 0
    while waiting and seen < MOST_NODES:
        node = waiting.pop()
        seen += 1
        if isinstance(node, dict):
            yield node
        if isinstance(node, dict | list):
            inside = node.values() if isinstance(node, dict) else node
            waiting += [each for each in islice(inside, MOST_NODES) if isinstance(each, dict | list)][::-1]


def _texts(value: Any) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def _first(*values: Any) -> str:
    """The first text among some values, each a text, a list of texts, or an object with an id."""
    named = (value.get("@id") if isinstance(value, dict) else value for value in values)
    return next((text for value in named for text in _texts(value) if text.strip()), "")


def _listed(base: WebAddress, soup: BeautifulSoup, today: date) -> Iterator[Found | None]:
    """What stands in entries and articles."""
    for block in islice(soup.find_all(_is_block), MOST_BLOCKS):
        inside = list(islice(_own(block), MOST_INSIDE))
        heading = _best(inside, ("p-name", "entry-title"), _HEADINGS)
        link = _linked(inside, heading)
        when = _best(inside, ("dt-published", "published"), ("time",))
        if heading and link:
            day = day_of(_of(when, "datetime") or _of(when, "title") or _text(when), today) if when else None
            yield found(base, link, _text(heading), day)


def _is_block(tag: Tag) -> bool:
    return tag.name == "article" or not {"h-entry", "hentry"}.isdisjoint(_classes(tag))


def _classes(tag: Tag) -> list[str]:
    return _of(tag, "class").split()


def _own(block: Tag) -> Iterator[Tag]:
    """The tags in a block, without what is said there of its author, or in another block."""
    waiting = [iter(block.contents)]
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
        elif isinstance(node, Tag) and "h-card" not in _classes(node) and not _is_block(node):
            yield node
            waiting.append(iter(node.contents))


def _best(inside: list[Tag], classes: tuple[str, ...], names: tuple[str, ...]) -> Tag | None:
    """The first tag with one of these classes, else of one of these names."""
    marked = (tag for tag in inside if not set(classes).isdisjoint(_classes(tag)))
    return next(marked, None) or next((tag for tag in inside if tag.name in names), None)


def _linked(inside: list[Tag], heading: Tag | None) -> str:
    """Where an entry leads: its own address, else the link in or around its heading."""
    if marked := _best(inside, ("u-url",), ()):
        return _of(marked, "href")
    if heading is None:
        return ""
    near = [heading, *islice((tag for tag in heading.descendants if isinstance(tag, Tag)), 20)]
    around = islice(heading.parents, 3)
    return next((_of(tag, "href") for tag in (*near, *around) if tag.name == "a" and _of(tag, "href")), "")


def _text(tag: Tag) -> str:
    return " ".join(str(each) for each in islice(tag.strings, 50))


def _itself(address: WebAddress, soup: BeautifulSoup, today: date) -> Iterator[Found | None]:
    """The page, where it says that it is an article."""
    told = {_of(tag, "property"): _of(tag, "content") for tag in reversed(soup.find_all("meta"))}
    if day := day_of(told.get("article:published_time", ""), today):
        yield found(address, told.get("og:url") or address.text, told.get("og:title", ""), day)
