"""Dates as LinkedIn writes them; each is read by its shape, because one file name has held several.

An invitation's `1/2/26` is the second of January: the slashes are always in US order. No zone means UTC.
The shapes are listed in samples/linkedin/FORMAT.md.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime

_BEGIN = datetime(1970, 1, 1)  # noqa: DTZ001 - all that is subtracted from it is in UTC

_CLOCK = r"(?:,?[\sT]\s*(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?)?"
_SHAPES = tuple(
    re.compile(date + _CLOCK + zone, re.IGNORECASE)
    for date, zone in (
        (r"(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})", r"\s*(?:UTC|GMT|Z|\+00:?00)?"),
        (
            r"(?P<day>\d{1,2})(?:\.|er)?[-\s]\s*(?:de\s+)?(?P<name>[^\W\d_]+)\.?[-\s]\s*(?:de\s+)?"
            r"(?P<year>\d{4}|\d\d)",
            r"\s*(?:UTC|GMT)?",
        ),
        (r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d\d)", r"(?:\s*(?P<half>[AP])\.?M\.?)?"),
        (r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d\d)", r""),
    )
)
_STARTS = (
    "jan ene gen", "feb fev", "mar mrz mrt maa", "apr avr abr", "may mai mei mag", "jun juin giu", "jul juil lug",
    "aug aou ago", "sep set", "oct okt ott out", "nov", "dec dez dic",
)  # fmt: skip
_MONTHS = {start: month for month, starts in enumerate(_STARTS, 1) for start in starts.split()}
"""How the months begin in English, French, German, Spanish, Italian, Portuguese and Dutch, without accents."""


def read_seconds(text: str) -> tuple[int, str]:
    """Return the instant in seconds since 1970, and in ISO 8601. Errors: those of `read_date`."""
    if len(text) == 23 and text[19:] == " UTC" and text[4] == text[7] == "-" and text[13] == text[16] == ":":
        try:  # nearly all messages have this shape, and there are many of them
            since = datetime.fromisoformat(text[:19]) - _BEGIN
        except ValueError:
            return _seconds(read_date(text))
        return since.days * 86_400 + since.seconds, f"{text[:10]}T{text[11:19]}+00:00"
    return _seconds(read_date(text))


def read_date(text: str) -> datetime:
    """Return the instant, in UTC. Errors: ValueError with a sentence for a person."""
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


def _seconds(at: datetime) -> tuple[int, str]:
    return int(at.timestamp()), at.isoformat()


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
