"""An Instagram download is claimed whole, from its root, in every era, and never taken for Facebook's."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from importers.export import Export
from importers.facebook import FacebookImporter
from importers.instagram import InstagramImporter
from importers.records import Contact, Interaction, Mailbox, Origin, Participant, Problem, Record, Skipped

IMPORTER = InstagramImporter()
AT = 1_600_000_000_000
ZOE, ME = "Zoe Lind", "Ines Duarte"
THREAD = {
    "participants": [{"name": ZOE}, {"name": ME}],
    "messages": [{"sender_name": ZOE, "timestamp_ms": AT, "content": "Hello"}],
    "title": ZOE,
    "thread_path": "inbox/zoelind_1",
}
ACCOUNT = {
    "title": "",
    "media_list_data": [],
    "string_list_data": [{"href": "https://www.instagram.com/zoe.l", "value": "zoe.l", "timestamp": 1_243_468_800}],
}
FOLLOWING = {"relationships_following": [ACCOUNT]}
PROFILE = {"profile_user": [{"string_map_data": {"Name": {"value": ME}, "Username": {"value": "ines.d"}}}]}
CONTACTS = {"contacts_contact_info": [{"string_map_data": {"First Name": {"value": "Zoe"}}}]}
PAGE = "<!DOCTYPE html><html><body>zoe.l</body></html>"
LISTS = "connections/followers_and_following"
INBOX = "your_instagram_activity/messages/inbox"


def put(root: Path, files: dict[str, Any]) -> Path:
    """Write files by their paths; text as it is, all else as JSON."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return root


def read(path: Path) -> list[Record]:
    return list(IMPORTER.extract(Export(path)))


def claimed(path: Path) -> list[str]:
    """Return which of the two importers that share a thread's shape claim a path."""
    return [importer.name for importer in (FacebookImporter(), IMPORTER) if importer.identify(Export(path))]


@pytest.mark.parametrize(
    ("lists", "profile", "activity"),
    [
        ("followers_and_following", "account_information", ""),
        ("followers_and_following", "personal_information", "your_instagram_activity/"),
        (LISTS, "personal_information/personal_information", "your_instagram_activity/"),
    ],
)
@pytest.mark.parametrize("file", ["followers", "followers_1", "followers_12"])
def test_every_era_gives_the_same_records(lists: str, profile: str, activity: str, file: str, tmp_path: Path) -> None:
    files = {
        f"{lists}/{file}.json": [ACCOUNT],
        f"{profile}/personal_information.json": PROFILE,
        f"{activity}messages/inbox/zoelind_1/message_1.json": THREAD,
    }
    put(tmp_path, files)
    follower, me, thread = files
    assert claimed(tmp_path) == ["instagram"]
    assert read(tmp_path) == [
        Contact(
            key=f"me|{ME}",
            origin=Origin(me, 1),
            formatted_name=ME,
            handles=("instagram:ines.d",),
            is_me=True,
        ),
        Contact(
            key="followers|zoe.l",
            origin=Origin(follower, 1),
            urls=("https://www.instagram.com/zoe.l",),
            handles=("instagram:zoe.l",),
            categories=("followers",),
            since="2009-05-28",
        ),
        Interaction(
            key=f"zoelind_1|{AT}|{ZOE}",
            origin=Origin(thread, 1),
            channel="instagram",
            at=datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC),
            participants=(
                Participant("from", Mailbox(f"{ZOE}\x1fzoelind_1", ZOE, "")),
                Participant("to", Mailbox(f"{ME}\x1f", ME, "")),
            ),
            thread="zoelind_1",
        ),
    ]


@pytest.mark.parametrize(
    "beside",
    [
        {"your_instagram_activity/likes/liked_posts.json": {"likes_media_likes": []}},
        {f"{LISTS}/following.json": FOLLOWING},
        {"followers_and_following/followers.json": [ACCOUNT]},
        {"account_information/personal_information.json": PROFILE},
        {"personal_information/personal_information.json": PROFILE},
        {"apps_and_websites_off_of_instagram/x/y.json": {}},
        {"past_instagram_insights/posts.json": {}},
    ],
)
def test_threads_are_instagrams_where_something_of_instagrams_alone_lies_beside_them(
    beside: dict[str, Any], tmp_path: Path
) -> None:
    put(tmp_path, {"messages/inbox/zoelind_1/message_1.json": THREAD, **beside})
    assert claimed(tmp_path) == ["instagram"]
    assert {record.channel for record in read(tmp_path) if isinstance(record, Interaction)} == {"instagram"}


