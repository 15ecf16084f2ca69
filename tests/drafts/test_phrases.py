"""Times are soft, and fit their sentence even where a date is missing."""

from __future__ import annotations

from datetime import date

import pytest

from reconnect.drafts.facts import Fact
from reconnect.drafts.languages.en import around, from_where, season, since, span, when, with_subject
from reconnect.drafts.languages.shared import service


@pytest.mark.parametrize(
    ("month", "name"),
    [
        (1, "the beginning of 2019"),
        (2, "the beginning of 2019"),
        (3, "the spring of 2019"),
        (5, "the spring of 2019"),
        (6, "the summer of 2019"),
        (9, "the autumn of 2019"),
        (11, "the autumn of 2019"),
        (12, "the end of 2019"),
    ],
)
def test_a_season_is_that_of_the_northern_half(month: int, name: str) -> None:
    assert season(date(2019, month, 1)) == name


def test_each_way_of_telling_a_time() -> None:
    april, december = date(2019, 4, 2), date(2019, 12, 24)
    assert (when(april), when(december), around(april), since(april)) == (
        "in the spring of 2019",
        "at the end of 2019",
        "around the spring of 2019",
        "since April 2019",
    )


def test_without_a_date_the_phrase_still_fits() -> None:
    assert (season(None), when(None), around(None), since(None)) == (
        "some time ago",
        "some time ago",
        "at some point",
        "for some time",
    )


@pytest.mark.parametrize(
    ("day", "until", "words"),
    [
        (date(2016, 6, 2), date(2021, 10, 12), "from 2016 to 2021"),
        (date(2021, 10, 12), date(2016, 6, 2), "from 2016 to 2021"),
        (date(2019, 3, 2), date(2019, 10, 12), "in 2019"),
        (date(2019, 3, 2), date(2019, 5, 12), "in the spring of 2019"),
        (None, date(2019, 1, 12), "at the beginning of 2019"),
        (date(2019, 7, 1), None, "in the summer of 2019"),
        (None, None, "some time ago"),
    ],
)
def test_a_span_is_told_in_years_or_by_its_season(day: date | None, until: date | None, words: str) -> None:
    assert span(Fact("wrote", "mail", "mail.mbox", day, until)) == words


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("met at the ceramics fair", "from the ceramics fair"),
        ("the ceramics fair", "from the ceramics fair"),
        ("at PyCon 2019", "from PyCon 2019"),
        ("We met in Trieste", "from Trieste"),
        ("met her at the choir", "from the choir"),
        ("through Anna", "through Anna"),
        ("met by chance in Rome", "by chance in Rome"),
        ("as neighbours", "as neighbours"),
        ("Attic Theatre", "from Attic Theatre"),
    ],
)
def test_a_place_is_told_whatever_the_note_begins_with(note: str, words: str) -> None:
    assert from_where(Fact("met", note, "note")) == words


@pytest.mark.parametrize(
    ("value", "name"), [("linkedin", "LinkedIn"), ("facebook", "Facebook"), ("Chirper", "Chirper")]
)
def test_a_service_has_its_own_spelling(value: str, name: str) -> None:
    assert service(Fact("connected", value, "export")) == name


@pytest.mark.parametrize(("value", "words"), [("The kiln", ' with the subject "The kiln"'), ("", "")])
def test_a_message_without_a_subject_is_named_without_one(value: str, words: str) -> None:
    assert f"your message{with_subject(Fact('asked', value, 'mail.mbox'))}." == f"your message{words}."
