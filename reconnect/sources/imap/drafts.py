"""Drafts are put into the folder for drafts on a server, once each: this alone is ever written there.

What stands there already is told by its Message-ID, and so is what a person has sent from there meanwhile.
RFC 3501, section 6.3.11 (APPEND).
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from functools import partial
from typing import Any

from reconnect.errors import CollectionRefused
from reconnect.sources.imap.connection import Connection, Refused
from reconnect.sources.imap.folders import Folder, drafts, listed, named, quoted, sent
from reconnect.sources.server import Server


class DraftsFolder:
    """The folder for drafts of an account, or the one that the address names; it lies at `address`.

    Errors: ServerError; CollectionRefused where there is no such folder.
    """

    def __init__(self, server: Server, password: str) -> None:
        self._connection = Connection(server, password)
        with ExitStack() as undo:
            undo.callback(self.close)
            self._folders = listed(self._connection.ask(lambda client: client.list_folders()))
            found = named(self._folders, server.path) if server.path != "/" else drafts(self._folders)
            if found is None:
                where = f"{server.account}/"
                raise CollectionRefused(
                    f"{where}: it has no folder for drafts; name one behind the address: {where}Drafts"
                )
            self._folder, self.address = found, f"{server.account}/{quoted(found.name)}"
            undo.pop_all()

    def there(self, message_ids: Iterable[str]) -> set[str]:
        """Return which letters stand there or among those that were sent. Errors: ServerError, CollectionRefused."""
        asked, found = list(message_ids), set[str]()
        for folder in dict.fromkeys([self._folder, *sent(self._folders)]):
            self._open(folder)
            for message_id in asked:
                if self._connection.ask(partial(_holds, message_id=message_id)):
                    found.add(message_id)
        return found

    def _open(self, folder: Folder) -> None:
        try:
            self._connection.ask(lambda client: client.select_folder(folder.raw, readonly=True))
        except Refused as error:
            raise CollectionRefused(f"{self.address}: no draft was put there ({error.words}); check its name") from None

    def add(self, letter: bytes) -> None:
        """Put a letter there as a draft. Errors: ServerError, CollectionRefused."""
        marks = (b"\\Draft", b"\\Seen")
        try:
            self._connection.ask(lambda client: client.append(self._folder.raw, letter, marks))
        except Refused as error:
            raise CollectionRefused(
                f"{self.address}: a draft was not taken ({error.words}); make room, or name another"
            ) from None

    def close(self) -> None:
        """Log out; never raise."""
        self._connection.close()


def _holds(client: Any, message_id: str) -> bool:
    return bool(client.search(f'UNDELETED HEADER Message-ID "{message_id}"'))
