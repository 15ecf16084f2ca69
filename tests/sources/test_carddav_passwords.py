"""A password goes to the server that its owner named, in a form that this server takes, and nowhere else."""

from __future__ import annotations

import hashlib
import re
import socket
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
from invented import CARDS
from invented_cloud import BASIC, Book, Cloud, address, fetch, read
from scripted_server import Asked, Said, Serve, servers

from reconnect.archive import Archive
from reconnect.errors import BrokenAnswer, Elsewhere, Forbidden, LoginRefused
from reconnect.sources.carddav import digest
from reconnect.sources.carddav.digest import Digest, schemes
from reconnect.sources.carddav.origins import Origin, reached
from reconnect.sources.server import server_of

PATH = "/dav/books/ann/a/"


@pytest.fixture
def serve() -> Iterator[Serve]:
    with servers() as serve:
        yield serve


def cloud(**how: Any) -> Cloud:
    return Cloud({PATH: Book({"0.vcf": CARDS[0]})}, **how)


def redirecting(cloud: Cloud, step: str, to: str, status: int = 302) -> Callable[[Asked], Said]:
    def answer(asked: Asked) -> Said:
        is_step = f"{asked.method} {asked.path} {asked.headers.get('Depth', '')}" == step
        return Said(status, headers={"Location": to}) if is_step else cloud(asked)

    return answer


LEAKS: dict[str, Callable[[str], Callable[[Asked], Said]]] = {
    "the first step": lambda there: redirecting(cloud(), "PROPFIND /.well-known/carddav 0", there),
    "the principal": lambda there: cloud(principal=there),
    "the home": lambda there: cloud(home_named=there),
    "a redirect of the home": lambda there: redirecting(cloud(), "PROPFIND /dav/books/ann/ 1", there),
    "a redirect of the listing": lambda there: redirecting(cloud(), f"PROPFIND {PATH} 1", there, 307),
    "a redirect of the cards": lambda there: redirecting(cloud(), f"REPORT {PATH} 1", there, 308),
    "a redirect of a card": lambda there: redirecting(cloud(has_multiget=False), f"GET {PATH}0.vcf ", there, 301),
}


@pytest.mark.parametrize("name", LEAKS)
def test_nothing_that_a_server_names_gets_the_password_of_another(name: str, serve: Serve, archive: Archive) -> None:
    other = serve(cloud())
    server = serve(LEAKS[name](f"http://127.0.0.1:{other.port}/dav/"))
    with pytest.raises(Elsewhere) as told:
        fetch(archive, address(server))
    assert str(told.value) == (
        f"127.0.0.1: its address books are on 127.0.0.1:{other.port}; to send your password there, "
        f"say: reconnect import carddavs://ann@127.0.0.1:{other.port}/dav/"
    )
    assert other.asked == []
    assert {each.headers["Authorization"] for each in server.asked} == {BASIC}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_within_a_server_keeps_method_and_body(status: int, serve: Serve, archive: Archive) -> None:
    moved = cloud()

    def answer(asked: Asked) -> Said:
        if asked.path.startswith("/old"):
            return Said(status, headers={"Location": asked.path.removeprefix("/old")})
        return moved(asked)

    server = serve(answer)
    assert read(fetch(archive, address(server, f"/old{PATH}"))) == {PATH: 1}
    assert [(each.method, each.body) for each in server.asked[::2]][:1] == [
        (each.method, each.body) for each in server.asked[1::2]
    ][:1]


def test_redirects_in_a_circle_end(serve: Serve, archive: Archive) -> None:
    server = serve(lambda asked: Said(302, headers={"Location": asked.path}))
    with pytest.raises(BrokenAnswer) as told:
        fetch(archive, address(server))
    assert str(told.value) == "127.0.0.1: it leads from one address to another without end; check the address"
    assert len(server.asked) == 6


