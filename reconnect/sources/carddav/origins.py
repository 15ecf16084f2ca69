"""Where a password may go: to the origin that its owner named, and to no other.

A server names other addresses in redirects and answers, and any of them may be somebody else's. RFC 6454.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from requests.utils import requote_uri

from reconnect.errors import BrokenAnswer, Elsewhere
from reconnect.sources.server import Server

PORTS = {"https": 443, "http": 80}
ONE_OPERATOR = ("icloud.com",)
"""Domains whose hosts are all of one operator: iCloud keeps each account on a host of its own, which nobody can know
beforehand, and which takes the password for all of it."""

_HOST = re.compile(r"[a-z0-9._:-]{1,253}")
_LONGEST, _LONGEST_TO_TYPE = 2_000, 200


class Origin(NamedTuple):
    """What tells one server from another."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    def trusts(self, other: Origin) -> bool:
        """Tell whether what is told to this one may be told to another."""
        return self == other or (
            self.scheme == other.scheme == "https"
            and any(self.host.endswith(f".{domain}") and other.host.endswith(f".{domain}") for domain in ONE_OPERATOR)
        )


def origin_of(server: Server) -> Origin:
    """Return the origin that a person named."""
    return Origin("http" if server.security == "none" else "https", server.host, server.port)


def reached(server: Server, base: str, named: str) -> str:
    """Return the whole address of what a server names in an answer from `base`.

    Errors: Elsewhere where the password may not go there, BrokenAnswer for what is no address.
    """
    try:
        parts = urlsplit(urljoin(base, named.strip()))
        other = Origin(parts.scheme, parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0))
    except ValueError:
        other = Origin("", "", 0)
    if other.scheme not in PORTS or not _HOST.fullmatch(other.host) or len(named) > _LONGEST:
        raise BrokenAnswer(f"{server.host}: it names an address that is none; tell whoever runs it")
    if not origin_of(server).trusts(other):
        raise Elsewhere(_told(server, other, parts.path))
    return str(requote_uri(f"{other}{parts.path or '/'}" + (f"?{parts.query}" if parts.query else "")))


def _told(server: Server, other: Origin, path: str) -> str:
    """Say in one line where the address books are; what is to be typed holds nothing that a shell would act upon."""
    path = normal(path) or "/"
    port = PORTS["https"] if other.scheme == "http" and other.port == PORTS["http"] else other.port
    there = replace(
        server, security="tls", host=other.host, port=port, path=path if len(path) <= _LONGEST_TO_TYPE else "/"
    )
    return (
        f"{server.host}: its address books are on {str(other).partition('://')[2]}; "
        f"to send your password there, say: reconnect import {there}"
    )


def normal(path: str) -> str:
    """Return a path as it is always written, however a server writes it: some say `ann@example.org`, some `ann%40`."""
    return quote(unquote(path), "/@+.-_~:")
