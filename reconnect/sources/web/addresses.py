"""The address of a page, taken apart once, so that what is checked is what is asked.

The surprise: a host has many spellings (capitals, full-width letters, a dot at its end, punycode), and only its form
for the name service (RFC 3490) can be compared. Addresses: RFC 3986; the hosts that are left alone are named below.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from reconnect.errors import NoPage

PORTS = {"http": 80, "https": 443}
LONGEST = 2_000
LEFT_ALONE = {
    "linkedin.com": "LinkedIn", "linkedin.cn": "LinkedIn", "licdn.com": "LinkedIn", "lnkd.in": "LinkedIn",
    "facebook.com": "Facebook", "facebook.net": "Facebook", "fb.com": "Facebook", "fb.me": "Facebook",
    "fb.gg": "Facebook", "fb.watch": "Facebook", "fbcdn.net": "Facebook", "fbcdn.com": "Facebook",
    "fbsbx.com": "Facebook", "messenger.com": "Messenger", "m.me": "Messenger", "meta.com": "Meta",
    "instagram.com": "Instagram", "cdninstagram.com": "Instagram", "instagr.am": "Instagram", "ig.me": "Instagram",
    "threads.net": "Threads", "threads.com": "Threads", "whatsapp.com": "WhatsApp", "whatsapp.net": "WhatsApp",
    "wa.me": "WhatsApp",
}  # fmt: skip
"""Services that forbid programs to look at people, by their domains; nothing is ever asked of them."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|$))", re.IGNORECASE)
_BETWEEN = re.compile(r"[\x00-\x1f\\\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+|[0-9a-f:.]*:[0-9a-f:.]*")
_KEPT = "%/:=&?~#+!$,;'@()*[]"


class WebAddress(NamedTuple):
    """An http or https address; `host` as the name service knows it, `target` what the server is asked for."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def netloc(self) -> str:
        """Host and port; the port of its scheme is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def site(self) -> str:
        """Scheme, host and port, as they stand before a path."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def text(self) -> str:
        """The whole address."""
        return self.site + self.target

    def joined(self, link: str) -> WebAddress:
        """Return where a link on this page leads. Errors: NoPage."""
        try:
            joined = urljoin(self.text, link.strip())
        except ValueError:
            joined = ""
        return read(joined or link, "look at the page yourself")


def on_card(text: str) -> WebAddress:
    """Return the address that a card names; without a scheme it is an https address. Errors: NoPage."""
    return read(text.strip() if has_scheme(text) else f"https://{text.strip().removeprefix('//')}")


def has_scheme(text: str) -> bool:
    """Return whether an address begins with its scheme; "example.org:8080" has a port."""
    return _SCHEME.match(text.strip()) is not None


def read(text: str, advice: str = "correct the entry in your address book") -> WebAddress:
    """Return an address that may be asked for. Errors: NoPage, with the advice."""
    try:
        parts = urlsplit(text)
        port, host = parts.port, ascii_host(parts.hostname or "")
        if parts.scheme not in PORTS or not _HOST.fullmatch(host) or len(text) > LONGEST or _BETWEEN.search(text):
            raise ValueError
    except ValueError:
        raise NoPage(f"{text[:80]}: this is no address of a web page; {advice}") from None
    if "@" in parts.netloc:
        raise NoPage(f"{host}: the address carries a password or a name to log in with, so it is not asked for")
    if service := left_alone(host):
        raise NoPage(f"{host}: {service} is left alone")
    target = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    return WebAddress(parts.scheme, host, port or PORTS[parts.scheme], target)


def ascii_host(host: str) -> str:
    """Return a host as the name service knows it, "" for one that has no such form."""
    if len(host) > 253:
        return ""
    try:
        return host.encode("idna").decode().lower().rstrip(".")
    except UnicodeError:
        return ""


def left_alone(host: str) -> str:
    """Return the service that a host belongs to, if it is one that is left alone, else ""."""
    steps = host.split(".")
    return next((LEFT_ALONE[each] for at in range(len(steps)) if (each := ".".join(steps[at:])) in LEFT_ALONE), "")


def is_same_site(one: str, other: str) -> bool:
    """Return whether two hosts are one site: the same, or one below the other, "www." not counted."""
    a, b = one.removeprefix("www."), other.removeprefix("www.")
    return a == b or a.endswith(f".{b}") or b.endswith(f".{a}")
