"""The sieve keeps what tells of the forgotten out of an import: their contacts, their messages, their part in others'.

The surprising fact: a contact that is stored already may come to share an address of theirs, and stays what it is. From
then on the address tells nobody without the name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import compress, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from importers.records import Contact, InteractionBlock, Mailbox, Origin
from reconnect.store.tombstones import ANY_NAME, Hashes, Told, TraitsOf, ask_for_names, asked, hashes

if TYPE_CHECKING:
    import sqlite3

REASON = "forgotten"
_PER_MESSAGE = (
    "keys", "members", "records", "ats", "kinds", "witnesses", "subjects", "threads", "replies", "digests",
)  # fmt: skip


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


class Sieve:
    """Keeps what tells of the forgotten out of one import."""

    def __init__(
        self, conn: sqlite3.Connection, importer: str, traits_of: TraitsOf, known: Hashes, stones: set[tuple[int, int]]
    ) -> None:
        self._conn, self._importer, self._traits_of = conn, importer, traits_of
        self._known, self._stones = known, stones
        self._values = {value for value, _ in stones}
        self._mine = _mine(conn)
        self._hit: dict[Mailbox, bool] = {}

    def holds_back(self, contact: Contact, key: str) -> bool:
        """Tell whether a contact, to be stored under `key`, is a forgotten person's."""
        if contact.is_me:
            return False
        told = self._told(contact, key)
        if told and {name for _, name in told} == {ANY_NAME} and self._is_stored(key):
            self._ask_for_names({value for value, _ in told})
            return False
        return bool(told)

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
            self._hit[mailbox] = not self._is_mine(mailbox) and bool(self._told(_as_contact(mailbox), mailbox.key))
        return self._hit[mailbox]

    def _told(self, contact: Contact, key: str) -> set[tuple[int, int]]:
        """Return the hashes that tell a contact."""
        told: set[tuple[int, int]] = set()
        for (kind, value), stones in groupby(
            asked(Told(self._importer, key, self._traits_of(contact))), itemgetter(0, 1)
        ):
            if self._known.value(kind, value) in self._values:  # next to none is, so names are seldom hashed
                told |= self._stones.intersection(map(self._known.of, stones))
        return told

    def _ask_for_names(self, values: set[int]) -> None:
        ask_for_names(self._conn, values)
        self._stones -= {(value, ANY_NAME) for value in values}

    def _is_stored(self, key: str) -> bool:
        sql = "select 1 from contacts where importer = ? and key = ?"
        return self._conn.execute(sql, (self._importer, key)).fetchone() is not None


def sieve(conn: sqlite3.Connection, importer: str, traits_of: TraitsOf) -> Sieve | None:
    """Return what keeps the forgotten out of an import, or None where nobody is forgotten."""
    known = hashes(conn)
    stones = set(conn.execute("select value, name from tombstones").fetchall())
    return Sieve(conn, importer, traits_of, known, stones) if known and stones else None


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
