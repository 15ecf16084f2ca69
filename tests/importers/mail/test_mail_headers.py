"""A header is read by itself: names in any case, folds, repeats, bytes of any charset."""

from __future__ import annotations

import pytest
from invented_mail import boxes, facts_of, header, seconds

from importers.mail.facts import MOST, MOST_OF_A_SENDER, read_facts


@pytest.mark.parametrize(
    "line",
    ["Subject: Kilns", "subject:Kilns", "SUBJECT:\tKilns  ", "Subject : Kilns", "Subject\t: Kilns", "Subject:\n Kilns"],
)
def test_a_header_with_any_case_and_space_around_its_colon_is_a_header(line: str) -> None:
    assert facts_of(line).subject == "Kilns"


def test_from_with_spaces_before_its_colon_is_a_header() -> None:
    assert boxes("From  :<x@example.org>", "To: y@example.org") == [
        ("from", "", "x@example.org"),
        ("to", "", "y@example.org"),
    ]


def test_a_folded_line_loses_its_newline_only() -> None:
    assert facts_of("Subject: the kiln,", "  and a", "\tquestion").subject == "the kiln,  and a\tquestion"


def test_a_line_that_is_no_header_costs_itself_alone() -> None:
    facts = facts_of("Subject: one", ">From ada Tue", " its fold", "no header here", "Message-ID: <1@example.org>")
    assert (facts.subject, facts.key) == ("one", "1@example.org")


def test_the_first_of_a_repeated_header_counts() -> None:
    assert facts_of("Subject: one", "Subject: two").subject == "one"


def test_names_that_only_begin_alike_are_other_headers() -> None:
    assert boxes("Tobias: a@example.org", "X-From: b@example.org", "From-Me: c@example.org") == []


def test_lone_carriage_returns_are_white_space() -> None:
    assert facts_of("Subject: the\rkiln\r", "Message-ID: <1@example.org>\r").subject == "the kiln"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"Subject: Gr\xc3\xbc\xc3\x9fe", "Grüße"),
        (b"Subject: Gr\xfc\xdfe", "Grüße"),  # Windows-1252
        (b"Subject: \x93quoted\x94 \x81", "“quoted” \ufffd"),
        (b"Subject: a\x00b\x07c\x1bd", "a b c d"),
        ("Subject: line\u2028end\x85", "line end"),
    ],
)
def test_raw_8_bit_headers_become_text_without_surrogates(line: bytes, expected: str) -> None:
    assert facts_of(line).subject == expected


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        (["Message-ID: <1@example.org>"], "1@example.org"),
        (["Message-Id: <1@example.org>"], "1@example.org"),
        (["MESSAGE-ID:", " <1@example.org>"], "1@example.org"),
        (["Message-ID: <<1@example.org>>"], "1@example.org"),
        (["Message-ID: 1@example.org"], "1@example.org"),
        (["Message-ID: <1@example.org> (added by a server)"], "1@example.org"),
        (["Message-ID: <A.B@Example.ORG>"], "A.B@Example.ORG"),
        (["Message-ID: <1@example.org"], "1@example.org"),
    ],
)
def test_message_id_and_message_id_are_one_header(lines: list[str], key: str) -> None:
    assert facts_of(*lines).key == key


@pytest.mark.parametrize("lines", [[], ["Message-ID:"], ["Message-ID: <>"], ["Message-ID: two words"]])
def test_a_message_without_an_id_has_a_stable_key_all_the_same(lines: list[str]) -> None:
    told = ("Date: Tue, 5 Mar 2024 08:00:00 +0000", "From: Ada <ada@example.org>", "Subject: Kilns")
    assert facts_of(*lines, *told).key == "without-id-78907a01caf8e40b"
    assert facts_of(*told[::-1]).key == facts_of(*told).key


@pytest.mark.parametrize("line", ["Subject: kilns", "From: Ben <ben@example.org>", "Date: 5 Mar 2024 08:00:01 +0000"])
def test_messages_without_an_id_that_differ_have_different_keys(line: str) -> None:
    told = ("Date: Tue, 5 Mar 2024 08:00:00 +0000", "From: Ada <ada@example.org>", "Subject: Kilns")
    assert facts_of(line, *told).key != facts_of(*told).key


@pytest.mark.parametrize(
    ("lines", "thread", "reply_to"),
    [
        ([], "", ""),
        (["In-Reply-To: <1@x.example>"], "1@x.example", "1@x.example"),
        (["References: <1@x.example> <2@x.example>", "\t<3@x.example>"], "1@x.example", "3@x.example"),
        (["References: <1@x.example> <2@x.example>", "In-Reply-To: <9@x.example>"], "1@x.example", "9@x.example"),
        (["X-GM-THRID: 1790123456789012345", "References: <1@x.example>"], "1790123456789012345", "1@x.example"),
        (["In-Reply-To: Your letter of 5 March"], "", ""),
        (["In-Reply-To: Your letter of 5 March <1@x.example>"], "1@x.example", "1@x.example"),
        (["References: 1@x.example"], "1@x.example", "1@x.example"),
    ],
)
def test_a_thread_is_gmails_else_the_first_reference_else_what_is_answered(
    lines: list[str], thread: str, reply_to: str
) -> None:
    facts = facts_of(*lines)
    assert (facts.thread, facts.reply_to) == (thread, reply_to)


def test_headers_behind_the_empty_line_are_not_this_messages() -> None:
    assert facts_of("Content-Type: message/rfc822", "Subject: outer").subject == "outer"


def test_an_overlong_header_is_cut_between_two_words_or_mailboxes() -> None:
    subject = facts_of("Subject: " + "word " * 20_000).subject
    assert subject == ("word " * (MOST // 5)).strip()
    senders = boxes("From: " + ", ".join(f"a{n:04}@example.org" for n in range(1_000)))
    assert senders[-1] == ("from", "", f"a{MOST_OF_A_SENDER // 19 - 1:04}@example.org")


@pytest.mark.parametrize(
    "attack", ['"', "(", "<", "@", ":", ";", "a:", "<a@", "=?", "=?a?q? ", "[", "\\", ",", "(a)", "a@b@"]
)
@pytest.mark.parametrize("name", ["From", "To", "Subject", "Date", "Message-ID", "References", "X-Gmail-Labels"])
def test_a_hostile_header_costs_that_header_alone(name: str, attack: str) -> None:
    facts = read_facts(
        header("Message-ID: <1@example.org>", f"{name}: {attack * (100_000 // len(attack))}", "Cc: ben@example.org")
    )
    assert facts.key == "1@example.org"
    assert facts.parties[-1][1].mailboxes[0].address == "ben@example.org"


def test_a_charset_made_to_take_long_is_not_used() -> None:
    facts = facts_of("Subject: =?punycode?q?a-" + "9zzzb" * 9_000 + "?=", "Date: 5 Mar 2024 08:00:00 +0000")
    assert facts.subject.startswith("a-9zzzb9zzzb")
    assert facts.at == seconds(2024, 3, 5, 8)
