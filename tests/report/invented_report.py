"""An invented archive as the report receives it: ties, people, coverages, and one whole report to be written out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from reconnect.report import Listing, PersonFacts, Report, Shared, groups, sharing
from reconnect.report.facts import Sides
from reconnect.report.reasons import Seen
from reconnect.report.telling import Known, report
from reconnect.ties import Coverage, Ties, quiet_probability, strength
from reconnect.ties.columns import day_number

AS_OF = date(2026, 11, 22)
MAIL = Coverage("mail", date(2014, 5, 1), date(2026, 11, 20))
LINKEDIN = Coverage("linkedin", date(2021, 2, 3), date(2026, 11, 20))

BOTH_SIDES = Sides(0, 0)

HOSTILE = (
    "\x1b]0;owned\x07Rita\x1b[31m",
    "[bold red]Markup[/bold red]",
    "exe\u202egnp.\u2066x\u2069",
    "line\nbreak\tand\rreturn",
    "=HYPERLINK(evil)",
    "<script>alert(1)</script> [x](javascript:y) `z` *w*",
    "\x7f\x85\x9b31m\ufeff\u2028\u200f",
    "half\ud800surrogate",
    "   ",
    "",
    "wide 東京都港区" * 20,
    "x" * 500,
)
"""Names and subjects that try to act on a terminal, a spreadsheet, a page, or the layout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One row of `Ties`; quiet probability, strength and score follow by the formulas, as they do in the program."""

    person: int
    silent: int = 400
    contact_days: int = 12
    gap: int = 45
    conversations: int = 6
    days_in: int = 8
    days_out: int = 7
    known_for: int = 2000
    channels: int = 1
    real: bool = True
    resting: bool = False
    waits: int | None = None


def ties_of(rows: Iterable[Tie], as_of: date = AS_OF) -> Ties:
    """Return the table of these ties, sorted by person."""
    rows = sorted(rows, key=lambda row: row.person)
    today = day_number(as_of)

    def column(name: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.array([getattr(row, name) for row in rows], dtype=np.int64)

    silent, person = column("silent"), column("person")
    quiet = quiet_probability(silent, column("contact_days"), column("gap"))
    strengths = strength(column("conversations"), column("days_in"), column("days_out"))
    return Ties(
        person=person,
        contact_days=column("contact_days"),
        days_in=column("days_in"),
        days_out=column("days_out"),
        longest_gap_days=column("gap"),
        conversations=column("conversations"),
        first_day=today - silent - column("known_for"),
        last_day=today - silent,
        silent_days=silent,
        channels=column("channels"),
        last_interaction=person * 10,
        quiet_probability=quiet,
        strength=strengths,
        score=strengths * (1 - quiet),
        real=column("real").astype(bool),
        resting=column("resting").astype(bool),
        unanswered_day=np.array([-1 if row.waits is None else today - row.waits for row in rows], dtype=np.int64),
        unanswered=np.array([-1 if row.waits is None else row.person * 10 for row in rows], dtype=np.int64),
        intercept=2.0,
        as_of=today,
    )


def select(
    ties: Ties,
    people: Mapping[int, PersonFacts],
    coverages: Sequence[Coverage],
    as_of: date,
    limit: int = 5,
    mail: Sides = BOTH_SIDES,
) -> Report:
    """Return the report on ties and people, all of whom are known in full, as the program puts it together."""
    ordered = sorted(people.values(), key=lambda facts: (facts.rank, facts.person))
    ranks = {facts.person: place for place, facts in enumerate(ordered)}
    found = groups.find(ties, people, coverages, as_of, ranks)
    rows = [(people[person], group) for person, group in sharing.shown(found, limit)]
    seen = Seen(ties, coverages, as_of, mail.is_one_sided)
    return report(rows, sharing.all_of(found), seen, Known(len(people), people, mail))


def people_of(*people: PersonFacts) -> dict[int, PersonFacts]:
    """Return the people by id."""
    return {facts.person: facts for facts in people}


def stranger(person: int, since: date | None = None, shared: tuple[Shared, ...] = ()) -> PersonFacts:
    """Return somebody who stands in LinkedIn, reachable by mail and LinkedIn."""
    return PersonFacts(
        person=person,
        name=f"Stranger {person}",
        listings=(Listing("linkedin", since),),
        channels=frozenset({"mail", "linkedin"}),
        shared=shared,
    )


def invented_report(limit: int = 5) -> Report:
    """Return a report with rows of each group, a stranger with a trace, and people nobody can tell of."""
    school = Shared("organization", "Lakeside School of Economics", people=2)
    people = people_of(
        PersonFacts(
            person=17,
            name="Katie O'Neil",
            title="Design lead",
            organization="Harbour Studio",
            last_subject="Re: the kiln, and a question",
        ),
        PersonFacts(
            person=18,
            name="Maximiliane Wilhelmina von Hohenfels-Brandenstein",
            title="Deputy head of the department of lifts and moving stairs",
            organization="Ministry of Silly Machines, Northern Branch",
            last_subject="An invitation to the summer party in the garden behind the old observatory, with cake",
        ),
        PersonFacts(person=21, name="Teo Marchetti", unanswered_subject="A room in Trieste?"),
        PersonFacts(person=22, name="Ada Berg", organization="Fjord Ferries"),
        stranger(30, date(2017, 5, 12), (school, Shared("message", "choir weekend", day=date(2018, 6, 2)))),
        stranger(31, date(2019, 1, 1)),
        *(
            PersonFacts(
                person=person,
                name=f"Friend {person}",
                listings=(Listing("facebook", date(2010, 3, 4)),),
                channels=frozenset({"facebook"}),
            )
            for person in range(40, 52)
        ),
    )
    ties = ties_of(
        [
            Tie(
                person=17,
                silent=436,
                contact_days=160,
                gap=61,
                conversations=120,
                days_in=93,
                days_out=101,
                known_for=3389,
            ),
            Tie(person=18, silent=300, contact_days=8, gap=170, conversations=4, days_in=3, days_out=3, known_for=400),
            Tie(
                person=21,
                silent=980,
                contact_days=1,
                gap=0,
                conversations=1,
                days_in=1,
                days_out=0,
                known_for=0,
                real=False,
                waits=980,
            ),
            Tie(person=22, silent=20, contact_days=30, gap=20),
        ]
    )
    return select(ties, people, (MAIL, LINKEDIN), AS_OF, limit)
