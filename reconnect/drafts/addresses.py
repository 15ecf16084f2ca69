"""An addr-spec that mail can be sent to is plain ASCII: atoms with dots between them, an @, and a domain.

The standard library lets worse through: it accepts spaces, and writes a foreign domain as an encoded word, which is
invalid and silent. Its own codec for domains turns ß into ss, which is somebody else's domain. RFC 5322, section
3.4.1; domains: RFC 5891.
"""

from __future__ import annotations

import re
import unicodedata

from reconnect.drafts.plain import one_line
from reconnect.errors import ReconnectError

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
LONGEST_LOCAL = 64  # RFC 5321, section 4.5.3.1
LONGEST_DOMAIN = 253


class UnwritableAddress(ReconnectError):
    """An address to which no mail program could write."""


def parts(addr_spec: str) -> tuple[str, str]:
    """Return the local part and the domain in ASCII. Errors: UnwritableAddress, which says which of them is wrong."""
    local, _, domain = addr_spec.rpartition("@")
    if len(local) > LONGEST_LOCAL or not _LOCAL.fullmatch(local):
        raise UnwritableAddress(
            f"{_shown(addr_spec)}: what stands before the @ cannot be mailed to; use another address"
        )
    ascii_domain = _ascii_domain(domain)
    if len(ascii_domain) > LONGEST_DOMAIN or not all(map(_LABEL.fullmatch, ascii_domain.split("."))):
        raise UnwritableAddress(f"{_shown(addr_spec)}: what stands behind the @ is no domain; correct the address")
    return local, ascii_domain


def is_writable(addr_spec: str) -> bool:
    """Tell whether mail can be sent to an address."""
    try:
        return bool(parts(addr_spec))
    except UnwritableAddress:
        return False


def _ascii_domain(domain: str) -> str:
    """Return a domain with its foreign labels in Punycode, or "" where a sign in it belongs to no domain."""
    lowered = unicodedata.normalize("NFKC", domain[: LONGEST_DOMAIN + 1]).lower()
    if not all(c.isalnum() or unicodedata.combining(c) or c in ".-" for c in lowered):
        return ""
    return ".".join(
        label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}" for label in lowered.split(".")
    )


def _shown(addr_spec: str) -> str:
    return one_line(addr_spec)[:LONGEST_DOMAIN] or "an empty address"
