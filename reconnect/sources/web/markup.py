"""A page becomes a tree of the few tags that tell what it publishes, in a time that grows with its size alone.

The surprise: for a dozen kinds of nonsense `html.parser` needs a time that grows with the square of the size (two
megabytes of "<" keep it busy for ever), and the tree of a large page needs seconds. So a page is thinned out before: by
one pattern that gives nothing back, tags that are whole and wanted stay, and no other "<" does.
HTML: https://html.spec.whatwg.org
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from bs4 import BeautifulSoup

KEPT = {
    "a", "abbr", "article", "base", "data", "div", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "link", "main",
    "meta", "ol", "p", "section", "span", "time", "title", "ul",
}  # fmt: skip
LARGEST_TAG, LONGEST_TEXT = 4_000, 400
MOST_TAGS, MOST_TEXT = 20_000, 1 << 19
"""Of a page so many tags, and so many characters of the thinned page, become a tree."""
LARGEST_SCRIPT, MOST_SCRIPTS = 1 << 18, 20

_PIECE = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|template|noscript|svg|textarea|iframe)(?![\w-])[^<>]*+>.*?(?:</\1|\Z)"
    r"|(<(/?)([a-z][a-z0-9]*+)(?:[\s/](?:[^<>\"']|\"[^<\"]*+\"|'[^<']*+')*+)?>)"
    r"|<[^<>]*+>?",
    re.IGNORECASE | re.DOTALL,
)
_DATA = re.compile(r"<script(?![\w-])([^<>]*+)>(.*?)(?:</script|\Z)", re.IGNORECASE | re.DOTALL)


def tree(markup: str) -> BeautifulSoup:
    """Return the tree of a page, thinned out."""
    thin = "".join(_thinned(markup))
    return BeautifulSoup(f"<main>{thin}", "html.parser")  # without a tag it takes a text for a file


def scripts(markup: str, kind: str) -> Iterator[str]:
    """Yield the contents of the scripts of a media type, such as the data that a page has for machines."""
    found = 0
    for attributes, content in (match.groups() for match in _DATA.finditer(markup)):
        if kind in attributes.lower() and len(content) <= LARGEST_SCRIPT:
            yield content
            found += 1
            if found == MOST_SCRIPTS:
                return


def _thinned(markup: str) -> Iterator[str]:
    at = tags = size = 0
    for piece in _PIECE.finditer(markup):
        text = _text(markup[at : piece.start()])
        at = piece.end()
        tag, _, name = piece.group(2, 3, 4)
        kept = tag if tag and len(tag) <= LARGEST_TAG and name.lower() in KEPT else ""
        tags, size = tags + bool(kept), size + len(text) + len(kept)
        if tags > MOST_TAGS or size > MOST_TEXT:
            return
        yield text
        yield kept
    yield _text(markup[at:])


def _text(text: str) -> str:
    """What stands between two tags, cut; of many "&" each would be a piece of its own to the parser."""
    return html.escape(html.unescape(text[:LONGEST_TEXT]), quote=False) if text else ""
