"""A message is told by its thread, its moment and its sender; what Messenger writes by itself is none."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.export import Export
from importers.facebook import FacebookImporter
from importers.records import Interaction, InteractionBlock, Mailbox, Origin, Participant, Problem, Record, Skipped

AT = 1_600_000_000_000
INBOX = "messages/inbox"
ME, ZOE = "Ines Duarte", "Zoe Lind"


def message(sender: str = ZOE, ms: int = AT, **more: Any) -> dict[str, Any]:
    return {"sender_name": sender, "timestamp_ms": ms, **more}


def thread(people: list[str], *messages: Any, **more: Any) -> dict[str, Any]:
    return {"participants": [{"name": name} for name in people], "messages": list(messages), "title": people[0], **more}


def read(root: Path, files: dict[str, Any]) -> list[Record]:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return list(FacebookImporter().extract(Export(root)))


def read_thread(root: Path, content: Any) -> list[Record]:
    return read(root, {f"{INBOX}/zoelind_1/message_1.json": content})


def mailboxes(record: Record) -> list[tuple[str, str]]:
    assert isinstance(record, Interaction)
    return [(participant.role, participant.mailbox.key) for participant in record.participants]


def reasons(records: list[Record]) -> list[str]:
    return [record.reason for record in records if isinstance(record, Skipped | Problem)]


def test_a_message_goes_from_its_sender_to_the_other_participants(tmp_path: Path) -> None:
    (record,) = read_thread(tmp_path, thread([ZOE, ME], message(content="Hello", reactions=[{"actor": ME}])))
    assert record == Interaction(
        key=f"zoelind_1|{AT}|{ZOE}",
        origin=Origin(f"{INBOX}/zoelind_1/message_1.json", 1),
        channel="facebook",
        at=datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC),
        participants=(
            Participant("from", Mailbox(f"{ZOE}\x1fzoelind_1", ZOE, "")),
            Participant("to", Mailbox(f"{ME}\x1f", ME, "")),
        ),
        thread="zoelind_1",
    )


def test_an_encrypted_thread_gives_the_same_messages(tmp_path: Path) -> None:
    told = {
        "participants": [ZOE, "In\u00c3\u00aas Duarte"],
        "threadName": ZOE,
        "messages": [
            {"senderName": "In\u00c3\u00aas Duarte", "timestamp": AT, "text": "", "type": "media", "isUnsent": False},
            {"senderName": ZOE, "timestamp": AT + 1, "text": "oops", "isUnsent": True},
        ],
    }
    sent, unsent = read(tmp_path, {"messages/Zoe Lind_14.json": told})
    assert isinstance(sent, Interaction)
    assert (sent.key, sent.thread) == (f"Zoe Lind_14|{AT}|Inês Duarte", "Zoe Lind_14")
    assert mailboxes(sent) == [("from", "Inês Duarte\x1f"), ("to", f"{ZOE}\x1fZoe Lind_14")]
    assert unsent == Skipped(Origin("messages/Zoe Lind_14.json", 2), "unsent messages")


def test_two_partners_of_one_name_stay_two(tmp_path: Path) -> None:
    told = thread(["Maria Silva", ME], message("Maria Silva"))
    records = read(tmp_path, {f"{INBOX}/maria_{n}/message_1.json": told for n in (1, 2)})
    assert [mailboxes(record)[0] for record in records] == [
        ("from", "Maria Silva\x1fmaria_1"),
        ("from", "Maria Silva\x1fmaria_2"),
    ]


def test_the_profile_tells_who_the_partner_is_where_the_title_does_not(tmp_path: Path) -> None:
    told = {**thread([ZOE, ME], message()), "title": "My Zoe"}
    assert mailboxes(read_thread(tmp_path, told)[0]) == [("from", f"{ZOE}\x1f"), ("to", f"{ME}\x1f")]
    profile = {"profile_v2": {"name": {"full_name": ME}}}
    records = read(tmp_path, {"profile_information/profile_information.json": profile})
    assert mailboxes(records[1]) == [("from", f"{ZOE}\x1fzoelind_1"), ("to", f"{ME}\x1f")]


def test_a_group_has_several_recipients_also_who_left_it(tmp_path: Path) -> None:
    (first, _) = read_thread(tmp_path, thread(["Ana", "Bela", ME], message("Ana"), message("Otto"), title="Walkers"))
    assert mailboxes(first) == [("from", "Ana\x1f"), ("to", "Bela\x1f"), ("to", f"{ME}\x1f"), ("to", "Otto\x1f")]


def test_a_thread_without_participants_is_told_by_who_wrote_in_it(tmp_path: Path) -> None:
    first, second = read_thread(tmp_path, {"messages": [message(), message(ME, AT + 1)]})
    assert mailboxes(first) == [("from", f"{ZOE}\x1f"), ("to", f"{ME}\x1f")]
    assert mailboxes(second) == [("from", f"{ME}\x1f"), ("to", f"{ZOE}\x1f")]


def test_a_namesake_of_the_sender_receives_the_message(tmp_path: Path) -> None:
    (record,) = read_thread(tmp_path, thread(["Ana", "Ana"], message("Ana")))
    assert [role for role, _ in mailboxes(record)] == ["from", "to"]


def test_messages_of_one_moment_stay_two_over_all_files_of_a_thread(tmp_path: Path) -> None:
    told = thread([ZOE, ME], message(), message())
    files = {f"{INBOX}/zoelind_1/message_{n}.json": told for n in (1, 2)}
    keys = [record.key for record in read(tmp_path, files) if isinstance(record, Interaction)]
    key = f"zoelind_1|{AT}|{ZOE}"
    assert keys == [key, f"{key}#2", f"{key}#3", f"{key}#4"]


def test_the_tenth_file_of_a_thread_comes_after_the_second(tmp_path: Path) -> None:
    files = {f"{INBOX}/zoelind_1/message_{n}.json": thread([ZOE, ME], message()) for n in (1, 10, 2)}
    members = [record.origin.member for record in read(tmp_path, files) if isinstance(record, Interaction)]
    assert members == [f"{INBOX}/zoelind_1/message_{n}.json" for n in (1, 2, 10)]


@pytest.mark.parametrize("section", ["message_requests", "filtered_threads"])
def test_messages_of_strangers_are_left_out(section: str, tmp_path: Path) -> None:
    name = f"messages/{section}/kilns_9/message_1.json"
    records = read(tmp_path, {name: thread(["Kilns", ME], message("Kilns"), "?", message(ME))})
    assert records == [
        Skipped(Origin(name, 1), "message requests"),
        Problem(Origin(name, 2), "it is not an entry with named fields"),
        Skipped(Origin(name, 3), "message requests"),
    ]


@pytest.mark.parametrize(
    ("people", "left_out", "recipients"),
    [
        (["Facebook user", ME], [True, True], None),
        (["Instagram User", ME], [True, True], None),
        (["Facebook user", ME, ZOE], [True, True], None),  # else it would look like a thread of two
        (["Facebook user", ME, ZOE, "Ana"], [True, False], [f"{ZOE}\x1f", "Ana\x1f"]),
    ],
)
def test_deactivated_accounts_are_never_one_person(
    people: list[str], left_out: list[bool], recipients: list[str] | None, tmp_path: Path
) -> None:
    records = read_thread(tmp_path, thread(people, message(people[0]), message(ME)))
    assert [isinstance(record, Skipped) for record in records] == left_out
    assert set(reasons(records)) == {"deactivated accounts"}
    if recipients:
        assert [key for role, key in mailboxes(records[1]) if role == "to"] == recipients


def test_a_bad_entry_loses_no_other_message(tmp_path: Path) -> None:
    told = thread(
        [ZOE, ME], "text", {"sender_name": ZOE}, {"timestamp_ms": AT}, message(ms=AT // 1000), message(sender=""),
        {"sender_name": 7, "timestamp_ms": AT}, {"sender_name": ZOE, "timestamp_ms": True}, message(),
    )  # fmt: skip
    records = read_thread(tmp_path, told)
    assert reasons(records) == [
        "it is not an entry with named fields",
        "it has no readable time",
        "this message has no sender",
        "its time is not one at which Facebook existed",
        "this message has no sender",
        "this message has no sender",
        "it has no readable time",
    ]
    assert [record.origin.record for record in records if isinstance(record, Problem)] == [1, 2, 3, 4, 5, 6, 7]
    assert [record.origin.record for record in records if isinstance(record, Interaction)] == [8]


def test_a_participant_without_a_name_is_a_problem_and_loses_no_message(tmp_path: Path) -> None:
    told = {"participants": [{"name": ZOE}, {"name": None}, 5, {"name": ME}], "messages": [message()]}
    records = read_thread(tmp_path, told)
    assert reasons(records) == ["a participant of this thread has no readable name"] * 2
    assert mailboxes(records[2]) == [("from", f"{ZOE}\x1f"), ("to", f"{ME}\x1f")]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ('{\n "a": 1,\n "b": x}', "it is not valid JSON (line 3 column 7)"),
        ("", "it is not valid JSON (line 1 column 1)"),
        ('{"a":' * 1_000_000, "its JSON is nested too deeply to be read"),
        ('{"messages": ' + "1" * 5_000 + "}", "its JSON holds a number that is too long to be read"),
        ("[1, 2]", "it holds no friends, messages or profile"),
        ('{"a": 1}', "it holds no friends, messages or profile"),
        ('{"messages": {}}', "where a list of entries belongs, there is something else"),
        ('{"messages": null, "participants": "x"}', "where a list of entries belongs, there is something else"),
    ],
)
def test_a_broken_thread_file_loses_only_itself(broken: str, reason: str, tmp_path: Path) -> None:
    good, bad = f"{INBOX}/zoelind_1/message_1.json", f"{INBOX}/broken_2/message_1.json"
    first, second = read(tmp_path, {good: thread([ZOE, ME], message()), bad: broken})
    assert first == Problem(Origin(bad), reason)
    assert isinstance(second, Interaction)
    assert second.origin == Origin(good, 1)


def test_a_damaged_zip_member_loses_only_itself(tmp_path: Path) -> None:
    good, bad = (f"{INBOX}/{name}/message_1.json" for name in ("zoelind_1", "aaa_0"))
    packed = tmp_path / "facebook.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for name in (bad, good):
            archive.writestr(name, json.dumps(thread([ZOE, ME], message())))
    data = packed.read_bytes()
    packed.write_bytes(data.replace(b"Zoe Lind", b"Zoe Lynd", 1))  # the first member no longer fits its checksum
    first, second = FacebookImporter().extract(Export(packed))
    assert isinstance(first, Problem)
    assert first.origin == Origin(bad)
    assert isinstance(second, Interaction)


FIELDS = [
    "participants",
    "messages",
    "senderName",
    "sender_name",
    "timestamp_ms",
    "name",
    "title",
    "type",
    "thread_path",
]
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda values: st.lists(values) | st.dictionaries(st.sampled_from(FIELDS), values),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("threads") / "message_1.json"


@settings(deadline=None)  # each example is a file
@given(messages=ANY_JSON, participants=ANY_JSON, more=st.dictionaries(st.sampled_from(FIELDS), ANY_JSON))
def test_whatever_a_thread_holds_each_entry_is_one_record(
    file: Path, messages: object, participants: object, more: dict[str, object]
) -> None:
    told = {**more, "messages": messages, "participants": participants}
    file.write_text(json.dumps(told), encoding="utf-8")
    records = list(FacebookImporter().extract(Export(file)))
    ordinals = [record.origin.record for record in records if not isinstance(record, InteractionBlock)]
    expected = list(range(1, len(messages) + 1)) if isinstance(messages, list) else []
    assert [ordinal for ordinal in ordinals if ordinal is not None] == expected
