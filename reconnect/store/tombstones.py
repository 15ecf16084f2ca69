"""A forgotten person is known again by hashes alone: of their addresses, numbers, links, and names in a service.

The surprising fact: a point that somebody else who stays also has, such as a couple's mailbox, tells nobody by itself,
and is kept together with the name; so a forgotten person does not take anybody along. A name tells only where it is
all there is, and only in the service that told it: a friends list has no addresses.

The hashes are BLAKE2b (RFC 7693) with a random key that is made at the first forgetting and lies in the same file. They
keep an address from being read, and from being compared with another file's; who has the file and guesses a number can
still ask it. Normal forms are the business of `reconnect.identity`, and come in as `Traits`.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from importers.records import Contact, InteractionBlock, Mailbox, Origin

if TYPE_CHECKING:
    import sqlite3

ANY_NAME = 0
REASON = "forgotten"
_PER_MESSAGE = (
    "keys", "members", "records", "ats", "kinds", "witnesses", "subjects", "threads", "replies", "digests",
)  # fmt: skip

Point: TypeAlias = tuple[str, str]
"""A kind (email, phone, url, handle) and a value in its normal form."""


class Traits(NamedTuple):
    """By what somebody is known again in any service; the name is folded, and may be "".

    `of_many` are the points that others may have as well, who are still to come: addresses such as info@.
    """

    points: frozenset[Point]
    name: str
    of_many: frozenset[Point] = frozenset()


TraitsOf: TypeAlias = Callable[[Contact], Traits]
"""Tells the traits of a contact."""


class Stone(NamedTuple):
    """One thing that tells a forgotten person; `name` is "" where the value is enough."""

    kind: str
    value: str
    name: str = ""


def in_service(importer: str, key: str, traits: Traits) -> set[Stone]:
    """Return what tells a contact of an importer: its key, and its name.

    The name is another stone where it is all there is, since with an address beside it others may have it too.
    """
    stones = {Stone("key", f"{importer}\x1f{key}")} if key.strip("\x1f") else set()
    return stones | ({bare_name(importer, traits.name)} if traits.name else set())


def bare_name(importer: str, name: str) -> Stone:
    """Return what tells somebody of whom a service gives no more than a name."""
    return Stone("name", f"{importer}\x1f{name}")


class Party(NamedTuple):
    """A participant of one message: the role, what tells it from the others, whether it is mine, and forgotten."""

    role: str
    who: str
    is_mine: bool
    is_forgotten: bool


def is_theirs(parties: Sequence[Party]) -> bool:
    """Tell whether a message goes with the forgotten: they alone wrote it, or nobody else but me took part.

    It was delivered to me. Where I am not known in it, the only other party is taken to be me.
    """
    left = [party for party in parties if not party.is_forgotten]
    if any(party.role == "from" for party in parties) and not any(party.role == "from" for party in left):
        return True
    mine = {party.who for party in left if party.is_mine or party.role == "delivered-to"}
    return len({party.who for party in left} - mine) <= (0 if mine else 1)


def who(key: str) -> str:
    """Return what tells a correspondent whatever its display name: the address in its key, else the key."""
    return key.rpartition("<")[2].rstrip(">").casefold()


class Hashes:
    """Turns stones into numbers with the key of this database."""

    def __init__(self, key: str) -> None:
        self._key = bytes.fromhex(key)

    def of(self, stone: Stone) -> tuple[int, int]:
        """Return the numbers of the value and of the name."""
        return self._number(f"{stone.kind}\x1f{stone.value}"), self._number(stone.name) if stone.name else ANY_NAME

    def _number(self, text: str) -> int:
        digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=self._key, digest_size=8).digest()
        return int.from_bytes(digest, "big", signed=True)


def hashes(conn: sqlite3.Connection) -> Hashes | None:
    """Return the hashes of this database, None before anybody was forgotten."""
    row = conn.execute("select key from forgetting_key").fetchone()
    return None if row is None else Hashes(row[0])


def write_stones(conn: sqlite3.Connection, stones: Iterable[Stone]) -> None:
    """Remember by what one more person is forgotten, making the key when there is none."""
    known = hashes(conn)
    if known is None:
        key = secrets.token_hex(32)
        conn.execute("insert into forgetting_key (key) values (?)", (key,))
        known = Hashes(key)
    (person,) = conn.execute("select coalesce(max(person), 0) + 1 from forgotten").fetchone()
    conn.executemany(
        "insert or ignore into forgotten (kind, value, name, person) values (?, ?, ?, ?)",
        [(stone.kind, *known.of(stone), person) for stone in sorted(stones)],
    )


def lift_stones(conn: sqlite3.Connection, stones: Iterable[Stone]) -> int:
    """Remove all that tells the people whom any of these tells; return how many people."""
    known = hashes(conn)
    values = {known.of(stone)[0] for stone in stones} if known else set()
    rows = conn.execute("select value, person from forgotten").fetchall()
    people = {person for value, person in rows if value in values}
    conn.executemany("delete from forgotten where person = ?", [(person,) for person in people])
    return len(people)


class Sieve:
    """Keeps what tells of the forgotten out of one import."""

    def __init__(
        self, conn: sqlite3.Connection, importer: str, traits_of: TraitsOf, known: Hashes, stones: set[tuple[int, int]]
    ) -> None:
        self._conn, self._importer, self._traits_of = conn, importer, traits_of
        self._known, self._stones = known, stones
        self._mine = _mine(conn)
        self._hit: dict[Mailbox, bool] = {}

    def holds_back(self, contact: Contact) -> bool:
        """Tell whether a contact is a forgotten person's; who stays may come to share an address of theirs."""
        return not contact.is_me and self._tells(contact) and not self._is_stored(contact.key)

    def sift(self, block: InteractionBlock) -> tuple[InteractionBlock, Counter[str]]:
        """Return a block without the forgotten, and how many of its messages went with them, by member."""
        hit = {place for place, mailbox in enumerate(block.mailboxes) if self._is_hit(mailbox)}
        if not hit:
            return block, Counter()
        gone = self._gone(block, hit)
        return _without(block, hit, gone), Counter(block.members[message] for message in gone)

    def _gone(self, block: InteractionBlock, hit: set[int]) -> set[int]:
        """Return the messages that go with the forgotten, who are the mailboxes at the places `hit`."""
        told = list(zip(block.of_message, block.of_role, block.of_mailbox, strict=True))
        touched = {message for message, _, place in told if place in hit}
        taking_part = [row for row in told if row[0] in touched]
        mailboxes = {place: block.mailboxes[place] for place in {place for *_, place in taking_part}}
        sides = {place: (who(box.key), self._is_mine(box), place in hit) for place, box in mailboxes.items()}
        parties: dict[int, list[Party]] = defaultdict(list)
        for message, role, place in taking_part:
            parties[message].append(Party(role, *sides[place]))
        return {message for message in parties if is_theirs(parties[message])}

    def _is_mine(self, mailbox: Mailbox) -> bool:
        return who(mailbox.key) in self._mine or (mailbox.address or mailbox.name).casefold() in self._mine

    def _is_hit(self, mailbox: Mailbox) -> bool:
        if mailbox not in self._hit:
            self._hit[mailbox] = not self._is_mine(mailbox) and self._tells(_as_contact(mailbox))
        return self._hit[mailbox]

    def _tells(self, contact: Contact) -> bool:
        stones = _asked(contact, self._traits_of(contact), self._importer)
        return any(self._known.of(stone) in self._stones for stone in stones)

    def _is_stored(self, key: str) -> bool:
        sql = "select 1 from contacts where importer = ? and key = ?"
        return self._conn.execute(sql, (self._importer, key)).fetchone() is not None


