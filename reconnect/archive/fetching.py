"""An account on a server is read collection by collection, each fetch an import of its own that can be taken back.

What was fetched before is not fetched again: how far each fetch came is kept with its import, and goes with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from secrets import token_hex
from typing import TYPE_CHECKING

from importers.base import Importer
from reconnect.archive.one_export import Imported, Progress, store
from reconnect.errors import CollectionRefused, ServerError, UnusableAddress
from reconnect.plugins import Registered, Unclaimed
from reconnect.sources import IMPORTERS, open_source
from reconnect.sources.base import Collection, Delivery
from reconnect.sources.secrets import Secrets
from reconnect.sources.server import Server, is_address, server_of
from reconnect.store import growth
from reconnect.store.imports import Brought, Source, today
from reconnect.store.ingest import Told

if TYPE_CHECKING:
    from sqlite_utils import Database

__all__ = ["Account", "accounts", "fetched", "is_address"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account on a server, as it was named, and the importer that reads what is fetched from it."""

    path: str
    server: Server
    password: str = field(repr=False)
    reader: Registered


def accounts(addresses: Sequence[str], readers: Sequence[Registered], secrets: Secrets) -> Iterator[Account]:
    """Yield the accounts at some addresses, each with its password. Errors: UnusableAddress, NoPassword."""
    servers = {address: server_of(address) for address in addresses}
    first, *others = {server.account: address for address, server in servers.items()}.values() or ("",)
    if others and secrets.is_one_for_all:
        raise UnusableAddress(
            f"{first} and {others[0]}: one password is given for two servers; import from one at a time"
        )
    passwords: dict[str, str] = {}
    for address, server in servers.items():
        if server.account not in passwords:
            passwords[server.account] = secrets.password(server)
        reader = next(each for each in readers if each.importer.name == IMPORTERS[server.kind])
        yield Account(path=address, server=server, password=passwords[server.account], reader=reader)


def fetched(db: Database, account: Account, now: datetime, progress: Progress | None) -> Iterator[Imported | Unclaimed]:
    """Yield what each collection of an account brought, and what could not be fetched.

    A connection that breaks ends the account; what came before is stored, and the next run goes on behind it.
    """
    try:
        with closing(open_source(account.server, account.password)) as source:
            for collection in source.collections():
                try:
                    yield from _collected(db, account, collection, now, progress)
                except CollectionRefused as error:
                    yield Unclaimed(collection.address, error)
    except ServerError as error:
        yield Unclaimed(account.path, error)


def _collected(
    db: Database, account: Account, collection: Collection, now: datetime, progress: Progress | None
) -> Iterator[Imported]:
    """Yield what is new in a collection as an import of its own, or several where it is large.

    Errors: ServerError, CollectionRefused, and those of the store.
    """
    delivery = collection.fetch(growth.left_at(db.conn, collection.address))
    if delivery is None:
        yield from _nothing_new(db, collection, account.reader.importer)
    while delivery is not None:
        yield _stored(db, account, delivery, now, progress)
        if delivery.broken is not None:
            raise delivery.broken
        delivery = collection.fetch(growth.left_at(db.conn, collection.address)) if delivery.is_part else None


def _stored(db: Database, account: Account, delivery: Delivery, now: datetime, progress: Progress | None) -> Imported:
    importer = account.reader.importer
    if progress is not None:
        progress.more(delivery.export.size)
    source = Source(
        importer=importer.name,
        version=account.reader.version,
        path=delivery.export.location,
        is_file=False,
        size=0,
        hash=token_hex(32),  # no fetch is like another
        named=today(now),
        modified=None,
    )
    return store(db, source, delivery.export, partial(_read, importer, delivery), now, progress, waits=True)


def _nothing_new(db: Database, collection: Collection, importer: Importer) -> Iterator[Imported]:
    last = growth.last_import(db.conn, collection.address)
    if last is not None:
        yield Imported(collection.address, importer.name, Brought(id=last, same_as=collection.address))


def _read(importer: Importer, delivery: Delivery, *_: object) -> Iterator[Told]:
    yield from importer.extract(delivery.export)
    yield from delivery.bookmarks()
