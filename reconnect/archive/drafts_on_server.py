"""Drafts go into the folder for drafts of a mail account, where any mail program finds them; nothing is sent.

Other than the .eml file, which is known for unsent by having no Date, a draft on a server bears the mark of one there,
and gets the Date on which it was written: RFC 5322 asks for it, and mail programs list by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from reconnect.archive.outbox import open_drafts, sender
from reconnect.drafts import eml
from reconnect.drafts.facts import Draft
from reconnect.errors import UnusableAddress
from reconnect.sources.secrets import Secrets
from reconnect.sources.server import server_of

if TYPE_CHECKING:
    from reconnect.archive import Archive


@dataclass(frozen=True, slots=True)
class PutThere:
    """A draft and the address of its folder; `was_there` tells that it stood there before, or where sent mail does."""

    address: str
    draft: Draft
    was_there: bool


def put(archive: Archive, address: str, secrets: Secrets) -> Iterator[PutThere]:
    """Put the open drafts on a server, those that are not there, and yield each as soon as it stands there.

    Errors: UnusableAddress, NoPassword, ServerError, CollectionRefused, UnwritableAddress.
    """
    server = server_of(address)
    if server.kind != "imap":
        raise UnusableAddress(f"{address}: drafts are put where mail is: imaps://you@host/")
    me, drafts = sender(archive), open_drafts(archive)
    letters = {id: (eml.message_id(draft, id), _letter(draft, id, *me)) for id, draft in drafts.items()}
    if not letters:
        return
    from reconnect.sources.imap.drafts import DraftsFolder

    with closing(DraftsFolder(server, secrets.password(server))) as folder:
        there = folder.there(message_id for message_id, _ in letters.values())
        for id, (message_id, letter) in letters.items():
            if message_id not in there:
                folder.add(letter)
            yield PutThere(folder.address, drafts[id], message_id in there)


def _letter(draft: Draft, id: int, address: str, name: str) -> bytes:
    date = format_datetime(datetime.fromisoformat(draft.created_at))
    return b"Date: %s\r\n" % date.encode("ascii") + eml.write(draft, address, name, id)
