"""A file is read whole or not at all, and a number is a time only where it can be one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from importers.export import MOST_BYTES_A_MEMBER, Export
from importers.facebook import FacebookImporter
from importers.facebook.content import day, instant, is_known, load
from importers.records import Interaction, Origin, Problem, Skipped


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


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (1_243_468_800, ("2009-05-28", ())),
        (0, ("", ())),
        (None, ("", ())),
        ("May", ("", ("the date of this entry could not be read",))),
        (12, ("", ("the date of this entry could not be read",))),
    ],
)
def test_a_day_that_cannot_be_read_is_a_loss_and_none_at_all_is_not(
    number: object, told: tuple[str, tuple[str, ...]]
) -> None:
    assert day(number, "entry") == told


@pytest.mark.parametrize(
    "head",
    [
        b'{"$schema": "http://json-schema.org/draft-04/schema#", "definitions": {"sent_requests": {"type": "object"}}}',
        b'{"address_book": []}',
        b'{"address_book": {"name": "Ana"}}',
        b'{"sent_requests": ["Ana"]}',
        b'{"sent_requests": 3}',
        b'{"a": {"friends_v2": []}}',
        b'["friends_v2"]',
    ],
)
def test_a_description_of_a_list_is_no_list(head: bytes) -> None:
    assert not is_known(head)


def test_repair_covers_names_titles_and_what_was_written(tmp_path: Path) -> None:
    zoe, me = "Zo\u00c3\u00ab Lind", "In\u00c3\u00aas Duarte"
    texts = ["Hello", "Zo\u00c3\u00ab left the group.", "Reacted \u00e2\u009d\u00a4 to your message "]
    told = {
        "participants": [{"name": zoe}, {"name": me}],
        "messages": [{"sender_name": zoe, "timestamp_ms": 1_600_000_000_000, "content": text} for text in texts],
        "title": zoe,
    }
    (tmp_path / "message_1.json").write_text(json.dumps(told), encoding="utf-8")
    hello, *others = FacebookImporter().extract(Export(tmp_path / "message_1.json"))
    assert isinstance(hello, Interaction)
    assert (hello.thread, hello.participants[0].mailbox.key) == ("Zoë Lind", "Zoë Lind\x1fZoë Lind")
    assert [each.reason for each in others if isinstance(each, Skipped)] == ["service messages", "reactions"]
