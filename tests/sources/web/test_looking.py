"""A page of a card is looked at as a good guest would, and a bad host gets nowhere: local servers play both."""

from __future__ import annotations

import gzip
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from ipaddress import ip_address
from itertools import count
from pathlib import Path

import pytest
import trustme
from served_pages import Said, Server, answer, lead, serving, to

from reconnect.sources.dialling import MayTalkTo
from reconnect.sources.public_addresses import is_public
from reconnect.sources.web.fetching import Manners
from reconnect.sources.web.found import Found
from reconnect.sources.web.looking import Looked, Visitor

TODAY = date(2026, 11, 22)
KILN = date(2026, 11, 3)
ITEM = "<item><title>A kiln</title><link>/kiln</link><pubDate>3 Nov 2026 10:00 GMT</pubDate></item>"
FEED = answer(f"<rss><channel>{ITEM}</channel></rss>", "application/rss+xml")
ARTICLES = "<article><h2><a href='/glaze'>Glaze</a></h2><time datetime='2025-01-31'></article>"
WITH_FEED = f"<html><link rel=alternate type='application/rss+xml' href='/feed.xml'>{ARTICLES}</html>"
PAGE = "http://annbyron.example/"
NO_PAGE = "this is no address of a web page; look at the page yourself"
PASSWORD = "the address carries a password or a name to log in with, so it is not asked for"
NOT_NOW = "it cannot say now what programs may look at; try again later"
NAME = "annbyron.example"


class Stage:
    """Servers by name, a clock that moves by sleeping, and a visitor who may talk to 127.0.0.1 alone."""

    def __init__(self, patch: pytest.MonkeyPatch, servers: ExitStack) -> None:
        self._patch, self._servers = patch, servers
        self.names: dict[str, Server | str] = {}
        self.slept: list[float] = []

    def play(self, name: str, answers: Mapping[str, Said], tls: ssl.SSLContext | None = None) -> Server:
        """Start a server that a name leads to."""
        server = self._servers.enter_context(serving(answers, tls))
        self.names[name] = server
        lead(self._patch, self.names)
        return server

    def visitor(
        self, seconds: float = 20.0, may: MayTalkTo = lambda address: address == ip_address("127.0.0.1")
    ) -> Visitor:
        return Visitor(TODAY, Manners(may, seconds=seconds), clock=lambda: sum(self.slept), sleep=self.slept.append)

    def look(self, page: str = PAGE, seconds: float = 20.0) -> Looked:
        return self.visitor(seconds).look(page)


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    lead(monkeypatch, {})
    with ExitStack() as servers:
        yield Stage(monkeypatch, servers)


def things(*titles: str) -> tuple[Found, ...]:
    known = {"A kiln": ("kiln", KILN), "Glaze": ("glaze", date(2025, 1, 31))}
    return tuple(Found(f"{PAGE}{known[title][0]}", title, known[title][1]) for title in titles)


