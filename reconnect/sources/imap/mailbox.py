"""A folder of mail: which messages were not looked at yet, and their headers in batches.

A bookmark tells the UIDs that one fetch looked at, so that what another fetch brought and was taken back is fetched
again, and nothing else. The surprising fact: what a server says of its next UID is believed only where it says that
nothing is new; up to the highest UID that it really has, and no further, messages count as looked at.
What is marked as deleted or as a draft is passed over by the server itself, and not counted. RFC 3501.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from importers.bookmarks import Bookmark
from reconnect.errors import CollectionRefused, ServerError
from reconnect.plural import counted
from reconnect.sources.base import Fetched
from reconnect.sources.imap import uids
from reconnect.sources.imap.connection import Connection, Refused, is_sayable
from reconnect.sources.imap.folders import Folder, quoted
from reconnect.sources.imap.letters import ITEMS, ITEMS_OF_GMAIL, Letters, Mail, Told, is_dated, letter, told_of

BATCH = 500
"""Messages that are asked for at a time; fewer cost more, and more gain nothing."""

MOST_AT_ONCE = 50_000
"""Messages of one delivery, which are in memory together, some 50 MB."""

MOST_OWED = 20
"""Messages of a folder that a server may refuse, one by one, before the folder is given up."""

WINDOW = 80_000
"""Messages that are searched at a time: the numbers of these fit in the longest line that imaplib reads."""


class _State(NamedTuple):
    """What a server says of a folder; `validity` changes when all its UIDs do, `following` is the next UID, or 0."""

    validity: int
    following: int
    messages: int


class Mailbox:
    """A folder on a server as a collection."""

    def __init__(self, connection: Connection, folder: Folder) -> None:
        self._connection, self._folder = connection, folder
        self.address = f"{connection.account}/{quoted(folder.name)}"

    def fetch(self, known: Sequence[Bookmark]) -> Fetching | None:
        """Return what was not looked at yet. Errors: ServerError, CollectionRefused."""
        try:
            state = self._examined()
            fetching = Fetching(self, state, self._looked_at(known, state.validity))
            return fetching if fetching.begin() else None
        except Refused as error:
            raise CollectionRefused(f"{self.address}: it cannot be read ({error.words}); check its name") from None

    def _examined(self) -> _State:
        if not is_sayable(self._folder.raw.decode("latin-1")):
            raise CollectionRefused(f"{self.address}: its name is not written as IMAP asks for; rename it")
        told = self._connection.ask(lambda client: client.select_folder(self._folder.raw, readonly=True))
        validity, following, messages = (told.get(key, 0) for key in (b"UIDVALIDITY", b"UIDNEXT", b"EXISTS"))
        return _State(validity, following, messages)

    def _looked_at(self, known: Sequence[Bookmark], validity: int) -> list[range]:
        told = [json.loads(each.text) for each in known]
        return uids.joined(each for one in told if one["uidvalidity"] == validity for each in uids.read(one["uids"]))

    def search(self, among: Sequence[range], messages: int) -> list[int]:
        """Return which of some UIDs there are, marked neither as deleted nor as drafts. Errors: ServerError.

        It goes from the last to the first: what is removed meanwhile lowers the numbers of those behind it.
        """
        found = set[int]()
        for start in reversed(range(1, messages + 1, WINDOW)):
            window = f"{start}:{min(messages, start + WINDOW - 1)}"
            criteria = f"{window} UID {uids.written(among)} UNDELETED UNDRAFT"
            found.update(self._connection.ask(partial(_searched, criteria=criteria)))
        return sorted(uid for uid in found if any(uid in each for each in among))

    def batch(self, wanted: Sequence[int]) -> list[bytes]:
        """Return messages by their UIDs, as they stand in an mbox. Errors: ServerError."""
        items = (*ITEMS, *ITEMS_OF_GMAIL) if self._connection.has_gmail else ITEMS
        answer = self._asked(wanted, *items)
        undated = [uid for uid in wanted if uid in answer and not is_dated(answer[uid])]
        for uid, dates in self._asked(undated, "INTERNALDATE").items():
            answer[uid].update(dates)
        return [text for uid in wanted if (text := letter(answer.get(uid, {})))]

    def _asked(self, wanted: Sequence[int], *items: str) -> dict[int, Told]:
        if not wanted:
            return {}
        numbers = uids.written(uids.joined(range(uid, uid + 1) for uid in wanted))
        return self._connection.ask(lambda client: told_of(client.fetched(numbers, f"(UID {' '.join(items)})")))


def _searched(client: Any, criteria: str) -> list[int]:
    found: list[int] = client.search(criteria)
    return found


class Fetching:
    """What is being fetched of a folder; the first batch comes when it begins, the others as they are read."""

    def __init__(self, mailbox: Mailbox, state: _State, known: Sequence[range]) -> None:
        self._mailbox, self._state = mailbox, state
        self._asked = uids.others(known)
        self._reached = self._records = 0
        self._owed: list[int] = []
        self.broken: ServerError | CollectionRefused | None = None
        is_all_known = len(self._asked) == 1 and bool(known) and self._asked[0].start == state.following
        found = mailbox.search(self._asked, state.messages) if state.messages and not is_all_known else []
        self._uids, self.is_part = found[:MOST_AT_ONCE], len(found) > MOST_AT_ONCE
        self._first = b""
        self._rest = self._batches()
        self.export: Fetched = Mail(mailbox.address, Letters(len(self._uids), self._pieces))

    def begin(self) -> bool:
        """Fetch the first messages; tell whether there are any. Errors: ServerError."""
        self._first = next(self._rest, b"")
        if self.broken is not None and not self._first:
            raise self.broken
        return bool(self._first)

    def bookmarks(self) -> Sequence[Bookmark]:
        """Return which UIDs were looked at, without those that are owed."""
        looked_at = uids.written(uids.without(uids.up_to(self._asked, self._reached), self._owed))
        text = json.dumps({"uidvalidity": self._state.validity, "uids": looked_at})
        return [Bookmark(self.export.members[0].name, text, self._records)]

    def _pieces(self) -> Iterator[bytes]:
        yield self._first
        yield from self._rest

    def _batches(self) -> Iterator[bytes]:
        """Yield batches until all are there, or the connection breaks."""
        try:
            for start in range(0, len(self._uids), BATCH):
                letters = self._given(self._uids[start : start + BATCH])
                self._reached, self._records = self._uids[start : start + BATCH][-1], self._records + len(letters)
                if letters:
                    yield b"".join(letters)
        except Refused as error:
            if not self._reached:
                raise
            where = self._mailbox.address
            self.broken = CollectionRefused(f"{where}: it gives no more ({error.words}); the next import asks again")
        except ServerError as error:
            self.broken = error
        if self._owed and self.broken is None:
            self.broken = CollectionRefused(
                f"{self._mailbox.address}: {counted(len(self._owed), 'message')} could not be had; "
                "the next import asks again"
            )

    def _given(self, wanted: Sequence[int]) -> list[bytes]:
        """Return messages; if a server refuses many for the sake of one, that one is owed. Errors: ServerError."""
        try:
            return self._mailbox.batch(wanted)
        except Refused:
            if len(self._owed) == MOST_OWED:
                raise
            if len(wanted) == 1:
                self._owed += wanted
                return []
        half = len(wanted) // 2
        return self._given(wanted[:half]) + self._given(wanted[half:])
