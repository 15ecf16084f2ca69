"""A page tells where its feed is, and what it lists itself, in any of the ways in which pages do."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from published_things import CHARSETS, TODAY, well_formed

from reconnect.sources.web.addresses import on_card
from reconnect.sources.web.found import Found
from reconnect.sources.web.reading import Read
from reconnect.sources.web.reading import read as read_page

PAGE = on_card("https://annbyron.example/blog/")
KILN = Found("https://annbyron.example/blog/kiln", "A kiln", date(2026, 11, 3))
GLAZE = Found("https://annbyron.example/glaze", "Glaze & fire", date(2025, 1, 31))


def read(markup: str) -> Read:
    return read_page(PAGE, markup.encode("utf-8", "surrogatepass"), "", TODAY)


def feeds_of(markup: str) -> list[str]:
    return [feed.text for feed in read(markup).feeds]


@pytest.mark.parametrize(
    ("markup", "feeds"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/feed.xml">', ["https://annbyron.example/feed.xml"]),
        ("<LINK REL='Home ALTERNATE' TYPE=application/atom+xml HREF=atom>", ["https://annbyron.example/blog/atom"]),
        ('<link rel="alternate" type="application/feed+json" href="//b.example/f?a&amp;b" />', ["https://b.example/f?a&b"]),
        ('<a href="/about">a</a><a class=x href="/index.xml">RSS</a>', ["https://annbyron.example/index.xml"]),
        ("<a href='feed/'>", ["https://annbyron.example/blog/feed/"]),
        ("<base href='https://annbyron.example/en/'><a href='rss.xml?x'>", ["https://annbyron.example/en/rss.xml?x"]),
        ("<base href='javascript:x'><a href='/feed'>", ["https://annbyron.example/feed"]),
        ('<link rel=alternate hreflang=de href="/de"><link rel=alternate type="text/html" href="/m">', []),
        ('<link rel=stylesheet type="application/rss+xml" href="/a"><a href="/feedback">', []),
        ("<!-- <link rel=alternate type='application/rss+xml' href='/old'> -->", []),
        ("<script>'<a href=\"/feed\">'</script><style><a href='/feed'></style>", []),
        ('<link rel=alternate type="application/rss+xml" href="javascript:x">', []),
        ('<link rel=alternate type="application/rss+xml" href="https://www.facebook.com/feed">', []),
        ('<link rel=alternate type="application/rss+xml">', []),
    ],
)  # fmt: skip
def test_a_page_tells_where_its_feed_is(markup: str, feeds: list[str]) -> None:
    assert feeds_of(markup) == feeds


def test_the_feed_of_the_page_comes_before_that_of_comments_and_before_any_link() -> None:
    said = [("/comments/feed", "Comments"), ("/feed", "Ann"), ("/all", "Ann: comments on everything"), ("/notes", "")]
    links = "".join(
        f'<link rel=alternate type="application/rss+xml" href="{link}" title="{title}">' for link, title in said
    )
    order = [
        feed.removeprefix("https://annbyron.example") for feed in feeds_of(f"<a href='/rss'>{links}<a href='/notes'>")
    ]
    assert order == ["/feed", "/notes", "/comments/feed", "/all", "/rss"]


POSTING = {
    "@type": ["BlogPosting", "x"],
    "headline": "A <b>kiln</b>",
    "url": "kiln",
    "datePublished": "2026-11-03T01:00",
}
ARTICLE = {
    "@type": "Article",
    "name": "Glaze &amp; fire",
    "mainEntityOfPage": {"@id": "/glaze"},
    "datePublished": ["2025-01-31"],
}
DATA = [
    {"@type": "Organization", "name": "no", "url": "/no", "datePublished": "2026-01-01"},
    {"@graph": [POSTING]},
    {"@type": "Blog", "blogPost": ARTICLE},
]
LISTED = {
    "data": f"<script type='application/ld+json; charset=utf-8'>{json.dumps(DATA)}</script>"
    "<script type=application/ld+json>[</script>",
    "h-entry": """<div class="h-feed"><div class="post h-entry">
        <div class="p-author h-card"><a class="u-url p-name" href="/">Ann</a></div>
        <a class="p-name u-url" href="/glaze">Glaze &amp; fire</a>
        <span class="dt-published" title="2025-01-31">last year</span></div>
        <li class="hentry"><h2 class="entry-title"><a href="kiln">A kiln</a></h2>
        <abbr class="published" title="2026-11-03">3.11.</abbr></li></div>""",
    "article": """<article><header><h2><a href="/glaze">Glaze<br> &amp; <em>fire</em></a></h2>
        <time datetime="2025-01-31T10:00">31/1</time></header><p>words <a href="/other">other</a></p></article>
        <article><a href="kiln"><h3>A kiln</h3></a><time>2026-11-03</time></article>""",
}


@pytest.mark.parametrize("way", LISTED)
def test_a_page_tells_what_it_lists(way: str) -> None:
    assert read(f"<html><body><div>{LISTED[way]}<p>and more").things == (KILN, GLAZE)


def test_a_page_that_is_one_article_tells_itself() -> None:
    properties = {"og:title": "A kiln", "article:published_time": "2026-11-03T10:00:00Z"}
    metas = "".join(f'<meta property="{name}" content="{value}">' for name, value in properties.items())
    assert read(metas).things == (Found(PAGE.text, "A kiln", date(2026, 11, 3)),)
    assert read(f"{metas}<meta property='og:url' content='kiln'>").things == (KILN,)
    assert read(metas.replace("article:", "video:")).things == ()


def test_a_thing_that_is_told_in_two_ways_is_one_and_the_day_counts() -> None:
    undated = "<article><h2><a href='kiln'>The kiln</a></h2></article>"
    assert read(undated + LISTED["article"]).things == (KILN, GLAZE)


def test_what_bears_no_day_is_kept_only_where_nothing_does() -> None:
    undated = "".join(f"<article><h2><a href='/{n}'>Title {n}</a></h2></article>" for n in range(9))
    assert [thing.title for thing in read(undated).things] == [f"Title {n}" for n in range(5)]
    assert read(undated + LISTED["article"]).things == (KILN, GLAZE)


def test_what_lies_on_another_site_or_behind_no_web_address_is_not_theirs() -> None:
    links = [
        "https://press.example/a",
        "javascript:alert(1)",
        "mailto:ann@annbyron.example",
        "https://linkedin.com/in/ann",
        "",
    ]
    articles = [f"<article><h2><a href='{link}'>A</a></h2><time datetime='2026-01-01'></article>" for link in links]
    assert read("".join(articles)) == Read((), ())
    below = "<article><h2><a href='https://www.annbyron.example/a'>A</a></h2></article>"
    assert [thing.address for thing in read(below).things] == ["https://www.annbyron.example/a"]


def test_one_unended_tag_or_comment_hides_no_more_than_a_browser_would() -> None:
    assert read("<p title='<div'>" + LISTED["article"]).things == (KILN, GLAZE)
    assert read("<a <b <c" + LISTED["article"]).things == (KILN, GLAZE)
    assert read(LISTED["article"] + "<!-- " + LISTED["h-entry"]).things == (KILN, GLAZE)


@pytest.mark.parametrize(
    "unit",
    [
        "<", "</", "<!--", "<!", "<?", "<a ", '<a b="', "<a<", "</a ", "&", "<div>", "<article>", "<p class=h-entry>",
        "<![CDATA[", "<script>", "<script type=ld+json>[", "<b>", "<a/", "\x00",
    ],
)  # fmt: skip
def test_a_page_of_nonsense_tells_nothing(unit: str) -> None:
    assert read(unit * (300_000 // len(unit))) == Read((), ())


def test_of_ten_thousand_links_few_are_told() -> None:
    many = "".join(f"<article><h2><a href='/{n}/feed'>Title {n}</a></h2></article>" for n in range(10_000))
    told = read(many)
    assert (len(told.feeds), len(told.things)) == (5, 5)


def test_data_as_deep_as_a_well_tell_nothing() -> None:
    assert read("<script type=application/ld+json>" + "[" * 100_000) == Read((), ())
    deep = '{"a":' * 900 + '{"@type":"Article","name":"A kiln","url":"kiln","datePublished":"2026-11-03"}' + "}" * 900
    assert read(f"<script type=application/ld+json>{deep}</script>").things == (KILN,)


PIECES = [
    "<article>", "</article>", "<h2>", "</h2>", "<a href=/a>", "</a>", "<time datetime=2026-01-01>", "<p class=p-name>",
    "<div class='h-entry'>", "<link rel=alternate type=application/rss+xml href=/f>", "<base href=http://b.example>",
    "<base href='//['>", "<script type=application/ld+json>", '{"@type":"Article","name":"a","url":"/"}', "</script>",
    "<meta property=og:title content=a>", "<!--", "-->", "<", ">", "'", '"', "&lt;b&gt;", "&#0;", "\ud800", "\x1b",
    "\u202e", "ä", " ",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5)), st.binary(max_size=50), st.sampled_from(CHARSETS))
def test_any_bytes_give_well_formed_things(pieces: list[str], tail: bytes, charset: str) -> None:
    body = "".join(pieces).encode("utf-8", "surrogatepass") + tail
    told = read_page(PAGE, body, charset, TODAY)
    assert well_formed(told.things)
    assert all(feed.scheme in ("http", "https") for feed in told.feeds)
