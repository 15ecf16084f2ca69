"""One request is answered whole, in its time and size, by whom it may be asked of, or it is an error in one line."""

from __future__ import annotations

import errno
import gzip
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import closing
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import Any

import pytest
import trustme
from served_pages import answer, lead, serving, to

from reconnect.errors import BrokenAnswer, Forbidden, ServerError, Unreachable, Untrusted
from reconnect.sources.http import Answer, Client, Limits
from reconnect.sources.public_addresses import is_public

SHORT = Limits(0.2, 1 << 20)
SLOW = "it did not answer within 0.2 s; try again later"
BROKEN = "its answer is no HTTP, or broke off; try again later"
ENDLESS = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def for_ever(piece: bytes, head: bytes = b"", pause: float = 0.0) -> Callable[[socket.socket], None]:
    """Say a head, and then the same again and again until nobody listens."""

    def say(sock: socket.socket) -> None:
        sock.sendall(head)
        while True:
            sock.sendall(piece)
            time.sleep(pause)

    return say


def ask(url: str, limits: Limits = SHORT, *, cut: bool = True, may: Callable[..., bool] = lambda _: True) -> Answer:
    with closing(Client(may)) as client:
        return client.ask("GET", url, {}, limits=limits, cut=cut)


def test_an_answer_is_read_whole_and_nothing_of_ours_goes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    with serving({"/": answer("words", "text/html", "200 OK", "Set-Cookie: a=b", "X-Word: c")}) as server:
        with closing(Client(agent="reconnect/1")) as client:
            for _ in range(2):
                said = client.ask("GET", server.url(), {"Accept": "text/html"})
        host = f"127.0.0.1:{server.port}"
    assert (said.status, said.body, said.headers["x-word"], said.is_cut) == (200, b"words", "c", False)
    ours = ["User-Agent: reconnect/1", "Accept-Encoding: gzip", "Accept: text/html"]
    assert [head.splitlines() for head in server.heads] == [["GET / HTTP/1.1", f"Host: {host}", *ours, ""]] * 2


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (for_ever(b"a", ENDLESS, 0.02), SLOW),
        (for_ever(b"a", b"HTTP/1.1 200 OK\r\nX-A: ", 0.02), SLOW),
        (for_ever(b"HTTP/1.1 100 Continue\r\n\r\n"), SLOW),
        (for_ever(b"1\r\na\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", 0.02), SLOW),
        (lambda sock: time.sleep(0.4), SLOW),
        (for_ever(b"X-A: b\r\n", b"HTTP/1.1 200 OK\r\n"), BROKEN),
        (for_ever(b"a" * 99_999, b"HTTP/1.1 200 OK\r\nX-A: "), BROKEN),
        (b"\x00\xff\xfe garbage \r\n\r\n", BROKEN),
        (b"", BROKEN),
        (lambda sock: sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nfew"), BROKEN),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n", BROKEN),
        (answer("no gzip", "text/html", "200 OK", "Content-Encoding: gzip"), BROKEN),
    ],
)  # fmt: skip
def test_a_server_that_drips_or_never_ends_is_one_line(said: bytes, line: str) -> None:
    with serving({"/": said}) as server, pytest.raises(ServerError) as error:
        ask(server.url(), SHORT if line == SLOW else Limits(20, 1 << 20))
    assert str(error.value) == f"127.0.0.1:{server.port}: {line}"


def test_a_connection_that_was_kept_has_a_new_deadline() -> None:
    with serving({"/": answer("words"), "/slow": for_ever(b"a", ENDLESS, 0.02)}) as server, closing(Client()) as client:
        assert client.ask("GET", server.url(), {}).body == b"words"
        with pytest.raises(Unreachable, match=SLOW):
            client.ask("GET", server.url("/slow"), {}, limits=SHORT)
    assert (server.asked, server.connections) == (["/", "/slow"], 1)


