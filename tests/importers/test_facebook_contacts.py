"""Friends and the owner are contacts, the same in every era; a bad entry costs itself alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from importers.export import Export
from importers.facebook import FacebookImporter
from importers.records import Contact, Origin, Problem, Record, Skipped

IMPORTER = FacebookImporter()


def put(root: Path, name: str, content: object) -> Export:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    return Export(root)


def read_friends(root: Path, *entries: object, key: str = "friends_v2") -> list[Record]:
    """Return the records of a file of friends."""
    put(root, "f.json", {key: entries})
    return list(IMPORTER.extract(Export(root / "f.json")))


def contacts(records: list[Record]) -> list[Contact]:
    return [record for record in records if isinstance(record, Contact)]


@pytest.mark.parametrize("folder", ["friends", "friends_and_followers", "connections/friends"])
@pytest.mark.parametrize("file", ["friends.json", "your_friends.json"])
@pytest.mark.parametrize("key", ["friends", "friends_v2"])
def test_friends_are_the_same_in_every_era(folder: str, file: str, key: str, tmp_path: Path) -> None:
    export = put(tmp_path, f"{folder}/{file}", {key: [{"name": "Zoe Lind", "timestamp": 1_243_468_800}]})
    friend = Contact(
        key="Zoe Lind\x1f1243468800",
        origin=Origin(f"{folder}/{file}", 1),
        formatted_name="Zoe Lind",
        since="2009-05-28",
    )
    assert IMPORTER.identify(export)
    assert list(IMPORTER.extract(export)) == [friend]


@pytest.mark.parametrize("folder", ["profile_information", "personal_information/profile_information"])
@pytest.mark.parametrize("key", ["profile", "profile_v2"])
def test_the_owner_is_the_same_in_every_era(folder: str, key: str, tmp_path: Path) -> None:
    profile = {
        "name": {"full_name": "In\u00c3\u00aas Duarte", "first_name": "In\u00c3\u00aas", "last_name": "Duarte"},
        "emails": {
            "emails": ["ines@duarte.example", 7],
            "previous_emails": ["i@example.org"],
            "pending_emails": ["x@example.net"],
        },
        "phone_numbers": [{"phone_type": "Mobile", "phone_number": "+351 555 0142"}, "none"],
        "profile_uri": "https://www.facebook.com/ines.duarte.example",
    }
    export = put(tmp_path, f"{folder}/profile_information.json", {key: profile})
    assert IMPORTER.identify(export)
    assert list(IMPORTER.extract(export)) == [
        Contact(
            key="me|Inês Duarte",
            origin=Origin(f"{folder}/profile_information.json", 1),
            formatted_name="Inês Duarte",
            given_name="Inês",
            family_name="Duarte",
            emails=("ines@duarte.example", "i@example.org"),
            phones=("+351 555 0142",),
            urls=("https://www.facebook.com/ines.duarte.example",),
            is_me=True,
        )
    ]


def test_a_friend_without_a_date_is_a_friend_and_a_bad_date_is_a_loss(tmp_path: Path) -> None:
    records = read_friends(
        tmp_path,
        {"name": "Ana"},
        {"name": "Bela", "timestamp": 0},
        {"name": "Carl", "timestamp": "May"},
        {"name": "Dora", "timestamp": 12},
        {"name": "Emil", "timestamp": 10**400},
    )
    lost = ("the date of this friendship could not be read",)
    assert [(friend.formatted_name, friend.since, friend.losses) for friend in contacts(records)] == [
        ("Ana", "", ()),
        ("Bela", "", ()),
        ("Carl", "", lost),
        ("Dora", "", lost),
        ("Emil", "", lost),
    ]


def test_two_friends_of_one_name_stay_two(tmp_path: Path) -> None:
    told = [{"name": "Maria Silva", "timestamp": timestamp} for timestamp in (1_256_428_800, 1_262_304_000)]
    assert [friend.key for friend in contacts(read_friends(tmp_path, *told))] == [
        "Maria Silva\x1f1256428800",
        "Maria Silva\x1f1262304000",
    ]


def test_what_stands_as_contact_info_of_a_friend_is_an_address_or_a_number(tmp_path: Path) -> None:
    records = read_friends(
        tmp_path,
        {"name": "Ana", "timestamp": 1_200_000_000, "contact_info": "ana@example.org"},
        {"name": "Bela", "timestamp": 1_200_000_000, "contact_info": "+36 555 0100"},
        key="friends",
    )
    points = [(friend.emails, friend.phones) for friend in contacts(records)]
    assert points == [(("ana@example.org",), ()), ((), ("+36 555 0100",))]


def test_a_bad_entry_loses_no_other_friend(tmp_path: Path) -> None:
    told = ["Ana", {"timestamp": 1_200_000_000}, {"name": ["x"]}, None, {"name": "Facebook user"}, {"name": "Zoe Lind"}]
    assert read_friends(tmp_path, *told) == [
        Problem(Origin("f.json", 1), "it is not an entry with named fields"),
        Problem(Origin("f.json", 2), "this friend has no name"),
        Problem(Origin("f.json", 3), "this friend has no name"),
        Problem(Origin("f.json", 4), "it is not an entry with named fields"),
        Skipped(Origin("f.json", 5), "deactivated accounts"),
        Contact(key="Zoe Lind\x1f", origin=Origin("f.json", 6), formatted_name="Zoe Lind"),
    ]


@pytest.mark.parametrize("profile", ["Ines", {"name": "Ines"}, {"name": {"full_name": 7}}, {}])
def test_a_profile_that_tells_no_name_is_a_problem(profile: object, tmp_path: Path) -> None:
    name = "profile_information/profile_information.json"
    (problem,) = IMPORTER.extract(put(tmp_path, name, {"profile_v2": profile}))
    assert isinstance(problem, Problem)
    assert problem.origin == Origin(name, 1)
