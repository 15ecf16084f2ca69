"""What a source tells of a server: its collections, and of each what is new, as an export that an importer reads.

The surprising fact: a delivery is read while it comes. A connection that breaks ends the export like the end of a file,
so all that came before is whole; `broken` says afterwards that it broke, and the bookmarks how far it came.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Protocol

from importers.bookmarks import Bookmark
from importers.containers import Container
from importers.export import Export
from reconnect.errors import CollectionRefused, ServerError


class Source(Protocol):
    """An account on a server, logged in."""

    def collections(self) -> Iterator[Collection]:
        """Yield the folders of mail, or the address books, that are to be read. Errors: ServerError."""
        ...

    def close(self) -> None:
        """Take leave of the server, as far as it listens; never raise."""
        ...


class Collection(Protocol):
    """A folder of mail, or an address book.

    `address` is where it lies, such as "imaps://ann@mail.example.org/INBOX"; no secret is in it.
    """

    address: str

    def fetch(self, known: Sequence[Bookmark]) -> Delivery | None:
        """Return what is new, or None where nothing is.

        `known` are the bookmarks of all earlier deliveries that are still in the database, the latest first; what one
        of them told and was taken back since is not among them, and is fetched again.
        Errors: ServerError, CollectionRefused.
        """
        ...


class Delivery(Protocol):
    """What is being fetched of a collection.

    `export` is read once, from the first byte to the last. With `is_part` there is more, to be asked for anew.
    """

    export: Fetched

    @property
    def is_part(self) -> bool:
        """Whether more is new than is delivered at once."""
        ...

    @property
    def broken(self) -> ServerError | CollectionRefused | None:
        """The error that ended the export too early, or for which something of it is missing, else None."""
        ...

    def bookmarks(self) -> Sequence[Bookmark]:
        """Return how far the fetching came, as soon as the export has been read."""
        ...


class Fetched(Export):
    """The export of a delivery; it lies at `address`, in a container that fetches what is asked for."""

    def __init__(self, address: str, container: Container) -> None:
        self._address = address
        super().__init__(PurePosixPath(address).name, container=container)

    @property
    def location(self) -> str:
        """The address of the collection."""
        return self._address

    @property
    def name(self) -> str:
        """The last part of the address."""
        return PurePosixPath(self._address).name
