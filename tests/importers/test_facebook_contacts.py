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
        "username": "ines.duarte.example",
        "previous_names": [{"name": "In\u00c3\u00aas Prado", "timestamp": 1_420_070_400}, "none"],
        "other_names": [{"name": "N\u00c3\u00aa"}],
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
            nicknames=("Inês Prado", "Nê"),
            handles=("facebook:ines.duarte.example",),
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


BOOKS = ["about_you", "other_personal_information", "personal_information/other_personal_information"]


@pytest.mark.parametrize("folder", BOOKS)
@pytest.mark.parametrize("key", ["address_book", "address_book_v2"])
@pytest.mark.parametrize("inner", ["address_book", "address_book_v2"])
def test_the_address_book_is_the_same_in_every_era(folder: str, key: str, inner: str, tmp_path: Path) -> None:
    entry = {
        "name": "Zo\u00c3\u00ab Lind",
        "created_timestamp": 1_530_429_889,
        "updated_timestamp": 1_533_839_699,
        "details": [{"contact_point": "zoe@lind.example"}, {"contact_point": "+46 555 0110"}],
    }
    export = put(tmp_path, f"{folder}/your_address_books.json", {key: {inner: [entry]}})
    assert IMPORTER.identify(export)
    assert IMPORTER.identify(Export(tmp_path / folder / "your_address_books.json"))
    assert list(IMPORTER.extract(export)) == [
        Contact(
            key="address book|Zoë Lind\x1fzoe@lind.example",
            origin=Origin(f"{folder}/your_address_books.json", 1),
            formatted_name="Zoë Lind",
            emails=("zoe@lind.example",),
            phones=("+46 555 0110",),
            categories=("address book",),
            revision="2018-08-09",
        )
    ]


def read_book(root: Path, *told: object) -> list[Record]:
    put(root, "f.json", {"address_book_v2": {"address_book": told}})
    return list(IMPORTER.extract(Export(root / "f.json")))


def test_an_entry_of_the_address_book_is_no_friend_of_that_name(tmp_path: Path) -> None:
    told = {"name": "Zoe Lind", "created_timestamp": 1_243_468_800, "details": []}
    (friend,) = contacts(read_friends(tmp_path, {"name": "Zoe Lind", "timestamp": 1_243_468_800}))
    (entry,) = contacts(read_book(tmp_path, told))
    assert (friend.key, friend.since) == ("Zoe Lind\x1f1243468800", "2009-05-28")
    assert (entry.key, entry.since) == ("address book|Zoe Lind\x1f1243468800", "")


def test_a_number_may_stand_in_the_extra_data_of_an_entry(tmp_path: Path) -> None:
    details = [{"extra_data": {"contact_id": "7"}}, {"extra_data": {"username": "", "phone_number": "+47 555 0113"}}]
    (entry,) = contacts(read_book(tmp_path, {"name": "Ana", "details": [*details, "?", {"contact_point": 7}]}))
    assert (entry.emails, entry.phones) == ((), ("+47 555 0113",))


def test_a_bad_entry_loses_no_other_of_the_address_book(tmp_path: Path) -> None:
    told = ["Ana", {"name": "", "details": []}, {"name": "Bela", "updated_timestamp": "soon"}, None, {"name": "Carl"}]
    assert read_book(tmp_path, *told) == [
        Problem(Origin("f.json", 1), "it is not an entry with named fields"),
        Problem(Origin("f.json", 2), "this entry of the address book has no name, address or number"),
        Contact(
            key="address book|Bela\x1f",
            origin=Origin("f.json", 3),
            formatted_name="Bela",
            categories=("address book",),
            losses=("the date of this entry could not be read",),
        ),
        Problem(Origin("f.json", 4), "it is not an entry with named fields"),
        Contact(
            key="address book|Carl\x1f",
            origin=Origin("f.json", 5),
            formatted_name="Carl",
            categories=("address book",),
        ),
    ]


@pytest.mark.parametrize("book", [[], {}, {"address_book": {}}, "Ana", None])
def test_an_address_book_that_is_no_list_is_a_problem(book: object, tmp_path: Path) -> None:
    put(tmp_path, "f.json", {"address_book": book})
    assert list(IMPORTER.extract(Export(tmp_path / "f.json"))) == [
        Problem(Origin("f.json"), "where a list of entries belongs, there is something else")
    ]


def test_a_date_that_is_half_a_character_makes_no_key_that_cannot_be_stored(tmp_path: Path) -> None:
    (friend,) = contacts(read_friends(tmp_path, {"name": "Ana", "timestamp": "\ud800"}))
    (entry,) = contacts(read_book(tmp_path, {"name": "Ana", "created_timestamp": "\ud800"}))
    assert (friend.key, entry.key) == ("Ana\x1f\ufffd", "address book|Ana\x1f\ufffd")
