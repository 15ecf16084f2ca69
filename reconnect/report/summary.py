"""The lines around the rows: how many there are in all, and when there is nobody, that this is good news."""

from __future__ import annotations

from reconnect.plural import counted
from reconnect.report.facts import Report
from reconnect.report.words import day_words, spelled

TITLE = "Who have I forgotten?"


def scope(report: Report) -> str:
    """Return the day of the report, and of how many people it speaks."""
    day = day_words(report.as_of)
    return f"{day}, of {counted(report.people, 'person', 'people')}" if report.people else day


def closing(report: Report) -> str:
    """Return how many of all are shown, or that there is nobody; "" where nobody is known at all."""
    if report.questions:
        return "Picked at random, the same one all week."
    if report.rows:
        return f"{len(report.rows):,} of {report.found:,}{_new(report)}.{_pace(report)}"
    if not report.people:
        return ""
    if report.before and report.listed:
        known = f"{counted(len(report.listed), 'person', 'people')} found before"
        return f"Nobody new since the report of {day_words(report.before)}; {known}: reconnect forgotten"
    people = counted(report.people, "person", "people")
    if not report.real_ties:
        return f"Nobody this week. {people}, and nothing imported shows a tie that could have gone quiet."
    return f"Nobody this week. {people}, and {_none_of(report.real_ties)} has gone unusually quiet."


def _new(report: Report) -> str:
    are = "is" if report.found == 1 else "are"
    return f" who {are} new since the report of {day_words(report.before)}" if report.before else ""


def _pace(report: Report) -> str:
    """How many a week are plenty, where more are shown or were written to."""
    if report.drafted >= report.capacity:
        return f" You have drafted {counted(report.drafted, 'letter')} this week, and that is plenty."
    if len(report.rows) > report.capacity:
        some = spelled(report.capacity)
        return f" {some[:1].upper()}{some[1:]} of them a week {'is' if report.capacity < 3 else 'are'} plenty."
    return ""


def position(title: str, organization: str) -> str:
    """Return what somebody does now, as far as the newest source tells: "now: Baker, Rye & Co", or "now: unknown"."""
    return f"now: {', '.join(filter(None, (title, organization))) or 'unknown'}"


def _none_of(real_ties: int) -> str:
    return "not even the one real tie" if real_ties == 1 else f"none of the {real_ties:,} real ties"
