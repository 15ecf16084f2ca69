"""A download is claimed whole, from its root, in every era; friends and the owner are read from it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from importers.export import Export
from importers.facebook import LIST, NO_FRIENDS, FacebookImporter
from importers.facebook.download import NO_MESSAGES
from importers.records import Contact, Interaction, Origin, Problem, Record, Skipped

IMPORTER = FacebookImporter()
THREAD = {
    "participants": [{"name": "Zoe Lind"}, {"name": "Ines Duarte"}],
    "messages": [{"sender_name": "Zoe Lind", "timestamp_ms": 1_600_000_000_000, "content": "Hello"}],
    "title": "Zoe Lind",
    "thread_path": "inbox/zoelind_1",
}
ENCRYPTED = {
    "participants": ["Zoe Lind", "Ines Duarte"],
    "threadName": "Zoe Lind",
    "messages": [{"senderName": "Zoe Lind", "text": "Hello", "timestamp": 1_600_000_000_000, "isUnsent": False}],
}
FRIENDS = {"friends_v2": [{"name": "Zoe Lind", "timestamp": 1_243_468_800}]}
PROFILE = {"profile_v2": {"name": {"full_name": "Ines Duarte"}}}
PAGE = "<!DOCTYPE html><html><body>Zoe Lind</body></html>"


def put(root: Path, files: dict[str, Any]) -> Path:
    """Write files by their paths; text as it is, all else as JSON."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return root


def read(path: Path) -> list[Record]:
    return list(IMPORTER.extract(Export(path)))


def pack(root: Path, packed: Path) -> Path:
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(root.rglob("*")):
            archive.write(path, path.relative_to(root).as_posix())
    return packed


@pytest.mark.parametrize("activity", ["", "your_activity_across_facebook/", "your_facebook_activity/"])
@pytest.mark.parametrize("section", ["inbox/", "archived_threads/", "e2ee_cutover/", ""])
@pytest.mark.parametrize("name", ["message_1.json", "message.json"])  # the latter in the first months of JSON, in 2018
def test_messages_are_the_same_in_every_era_and_section(activity: str, section: str, name: str, tmp_path: Path) -> None:
    put(tmp_path, {f"{activity}messages/{section}zoelind_1/{name}": THREAD})
    assert IMPORTER.identify(Export(tmp_path))
    (message,) = read(tmp_path)
    assert isinstance(message, Interaction)
    assert (message.key, message.thread) == ("zoelind_1|1600000000000|Zoe Lind", "zoelind_1")


def test_end_to_end_encrypted_threads_stand_at_the_root_of_their_zip(tmp_path: Path) -> None:
    put(tmp_path / "e2ee", {"Zoe Lind_14.json": ENCRYPTED, "media/bowl.txt": "a bowl"})
    packed = Export(pack(tmp_path / "e2ee", tmp_path / "messages.zip"))
    assert IMPORTER.identify(packed)
    (message,) = IMPORTER.extract(packed)
    assert isinstance(message, Interaction)
    assert (message.key, message.origin) == ("Zoe Lind_14|1600000000000|Zoe Lind", Origin("Zoe Lind_14.json", 1))


