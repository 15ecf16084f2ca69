"""All terms behind a place, or an absence, are told, and they add up."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_report import AS_OF, LINKEDIN, MAIL, Tie, people_of, stranger, ties_of

from reconnect.report import PersonFacts, groups
from reconnect.report.explained import Explained, Rule, explained, standing
from reconnect.report.facts import Rest
from reconnect.report.reasons import Seen
from reconnect.ties import Coverage

COVERAGES = (MAIL, LINKEDIN)
SILENT = "silent for 90 days or more, the longest pause or at least 90"
KATIE = PersonFacts(person=17, name="Katie O'Neil", channels=frozenset({"mail"}))
TIE = Tie(person=17, silent=436, contact_days=160, gap=61, conversations=160, days_in=93, days_out=101, known_for=3389)


def explain(facts: PersonFacts, *ties: Tie, coverages: tuple[Coverage, ...] = COVERAGES) -> Explained:
    seen = Seen(ties_of(ties), coverages, AS_OF)
    ranks = {facts.person: 0} | {tie.person: tie.person for tie in ties}
    return explained(facts, groups.find(seen.ties, people_of(facts), coverages, AS_OF, ranks), seen)


def test_a_lapsed_tie_is_explained_term_by_term() -> None:
    told = explain(KATIE, TIE, Tie(person=18))
    assert (told.group, told.place, told.of) == ("lapsed", 1, 2)
    assert told.verdict == "Listed as a real tie that has gone quiet."
    assert [(each.name, round(each.value, 4), each.of) for each in told.terms] == [
        ("intercept", 2.0, "fitted to your own past; 2.0 for everybody"),
        ("how long", 0.3981, "0.45 ln(436 / 180), silent for 436 days"),
        ("how often", -4.3139, "-0.85 ln(160), 160 days of contact"),
        ("how unusual", 2.9945, "0.30 ln(160) ln(silence / longest pause, 61), at least 0"),
        ("chance of quiet", 0.7463, "1 / (1 + exp(-sum)), for half a year"),
        ("conversations", 5.0752, "ln(160)"),
        ("both ways", 2.2716, "0.5 ln(1 + 93), days of whoever wrote on fewer"),
        ("strength", 7.3468, "conversations + both ways"),
        ("score", 1.8642, "strength * (1 - chance of quiet)"),
    ]  # fmt: skip
    assert all(each.holds for each in told.rules if each.group == "lapsed")
    assert told.standing == "Last contact on 12 September 2025, within your mail (1 May 2014 to 20 November 2026)."


@given(
    st.builds(
        Tie,
        person=st.just(17),
        silent=st.integers(0, 4000),
        contact_days=st.integers(1, 500),
        gap=st.integers(0, 3000),
        conversations=st.integers(1, 200),
        days_in=st.integers(0, 300),
        days_out=st.integers(0, 300),
        real=st.booleans(),
    )
)
def test_the_terms_add_up_for_every_tie(tie: Tie) -> None:
    value = {each.name: each.value for each in explain(KATIE, tie).terms}
    logit = value["intercept"] + value["how long"] + value["how often"] + value["how unusual"]
    assert value["chance of quiet"] == pytest.approx(1 / (1 + math.exp(-logit)))
    assert value["strength"] == pytest.approx(value["conversations"] + value["both ways"])
    assert value["score"] == pytest.approx(value["strength"] * (1 - value["chance of quiet"]))


@pytest.mark.parametrize(
    ("tie", "missing"),
    [
        (replace(TIE, days_out=0, real=False), {"both of you wrote"}),
        (replace(TIE, conversations=1, real=False), {"two conversations or more"}),
        (replace(TIE, contact_days=2, real=False), {"three days of contact or more"}),
        (replace(TIE, silent=120, contact_days=25, gap=60), {"chance of quiet 0.60 or more"}),
        (
            replace(TIE, silent=80, contact_days=4, gap=30),
            {SILENT},
        ),
    ],
)
def test_who_is_not_listed_is_told_what_is_missing(tie: Tie, missing: set[str]) -> None:
    told = explain(KATIE, tie)
    assert told.group is None
    assert missing == {each.rule for each in told.rules if each.group == "lapsed" and not each.holds}
    assert all(rule in told.verdict for rule in missing)


def test_a_real_tie_that_is_quiet_for_longer_than_usual_is_told_so() -> None:
    told = explain(KATIE, replace(TIE, silent=120, contact_days=25, gap=60))
    assert told.verdict == (
        "Not listed, though quiet for longer than usual. What is missing: chance of quiet 0.60 or more (0.438)."
    )


def test_who_rests_is_told_until_when() -> None:
    later = replace(KATIE, rest=Rest("you marked them: later", date(2027, 2, 1)))
    assert explain(later, TIE).verdict == "Not listed until 1 February 2027: you marked them: later."
    never = replace(KATIE, rest=Rest("you marked them: never"))
    assert explain(never, TIE).verdict == "Not listed: you marked them: never."
    assert explain(KATIE, replace(TIE, resting=True)).verdict == (
        "Not listed, though quiet for longer than usual. "
        "What is missing: you did not write twice since their last word (you did)."
    )


def test_a_stranger_is_explained_without_terms() -> None:
    told = explain(stranger(30, date(2017, 5, 12)))
    assert (told.group, told.terms) == ("stranger", ())
    assert [each for each in told.rules if each.group == "stranger"] == [
        Rule("stranger", "in one of your lists", True, "linkedin"),
        Rule("stranger", "a channel that knows them was covered for 180 days", True, "linkedin: 2,117 and mail: 4,587"),
    ]
    outside = replace(stranger(30), channels=frozenset())
    assert explain(outside).verdict == (
        "Not listed. What is missing: a channel that knows them was covered for 180 days (no channel knows them)."
    )


def test_silent_never_seen_out_of_sight_and_stale_are_four_sentences() -> None:
    def stands(facts: PersonFacts, *ties: Tie, coverages: tuple[Coverage, ...] = COVERAGES) -> str:
        return standing(facts, Seen(ties_of(ties), coverages, AS_OF))

    old = (Coverage("mail", date(2014, 5, 1), AS_OF - timedelta(days=31)),)
    assert [
        stands(KATIE, TIE),
        stands(stranger(30)),
        stands(replace(stranger(30), channels=frozenset({"facebook"}))),
        stands(KATIE, TIE, coverages=old),
        stands(stranger(30), coverages=old),
    ] == [
        "Last contact on 12 September 2025, within your mail (1 May 2014 to 20 November 2026).",
        "No word between you in your mail (1 May 2014 to 20 November 2026) "
        "and your LinkedIn messages (3 February 2021 to 20 November 2026).",
        "Nothing imported could show contact with them, so nothing is said of their silence.",
        "Last contact on 12 September 2025. All data end on 22 October 2026: what came after is not known.",
        "All data end on 22 October 2026: what came after is not known.",
    ]
