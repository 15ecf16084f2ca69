"""One request over HTTP is answered whole, within its time and size, or it is an error in one line.

Nothing follows a redirect here, reads a proxy or a password from the environment, or keeps a cookie: whoever asks says
where to, and decides what to do with the answer. RFC 9110.
"""

from __future__ import annotations

import socket
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.poolmanager import PoolManager

from reconnect.errors import BrokenAnswer, ServerError, Unreachable
from reconnect.sources.deadline import Deadline
from reconnect.sources.dialling import MayTalkTo, dialled
from reconnect.sources.failures import causes, told
from reconnect.sources.tls import trusting_context

CHUNK = 64 << 10


class Limits(NamedTuple):
    """How long a whole answer may take, in seconds, and how many bytes it may have when it is unpacked."""

    seconds: float = 60.0
    size: int = 64 << 20


LIMITS = Limits()

_PACKED = ("gzip", "x-gzip", "identity", "")
"""What is packed twice, or as other ways can, may fill the memory before its size is known."""


class Answer(NamedTuple):
    """What a server answered; `headers` are found in any case. `is_cut` tells that only the first bytes are here."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    is_cut: bool = False


class TooLarge(BrokenAnswer):
    """An answer has more bytes than it may have."""


class Client:
    """Asks servers, one request at a time; connections are kept for the next. `may` tells whom it may talk to."""

    def __init__(self, may: MayTalkTo = lambda _: True, agent: str = "reconnect") -> None:
        self._headers = {"User-Agent": agent, "Accept-Encoding": "gzip"}
        self._adapter = _Adapter(may)

    def ask(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes = b"",
        limits: Limits = LIMITS,
        *,
        cut: bool = False,
    ) -> Answer:
        """Return the answer to a request; with `cut` the first bytes of one that is too large. Errors: ServerError."""
        host = _host_of(url)
        with Deadline(limits.seconds) as deadline:
            self._adapter.deadline = deadline
            try:
                answer: Answer | ServerError = self._answer(method, url, headers, body, limits, host, cut)
            except (requests.RequestException, HTTPError, OSError, ValueError) as error:
                answer = _told(error, host)
            if deadline.has_passed:  # what came until then may look whole
                answer = Unreachable(f"{host}: it did not answer within {limits.seconds:g} s; try again later")
        if isinstance(answer, ServerError):
            raise answer
        return answer

    def _answer(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes, limits: Limits, host: str, cut: bool
    ) -> Answer | ServerError:
        request = requests.Request(method, url, headers={**self._headers, **headers}, data=body or None)
        # a session would read the whole body of a redirect, whatever its size, and the environment
        answer = self._adapter.send(request.prepare(), stream=True, timeout=limits.seconds)
        try:
            if answer.headers.get("Content-Encoding", "gzip").lower() not in _PACKED:
                return BrokenAnswer(f"{host}: its answer is packed as nobody asked for; tell whoever runs it")
            return _read(answer, limits, host, cut)
        finally:
            answer.close()

    def close(self) -> None:
        """Close the connections that were kept."""
        self._adapter.close()


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2]
    except ValueError:
        raise BrokenAnswer(f"{url}: this is no address on the web; check it") from None


def _read(answer: requests.Response, limits: Limits, host: str, cut: bool) -> Answer | ServerError:
    body = bytearray()
    for chunk in answer.iter_content(CHUNK):
        body += chunk
        if len(body) > limits.size and not cut:
            return TooLarge(f"{host}: its answer has more than {limits.size >> 20} MiB; nothing of it is used")
        if len(body) > limits.size:
            return Answer(answer.status_code, answer.headers, bytes(body[: limits.size]), is_cut=True)
    return Answer(answer.status_code, answer.headers, bytes(body))


def _told(error: BaseException, host: str) -> ServerError:
    """Say in one line what went wrong."""
    if of_connection := told(error, host):
        return of_connection
    for cause in causes(error):
        match cause:
            case requests.Timeout():
                return Unreachable(f"{host}: it does not answer; try again later")
            case requests.exceptions.InvalidURL() | requests.exceptions.InvalidSchema() | LocationParseError():
                return BrokenAnswer(f"{host}: this is no address on the web; check it")
    return BrokenAnswer(f"{host}: its answer is no HTTP, or broke off; try again later")


class _Adapter(HTTPAdapter):
    """Makes connections that look at whom they reached, and that the deadline of the request in hand can shut."""

    def __init__(self, may: MayTalkTo) -> None:
        self.may, self.deadline = may, Deadline(0)
        super().__init__()

    def init_poolmanager(self, *_: Any, **__: Any) -> None:
        """Make the pools; what is trusted is the same for all."""
        adapter = self

        class Watched(HTTPConnection):
            """A connection in plain text, or what encryption is put upon."""

            def _new_conn(self) -> socket.socket:
                return dialled(self.host, self.port, adapter.may, adapter.deadline)

            def putrequest(self, *arguments: Any, **named: Any) -> None:
                if self.sock is not None:  # it was kept, and has a new deadline
                    adapter.deadline.watch(self.sock)
                super().putrequest(*arguments, **named)

        class WatchedAndEncrypted(Watched, HTTPSConnection):
            """The same, encrypted."""

        class Plain(HTTPConnectionPool):
            ConnectionCls = Watched

        class Encrypted(HTTPSConnectionPool):
            ConnectionCls = WatchedAndEncrypted

        self.poolmanager = PoolManager(ssl_context=trusting_context())
        self.poolmanager.pool_classes_by_scheme = {"http": Plain, "https": Encrypted}

    def cert_verify(self, *_: Any, **__: Any) -> None:
        """Leave it to the context of all pools, which checks."""
