"""Requests to one account: each says who one is, and follows what leads elsewhere only where the password may go.

The surprising fact: a redirect keeps its method and its body, whatever its number; a PROPFIND that became a GET would
find nothing. Formats: RFC 4918 (methods), RFC 7617 (Basic), RFC 7616 (Digest).
"""

from __future__ import annotations

from base64 import b64encode
from typing import NamedTuple
from urllib.parse import urlsplit

from reconnect.errors import BrokenAnswer, LoginRefused, Unreachable
from reconnect.sources.carddav.digest import Digest, schemes
from reconnect.sources.carddav.origins import origin_of, reached
from reconnect.sources.http import Answer, Client, Limits
from reconnect.sources.server import Server

MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (429, 503)


class Heard(NamedTuple):
    """An answer, and the address that gave it, behind all redirects."""

    url: str
    status: int
    body: bytes


class Conversation:
    """Asks a server for one user. All its methods may raise ServerError."""

    def __init__(self, server: Server, password: str, limits: Limits) -> None:
        self.server, self._password, self._limits = server, password, limits
        self._client = Client(server.may_be_at)
        self._digest: Digest | None = None

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def url(self, path: str) -> str:
        """Return the address of a path on the server that was named."""
        return self.reached(f"{origin_of(self.server)}{path}", "")

    def reached(self, base: str, named: str) -> str:
        """Return the whole address of what the server names in an answer from `base`."""
        return reached(self.server, base, named)

    def ask(self, method: str, url: str, body: str = "", depth: str = "", *, cut: bool = False) -> Heard:
        """Return the answer to a request, of whatever status but those that end all; with `cut` as `Client.ask`."""
        headers = {"Content-Type": "application/xml; charset=utf-8"} if body else {}
        if depth:
            headers["Depth"] = depth
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._answered(method, url, headers, body.encode(), cut=cut)
            if answer.status not in _REDIRECTS or "Location" not in answer.headers:
                return Heard(url, answer.status, answer.body)
            url = self.reached(url, answer.headers["Location"])
        raise BrokenAnswer(f"{self.server.host}: it leads from one address to another without end; check the address")

    def _answered(self, method: str, url: str, headers: dict[str, str], body: bytes, *, cut: bool) -> Answer:
        answer = self._client.ask(
            method, url, {**headers, "Authorization": self._proof(method, url)}, body, self._limits, cut=cut
        )
        asked = schemes(answer.headers.get("WWW-Authenticate", "")) if answer.status == 401 else {}
        if self._can_prove(asked):
            answer = self._client.ask(
                method, url, {**headers, "Authorization": self._proof(method, url)}, body, self._limits, cut=cut
            )
        if answer.status == 401:
            raise self.refusal(takes_no_password=bool(asked) and not asked.keys() & {"basic", "digest"})
        if answer.status in _BUSY:
            raise Unreachable(f"{self.server.host}: it is too busy now ({answer.status}); try again later")
        return answer

    def _can_prove(self, asked: dict[str, dict[str, str]]) -> bool:
        """Take up a new challenge: the first one, or one in the place of what the server has forgotten."""
        if "digest" not in asked:
            return False
        self._digest = Digest(self.server.user, self._password, asked["digest"])
        if not self._digest.is_known:
            self._digest = None
        return self._digest is not None

    def _proof(self, method: str, url: str) -> str:
        if self._digest is not None:
            parts = urlsplit(url)
            proof = self._digest.proof(method, f"{parts.path}?{parts.query}" if parts.query else parts.path)
            return proof.encode().decode("latin-1")  # headers are sent as that, and names are UTF-8
        return "Basic " + b64encode(f"{self.server.user}:{self._password}".encode()).decode()

    def refusal(self, *, takes_no_password: bool = False) -> LoginRefused:
        """Return what is said of a user whom the server does not let in."""
        if takes_no_password:
            return LoginRefused(
                f"{self.server.account}: it takes no passwords, only log-ins through its own pages (OAuth); "
                "export the contacts there as vCard and import that file"
            )
        return LoginRefused(
            f"{self.server.account}: wrong user or password; check both (many services want an app password made for "
            "this, not your own)"
        )
