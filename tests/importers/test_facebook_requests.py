"""A friend request is a click with a direction, the same in every era; what was rejected or ended is left out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from importers.export import Export
from importers.facebook import FacebookImporter
from importers.records import Interaction, Mailbox, Origin, Participant, Problem, Record, Skipped

AT = 1_300_000_500
ME, OTTO = "In\u00eas Duarte", "Otto Brandt"
PROFILE = {"profile_v2": {"name": {"full_name": "In\u00c3\u00aas Duarte"}}}


def read(root: Path, name: str, content: object, *, with_owner: bool = True) -> list[Record]:
    """Return the records of one list in a download, those of the profile left out."""
    files = {name: content, **({"profile_information/profile_information.json": PROFILE} if with_owner else {})}
    for path, told in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(json.dumps(told), encoding="utf-8")
    export = Export(root)
    assert FacebookImporter().identify(export)
    return list(FacebookImporter().extract(export))[with_owner:]


def click(name: str, record: int, list_name: str, *sides: tuple[str, str]) -> Interaction:
    return Interaction(
        key=f"{list_name}|2011-03-13T07:15:00+00:00|{OTTO}",
        origin=Origin(name, record),
        channel="facebook",
        at=datetime(2011, 3, 13, 7, 15, tzinfo=UTC),
        participants=tuple(Participant(role, Mailbox(f"{who}\x1f", who, "")) for role, who in sides),  # type: ignore[arg-type]
        kind="click",
        witness=list_name,
    )


@pytest.mark.parametrize("folder", ["friends", "friends_and_followers", "connections/friends"])
@pytest.mark.parametrize("version", ["", "_v2"])
@pytest.mark.parametrize(
    ("files", "list_name", "sides"),
    [
        (["sent_friend_requests", "friend_requests_sent"], "sent_requests", (("from", ME), ("to", OTTO))),
        (["received_friend_requests", "friend_requests_received"], "received_requests", (("from", OTTO), ("to", ME))),
    ],
)
def test_a_friend_request_has_a_direction_of_its_own_in_every_era(
    folder: str, version: str, files: list[str], list_name: str, sides: tuple[tuple[str, str], ...], tmp_path: Path
) -> None:
    for i, file in enumerate(files):
        name = f"{folder}/{file}.json"
        told = {f"{list_name}{version}": [{"name": OTTO, "timestamp": AT}]}
        assert read(tmp_path / str(i), name, told) == [click(name, 1, list_name, *sides)]


@pytest.mark.parametrize(
    ("list_name", "sides"), [("sent_requests", ("to", OTTO)), ("received_requests", ("from", OTTO))]
)
def test_nobody_is_put_in_the_place_of_an_owner_who_is_not_known(
    list_name: str, sides: tuple[str, str], tmp_path: Path
) -> None:
    name = "friends/sent_friend_requests.json"
    told = {list_name: [{"name": OTTO, "timestamp": AT}]}
    assert read(tmp_path, name, told, with_owner=False) == [click(name, 1, list_name, sides)]


@pytest.mark.parametrize("version", ["", "_v2"])
def test_rejected_requests_spam_and_former_friends_are_left_out_and_counted(version: str, tmp_path: Path) -> None:
    rejected, removed = "friends/rejected_friend_requests.json", "friends/removed_friends.json"
    told = [{"name": OTTO, "timestamp": AT, "marked_as_spam": spam} for spam in (True, False)]
    assert read(tmp_path / "a", rejected, {f"rejected_requests{version}": told}) == [
        Skipped(Origin(rejected, 1), "friend requests marked as spam"),
        Skipped(Origin(rejected, 2), "rejected friend requests"),
    ]
    assert read(tmp_path / "b", removed, {f"deleted_friends{version}": [{"name": OTTO, "timestamp": AT}]}) == [
        Skipped(Origin(removed, 1), "former friends")
    ]


@pytest.mark.parametrize("list_name", ["sent_requests", "received_requests", "rejected_requests", "deleted_friends"])
def test_a_bad_entry_of_any_list_loses_no_other(list_name: str, tmp_path: Path) -> None:
    name = "friends/removed_friends.json"
    told = ["Otto", {"timestamp": AT}, None, {"name": OTTO, "timestamp": AT}]
    *bad, good = read(tmp_path, name, {list_name: told})
    assert bad == [
        Problem(Origin(name, 1), "it is not an entry with named fields"),
        Problem(Origin(name, 2), "this entry has no name"),
        Problem(Origin(name, 3), "it is not an entry with named fields"),
    ]
    assert isinstance(good, Interaction | Skipped)


def test_a_request_needs_a_date_and_a_person_who_can_be_told_apart(tmp_path: Path) -> None:
    name = "friends/sent_friend_requests.json"
    told = [{"name": OTTO}, {"name": OTTO, "timestamp": 12}, {"name": "Facebook user", "timestamp": AT}]
    assert read(tmp_path, name, {"sent_requests": told}) == [
        Problem(Origin(name, 1), "it has no readable time"),
        Problem(Origin(name, 2), "its time is not one at which Facebook existed"),
        Skipped(Origin(name, 3), "deactivated accounts"),
    ]


def test_two_requests_of_one_name_and_moment_stay_two(tmp_path: Path) -> None:
    told = {"sent_requests": [{"name": OTTO, "timestamp": AT}] * 2}
    records = read(tmp_path, "friends/sent_friend_requests.json", told)
    keys = [record.key for record in records if isinstance(record, Interaction)]
    key = f"sent_requests|2011-03-13T07:15:00+00:00|{OTTO}"
    assert keys == [key, f"{key}#2"]


@pytest.mark.parametrize("version", ["", "_v2"])
@pytest.mark.parametrize("list_name", ["sent_requests", "received_requests", "rejected_requests", "deleted_friends"])
def test_a_single_list_is_known_by_its_key(list_name: str, version: str, tmp_path: Path) -> None:
    file = tmp_path / "any name.json"
    file.write_text(json.dumps({f"{list_name}{version}": [{"name": OTTO, "timestamp": AT}]}, indent=1))
    assert FacebookImporter().identify(Export(file))
    assert len(list(FacebookImporter().extract(Export(file)))) == 1


@pytest.mark.parametrize("name", ["friends/requests_of_next_year.json", "files/sent.js_n", "about_you/x/y.json"])
def test_a_list_that_has_moved_or_was_renamed_is_read_by_its_key(name: str, tmp_path: Path) -> None:
    told = {"sent_requests_v2": [{"name": OTTO, "timestamp": AT}]}
    (record,) = read(tmp_path, name, told)
    assert isinstance(record, Interaction)
