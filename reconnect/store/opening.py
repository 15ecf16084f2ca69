"""Opening the database: private from birth, write-ahead logged, brought up to date, and never half-made.

The file is made empty with mode 0600 before SQLite sees it, because SQLite would make it readable to everybody and its
log files copy its mode. Commands that only read open it with plain sqlite3, which is there at once;
sqlite_utils is not.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reconnect.errors import DatabaseBusy, DatabaseNewer, DatabaseUnusable, DiskFull, NothingImported
from reconnect.store.schema import MIGRATIONS, STEPS, VERSION
from reconnect.store.sweeping import finish

if TYPE_CHECKING:
    from sqlite_utils import Database

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
BUSY_MILLISECONDS = 5_000
BUSY_MILLISECONDS_AT_THE_END = 500
"""Who has had the answer does not wait for long until it is remembered."""
CACHE_KIB = 32 << 10
"""Room for the index of a million messages, whose digests touch its pages in no order; SQLite alone takes 2 MiB."""
BACKUPS_KEPT = 3
APPLICATION_ID = int.from_bytes(b"reco")
"""What tells our files from other programs' (SQLite's `pragma application_id`)."""


def open_store(path: Path) -> Database:
    """Open the database for writing, making it, bringing it up to date, or ending a sweep where needed.

    Errors: DatabaseUnusable, DatabaseNewer, DatabaseBusy.
    """
    _make_private(path)
    _import_sqlite_utils()
    from sqlite_utils import Database

    connection = _connect(path, f"file:{_quoted(path)}?mode=rw")
    db = Database(connection)
    try:
        with told(path):
            _check_ours(connection, path)
            connection.execute(f"pragma application_id = {APPLICATION_ID}")
            connection.execute("pragma journal_mode = wal")
            connection.execute("pragma synchronous = normal")
            connection.execute(f"pragma cache_size = {-CACHE_KIB}")
            _migrate(db, path)
            finish(db)
    except BaseException:
        connection.close()
        raise
    return db


def open_reader(path: Path) -> sqlite3.Connection:
    """Open the database for reading only; one of an older version is brought up to date first.

    Errors: NothingImported when there is none, DatabaseUnusable, DatabaseNewer.
    """
    if path.is_dir():
        raise DatabaseUnusable(f"{path}: this is a folder, not a database; name a file in it with --db")
    if not path.exists():
        raise NothingImported(f"{path}: nothing has been imported yet; say: reconnect import PATH")
    with told(path), closing(_connect(path, f"file:{_quoted(path)}?mode=ro")) as probe:
        _check_ours(probe, path)
        outdated = probe.execute("pragma user_version").fetchone()[0] < VERSION
    if outdated:
        open_store(path).close()
    return _connect(path, f"file:{_quoted(path)}?mode=ro")


def open_writer(path: Path) -> sqlite3.Connection:
    """Open the database for a row or two that a command writes which mainly reads: sqlite_utils would take longer.

    Errors: those of `open_reader`.
    """
    open_reader(path).close()
    connection = _connect(path, f"file:{_quoted(path)}?mode=rw")
    connection.execute(f"pragma busy_timeout = {BUSY_MILLISECONDS_AT_THE_END}")
    return connection


@contextmanager
def transacted(conn: sqlite3.Connection) -> Iterator[None]:
    """Hold a write transaction of a connection of `open_writer`. Errors: those of `transaction`."""
    with told(Path(conn.execute("pragma database_list").fetchone()[2])):
        conn.execute("begin immediate")
        try:
            yield
            conn.execute("commit")
        except BaseException:
            conn.rollback()
            raise


@contextmanager
def transaction(db: Database) -> Iterator[Database]:
    """Hold one write transaction: everything inside is stored, or nothing is; inside another it is a part of that.

    Errors: DatabaseBusy when another writer holds the file, DiskFull.
    """
    if db.conn.in_transaction:
        with db.atomic():
            yield db
        return
    path = _path_of(db)
    with told(path):
        db.conn.execute("begin immediate")
        try:
            with db.atomic():
                yield db
            db.conn.execute("commit")
        except BaseException:
            db.rollback()
            raise


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into a line for a person."""
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            raise DatabaseBusy(f"{path}: another reconnect is writing to it; wait for it, or end it") from None
        if "full" in text or "disk I/O" in text:
            raise DiskFull(f"{path}: the disk is full or cannot be written; make room, then say it again") from None
        if "readonly" in text or "unable to open" in text:
            raise DatabaseUnusable(f"{path}: it cannot be written; check its folder's permissions") from None
        raise
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error) or "malformed" in str(error):
            raise DatabaseUnusable(f"{path}: this is no database of reconnect; name another with --db") from None
        raise


def _make_private(path: Path) -> None:
    try:
        path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE))
    except OSError as error:
        raise DatabaseUnusable(
            f"{path}: it cannot be made or opened ({error.strerror}); name another with --db"
        ) from None


def _import_sqlite_utils() -> None:
    """Import sqlite_utils without pandas and numpy, which it loads where it finds them for tables that we have not.

    That takes 0.4 s and 70 MB. None in `sys.modules` is how Python says that a module cannot be imported; sqlite_utils
    then does without it.
    """
    kept_out = [name for name in ("pandas", "numpy") if name not in sys.modules]
    sys.modules.update(dict.fromkeys(kept_out))  # type: ignore[arg-type]
    try:
        import sqlite_utils  # noqa: F401
    finally:
        for name in kept_out:
            del sys.modules[name]


def _connect(path: Path, uri: str) -> sqlite3.Connection:
    with told(path):
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_MILLISECONDS / 1000)
        connection.execute("pragma foreign_keys = on")
        return connection


def _quoted(path: Path) -> str:
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _path_of(db: Database) -> Path:
    return Path(db.conn.execute("pragma database_list").fetchone()[2])


def _check_ours(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse another program's database, and one that a later version of ours wrote."""
    (application,) = connection.execute("pragma application_id").fetchone()
    (tables,) = connection.execute("select count(*) from sqlite_master").fetchone()
    if application != APPLICATION_ID and (application or tables):
        raise DatabaseUnusable(f"{path}: this is no database of reconnect; name another with --db")
    if connection.execute("pragma user_version").fetchone()[0] > VERSION:
        raise DatabaseNewer(f"{path}: a newer version of reconnect wrote it; upgrade reconnect")


def _migrate(db: Database, path: Path) -> None:
    from sqlite_utils import Migrations

    if db.conn.execute("pragma user_version").fetchone()[0] == VERSION:
        return
    migrations = Migrations(MIGRATIONS)
    for step in STEPS:
        migrations(name=step.__name__)(step)
    pending = migrations.pending(db)
    if 0 < len(pending) < len(STEPS):
        _back_up(db.conn, path, pending[0].name)
    db.conn.execute("begin immediate")  # two programs may open a new file at once; the second finds nothing to do
    migrations.apply(db)
    db.conn.execute(f"pragma user_version = {VERSION}")
    db.conn.execute("commit")


def _back_up(connection: sqlite3.Connection, path: Path, step: str) -> None:
    """Keep a copy from before a change of the tables; a plain copy of the file would miss its log."""
    copy = path.with_name(f"{path.name}.before-{step.split('_')[0]}")
    _make_private(copy)
    with closing(sqlite3.connect(copy)) as target:
        connection.backup(target)
    for old in sorted(path.parent.glob(f"{path.name}.before-m*"))[:-BACKUPS_KEPT]:
        old.unlink()
