"""Mailboxes on an IMAP server are read folder by folder: headers alone, with nothing changed or marked as seen.

Formats: RFC 3501 (IMAP), RFC 6154 (what folders are for), developers.google.com/gmail/imap (Gmail's threads, labels).
"""

from __future__ import annotations

from collections.abc import Iterator

from reconnect.sources.imap.connection import Connection
from reconnect.sources.imap.folders import listed, wanted
from reconnect.sources.imap.mailbox import Mailbox
from reconnect.sources.server import Server

__all__ = ["Mailboxes"]


class Mailboxes:
    """An account on an IMAP server, logged in, or the one folder of it that the address names. Errors: ServerError."""

    def __init__(self, server: Server, password: str) -> None:
        self._connection, self._path = Connection(server, password), server.path

    def collections(self) -> Iterator[Mailbox]:
        """Yield the folders that are to be read. Errors: ServerError."""
        folders = listed(self._connection.ask(lambda client: client.list_folders()))
        for folder in wanted(folders, self._path, self._connection.has_gmail):
            yield Mailbox(self._connection, folder)

    def close(self) -> None:
        """Log out; never raise."""
        self._connection.close()
