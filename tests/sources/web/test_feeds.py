"""Feeds of every kind tell the same: titles, addresses and days; nothing that they hold does any harm."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from published_things import TODAY, well_formed

from reconnect.errors import NoPage
from reconnect.sources.web import feeds
from reconnect.sources.web.addresses import on_card
from reconnect.sources.web.found import Found

FEED = on_card("https://annbyron.example/feed.xml")
KILN = Found("https://annbyron.example/kiln", "A kiln of one's own", date(2026, 11, 3))
GLAZE = Found("https://annbyron.example/glaze?a=b&c", "Glaze & fire", date(2025, 1, 31))

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Ann</title><link>https://annbyron.example/</link><atom:link rel="self" href="/feed.xml"/>
<item><title>Glaze &amp; fire</title><link>/glaze?a=b&amp;c</link><dc:date>2025-01-31T23:30:00-05:00</dc:date></item>
<item><title><![CDATA[A <em>kiln</em> of one&rsquo;s&#32;own]]></title><guid isPermaLink="false">7</guid>
<atom:link rel="self" href="/7"/><link>https://annbyron.example/kiln</link>
<pubDate>Tue, 03 Nov 2026 01:00:00 +0900</pubDate></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Ann</title><link href="https://annbyron.example/"/>
<entry><title type="html">Glaze &amp;amp; fire</title><link rel="replies" href="/no"/><link href="glaze?a=b&amp;c"/>
<published>2025-01-31</published><updated>2026-11-20T00:00:00Z</updated></entry>
<entry><title>A kiln of one's own</title><link rel="alternate" href="/kiln"/><id>tag:1</id>
<updated>2026-11-03T00:00:00Z</updated><content type="xhtml"><div><title>no</title></div></content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="/"><title>Ann</title></channel>
<item rdf:about="/glaze"><title>Glaze &amp; fire</title><link>/glaze?a=b&amp;c</link><dc:date>2025-01-31</dc:date>
</item>
<item rdf:about="/kiln"><title>A kiln of one's own</title><link>/kiln</link><dc:date>2026-11-03</dc:date></item>
</rdf:RDF>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Ann",
        "items": [
            {"id": "1", "title": "Glaze &amp; fire", "url": "/glaze?a=b&c", "date_published": "2025-01-31T10:00:00Z"},
            {"id": "2", "title": "A kiln of one's own", "external_url": "/kiln", "date_modified": "2026-11-03"},
            {"id": 3, "title": ["no"], "url": None},
            "nonsense",
        ],
    }
)


def read(feed: str | bytes, charset: str = "") -> tuple[Found, ...]:
    return feeds.read(FEED, feed if isinstance(feed, bytes) else feed.encode(), charset, TODAY)


def rss(*items: str) -> str:
    return f"<rss><channel>{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"


@pytest.mark.parametrize("feed", [RSS, ATOM, RDF, JSON], ids=["rss", "atom", "rdf", "json"])
def test_every_kind_of_feed_tells_the_newest_first(feed: str) -> None:
    assert feeds.is_feed(feed.encode(), "")
    told = read(feed)
    assert [thing._replace(title=thing.title.replace("\u2019", "'")) for thing in told] == [KILN, GLAZE]


BRULEE = rss("<title>Brûlée</title><link>/a</link>")
DECLARED = '<?xml version="1.0" encoding="{}"?>'


@pytest.mark.parametrize(
    ("feed", "charset"),
    [
        ((DECLARED.format("iso-8859-1") + BRULEE).encode("latin-1"), ""),
        (BRULEE.encode("windows-1252"), ""),
        (BRULEE.encode("utf-16"), "utf-8"),
        (b"\xef\xbb\xbf" + BRULEE.encode(), "iso-8859-1"),
        ((DECLARED.format("utf-8") + BRULEE).encode("latin-1"), "iso-8859-1"),
        ((DECLARED.format("idna") + BRULEE).encode(), "punycode"),
        (BRULEE.replace("û", "&ucirc;").replace("é", "&#233;").encode(), "utf-8"),
    ],
)
def test_its_encoding_is_found(feed: bytes, charset: str) -> None:
    assert [thing.title for thing in read(feed, charset)] == ["Brûlée"]


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("a & b &nbsp; &copy; c", "a & b © c"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "alert(1)"),
        ("&amp;lt;b&amp;gt;deep&amp;lt;/b&amp;gt;", "deep"),
        ("&lt;scr&lt;b&gt;ipt&gt;x", "x"),
        ("<b>in</b> tags", "in tags"),
        ("\u202eesrever\u2066 \u200ea\ufeffb\x85c\n\td", "esrever a b c d"),
        ("1 &lt; 2 &amp;&amp; 3 > 2", "1 < 2 && 3 > 2"),
        ("\x1b[31m\x00red", "[31mred"),
        ("word " * 100, f"{'word ' * 58}word..."),
    ],
)
def test_a_title_is_one_line_without_markup_and_escapes(title: str, line: str) -> None:
    (thing,) = read(rss(f"<title>{title}</title><link>/a</link><pubDate>2026-01-01</pubDate>"))
    assert (thing.title, len(thing.title) <= 300) == (line, True)


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("Tue, 03 Nov 2026 23:59:00 -1200", date(2026, 11, 3)), ("3 Nov 2026", date(2026, 11, 3)),
        ("2026-11-22T23:00:00Z", TODAY), ("1990-01-01", date(1990, 1, 1)),
        ("2026-11-23", None), ("1989-12-31", None), ("0000-00-00", None), ("2026-02-30", None), ("soon", None),
        ("Mon, 99 Foo 99999999999 10:00:00", None), ("9" * 100_000, None), ("", None), ("1 Jan 100", None),
    ],
)  # fmt: skip
def test_a_day_is_kept_if_it_is_plausible(when: str, day: date | None) -> None:
    (thing,) = read(rss(f"<title>A</title><link>/a</link><pubDate>{when}</pubDate>"))
    assert thing.day == day


def test_what_bears_no_day_is_kept_only_where_nothing_does() -> None:
    undated = [f"<title>Title {n}</title><link>/{n}</link>" for n in range(9)]
    assert [thing.title for thing in read(rss(*undated))] == [f"Title {n}" for n in range(5)]
    dated = [f"<title>Title {n}</title><link>/{n}</link><pubDate>2026-01-{n:02}</pubDate>" for n in range(1, 15)]
    assert [thing.title for thing in read(rss(*undated, *dated))] == [f"Title {n}" for n in range(14, 4, -1)]


def test_what_has_no_title_or_no_address_of_the_web_is_left_out() -> None:
    links = ["", "javascript:alert(1)", "file:///etc/passwd", "http://ann:secret@a.example/", "http://[", "data:,a"]
    items = [f"<title>A</title><link>{link}</link>" for link in links]
    assert read(rss(*items, "<title>...</title><link>/a</link>", "<link>/b</link>", "<title>A</title>")) == ()


def test_a_link_to_another_site_is_used_as_it_is_given() -> None:
    assert read(rss("<title>A</title><link>https://press.example/a</link>"))[0].address == "https://press.example/a"
    permanent = "<title>A</title><guid>https://annbyron.example/a</guid>"
    assert read(rss(permanent))[0].address == "https://annbyron.example/a"


def test_of_a_damaged_feed_what_stands_before_the_damage_is_read() -> None:
    damaged = "\n <?xml version='1.0'?>" + RSS.partition("?>")[2][:450] + "<<<"
    assert [thing.title for thing in read(damaged)] == ["Glaze & fire"]


BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)


@pytest.mark.parametrize(
    "feed",
    [
        BILLION_LAUGHS + rss("<title>&j;</title><link>/a</link>"),
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss("<title>&x;</title><link>/a</link>"),
        '<!DOCTYPE rss SYSTEM "http://annbyron.example/rss.dtd">' + rss("<title>a</title><link>/a</link>"),
        "<" * 100_000, "<?xml version=\"1.0\" encoding=\"" * 5_000, "{" * 100_000, '{"items": ' + "[" * 100_000,
        "\x00" * 1_000, "", "words", '{"items": 1}', "[]", '{"items": [1e999, {"title": 1' + "0" * 5_000 + "}]}",
    ],
)  # fmt: skip
def test_what_would_do_harm_or_is_no_feed_is_one_line(feed: str) -> None:
    with pytest.raises(NoPage) as error:
        read(feed)
    assert str(error.value) == "annbyron.example: its feed cannot be read; look at the page yourself"


@pytest.mark.parametrize("feed", ["<rss>" * 100_000, rss("<title>" + "<b>" * 100_000), "<rss " + "a='b' " * 50_000])
def test_a_feed_of_nonsense_tells_nothing(feed: str) -> None:
    assert read(feed) == ()


def test_white_space_without_end_takes_no_time() -> None:
    assert read(rss(f"<title>A{' ' * 1_000_000}b</title><link>/a</link>"))[0].title == "A"


PIECES = [
    "<rss>", "<feed>", "<item>", "</item>", "<entry>", "</entry>", "<title>", "</title>", "<link>/a</link>",
    "&lt;b&gt;", "<link href='b'/>", "<pubDate>3 Nov 2026</pubDate>", "<![CDATA[", "]]>", "<!--", "-->", "&", "&nbsp;",
    "<", ">", "ä", '{"items":[{"title":"a","url":"/"}', "]}", "\ud800", "\x1b", " ",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=5)), st.binary(max_size=50), st.sampled_from(["", "utf-8", "x"])
)
def test_any_bytes_give_well_formed_things_or_no_page(pieces: list[str], tail: bytes, charset: str) -> None:
    try:
        things = read("".join(pieces).encode("utf-8", "surrogatepass") + tail, charset)
    except NoPage:
        return
    assert well_formed(things)
