"""One row of the report says what is known of one person: nothing missing is filled in.

A stranger has no tie, so all of its days are None and its strength is 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from reconnect.report.facts import Group, PersonFacts, Row
from reconnect.report.reasons import lapsed_reasons, stranger_reasons, unanswered_reasons
from reconnect.ties.columns import Coverage, Ties, as_date, channel_names


def tie_row(group: Group, ties: Ties, facts: PersonFacts, coverages: Sequence[Coverage]) -> Row:
    """Return the row of a person with a tie; `ties` holds one, and `group` is "lapsed" or "unanswered"."""
    at = int(np.searchsorted(ties.person, facts.person))
    reasons = lapsed_reasons if group == "lapsed" else unanswered_reasons
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
        reasons=reasons(ties, at, facts, coverages),
    )


def stranger_row(facts: PersonFacts, coverages: Sequence[Coverage], as_of: date, *, one_sided: bool) -> Row:
    """Return the row of a person in my lists with whom I exchanged no word; `one_sided` is mail without mine."""
    return Row(
        person=facts.person,
        name=facts.name,
        group="stranger",
        title=facts.title,
        organization=facts.organization,
        quiet_probability=None,
        strength=0.0,
        score=None,
        silent_days=None,
        contact_days=0,
        days_in=0,
        days_out=0,
        longest_gap_days=None,
        conversations=0,
        first_contact=None,
        last_contact=None,
        channels=(),
        reasons=stranger_reasons(facts, coverages, as_of, one_sided=one_sided),
    )
