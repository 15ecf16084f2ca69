"""The country of local numbers is that of most numbers that have one."""

from __future__ import annotations

import pytest

from reconnect.identity.region import region_of


@pytest.mark.parametrize(
    ("numbers", "region"),
    [
        (["+353 1 555 0142"], "IE"),
        (["00353 1 555 0142", "01 555 0143"], "IE"),
        (["+44 20 7946 0142", "+353 1 555 0142", "+44 20 7946 0143"], "GB"),
        (["+49 30 555 0142", "+33 1 55 50 01 42"], "DE"),
        (["+33 1 55 50 01 42", "+49 30 555 0142", "+39 06 555 0142", "+34 955 55 01 42", "+31 20 555 0142"], "DE"),
        (["+353 1 555 0142", "+353 (1) 555-0142", "+46 8 555 0142", "+46 8 555 0143"], "SE"),
        (["+1 416 555 0142"], "US"),
        (["+800 1234 5678", "+353 1 555 0142"], "IE"),
        (["+800 1234 5678"], None),
        (["01 555 0142", "ask Bo", "", "+"], None),
        ([], None),
    ],
)
def test_most_numbers_tell_the_country_each_counted_once(numbers: list[str], region: str | None) -> None:
    assert region_of(numbers) == region
