"""A name as it compares: which part is given and which is family, as far as the source tells.

The order of a display name is not known ("Li Wei" may be either way round), that of fields and of "Last, First" is; and
a display name may not be a name at all, but a company, a relation ("Mom"), a role or the address itself.
Words that are no names stand in `words`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from importers.records import Contact
from reconnect.identity import census, words
from reconnect.identity.mailboxes import domain_of, is_role
from reconnect.identity.nicknames import roots
from reconnect.identity.normal import REMEMBERED, fold, name_key, normal_company, normal_email

NameKind: TypeAlias = Literal["full", "given", "family", "relation", "organisation", "none"]

_HAN = re.compile(r"[\u3400-\u9fff]{2,4}")
_ASIDES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\s+(?:via|[|–-])\s.*$", re.IGNORECASE)
_MOST_NICKNAMES = 20
_QUOTES = "\"'“”„‘’«»`"
_AROUND = _QUOTES + " "
_NO_NAMES = words.RELATIONS | words.ABOUT_A_PHONE


class Written(NamedTuple):
    """A name taken apart, in the source's letters; titles, quotes and what stands in brackets are gone.

    `suffix` is the generation as written ("Jr."); `ordered` says that the source tells which part is which.
    """

    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""
    ordered: bool = False

    def __str__(self) -> str:
        eastern = self.family + self.given
        if not eastern.isascii() and _HAN.fullmatch(eastern):
            return eastern
        return " ".join(filter(None, (self.given, self.middle, self.family, self.suffix)))


class Name(NamedTuple):
    """The parts of a name as keys that compare (see `name_key`).

    `roots` are the given name and the full names it may be short for; `half` is the first half of a hyphenated one.
    `parts` are the words of the family name that count alone, and the whole. `generation` is J, S, 3, 4 or "".
    `middle` is the initial of a middle name, `script` the writing, such as CYRILLIC, and "" for Latin letters.
    """

    kind: NameKind
    given: str = ""
    family: str = ""
    roots: frozenset[str] = frozenset()
    half: str = ""
    parts: frozenset[str] = frozenset()
    generation: str = ""
    ordered: bool = False
    middle: str = ""
    script: str = ""

    @property
    def tells(self) -> bool:
        """Whether this says anything about who it is."""
        return self.kind not in ("none", "relation")


NO_NAME = Name("none")


def name_of(contact: Contact, companies: frozenset[str] = frozenset()) -> Name:
    """Return the name of a contact; `companies` are the normal forms of every company known."""
    if is_organisation(contact, companies):
        return Name("organisation", family=normal_company(contact.formatted_name or contact.organization))
    nicknames = tuple(key for nickname in contact.nicknames[:_MOST_NICKNAMES] if (key := _nickname(nickname)))
    name = _compared(written_of(contact), nicknames)
    return NO_NAME if _is_echo(contact, name) else name


def name_of_display(text: str) -> Name:
    """Return the name that a display name tells."""
    return _compared(read_display_name(text), ())


def name_in_address(address: str) -> Name:
    """Return the name that an address as written spells as given.family or family.given, if both may be names."""
    words_in_it = re.split(r"[._-]", address.strip("< ").lower().rpartition("@")[0].partition("+")[0])
    if len(words_in_it) != 2 or not all(len(word) > 1 and word.isascii() and word.isalpha() for word in words_in_it):
        return NO_NAME
    if is_role(address) or not _may_be_name(*map(name_key, words_in_it)):
        return NO_NAME
    return _compared(Written(words_in_it[0], family=words_in_it[1]), ())


def _may_be_name(one: str, other: str) -> bool:
    """Tell whether one of two words is known for a given name: what else has two words is a task's address."""
    return any(census.given_share(key) > 0 or len(roots(key)) > 1 for key in (one, other))


def written_of(contact: Contact) -> Written:
    """Return the name taken apart, from the fields for given and family name, else from the formatted name.

    Many a book has whole names in its first field.
    """
    if not contact.family_name and (" " in contact.given_name.strip() or _is_han(contact.given_name)):
        return read_display_name(contact.given_name)
    if contact.given_name or contact.family_name:
        return _from_fields(contact.given_name, contact.family_name)
    return read_display_name(contact.formatted_name)


