"""An address is written in ASCII or refused with a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.drafts.addresses import UnwritableAddress, is_writable, parts


@pytest.mark.parametrize(
    ("address", "local", "domain"),
    [
        ("katie@harbour.example", "katie", "harbour.example"),
        ("Katie.O'Neil+letters@Harbour.Example", "Katie.O'Neil+letters", "harbour.example"),
        ("katie@bücher.example", "katie", "xn--bcher-kva.example"),
        ("katie@BÜCHER.example", "katie", "xn--bcher-kva.example"),
        ("katie@straße.example", "katie", "xn--strae-oqa.example"),
        ("katie@ｈａｒｂｏｕｒ.example", "katie", "harbour.example"),
        ("katie@localhost", "katie", "localhost"),
    ],
)
def test_a_domain_is_written_in_ascii(address: str, local: str, domain: str) -> None:
    assert parts(address) == (local, domain)


@pytest.mark.parametrize(
    "address",
    ["", "katie", "@harbour.example", "zoë@harbour.example", "a b@harbour.example",
     ".a@harbour.example", "a..b@x.example",
     "a@b@harbour.example", '"a"@harbour.example', "a\n@harbour.example", f"{'a' * 65}@harbour.example"],
)  # fmt: skip
def test_what_cannot_stand_before_the_at_sign_is_refused(address: str) -> None:
    with pytest.raises(UnwritableAddress, match="what stands before the @ cannot be mailed to; use another address"):
        parts(address)


@pytest.mark.parametrize(
    "domain",
    ["", "ex ample.org", "example..org", "-a.example", "a-.example", ".example", "[127.0.0.1]", "a_b.example",
     "a,b.example", "example.org>", "example.org\r\nBcc: x", "a\u3002b", "a" * 64, "a." * 130 + "example", "ü" * 70],
)  # fmt: skip
def test_what_is_no_domain_is_refused(domain: str) -> None:
    with pytest.raises(UnwritableAddress, match="what stands behind the @ is no domain; correct the address"):
        parts(f"katie@{domain}")


@given(st.text(), st.text())
def test_every_text_is_an_ascii_address_or_refused(local: str, domain: str) -> None:
    address = f"{local}@{domain}"
    if is_writable(address):
        assert "@".join(parts(address)).isascii()
        assert not set(' \r\n<>,;:"()[]') & set("@".join(parts(address)))