class TestAGoodPage:
    def test_robots_then_the_page_then_its_feed_are_asked_a_second_apart(self, stage: Stage) -> None:
        server = stage.play(NAME, {"/": answer(WITH_FEED), "/feed.xml": FEED})
        assert stage.look() == Looked(PAGE, things("A kiln"))
        assert server.asked == ["/robots.txt", "/", "/feed.xml"]
        assert stage.slept == [1, 1]

    def test_nothing_personal_goes_along(self, stage: Stage) -> None:
        server = stage.play(NAME, {"/": answer(WITH_FEED, "text/html", "200 OK", "Set-Cookie: a=b"), "/feed.xml": FEED})
        stage.look()
        for head in server.heads:
            names = {line.partition(":")[0] for line in head.splitlines()[1:] if line}
            assert names == {"Host", "User-Agent", "Accept-Encoding", "Accept", "Connection"}
            assert "User-Agent: reconnect/" in head

    def test_a_page_that_is_a_feed_is_read_as_one_whatever_it_is_called(self, stage: Stage) -> None:
        feed = FEED.replace(b"application/rss+xml", b"text/html; charset=x")
        stage.play(NAME, {"/": feed})
        assert stage.look() == Looked(PAGE, things("A kiln"))

    @pytest.mark.parametrize(
        "feed", [answer("", status="404 Not Found"), answer("no feed"), answer("a", "image/png"), to("file:///etc")]
    )
    def test_what_it_lists_itself_is_told_where_its_feed_fails(self, stage: Stage, feed: bytes) -> None:
        stage.play(NAME, {"/": answer(WITH_FEED), "/feed.xml": feed})
        assert stage.look() == Looked(PAGE, things("Glaze"))

    def test_its_feed_may_lie_on_another_site_that_is_asked_as_well(self, stage: Stage) -> None:
        stage.play(NAME, {"/": answer(WITH_FEED.replace("/feed.xml", "http://feeds.example/ann"))})
        there = f"<item><title>A kiln</title><link>{PAGE}kiln</link><pubDate>2026-11-03</pubDate></item>"
        feeds = stage.play("feeds.example", {"/ann": answer(f"<rss><channel>{there}</channel></rss>", "text/xml")})
        assert stage.look() == Looked(PAGE, things("A kiln"))
        assert feeds.asked == ["/robots.txt", "/ann"]
        feeds.answers["/robots.txt"] = answer("User-agent: *\nDisallow: /", "text/plain")
        assert stage.look() == Looked(PAGE, things("Glaze"))

    def test_a_redirect_is_followed_and_each_site_on_the_way_is_asked_for_leave(self, stage: Stage) -> None:
        old = stage.play("old.example", {"/": to("http://annbyron.example/blog", "301 Moved Permanently")})
        new = stage.play(NAME, {"/blog": answer(ARTICLES)})
        assert stage.look("http://old.example/") == Looked("http://old.example/", things("Glaze"))
        assert (old.asked, new.asked) == (["/robots.txt", "/"], ["/robots.txt", "/blog"])

    def test_two_pages_of_one_host_share_its_robots_and_its_delay(self, stage: Stage) -> None:
        slow = answer("User-agent: *\nCrawl-delay: 7", "text/plain")
        server = stage.play(NAME, {"/robots.txt": slow, "/": answer(ARTICLES), "/b": answer(ARTICLES)})
        visitor = stage.visitor()
        assert [visitor.look(f"http://annbyron.example/{path}").why for path in ("", "b")] == ["", ""]
        assert server.asked == ["/robots.txt", "/", "/b"]
        assert stage.slept == [7, 7]

    def test_a_page_with_nothing_to_tell_is_said(self, stage: Stage) -> None:
        stage.play(NAME, {"/": answer("<p>words")})
        assert stage.look() == Looked(PAGE, (), "nothing with a title was found")

    def test_of_a_page_of_ten_megabytes_the_first_two_are_read(self, stage: Stage) -> None:
        stage.play(NAME, {"/": answer(ARTICLES + "<p>words " * 1_200_000)})
        assert stage.look() == Looked(PAGE, things("Glaze"))