def is_organisation(contact: Contact, companies: frozenset[str] = frozenset()) -> bool:
    """Tell whether the name is a company's: the contact's own, or what a role mailbox calls itself."""
    if contact.kind == "org":
        return True
    if contact.given_name and contact.family_name:
        return False
    addresses = [address for email in contact.emails if (address := normal_email(email))]
    is_of_role = bool(addresses) and all(map(is_role, addresses))
    if not (contact.organization or is_of_role):  # most are a human being's, and a company's name takes time to read
        return False
    name = normal_company(contact.formatted_name)
    if not name:
        return False
    if name == normal_company(contact.organization):
        return True
    return is_of_role and all(_is_role_name(contact.formatted_name, name, x, companies) for x in addresses)


def _is_role_name(shown: str, name: str, address: str, companies: Collection[str]) -> bool:
    """Tell whether a role mailbox calls itself as a company or by its role."""
    label = fold(domain_of(address).split(".")[0])
    named = (len(label) > 3 and name.startswith(label)) or name in companies
    return named or any(fold(word) in words.ROLES for word in shown.split())


def _is_echo(contact: Contact, name: Name) -> bool:
    """Tell whether a name was made from the address: `jsmith` says no more than jsmith@, while Katie is a name."""
    if name.kind != "given" or contact.given_name or contact.phones or not contact.formatted_name.islower():
        return False
    return any(name_key(email.partition("@")[0]) == name.given for email in contact.emails)


def _nickname(text: str) -> str:
    key = name_key(text) if " " not in text.strip() else ""
    return "" if len(key) < 2 or fold(text) in words.RELATIONS else key


@lru_cache(REMEMBERED)
def read_display_name(text: str) -> Written:
    """Take a display name apart: "B, A", two to four Han characters, or given name first and family name last."""
    return read_two_plain_words(text) or read_any_display_name(text)


def read_two_plain_words(text: str) -> Written | None:
    """Take two plain words apart, as most names are, in a fifth of the time; return None for any other text."""
    given, _, family = text.partition(" ")
    if not (given.isalpha() and family.isalpha() and unicodedata.is_normalized("NFKC", text)) or _is_han(given):
        return None
    keys = fold(given), fold(family)
    is_name = all(keys) and words.BESIDE_NAMES.isdisjoint(keys) and "".join(keys) not in words.NOBODY
    return Written(given, family=family) if is_name else None


def read_any_display_name(text: str) -> Written:
    """Take any display name apart, whatever words, marks and order it has."""
    shown = _without_asides(unicodedata.normalize("NFKC", text).strip(_AROUND)).strip(_AROUND)
    if "@" in shown or fold(shown) in words.NOBODY:
        return Written()
    if not shown.isascii() and _HAN.fullmatch(shown.replace(" ", "")):
        return _from_han(shown.replace(" ", ""))
    segments, suffix = [], ""
    for segment in shown.split(","):
        said, generation = _without_titles(_words(segment))
        suffix = suffix or generation
        segments += [said] if said else []
    if len(segments) > 1:
        given = _joined(segments[1], among=2)
        return Written(given[0], " ".join(given[1:]), " ".join(segments[0]), suffix, ordered=True)
    return _in_western_order(_joined(segments[0], among=3), suffix) if segments else Written()


def _from_han(shown: str) -> Written:
    length = 2 if shown[:2] in words.HAN_DOUBLE_SURNAMES and len(shown) > 2 else 1
    if length == 2 or shown[0] in words.HAN_SURNAMES:
        return Written(shown[length:], family=shown[:length], ordered=True)
    return Written(shown)


@lru_cache(REMEMBERED)
def _from_fields(given: str, family: str) -> Written:
    if fold(given + family) in words.NOBODY:
        return Written()
    first, _ = _without_titles(_words(_without_asides(given)))
    first = _joined(first, among=2)
    last, suffix = _without_titles(_words(_without_asides(family).replace(",", " ")))
    return Written(" ".join(first[:1]), " ".join(first[1:]), " ".join(last), suffix, ordered=True)


