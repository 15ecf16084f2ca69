"""A report put together: the rows of those who are shown, and what to know beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reconnect.report.facts import Group, Listed, PersonFacts, Report, Sides
from reconnect.report.limits import limits, one_sided, stale
from reconnect.report.reasons import Seen
from reconnect.report.rows import row


class Known(NamedTuple):
    """How many people are known, the facts of those who may be listed for more than a tie, and the sides of my mail."""

    number: int
    people: Mapping[int, PersonFacts]
    mail: Sides = Sides(0, 0)


def report(
    rows: Sequence[tuple[PersonFacts, Group | None]], listed: Sequence[Listed], seen: Seen, known: Known
) -> Report:
    """Return the report with a row for each of some people, of all who were `listed`."""
    ties, coverages, as_of = seen.ties, seen.coverages, seen.as_of
    return Report(
        as_of=as_of,
        intercept=ties.intercept,
        rows=tuple(row(group, facts, seen) for facts, group in rows),
        found=len(listed),
        people=known.number,
        real_ties=int(ties.real.sum()),
        limits=limits(known.people, ties, coverages, as_of, known.number),
        stale=stale(coverages, as_of),
        one_sided=one_sided(known.mail),
        listed=tuple(listed),
    )
