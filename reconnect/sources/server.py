"""The address of a server as a person writes it: `imaps://ann@mail.example.org/`, `carddav://ann@example.org/`.

A user name may be an address itself: what stands behind the last "@" is the host. Everything is encrypted, but what
stays on this machine: a password travels in plain text to loopback alone. Format: RFC 3986; RFC 5092 for IMAP.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Literal, TypeAlias
from urllib.parse import SplitResult, quote, unquote, urlsplit

from reconnect.errors import UnusableAddress

Kind: TypeAlias = Literal["imap", "carddav"]
Security: TypeAlias = Literal["tls", "starttls", "none"]

_SCHEMES: dict[str, tuple[Kind, Security]] = {
    "imaps": ("imap", "tls"),
    "imap": ("imap", "starttls"),
    "carddavs": ("carddav", "tls"),
    "carddav": ("carddav", "tls"),
    "https": ("carddav", "tls"),
    "http": ("carddav", "none"),
}
_PORTS: dict[tuple[Kind, Security], int] = {
    ("imap", "tls"): 993,
    ("imap", "starttls"): 143,
    ("imap", "none"): 143,
    ("carddav", "tls"): 443,
    ("carddav", "none"): 80,
}
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://")
_IN_A_USER = "@+.-_~!$&'()*,;="


@dataclass(frozen=True, slots=True)
class Server:
    """A server and who one is there; `path` is what of it is wanted, "/" for all."""

    kind: Kind
    security: Security
    host: str
    port: int
    user: str
    path: str = "/"

    @property
    def account(self) -> str:
        """The address without its path: "imaps://ann@mail.example.org"."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.kind, self.security] else f":{self.port}"
        return f"{self._scheme}://{quote(self.user, _IN_A_USER)}@{host}{port}"

    @property
    def _scheme(self) -> str:
        """The one that says it all: on this machine alone the plain word means a plain connection."""
        is_said = self.security == "tls" and (self.kind == "imap" or self.is_loopback)
        return f"{self.kind}s" if is_said else self.kind

    @property
    def is_loopback(self) -> bool:
        """Whether it is this machine by its name or number."""
        return is_loopback(self.host)

    def may_be_at(self, address: IPv4Address | IPv6Address) -> bool:
        """Tell whether it may be talked to at an address that its host leads to."""
        return self.security != "none" or address.is_loopback

    def __str__(self) -> str:
        return f"{self.account}{self.path}"


def is_address(text: str) -> bool:
    """Tell whether what a person names lies on a server, and not on disk."""
    return _ADDRESS.match(text) is not None


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine by its name or number."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def server_of(address: str) -> Server:
    """Read an address. Errors: UnusableAddress, which never repeats a password."""
    parts, port = _split(address)
    if parts.scheme not in _SCHEMES:
        raise UnusableAddress(
            f"{parts.scheme}://: this is read from files; servers are named imaps://you@host/ or carddav://you@host/"
        )
    if parts.query or parts.fragment or address.endswith(("?", "#")):
        raise UnusableAddress(
            f"{parts.scheme}://...: what stands behind ? or # is not read; write %3F and %23 for them"
        )
    kind, security = _SCHEMES[parts.scheme]
    user, has_password, _ = parts.netloc.rpartition("@")[0].partition(":")
    host = _host(parts)
    written = f"{parts.scheme}://{user}@{host}"
    if has_password:
        raise UnusableAddress(f"{written}: a password in an address is seen by others; leave it out, it is asked for")
    if not user:
        raise UnusableAddress(f"{parts.scheme}://{host}: who are you there? Say: {parts.scheme}://you@{host}/")
    if is_loopback(host) and parts.scheme in ("imap", "carddav"):
        security = "none"
    if security == "none" and not is_loopback(host):
        raise UnusableAddress(f"{written}: your password would travel in plain text; say: https://{user}@{host}/")
    return Server(kind, security, host, port or _PORTS[kind, security], unquote(user), parts.path or "/")


def _split(address: str) -> tuple[SplitResult, int | None]:
    try:
        address.encode()  # the command line may give bytes that are no text
        parts = urlsplit(address)
        return parts, parts.port
    except ValueError:
        scheme = address.partition(":")[0]
        raise UnusableAddress(f"{scheme}://...: this is no address; write it as {scheme}://you@host/") from None


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    try:
        host = host.encode("idna").decode()  # which no label of nothing, or of more than 63 letters, has
    except UnicodeError:
        host = ""
    if not host or not re.fullmatch(r"[a-z0-9._:-]+", host):
        raise UnusableAddress(f"{parts.scheme}://...: no host is named; write it as {parts.scheme}://you@host/")
    return host