EXAMPLE = server_of("carddav://ann@example.org/")
ELSEWHERE = {
    "https://dav.example.org/ann/": ("dav.example.org", "carddav://ann@dav.example.org/ann/"),
    "//dav.example.org": ("dav.example.org", "carddav://ann@dav.example.org/"),
    "https://example.org.evil.example/": ("example.org.evil.example", "carddav://ann@example.org.evil.example/"),
    "https://example.org@evil.example/": ("evil.example", "carddav://ann@evil.example/"),
    "https://example.org:8443/dav": ("example.org:8443", "carddav://ann@example.org:8443/dav"),
    "http://example.org/remote.php/dav/": ("example.org", "carddav://ann@example.org/remote.php/dav/"),
    "https://evil.example/$(touch x);`y`|'\"\\ \n": (
        "evil.example",
        "carddav://ann@evil.example/%24%28touch%20x%29%3B%60y%60%7C%27%22%5C",
    ),
    f"https://evil.example/{'a' * 999}": ("evil.example", "carddav://ann@evil.example/"),
    "https://p42-contacts.icloud.com/1/": ("p42-contacts.icloud.com", "carddav://ann@p42-contacts.icloud.com/1/"),
}


@pytest.mark.parametrize("named", ELSEWHERE)
def test_another_address_is_named_and_not_used(named: str) -> None:
    host, say = ELSEWHERE[named]
    with pytest.raises(Elsewhere) as told:
        reached(EXAMPLE, "https://example.org/", named)
    assert str(told.value) == (
        f"example.org: its address books are on {host}; to send your password there, say: reconnect import {say}"
    )


@pytest.mark.parametrize(
    "named",
    [
        "ftp://example.org/",
        f"https://example.org/{'a' * 9_999}",
        "https://[x",
        "https://a b/",
        "file:///etc/passwd",
        "https://example.org:99999/",
    ],
)
def test_what_is_no_address_is_not_used(named: str) -> None:
    with pytest.raises(BrokenAnswer) as told:
        reached(EXAMPLE, "https://example.org/", named)
    assert str(told.value) == "example.org: it names an address that is none; tell whoever runs it"


@pytest.mark.parametrize(
    ("named", "url"),
    [
        ("/a b/ä?c=d#e", "https://example.org/a%20b/%C3%A4?c=d"),
        ("../x", "https://example.org/x"),
        ("https://EXAMPLE.org:443/dav", "https://example.org/dav"),
        ("https://bob:x@example.org/dav", "https://example.org/dav"),
    ],
)
def test_an_address_on_the_same_server_is_used_without_what_does_not_belong(named: str, url: str) -> None:
    assert reached(EXAMPLE, "https://example.org/dav/", named) == url


def test_only_hosts_of_one_operator_share_a_password() -> None:
    here = Origin("https", "contacts.icloud.com", 443)
    others = {
        Origin("https", "p42-contacts.icloud.com", 443): True,
        Origin("http", "p42-contacts.icloud.com", 80): False,
        Origin("https", "icloud.com.evil.example", 443): False,
        Origin("https", "eviliCloud.com".lower(), 443): False,
        Origin("https", "example.org", 443): False,
    }
    assert {other: here.trusts(other) for other in others} == others
    assert not Origin("https", "example.org", 443).trusts(here)


