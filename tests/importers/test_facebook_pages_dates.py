"""The dates of pages, in every shape that was seen: what they tell is read, and nothing is guessed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.facebook.page_dates import LONGEST, Moment, day_comes_first, is_time, moment, numeric_dates

AT = datetime(2019, 10, 19, 14, 37, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Oct 19, 2019, 2:37 PM",
        "Oct 19, 2019, 2:37\u202fPM",
        "Oct 19, 2019 at 2:37 PM",
        "Oct 19, 2019 2:37 pm",
        "October 19, 2019 at 2:37 p.m.",
        "Saturday, October 19, 2019 at 14:37",
        "19 Oct 2019, 14:37",
        "19th October 2019 at 14:37",
        "  19 Oct\u00a02019,\n14:37 ",
        "19 octobre 2019 à 14:37",
        "samedi 19 octobre 2019 à 14 h 37",
        "19 oct. 2019 14h37",
        "19. Oktober 2019 um 14:37",
        "Samstag, 19. Oktober 2019 um 14:37 Uhr",
        "Okt 19, 2019 2:37 nachm.",
        "19 de octubre de 2019 a las 14:37",
        "oct 19, 2019 2:37 p. m.",
        "19 ottobre 2019 alle ore 14:37",
        "sábado, 19 de outubro de 2019 às 14:37",
        "19 oktober 2019 om 14:37",
        "19 października 2019 o 14:37",
        "paź 19, 2019 2:37 po południu",
        "19. oktober 2019 kl. 14.37",
        "19. lokakuuta 2019 kello 14.37",
        "19.10.2019, 14:37",
        "2019-10-19 14:37",
        "2019/10/19 14:37",
        "10月 19, 2019 2:37 PM",
        "2019年10月19日 14:37",
        "2019年10月19日下午2:37",
        "2019년 10월 19일 오후 2:37",
        "Oct 19, 2019, 2:37 PM CEST",  # no zone that everybody means the same by
    ],
)
def test_a_date_is_read_in_the_language_of_the_account(text: str) -> None:
    assert moment(text, None) == Moment(AT, "2019-10-19T14:37")
    assert is_time(text)


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("Friday, October 4, 2013 at 10:05pm PDT", datetime(2013, 10, 5, 5, 5, tzinfo=UTC), "1380949500000"),
        ("dimanche 4 décembre 2016, 13:54 UTC-07", datetime(2016, 12, 4, 20, 54, tzinfo=UTC), "1480884840000"),
        ("31. heinäkuuta 2016 kello 21:05 UTC+03", datetime(2016, 7, 31, 18, 5, tzinfo=UTC), "1469988300000"),
        ("January 2, 2010 at 9:40 PM UTC+05:30", datetime(2010, 1, 2, 16, 10, tzinfo=UTC), "1262448600000"),
        ("4 October 2013 at 22:05 GMT", datetime(2013, 10, 4, 22, 5, tzinfo=UTC), "1380924300000"),
    ],
)
def test_a_date_with_a_zone_is_told_in_milliseconds_as_in_json(text: str, at: datetime, said: str) -> None:
    assert moment(text, None) == Moment(at, said)


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("Oct 19, 2025 1:47:55 pm", datetime(2025, 10, 19, 13, 47, 55, tzinfo=UTC), "2025-10-19T13:47:55"),
        ("7月 01, 2026 6:25:04 PM", datetime(2026, 7, 1, 18, 25, 4, tzinfo=UTC), "2026-07-01T18:25:04"),
        ("wrz 13, 2020 2:26:40 rano", datetime(2020, 9, 13, 2, 26, 40, tzinfo=UTC), "2020-09-13T02:26:40"),
        ("Oct 19, 2019, 12:05 AM", datetime(2019, 10, 19, 0, 5, tzinfo=UTC), "2019-10-19T00:05"),
        ("Oct 19, 2019, 12:05 PM", datetime(2019, 10, 19, 12, 5, tzinfo=UTC), "2019-10-19T12:05"),
        ("May 5, 2010", datetime(2010, 5, 5, tzinfo=UTC), "2010-05-05"),
        ("marraskuu 5, 2010", datetime(2010, 11, 5, tzinfo=UTC), "2010-11-05"),
    ],
)
def test_a_key_says_of_a_date_as_much_as_the_page_does(text: str, at: datetime, said: str) -> None:
    assert moment(text, None) == Moment(at, said)


@pytest.mark.parametrize(
    "text",
    [
        "16 ตุลาคม 2568 14:37",
        "31 février 2020 à 10:00",
        "Oct 19, 2019, 25:37",
        "Oct 19, 1999, 2:37 PM",
        "Oct 19, 2019, 2:37 xyz",
        "Oct 19, 2019 2:37 PM and then",
        "19.10.19, 14:37",
        "Jun 5",
        "2:37 PM",
        "",
    ],
)
def test_a_date_that_cannot_be_read_is_no_date_and_its_key_says_its_words(text: str) -> None:
    assert moment(text, None) == Moment(None, text)


def test_a_day_without_a_time_is_no_time_of_a_message() -> None:
    assert not is_time("May 5, 2010")


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (["05/03/2020, 14:37", "28/02/2020, 10:00"], True),
        (["05/03/2020, 14:37", "02/28/2020, 10:00"], False),
        (["28/02/2020, 14:37", "02/28/2020, 10:00"], None),  # they contradict each other
        (["05/04/2020, 14:37", "02/04/2020, 10:00", "09/03/2020, 10:00"], True),  # only so they run one way
        (["04/05/2020, 14:37", "04/02/2020, 10:00", "03/09/2020, 10:00"], False),
        (["05/03/2020, 14:37", "04/03/2020, 10:00"], None),
        (["05/03/2020, 14:37"], None),
        (["Oct 19, 2019, 2:37 PM", "19.10.2019, 14:37"], None),
        ([], None),
    ],
)
def test_whether_the_day_comes_first_is_told_by_the_whole_file(dates: list[str], first: bool | None) -> None:
    assert day_comes_first(dates) is first


def test_an_ambiguous_date_is_read_as_its_file_tells_and_not_at_all_else() -> None:
    text = "05/03/2020, 14:37"
    assert moment(text, True).said == "2020-03-05T14:37"
    assert moment(text, False).said == "2020-05-03T14:37"
    assert moment(text, None) == Moment(None, text)
    assert moment("05-05-2020 14:37", None).said == "2020-05-05T14:37"  # the same either way


def test_numeric_dates_are_found_between_tags_alone() -> None:
    assert numeric_dates("<p>05/03/2020</p><p> 28/02/2020, 14:37 </p><p>on 01/02/2020</p>") == [
        "05/03/2020",
        "28/02/2020, 14:37 ",
    ]


@given(st.integers(1_073_000_000, 4_102_000_000), st.booleans())
def test_a_numeric_date_is_read_back_as_it_was_written(seconds: int, day_first: bool) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    text = at.strftime("%d/%m/%Y, %H:%M:%S" if day_first else "%m/%d/%Y, %I:%M:%S %p")
    assert moment(text, day_first) == Moment(at, at.replace(tzinfo=None).isoformat(timespec="seconds"))


@given(st.text(max_size=2 * LONGEST), st.none() | st.booleans())
def test_whatever_stands_where_a_date_belongs_it_is_a_moment(text: str, day_first: bool | None) -> None:
    assert isinstance(moment(text, day_first), Moment)
    assert day_comes_first([text, text]) in (True, False, None)
