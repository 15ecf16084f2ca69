"""One row of the report says what is known of one person: nothing missing is filled in.

Who has no tie has all of its days None, and strength 0.
"""

from __future__ import annotations

from reconnect.report.facts import Group, PersonFacts, Row
from reconnect.report.reasons import Seen, reasons
from reconnect.ties.columns import as_date, channel_names


def row(group: Group | None, facts: PersonFacts, seen: Seen) -> Row:
    """Return the row of a person who was found in a group, or of one picked at random who is in none."""
    at, ties = seen.place(facts.person), seen.ties
    if at is None:
        return Row(
            person=facts.person,
            name=facts.name,
            group=group,
            title=facts.title,
            organization=facts.organization,
            reasons=reasons(group, facts, seen),
        )
    return Row(
        person=facts.person,
        name=facts.name,
        group=group,
        title=facts.title,
        organization=facts.organization,
        quiet_probability=float(ties.quiet_probability[at]),
        strength=float(ties.strength[at]),
        score=float(ties.score[at]),
        silent_days=int(ties.silent_days[at]),
        contact_days=int(ties.contact_days[at]),
        days_in=int(ties.days_in[at]),
        days_out=int(ties.days_out[at]),
        longest_gap_days=int(ties.longest_gap_days[at]),
        conversations=int(ties.conversations[at]),
        first_contact=as_date(int(ties.first_day[at])),
        last_contact=as_date(int(ties.last_day[at])),
        channels=channel_names(int(ties.channels[at]), ties.names),
        reasons=reasons(group, facts, seen),
    )