def test_icloud_keeps_an_account_on_a_host_of_its_own(
    serve: Serve, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    authority.issue_cert("contacts.icloud.com", "p42-contacts.icloud.com").configure_cert(context)
    path = "/123/carddavhome/card/"
    account = Cloud(
        {path: Book({"0.vcf": CARDS[0]})},
        well_known="/123/principal/",
        begins="",
        principal="/123/principal/",
        home="/123/carddavhome/",
        home_named="https://p42-contacts.icloud.com:443/123/carddavhome/",
    )
    server = serve(account, context)
    here = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", server.port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: here)
    assert read(fetch(archive, "carddav://ann@contacts.icloud.com/")) == {path: 1}
    hosts = [each.headers["Host"].partition(":")[0] for each in server.asked]
    assert hosts == ["contacts.icloud.com"] * 2 + ["p42-contacts.icloud.com"] * 3
    assert read(fetch(archive, "carddav://ann@contacts.icloud.com/")) == {path: 0}


def test_a_password_in_plain_text_stays_on_this_machine_wherever_its_name_leads(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialled: list[object] = []

    class Watched(socket.socket):
        def connect(self, where: object) -> None:
            dialled.append(where)
            raise ConnectionRefusedError

    elsewhere = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.168.0.7", 5232))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: elsewhere)
    monkeypatch.setattr(socket, "socket", Watched)
    with pytest.raises(Forbidden, match=r"localhost: it leads to 192\.168\.0\.7, .*; it was not asked"):
        fetch(archive, "carddav://ann@localhost:5232/")
    assert dialled == []


def test_a_service_that_takes_no_passwords_is_named_as_such(serve: Serve, archive: Archive) -> None:
    bearer = {"WWW-Authenticate": 'Bearer realm="https://accounts.example/", error=invalid_token'}
    server = serve(lambda _: Said(401, b"Login Required", bearer))
    with pytest.raises(LoginRefused) as told:
        fetch(archive, address(server))
    assert str(told.value) == (
        f"carddav://ann@127.0.0.1:{server.port}: it takes no passwords, only log-ins through its own pages (OAuth); "
        "export the contacts there as vCard and import that file"
    )


@pytest.mark.parametrize("status", [401, 403])
def test_whoever_is_refused_everywhere_is_told_of_the_password(status: int, serve: Serve, archive: Archive) -> None:
    server = serve(lambda _: Said(status))
    with pytest.raises(LoginRefused) as told:
        fetch(archive, address(server))
    assert str(told.value) == (
        f"carddav://ann@127.0.0.1:{server.port}: wrong user or password; check both (many services want an app "
        "password made for this, not your own)"
    )


class AskingForDigest:
    """A server that takes a password only as a proof, and forgets after three requests what it has asked for."""

    def __init__(self, inner: Cloud, password: str) -> None:
        self.inner, self.password, self.nonce, self.used = inner, password, 0, 0

    def __call__(self, asked: Asked) -> Said:
        given = dict(re.findall(r'(\w+)="?([^",]*)"?', asked.headers["Authorization"]))
        self.used += 1
        if (
            given.get("nonce") == f"n{self.nonce}"
            and self.used <= 3
            and given["response"] == self.expected(asked, given)
        ):
            return self.inner(asked._replace(headers={**asked.headers, "Authorization": BASIC}))
        self.nonce, self.used = self.nonce + 1, 0
        return Said(
            401, headers={"WWW-Authenticate": f'Digest realm="Baikal", qop="auth", nonce="n{self.nonce}", opaque="o"'}
        )

    def expected(self, asked: Asked, given: dict[str, str]) -> str:
        secret, what = md5(f"ann:Baikal:{self.password}"), md5(f"{asked.method}:{asked.path}")
        return md5(":".join((secret, given["nonce"], given["nc"], given["cnonce"], given["qop"], what)))


def md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def test_a_server_may_ask_for_a_proof_of_the_password(serve: Serve, archive: Archive) -> None:
    server = serve(AskingForDigest(cloud(), "hunter2"))
    assert read(fetch(archive, address(server))) == {PATH: 1}
    kinds = [each.headers["Authorization"].partition(" ")[0] for each in server.asked]
    assert kinds == ["Basic", *["Digest"] * (len(kinds) - 1)]


def test_a_wrong_proof_is_a_wrong_password(serve: Serve, archive: Archive) -> None:
    server = serve(AskingForDigest(cloud(), "hunter3"))
    with pytest.raises(LoginRefused):
        fetch(archive, address(server))
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_a_proof_is_as_the_standard_has_it(algorithm: str, response: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """RFC 7616, section 3.9.1."""
    own, nonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"
    monkeypatch.setattr(digest, "token_hex", lambda _: own)
    header = (
        f'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={algorithm}, nonce="{nonce}", '
        'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", Basic realm="other"'
    )
    proof = Digest("Mufasa", "Circle of Life", schemes(header)["digest"]).proof("GET", "/dir/index.html")
    assert proof == (
        f'Digest username="Mufasa", realm="http-auth@example.org", nonce="{nonce}", uri="/dir/index.html", '
        f'response="{response}", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", cnonce="{own}", '
        f"algorithm={algorithm}, qop=auth, nc=00000001"
    )


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        ("", {}),
        ("Basic", {"basic": {}}),
        ('Basic realm="a, b=c", Bearer', {"basic": {"realm": "a, b=c"}, "bearer": {}}),
        ('Negotiate, Digest nonce="a\\"b", stale=TRUE', {"negotiate": {}, "digest": {"nonce": 'a"b', "stale": "TRUE"}}),
    ],
)
def test_what_a_server_asks_for_is_read(header: str, asked: dict[str, dict[str, str]]) -> None:
    assert schemes(header) == asked
