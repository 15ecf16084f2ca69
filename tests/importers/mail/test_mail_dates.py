"""The time of a message: Date, else From_ line, else Received; only what is plausible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_mail import header, seconds

from importers.mail.dates import EARLIEST, LATEST, date_seconds, from_line_seconds, plain_date_seconds
from importers.mail.facts import read_facts

NOON = seconds(2024, 3, 5, 12)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"Tue, 5 Mar 2024 12:00:00 +0000", NOON),
        (b"Tue, 05 Mar 2024 13:00:00 +0100 (CET)", NOON),
        (b"5 Mar 2024 06:30:00 -0530", NOON),
        (b"Tue, 5 Mar 2024 12:00:00 GMT", NOON),
        (b"Tue, 5 Mar 2024 12:00:00 UT", NOON),
        (b"Tue, 5 Mar 2024 12:00:00 -0000", NOON),
        (b"Tue, 5 Mar 2024 12:00:00", NOON),  # no zone means UTC
        (b"Tue, 5 Mar 2024 07:00:00 EST", NOON),
        (b"Tue, 5 Mar 24 12:00 +0000", NOON),
        (b"Tue Mar  5 12:00:00 2024", NOON),
        (b"tuesday, 5 march 2024 12:00:00 +0000", NOON),
        (b"Tue, 5 Mar 2024\n 12:00:00 +0000", NOON),
        (b"Tue, 5 Mar 2024 12:00:00 +9900", NOON),  # a zone that is none
        (b"Sat, 31 Dec 2016 23:59:60 +0000", seconds(2017, 1, 1)),
        (b"Thu, 29 Feb 2024 00:00:00 +0000", seconds(2024, 2, 29)),
        (b"Fri, 30 Feb 2024 00:00:00 +0000", None),
        (b"Thu, 32 Foo 2010 99:00:00", None),
        (b"Tue, 5 Mar 2024 25:00:00 +0000", None),
        (b"99 Foo", None),
        (b"", None),
        (b"Mon,", None),
        (b"not a date", None),
        (b"Mon, 1 Jan 0100 00:00:00 +0000", None),
        (b"Thu, 1 Jan 1970 00:00:00 +0000", None),
        (b"Mon, 31 Dec 1979 23:59:59 +0000", None),
        (b"Tue, 1 Jan 1980 00:00:00 +0000", seconds(1980, 1, 1)),
        (b"Thu, 31 Dec 2099 23:59:59 +0000", seconds(2099, 12, 31, 23, 59, 59)),
        (b"Fri, 1 Jan 2100 00:00:00 +0000", None),
        (b"Mon, 1 Jan 99999999999 00:00:00 +0000", None),
        (b"Mon, 1 Jan " + b"9" * 5_000 + b" 00:00:00 +0000", None),
        (b"\xff\xfe\x00", None),
    ],
)
def test_a_date_header_is_read_as_it_was_meant(raw: bytes, expected: int | None) -> None:
    assert date_seconds(raw) == expected
    assert plain_date_seconds(raw) == expected


day = st.sampled_from(["Tue, ", "tue ", "", "Die, "])
zone = st.sampled_from(["+0000", "-0000", "+1400", "-0930", "+2500", "GMT", "UTC", "EST", "XYZ", "", "+0060", "(CET)"])


@given(
    day,
    st.integers(0, 40),
    st.sampled_from(["Jan", "Feb", "MAR", "Apr", "Foo"]),
    st.integers(0, 2200),
    st.integers(0, 25),
    st.integers(0, 61),
    zone,
)
def test_both_ways_read_any_date_alike(
    day: str, number: int, month: str, year: int, hour: int, minute: int, zone: str
) -> None:
    raw = f"{day}{number} {month} {year:04} {hour:02}:{minute:02}:{minute:02} {zone}".encode()
    found = date_seconds(raw)
    assert found == plain_date_seconds(raw)
    assert found is None or EARLIEST <= found <= LATEST


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"From a@example.org Tue Mar  5 12:00:00 2024", NOON),
        (b"From a@example.org Tue Mar  5 12:00 2024\r", NOON),
        (b"From 1790123456789012345@xxx Tue Mar 05 12:00:00 +0000 2024", NOON),
        (b"From a@example.org Tue Mar 05 13:00:00 +0100 2024", NOON),
        (b"From a@example.org Tue Mar 05 13:00:00 2024 +0100", NOON),
        (b"From - Tue Mar  5 12:00:00 2024", NOON),
        (b"From -", None),
        (b"From nobody Thu Jan  1 00:00:00 1970", None),
        (b"", None),
    ],
)
def test_a_from_line_tells_a_time(line: bytes, expected: int | None) -> None:
    assert from_line_seconds(line) == expected


BAD_DATES = ["Mon, 1 Jan 0100 00:00:00 +0000", "Thu, 1 Jan 1970 00:00:00 +0000", "Fri, 5 Mar 2190 00:00:00 +0000", ""]
RECEIVED = (
    "Received: from x by y; Tue, 5 Mar 2024 14:00:00 +0200 (EET)",
    "Received: from w by x;\n Mon, 4 Mar 2024 09:00:00 +0000",
)


@pytest.mark.parametrize("date", BAD_DATES)
def test_a_date_that_is_not_plausible_yields_to_the_from_line_and_then_to_received(date: str) -> None:
    block = header(f"Date: {date}", "X-Received: by z; Tue, 5 Mar 2019 00:00:00 +0000", *RECEIVED)
    assert read_facts(block, b"From - Wed Mar  6 12:00:00 2024").at == seconds(2024, 3, 6, 12)
    assert read_facts(block).at == NOON
    assert read_facts(header(f"Date: {date}")).at is None


def test_a_plausible_date_wins_over_the_from_line() -> None:
    block = header("Date: Tue, 5 Mar 2024 12:00:00 +0000")
    assert read_facts(block, b"From - Wed Mar  6 12:00:00 2024").at == NOON
