"""A page tells its times as words for a person: in the language of the account, on its clock, to the minute or second.

Only downloads to 2018 name a zone behind the time; elsewhere the clock is all that is known, and is taken for UTC.
Whether the day or the month comes first in `05/03/2020` is told by the other dates of the file, never by the date
itself. The shapes are listed in samples/facebook/FORMAT.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

from importers.facebook.content import EPOCH, FIRST, LAST

LONGEST = 80
"""Characters that a date has at most; a longer text is none."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as a page tells it; `at` is None where it cannot be read, and midnight where only the day is told.

    `said` is what a key says of it: milliseconds in UTC where a zone is told, else the clock in ISO form as far as it
    is told (`2020-09-13T12:26`), else the text itself.
    """

    at: datetime | None
    said: str


_MONTHS = (
    "jan ene gen sty tammi",
    "feb fev lut helmi",
    "mar mrt mrz maa",
    "apr avr abr kwi huhti",
    "may mai maj mag mei touko",
    "jun juin giu cze kesa",
    "jul juil lug lip heina",
    "aug aou ago sie elo",
    "sep set wrz syys",
    "oct okt out ott paz loka",
    "nov lis marras",
    "dec dez dic des gru joulu",
)
"""How the months begin in English, French, German, Spanish, Italian, Portuguese, Dutch, Polish and Nordic languages."""

_BEGINNINGS = sorted(
    ((word, month) for month, words in enumerate(_MONTHS, start=1) for word in words.split()),
    key=lambda beginning: -len(beginning[0]),  # "marras" is November, before "mar" may claim it
)

_ZONES = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "gmt": 0, "utc": 0}
"""Hours from UTC of the zones that RFC 5322 names in section 4.3; others (IST, BST) mean several zones each."""

_WORD = r"[^\W\d_]+(?:-[^\W\d_]+)?"
_WEEKDAY = rf"(?:{_WORD}\.?,? )?"
_DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_WEEKDAY}(?P<word>{_WORD})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:\.|er|º|st|nd|rd|th)? ?(?:de )?(?P<word>{_WORD})\.?,? (?:del? )?"
        r"(?P<year>\d{4})",
        r"(?P<month>\d{1,2})月 (?P<day>\d{1,2}), (?P<year>\d{4})",
        r"(?P<year>\d{4}) ?[年년] ?(?P<month>\d{1,2}) ?[月월] ?(?P<day>\d{1,2}) ?[日일](?: ?\(?\w+\)?)?",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})\. ?(?P<year>\d{{4}})",
        r"(?P<year>\d{4})(?P<mark>[./-]) ?(?P<month>\d{1,2})(?P=mark) ?(?P<day>\d{1,2})\.?",
        rf"{_WEEKDAY}(?P<first>\d{{1,2}})(?P<mark>[/-])(?P<second>\d{{1,2}})(?P=mark)(?P<year>\d{{4}})",
    )
)
_ZONE = re.compile(r" (?P<name>utc|[a-z]{2,4}t)(?P<offset>[+-]\d{1,2}(?::?\d\d)?)?$")
_TIME = re.compile(
    r"(?:[ ,]|(?=[午上下]))(?P<early>午前|上午|오전)?(?P<late>午後|下午|오후)? ?"
    r"(?P<hour>\d{1,2})(?::| ?h ?|\.)(?P<minute>\d\d)(?:[:.](?P<second>\d\d))?"
    r"(?: ?(?:(?P<am>a\.? ?m\.?|vorm\.|rano|przed południem)|(?P<pm>p\.? ?m\.?|nachm\.|po południu)|uhr))?$"
)
_NUMERIC = re.compile(r">\s*(\d{1,2}[/-]\d{1,2}[/-]\d{4}[^<>]{0,30})<")
_BEFORE_TIME = re.compile(r"[ ,]*(?: (?:at|à|a|um|om|o|às|alle(?: ore)?|a las?|kl\.?|kello|klo|[–-]))?[ ,]*$")


@dataclass(frozen=True, slots=True)
class _Parts:
    """The numbers of a date: `day` and `month`, or a `pair` that may be either; `clock` is hour, minute and second."""

    year: int
    month: int = 0
    day: int = 0
    pair: tuple[int, int] | None = None
    clock: tuple[int, ...] = ()
    zone: timezone | None = None

    def told(self, day_first: bool | None) -> datetime | None:
        """Return the time in UTC, None where it is no time of the calendar or of Facebook."""
        month, day = self.month, self.day
        if self.pair is not None:
            if day_first is None and self.pair[0] != self.pair[1]:
                return None
            day, month = self.pair if day_first else self.pair[::-1]
        try:
            hour, minute, second = (*self.clock, 0, 0, 0)[:3]
            at = datetime(self.year, month, day, hour, minute, second, tzinfo=self.zone or UTC).astimezone(UTC)
        except (ValueError, OverflowError):
            return None
        return at if FIRST <= at.timestamp() < LAST else None


def is_time(text: str) -> bool:
    """Tell whether a text is a date with a time of day, and nothing else."""
    parts = _parts(text)
    return parts is not None and bool(parts.clock)


def moment(text: str, day_first: bool | None) -> Moment:
    """Read the date that a page tells; `day_first` is what `day_comes_first` says of its file."""
    parts = _parts(text)
    at = parts.told(day_first) if parts else None
    if parts is None or at is None:
        return Moment(None, " ".join(text.split()))
    if parts.zone is not None:
        return Moment(at, str((at - EPOCH) // timedelta(milliseconds=1)))
    precision = ("", "minutes", "seconds")[max(len(parts.clock) - 1, 0)]
    local = at.replace(tzinfo=None)
    return Moment(at, local.isoformat(timespec=precision) if precision else local.date().isoformat())


def day_comes_first(texts: Iterable[str]) -> bool | None:
    """Tell whether the day stands before the month in the numeric dates of a file, None where nothing tells.

    A number above 12 tells, unless another contradicts it; else the order of the file does, if only one reading makes
    the dates run in one direction.
    """
    dates = [parts for parts in map(_parts, texts) if parts and parts.pair]
    pairs = [parts.pair for parts in dates if parts.pair]
    first, second = any(a > 12 for a, _ in pairs), any(b > 12 for _, b in pairs)
    if first or second:
        return None if first and second else first
    runs = {day_first: _runs_one_way([parts.told(day_first) for parts in dates]) for day_first in (True, False)}
    return None if runs[True] == runs[False] else runs[True]


def numeric_dates(markup: str) -> list[str]:
    """Return what stands between two tags of a page and begins with a date of numbers alone."""
    return _NUMERIC.findall(markup)


def _runs_one_way(times: list[datetime | None]) -> bool:
    steps = [(a > b) - (a < b) for a, b in pairwise(time for time in times if time)]
    return not (1 in steps and -1 in steps)


def _parts(text: str) -> _Parts | None:
    """Return the numbers of a text that is a date, with or without time and zone, else None."""
    if not 8 <= len(text) <= LONGEST or not any(map(str.isdigit, text)):
        return None
    rest = " ".join(text.replace("\u200e", "").replace("\u200f", "").split()).casefold()
    rest, zone = _without_zone(rest)
    clock: tuple[int, ...] | None = ()
    if time := _TIME.search(rest):
        clock = _clock(time)
        rest = _BEFORE_TIME.sub("", rest[: time.start()])
    for pattern in _DAYS:
        if (found := pattern.fullmatch(rest)) and clock is not None:
            return _day(found.groupdict(), clock, zone)
    return None


def _without_zone(text: str) -> tuple[str, timezone | None]:
    found = _ZONE.search(text)
    if not found:
        return text, None
    date, offset = text[: found.start()], found["offset"]
    if not offset:
        hours = _ZONES.get(found["name"])
        return date, None if hours is None else timezone(timedelta(hours=hours))
    digits = offset[1:].replace(":", "")
    minutes = int(digits[:-2]) * 60 + int(digits[-2:]) if len(digits) > 2 else int(digits) * 60
    delta = timedelta(minutes=-minutes if offset[0] == "-" else minutes)
    return date, timezone(delta) if abs(delta) < timedelta(hours=24) else None


def _clock(time: re.Match[str]) -> tuple[int, ...]:
    hour = int(time["hour"])
    if time["pm"] or time["late"]:
        hour = hour + 12 if hour < 12 else hour
    elif time["am"] or time["early"]:
        hour = 0 if hour == 12 else hour
    return (hour, int(time["minute"]), *((int(time["second"]),) if time["second"] else ()))


def _day(told: dict[str, str | None], clock: tuple[int, ...], zone: timezone | None) -> _Parts | None:
    number = {name: int(value) for name, value in told.items() if value and value.isdigit()}
    if "first" in number:
        return _Parts(number["year"], pair=(number["first"], number["second"]), clock=clock, zone=zone)
    month = number.get("month") or _month(told.get("word") or "")
    return _Parts(number["year"], month, number["day"], clock=clock, zone=zone) if month else None


def _month(word: str) -> int:
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return next((month for beginning, month in _BEGINNINGS if plain.startswith(beginning)), 0)
