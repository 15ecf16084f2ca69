"""Which addresses belong to the open internet, and which may lead back into somebody's own network.

The surprise: `ipaddress.is_global` is true of NAT64 and 6to4 addresses, in which an IPv4 address of any kind is packed.
So of IPv6 nothing is public but global unicast without the prefixes below: RFC 4291, 6052, 8215, 3056, 4380, 6890.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import TypeAlias

Address: TypeAlias = IPv4Address | IPv6Address

_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "64:ff9b::/96", "64:ff9b:1::/48"))
)
"""Teredo and other protocols' own, documentation, 6to4, documentation, NAT64."""
_NOT_PUBLIC_4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/3",
        ),
    )
)  # fmt: skip
"""Special by RFC 6890 and its registry; the last one is all of multicast, reserved and broadcast."""


def is_public(address: Address) -> bool:
    """Return whether an address is of the open internet; one that is packed into IPv6 counts as what it is."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        special = any(address in network for network in _NOT_PUBLIC_6)
        return address in _GLOBAL_UNICAST and not special and address.scope_id is None
    return address.is_global and not any(address in network for network in _NOT_PUBLIC_4)
