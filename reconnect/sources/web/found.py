"""A thing that somebody published: an address, a title of one line, and the day it bears.

The surprise: a title is somebody else's markup, often escaped twice, so it is freed of tags until none is left.
Encodings of pages: the Encoding Standard of WHATWG, whose Latin-1 is Windows-1252.
"""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterable
from datetime import date
from email.utils import parsedate
from typing import NamedTuple

from reconnect.errors import NoPage
from reconnect.sources.web.addresses import WebAddress
from reconnect.visible import ACTING

FIRST_YEAR = 1990
LONGEST_TITLE = 300
MOST, MOST_UNDATED = 10, 5

_TAG = re.compile(r"<[/!?]?[a-zA-Z][^<>]*>|<!--|-->")
_ISO_DAY = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?!\d)")
_RAW, _LONGEST_DATE = 2_000, 60
"""Characters of a title and of a date that are looked at."""
_DECLARED = re.compile(rb"""(?:encoding|charset)\s{0,9}=\s{0,9}["']?([A-Za-z0-9_.:-]{1,40})""")
_HEAD = 1_024
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSETS = re.compile(
    r"utf-?8|utf-?16(?:le|be)?|(?:windows-|cp)125\d|iso-8859-\d\d?|koi8-[ru]|shift_jis|euc-(?:jp|kr)|gb(?:k|2312|18030)|big5"
)
_LATIN_1 = ("", "iso-8859-1", "us-ascii", "ascii", "latin1", "latin-1")


class Found(NamedTuple):
    """Something published; `day` is the day it bears, None where it bears none."""

    address: str
    title: str
    day: date | None = None


def found(base: WebAddress, link: str, title: str, day: date | None) -> Found | None:
    """Return a thing with a title and an address of the web, else None; `link` may be relative to `base`."""
    said = title_of(title)
    try:
        return Found(base.joined(link).text, said, day) if said and link.strip() else None
    except NoPage:
        return None


def newest(things: Iterable[Found | None]) -> tuple[Found, ...]:
    """Return the newest things, at most 10, each address once; where nothing bears a day, the first 5."""
    each: dict[str, Found] = {}
    for thing in things:
        if thing and (thing.address not in each or each[thing.address].day is None):
            each[thing.address] = thing
    dated = sorted((thing for thing in each.values() if thing.day), key=lambda thing: thing.day or date.min)
    return tuple(dated[::-1][:MOST]) or tuple(each.values())[:MOST_UNDATED]


def title_of(text: str) -> str:
    """Return a title as one line without markup and without what would act on a terminal, at most 300 characters."""
    text, before = text[:_RAW], ""
    while text != before:
        before, text = text, html.unescape(_TAG.sub(" ", text))
    line = " ".join(ACTING.sub(" ", text).split())
    cut = line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 3].rsplit(" ", 1)[0] + "..."
    return cut if any(map(str.isalnum, cut)) else ""


def day_of(text: str, today: date) -> date | None:
    """Return the day of a date as ISO 8601 or RFC 5322 write it, as written there, if it is from 1990 to today."""
    text = text[:_LONGEST_DATE]
    try:
        if iso := _ISO_DAY.match(text):
            day = date.fromisoformat(iso[1])
        else:
            parsed = parsedate(text) or parsedate(f"{text} 00:00")
            day = date(*parsed[:3]) if parsed else date.min
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return day if day.year >= FIRST_YEAR and day <= today else None


def decoded(body: bytes, charset: str) -> str:
    """Return a page as text; `charset` is what the server claims. The mark at its head comes first, UTF-8 last."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    declared = _DECLARED.search(body[:_HEAD])
    for claimed in (charset, declared[1].decode("ascii") if declared else "", "utf-8"):
        if (name := claimed.lower()) and _CHARSETS.fullmatch(name):
            try:
                return body.decode(name, "replace" if name == charset else "strict")
            except UnicodeDecodeError:
                continue
    return body.decode("windows-1252", "replace")
