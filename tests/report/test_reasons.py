"""Reasons are plain sentences, and each number in them is one of the tie."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from invented_report import AS_OF, LINKEDIN, MAIL, Tie, stranger, ties_of

from reconnect.report import Listing, PersonFacts, Shared
from reconnect.report.reasons import how_long, how_real, lapsed_reasons, odds, stranger_reasons, unanswered_reasons
from reconnect.ties import Coverage

COVERAGES = (MAIL, LINKEDIN)
KATIE = PersonFacts(person=17, name="Katie O'Neil", last_subject="Re: the kiln, and a question")
TIE = Tie(person=17, silent=436, contact_days=160, gap=61, conversations=160, days_in=93, days_out=101, known_for=3389)


def test_a_lapsed_tie_is_told_in_four_sentences() -> None:
    assert lapsed_reasons(ties_of([TIE]), 0, KATIE, COVERAGES) == (
        "You wrote back and forth in 160 conversations from 2016 to 2025, about every three weeks. "
        "Quiet for 14 months; never before more than 9 weeks.",
        'Last: "Re: the kiln, and a question", 12 September 2025.',
        "Of ties like this, about 25 in 100 are heard from again within half a year.",
    )


@pytest.mark.parametrize("subject", ["", "  \r\n"])
def test_a_last_word_without_subject_is_its_day(subject: str) -> None:
    reasons = lapsed_reasons(ties_of([TIE]), 0, replace(KATIE, last_subject=subject), COVERAGES)
    assert reasons[1] == "Last: 12 September 2025."


@pytest.mark.parametrize(
    ("tie", "first_covered", "sentence"),
    [
        (
            replace(TIE, conversations=6),
            date(2016, 6, 1),
            "You wrote back and forth in 6 conversations from 2016 to 2025, about every two years.",
        ),
        (
            replace(TIE, conversations=4),
            date(2016, 6, 2),
            "You wrote back and forth in 4 conversations, at least since 2016 and up to 2025.",
        ),
        (
            replace(TIE, conversations=2, known_for=100),
            date(2014, 1, 1),
            "You wrote back and forth in 2 conversations in 2025.",
        ),
        (
            replace(TIE, conversations=2, known_for=100),
            date(2025, 6, 4),
            "You wrote back and forth in 2 conversations, at least since 2025.",
        ),
    ],
)
def test_what_was_before_the_first_covered_day_is_not_known(tie: Tie, first_covered: date, sentence: str) -> None:
    assert how_real(ties_of([tie]), 0, [Coverage("mail", first_covered, AS_OF)]) == sentence


def test_the_coverage_of_a_channel_they_do_not_use_says_nothing() -> None:
    later = Coverage("linkedin", date(2020, 1, 1), AS_OF)
    assert "at least" not in how_real(ties_of([TIE]), 0, [MAIL, later])
    assert "at least" not in how_real(ties_of([TIE]), 0, [later])


@pytest.mark.parametrize(
    ("silent", "gap", "sentence"),
    [
        (436, 63, "Quiet for 14 months; never before more than 9 weeks."),
        (436, 64, "Quiet for 14 months; never before more than 10 weeks."),
        (122, 61, "Quiet for 4 months; never before more than 9 weeks."),
        (121, 61, "Quiet for 4 months; the longest pause before was about 9 weeks."),
        (1090, 1000, "Quiet for 36 months; the longest pause before was about 33 months."),
    ],
)
def test_never_before_is_said_only_of_a_silence_twice_as_long(silent: int, gap: int, sentence: str) -> None:
    assert how_long(silent, gap) == sentence


@pytest.mark.parametrize(
    ("quiet", "among"),
    [(0.78, "about 22"), (0.871, "about 13"), (0.99, "about 1"), (0.996, "fewer than 1"), (1.0, "fewer than 1")],
)
def test_the_odds_are_told_among_a_hundred_ties(quiet: float, among: str) -> None:
    assert odds(quiet) == f"Of ties like this, {among} in 100 are heard from again within half a year."


def test_an_unanswered_message_is_named_with_month_and_subject() -> None:
    tie = Tie(person=21, real=False, waits=980, silent=900)
    facts = PersonFacts(person=21, name="Teo Marchetti", unanswered_subject="A room in Trieste?", last_subject="Hello?")
    assert unanswered_reasons(ties_of([tie]), 0, facts, COVERAGES) == (
        'They wrote to you in March 2024, "A room in Trieste?", and you never answered.',
    )
    assert unanswered_reasons(ties_of([tie]), 0, replace(facts, unanswered_subject=""), COVERAGES) == (
        "They wrote to you in March 2024, and you never answered.",
    )


def test_an_unanswered_message_in_a_real_tie_also_says_how_real() -> None:
    reasons = unanswered_reasons(ties_of([replace(TIE, waits=436)]), 0, KATIE, COVERAGES)
    assert reasons == (
        "They wrote to you in September 2025, and you never answered.",
        "You wrote back and forth in 160 conversations from 2016 to 2025, about every three weeks.",
    )


LISTED = "In your LinkedIn since May 2017."
SILENT = "No word between you in 12 years of mail and 5 years of LinkedIn messages."


@pytest.mark.parametrize(
    ("shared", "question"),
    [
        ((), "Do you know who they are?"),
        (
            (Shared("organization", "Lakeside School", people=2),),
            "Do you know who they are? (shares: Lakeside School, 2 people)",
        ),
        ((Shared("organization", "Lakeside School"),), "Do you know who they are? (shares: Lakeside School)"),
        (
            (
                Shared("message", "choir weekend", day=date(2018, 6, 2)),
                Shared("message", "snow"),
                Shared("message", "ice"),
            ),
            'Do you know who they are? (shares: "choir weekend", a message to both of you in June 2018; '
            '"snow", a message to both of you)',
        ),
    ],
)
def test_of_a_stranger_the_honest_question_is_asked(shared: tuple[Shared, ...], question: str) -> None:
    facts = stranger(30, date(2017, 5, 12), shared)
    assert stranger_reasons(facts, COVERAGES, AS_OF) == (f"{LISTED} {SILENT}", question)


@pytest.mark.parametrize(
    ("listings", "sentence"),
    [
        ((Listing("vcard", None),), "In your address book."),
        ((Listing("vcard", None), Listing("google", None)), "In your address book."),
        (
            (Listing("vcard", None), Listing("facebook", date(2010, 3, 4)), Listing("linkedin", date(2017, 5, 12))),
            "In your Facebook since March 2010, in your LinkedIn since May 2017 and in your address book.",
        ),
        (
            (Listing("linkedin", date(2019, 5, 12)), Listing("linkedin", date(2017, 5, 12)), Listing("linkedin", None)),
            "In your LinkedIn since May 2017.",
        ),
        (
            (Listing("linkedin", date(2010, 1, 1)), Listing("vcard", date(2015, 1, 1)), Listing("linkedin", AS_OF)),
            "In your LinkedIn since January 2010 and in your address book since January 2015.",
        ),
        ((Listing("vcard", None), Listing("linkedin", date(2027, 1, 1))), "In your address book."),
    ],
)
def test_each_list_is_named_once_with_its_earliest_day(listings: tuple[Listing, ...], sentence: str) -> None:
    facts = replace(stranger(30), listings=listings)
    assert stranger_reasons(facts, COVERAGES, AS_OF)[0] == f"{sentence} {SILENT}"


def test_only_their_silence_is_known_where_my_own_mail_is_missing() -> None:
    only_linkedin = replace(stranger(30), channels=frozenset({"linkedin"}))
    said = [stranger_reasons(facts, COVERAGES, AS_OF, one_sided=True)[0] for facts in (stranger(30), only_linkedin)]
    assert said == [
        "In your LinkedIn. No word from them in 12 years of mail and 5 years of LinkedIn messages.",
        "In your LinkedIn. No word between you in 5 years of LinkedIn messages.",
    ]


def test_the_silence_is_counted_in_covered_days_alone() -> None:
    halves = [
        Coverage("mail", date(2010, 1, 1), date(2012, 12, 31)),
        Coverage("mail", date(2020, 1, 1), date(2023, 12, 31)),
        Coverage("linkedin", date(2027, 1, 1), date(2027, 12, 31)),
    ]
    assert (
        stranger_reasons(stranger(30), halves, AS_OF)[0] == "In your LinkedIn. No word between you in 7 years of mail."
    )
