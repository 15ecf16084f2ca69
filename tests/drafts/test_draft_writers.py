"""Drafts as Markdown and as a table show the same letters, and nothing in them acts."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_situations import ADDRESS, PROFILE, draft

from reconnect.drafts import csv_file, markdown
from reconnect.drafts.plain import one_line, plain_text


def test_markdown_shows_a_draft_with_what_it_stands_on() -> None:
    assert markdown.write([draft(body="Hello Katie,\n\nWe wrote. How are you?\n\nWarmly,\nJonas")]) == (
        "# Drafts\n\n"
        "Nothing of this has been sent. Every letter is meant to be read and changed.\n\n"
        "## Katie O'Neil\n\n"
        "To: `katie@harbour.example`  \n"
        "Profile: <https://www.linkedin.com/in/katie-oneil>  \n"
        "Subject: The kiln  \n"
        "Wording: lapsed/1, en\n\n"
        "> Hello Katie,\n>\n> We wrote. How are you?\n>\n> Warmly,  \n> Jonas\n\n"
        "What each sentence stands on:\n\n"
        "1. We wrote.  \n   wrote: mail, 2016-06-02 to 2021-10-12 (mail.mbox, record 812)\n"
        "2. How are you?  \n   wish\n"
    )


def test_a_message_without_address_subject_and_evidence_has_no_empty_lines_for_them() -> None:
    bare = replace(draft(name="", to="", subject="", body="Hi"), profile="", evidence=())
    assert markdown.write([bare]).split("\n\n", 2)[2] == "## Somebody without a name\n\nWording: lapsed/1, en\n\n> Hi\n"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("# a heading", "> \\# a heading"),
        ("- a list", "> \\- a list"),
        ("1. a list", "> 1\\. a list"),
        ("===", "> \\==="),
        ("[a](javascript:x)", "> \\[a\\]\\(javascript:x\\)"),
        ("https://example.org", "> https\\://example.org"),
        ("<b>`x`</b>", "> \\<b\\>\\`x\\`\\</b\\>"),
        ("a\r\n\r\n\r\n# b", "> a\n>\n> \\# b"),
        ("a\u2028# b", "> a \\# b"),
    ],
)
def test_markdown_in_a_body_stays_text(body: str, text: str) -> None:
    assert f"\n\n{text}\n\n" in markdown.write([draft(body=body)])


@pytest.mark.parametrize(
    ("profile", "shown"),
    [
        (PROFILE, f"<{PROFILE}>"),
        ("javascript:alert(1)", "`javascript:alert(1)`"),
        ("https://a.example/> <script>", "`https://a.example/> <script>`"),
        ("https://a.example/`x", "https\\://a.example/\\`x"),
    ],
)
def test_only_a_plain_https_address_becomes_a_link(profile: str, shown: str) -> None:
    assert f"Profile: {shown}  \n" in markdown.write([replace(draft(), profile=profile)])


def test_the_table_has_a_row_a_draft() -> None:
    table = csv_file.write([draft(body="Hello,\n\nJonas"), draft(name="=1+1", to="", subject="+1")])
    assert list(csv.reader(io.StringIO(table, newline=""))) == [
        ["person", "name", "to", "profile", "subject", "body"],
        ["17", "Katie O'Neil", ADDRESS, PROFILE, "The kiln", "Hello,\n\nJonas"],
        ["17", "'=1+1", "", PROFILE, "'+1", "Hello"],
    ]


@given(st.text(), st.text(), st.text())
def test_every_text_survives_the_table(name: str, subject: str, body: str) -> None:
    rows = list(csv.reader(io.StringIO(csv_file.write([draft(name=name, subject=subject, body=body)]), newline="")))
    cells = [one_line(name), ADDRESS, PROFILE, one_line(subject), plain_text(body)]
    assert [cell[1:] if cell != text else cell for cell, text in zip(rows[1][1:], cells, strict=True)] == cells
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in rows[1])
