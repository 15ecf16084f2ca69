"""A header of mailboxes becomes the names and addresses in it, as written; what is no address is dropped.

Correspondents repeat, so whole header values are remembered; what the remembering does not know is read by one
expression a mailbox, and only the odd rest by `email.utils.getaddresses`, which recurses once for each "(".
Format: RFC 5322, section 3.4.
"""

from __future__ import annotations

import email.utils
import re
from functools import lru_cache
from typing import NamedTuple

from importers.mail.words import LONGEST_REMEMBERED, plain_words, text, words
from importers.records import Mailbox

_NEWER = getattr(email.utils, "supports_strict_parsing", False)
_LENIENT = {"strict": False} if _NEWER else {}  # newer Pythons give up a whole header for one bad address in it

_ATOM = r'[^\s()<>@,:;\\"\[\]]'
_ADDRESS = r"([A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]++@[A-Za-z0-9._-]++)"
_USUAL = re.compile(
    rf'[ \t]*+(?:(?:"([^"\\]*+)"[ \t]*+|({_ATOM}++(?: {_ATOM}++)*+) ?+)?<{_ADDRESS}>'
    rf"|{_ADDRESS}(?:[ \t]*+\(([^()\\]*+)\))?)[ \t]*+",
    re.ASCII,
).fullmatch
_LISTED = re.compile(r'(?:[^,"]++|"[^"]*+")++').findall


class Party(NamedTuple):
    """The mailboxes of one header, and all that they say as one text, for digests."""

    mailboxes: tuple[Mailbox, ...]
    text: str


NOBODY = Party((), "")


def party(value: bytes) -> Party:
    """Read the mailboxes of a raw header value, in its order; those in a group stand for themselves."""
    return _remembered(value) if len(value) <= LONGEST_REMEMBERED else _party(value)


def plain_party(value: bytes) -> Party:
    """Do what `party` does with the email package alone."""
    return _told(_odd_mailboxes(text(value)))


def _party(value: bytes) -> Party:
    line = text(value)
    usual = _usual_mailboxes(line)
    return _told(_odd_mailboxes(line) if usual is None else usual)


_remembered = lru_cache(maxsize=1 << 15)(_party)


def _told(mailboxes: tuple[Mailbox, ...]) -> Party:
    return Party(mailboxes, "\x1f".join(f"{box.name}\x1f{box.address}" for box in mailboxes))


def _usual_mailboxes(line: str) -> tuple[Mailbox, ...] | None:
    """Read a list in which every mailbox has a usual shape; None where one has not."""
    listed = _LISTED(line) if '"' in line else line.split(",")
    read = _usual_mailbox if len(line) <= LONGEST_REMEMBERED else _usual_mailbox.__wrapped__
    found = tuple([mailbox for each in listed if (mailbox := read(each))])
    return found if len(found) == len(listed) and ",".join(listed) == line else None


@lru_cache(maxsize=1 << 15)
def _usual_mailbox(written: str) -> Mailbox | None:
    usual = _USUAL(written)
    if usual is None:
        return None
    quoted, phrase, address, bare, comment = usual.groups("")
    name = quoted or phrase or comment
    return _keyed(words(name.encode()) if "=?" in name else name.strip(), address or bare)


def _odd_mailboxes(line: str) -> tuple[Mailbox, ...]:
    try:
        pairs = email.utils.getaddresses([line], **_LENIENT)
    except (RecursionError, IndexError, ValueError):
        return ()
    return tuple(_plain_mailbox(name, address) for name, address in pairs if _is_address(address))


def _is_address(address: str) -> bool:
    local, _, domain = address.rpartition("@")
    return bool(local and domain)


def _plain_mailbox(name: str, address: str) -> Mailbox:
    return _keyed(plain_words(name.encode()), address)


def _keyed(name: str, address: str) -> Mailbox:
    folded = address.lower()
    return Mailbox(f"{name} <{folded}>" if name else folded, name, address)
