"""What is alike in every language: what a service calls itself, and how a span follows from its ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from reconnect.drafts.facts import Fact

SERVICES = {
    "linkedin": "LinkedIn", "facebook": "Facebook", "instagram": "Instagram", "google": "Google", "outlook": "Outlook",
}  # fmt: skip


def service(fact: Fact) -> str:
    """Return a service's name as it writes it itself."""
    return SERVICES.get(fact.value.lower(), fact.value)


def spanning(years: str, year: str, when: Callable[[date | None], str]) -> Callable[[Fact], str]:
    """Return how a language says for how long something went on: "from {} to {}", "in {}", or when in a year."""

    def span(fact: Fact) -> str:
        days = sorted(day for day in (fact.day, fact.until) if day)
        if not days:
            return when(None)
        first, last = days[0], days[-1]
        if first.year != last.year:
            return years.format(first.year, last.year)
        return when(first) if when(first) == when(last) else year.format(first.year)

    return span
