"""What is written into a header is what is read from it, by an old reader and a new one, and nothing else is."""

from __future__ import annotations

import re
from email import message_from_string
from email.header import decode_header, make_header
from email.policy import default
from email.utils import getaddresses

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reconnect.drafts import headers
from reconnect.drafts.addresses import UnwritableAddress

ADDRESS = "katie@harbour.example"
COMMA = "Smith, John eve@example.org, " + "of the Harbours " * 9


def decoded(text: str) -> str:
    return str(make_header(decode_header(text.replace("\r\n", ""))))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Katie\r\nBcc: eve@example.org", "Katie Bcc: eve@example.org"),
        ("Katie\x0b\x85\u2028\u202eO'Neil", "Katie O'Neil"),
        ("=?utf-8?q?=0D=0ABcc:?=", "= ?utf-8?q?=0D=0ABcc:?="),
        ("x" * 10_000, "x" * 200),
        ("x" * 199 + " y", "x" * 199),
    ],
)
def test_a_header_holds_one_plain_line(text: str, written: str) -> None:
    assert headers.header_text(text) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("", ADDRESS),
        ("Katie O'Neil", f"Katie O'Neil <{ADDRESS}>"),
        ('Smith, "Katie" \\ (K.)', f'"Smith, \\"Katie\\" \\\\ (K.)" <{ADDRESS}>'),
        ("Zoë", f"=?utf-8?B?Wm/Dqw==?=\r\n <{ADDRESS}>"),
        ("x" * 61, f"=?utf-8?B?{'eHh4' * 13}?=\r\n =?utf-8?B?{'eHh4' * 7}eA==?=\r\n <{ADDRESS}>"),
    ],
)
def test_a_mailbox_is_written_as_plain_as_it_can_be(name: str, written: str) -> None:
    assert headers.mailbox(name, ADDRESS) == written


@given(st.text(max_size=250))
@example(COMMA)
@example("a" * 39 + "ß" * 39)
def test_every_name_and_subject_is_read_as_it_was_written(text: str) -> None:
    plain = headers.header_text(text)
    (to,) = getaddresses([headers.mailbox(text, ADDRESS).replace("\r\n", "")])
    assert (decoded(to[0]), to[1]) == (plain, ADDRESS)
    assert decoded(headers.subject(text)) == plain
    head = f"To: {headers.mailbox(text, ADDRESS)}\r\nSubject: {headers.subject(text)}\r\n\r\n"
    message = message_from_string(head, policy=default)
    assert [address.addr_spec for address in message["To"].addresses] == [ADDRESS]
    assert (message.keys(), message["Subject"]) == (["To", "Subject"], plain)
    assert all(len(line) <= 76 for line in head.split("\r\n") if "=?" in line)


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(UnwritableAddress):
        headers.mailbox("Katie", "katie@harbour.example\r\nBcc: eve@example.org")


@pytest.mark.parametrize("id", ["a.b+c=1@mail.example", "1$2@[127.0.0.1]", "CA+x_y@x"])
def test_a_message_id_stands_in_brackets_however_it_is_kept(id: str) -> None:
    assert headers.message_id(id) == headers.message_id(f"<{id}>") == f"<{id}>"


@pytest.mark.parametrize(
    "text",
    ["", "without-id-0123456789abcdef", "a@b@c", "a b@c", "a@b c", "<a@b", "a@b>x", "a@b>\r\nBcc: x@y", "<a@b> <c@d>",
     "a@", "@b", "a..b@c", "ä@b", '"a"@b', "a@[b]c]", "a@b\n", "x" * 900 + "@b"],
)  # fmt: skip
def test_what_is_no_message_id_is_left_out(text: str) -> None:
    assert headers.message_id(text) == ""


@given(st.text())
def test_no_text_breaks_out_of_a_message_id_or_a_web_address(text: str) -> None:
    assert re.fullmatch(r"(<[!-~]+@[!-~]+>)?", headers.message_id(text))
    assert re.fullmatch(r"[!#-;=?-\[\]_a-~]*", headers.url(text))


def test_a_web_address_is_one_word() -> None:
    assert headers.url("https://x.example/ü b?c=%20\r\nBcc: x") == "https://x.example/%C3%BC%20b?c=%20%20Bcc:%20x"
    assert headers.url("https://x.example/" + "x" * 1_000) == ""