@pytest.mark.parametrize(
    "beside",
    [
        {},
        {"connections/friends/your_friends.json": {"friends_v2": []}},
        {"personal_information/profile_information/profile_information.json": {"profile_v2": {}}},
        {"following_and_followers/following.json": {"following_v2": []}},
        {"apps_and_websites_off_of_facebook/x.json": {}},
    ],
)
def test_threads_are_facebooks_where_nothing_of_instagrams_lies_beside_them(
    beside: dict[str, Any], tmp_path: Path
) -> None:
    put(tmp_path, {"messages/inbox/zoelind_1/message_1.json": THREAD, **beside})
    assert claimed(tmp_path) == ["facebook"]


def test_a_lone_thread_is_instagrams_only_by_where_it_lies(tmp_path: Path) -> None:
    put(tmp_path, {"message_1.json": THREAD, f"{INBOX}/zoelind_1/message_1.json": THREAD})
    assert claimed(tmp_path / "message_1.json") == ["facebook"]
    assert claimed(tmp_path / INBOX / "zoelind_1" / "message_1.json") == ["instagram"]


@pytest.mark.parametrize(
    "content", [[ACCOUNT], FOLLOWING, {"relationships_followers": []}, {"relationships_close_friends": []}, PROFILE,
                CONTACTS]
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_single_file_is_known_by_its_keys(content: object, encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "any name.json"
    file.write_text(json.dumps(content, indent=1), encoding=encoding)
    assert claimed(file) == ["instagram"]
    assert not [record for record in read(file) if isinstance(record, Problem)]


@pytest.mark.parametrize(
    "content",
    [
        {"relationships_blocked_users": [ACCOUNT]},
        {"likes_media_likes": [ACCOUNT]},
        [{"title": "zoe.l", "string_list_data": [{"href": "https://www.instagram.com/p/abc/", "value": "👍"}]}],
        [{"title": "zoe.l", "label_values": []}],
        {"profile_user": {}},
        [],
        [1, "string_list_data"],
        PAGE,
        "",
        "[" * 100_000,
    ],
)
def test_a_single_file_of_another_kind_is_refused(content: object, tmp_path: Path) -> None:
    put(tmp_path, {"followers_1.json": content})
    assert claimed(tmp_path / "followers_1.json") == []


@pytest.mark.parametrize("folder", ["connections", "your_instagram_activity", "personal_information"])
def test_a_folder_of_the_download_is_known_by_its_own_name(folder: str, tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            f"{LISTS}/followers_1.json": [ACCOUNT],
            "personal_information/personal_information/personal_information.json": PROFILE,
            f"{INBOX}/zoelind_1/message_1.json": THREAD,
            "notes.json": {},
        },
    )
    assert claimed(tmp_path) == []
    assert claimed(tmp_path / folder) == ["instagram"]
    assert [type(record) for record in read(tmp_path / folder)] in ([Contact], [Interaction])


@pytest.mark.parametrize("foreign", ["contacts.vcf", "Takeout/mail.mbox", "ChatExport/result.json", "chat.txt"])
def test_a_folder_with_something_foreign_in_it_is_not_claimed_whole(foreign: str, tmp_path: Path) -> None:
    put(tmp_path, {f"{LISTS}/followers_1.json": [ACCOUNT], foreign: "{}"})
    assert claimed(tmp_path) == []


@pytest.mark.parametrize(
    "files",
    [
        {f"somewhere/{LISTS}/followers_1.json": [ACCOUNT]},
        {f"{LISTS}/followers_1.json": "not a list"},
        {f"{LISTS}/blocked_profiles.json": {"relationships_blocked_users": []}},
        {"your_instagram_activity/media/1.jpg": ""},
        {"followers_1.json": [ACCOUNT]},
        {},
    ],
)
def test_what_is_not_a_download_from_its_root_is_refused(files: dict[str, Any], tmp_path: Path) -> None:
    put(tmp_path, files)
    assert claimed(tmp_path) == []


def test_other_parts_of_the_download_are_known_and_left_unread(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            f"{LISTS}/following.json": {"relationships_following": []},
            f"{LISTS}/blocked_profiles.json": {"relationships_blocked_users": [ACCOUNT]},
            f"{LISTS}/pending_follow_requests.json": {"relationships_follow_requests_sent": [ACCOUNT]},
            "ads_information/ads_and_topics/posts_viewed.json": {},
            "your_instagram_activity/messages/secret_conversations.json": {},
            "media/posts/1.jpg": "",
            "a_folder_of_next_year/1.jpg": "",
            "start_here.html": PAGE,
        },
    )
    assert claimed(tmp_path) == ["instagram"]
    assert read(tmp_path) == []