def sieve(conn: sqlite3.Connection, importer: str, traits_of: TraitsOf) -> Sieve | None:
    """Return what keeps the forgotten out of an import, or None where nobody is forgotten."""
    known = hashes(conn)
    stones = set(conn.execute("select value, name from forgotten").fetchall())
    return Sieve(conn, importer, traits_of, known, stones) if known and stones else None


def _asked(contact: Contact, traits: Traits, importer: str) -> Iterator[Stone]:
    """Yield every stone that would tell a contact."""
    for kind, value in traits.points:
        yield Stone(kind, value)
        if traits.name:
            yield Stone(kind, value, traits.name)
    for stone in in_service(importer, contact.key, traits):
        if stone.kind == "key" or not traits.points:
            yield stone


def _as_contact(mailbox: Mailbox) -> Contact:
    emails, urls = ((mailbox.address,), ()) if "@" in mailbox.address else ((), (mailbox.address,))
    return Contact(key=mailbox.key, origin=Origin(""), formatted_name=mailbox.name, emails=emails, urls=urls)


def _mine(conn: sqlite3.Connection) -> set[str]:
    keys = conn.execute("select key from contacts join links on links.contact_id = contacts.id where person_id = 0")
    values = conn.execute("select value from me_found union select value from me where mine")
    removed = {value.casefold() for (value,) in conn.execute("select value from me where not mine")}
    return ({who(key) for (key,) in keys} | {value.casefold() for (value,) in values}) - removed


def _without(block: InteractionBlock, hit: set[int], gone: set[int]) -> InteractionBlock:
    stays = [message not in gone for message in range(len(block))]
    message_of = {message: place for place, message in enumerate(compress(range(len(block)), stays))}
    left = [place for place in range(len(block.mailboxes)) if place not in hit]
    place_of = {old: place for place, old in enumerate(left)}
    of = [
        (message_of[message], role, place_of[mailbox])
        for message, role, mailbox in zip(block.of_message, block.of_role, block.of_mailbox, strict=True)
        if stays[message] and mailbox not in hit
    ]
    columns: dict[str, Any] = {name: list(compress(getattr(block, name), stays)) for name in _PER_MESSAGE}
    return replace(
        block,
        **columns,
        mailboxes=[block.mailboxes[place] for place in left],
        of_message=[message for message, *_ in of],
        of_role=[role for _, role, _ in of],
        of_mailbox=[mailbox for *_, mailbox in of],
    )
