"""A forgotten person is known again by hashes alone: of their addresses, numbers, links, and names in a service.

Each point is kept twice: by itself, and together with every name of theirs. By itself it tells as long as nobody who
stays has it too; then, as with a couple's mailbox, it tells only whose name agrees. A telephone number and a task's
address always ask for the name, since a switchboard's is on the cards of colleagues still to come; a record without a
name is told by the number. A key is a point of its service. A name by itself tells only where it is all there is, and
only in the service that told it: a friends list has no addresses.

The surprising fact: names agree although only hashes of them are kept. What a full name may be shortened to is marked
as such, so that Otto meets Otto Alt and Otto Neu, and those two do not meet.

The hashes are BLAKE2b (RFC 7693) with a random key that is made at the first forgetting and lies in the same file. They
keep an address from being read, and from being compared with another file's; who has the file and guesses a number can
still ask it. Normal forms are the business of `reconnect.identity`, and come in as `Traits`.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from importers.records import Contact

if TYPE_CHECKING:
    import sqlite3

ANY_NAME = 0
_FOR_SHORT = "\x1fshort"
_RELAYED = "\x1frelayed"
_NOBODY = "\x1fnobody"
_NUMBER = re.compile(r"#\d+$")
"""What is put behind the key of the second record of one key in an export, or the third."""

Point: TypeAlias = tuple[str, str]
"""A kind (email, phone, url, handle, key) and a value in its normal form."""


class Traits(NamedTuple):
    """By what somebody is known again in any service; names are folded.

    `name` is the name as written, "" where there is none. `names` are the ways to write it that other sources have,
    none where it tells nobody (Mom); `short` are what a full name is shortened to. `of_many` are the points that others
    may have as well, who are still to come: addresses such as info@. `is_relayed` says that a service or a list wrote
    in their name.
    """

    points: frozenset[Point]
    name: str
    names: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()
    of_many: frozenset[Point] = frozenset()
    is_relayed: bool = False


TraitsOf: TypeAlias = Callable[[Contact], Traits]
"""Tells the traits of a contact."""

Fields: TypeAlias = Mapping[str, Any]
"""Fields of a contact by name, without those that the source left empty."""

MayBe: TypeAlias = Callable[[Fields], bool]
"""Tells whether a contact of these fields may be somebody, sooner than its traits can be told."""

Alike: TypeAlias = Callable[[Sequence[Traits]], MayBe]
"""Tells whose traits may agree with any of these in a point, the name as written, or, where both have a full name, a
way to write it; in doubt they may.
"""


class Stone(NamedTuple):
    """One thing that tells a forgotten person; `name` is "" where the value is enough."""

    kind: str
    value: str
    name: str = ""


class Told(NamedTuple):
    """A contact as a service told it: the importer, the key under which it is stored, and its traits."""

    importer: str
    key: str
    traits: Traits

    @property
    def points(self) -> frozenset[Point]:
        """The points, and the key as the source has it, which equal ones of one export have in common."""
        return self.traits.points | key_points(self.importer, self.key)

    @property
    def names(self) -> frozenset[str]:
        """All ways to write the whole name."""
        return self.traits.names | ({self.traits.name} if self.traits.name else set())

    @property
    def records(self) -> set[Stone]:
        """The record itself, which tells two of one key and name apart as long as their order stays."""
        stone = Stone("record", f"{self.importer}\x1f{self.key}", self.traits.name or _NOBODY)
        return {stone} if key_points(self.importer, self.key) else set()


def key_points(importer: str, key: str) -> set[Point]:
    """Return the key as the source has it, as a point of the importer, where there is any."""
    text = without_number(key).strip("\x1f")
    return {("key", f"{importer}\x1f{text}")} if text else set()


def without_number(key: str) -> str:
    """Return a key as the source has it."""
    return _NUMBER.sub("", key)


def bare_name(importer: str, name: str) -> Stone:
    """Return what tells somebody of whom a service gives no more than a name."""
    return Stone("name", f"{importer}\x1f{name}")


def asked(told: Told) -> Iterator[Stone]:
    """Yield every stone that would tell a contact."""
    traits = told.traits
    for point in told.points:
        if point[0] != "phone" or not traits.names:
            yield Stone(*point)
        yield from (Stone(*point, name) for name in (*told.names, *traits.short))
        yield from (Stone(*point, name + _FOR_SHORT) for name in told.names)
    yield from told.records
    if traits.name and not traits.points:
        yield bare_name(told.importer, traits.name)
    if traits.is_relayed:
        yield from _relayed(traits)


def kept(told: Told) -> Iterator[Stone]:
    """Yield every stone that must not be left, since it tells somebody who stays."""
    yield from asked(told)
    for point in told.points:
        yield Stone(*point)
        yield from (Stone(*point, name + _FOR_SHORT) for name in told.traits.short)
    yield from (bare_name(told.importer, name) for name in (told.traits.name,) if name)
    yield from _relayed(told.traits)


def stones_of(theirs: Sequence[Told]) -> set[Stone]:
    """Return what tells a person, all of whose contacts are given; others may be told by it as well."""
    points = {point for told in theirs for point in told.points}
    of_many = {point for told in theirs for point in told.traits.of_many}
    names = {name for told in theirs for name in told.names}
    names |= {name + _FOR_SHORT for told in theirs for name in told.traits.short}
    stones = {Stone(*point, name) for point in points for name in names} | {Stone(*x) for x in points - of_many}
    for told in theirs:
        stones |= told.records | {*_relayed(told.traits)}
        stones |= {bare_name(told.importer, told.traits.name)} if told.traits.name else set()
    return stones


def perhaps_told(theirs: Sequence[Told], alike: Alike) -> Callable[[str, str, str], bool]:
    """Return what tells of a contact whether `asked` or `kept` may yield a stone of these.

    It takes the importer, the key, and the text of the fields. A stone is of a point, of a key, or of a name, so that
    contacts agree in none where they agree in none of these.
    """
    keys = {point for told in theirs for point in key_points(told.importer, told.key)}
    may_be = alike([told.traits for told in theirs])
    return lambda importer, key, text: not keys.isdisjoint(key_points(importer, key)) or may_be(json.loads(text))


def _relayed(traits: Traits) -> Iterator[Stone]:
    """Yield what tells somebody in whose full name a service writes from its own address."""
    yield from (bare_name(_RELAYED, name) for name in traits.names if traits.short)


class Hashes:
    """Turns stones into numbers with the key of this database."""

    def __init__(self, key: str) -> None:
        self._key = bytes.fromhex(key)

    def of(self, stone: Stone) -> tuple[int, int]:
        """Return the numbers of the value and of the name."""
        return self.value(stone.kind, stone.value), self._number(stone.name) if stone.name else ANY_NAME

    def value(self, kind: str, value: str) -> int:
        """Return the number of a value alone."""
        return self._number(f"{kind}\x1f{value}")

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
    (person,) = conn.execute("select coalesce(max(person), 0) + 1 from tombstones").fetchone()
    conn.executemany(
        "insert or ignore into tombstones (kind, value, name, person) values (?, ?, ?, ?)",
        [(stone.kind, *known.of(stone), person) for stone in sorted(stones)],
    )


def lift_stones(conn: sqlite3.Connection, stones: Iterable[Stone]) -> int:
    """Let the people come in again whom any of these tells, and nobody else; return how many people.

    Nothing is left that tells them. What somebody else who was forgotten has as well, such as a couple's mailbox, tells
    that one still, but only with the name.
    """
    known = hashes(conn)
    asked = {known.of(stone)[0] for stone in stones} if known else set()
    rows = conn.execute("select kind, value, person from tombstones").fetchall()
    people = {person for _, value, person in rows if value in asked}
    values = {value for kind, value, person in rows if person in people and kind != "name"}
    conn.executemany("delete from tombstones where person = ?", [(person,) for person in people])
    ask_for_names(conn, values)
    return len(people)


def ask_for_names(conn: sqlite3.Connection, values: Iterable[int]) -> None:
    """Let hashed values that somebody who stays has as well tell the forgotten only together with a name."""
    conn.executemany("delete from tombstones where value = ? and name = ?", [(value, ANY_NAME) for value in values])