@pytest.mark.parametrize(
    "content", [THREAD, ENCRYPTED, FRIENDS, PROFILE, {"friends_v2": []}, {"messages": THREAD["messages"]}]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_single_file_is_known_by_its_keys(content: object, encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "any name.json"
    file.write_text(json.dumps(content, indent=1), encoding=encoding)
    assert IMPORTER.identify(Export(file))
    assert not [record for record in read(file) if isinstance(record, Problem)]


def test_a_long_thread_is_known_by_its_head_alone(tmp_path: Path) -> None:
    messages = [
        {"sender_name": "Zoe Lind", "timestamp_ms": 1_600_000_000_000 + n, "content": "x" * 50} for n in range(2_000)
    ]
    put(tmp_path, {"long.json": {**THREAD, "messages": messages}})
    assert IMPORTER.identify(Export(tmp_path / "long.json"))
    assert len(read(tmp_path / "long.json")) == 2_000


@pytest.mark.parametrize("name", ["message_1.json", "Zoe Lind_14.json"])
def test_a_single_thread_file_tells_its_folder_itself(name: str, tmp_path: Path) -> None:
    put(tmp_path, {name: THREAD})
    (message,) = read(tmp_path / name)
    assert isinstance(message, Interaction)
    assert message.thread == "zoelind_1"


def test_a_single_thread_file_without_a_path_goes_by_its_own_name_or_its_title(tmp_path: Path) -> None:
    put(tmp_path, {"Zoe Lind_14.json": ENCRYPTED, "message_1.json": {**THREAD, "thread_path": ""}})
    threads = [
        record.thread for path in sorted(tmp_path.iterdir()) for record in read(path) if isinstance(record, Interaction)
    ]
    assert threads == ["Zoe Lind_14", "Zoe Lind"]


def test_a_single_file_of_message_requests_is_left_out_too(tmp_path: Path) -> None:
    put(tmp_path, {"message_1.json": {**THREAD, "thread_path": "message_requests/zoelind_1"}})
    assert read(tmp_path / "message_1.json") == [Skipped(Origin("message_1.json", 1), "message requests")]


def test_a_folder_of_the_download_is_known_by_its_own_name(tmp_path: Path) -> None:
    put(tmp_path, {"messages/inbox/zoelind_1/message_1.json": THREAD})
    assert IMPORTER.identify(Export(tmp_path / "messages"))
    (message,) = read(tmp_path / "messages")
    assert isinstance(message, Interaction)
    assert message.origin == Origin("inbox/zoelind_1/message_1.json", 1)


def test_other_parts_of_the_download_are_known_and_left_unread(tmp_path: Path) -> None:
    put(
        tmp_path,
        {
            "friends/friends.json": FRIENDS,
            "friends/people_you_may_know.json": {"people_you_may_know_v2": [{"name": "Otto Brandt"}]},
            "posts/your_posts_1.json": [],
            "ads_information/no-data.txt": "nothing",
            "your_topics/your_topics.json": {},
            "messages/autofill_information.json": {},
            "messages/inbox/zoelind_1/files/card.vcf": "BEGIN:VCARD",
            "a_folder_of_next_year/1.jpg": "",
            "start_here.html": PAGE,
        },
    )
    assert IMPORTER.identify(Export(tmp_path))
    assert [record.origin for record in read(tmp_path) if isinstance(record, Contact)] == [
        Origin("friends/friends.json", 1)
    ]
    assert len(read(tmp_path)) == 1


@pytest.mark.parametrize("foreign", ["contacts.vcf", "Takeout/mail.mbox", "ChatExport/result.json", "chat.txt"])
def test_a_folder_with_something_foreign_in_it_is_not_claimed_whole(foreign: str, tmp_path: Path) -> None:
    put(tmp_path, {"friends/friends.json": FRIENDS, foreign: "{}"})
    assert not IMPORTER.identify(Export(tmp_path))


@pytest.mark.parametrize(
    "files",
    [
        {"somewhere/messages/inbox/zoelind_1/message_1.json": THREAD},
        {"friends.json": FRIENDS},
        {"message_1.json": THREAD},
        {"messages/inbox/zoelind_1/message_1.json": "not a thread"},
        {"Zoe Lind_14.json": ENCRYPTED, "followers_1.json": []},
        {"messages/inbox/zoelind_1/message_" + "1" * 100 + ".json": THREAD},
        {"your_instagram_activity/messages/inbox/zoelind_1/message_1.json": THREAD},
        {"your_instagram_activity/x.json": {}, "messages/inbox/zoelind_1/message_1.json": THREAD},
        {"photos/1.jpg": ""},
        {},
    ],
)
def test_what_is_not_a_download_from_its_root_is_refused(files: dict[str, Any], tmp_path: Path) -> None:
    put(tmp_path, files)
    assert not IMPORTER.identify(Export(tmp_path))


@pytest.mark.parametrize(
    "content",
    [
        {"name": "a chat", "messages": [{"from": "Zoe Lind", "text": "Hello"}]},
        {"friends": ["Zoe Lind"]},
        {"friends": [{"name": "Zoe Lind"}]},
        {"relationships_following": []},
        {"profile": {"id": 1}},
        [THREAD],
        PAGE,
        "",
        '"participants": "messages": [ "sender_name": ',
        "[" * 100_000,
    ],
)
def test_a_single_file_of_another_kind_is_refused(content: object, tmp_path: Path) -> None:
    put(tmp_path, {"message_1.json": content})
    assert not IMPORTER.identify(Export(tmp_path / "message_1.json"))


def test_instagrams_threads_are_instagrams(tmp_path: Path) -> None:
    folder = tmp_path / "your_instagram_activity"
    put(folder, {"messages/inbox/zoelind_1/message_1.json": THREAD})
    assert [path for path in (folder, *folder.rglob("*")) if IMPORTER.identify(Export(path))] == []


def test_a_page_that_should_hold_something_and_does_not_is_a_problem(tmp_path: Path) -> None:
    reasons = {
        "friends/friends.html": NO_FRIENDS,
        "friends/sent_friend_requests.html": LIST,
        "html/messages.htm": NO_MESSAGES,
        "messages/7.html": NO_MESSAGES,
        "messages/inbox/zoelind_1/message_1.html": NO_MESSAGES,
        "messages/inbox/zoelind_2/message_1.html": NO_MESSAGES,
        "profile_information/profile_information.html": "this profile has no name",
    }
    put(tmp_path, {**dict.fromkeys(reasons, PAGE), "messages/inbox/zoelind_2/message_1.html": ""})
    assert IMPORTER.identify(Export(tmp_path))
    problems = [record for record in read(tmp_path) if isinstance(record, Problem)]
    assert {problem.origin.member: problem.reason for problem in problems} == reasons


def test_where_json_and_html_tell_the_same_thread_it_counts_once_and_json_wins(tmp_path: Path) -> None:
    inbox = "messages/inbox"
    put(
        tmp_path,
        {
            f"{inbox}/zoelind_1/message_1.json": THREAD,
            f"{inbox}/zoelind_1/message_1.html": PAGE,
            f"{inbox}/zoelind_1/message_2.html": PAGE,
            f"{inbox}/otto_2/message_1.html": PAGE,
            "friends/friends.json": FRIENDS,
            "friends/friends.html": PAGE,
        },
    )
    friend, problem, message = read(tmp_path)
    assert isinstance(friend, Contact)
    assert friend.origin == Origin("friends/friends.json", 1)
    assert problem == Problem(Origin(f"{inbox}/otto_2/message_1.html"), NO_MESSAGES)
    assert isinstance(message, Interaction)
    assert message.origin == Origin(f"{inbox}/zoelind_1/message_1.json", 1)


def test_a_broken_thread_at_the_root_of_the_encrypted_zip_loses_only_itself(tmp_path: Path) -> None:
    put(tmp_path, {"Zoe Lind_14.json": ENCRYPTED, "Otto_15.json": '{"participants": ["Otto", ', "Ana_16.json": "\0"})
    assert IMPORTER.identify(Export(tmp_path))
    ana, otto, message = read(tmp_path)
    assert isinstance(ana, Problem)
    assert isinstance(otto, Problem)
    assert (ana.origin, otto.origin) == (Origin("Ana_16.json"), Origin("Otto_15.json"))
    assert isinstance(message, Interaction)
    assert message.origin == Origin("Zoe Lind_14.json", 1)
