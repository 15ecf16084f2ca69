"""Whose archive it is: the addresses, names and profiles that the data itself shows to be the owner's.

Only counts are needed: the owner takes part in nearly everything, and two addresses of one person rarely face each
other, so together they cover the archive once. A colleague who is on many mails covers it a second time. Where nothing
is certain, nothing is found.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from importers.records import Contact
from reconnect.identity.grades import Grade, grade
from reconnect.identity.mailboxes import is_role
from reconnect.identity.names import Name, name_of_display
from reconnect.identity.nicknames import roots
from reconnect.identity.normal import fold, name_key, normal_email, normal_phone, normal_profile

OwnKind: TypeAlias = Literal["email", "name", "url", "phone"]

NEARLY_ALL = 0.9
MOST = 0.5
HALF = 0.5
FEWEST_DELIVERIES = 3
FEWEST_SIDES = 3
SHORTEST_SPELT = 4
DELIVERED_SHARE = 0.02
FACING_EACH_OTHER = 0.02
BY_NAME_IN = ("facebook", "instagram", "linkedin")


class Seen(NamedTuple):
    """One mailbox of a channel, and in how many interactions it sends, receives (to, cc or bcc), or is delivered to.

    `address` is an e-mail address, a profile URL, a telephone number, or "" where the name is all there is.
    """

    address: str
    name: str
    sent: int
    received: int
    delivered: int


@dataclass(frozen=True, slots=True)
class Own:
    """Something that is mine; `evidence` says in words how that is known."""

    value: str
    kind: OwnKind
    evidence: str


@dataclass(slots=True, eq=False)
class _Side:
    """All that was seen of one address (or bare name) in a channel."""

    value: str
    kind: OwnKind
    normal: str
    sent: int = 0
    received: int = 0
    delivered: int = 0
    names: dict[str, int] = field(default_factory=dict)

    @property
    def takes_part(self) -> int:
        return self.sent + self.received

    @property
    def name(self) -> str:
        """The name it is written with most often; of equals the first in the alphabet."""
        if len(self.names) < 2:
            return next(iter(self.names), "")
        return min(self.names, key=lambda name: (-self.names[name], name))


def find_me(own: Sequence[Contact], seen: Mapping[str, Sequence[Seen]], totals: Mapping[str, int]) -> tuple[Own, ...]:
    """Return what is the owner's, without repeats, what sources say themselves first.

    `own` are contacts that a source marks as its owner; `seen` and `totals` (numbers of interactions) go by channel.
    """
    found = [one for contact in own for one in _from_profile(contact)]
    for channel in sorted(seen):
        sides = _sides(seen[channel])
        total = totals.get(channel, 0)
        found += _from_mail(sides, total) if channel == "mail" else _from_service(sides, total)
    unique: dict[tuple[str, str], Own] = {}
    for one in found:
        known = unique.setdefault((one.kind, one.value.casefold()), one)
        if one.evidence not in known.evidence:
            unique[known.kind, known.value.casefold()] = replace(known, evidence=f"{known.evidence}; {one.evidence}")
    return tuple(unique.values())


class Mine:
    """What is the owner's: (kind, value) pairs, asked in their normal forms."""

    def __init__(self, me: Iterable[tuple[str, str]], home_region: str | None = None) -> None:
        self._region = home_region
        self._values: dict[str, set[str]] = defaultdict(set)
        for kind, value in me:
            if normal := _normal(kind, value, home_region):
                self._values[kind].add(normal)

    def is_me(self, contact: Contact, importer: str) -> bool:
        """Tell whether a contact is the owner's own.

        A name alone counts only in services that give no more than a name, and never for an entry of the owner's list.
        """
        if contact.is_me:
            return True
        points = contact.emails or contact.urls or contact.phones
        if points or contact.since or importer not in BY_NAME_IN:
            told = (("email", contact.emails), ("url", contact.urls), ("phone", contact.phones))
            return any(self._has(kind, values) for kind, values in told if values)
        return self._has("name", (contact.formatted_name,))

    def _has(self, kind: str, values: Sequence[str]) -> bool:
        mine = self._values.get(kind)
        return mine is not None and any(_normal(kind, value, self._region) in mine for value in values)


