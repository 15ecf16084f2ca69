"""Whom to leave in peace: the longest rest that follows from what was decided holds, and no longer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from reconnect.report.facts import Letter, Mark, Outcome, OutcomeKind, Rest
from reconnect.report.rests import rest, says_gone

DAY = date(2026, 5, 1)


def after(days: int) -> date:
    return DAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("outcome", "days"), [("sent", 90), ("answered", 90), ("declined", 365), ("later", 90), ("dropped", 180)]
)
def test_every_outcome_has_its_time(outcome: OutcomeKind, days: int) -> None:
    found = rest([], [Letter(9, DAY, (Outcome(outcome, DAY),))])
    assert found == Rest(f"draft 9 to them: {outcome} on 1 May 2026", after(days))


def test_a_draft_that_waits_is_remembered_for_thirty_days() -> None:
    assert rest([], [Letter(9, DAY)]) == Rest("draft 9 to them waits since 1 May 2026", after(30))


def test_what_was_put_off_to_a_day_rests_until_that_day() -> None:
    assert rest([Mark("later", after(7))], []) == Rest("you marked them: later", after(7))
    put_off = Letter(9, DAY, (Outcome("later", DAY, after(7)),))
    assert rest([], [put_off]) == Rest("draft 9 to them: later on 1 May 2026", after(7))


def test_the_longest_of_several_rests_holds() -> None:
    letters = [Letter(1, DAY, (Outcome("sent", DAY), Outcome("declined", after(3)))), Letter(2, after(200))]
    assert rest([Mark("later", after(20))], letters) == Rest("draft 1 to them: declined on 4 May 2026", after(368))
    assert rest([Mark("later", after(20)), Mark("never")], letters) == Rest("you marked them: never")


def test_who_declined_twice_is_not_asked_again() -> None:
    once = Letter(1, DAY, (Outcome("declined", DAY),))
    again = Letter(2, after(400), (Outcome("sent", after(400)), Outcome("declined", after(410))))
    assert rest([], [once, again]) == Rest("they declined twice")


def test_whoever_died_rests_for_good_whatever_was_decided() -> None:
    assert rest([Mark("later", DAY)], [], "† 2019") == Rest('their entry or your note says: "† 2019"')
    assert rest([Mark("died")], []) == Rest("you marked them: died")


def test_nothing_decided_is_no_rest() -> None:
    assert rest([], []) is None


def test_a_rest_ends_on_its_day_and_holds_for_every_day_before() -> None:
    found = Rest("", DAY)
    assert [found.holds(after(days)) for days in (-4000, -1, 0, 1)] == [True, True, False, False]
    assert Rest("").holds(date.max)


@pytest.mark.parametrize(
    "label", ["Karl Berg †", "† Ada", "Deceased", "family, deceased", "Verstorben", "Décédée", "R.I.P.", "Померла"]
)
def test_a_name_or_a_category_says_who_is_gone(label: str) -> None:
    assert says_gone(["Karl", label], []) == label


@pytest.mark.parametrize(
    "note", ["died in 2019", "He died in May", "Met in Oslo. She has died.", "† 3.5.2019", "Er ist verstorben", "RIP"]
)
def test_a_note_says_who_is_gone_where_a_sentence_begins_with_it(note: str) -> None:
    assert says_gone([], ["met at the fair", note]) == note


@pytest.mark.parametrize(
    "text", ["her father died in 2019", "the deceased king", "studied", "Rip van Dalen's friend", "dye works", "Ripley"]
)
def test_a_note_about_others_takes_nobody_away(text: str) -> None:
    assert says_gone([], [text]) == ""
