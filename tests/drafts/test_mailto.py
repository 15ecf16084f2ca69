"""The page of links holds the letters whole, and nothing in it acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_hostility import ATTACKS, hostile_drafts
from invented_situations import PROFILE, draft

from reconnect.drafts import mailto
from reconnect.drafts.addresses import UnwritableAddress
from reconnect.drafts.headers import header_text
from reconnect.drafts.plain import one_line, plain_text

TAGS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "section", "a", "bdi", "pre"}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "dir", "href", "rel"}


class Page(HTMLParser):
    """The tags, attributes, links and preformatted texts of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags, self.attributes = set[str](), set[str]()
        self.links, self.texts = list[str](), list[str]()
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]
        self._open = tag
        if tag == "pre":
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "pre":
            self.texts[-1] += data


def fields_of(link: str) -> Iterator[tuple[str, str]]:
    parts = urlsplit(link)
    assert parts.scheme == "mailto"
    yield "to", unquote(parts.path)
    yield from ((name, value) for name, (value,) in parse_qs(parts.query, strict_parsing=True).items())


def test_a_link_opens_the_whole_letter() -> None:
    kiln = replace(draft(subject="The kiln & more?", body="Hello Zoë,\n\n1 + 1 = 2\n"), reply_to="a@mail.example")
    assert mailto.link(kiln) == (
        "mailto:katie@harbour.example?subject=The%20kiln%20%26%20more%3F&in-reply-to=%3Ca%40mail.example%3E"
        "&body=Hello%20Zo%C3%AB%2C%0D%0A%0D%0A1%20%2B%201%20%3D%202"
    )


def test_a_foreign_domain_is_written_in_ascii_and_the_rest_is_escaped() -> None:
    assert mailto.link(draft(to="a?b&c%d/e@bücher.example", subject="", body="")) == (
        "mailto:a%3Fb%26c%25d%2Fe@xn--bcher-kva.example"
    )


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(UnwritableAddress):
        mailto.write([draft(to="a@b?bcc=eve@example.org")])


@given(st.text(), st.text(), st.text())
def test_every_text_survives_the_link(name: str, subject: str, body: str) -> None:
    letter = draft(name=name, subject=subject, body=body)
    told = {"to": letter.to, "subject": header_text(subject), "body": plain_text(body).strip("\n")}
    found = {key: value.replace("\r\n", "\n") for key, value in fields_of(mailto.link(letter))}
    assert found == {key: value for key, value in told.items() if value}


def test_nothing_that_strangers_wrote_acts_on_the_page() -> None:
    markup = (
        "<script>owned=1</script>",
        "</pre><img src=x onerror=owned=1>",
        '"><svg onload="owned=1">',
        "javascript:x",
    )
    drafts = [each for number, each in enumerate(hostile_drafts()) if number % 41 == 0]
    drafts += [
        replace(draft(name=text, to=to, subject=text, body=text), profile=text, language=text)
        for text in (*ATTACKS, *markup)
        for to in ("katie@harbour.example", "")
    ]
    page = Page(mailto.write(drafts))
    assert (page.tags - TAGS, page.attributes - ATTRIBUTES) == (set(), set())
    assert {link.partition(":")[0] for link in page.links} == {"mailto", "https"}
    assert page.texts == [plain_text(each.body).strip("\n") for each in drafts]


@pytest.mark.parametrize(
    ("profile", "told"),
    [
        (PROFILE, f'<p>Copy the text into <a href="{PROFILE}" rel="noreferrer">{PROFILE}</a></p>'),
        ("linkedin.com/in/katie", "<p>Copy the text into linkedin.com/in/katie</p>"),
        ("javascript:x", "<p>Copy the text into javascript:x</p>"),
        ("", "<p>No address is known; the text can be copied.</p>"),
    ],
)
def test_without_an_address_the_page_says_where_to_copy_the_text(profile: str, told: str) -> None:
    page = mailto.write([replace(draft(to=""), profile=profile)])
    assert f"{told}\n" in page
    assert "mailto:" not in page
    assert one_line("Hello") in page