def _without_asides(text: str) -> str:
    is_plain = text.replace(" ", "", 1).isalpha()  # one word or two, which cannot hold any
    return text if is_plain else _ASIDES.sub(" ", text)


def _in_western_order(said: list[str], suffix: str) -> Written:
    start = len(said) - 1
    while start > 1 and fold(said[start - 1]) in words.PARTICLES:
        start -= 1
    if start < 1:
        return Written(" ".join(said), suffix=suffix)
    return Written(said[0], " ".join(said[1:start]), " ".join(said[start:]), suffix)


def _words(text: str) -> list[str]:
    """Split at spaces, and at the dots of J.B. and john.smith; what holds no letter is no word."""
    found: list[str] = []
    for word in text.split():
        is_whole = word.isalpha() or fold(word) in words.BESIDE_NAMES
        pieces = [word] if is_whole else re.findall(r"[^._]+\.?", word)
        found += [word] if len(pieces) == 1 else [piece if len(piece) == 2 else piece.rstrip(".") for piece in pieces]
    return [stripped for word in found if fold(stripped := word.strip(_QUOTES))]


def _without_titles(said: list[str]) -> tuple[list[str], str]:
    """Return the words without titles, and the generation as it was written, or ""."""
    suffix = ""
    while said and fold(said[0]) in words.TITLES:
        said = said[1:]
    while said and (fold(said[-1]) in words.SUFFIXES or fold(said[-1]) in words.GENERATIONS):
        suffix = said[-1] if fold(said[-1]) in words.GENERATIONS else suffix
        said = said[:-1]
    return said, suffix


def _joined(said: list[str], among: int) -> list[str]:
    """Join the words that are one name, Abdul Rahman, among so many: in a given name alone two are enough."""
    if len(said) >= among and fold(said[0]) in words.JOINS_THE_NEXT:
        return [f"{said[0]} {said[1]}", *said[2:]]
    return said


@lru_cache(REMEMBERED)
def _compared(written: Written, nicknames: tuple[str, ...]) -> Name:
    said = [fold(word) for word in f"{written.given} {written.middle} {written.family}".split()]
    if not said:
        return NO_NAME
    if _NO_NAMES.issuperset(said):
        return Name("relation", given=said[0])
    given, family = name_key(written.given), name_key(written.family)
    if len(family) == 1 and not _is_han(written.family):  # an initial tells too little to compare family names by
        family = ""
    if not family and len(given) < 2 and not _is_han(written.given):
        return NO_NAME
    half = name_key(written.given.split("-")[0]) if "-" in written.given else ""
    return Name(
        kind="full" if given and family else "given" if given else "family",
        given=given,
        family=family,
        roots=roots(given).union(nicknames) if given else frozenset(),
        half=half if len(half) > 1 else "",
        parts=_family_parts(written.family) if family else frozenset(),
        generation=words.GENERATIONS.get(fold(written.suffix), ""),
        ordered=written.ordered,
        middle=fold(written.middle)[:1],
        script=_script(written.given or written.family),
    )


def _script(text: str) -> str:
    if text.isascii():
        return ""
    script = next((unicodedata.name(c, "").partition(" ")[0] for c in text if c.isalpha()), "")
    return "" if script == "LATIN" else script


def _family_parts(family: str) -> frozenset[str]:
    if family.isalpha():
        return frozenset((name_key(family),))
    tokens = [token for token in family.split() if fold(token) not in words.PARTICLES]
    halves = [half for token in tokens for half in (token, *token.split("-"))] if len(tokens) <= 2 else []
    keys = {name_key(half) for half in halves if fold(half) not in words.PARTICLES}
    return frozenset(key for key in keys if len(key) > 2) | {name_key(family)}


def _is_han(text: str) -> bool:
    return "\u3400" <= text[:1] <= "\u9fff"
