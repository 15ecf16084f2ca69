"""How a fact is put into words: time as one speaks of it, services by their names, a place one knows somebody from.

Every phrase fits its sentence even where a date is missing, so no sentence has to ask. No phrase depends on today:
the same facts give the same words next year. Seasons are those of the northern half of the earth.
"""

from __future__ import annotations

import re
from datetime import date

from reconnect.drafts.facts import Fact

MONTHS = (  # not strftime: its words depend on the machine's language
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = ("beginning", "beginning", *3 * ["spring"], *3 * ["summer"], *3 * ["autumn"], "end")
SERVICES = {
    "linkedin": "LinkedIn", "facebook": "Facebook", "instagram": "Instagram", "google": "Google", "outlook": "Outlook",
}  # fmt: skip
_OTHERWISE = ("through ", "via ", "by ", "as ", "since ", "because of ", "thanks to ")
_AT_A_PLACE = re.compile(
    r"^(?:(?:we |i )?(?:first )?met )?(?:(?:him|her|them|each other) )?(?:(?:at|in|on|from|during|near) )?",
    re.IGNORECASE,
)


def season(day: date | None) -> str:
    """Name a time of the year: "the spring of 2019", "the end of 2019"."""
    return "some time ago" if day is None else f"the {SEASONS[day.month - 1]} of {day.year}"


def when(day: date | None) -> str:
    """Say when: "in the spring of 2019", "at the end of 2019", "some time ago"."""
    if day is None:
        return season(day)
    return f"{'at' if day.month in (12, 1, 2) else 'in'} {season(day)}"


def around(day: date | None) -> str:
    """Say roughly when: "around the spring of 2019", "at some point"."""
    return "at some point" if day is None else f"around {season(day)}"


def since(day: date | None) -> str:
    """Say since when: "since May 2017", "for some time"."""
    return "for some time" if day is None else f"since {MONTHS[day.month - 1]} {day.year}"


def span(fact: Fact) -> str:
    """Say for how long something went on: "from 2014 to 2021", "in 2019", "in the spring of 2019", "some time ago"."""
    days = sorted(day for day in (fact.day, fact.until) if day)
    if not days:
        return season(None)
    first, last = days[0], days[-1]
    if first.year != last.year:
        return f"from {first.year} to {last.year}"
    return when(first) if season(first) == season(last) else f"in {first.year}"


def service(fact: Fact) -> str:
    """Return a service's name as it writes it itself."""
    return SERVICES.get(fact.value.lower(), fact.value)


def from_where(fact: Fact) -> str:
    """Say where two people know each other from, out of a note that may begin with "met at": "from the fair"."""
    words = _AT_A_PLACE.sub("", fact.value, count=1)
    return words if words.lower().startswith(_OTHERWISE) else f"from {words}"


def with_subject(fact: Fact) -> str:
    """Say under which subject a message came, a space before it, or nothing where it has none that can be said."""
    return f' with the subject "{fact.value}"' if fact.value else ""


_PHRASES = (season, when, around, since, span, service, from_where, with_subject)
FILTERS = {function.__name__: function for function in _PHRASES}
