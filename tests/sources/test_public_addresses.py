"""Which addresses are of the open internet: none that may lead home, however it is packed."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.sources.public_addresses import is_public

PUBLIC = ["1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::1"]
NOT_PUBLIC = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1",
    "169.254.169.254", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
    "192.88.99.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "fe80::1", "fe80::1%1", "fc00::1", "fd12::1",
    "fec0::1", "ff02::1", "2001:db8::1", "3fff::1", "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2002:7f00:1::",
    "2001:0:7f00:1::", "2001::1", "100::1", "5f00::1", "4000::1",
]  # fmt: skip


@pytest.mark.parametrize("text", PUBLIC)
def test_an_address_of_the_open_internet_is_public(text: str) -> None:
    assert is_public(ip_address(text))


@pytest.mark.parametrize("text", NOT_PUBLIC)
def test_an_address_that_may_lead_home_is_not(text: str) -> None:
    assert not is_public(ip_address(text))


@given(st.ip_addresses(v=4))
def test_nothing_is_public_that_python_calls_special(address: IPv4Address) -> None:
    special = not address.is_global or address.is_multicast or address.is_reserved
    assert not (is_public(address) and special)


@given(st.ip_addresses(v=4))
def test_an_address_that_is_packed_is_as_public_as_it_is_by_itself(address: IPv4Address) -> None:
    assert is_public(IPv6Address(f"::ffff:{address}")) == is_public(address)
    for packed in (int(IPv6Address("64:ff9b::")) | int(address), int(IPv6Address("2002::")) | int(address) << 80):
        assert not is_public(IPv6Address(packed))


@given(st.ip_addresses(v=6))
def test_only_global_unicast_is_public(address: IPv6Address) -> None:
    if is_public(address) and address.ipv4_mapped is None:
        assert int(address) >> 125 == 1
        assert not address.is_private