class TestWhatASiteAsks:
    @pytest.mark.parametrize(
        ("said", "why"),
        [
            (answer("User-agent: *\nDisallow: /", "text/plain"), "its robots.txt asks programs to stay away"),
            (answer("User-agent: reconnect\nDisallow: /", "text/plain"), "its robots.txt asks programs to stay away"),
            (
                answer("", status="500 Internal Server Error"),
                NOT_NOW,
            ),
            (
                answer("", status="503 Service Unavailable"),
                NOT_NOW,
            ),
            (b"garbage\r\n\r\n", "its answer is no HTTP, or broke off; try again later"),
            (to("/robots.txt"), "it sends us on more than 5 times; look at it yourself"),
        ],
    )
    def test_whoever_is_not_welcome_stays_away(self, stage: Stage, said: bytes, why: str) -> None:
        server = stage.play(NAME, {"/robots.txt": said, "/": answer(ARTICLES)})
        assert stage.look() == Looked(PAGE, (), why)
        assert "/" not in server.asked

    @pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "410 Gone"])
    def test_without_rules_a_page_may_be_looked_at(self, stage: Stage, status: str) -> None:
        stage.play(NAME, {"/robots.txt": answer("User-agent: *\nDisallow: /", status=status), "/": answer(ARTICLES)})
        assert stage.look().things == things("Glaze")

    def test_rules_may_lie_behind_a_redirect(self, stage: Stage) -> None:
        stage.play(NAME, {"/robots.txt": to("http://rules.example/ours"), "/": answer(ARTICLES)})
        stage.play("rules.example", {"/ours": answer("User-agent: *\nDisallow: /", "text/plain")})
        assert stage.look().why == "its robots.txt asks programs to stay away"


def dripping(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        sock.sendall(b"<p>")
        time.sleep(0.02)


def endless(sock: socket.socket) -> None:
    sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + ARTICLES.encode())
    while True:
        sock.sendall(b"<p>words" * 8_000)


class TestABadHost:
    @pytest.mark.parametrize(
        ("said", "why"),
        [
            (answer("", status="404 Not Found"), "the server says 404 Not Found; look at it yourself"),
            (answer("", status="500 Oh \x1b[31m"), "the server says 500 Internal Server Error; look at it yourself"),
            (answer("", status="799 Odd"), "the server says 799; look at it yourself"),
            (answer("a", "image/png"), "this is no page but image/png; look at it yourself"),
            (answer("a", "application/zip"), "this is no page but application/zip; look at it yourself"),
            (answer("a", "text/html" + ";" * 60_000), "nothing with a title was found"),
            (to("/"), "it sends us on more than 5 times; look at it yourself"),
            (to(""), "the server says 302 Found; look at it yourself"),
            (to("file:///etc/passwd"), f"file:///etc/passwd: {NO_PAGE}"),
            (to("ftp://annbyron.example/"), f"ftp://annbyron.example/: {NO_PAGE}"),
            (to("http://["), f"http://[: {NO_PAGE}"),
            (to("http://ann:secret@annbyron.example/"), PASSWORD),
            (to("https://www.linkedin.com/in/ann"), "www.linkedin.com: LinkedIn is left alone"),
            (to("//M.FaceBook.Com./ann"), "m.facebook.com: Facebook is left alone"),
            (to("http://annbyron.example:22/"), "port 22 is none of the web's, so it is not asked"),
            (b"\x00\x01garbage", "its answer is no HTTP, or broke off; try again later"),
            (dripping, "it did not answer within 0.3 s; try again later"),
        ],
    )  # fmt: skip
    def test_is_one_line(self, stage: Stage, said: Said, why: str) -> None:
        stage.play(NAME, {"/": said})
        told = stage.look(seconds=0.3 if said is dripping else 20.0)
        assert told == Looked(PAGE, (), why)

    @pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "[::ffff:7f00:1]", "[::1]", "inside.example"])
    def test_who_sends_us_home_is_refused_before_a_connection_is_made(self, stage: Stage, host: str) -> None:
        inside = stage.play("other.example", {"/": answer(ARTICLES)})
        stage.names["inside.example"] = "0.0.0.0"
        stage.play(NAME, {"/": to(f"http://{host}:{inside.port}/")})
        visitor = stage.visitor()
        visitor.manners = Manners(visitor.manners.may, ports=(80, inside.port))
        why = visitor.look(PAGE).why
        may = host == "127.0.0.1"  # the one address of these servers that the visitor may talk to
        assert why.endswith("which is not of the open internet; it was not asked") != may
        assert (inside.asked == ["/robots.txt", "/"], bool(inside.connections)) == (may, may)

    def test_a_name_that_leads_home_is_refused_by_the_rule_of_the_command_line(self, stage: Stage) -> None:
        server = stage.play(NAME, {"/": answer(ARTICLES)})
        told = stage.visitor(may=is_public).look(PAGE)
        assert told.why == "it leads to 127.0.0.1, which is not of the open internet; it was not asked"
        assert server.connections == 0
        assert Manners().may is is_public

    def test_an_endless_page_is_read_in_part(self, stage: Stage) -> None:
        stage.play(NAME, {"/": endless})
        assert stage.look().things == things("Glaze")

    def test_a_page_that_unpacks_for_ever_is_read_in_part(self, stage: Stage) -> None:
        bomb = gzip.compress(ARTICLES.encode() + b" " * (32 << 20))
        stage.play(NAME, {"/": answer(bomb, "text/html", "200 OK", "Content-Encoding: gzip")})
        assert stage.look().things == things("Glaze")

    def test_all_hops_share_the_time(self, stage: Stage) -> None:
        def slow(sock: socket.socket) -> None:
            time.sleep(0.12)
            sock.sendall(to(f"/{next(numbers)}"))

        numbers = count()
        server = stage.play(NAME, dict.fromkeys(("/", *(f"/{n}" for n in range(9))), slow))
        assert stage.look(seconds=0.3).why.startswith("it did not answer within 0.")
        assert len(server.asked) <= 5

    def test_a_feed_that_is_a_bomb_tells_nothing(self, stage: Stage) -> None:
        entities = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        bomb = f"{entities}<rss><item><title>&b;</title><link>/a</link></item></rss>"
        stage.play(NAME, {"/": answer(WITH_FEED.replace(ARTICLES, "")), "/feed.xml": answer(bomb, "text/xml")})
        assert stage.look() == Looked(PAGE, (), "its feed cannot be read; look at the page yourself")


