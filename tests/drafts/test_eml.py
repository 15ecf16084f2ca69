"""An .eml file is read back as the one letter that was written, whatever the names and subjects hold."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_situations import ADDRESS, PROFILE, draft

from reconnect.drafts import eml
from reconnect.drafts.addresses import UnwritableAddress
from reconnect.drafts.headers import header_text
from reconnect.drafts.plain import plain_text

ME = "jonas@bergen.example"
HEADERS = [
    "X-Unsent",
    "Message-ID",
    "From",
    "To",
    "Subject",
    "Content-Type",
    "Content-Transfer-Encoding",
    "MIME-Version",
]
BODY = "Hello Zoë,\n\nA line that begins with From:\nFrom here on it is long" + " and long" * 40 + ".\n\n.\n\nJonas"
attacks = st.sampled_from(
    ["\r\nBcc: eve@example.org", "\x0bBcc:", "\u2028", "\x85", "=?utf-8?q?x?=", '"', "\\", "<a@b>", ",", "\ud800"]
)
anything = st.lists(st.one_of(st.text(max_size=40), attacks), max_size=4).map("".join)


def text_of(message: EmailMessage) -> str:
    return str(message.get_content()).replace("\r\n", "\n")


def without_spaces(text: str) -> str:
    return "".join(text.split())


def read(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def test_a_mail_program_finds_an_unsent_letter() -> None:
    data = eml.write(draft(name="Zoë O'Neil", subject="The kiln, après tout", body=BODY), ME, "Jonas Ås", 9)
    message = read(data)
    assert sorted(message.keys()) == sorted(HEADERS)
    assert {name: str(message[name]) for name in HEADERS[:5]} == {
        "X-Unsent": "1",
        "Message-ID": eml.message_id(draft(), 9),
        "From": "Jonas Ås <jonas@bergen.example>",
        "To": "Zoë O'Neil <katie@harbour.example>",
        "Subject": "The kiln, après tout",
    }
    assert text_of(message) == f"{BODY}\n"
    assert re.search(rb"(?<!\r)\n", data) is None


@given(name=anything, sender=anything, subject=anything, body=anything)
def test_no_text_adds_a_header_or_a_recipient(name: str, sender: str, subject: str, body: str) -> None:
    data = eml.write(draft(name=name, subject=subject, body=body), ME, sender, 9)
    message = read(data)
    assert sorted(message.keys()) == sorted(HEADERS)
    (to,) = message["To"].addresses
    # the standard library reads a space between two encoded words of a name that is none (RFC 2047, section 6.2)
    assert (to.addr_spec, without_spaces(to.display_name)) == (ADDRESS, without_spaces(header_text(name)))
    assert without_spaces(str(message["Subject"])) == without_spaces(header_text(subject))
    assert text_of(message) == plain_text(body).strip("\n") + "\n"
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))


@pytest.mark.parametrize(("to", "sender", "absent"), [("", ME, "To"), (ADDRESS, "", "From")])
def test_an_unknown_address_leaves_its_header_out(to: str, sender: str, absent: str) -> None:
    message = read(eml.write(draft(to=to), sender, "Jonas", 9))
    assert set(HEADERS) - set(message.keys()) == {absent}


def test_a_foreign_domain_is_written_in_ascii() -> None:
    message = read(eml.write(draft(to="katie@bücher.example"), ME, "Jonas", 9))
    assert message["To"].addresses[0].addr_spec == "katie@xn--bcher-kva.example"


def test_an_address_that_is_none_is_refused_with_a_sentence() -> None:
    with pytest.raises(UnwritableAddress, match=r"zoë@example\.org: .*; use another address"):
        eml.write(draft(to="zoë@example.org"), ME, "Jonas", 9)


def test_the_message_id_is_that_of_the_draft_whatever_becomes_of_it_and_of_its_person() -> None:
    kept = replace(draft(), created_at="2026-11-22T09:00:00Z")
    assert re.fullmatch(r"<draft-9-[0-9a-f]{16}@reconnect\.invalid>", eml.message_id(kept, 9))
    changed = replace(kept, person=4, name="Katherine", template="mine", to="", subject="changed", body="changed")
    assert eml.message_id(changed, 9) == eml.message_id(kept, 9)
    of_another_archive = replace(kept, created_at="2026-11-22T09:00:01Z")
    assert len({eml.message_id(kept, 9), eml.message_id(kept, 10), eml.message_id(of_another_archive, 9)}) == 3


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Katie O'Neil", "9-katie-o-neil.eml"),
        ("Олена Гриценко", "9-olena-gritsenko.eml"),
        ("Müller/../../etc", "9-muller-etc.eml"),
        ("CON", "9-con.eml"),
        ("a\u202egpj.exe", "9-a-gpj-exe.eml"),
        ("", "9.eml"),
        ("x" * 300, f"9-{'x' * 40}.eml"),
    ],
)
def test_a_file_name_suits_every_file_system(name: str, file: str) -> None:
    assert eml.file_name(draft(name=name), 9) == file


@pytest.mark.parametrize(
    ("reply_to", "told"), [("a@mail.example", "<a@mail.example>"), ("a@b>\r\nBcc: eve@example.org", None), ("", None)]
)
def test_a_letter_names_the_message_that_it_answers_if_that_has_a_name(reply_to: str, told: str | None) -> None:
    message = read(eml.write(replace(draft(), reply_to=reply_to), ME, "Jonas", 9))
    assert (message["In-Reply-To"], message["References"], message["Bcc"]) == (told, told, None)


def test_the_profile_stands_in_the_head_only_where_there_is_no_address() -> None:
    assert read(eml.write(draft(), ME, "Jonas", 9))["X-Reconnect-Profile"] is None
    assert read(eml.write(draft(to=""), ME, "Jonas", 9))["X-Reconnect-Profile"] == PROFILE


@given(body=st.lists(st.sampled_from(["From ", "From", ">From ", "x", " ", "=", "é", "\n"]), max_size=60).map("".join))
def test_no_line_begins_as_a_letter_in_an_mbox_does_and_none_is_too_long(body: str) -> None:
    data = eml.write(draft(body=body), ME, "Jonas", 9)
    assert all(len(line) <= 76 and not line.startswith(b"From ") for line in data.split(b"\r\n"))
    assert text_of(read(data)) == plain_text(body).strip("\n") + "\n"
