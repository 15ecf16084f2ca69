"""What the tests of pages and of feeds share: the day it is, and what every thing that is found is like."""

from __future__ import annotations

from datetime import date

from reconnect.sources.web.found import Found
from reconnect.visible import visible

TODAY = date(2026, 11, 22)
CHARSETS = ["", "utf-8", "x"]
"""What servers claim of the encoding."""


def well_formed(things: tuple[Found, ...]) -> bool:
    return len(things) <= 10 and all(
        thing.title
        and len(thing.title) <= 300
        and visible(thing.title) == thing.title
        and thing.address.isascii()
        and thing.address.startswith(("http://", "https://"))
        and (thing.day is None or date(1990, 1, 1) <= thing.day <= TODAY)
        for thing in things
    )