def test_an_endless_answer_is_cut_where_that_is_asked_for_and_refused_where_not() -> None:
    with serving({"/": for_ever(b"a" * 65_536, ENDLESS)}) as server:
        assert ask(server.url(), Limits(20, 1 << 20)) == Answer(
            200, {"Content-Type": "text/html"}, b"a" * (1 << 20), True
        )
        with pytest.raises(BrokenAnswer, match="its answer has more than 1 MiB; nothing of it is used"):
            ask(server.url(), Limits(20, 1 << 20), cut=False)


def test_what_is_packed_counts_as_it_unpacks() -> None:
    bomb = gzip.compress(b"a" * (64 << 20))
    with serving({"/": answer(bomb, "text/html", "200 OK", "Content-Encoding: gzip")}) as server:
        said = ask(server.url(), Limits(20, 1 << 20))
    assert (len(said.body), said.is_cut, len(bomb) < 1 << 20) == (1 << 20, True, True)


@pytest.mark.parametrize("packed", ["gzip, gzip", "GZIP,gzip", "deflate", "zstd", "br"])
def test_what_is_packed_twice_or_as_nobody_asked_is_not_unpacked(packed: str) -> None:
    twice = gzip.compress(gzip.compress(b"words"))
    said = answer(twice, "text/html", "200 OK", f"Content-Encoding: {packed}")
    with serving({"/": said}) as server, pytest.raises(BrokenAnswer) as error:
        ask(server.url(), Limits(20))
    assert str(error.value) == (
        f"127.0.0.1:{server.port}: its answer is packed as nobody asked for; tell whoever runs it"
    )


def test_the_endless_body_of_a_redirect_is_not_read() -> None:
    head = b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\n\r\n"
    with serving({"/": for_ever(b"a" * 65_536, head)}) as server:
        said = ask(server.url(), Limits(20, 1 << 20))
    assert (said.status, said.headers["location"], len(said.body)) == (302, "/elsewhere", 1 << 20)
    assert server.asked == ["/"]


def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    with serving({"/": to("/elsewhere")}) as server:
        assert ask(server.url()).status == 302
    assert server.asked == ["/"]


def test_a_host_that_is_not_there_or_does_not_listen_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    lead(monkeypatch, {})
    with pytest.raises(Unreachable) as error:
        ask("http://nowhere.example/")
    assert str(error.value) == "nowhere.example: there is no server of that name; check the address and the network"
    with serving({}) as server:
        pass
    with pytest.raises(Unreachable) as error:
        ask(server.url())
    assert str(error.value) == f"127.0.0.1:{server.port}: nobody answers there; check the address and the port"


def test_the_addresses_of_one_name_share_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float | None] = []

    class Silent(socket.socket):
        def connect(self, where: object) -> None:
            given.append(self.gettimeout())
            raise TimeoutError

    where = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (f"192.0.2.{last}", 80)) for last in range(9)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: where)
    monkeypatch.setattr(socket, "socket", Silent)
    with pytest.raises(Unreachable):
        ask("http://many.example/", Limits(4.0))
    assert [round(each or 0) for each in given] == [1, 1, 2, 4]


def test_an_address_of_a_kind_that_this_machine_has_not_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    class Old(socket.socket):
        def __init__(self, family: int = socket.AF_INET, *more: Any, **named: Any) -> None:
            if family == socket.AF_INET6:
                raise OSError(errno.EAFNOSUPPORT, "Address family not supported by protocol")
            super().__init__(family, *more, **named)

    with serving({"/": answer("words")}) as server:
        new = (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("::1", server.port, 0, 0))
        old = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", server.port))
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [new, old])
        monkeypatch.setattr(socket, "socket", Old)
        assert ask("http://both.example/", Limits(20)).body == b"words"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "2130706433", "0.0.0.0", "[::ffff:7f00:1]", "inside.example"])
