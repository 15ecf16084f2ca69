"""Reasons are plain sentences, and each number in them is one of the tie."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from invented_report import AS_OF, LINKEDIN, MAIL, Tie, stranger, ties_of

from reconnect.report import Listing, PersonFacts, Shared
from reconnect.report.facts import Letter, News, Note, Outcome, Published
from reconnect.report.reasons import (
    Seen,
    how_long,
    how_real,
    lapsed_reasons,
    longer_than_usual,
    odds,
    reasons,
    stranger_reasons,
    unanswered_reasons,
)
from reconnect.ties import Coverage

COVERAGES = (MAIL, LINKEDIN)
KATIE = PersonFacts(person=17, name="Katie O'Neil", last_subject="Re: the kiln, and a question")
TIE = Tie(person=17, silent=436, contact_days=160, gap=61, conversations=160, days_in=93, days_out=101, known_for=3389)


def seen(*ties: Tie) -> Seen:
    return Seen(ties_of(ties), COVERAGES, AS_OF)


def test_a_lapsed_tie_is_told_in_four_sentences() -> None:
    assert lapsed_reasons(KATIE, seen(TIE), 0) == (
        "You wrote back and forth in 160 conversations from 2016 to 2025, about every three weeks. "
        "Quiet for 14 months; never before more than 9 weeks.",
        'Last: "Re: the kiln, and a question", 12 September 2025.',
        "Of ties like this, about 25 in 100 are heard from again within half a year.",
    )


@pytest.mark.parametrize("subject", ["", "  \r\n"])
def test_a_last_word_without_subject_is_its_day(subject: str) -> None:
    reasons = lapsed_reasons(replace(KATIE, last_subject=subject), seen(TIE), 0)
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
    assert unanswered_reasons(facts, seen(tie), 0) == (
        'They wrote to you in March 2024, "A room in Trieste?", and you never answered.',
    )
    assert unanswered_reasons(replace(facts, unanswered_subject=""), seen(tie), 0) == (
        "They wrote to you in March 2024, and you never answered.",
    )


def test_an_unanswered_message_in_a_real_tie_also_says_how_real() -> None:
    reasons = unanswered_reasons(KATIE, seen(replace(TIE, waits=436)), 0)
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
    assert stranger_reasons(facts, seen()) == (f"{LISTED} {SILENT}", question)


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
    assert stranger_reasons(facts, seen())[0] == f"{sentence} {SILENT}"


def test_only_their_silence_is_known_where_my_own_mail_is_missing() -> None:
    only_linkedin = replace(stranger(30), channels=frozenset({"linkedin"}))
    view = Seen(ties_of([]), COVERAGES, AS_OF, one_sided=True)
    said = [stranger_reasons(facts, view)[0] for facts in (stranger(30), only_linkedin)]
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
    said = stranger_reasons(stranger(30), Seen(ties_of([]), halves, AS_OF))
    assert said[0] == "In your LinkedIn. No word between you in 7 years of mail."


def test_somebody_new_is_told_with_place_and_day() -> None:
    facts = replace(stranger(30, date(2026, 11, 5)), new_since=date(2026, 11, 5))
    assert reasons("follow_up", facts, seen()) == (
        "New in your LinkedIn since 5 November 2026, and no word between you yet.",
    )
    assert reasons("follow_up", replace(facts, channels=frozenset()), seen()) == (
        "New in your LinkedIn since 5 November 2026, and no word between you yet, as far as what is imported can tell.",
    )


def test_a_birthday_is_told_without_year_or_age_and_then_the_tie() -> None:
    facts = replace(KATIE, birthdays=("1980-11-30",))
    assert reasons("news", facts, seen(TIE)) == (
        "Birthday on 30 November.",
        "You wrote back and forth in 160 conversations from 2016 to 2025, about every three weeks. "
        "Quiet for 14 months; never before more than 9 weeks.",
        'Last: "Re: the kiln, and a question", 12 September 2025.',
    )
    assert reasons("news", replace(stranger(1), birthdays=("--1122",)), seen())[0] == "Birthday today."


def test_what_was_published_is_told_with_title_day_and_address_each_cut_where_it_is_endless() -> None:
    glazes = Published(
        "https://katie.example/", "https://katie.example/glazes", "Glazes without lead", date(2026, 11, 3)
    )
    told = 'They published "Glazes without lead" on 3 November 2026: https://katie.example/glazes'
    assert reasons("news", replace(KATIE, published=(glazes,)), seen(TIE))[0] == told
    endless = glazes._replace(address=f"https://katie.example/{'x' * 5000}", title="clay " * 2000)
    (said, *_) = reasons("news", replace(KATIE, published=(endless,)), seen(TIE))
    assert said == f'They published "{"clay " * 10}clay..." on 3 November 2026: https://katie.example/{"x" * 175}...'


def test_new_work_is_told_beside_the_old() -> None:
    change = News(1, 2, "work", "Designer, Acme", "Potter, Kiln Lane", date(2024, 5, 3), date(2026, 11, 20))
    facts = replace(stranger(30), title="Potter", organization="Kiln Lane", changes=(change,))
    assert reasons("news", facts, seen())[0] == "New work: Potter, Kiln Lane. In May 2024 it was still: Designer, Acme."


@pytest.mark.parametrize(
    ("days_in", "days_out", "said"),
    [(3, 2, "You wrote back and forth in"), (3, 0, "They wrote to you in"), (0, 3, "You wrote to them in")],
)
def test_who_wrote_is_said_as_it_was(days_in: int, days_out: int, said: str) -> None:
    tie = Tie(person=17, days_in=days_in, days_out=days_out, real=False, conversations=3)
    assert reasons(None, KATIE, seen(tie))[0].startswith(f"{said} 3 conversations from 2020 to 2025.")


def test_a_single_day_of_contact_has_no_pause_to_compare_with() -> None:
    tie = Tie(person=17, silent=400, contact_days=1, gap=0, conversations=1, known_for=0, real=False)
    assert reasons(None, KATIE, seen(tie))[0].endswith(" in 1 conversation in 2025. Quiet for 13 months.")


def test_what_was_noted_and_what_became_of_drafts_is_told() -> None:
    declined = Letter(3, date(2025, 2, 1), (Outcome("sent", date(2025, 2, 2)), Outcome("declined", date(2025, 3, 9))))
    waiting = Letter(8, date(2026, 9, 1))
    facts = replace(
        stranger(30),
        notes=(
            Note(1, "met", "the fair"), Note(2, "spoke", "", date(2026, 1, 1)), Note(3, "interest", "kilns"),
            Note(4, "language", "uk"), Note(5, "terms", "formal"),
        ),
        letters=(declined, waiting),
        rooms=2,
    )  # fmt: skip
    assert reasons("stranger", facts, seen())[2:] == (
        "You noted: met: the fair; interest: kilns.",
        "You are together in 2 group chats, where talking is not counted as contact.",
        "In March 2025 they said that it was not the time.",
        "Draft 8 to them waits since 1 September 2026.",
    )


def test_nothing_is_said_of_a_silence_that_nothing_imported_could_show() -> None:
    outside = replace(stranger(30, date(2017, 5, 12)), channels=frozenset({"facebook"}))
    assert reasons(None, outside, seen()) == (
        "In your LinkedIn since May 2017. Nothing imported can tell whether you ever wrote.",
    )


def test_where_their_channel_ends_before_the_others_the_row_says_so() -> None:
    old_mail = Coverage("mail", date(2014, 5, 1), date(2019, 3, 2))
    facts = replace(KATIE, channels=frozenset({"mail"}))
    tie = replace(TIE, silent=3000)
    end = "What is imported of your mail ends on 2 March 2019: of what came after, nothing can tell."
    told = reasons("lapsed", facts, Seen(ties_of([tie]), (old_mail, LINKEDIN), AS_OF))
    assert told[-1] == end  # and no odds, which would be those of a silence that nobody saw
    assert end not in reasons("lapsed", facts, Seen(ties_of([tie]), (MAIL, LINKEDIN), AS_OF))
    assert end not in reasons("lapsed", facts, Seen(ties_of([tie]), (old_mail,), AS_OF))


def test_only_a_real_tie_is_quiet_for_longer_than_usual() -> None:
    dario = Tie(person=4, silent=120, contact_days=25, gap=60, conversations=14, days_in=20, days_out=12)
    said = "quiet for longer than usual: 4 months, and never before more than 9 weeks"
    assert longer_than_usual(ties_of([dario]), 0) == said
    assert longer_than_usual(ties_of([replace(dario, silent=60)]), 0) == ""
    assert longer_than_usual(ties_of([replace(dario, real=False)]), 0) == ""
