"""One command to an IMAP server is answered whole, within its time and size, or it is an error in one line.

The surprising fact: imaplib keeps the last commands, a password among them, and believes whatever length a server
announces; IMAPClient makes it write all that is said to a log. All of that is taken away here. RFC 3501; RFC 2595 for
STARTTLS.
"""

from __future__ import annotations

import imaplib
import logging
import re
import socket
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import Any, TypeVar

from imapclient import IMAPClient

from reconnect.errors import BrokenAnswer, Forbidden, LoginRefused, ServerError, Unreachable, Untrusted
from reconnect.sources import failures
from reconnect.sources.deadline import Deadline
from reconnect.sources.dialling import dialled
from reconnect.sources.server import Server
from reconnect.sources.tls import trusting_context

SECONDS = 60.0
"""How long the answer to one command may take."""

MOST_OF_A_LITERAL = 16 << 20
MOST_OF_AN_ANSWER = 64 << 20
"""Bytes; the headers of a batch of messages have about half a million."""

_SECONDS_FOR_LEAVE = 5.0
_LONGEST_SAYING = 200
_ECHO = re.compile(rb"BODY\[HEADER\.FIELDS[^\]]*\]", re.IGNORECASE)
_SAID_NO = re.compile(r"\w+ failed: (.*)", re.DOTALL)
_FOR_NOW = re.compile(r"\[(?:UNAVAILABLE|THROTTLED|OVERQUOTA|LIMIT|INUSE)\b", re.IGNORECASE)
_GARBLED = (
    imaplib.IMAP4.error, OSError, ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError,
    RuntimeError,
)  # fmt: skip

logging.getLogger("imapclient").addHandler(logging.NullHandler())  # else its warnings go to the terminal

T = TypeVar("T")


class Refused(ServerError):
    """The server said no to one command, in these words, and listens to others."""

    def __init__(self, account: str, words: str) -> None:
        self.words = words
        super().__init__(f"{account}: it refuses that ({words}); try again later")


class Connection:
    """An account on a server, logged in; `has_gmail` tells that it knows Gmail's threads and labels.

    Errors, here and in `ask`: ServerError.
    """

    def __init__(self, server: Server, password: str) -> None:
        self.account = server.account
        self._client = self._within(SECONDS, None, lambda deadline: _Client(server, deadline))
        with ExitStack() as undo:
            undo.callback(self.close)
            if server.security == "starttls":
                self._encrypt()
            self.ask(lambda client: self._log_in(client, server.user, password))
            self.has_gmail = bool(self.ask(lambda client: client.has_capability("X-GM-EXT-1")))
            undo.pop_all()

    def ask(self, command: Callable[[Any], T], seconds: float = 0) -> T:
        """Return what an IMAPClient answers. Errors: ServerError, among them Refused."""
        client = self._client
        return self._within(seconds or SECONDS, client.wire, lambda _: command(client))

    def close(self) -> None:
        """Log out, as far as the server listens."""
        with suppress(ServerError):
            self.ask(lambda client: client.logout(), _SECONDS_FOR_LEAVE)
        with suppress(OSError):
            self._client.wire.shutdown()

    def _within(self, seconds: float, wire: _Wire | None, action: Callable[[Deadline], T]) -> T:
        with Deadline(seconds) as deadline:
            try:
                if wire is not None:
                    wire.begin(deadline)
                answer: T | ServerError = action(deadline)
            except _GARBLED as error:
                answer = self._told(error, wire)
            except ServerError as error:
                answer = error
            if deadline.has_passed:  # what came until then may look whole
                answer = Unreachable(f"{self.account}: it did not answer within {seconds:g} s; try again later")
        if isinstance(answer, ServerError):
            raise answer
        return answer

    def _told(self, error: BaseException, wire: _Wire | None) -> ServerError:
        if of_connection := failures.told(error, self.account):
            return of_connection
        if type(error) is imaplib.IMAP4.error and (said_no := _SAID_NO.fullmatch(str(error))):
            words = _one_line(said_no[1])
            if _FOR_NOW.search(words):
                return Unreachable(f"{self.account}: it will not do that now ({words}); try again later")
            return Refused(self.account, words)
        if wire is not None and (farewell := wire.untagged_responses.get("BYE")):
            last = farewell[-1]
            words = _one_line(last.decode("utf-8", "replace")) if isinstance(last, bytes) else "BYE"
            return BrokenAnswer(f"{self.account}: it hung up ({words}); try again later")
        return BrokenAnswer(f"{self.account}: its answer is no IMAP, or broke off; try again later")

    def _encrypt(self) -> None:
        if "STARTTLS" not in self._client.wire.capabilities or self._client.wire.state != "NONAUTH":
            raise Untrusted(f"{self.account}: it offers no encryption there; name it as imaps://")
        self.ask(lambda client: client.starttls(trusting_context()))

    def _log_in(self, client: _Client, user: str, password: str) -> None:
        """Log in. Errors: LoginRefused, which says nothing of what the server said: that may repeat the password."""
        can = client.wire.capabilities
        if client.wire.state != "NONAUTH":
            raise BrokenAnswer(f"{self.account}: it asks for no password; nothing is read there")
        try:
            if "AUTH=PLAIN" in can:
                client.plain_login(user, password)
            elif "LOGINDISABLED" in can or not is_sayable(user + password):
                raise LoginRefused(f"{self.account}: it takes no password there; name it as imaps://, or ask its owner")
            else:
                client.login(_quoted(user), password)
        except imaplib.IMAP4.error as error:
            causes = list(failures.causes(error))
            if any(isinstance(cause, imaplib.IMAP4.abort) for cause in causes):
                failure: ServerError = BrokenAnswer(f"{self.account}: it hung up at the login; try again later")
            elif any(_FOR_NOW.search(str(cause)) for cause in causes):
                failure = Unreachable(f"{self.account}: nobody can log in now; try again later")
            else:
                failure = LoginRefused(
                    f"{self.account}: wrong user or password; many services want an app password made for this"
                )
            raise failure from None