def own_value(text: str) -> tuple[OwnKind, str]:
    """Tell what kind of thing a value is: an address, a web page, a telephone number, else a name."""
    value = text.strip()
    if "/" in value and (normal_profile(value) or "://" in value):
        return "url", value
    if normal_email(value):
        return "email", value
    is_number = normal_phone(value) and not any(letter.isalpha() for letter in value)
    return ("phone" if is_number else "name"), value


def _normal(kind: str, value: str, home_region: str | None = None) -> str:
    if kind == "email":
        return normal_email(value)
    if kind == "phone":
        return normal_phone(value, home_region)
    return (kind == "url" and normal_profile(value)) or " ".join(value.casefold().split())


def _from_profile(contact: Contact) -> Iterator[Own]:
    evidence = f"your own profile says so ({contact.origin.member})"
    name = contact.formatted_name or f"{contact.given_name} {contact.family_name}".strip()
    yield from (Own(email, "email", evidence) for email in contact.emails)
    yield from (Own(name, "name", evidence) for name in (name,) if name)
    yield from (Own(url, "url", evidence) for url in contact.urls if normal_profile(url))
    yield from (Own(phone, "phone", evidence) for phone in contact.phones)


def side_of(address: str, name: str) -> tuple[OwnKind, str, str]:
    """Return by what a mailbox is known, its address or else its name: the kind, the value, and its normal form."""
    kind, value = own_value(address or name)
    return kind, value, _normal(kind, value)


def _sides(rows: Sequence[Seen]) -> list[_Side]:
    """Gather rows by address, those that take part in most first."""
    sides: dict[tuple[OwnKind, str], _Side] = {}
    for row in sorted(rows, key=lambda row: (-row.sent - row.received - row.delivered, row.address, row.name)):
        kind, value, normal = side_of(row.address, row.name)
        side = sides.get((kind, normal))
        if side is None:
            side = sides[kind, normal] = _Side(value, kind, normal)
        side.sent += row.sent
        side.received += row.received
        side.delivered += row.delivered
        if row.name:
            side.names[row.name] = side.names.get(row.name, 0) + row.sent + row.received
    return sorted(sides.values(), key=lambda side: (-side.takes_part, side.value))


def _from_service(sides: Sequence[_Side], total: int) -> Iterator[Own]:
    """Yield who takes part in nearly every interaction, where there are at least two others and none of them does."""
    often = [side.takes_part >= NEARLY_ALL * total for side in sides[:2]]
    if len(sides) < FEWEST_SIDES or often != [True, False]:
        return
    yield Own(sides[0].value, sides[0].kind, _takes_part(sides[0], total))


def _takes_part(side: _Side, total: int) -> str:
    return f"takes part in {min(side.takes_part, total):,} of {total:,} messages"


def _from_mail(sides: Sequence[_Side], total: int) -> Iterator[Own]:
    people = [side for side in sides if is_persons(side.kind, side.normal)]
    if len(people) < FEWEST_SIDES or not total:
        return
    mine = _delivered_to(people, total) or _in_most(people, total)
    for side in mine:
        delivered = f"{side.delivered:,} messages were delivered to it, " if side.delivered else ""
        counts = f"{delivered}{side.sent:,} sent from it and {side.received:,} addressed to it"
        yield Own(side.value, "email", f"{counts}, of {total:,}")
    written = sum((Counter(side.names) for side in mine), Counter[str]())
    for name, times in sorted(written.items(), key=lambda item: (-item[1], item[0]))[:1]:
        if name_of_display(name).kind == "full":
            yield Own(name, "name", f"written with your address in {times:,} messages")


def is_persons(kind: OwnKind, normal: str) -> bool:
    """Tell whether mail of what is known by this may be a person's: to an address, and not one of a task."""
    return kind == "email" and not is_role(normal)


