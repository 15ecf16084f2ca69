"""What a site asks of programs is read as RFC 9309 says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.sources.web.addresses import on_card
from reconnect.sources.web.fetching import Page
from reconnect.sources.web.robots import NOT_NOW, Robots, read, robots_of


def said(status: int, body: bytes = b"") -> Page:
    return Page(on_card("annbyron.example/robots.txt"), status, "text/plain", "", body)


@pytest.mark.parametrize(
    ("text", "allowed", "forbidden"),
    [
        ("", ["/", "/a"], []),
        ("User-agent: *\nDisallow:", ["/", "/a"], []),
        ("User-agent: *\nDisallow: /", [], ["/", "/a?b"]),
        ("\ufeffUSER-AGENT : *  # all\r\ndisallow : /b # not here\r\n", ["/", "/a/b"], ["/b/a", "/bc"]),
        ("User-agent: *\nAllow: /\nDisallow: /private", ["/a"], ["/private"]),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", ["/a/b/c", "/b"], ["/a/c"]),
        ("User-agent: *\nDisallow: /a\nAllow: /a", ["/a"], []),
        ("User-agent: *\nDisallow: /*.pdf$", ["/a.pdf?b", "/a"], ["/a/b.pdf"]),
        ("User-agent: *\nDisallow: /a*b*c", ["/ac", "/cba"], ["/a-b-c-d"]),
        ("User-agent: *\nDisallow: /a$", ["/ab"], ["/a"]),
        ("User-agent: *\nDisallow: *?*", ["/a"], ["/a?b"]),
        ("User-agent: *\nDisallow: /*a$", ["/ab"], ["/aa", "/ba"]),
        ("User-agent: *\nDisallow: /a%20b", ["/ab"], ["/a%20b", "/a b"]),
        ("User-agent: *\nDisallow: /\nUser-agent: reconnect\nDisallow: /private", ["/a"], ["/private"]),
        ("User-agent: Reconnect/1.0\nDisallow: /\nUser-agent: *\nAllow: /", [], ["/a"]),
        ("User-agent: other\nUser-agent: reconnect\nDisallow: /\n", [], ["/a"]),
        ("User-agent: other\nDisallow: /\n", ["/a"], []),
        (
            "User-agent: reconnect\nDisallow: /a\nUser-agent: x\nDisallow: /c\nUser-agent: reconnect\nDisallow: /b",
            ["/c"],
            ["/a", "/b"],
        ),
        ("Disallow: /\n<html>nonsense\n:::\nUser-agent", ["/a"], []),
    ],
)  # fmt: skip
def test_the_longest_rule_that_fits_counts(text: str, allowed: list[str], forbidden: list[str]) -> None:
    robots = read(text.encode())
    assert ([path for path in allowed if not robots.allows(path)], list(filter(robots.allows, forbidden))) == ([], [])


@pytest.mark.parametrize(
    ("lines", "delay"),
    [("", 1), ("Crawl-delay: 0.1", 1), ("Crawl-delay: 4.5", 4.5), ("Crawl-delay: 99", 30), ("Crawl-delay: ?", 1),
     ("Crawl-delay: nan", 1), ("Crawl-delay: -inf", 1), ("Crawl-delay: inf", 30),
     ("Crawl-delay: 2\nCrawl-delay: 3", 3)],
)  # fmt: skip
def test_a_delay_is_from_one_second_to_thirty(lines: str, delay: float) -> None:
    assert read(f"User-agent: *\n{lines}".encode()).delay == delay


def test_without_the_file_all_is_allowed_and_nothing_where_the_server_fails() -> None:
    forbidding = b"User-agent: *\nDisallow: /"
    assert [robots_of(said(status, forbidding)) for status in (404, 403, 401, 410)] == [Robots()] * 4
    assert [robots_of(said(status)) for status in (500, 503)] == [NOT_NOW] * 2
    assert not NOT_NOW.allows("/a")
    assert not robots_of(said(200, forbidding)).allows("/a")


def test_a_pattern_of_many_stars_takes_no_time() -> None:
    robots = read(b"User-agent: *\nDisallow: /" + b"*a" * 900 + b"*b\n")
    assert robots.allows("/" + "a" * 1_500)


def test_what_lies_behind_half_a_megabyte_is_not_read() -> None:
    far = b"#" * 80 + b"\n"
    robots = robots_of(said(200, b"User-agent: *\n" + far * 8_000 + b"Disallow: /"))
    assert robots == Robots()


@given(st.binary(max_size=100), st.text(max_size=30))
def test_any_bytes_are_read(body: bytes, path: str) -> None:
    robots = read(b"User-agent: *\n" + body)
    assert robots.allows(path) in (True, False)
    assert 1 <= robots.delay <= 30


@given(st.lists(st.sampled_from(["a", "b", "/", "ab", "*", "$"]), max_size=8), st.text("ab/$", max_size=10))
def test_a_pattern_fits_as_a_regular_expression_would(pieces: list[str], path: str) -> None:
    import re

    rule = "/" + "".join(pieces)
    anchored = rule.endswith("$")
    parts = rule.removesuffix("$").split("*") if anchored else rule.split("*")
    pattern = re.compile(".*".join(map(re.escape, parts)) + (r"\Z" if anchored else ""), re.DOTALL)
    forbids = not read(f"User-agent: *\nDisallow: {rule}".encode()).allows("/" + path)
    assert forbids == (pattern.match("/" + path) is not None)
