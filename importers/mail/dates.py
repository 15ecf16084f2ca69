"""The time of a message is its Date, else its From_ line, else its first Received; a time without zone is UTC.

Only what lies between 1980 and 2100 is believed: dates in year 100, in 1970 and in the far future stand in real mail.
Times here are seconds since 1970. Format of dates: RFC 5322, section 3.3, and the C function asctime.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_tz
from functools import lru_cache

EARLIEST = int(datetime(1980, 1, 1, tzinfo=UTC).timestamp())
LATEST = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp()) - 1

_EPOCH = date(1970, 1, 1).toordinal()
_MONTHS = dict(zip(b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), range(1, 13), strict=True))
_DAY = re.compile(rb"(?:[A-Z][a-z]{2}, {1,2})?(\d{1,2} [A-Z][a-z]{2} (?:19|20)\d\d) ").fullmatch
_ZONE = re.compile(rb" ([+-][01]\d[0-5]\d|GMT|UTC)(?: \([A-Za-z ]*\))? *").fullmatch
_MINUTES = {b"%02d:%02d:" % (hour, minute): hour * 3600 + minute * 60 for hour in range(24) for minute in range(60)}
_SECONDS = {b"%02d" % second: second for second in range(60)}
_ASCTIME = re.compile(
    rb"([A-Z][a-z]{2}) +(\d{1,2}) +(\d{1,2}:\d\d(?::\d\d)?)"
    rb"(?: ([+-]\d{4}|[A-Z]{1,5}))? (\d{4})(?: ([+-]\d{4}|[A-Z]{1,5}))?\s*$"
)
_LONGEST = 200


def date_seconds(value: bytes) -> int | None:
    """Read a Date header, its usual shape without parsedate_tz; None where it is unreadable or not plausible."""
    colon = value.find(b":", 0, _LONGEST)
    if colon > 2 and len(value) <= _LONGEST:
        midnight, minutes = _midnight(value[: colon - 2]), _MINUTES.get(value[colon - 2 : colon + 4])
        second, offset = _SECONDS.get(value[colon + 4 : colon + 6]), _offset(value[colon + 6 :])
        if midnight is not None and minutes is not None and second is not None and offset is not None:
            at = midnight + minutes + second - offset
            return at if EARLIEST <= at <= LATEST else None
    return plain_date_seconds(value)


def plain_date_seconds(value: bytes) -> int | None:
    """Read a Date header with the email package; None where it is unreadable or not plausible."""
    parsed = parsedate_tz(value[:_LONGEST].decode("latin-1").replace("\n", ""))
    if parsed is None or not 1900 <= parsed[0] <= 2100:
        return None
    year, month, day, hour, minute, second = parsed[:6]
    offset = parsed[9] or 0
    try:
        midnight = date(year, month, day).toordinal() - _EPOCH
    except ValueError:
        return None
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second <= 60):
        return None
    at = midnight * 86_400 + hour * 3600 + minute * 60 + second - (offset if abs(offset) < 86_400 else 0)
    return at if EARLIEST <= at <= LATEST else None


def from_line_seconds(line: bytes) -> int | None:
    """Read the time at the end of a From_ line; None where there is none."""
    found = _ASCTIME.search(line)
    if found is None:
        return None
    month, day, clock, zone, year, late_zone = found.groups(b"")
    return plain_date_seconds(b" ".join((day, month, year, clock, zone or late_zone)))


def received_seconds(value: bytes) -> int | None:
    """Read the time behind the last semicolon of a Received header; None where there is none."""
    return plain_date_seconds(value.rpartition(b";")[2].strip())


@lru_cache(maxsize=16_384)
def _midnight(day: bytes) -> int | None:
    """Return when a day such as `Tue, 5 Mar 2024 ` begins; None where it is written in another way."""
    usual = _DAY(day)
    if usual is None:
        return None
    number, month, year = usual[1].split()
    try:
        return (date(int(year), _MONTHS[month], int(number)).toordinal() - _EPOCH) * 86_400
    except (KeyError, ValueError):
        return None


@lru_cache(maxsize=512)
def _offset(zone: bytes) -> int | None:
    """Return the seconds that a zone such as ` +0100 (CET)` is ahead; None where it is written in another way."""
    usual = _ZONE(zone)
    if usual is None:
        return None
    sign, hours, minutes = usual[1][:1], usual[1][1:3], usual[1][3:]
    return 0 if sign.isalpha() else (1 if sign == b"+" else -1) * (int(hours) * 3600 + int(minutes) * 60)