def is_sayable(text: str) -> bool:
    """Tell whether a text can stand between quotes in a command."""
    return text.isascii() and text.isprintable()


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _one_line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_SAYING]


class _Wire(imaplib.IMAP4):
    """imaplib's side of a connection, which reads no more than it may and remembers nothing that was said."""

    def __init__(self, server: Server, deadline: Deadline) -> None:
        self._server, self._deadline = server, deadline
        self._left = MOST_OF_AN_ANSWER
        super().__init__(server.host, server.port)

    def begin(self, deadline: Deadline) -> None:
        """Let a new command begin, which ends at a deadline."""
        deadline.watch(self.sock)
        self._left = MOST_OF_AN_ANSWER
        self.untagged_responses.clear()

    def _create_socket(self, timeout: float | None = None) -> socket.socket:  # noqa: ARG002  (the deadline ends it)
        try:
            made = dialled(self.host, self.port, self._server.may_be_at, self._deadline)
        except Forbidden:
            raise Untrusted(f"{self._server.account}: that is another machine; name it as imaps://") from None
        if self._server.security != "tls":
            return made
        with made:  # encryption takes it over, or fails
            return trusting_context().wrap_socket(made, server_hostname=self.host)

    def read(self, size: int) -> bytes:
        """Read a literal, unless it is too large."""
        self._spend(size if size <= MOST_OF_A_LITERAL else MOST_OF_AN_ANSWER + 1)
        return super().read(size)

    def readline(self) -> bytes:
        """Read a line; the names of the headers that were asked for, which each answer repeats, are taken out."""
        line = super().readline()
        self._spend(len(line))
        return _ECHO.sub(b"HEADER", line)

    def _spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise BrokenAnswer(f"{self._server.account}: its answer does not end; nothing of it is used")

    def _log(self, line: object) -> None:
        """Keep nothing of what was said."""


class _Client(IMAPClient):  # type: ignore[misc]  # it has no types
    """IMAPClient on a wire of ours; the names of folders are bytes, as the server writes them."""

    def __init__(self, server: Server, deadline: Deadline) -> None:
        self._server, self._deadline = server, deadline
        super().__init__(server.host, server.port, ssl=False)
        self.wire.debug = 0
        self.folder_encode = False
        self.normalise_times = False

    @property
    def wire(self) -> _Wire:
        """What it speaks through."""
        wire: _Wire = self._imap
        return wire

    def fetched(self, uids: str, items: str) -> list[Any]:
        """Return what is told of messages, as imaplib cuts it. Errors: those of imaplib."""
        state, answer = self.wire.uid("FETCH", uids, items)
        self._checkok("fetch", state, answer)
        return [] if answer == [None] else answer

    def _create_IMAP4(self) -> _Wire:  # noqa: N802  (its name there)
        return _Wire(self._server, self._deadline)
