"""A small HTTP server in a thread that answers as a test says, and breaks connections where a test wants it to."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple, Protocol

from requests.structures import CaseInsensitiveDict


class Asked(NamedTuple):
    """A request; `headers` are found in any case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class Said(NamedTuple):
    """An answer; a body that comes in pieces has no length and ends with the connection."""

    status: int
    body: bytes | Iterator[bytes] = b""
    headers: Mapping[str, str] = {}


@dataclass
class Script:
    """What a server answers, and what it was asked; it hangs up before answer number `cut`, or within it."""

    answer: Callable[[Asked], Said]
    cut: int = 0
    is_cut_within: bool = False
    asked: list[Asked] = field(default_factory=list)
    port: int = 0

    @property
    def log(self) -> list[str]:
        """The requests, each with its method and path."""
        return [f"{each.method} {each.path}" for each in self.asked]


class Serve(Protocol):
    """Starts a server that answers so, encrypted or not."""

    def __call__(self, answer: Callable[[Asked], Said], tls: ssl.SSLContext | None = None) -> Script: ...


@contextmanager
def serving(script: Script, tls: ssl.SSLContext | None = None) -> Iterator[Script]:
    """Answer on a free port of this machine."""

    class Handler(_Handler):
        def __getattr__(self, name: str) -> Any:
            if name.startswith("do_"):
                return lambda: self.reply(script)
            raise AttributeError(name)

    with _Server(("127.0.0.1", 0), Handler) as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        script.port = server.server_port
        try:
            yield script
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def servers() -> Iterator[Serve]:
    """Give what starts servers, each with its answers, and end them all."""
    with ExitStack() as stack:
        yield lambda answer, tls=None: stack.enter_context(serving(Script(answer), tls))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: object) -> None:
        """Say nothing of a client that went away."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def reply(self, script: Script) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        asked = Asked(self.command, self.path, CaseInsensitiveDict(self.headers.items()), body)
        script.asked.append(asked)
        is_cut = len(script.asked) == script.cut
        if is_cut and not script.is_cut_within:
            self.close_connection = True
            return
        said = script.answer(asked)
        self.send_response(said.status)
        for name, value in said.headers.items():
            self.send_header(name, value)
        if isinstance(said.body, bytes):
            self.send_header("Content-Length", str(len(said.body)))
        self.end_headers()
        if isinstance(said.body, bytes):
            self.wfile.write(said.body[: len(said.body) // 2] if is_cut else said.body)
            self.close_connection |= is_cut
        else:
            self.close_connection = True
            with suppress(OSError):
                for piece in said.body:
                    self.wfile.write(piece)

    def log_message(self, *_: object) -> None:
        """Keep silent."""