def test_a_private_address_is_never_talked_to(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving({"/": answer("secret")}) as server:
        if host == "inside.example":
            lead(monkeypatch, {host: server})
        with pytest.raises(Forbidden, match="is not of the open internet; it was not asked"):
            ask(f"http://{host}:{server.port}/", may=is_public)
    assert server.connections == 0


def test_a_name_that_leads_to_good_and_bad_addresses_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(Forbidden, match=r"mixed\.example: it leads to 10\.0\.0\.1"):
        ask("http://mixed.example/", may=is_public)


def test_a_name_that_leads_elsewhere_the_second_time_is_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving({"/": answer("words")}) as open_one, serving({"/": answer("secret")}) as inside:
        turns = iter([open_one.port, inside.port])
        monkeypatch.setattr(
            socket,
            "getaddrinfo",
            lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", next(turns)))],
        )
        assert ask("http://rebinding.example/").body == b"words"
    assert (open_one.connections, inside.connections) == (1, 0)


def test_the_other_end_is_looked_at_before_a_byte_is_sent() -> None:
    seen: list[IPv4Address | IPv6Address] = []

    def may(address: IPv4Address | IPv6Address) -> bool:
        seen.append(address)
        return len(seen) == 1

    with serving({"/": answer("secret")}) as server, pytest.raises(Forbidden):
        ask(server.url(), may=may)
    assert (seen, server.asked) == ([ip_address("127.0.0.1")] * 2, [])


class TestCertificates:
    @pytest.fixture
    def authority(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
        authority = trustme.CA()
        authority.cert_pem.write_to_path(tmp_path / "ca.pem")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        return authority

    @pytest.fixture
    def asked(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[trustme.LeafCert], Answer]:
        def asked(certificate: trustme.LeafCert) -> Answer:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            certificate.configure_cert(context)
            with serving({"/": answer("words")}, context) as server:
                lead(monkeypatch, {"annbyron.example": server})
                return ask("https://annbyron.example/", Limits(20.0))

        return asked

    def test_a_good_one_is_trusted(self, authority: trustme.CA, asked: Callable[[trustme.LeafCert], Answer]) -> None:
        assert asked(authority.issue_cert("annbyron.example")).body == b"words"

    def test_one_of_another_host_is_one_line(
        self, authority: trustme.CA, asked: Callable[[trustme.LeafCert], Answer]
    ) -> None:
        with pytest.raises(Untrusted, match=r"annbyron\.example: its certificate is not to be trusted \(Hostname mism"):
            asked(authority.issue_cert("bobshaw.example"))

    def test_one_of_nobody_is_one_line(
        self, authority: trustme.CA, asked: Callable[[trustme.LeafCert], Answer]
    ) -> None:
        with pytest.raises(Untrusted, match=r"annbyron\.example: its certificate is not to be trusted \("):
            asked(trustme.CA().issue_cert("annbyron.example"))

    def test_one_that_is_over_is_one_line(
        self, authority: trustme.CA, asked: Callable[[trustme.LeafCert], Answer]
    ) -> None:
        from datetime import UTC, datetime

        with pytest.raises(Untrusted, match=r"its certificate is not to be trusted \(certificate has expired\)"):
            asked(authority.issue_cert("annbyron.example", not_after=datetime(2020, 1, 1, tzinfo=UTC)))

    def test_one_that_never_comes_is_waited_for_until_the_deadline(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with serving({}) as server:  # it speaks no TLS, and waits for the end of what it takes for a head
            lead(monkeypatch, {"annbyron.example": server})
            with pytest.raises(Unreachable, match=f"annbyron.example: {SLOW}"):
                ask("https://annbyron.example/")

    def test_an_encrypted_answer_that_drips_ends_at_the_deadline(
        self, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("annbyron.example").configure_cert(context)
        with serving({"/": for_ever(b"a", ENDLESS, 0.02)}, context) as server:
            lead(monkeypatch, {"annbyron.example": server})
            with pytest.raises(Unreachable, match=f"annbyron.example: {SLOW}"):
                ask("https://annbyron.example/")
        assert server.asked == ["/"]
