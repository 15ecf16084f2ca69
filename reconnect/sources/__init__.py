"""Address books and mailboxes that live on a server: a source fetches them, an importer reads what it fetched.

Nothing is ever changed there but drafts that a person exports, and nobody is asked who was not named.
"""

from __future__ import annotations

from reconnect.sources.base import Source
from reconnect.sources.server import Server

IMPORTERS = {"imap": "mail", "carddav": "vcard"}
"""The importer that reads what is fetched, by the kind of server."""


def open_source(server: Server, password: str) -> Source:
    """Connect to a server and log in. Errors: ServerError."""
    if server.kind == "imap":
        from reconnect.sources.imap import Mailboxes

        return Mailboxes(server, password)
    from reconnect.sources.carddav import AddressBooks

    return AddressBooks(server, password)
