"""A file is read whole or not at all, and a number is a time only where it can be one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from importers.export import MOST_BYTES_A_MEMBER, Export
from importers.facebook.content import instant, load
from importers.records import Origin, Problem


def test_a_file_beyond_all_measure_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "message_1.json"
    with file.open("wb") as stream:
        stream.truncate(MOST_BYTES_A_MEMBER + 1)
    (member,) = Export(file).members
    assert load(member) == Problem(
        Origin("message_1.json"), "it is larger than 200 MiB; such a file is no thread of messages"
    )


@pytest.mark.parametrize("number", [None, "1600000000000", True, [], {}])
def test_a_time_is_a_number(number: object) -> None:
    with pytest.raises(ValueError, match="no readable time"):
        instant(number, 1000)


@pytest.mark.parametrize("number", [0, -1, 10**400, float("nan"), float("inf"), 1_600_000_000, 5e15])
def test_a_time_lies_within_the_life_of_facebook(number: float) -> None:
    with pytest.raises(ValueError, match="not one at which Facebook existed"):
        instant(number, 1000)


def test_a_time_is_told_in_seconds_or_milliseconds() -> None:
    assert instant(1_600_000_000, 1) == datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC)
    assert instant(1_600_000_000_123, 1000) == datetime(2020, 9, 13, 12, 26, 40, 123_000, tzinfo=UTC)
