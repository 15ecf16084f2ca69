"""A page of messages gives the records that its JSON would give, in every era and of unknown classes too."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.export import Export
from importers.facebook import FacebookImporter
from importers.facebook.download import NO_MESSAGES
from importers.facebook.pages import LARGEST, SLICE
from importers.records import Interaction, Mailbox, Origin, Participant, Problem, Record, Skipped

IMPORTER = FacebookImporter()
ME, ZOE, ANA = "Ines Duarte", "Zoe Lind", "Ana O'Hara & Sons"
WHEN = "Sep 13, 2020, 12:26 PM"
AT = datetime(2020, 9, 13, 12, 26, tzinfo=UTC)
PLACE = "messages/inbox/zoelind_1/message_1.html"
PARTICIPANTS = "Participants: {}"


def since_2022(who: str, text: str, when: str) -> str:
    heading = f'<h2 class="_2ph_ _a6-h _a6-i">{escape(who)}</h2>' if who else ""
    return (
        f'<section class="_3-95 _a6-g">{heading}<div class="_2ph_ _a6-p"><div><div></div><div>{escape(text)}</div>'
        f'<div><ul class="_a6-q"><li><span>❤{ANA}</span></li></ul></div></div></div>'
        f'<footer class="_3-94 _a6-o"><div class="_a72d">{when}</div></footer></section>'
    )


def from_2018(who: str, text: str, when: str) -> str:
    return (
        f'<div class="pam _3-95 _2pi0 _2lej noborder"><div class="_3-96 _2pio _2lek _2lel">{escape(who)}</div>'
        f'<div class="_3-96 _2let"><div><div></div><div>{escape(text)}</div><ul class="_tqp"><li>❤{ANA}</li></ul></div>'
        f'</div><div class="_3-94 _2lem">{when}</div></div>'
    )


def to_2018(who: str, text: str, when: str) -> str:
    return (
        f'<div class="message"><div class="message_header"><span class="user">{escape(who)}</span>'
        f'<span class="meta">{when}</span></div></div><p>{escape(text)}</p>'
    )


def unknown(who: str, text: str, when: str) -> str:
    return f'<div class="msg"><div><b>{escape(who)}</b></div><div>{escape(text)}</div><div>{when}</div></div>'


def page(*blocks: str, title: str = ZOE, people: str = "") -> str:
    told = f"<div>{PARTICIPANTS.format(escape(people))}</div>" if people else ""
    style = "<style>._a6-g > div{color:red}</style>"
    return f"<html><head><title>{escape(title)}</title>{style}</head><body>{told}{''.join(blocks)}</body></html>"


def put(root: Path, files: dict[str, Any]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return root


def read(root: Path, content: str, **more: Any) -> list[Record]:
    """Return the records of a thread's page in a download, beside the owner's profile."""
    profile = {"profile_v2": {"name": {"full_name": ME}}}
    files = {"profile_information/profile_information.json": profile, PLACE: content, **more}
    _, *records = IMPORTER.extract(Export(put(root, files)))
    return records


def mailboxes(record: Record) -> list[tuple[str, str]]:
    assert isinstance(record, Interaction)
    return [(participant.role, participant.mailbox.key) for participant in record.participants]


def keys(records: list[Record]) -> list[str]:
    return [record.key for record in records if isinstance(record, Interaction)]


@pytest.mark.parametrize("block", [since_2022, from_2018, unknown])
def test_a_page_of_every_era_and_one_of_unknown_classes_give_what_json_gives(block: Any, tmp_path: Path) -> None:
    told = page(block(ZOE, "You're late", WHEN), block(ME, "", "Sep 13, 2020, 12:25 PM"), people=f"{ZOE}, {ME}")
    first, second = read(tmp_path, told)
    zoe, me = Mailbox(f"{ZOE}\x1fzoelind_1", ZOE, ""), Mailbox(f"{ME}\x1f", ME, "")
    assert first == Interaction(
        key=f"zoelind_1|2020-09-13T12:26|{ZOE}",
        origin=Origin(PLACE, 1),
        channel="facebook",
        at=AT,
        participants=(Participant("from", zoe), Participant("to", me)),
        thread="zoelind_1",
    )
    assert isinstance(second, Interaction)
    assert second.origin == Origin(PLACE, 2)
    assert mailboxes(second) == [("from", me.key), ("to", zoe.key)]


def test_a_page_with_zones_has_the_keys_and_times_of_its_json(tmp_path: Path) -> None:
    when = datetime(2020, 9, 13, 12, 26, tzinfo=UTC)
    (told,) = read(tmp_path / "page", page(since_2022(ZOE, "Hello", "Sep 13, 2020 at 2:26 PM UTC+02")))
    message = {"sender_name": ZOE, "timestamp_ms": int(when.timestamp() * 1000), "content": "Hello"}
    data = {"participants": [{"name": ZOE}, {"name": ME}], "messages": [message], "title": ZOE}
    _, same = IMPORTER.extract(
        Export(
            put(
                tmp_path / "json",
                {
                    "profile_information/profile_information.json": {"profile_v2": {"name": {"full_name": ME}}},
                    PLACE.replace(".html", ".json"): data,
                },
            )
        )
    )
    assert isinstance(told, Interaction)
    assert isinstance(same, Interaction)
    assert (told.key, told.at, told.participants) == (same.key, same.at, same.participants)


def test_the_page_of_all_threads_to_2018_names_each_by_its_people(tmp_path: Path) -> None:
    when = "Friday, October 4, 2013 at 10:05pm PDT"
    threads = (
        f'<div class="thread">{ME}, {ZOE}{to_2018(ZOE, "Hi", when)}{to_2018(ME, "Hi", when)}</div>'
        f'<div class="thread">Participants: {ZOE}, {escape(ANA)}, {ME}{to_2018(ANA, "", when)}</div>'
    )
    content = f"<html><body><div class='contents'><h1>{ME}</h1>{threads}</div></body></html>"
    records = list(IMPORTER.extract(Export(put(tmp_path, {"html/messages.htm": content}))))
    two, three = f"{ME}, {ZOE}", f"{ANA}, {ME}, {ZOE}"
    assert keys(records) == [f"{two}|1380949500000|{ZOE}", f"{two}|1380949500000|{ME}", f"{three}|1380949500000|{ANA}"]
    assert [record.origin for record in records if isinstance(record, Interaction)] == [
        Origin("html/messages.htm", ordinal) for ordinal in (1, 2, 3)
    ]
    assert mailboxes(records[0]) == [("from", f"{ZOE}\x1f{two}"), ("to", f"{ME}\x1f")]
    assert mailboxes(records[2]) == [("from", f"{ANA}\x1f"), ("to", f"{ZOE}\x1f"), ("to", f"{ME}\x1f")]


def test_a_page_that_lists_the_pages_of_threads_is_no_problem(tmp_path: Path) -> None:
    thread = f'<div class="thread">{ME}, {ZOE}{to_2018(ZOE, "Hi", "4 October 2013 at 10:05 UTC+01")}</div>'
    files = {"html/messages.htm": '<p><a href="messages/7.html">Zoe Lind</a></p>', "messages/7.html": thread}
    (message,) = IMPORTER.extract(Export(put(tmp_path, files)))
    assert isinstance(message, Interaction)
    assert message.origin == Origin("messages/7.html", 1)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (f"{ZOE}, {ANA} and {ME}", [ZOE, ANA, ME]),
        (f"{ZOE} und {ME}", [ZOE, ME]),
        (f"{ME}, Maria e Silva e {ZOE}", [ME, "Maria e Silva", ZOE]),
        (f"{ZOE}、{ME}", [ZOE, ME]),
    ],
)
def test_a_group_thread_has_several_recipients(line: str, names: list[str], tmp_path: Path) -> None:
    (record,) = read(tmp_path, page(since_2022(ZOE, "On Sunday?", WHEN), title="Walkers", people=line))
    assert isinstance(record, Interaction)
    assert [p.mailbox.name for p in record.participants] == [ZOE, *(name for name in names if name != ZOE)]


def test_a_talk_between_two_goes_to_who_stands_in_the_title(tmp_path: Path) -> None:
    (record,) = read(tmp_path, page(since_2022(ME, "Are you there?", WHEN)))
    assert mailboxes(record) == [("from", f"{ME}\x1f"), ("to", f"{ZOE}\x1fzoelind_1")]


@pytest.mark.parametrize("block", [since_2022, from_2018, unknown])
def test_a_message_about_participants_is_a_message(block: Any, tmp_path: Path) -> None:
    told = page(block(ZOE, "Participants: Otto, Greta", WHEN), block(ME, "Who?", WHEN))
    assert [mailboxes(record) for record in read(tmp_path, told)] == [
        [("from", f"{ZOE}\x1fzoelind_1"), ("to", f"{ME}\x1f")],
        [("from", f"{ME}\x1f"), ("to", f"{ZOE}\x1fzoelind_1")],
    ]


@pytest.mark.parametrize("block", [since_2022, from_2018])
@pytest.mark.parametrize("name", ["Facebook user", "Facebook User"])
def test_deactivated_accounts_in_a_page_are_never_one_person(block: Any, name: str, tmp_path: Path) -> None:
    records = read(tmp_path, page(block(name, "Hi", WHEN), block(ME, "Hi", WHEN), block("", "Hi", WHEN), title=name))
    assert records == [Skipped(Origin(PLACE, ordinal), "deactivated accounts") for ordinal in (1, 2, 3)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Zoe called you.", "calls"),
        ("You called Zoe.", "calls"),
        ("You missed a video call from Zoe.", "calls"),
        ("Zoe missed your call.", "calls"),
        ("Zoe left the group.", "service messages"),
        ("Reacted 😂 to your message ", "reactions"),
        ("Otto called Greta.", ""),
        ("You called it.", ""),
        ("Zoe missed a good call from the referee", ""),
    ],
)
@pytest.mark.parametrize("block", [since_2022, from_2018, unknown])
def test_calls_reactions_and_who_left_are_no_messages_in_a_page(
    block: Any, text: str, reason: str, tmp_path: Path
) -> None:
    told = page(block(ZOE, text, WHEN), block(ME, "Hi", WHEN), people=f"{ZOE}, {ME}")
    first, _ = read(tmp_path, told)
    assert getattr(first, "reason", "") == reason


@pytest.mark.parametrize("block", [since_2022, from_2018, unknown])
def test_a_date_that_cannot_be_read_leaves_a_message_without_a_time(block: Any, tmp_path: Path) -> None:
    lost = "16 ตุลาคม 2568 14:37"
    told = page(block(ZOE, "Hi", WHEN), block(ZOE, "Hi", lost), block(ME, "Hi", WHEN), people=f"{ZOE}, {ME}")
    _, second, third = read(tmp_path, told)
    assert isinstance(second, Interaction)
    assert (second.key, second.at) == (f"zoelind_1|{lost}|{ZOE}", None)
    assert isinstance(third, Interaction)


def test_messages_of_one_minute_stay_two(tmp_path: Path) -> None:
    key = f"zoelind_1|2020-09-13T12:26|{ZOE}"
    assert keys(read(tmp_path, page(since_2022(ZOE, "a", WHEN) * 2))) == [key, f"{key}#2"]


def test_the_order_of_day_and_month_is_told_by_the_file_else_by_the_other_pages(tmp_path: Path) -> None:
    own = page(since_2022(ZOE, "a", "02/28/2020, 10:00"), since_2022(ZOE, "a", "02/03/2020, 10:00"))
    other = page(since_2022(ANA, "a", "03/02/2020, 10:00"), title=ANA)
    assert keys(read(tmp_path, own, **{"messages/inbox/ana_2/message_1.html": other})) == [
        f"ana_2|2020-03-02T10:00|{ANA}",
        f"zoelind_1|2020-02-28T10:00|{ZOE}",
        f"zoelind_1|2020-02-03T10:00|{ZOE}",
    ]


def test_an_ambiguous_date_alone_is_no_time(tmp_path: Path) -> None:
    (message,) = read(tmp_path, page(since_2022(ZOE, "a", "03/02/2020, 10:00")))
    assert isinstance(message, Interaction)
    assert (message.key, message.at) == (f"zoelind_1|03/02/2020, 10:00|{ZOE}", None)


def test_a_block_without_a_sender_is_a_problem_and_loses_no_other_message(tmp_path: Path) -> None:
    blocks = (
        since_2022(ZOE, "a", WHEN),
        since_2022("", "b", WHEN),
        since_2022("", "c", "?"),
        since_2022(ME, "d", WHEN),
    )
    first, second, third, fourth = read(tmp_path, page(*blocks))
    problem = "this message has no sender"
    assert [second, third] == [Problem(Origin(PLACE, 2), problem), Problem(Origin(PLACE, 3), problem)]
    assert isinstance(first, Interaction)
    assert isinstance(fourth, Interaction)


def test_what_a_group_page_says_of_the_group_is_no_message(tmp_path: Path) -> None:
    head = (
        f'<section class="_3-95 _a6-g"><h2 class="_2ph_ _a6-h">Participants: {ZOE} and {ME}</h2></section>'
        '<section class="_3-95 _a6-g"><h2 class="_2ph_ _a6-h _a6-i">Group Invite Link</h2>'
        '<div class="_2ph_ _a6-p">https://example.com/j/1</div></section>'
    )
    assert len(read(tmp_path, page(head, since_2022(ZOE, "Hi", WHEN), title="Walkers"))) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_page_is_read_in_its_encoding(encoding: str, tmp_path: Path) -> None:
    put(tmp_path, {PLACE: ""})
    (tmp_path / PLACE).write_text(page(since_2022("Žofie Lindová", "Ahoj", WHEN)), encoding=encoding)
    assert keys(list(IMPORTER.extract(Export(tmp_path)))) == ["zoelind_1|2020-09-13T12:26|Žofie Lindová"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("message_1.html", page(since_2022("Otto Brandt", "Hi", WHEN))),
        ("chat with Zoe.html", page(since_2022(ZOE, "Hi", WHEN))),
        ("2019.htm", page(from_2018(ZOE, "Hi", WHEN))),
        ("any.html", page(unknown(ZOE, "Hi", WHEN), title="", people=f"{ZOE}, {ME}")),
        ("messages.htm", f'<html><div class="thread">{ME}, {ZOE}{to_2018(ZOE, "Hi", WHEN)}</div></html>'),
    ],
)
def test_a_single_page_is_known_by_its_classes_or_by_who_writes_in_it(name: str, content: str, tmp_path: Path) -> None:
    export = Export(put(tmp_path, {name: content}) / name)
    assert IMPORTER.identify(export)
    (message,) = IMPORTER.extract(export)
    assert isinstance(message, Interaction)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", "<html><title>A page</title><h1>A page</h1><p>Oct 19, 2019, 2:37 PM</p></html>"),
        ("message_1.html", "<html><title>A page</title><p>Hello</p></html>"),
        ("forum.html", f'<html><span class="user">{ZOE}</span><span class="meta">{WHEN}</span><p>Hi</p></html>'),
        ("minutes.html", page(unknown("Treasurer", "Hi", WHEN), people=f"{ZOE}, {ME}")),
        ("your_posts_1.html", page(since_2022(f"{ZOE} shared a link.", "Hi", WHEN), title="Your posts")),
        ("instagram.html", page(since_2022(ZOE, "Hi", WHEN).replace("_2ph_ _a6-h", "_2pim _a6-h"))),
        ("chat.txt", page(since_2022(ZOE, "Hi", WHEN))),
        ("empty.html", ""),
    ],
)
def test_a_page_of_somebody_else_is_refused(name: str, content: str, tmp_path: Path) -> None:
    assert not IMPORTER.identify(Export(put(tmp_path, {name: content}) / name))


HOSTILE = {
    "nested tags": "<div>" * 100_000,
    "tags that never end": "<a href='" * 50_000,
    "comments that never end": "<!--" * 50_000,
    "nul characters": "\0" * 50_000,
    "a style that never ends": "<style>",
    "marks nested in each other": '<div class="_2ph_ _a6-p"><div class="_a6-h">' * 10_000,
    "attributes": "<p " + "a='" * 50_000 + ">",
}


@pytest.mark.parametrize("junk", HOSTILE.values(), ids=HOSTILE)
def test_hostile_markup_loses_no_message_behind_it(junk: str, tmp_path: Path) -> None:
    assert len(keys(read(tmp_path, page(since_2022(ME, "Hi", WHEN), junk, since_2022(ZOE, "Hi", WHEN))))) == 2


def test_a_line_of_participants_beyond_all_measure_is_a_text_like_any_other(tmp_path: Path) -> None:
    told = page(unknown(ZOE, "Hi", WHEN), people="Ana and " * 100_000)
    assert len(keys(read(tmp_path, told))) == 1


def test_a_large_page_is_read_slice_by_slice_and_loses_no_message(tmp_path: Path) -> None:
    block = since_2022(ZOE, "x" * 20_000, "Sep {}, 2020, 12:26 PM")
    told = page(*(block.format(day) for day in range(1, 31)), *(block.format(day) for day in range(1, 31)))
    assert len(told) > SLICE
    assert len(keys(read(tmp_path, told))) == 60


def test_a_page_beyond_all_measure_is_a_problem(tmp_path: Path) -> None:
    put(tmp_path, {PLACE: page(since_2022(ZOE, "Hi", WHEN))})
    with (tmp_path / PLACE).open("r+b") as stream:
        stream.truncate(LARGEST + 1)
    (problem,) = IMPORTER.extract(Export(tmp_path))
    assert problem == Problem(Origin(PLACE), "this page is larger than 64 MiB; choose JSON instead of HTML")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@settings(deadline=None)  # each example is a download
@given(st.lists(st.tuples(st.sampled_from([ZOE, ME]), st.text(max_size=20)), min_size=1, max_size=5), st.integers(0, 3))
def test_every_block_is_one_record_whatever_it_says(root: Path, told: list[tuple[str, str]], era: int) -> None:
    if era == 3:  # by shape alone a text that is a date could not be told from the date
        told = [(who, "Hi") for who, _ in told]
    block = (since_2022, from_2018, since_2022, unknown)[era]
    blocks = [block(who, text.encode("utf-8", "replace").decode(), WHEN) for who, text in told]
    records = read(root, page(*blocks, people=f"{ZOE}, {ME}"))
    assert [getattr(record.origin, "record", 0) for record in records if hasattr(record, "origin")] == list(
        range(1, len(told) + 1)
    )


@settings(deadline=None)
@given(st.text(alphabet="<>/=\"' abcdiv&#;!-\0_6gh2", max_size=300))
def test_no_markup_raises(root: Path, junk: str) -> None:
    records = read(root, f"<{junk}{since_2022(ZOE, junk, WHEN)}")
    assert all(isinstance(record, Record) for record in records)
    assert records


def test_a_page_without_messages_says_so(tmp_path: Path) -> None:
    assert read(tmp_path, page("<p>There is nothing here.</p>")) == [Problem(Origin(PLACE), NO_MESSAGES)]
