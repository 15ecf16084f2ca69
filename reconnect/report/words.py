"""Days and dates are said as a person says them: "14 months", "about every three weeks", "12 September 2025".

A duration is a whole number whose unit grows with it: days to two weeks, weeks to three months, months to three years.
Month names stand here because those of the standard library follow the machine's locale.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date

from reconnect.plural import counted

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
DAYS_A_WEEK, DAYS_A_MONTH, DAYS_A_YEAR = 7, 365.25 / 12, 365.25
LONGEST_QUOTE = 60


def day_words(day: date) -> str:
    """Return a day, such as "12 September 2025"."""
    return f"{day.day} {month_words(day)}"


def month_words(day: date) -> str:
    """Return the month of a day, such as "September 2025"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def spelled(number: int) -> str:
    """Return a number up to twelve as a word, a larger one in figures."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def nearest(number: float) -> int:
    """Return the nearest whole number, the higher one of two."""
    return math.floor(number + 0.5)


def duration(days: int, whole: Callable[[float], int] = nearest) -> str:
    """Return a number of days in its fitting unit, made `whole`: "6 weeks", "14 months", "9 years"."""
    for unit, length, end in (("day", 1, 14), ("week", DAYS_A_WEEK, 91), ("month", DAYS_A_MONTH, 1096)):
        if days < end:
            return counted(whole(days / length), unit)
    return counted(whole(days / DAYS_A_YEAR), "year")


def every(days: float) -> str:
    """Return how often something comes that comes every so many days: "about once a month", "about every two years"."""
    if days < 7 * DAYS_A_WEEK:
        unit, length = "week", float(DAYS_A_WEEK)
    elif days < 11 * DAYS_A_MONTH:
        unit, length = "month", DAYS_A_MONTH
    else:
        unit, length = "year", DAYS_A_YEAR
    number = max(nearest(days / length), 1)
    return f"about once a {unit}" if number == 1 else f"about every {spelled(number)} {unit}s"


def quoted(text: str) -> str:
    """Return somebody's words on one line between quotation marks, a long text cut."""
    return f'"{shortened(text, LONGEST_QUOTE)}"'


def shortened(text: str, length: int) -> str:
    """Return the text on one line, at most `length` characters long; "..." marks a cut, between words if possible."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 3].rsplit(" ", 1)[0] + "..."


def listed(parts: list[str]) -> str:
    """Return the parts as a list in a sentence: "a, b and c"."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
