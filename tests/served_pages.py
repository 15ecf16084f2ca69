"""Servers of the tests' own on loopback, that say word for word what a test wants, and names that lead to them."""

from __future__ import annotations

import socket
import socketserver
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from threading import Thread
from typing import Any, TypeAlias

import pytest

Said: TypeAlias = bytes | Callable[[socket.socket], None]
"""The bytes of a whole answer, or what sends them."""

ASK_FREELY = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def answer(body: bytes | str, kind: str = "text/html; charset=utf-8", status: str = "200 OK", *more: str) -> bytes:
    """An answer with its length; `more` are lines of the head."""
    content = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(content)}", *more]
    return "\r\n".join([*lines, "", ""]).encode() + content


def to(location: str, status: str = "302 Found") -> bytes:
    """A redirect."""
    return answer("", "text/html", status, f"Location: {location}")


class Server:
    """Answers by path; `asked` are the paths that were asked for, `heads` what was said with them, in order."""

    def __init__(self, answers: Mapping[str, Said], tls: ssl.SSLContext | None = None) -> None:
        self.answers, self.tls = dict(answers), tls
        self.asked: list[str] = []
        self.heads: list[str] = []
        self.connections = 0
        server = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                server.connections += 1
                with suppress(OSError):
                    server._serve(self.request)

        class Serving(socketserver.ThreadingTCPServer):
            daemon_threads = True
            block_on_close = False

        self._serving = Serving(("127.0.0.1", 0), Handler)
        self.port: int = self._serving.server_address[1]

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def _serve(self, plain: socket.socket) -> None:
        """Answer what is asked on a connection; an answer without a length ends it."""
        sock = self.tls.wrap_socket(plain, server_side=True) if self.tls else plain
        with sock:
            while head := self._head(sock):
                path = head.split()[1]
                self.asked.append(path)
                self.heads.append(head)
                said = self.answers.get(path, ASK_FREELY)
                if not isinstance(said, bytes):
                    said(sock)
                    return
                sock.sendall(said)
                if b"Content-Length" not in said:
                    return

    def _head(self, sock: socket.socket) -> str:
        head = b""
        while b"\r\n\r\n" not in head:
            if not (more := sock.recv(65536)):
                return ""
            head += more
        return head.decode()

    def __enter__(self) -> Server:
        Thread(target=self._serving.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._serving.shutdown()
        self._serving.server_close()


@contextmanager
def serving(answers: Mapping[str, Said], tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    with Server(answers, tls) as server:
        yield server


def lead(patch: pytest.MonkeyPatch, names: Mapping[str, Server | str]) -> None:
    """Let names lead to servers whatever the port, or to an address; no other name leads anywhere."""

    def resolve(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        found = names.get(host, host)
        if isinstance(found, Server):
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", found.port))]
        try:
            return real(found, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        except OSError:
            raise socket.gaierror(socket.EAI_NONAME, "no such name") from None

    real = socket.getaddrinfo
    patch.setattr(socket, "getaddrinfo", resolve)