class TestWithoutAScheme:
    @pytest.fixture
    def secure(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ssl.SSLContext]:
        authority = trustme.CA()
        authority.cert_pem.write_to_path(tmp_path / "ca.pem")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))

        def context(name: str) -> ssl.SSLContext:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert(name).configure_cert(context)
            return context

        return context

    def test_a_page_is_asked_for_securely(self, stage: Stage, secure: Callable[[str], ssl.SSLContext]) -> None:
        stage.play(NAME, {"/blog": answer(ARTICLES)}, secure(NAME))
        glaze = Found("https://annbyron.example/glaze", "Glaze", date(2025, 1, 31))
        assert stage.look("annbyron.example/blog") == Looked("annbyron.example/blog", (glaze,))

    def test_where_nobody_listens_it_is_asked_for_openly(self, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
        server = stage.play(NAME, {"/blog": answer(ARTICLES)})
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            port = closed.getsockname()[1]

        def resolve(host: str, asked: int, **_: object) -> list[object]:
            where = ("127.0.0.1", port if asked == 443 else server.port)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", where)]

        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        assert stage.look("annbyron.example/blog").things == things("Glaze")
        assert stage.look("https://annbyron.example/blog").why == "nobody answers there; check the address and the port"

    def test_a_bad_certificate_is_one_line_and_nothing_is_asked_openly(
        self, stage: Stage, secure: Callable[[str], ssl.SSLContext]
    ) -> None:
        server = stage.play(NAME, {"/": answer(ARTICLES)}, secure("bobshaw.example"))
        told = stage.look("annbyron.example")
        assert told.why.startswith("its certificate is not to be trusted (Hostname mismatch")
        assert (server.connections, server.asked) == (1, [])

    @pytest.mark.parametrize(
        ("page", "why"),
        [
            ("linkedin.com/in/ann", "LinkedIn is left alone"),
            ("mailto:ann@annbyron.example", "this is no address of a web page; correct the entry in your address book"),
            ("gone.example", "there is no server of that name; check the address and the network"),
        ],
    )
    def test_what_cannot_be_asked_is_one_line(self, stage: Stage, page: str, why: str) -> None:
        assert stage.look(page) == Looked(page, (), why)
