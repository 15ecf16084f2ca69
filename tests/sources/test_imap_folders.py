"""Which folders are read, what their addresses are, and how sets of UIDs are told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.sources.imap import folders, uids
from reconnect.sources.server import Server, server_of

COURIER = [
    ((b"\\HasChildren",), b".", b"INBOX"),
    ((), b".", b"INBOX.Sent"),
    ((), b".", b"INBOX.Trash"),
    ((), b".", b"INBOX.Entw&APw-rfe"),
    ((), b".", b"INBOX.Friends.Lisbon"),
    ((b"\\Noselect",), b".", b"INBOX.Friends"),
    ((), b".", b"INBOX.Outbox"),
]
GMAIL = [
    ((), b"/", b"INBOX"),
    ((b"\\Noselect",), b"/", b"[Gmail]"),
    ((b"\\All",), b"/", b"[Gmail]/Tous les messages"),
    ((b"\\Drafts",), b"/", b"[Gmail]/Brouillons"),
    ((b"\\Important",), b"/", b"[Gmail]/Important"),
    ((b"\\Sent",), b"/", b"[Gmail]/Messages envoy&AOk-s"),
    ((b"\\Junk",), b"/", b"[Gmail]/Spam"),
    ((b"\\Flagged",), b"/", b"[Gmail]/Suivis"),
    ((b"\\Trash",), b"/", b"[Gmail]/Corbeille"),
    ((), b"/", b"Voyages"),
]
OTHERS = {
    "a mark decides before a name": ([((b"\\Archive",), b"/", b"Spam"), ((b"\\Junk",), b"/", b"Club")], ["Spam"]),
    "what lies in the trash": ([((b"\\Trash",), b"/", b"Old"), ((), b"/", b"Old/2019")], []),
    "a name alone is no part of one": ([((), b"/", b"Trash talk")], ["Trash talk"]),
    "no delimiter": ([((), None, b"INBOX.Trash"), ((), None, b"Trash")], ["INBOX.Trash"]),
    "the same twice": ([((), b"/", b"A"), ((), b"/", b"A")], ["A"]),
    "digits alone": ([((), b"/", "2019")], ["2019"]),
    "nothing that is one": ([((), b"/", None), ((), b"/", b""), ((), b"/", (b"a",))], []),
    "UTF-7 that is none": ([((), b"/", b"&!-")], ["&!-"]),
}


def names(answer: list[tuple[object, object, object]], *, path: str = "/", has_gmail: bool = False) -> list[str]:
    listed = folders.listed(answer)
    return [each.name for each in folders.wanted(listed, path, has_gmail)]


def test_names_with_dots_between_them_decide_where_there_are_no_marks() -> None:
    assert names(COURIER) == ["INBOX", "INBOX.Friends.Lisbon", "INBOX.Sent"]  # type: ignore[arg-type]


def test_gmail_is_read_by_all_mail_alone_and_without_it_by_its_folders() -> None:
    assert names(GMAIL, has_gmail=True) == ["[Gmail]/Tous les messages"]  # type: ignore[arg-type]
    expected = ["INBOX", "Voyages", "[Gmail]/Messages envoyés"]
    assert names(GMAIL) == names(GMAIL[:2] + GMAIL[3:], has_gmail=True) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("what", OTHERS)
def test_the_folders_that_matter(what: str) -> None:
    answer, expected = OTHERS[what]
    assert names(answer) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["/INBOX.Sent", "/INBOX/Sent", "/INBOX.Sent/"])
def test_a_folder_is_named_with_a_slash_or_what_the_server_has(path: str) -> None:
    assert names(COURIER, path=path) == ["INBOX.Sent"]  # type: ignore[arg-type]


def test_the_inbox_is_named_in_any_case() -> None:
    assert names(COURIER, path="/inbox") == ["INBOX"]  # type: ignore[arg-type]


@pytest.mark.parametrize(("path", "raw"), [("/%FF", b"%FF"), ("/%ED%B3%BF", b"?"), ("/M%C3%BCll", b"M&APw-ll")])
def test_a_folder_that_there_is_not_has_a_name_that_the_server_can_be_asked_for(path: str, raw: bytes) -> None:
    assert folders.named([], path).raw == raw


def test_drafts_and_sent_mail_are_found_by_mark_and_by_name() -> None:
    for answer, draft, sent in (
        (COURIER, "INBOX.Entwürfe", ["INBOX.Sent"]),
        (GMAIL, "[Gmail]/Brouillons", ["[Gmail]/Messages envoyés", "[Gmail]/Tous les messages"]),
    ):
        listed = folders.listed(answer)
        found = folders.drafts(listed)
        assert found is not None
        assert (found.name, [each.name for each in folders.sent(listed)]) == (draft, sent)
    assert folders.drafts(folders.listed([((), b"/", b"Templates")])) is None


@given(st.text(st.characters(codec=None), min_size=1))
def test_the_address_of_a_folder_names_it_again(name: str) -> None:
    listed = [folders.Folder(b"x", name, frozenset(), (name,)), folders.Folder(b"y", name + "/", frozenset(), (name,))]
    server = Server("imap", "tls", "mail.example.org", 993, "ann")
    again = server_of(f"{server.account}/{folders.quoted(name)}")
    assert folders.named(listed, again.path).raw == b"x"


numbers = st.integers(1, 40)
sets = st.lists(st.builds(lambda a, b: range(min(a, b), max(a, b) + 1), numbers, numbers), max_size=6)


def members(ranges: list[range]) -> set[int]:
    return {uid for each in ranges for uid in range(each.start, min(each.stop, 50))}


@given(sets, numbers)
def test_sets_of_uids_are_sets(some: list[range], last: int) -> None:
    joined = uids.joined(some)
    others = uids.others(joined)
    assert members(joined) == {uid for each in some for uid in each}
    assert members(others) == set(range(1, 50)) - members(joined)
    assert members(uids.up_to(others, last)) == {uid for uid in members(others) if uid <= last}
    assert not joined or uids.read(uids.written(joined)) == joined
    assert uids.written(others).endswith("*")