def name_of_mine(rows: Sequence[Seen]) -> str:
    """Return the name written with the address in mail that is the first to be mine; whose agrees may be mine, too.

    Of `rows` there may be no others than of addresses to which anything was delivered, or that take part in most.
    """
    people = [side for side in _sides(rows) if is_persons(side.kind, side.normal)]
    mine = _much_delivered(people) or people
    return mine[0].name if mine else ""


def _delivered_to(people: Sequence[_Side], total: int) -> list[_Side]:
    """Return the addresses to which much was delivered, and those from which the rest was sent.

    What was not delivered to me I sent.
    """
    mine = _much_delivered(people)
    undelivered = total - sum(side.delivered for side in mine)
    return _filled_up(mine, people, undelivered, lambda side: side.sent, Grade.PART) if mine else []


def _much_delivered(people: Sequence[_Side]) -> list[_Side]:
    """Return the addresses to which much was delivered.

    All but the first must send too, for a mailing list never does, or spell my name.
    """
    fewest = max(FEWEST_DELIVERIES, DELIVERED_SHARE * sum(side.delivered for side in people))
    much = sorted((side for side in people if side.delivered >= fewest), key=lambda side: -side.delivered)
    return [side for i, side in enumerate(much) if side.sent or (side.received and (not i or _spells(side, much[0])))]


def _spells(side: _Side, first: _Side) -> bool:
    """Tell whether an address that is written with no other name spells mine, as hello.ines@duarte.example does."""
    own = name_of_display(first.name)
    parts = [part for part in (own.given, own.family) if len(part) >= SHORTEST_SPELT]
    return own.kind == "full" and not side.names and any(part in fold(side.value) for part in parts)


def _in_most(people: Sequence[_Side], total: int) -> list[_Side]:
    """Return the address that takes part in most messages, and those that fill up what it lacks."""
    first = people[0]
    mine = _filled_up([first], people, total, lambda side: side.takes_part, Grade.NICKNAME)
    share = sum(side.takes_part for side in mine)
    own = name_of_display(first.name)
    near = (side for side in people if side.takes_part >= NEARLY_ALL * share and side not in mine)
    is_clear = share >= MOST * total and all(agrees(side.name, own, Grade.NICKNAME) for side in near)
    return mine if is_clear and (first.sent or own.kind == "full") else []


def _filled_up(
    mine: list[_Side], people: Sequence[_Side], whole: int, part: Callable[[_Side], int], least: Grade
) -> list[_Side]:
    """Add addresses of my name whose `part` of the `whole` goes into what mine lack, if they close the gap."""
    own = name_of_display(mine[0].name)
    gap = whole - sum(map(part, mine))
    room, added = gap + FACING_EACH_OTHER * whole, list[_Side]()
    for side in people:
        if side not in mine and 0 < part(side) <= room and agrees(side.name, own, least):
            added.append(side)
            room -= part(side)
    closed = sum(map(part, added))
    return mine + added if closed >= HALF * gap and gap - closed <= (1 - NEARLY_ALL) * whole else mine


def agrees(shown: str, own: Name, least: Grade) -> bool:
    """Tell whether a display name may be mine, whose full name is `own`; none may where that is not full."""
    if own.kind != "full" or is_strange(shown, own):
        return False
    name = name_of_display(shown)
    return name.tells and grade(name, own) >= least


def is_strange(shown: str, own: Name) -> bool:
    """Tell whether one or two plain words, as most names are, have nothing of a full name; reading it takes far longer.

    False where there is more to read than plain words. Digits are no part of a name, and are gone from its key.
    """
    said = shown.replace(",", " ").split()
    if len(said) > 2 or not shown.isascii() or not all(map(str.isalnum, said)):
        return False
    keys = [name_key(word) for word in said]
    return _words_of(own).isdisjoint(keys) and all(own.roots.isdisjoint(roots(key)) for key in keys)


@lru_cache(1)
def _words_of(own: Name) -> frozenset[str]:
    return own.parts | {own.given, own.family, own.half}