def test_a_file_that_has_moved_or_was_renamed_is_read_by_its_keys(tmp_path: Path) -> None:
    moved = [
        "connections/lists/followers.json",
        "your_instagram_activity/direct/zoelind_1.json",
        "media/following.js_n",
    ]
    put(tmp_path, {f"{LISTS}/followers_1.json": [], **dict(zip(moved, ([ACCOUNT], THREAD, FOLLOWING), strict=True))})
    assert claimed(tmp_path) == ["instagram"]
    told = [record for record in read(tmp_path) if isinstance(record, Contact | Interaction)]
    assert [record.origin.member for record in told] == sorted(moved)


def test_where_json_and_html_tell_the_same_json_wins(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            f"{LISTS}/followers_1.json": [ACCOUNT],
            f"{LISTS}/followers_1.html": PAGE,
            f"{LISTS}/following.html": PAGE,
            f"{INBOX}/zoelind_1/message_1.json": THREAD,
            f"{INBOX}/zoelind_1/message_1.html": PAGE,
        },
    )
    assert [type(record) for record in read(tmp_path)] == [Contact, Problem, Interaction]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("{", "it is not valid JSON (line 1 column 2)"),
        ('{"a":' * 1_000_000, "its JSON is nested too deeply to be read"),
        ("7", "it holds no followers, accounts, contacts, messages or profile"),
        ('{"a": 1}', "it holds no followers, accounts, contacts, messages or profile"),
        ('{"relationships_following": {}}', "where a list of entries belongs, there is something else"),
    ],
)
def test_a_broken_file_loses_only_itself(broken: str, reason: str, tmp_path: Path) -> None:
    put(tmp_path, {f"{LISTS}/followers_1.json": [ACCOUNT], f"{LISTS}/following.json": broken})
    follower, problem = read(tmp_path)
    assert isinstance(follower, Contact)
    assert problem == Problem(Origin(f"{LISTS}/following.json"), reason)


def test_instagram_user_is_a_deactivated_account_and_never_one_person(tmp_path: Path) -> None:
    thread = {
        **THREAD,
        "participants": [{"name": "Instagram User"}, {"name": ME}],
        "messages": [{"sender_name": name, "timestamp_ms": AT} for name in ("Instagram User", ME)],
    }
    names = [f"{INBOX}/instagramuser_{n}/message_1.json" for n in (1, 2)]
    put(tmp_path, dict.fromkeys(names, thread))
    assert read(tmp_path) == [Skipped(Origin(name, n), "deactivated accounts") for name in names for n in (1, 2)]


def test_messages_of_strangers_are_left_out(tmp_path: Path) -> None:
    name = "your_instagram_activity/messages/message_requests/kilns_9/message_1.json"
    put(tmp_path, {name: THREAD})
    assert read(tmp_path) == [Skipped(Origin(name, 1), "message requests")]


def test_the_profile_tells_who_the_partner_is_where_the_title_does_not(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "personal_information/personal_information.json": PROFILE,
            f"{INBOX}/zoelind_1/message_1.json": {**THREAD, "title": "My Zoe"},
        },
    )
    _, message = read(tmp_path)
    assert isinstance(message, Interaction)
    assert message.participants[0].mailbox.key == f"{ZOE}\x1fzoelind_1"


def test_a_zip_gives_what_the_folder_gives(tmp_path: Path) -> None:
    root = put(tmp_path / "d", {f"{LISTS}/followers_1.json": [ACCOUNT], f"{INBOX}/zoelind_1/message_1.json": THREAD})
    with zipfile.ZipFile(tmp_path / "instagram.zip", "w") as archive:
        for path in sorted(root.rglob("*")):
            archive.write(path, path.relative_to(root).as_posix())
    assert claimed(tmp_path / "instagram.zip") == ["instagram"]
    assert read(tmp_path / "instagram.zip") == read(root)
