"""A date is read by its shape, whatever the file, and a date that cannot be is said so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.linkedin.dates import read_date, read_seconds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-06-01 14:03:22 UTC", (2025, 6, 1, 14, 3, 22)),
        ("2025-06-01 14:03:22", (2025, 6, 1, 14, 3, 22)),
        ("2025-06-01T14:03:22Z", (2025, 6, 1, 14, 3, 22)),
        ("2025-06-01T14:03:22.123+00:00", (2025, 6, 1, 14, 3, 22)),
        ("2024/02/01 15:02:55 UTC", (2024, 2, 1, 15, 2, 55)),
        ("2024-02-29", (2024, 2, 29)),
        ("1833-05-18 07:47:49 UTC", (1833, 5, 18, 7, 47, 49)),
        ("08 Feb 2026", (2026, 2, 8)),
        ("05 Jun 1833", (1833, 6, 5)),
        ("4-Apr-21", (2021, 4, 4)),
        ("04-Sept-2021", (2021, 9, 4)),
        ("1/29/26, 2:37 PM", (2026, 1, 29, 14, 37)),
        ("1/29/26, 2:37\u202fPM", (2026, 1, 29, 14, 37)),
        ("1/29/26, 2:37\u00a0am", (2026, 1, 29, 2, 37)),
        ("1/2/26, 12:07 AM", (2026, 1, 2, 0, 7)),
        ("1/2/26, 12:07 PM", (2026, 1, 2, 12, 7)),
        ("1/2/2026 14:37", (2026, 1, 2, 14, 37)),
        ("12 mars 2023", (2023, 3, 12)),
        ("1er avril 2020", (2020, 4, 1)),
        ("3 f\u00e9vr. 2020", (2020, 2, 3)),
        ("3 fe\u0301vrier 2020", (2020, 2, 3)),
        ("30 juin 2020", (2020, 6, 30)),
        ("30 juil. 2020", (2020, 7, 30)),
        ("3 ao\u00fbt 2020", (2020, 8, 3)),
        ("3 d\u00e9cembre 2020", (2020, 12, 3)),
        ("1. M\u00e4rz 2023", (2023, 3, 1)),
        ("1. Mrz 2023", (2023, 3, 1)),
        ("12. Mai 2023", (2023, 5, 12)),
        ("3. Okt. 2023", (2023, 10, 3)),
        ("24. Dezember 2023", (2023, 12, 24)),
        ("12 de enero de 2023", (2023, 1, 12)),
        ("3 ago 2021", (2021, 8, 3)),
        ("3 de dezembro de 2020", (2020, 12, 3)),
        ("12 gennaio 2023", (2023, 1, 12)),
        ("3 mag 2020", (2020, 5, 3)),
        ("30 giugno 2020", (2020, 6, 30)),
        ("30 luglio 2020", (2020, 7, 30)),
        ("3 set 2020", (2020, 9, 3)),
        ("3 ott 2020", (2020, 10, 3)),
        ("12 maart 2023", (2023, 3, 12)),
        ("3 mei 2020", (2020, 5, 3)),
        ("05.12.2019", (2019, 12, 5)),
        ("29.01.26, 14:37", (2026, 1, 29, 14, 37)),
    ],
)
def test_every_shape_is_read(text: str, expected: tuple[int, ...]) -> None:
    year, month, day, hour, minute, second = (*expected, 0, 0, 0)[:6]
    at = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    assert read_date(text) == at
    assert read_seconds(text) == (at.timestamp(), at.isoformat())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "32 Feb 2020",
        "30 Feb 2020",
        "1 Smarch 2020",
        "29/01/26",
        "1/29/26, 13:37 PM",
        "1/29/26, 0:37 AM",
        "2025-06-01 25:00:00 UTC",
        "2025-06-01 14:03:22 PST",
        "2025-W01-1T14:03:22 UTC",
        "0000-01-01 00:00:00 UTC",
    ],
)
def test_what_is_no_date_is_said_to_be_unreadable(text: str) -> None:
    with pytest.raises(ValueError, match="could not be read") as error:
        read_date(text)
    assert str(error.value) == f"the date '{text}' could not be read"
    with pytest.raises(ValueError, match="could not be read"):
        read_seconds(text)


def test_a_long_text_is_cut_in_the_reason() -> None:
    with pytest.raises(ValueError, match="could not be read") as error:
        read_date("x" * 1_000_000)
    assert str(error.value) == f"the date '{'x' * 40}' could not be read"


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@given(at=st.integers(-2_000_000_000, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)))
def test_what_is_written_in_a_shape_is_read_again(at: datetime) -> None:
    half = "PM" if at.hour >= 12 else "AM"
    assert read_date(f"{at:%Y-%m-%d %H:%M:%S} UTC") == at
    assert read_seconds(f"{at:%Y-%m-%d %H:%M:%S} UTC") == (at.timestamp(), at.isoformat())
    assert read_date(f"{at.year}/{at.month}/{at.day} {at:%H:%M:%S}") == at
    assert read_date(f"{at.day:02} {MONTHS[at.month - 1]} {at.year}") == at.replace(hour=0, minute=0, second=0)
    assert read_date(f"{at.month}/{at.day}/{at.year}, {(at.hour - 1) % 12 + 1}:{at:%M} {half}") == at.replace(second=0)


@given(st.text("0123456789/-., :APMUTCjanfeb\u202f"))
def test_no_text_raises_anything_but_a_sentence(text: str) -> None:
    try:
        zone = read_date(text).tzinfo
    except ValueError as error:
        reason = str(error)
    else:
        assert zone is UTC
        return
    assert reason == f"the date '{text[:40]}' could not be read"
