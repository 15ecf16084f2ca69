"""Dates as LinkedIn writes them; each is read by its shape, because one file name has held several.

An invitation's `1/2/26` is the second of January: the slashes are always in US order. No zone means UTC.
The shapes are listed in samples/linkedin/FORMAT.md.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import UTC, datetime

_CLOCK = r"(?:,?[\sT]\s*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?)?"
_SHAPES = tuple(
    re.compile(date + _CLOCK + zone, re.IGNORECASE)
    for date, zone in (
        (r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})", r"\s*(?:UTC|GMT|Z|\+00:?00)?"),
        (r"(?P<day>\d{1,2})(?:\.|er)?[-\s]\s*(?P<name>[^\W\d_]+)\.?[-\s]\s*(?P<year>\d{4}|\d\d)", r"\s*(?:UTC|GMT)?"),
        (r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d\d)", r"(?:\s*(?P<half>[AP])\.?M\.?)?"),
        (r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d\d)", r""),
    )
)
_STARTS = ("jan", "feb fev", "mar mrz", "apr avr", "may mai", "jun juin", "jul juil", "aug aou", "sep", "oct okt")
_MONTHS = {start: month for month, starts in enumerate((*_STARTS, "nov", "dec dez"), 1) for start in starts.split()}
"""How the months begin in English, French and German, without accents."""


def read_date(text: str) -> datetime:
    """Return the instant, in UTC. Errors: ValueError with a sentence for a person."""
    if len(text) == 23 and text.endswith(" UTC") and text[7] == "-":
        with suppress(ValueError):  # the shape of all messages, of which there are many, read by the fastest way
            return datetime.fromisoformat(f"{text[:19]}+00:00")
    for shape in _SHAPES:
        if found := shape.fullmatch(unicodedata.normalize("NFC", text)):
            break
    else:
        raise ValueError(f"the date '{text[:40]}' could not be read")
    part = found.groupdict(default="0")
    try:
        return datetime(
            _year(part["year"]),
            _month(part["name"]) if "name" in part else int(part["month"]),
            int(part["day"]),
            _hour(int(part["hour"]), part.get("half", "0")),
            int(part["minute"]),
            int(part["second"]),
            tzinfo=UTC,
        )
    except (ValueError, KeyError):
        raise ValueError(f"the date '{text}' could not be read") from None


def _year(digits: str) -> int:
    """Return the year; two digits are of this century, for LinkedIn began in 2003."""
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _month(name: str) -> int:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return _MONTHS[plain[:4] if plain[:4] in _MONTHS else plain[:3]]


def _hour(hour: int, half: str) -> int:
    if half == "0":
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half in "Pp" else 0)
