"""An invented CardDAV server, whose addresses and abilities are those of one service or another."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape
from urllib.parse import unquote
from xml.sax.saxutils import escape

from invented import CARDS, NOW, READERS
from scripted_server import Asked, Said, Script

from reconnect.archive import Archive
from reconnect.archive.importing import ImportRun, found
from reconnect.sources.secrets import Secrets

BASIC = "Basic " + b64encode(b"ann:hunter2").decode()
_HEAD = (
    '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav" '
    'xmlns:s="http://calendarserver.org/ns/">'
)


def listing(responses: Iterable[str], token: str = "") -> Said:
    told = f"<d:sync-token>{token}</d:sync-token>" if token else ""
    return Said(207, f"{_HEAD}{''.join(responses)}{told}</d:multistatus>".encode())


def response(href: str, *props: str, status: str = "200 OK") -> str:
    return (
        f"<d:response><d:href>{escape(href)}</d:href><d:propstat><d:prop>{''.join(props)}</d:prop>"
        f"<d:status>HTTP/1.1 {status}</d:status></d:propstat></d:response>"
    )


def missing(href: str, status: str = "404 Not Found") -> str:
    return f"<d:response><d:href>{escape(href)}</d:href><d:status>HTTP/1.1 {status}</d:status></d:response>"


BOOK = "<d:resourcetype><d:collection/><c:addressbook/></d:resourcetype>"
FOLDER = "<d:resourcetype><d:collection/></d:resourcetype>"


@dataclass
class Book:
    """The cards by name; `changed` tells in which order they were written or removed."""

    cards: dict[str, str] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)

    def put(self, name: str, text: str) -> None:
        self.cards[name] = text
        self.changed.append(name)

    def delete(self, name: str) -> None:
        del self.cards[name]
        self.changed.append(name)


@dataclass
class Cloud:
    """An account: `begins` is where its principal is told, which `well_known` leads to; `books` by their addresses."""

    books: dict[str, Book] = field(default_factory=dict)
    begins: str = "/dav/"
    well_known: str = "/dav/"
    principal: str = "/dav/principals/ann/"
    home: str = "/dav/books/ann/"
    home_named: str = ""
    """How the principal names the home, where that is not its path."""
    beside: tuple[str, ...] = ()
    """What the home lists beside the books."""
    has_tokens: bool = True
    has_tags: bool = True
    has_sync: bool = True
    has_multiget: bool = True
    etag: str = '"{}"'
    page: int = 100
    """How many changes are told at once."""
    lost: set[str] = field(default_factory=set)
    """Cards that are listed and not given."""

    def __call__(self, asked: Asked) -> Said:
        if asked.headers.get("Authorization") != BASIC:
            return Said(401, headers={"WWW-Authenticate": 'Basic realm="cloud"'})
        if asked.path == "/.well-known/carddav":
            return Said(301, headers={"Location": self.well_known}) if self.well_known else Said(404)
        asked = asked._replace(path=unquote(asked.path))
        if asked.method == "PROPFIND":
            return self._propfind(asked)
        path, _, name = asked.path.rpartition("/")
        book = self.books.get(f"{path}/")
        if book is None:
            return Said(404)
        if asked.method == "GET":
            return Said(200, book.cards[name].encode()) if name in book.cards else Said(404)
        return self._sync(asked, book) if b"sync-collection" in asked.body else self._multiget(asked, book)

    def _propfind(self, asked: Asked) -> Said:
        is_deep = asked.headers["Depth"] == "1"
        if asked.path in self.books:
            book = self.books[asked.path]
            cards = [response(asked.path + name, self._etag(text)) for name, text in book.cards.items()]
            return listing([self._told(asked.path), *(cards if is_deep else [])])
        told = FOLDER
        if asked.path == self.principal:
            home = escape(self.home_named or self.home)
            told += f"<c:addressbook-home-set><d:href>{home}</d:href></c:addressbook-home-set>"
        elif asked.path not in (self.begins, self.home):
            return Said(404)
        told += f"<d:current-user-principal><d:href>{escape(self.principal)}</d:href></d:current-user-principal>"
        inside = [*map(self._told, self.books), *self.beside] if is_deep and asked.path == self.home else []
        return listing([response(asked.path, told), *inside])

    def _told(self, path: str) -> str:
        number = len(self.books[path].changed)
        tag, token = f"<s:getctag>tag{number}</s:getctag>", f"<d:sync-token>urn:sync:{number}</d:sync-token>"
        return response(path, BOOK, tag if self.has_tags else "", token if self.has_tokens else "")

    def _etag(self, text: str) -> str:
        digest = sha256(text.encode()).hexdigest()[:8]
        return f"<d:getetag>{escape(self.etag.format(digest))}</d:getetag>" if self.etag else ""

    def _sync(self, asked: Asked, book: Book) -> Said:
        since = re.search(rb"urn:sync:(\d+)<", asked.body)
        if not self.has_sync:
            return Said(405)
        if since is None:
            return Said(403, b'<d:error xmlns:d="DAV:"><d:valid-sync-token/></d:error>')
        start = int(since[1])
        told = [
            response(f"{asked.path}{name}", self._etag(book.cards[name]))
            if name in book.cards
            else missing(f"{asked.path}{name}")
            for name in dict.fromkeys(book.changed[start : start + self.page])
        ]
        stop = min(start + self.page, len(book.changed))
        if stop < len(book.changed):
            told.append(missing(asked.path, "507 Insufficient Storage"))
        return listing(told, f"urn:sync:{stop}")

    def _multiget(self, asked: Asked, book: Book) -> Said:
        if not self.has_multiget:
            return Said(501)
        told = []
        for href in re.findall(r"<href>([^<]*)</href>", asked.body.decode()):
            name = unescape(href).rpartition("/")[2]
            if name in self.lost:
                told.append(missing(unescape(href), "500 Internal Server Error"))
            elif name in book.cards:
                told.append(response(unescape(href), f"<c:address-data>{escape(book.cards[name])}</c:address-data>"))
            else:
                told.append(missing(unescape(href)))
        return listing(told)


def book(*texts: str) -> Book:
    """Three cards, or those that are given."""
    made = Book()
    for name, text in zip(("katie.vcf", "teo.vcf", "oksana.vcf"), texts or CARDS, strict=False):
        made.put(name, text)
    return made


def address(server: Script, path: str = "/") -> str:
    return f"carddav://ann@127.0.0.1:{server.port}{path}"


def fetch(archive: Archive, named: str) -> ImportRun:
    """Import from an address."""
    secrets = Secrets("", {"RECONNECT_PASSWORD": "hunter2"})
    return archive.import_exports(found([named], READERS, secrets=secrets), NOW)


def read(run: ImportRun) -> dict[str, int]:
    """How many cards each book brought, by its path."""
    return {"/" + each.path.split("/", 3)[3]: each.brought.read for each in run.imports}


def uids(archive: Archive) -> list[str]:
    """Whose cards there are."""
    return sorted(x.contact.uid for _, have in archive.listed() for x in have)
