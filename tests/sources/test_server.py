"""How servers are named, and what of a name is never used."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.errors import UnusableAddress
from reconnect.sources.server import Server, is_address, server_of

ADDRESSES = {
    "imaps://ann@mail.example.org/": Server("imap", "tls", "mail.example.org", 993, "ann"),
    "imaps://ann@mail.example.org": Server("imap", "tls", "mail.example.org", 993, "ann"),
    "IMAPS://ann@Mail.Example.ORG/": Server("imap", "tls", "mail.example.org", 993, "ann"),
    "imaps://ann@example.org@mail.example.org:1993/Archive/2019": Server(
        "imap", "tls", "mail.example.org", 1993, "ann@example.org", "/Archive/2019"
    ),
    "imaps://ann%40example.org@mail.example.org/": Server("imap", "tls", "mail.example.org", 993, "ann@example.org"),
    "imap://ann@mail.example.org/": Server("imap", "starttls", "mail.example.org", 143, "ann"),
    "imap://ann@127.0.0.1:1143/": Server("imap", "none", "127.0.0.1", 1143, "ann"),
    "imaps://ann@localhost/": Server("imap", "tls", "localhost", 993, "ann"),
    "carddav://ann@example.org/": Server("carddav", "tls", "example.org", 443, "ann"),
    "carddavs://ann@example.org/": Server("carddav", "tls", "example.org", 443, "ann"),
    "https://ann@cloud.example.org/remote.php/dav": Server(
        "carddav", "tls", "cloud.example.org", 443, "ann", "/remote.php/dav"
    ),
    "https://ann@localhost:8443/": Server("carddav", "tls", "localhost", 8443, "ann"),
    "carddav://ann@localhost:5232/": Server("carddav", "none", "localhost", 5232, "ann"),
    "http://ann@[::1]:5232/ann/": Server("carddav", "none", "::1", 5232, "ann", "/ann/"),
    "carddav://zoë@bücher.example/": Server("carddav", "tls", "xn--bcher-kva.example", 443, "zoë"),
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_read(address: str) -> None:
    assert server_of(address) == ADDRESSES[address]


@pytest.mark.parametrize("server", ADDRESSES.values(), ids=str)
def test_what_a_server_is_called_names_it_again(server: Server) -> None:
    assert server_of(str(server)) == server


@pytest.mark.parametrize("path", ["contacts.vcf", "/home/ann/mail", "C:\\mail", "a:b", "", "./imaps:/x", "1://x"])
def test_a_path_is_no_address(path: str) -> None:
    assert not is_address(path)


REFUSED = {
    "imaps://ann:hunter2@mail.example.org/": (
        "imaps://ann@mail.example.org: a password in an address is seen by others; leave it out, it is asked for"
    ),
    "imaps://ann:@mail.example.org/": (
        "imaps://ann@mail.example.org: a password in an address is seen by others; leave it out, it is asked for"
    ),
    "imaps://mail.example.org/": ("imaps://mail.example.org: who are you there? Say: imaps://you@mail.example.org/"),
    "http://ann@example.org/": (
        "http://ann@example.org: your password would travel in plain text; say: https://ann@example.org/"
    ),
    "http://ann@127.0.0.1.example.org/": (
        "http://ann@127.0.0.1.example.org: your password would travel in plain text; "
        "say: https://ann@127.0.0.1.example.org/"
    ),
    "ftp://ann@example.org/": (
        "ftp://: this is read from files; servers are named imaps://you@host/ or carddav://you@host/"
    ),
    "imaps://ann@/": "imaps://...: no host is named; write it as imaps://you@host/",
    "imaps://ann@mail example.org/": "imaps://...: no host is named; write it as imaps://you@host/",
    "imaps://ann@mail..example.org/": "imaps://...: no host is named; write it as imaps://you@host/",
    f"imaps://ann@{'a' * 64}.example.org/": "imaps://...: no host is named; write it as imaps://you@host/",
    "imaps://ann\udcff@host/": "imaps://...: this is no address; write it as imaps://you@host/",
    "imaps://ann@host/\udcff": "imaps://...: this is no address; write it as imaps://you@host/",
    "imaps://ann@host/Q#A": "imaps://...: what stands behind ? or # is not read; write %3F and %23 for them",
    "imaps://ann@host/Why?": "imaps://...: what stands behind ? or # is not read; write %3F and %23 for them",
    "imaps://ann@[::1/": "imaps://...: this is no address; write it as imaps://you@host/",
    "imaps://ann@host:99999/": "imaps://...: this is no address; write it as imaps://you@host/",
}


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_that_cannot_be_used_is_one_line_without_a_password(address: str) -> None:
    with pytest.raises(UnusableAddress) as told:
        server_of(address)
    assert str(told.value) == REFUSED[address]


@given(st.text(max_size=40))
def test_any_address_is_read_or_refused(text: str) -> None:
    with suppress(UnusableAddress):
        server = server_of(f"imaps://{text}")
        assert server_of(str(server)) == server


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_a_password_is_never_repeated(password: str) -> None:
    with pytest.raises(UnusableAddress) as told:
        server_of(f"imaps://ann:secret{password}@mail.example.org/")
    assert "secret" not in str(told.value)
