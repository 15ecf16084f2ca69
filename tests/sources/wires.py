"""Servers in threads: one stands before a real server, listens and cuts, the other says what it is told to."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from threading import Thread
from typing import TypeAlias

from dovecot_server import Dovecot

Answer: TypeAlias = bytes | Callable[[socket.socket], None] | None
"""What is said to a command, with TAG in the place of its tag; or what is done with the connection; None: it is cut."""

LOGIN: dict[str, Answer] = {
    "CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nTAG OK done\r\n",
    "AUTHENTICATE": b"+ \r\n",
    "": b"TAG OK done\r\n",  # what follows an AUTHENTICATE has no tag of its own
    "LOGIN": b"TAG OK done\r\n",
    "LIST": b'* LIST () "/" INBOX\r\nTAG OK done\r\n',
    "EXAMINE": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7]\r\n* OK [UIDNEXT 2]\r\nTAG OK [READ-ONLY]\r\n",
    "SEARCH": b"* SEARCH 1\r\nTAG OK done\r\n",
    "LOGOUT": b"* BYE\r\nTAG OK done\r\n",
}


class Proxy:
    """Stands before a server; `commands` are what clients said to it, without tags.

    With `cut` (n, bytes) the connection ends behind so many bytes of what is said to the nth command, counted from 0.
    """

    def __init__(self, server: Dovecot) -> None:
        self.commands: list[str] = []
        self.cut: tuple[int, int] | None = None
        self._server = server
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    def address(self, path: str = "/") -> str:
        """The address of the mailbox, by way of here."""
        return replace(self._server, port=self.port).address(path)

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                with client, socket.create_connection(("127.0.0.1", self._server.port)) as server:
                    self._left: int | None = None
                    told = Thread(target=self._pass_on, args=(server, client))
                    told.start()
                    with suppress(OSError):
                        self._listen(client, server)
                    _shut(server)
                    told.join()

    def _listen(self, client: socket.socket, server: socket.socket) -> None:
        for number, line in enumerate(client.makefile("rb")):
            words = line.decode("utf-8", "replace").strip().split(" ", 1)
            if len(words) == 2:  # the answer to a + has no tag
                self.commands.append(words[1])
            if self.cut is not None and number == self.cut[0]:
                self._left = self.cut[1]
            if self._left == 0:
                _shut(client)
                return
            server.sendall(line)

    def _pass_on(self, server: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(65_536):
                if self._left is not None:
                    data, self._left = data[: self._left], max(self._left - len(data), 0)
                client.sendall(data)
                if self._left == 0:
                    break
        _shut(client)

    def said(self, name: str) -> list[str]:
        """The commands with a word in them, in order."""
        return [each for each in self.commands if name in each.split()]

    def close(self) -> None:
        _shut(self._listener)
        self._listener.close()


@contextmanager
def proxy(server: Dovecot) -> Iterator[Proxy]:
    """Put a proxy before a server."""
    made = Proxy(server)
    thread = Thread(target=made.serve)
    thread.start()
    try:
        yield made
    finally:
        made.close()
        thread.join()


@contextmanager
def scripted(
    answers: Mapping[str, Answer] = LOGIN, greeting: bytes = b"* OK\r\n", context: ssl.SSLContext | None = None
) -> Iterator[tuple[int, list[str]]]:
    """Start a server that answers each command by its name, or as `LOGIN` has it; give its port and what it is told."""
    heard: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=_serve, args=(listener, answers, greeting, context, heard))
        thread.start()
        try:
            yield listener.getsockname()[1], heard
        finally:
            _shut(listener)
            thread.join()


def _serve(
    listener: socket.socket,
    answers: Mapping[str, Answer],
    greeting: bytes,
    context: ssl.SSLContext | None,
    heard: list[str],
) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listener.accept()
            with connection, suppress(OSError):
                if context is not None:
                    connection = context.wrap_socket(connection, server_side=True)
                with connection:
                    connection.sendall(greeting)
                    _talk(connection, answers, heard)


def _talk(connection: socket.socket, answers: Mapping[str, Answer], heard: list[str]) -> None:
    tag = b""
    for line in connection.makefile("rb"):
        words = line.decode("utf-8", "replace").split()
        heard.append(" ".join(words))
        if len(words) > 1:
            tag = words[0].encode()
        name = "" if len(words) == 1 else words[2] if words[1] == "UID" else words[1]
        answer = answers.get(name, LOGIN.get(name, b"TAG BAD what is that\r\n"))
        if callable(answer):
            answer(connection)
            continue
        if answer is not None:
            connection.sendall(answer.replace(b"TAG", tag))
        if answer is None or b"* BYE" in answer:
            return


def stall(connection: socket.socket) -> None:
    """Say nothing more, until the client has had enough."""
    while connection.recv(65_536):
        pass


def drip(connection: socket.socket) -> None:
    """Say something that never ends, slowly."""
    while True:
        connection.sendall(b"*")
        time.sleep(0.02)


def pour(*, of: bytes) -> Callable[[socket.socket], None]:
    """Say something that never ends, fast."""

    def answer(connection: socket.socket) -> None:
        while True:
            connection.sendall(of)

    return answer


def _shut(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
