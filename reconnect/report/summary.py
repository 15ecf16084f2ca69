"""The lines around the rows: how many there are in all, and when there is nobody, that this is good news."""

from __future__ import annotations

from reconnect.plural import counted
from reconnect.report.facts import Report
from reconnect.report.words import day_words

TITLE = "Who have I forgotten?"


def scope(report: Report) -> str:
    """Return the day of the report, and of how many people it speaks."""
    day = day_words(report.as_of)
    return f"{day}, of {counted(report.people, 'person', 'people')}" if report.people else day


def closing(report: Report) -> str:
    """Return how many of all are shown, or that there is nobody; "" where nobody is known at all."""
    if report.rows:
        pace = " Two of them a week is plenty." if len(report.rows) > 2 else ""
        return f"{len(report.rows):,} of {report.found:,}.{pace}"
    if not report.people:
        return ""
    people = counted(report.people, "person", "people")
    if not report.real_ties:
        return f"Nobody this week. {people}, and nothing imported shows a tie that could have gone quiet."
    return f"Nobody this week. {people}, and {_none_of(report.real_ties)} has gone unusually quiet."


def position(title: str, organization: str) -> str:
    """Return what somebody does now, as far as the newest source tells: "now: Baker, Rye & Co", or "now: unknown"."""
    return f"now: {', '.join(filter(None, (title, organization))) or 'unknown'}"


def _none_of(real_ties: int) -> str:
    return "not even the one real tie" if real_ties == 1 else f"none of the {real_ties:,} real ties"
