"""What an address tells by itself: a relay's, a role's, a machine's, or one that sounds like a household's.

One shared mailbox would chain a household into one person, and one relay's address would chain strangers; so this is
asked before any address is used. Addresses are normal forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from reconnect.identity.normal import REMEMBERED
from reconnect.identity.words import ROLES

RELAYS = (
    "linkedin.com", "facebookmail.com", "docs.google.com", "googlegroups.com", "craigslist.org", "members.ebay.com",
    "guest.booking.com", "mozmail.com",
)  # fmt: skip
_BELOW_RELAYS = tuple(f".{relay}" for relay in RELAYS)

# Such an address is made up for one exchange: reply+token@, one below reply.example.com, or one that holds another, as
# forwarders and bounces write it. At reply.example itself people may work, so there a digit must tell.
_RELAY = re.compile(
    r"repl(?:y|ies)(?:[-._=][^@]*)?@"
    r"|(?:srs[01]|prvs|btv1)\b[^@]*="
    r"|[^@=]+=[^@=]+\.[a-z]+@"
    r"|[^@]+_at_[^@]*\.[^@]*@"
    r"|[^@]*@(?:[^@]+\.)?(?:repl(?:y|ies)|(?:private)?relay|no-?reply|bounces?)\.[^@.]+\.[^@]+"
    r"|[^@]*\d[^@]*@(?:repl(?:y|ies)|relay)\.[^@.]+$"
)
_MACHINE = re.compile(
    r"no-?_?reply|do-?_?not-?_?reply|mailer-?daemon|bounce|^(leave|owner)-|-(request|owner|leave)$"
    r"|(^|[-._])(lists?|listserv|newsletter|notifications?|postmaster|unsub(scribe)?)($|[-._])"
)
_HOUSEHOLD = re.compile(r"famil|^fam$|household|^the.{2,}s$|haus$|^casa")
_TWO_PEOPLE = re.compile(r"(?<=[a-z]{2})(and|und)(?=[a-z]{3})|[-._](and|und)[-._]")


def domain_of(address: str) -> str:
    """Return what stands behind the @."""
    return address.rpartition("@")[2]


def letters_of(address: str) -> str:
    """Return the letters a-z before the @."""
    return re.sub(r"[^a-z]", "", address.rpartition("@")[0])


@lru_cache(REMEMBERED)
def is_relay(address: str) -> bool:
    """Tell whether a service writes from here in the name of anyone."""
    return f".{domain_of(address)}".endswith(_BELOW_RELAYS) or _RELAY.match(address) is not None


@lru_cache(REMEMBERED)
def is_machine(address: str) -> bool:
    """Tell whether no human being reads this mailbox: no-reply, bounces, lists, newsletters, where one unsubscribes."""
    return bool(_MACHINE.search(address.rpartition("@")[0])) or is_relay(address)


def is_role(address: str) -> bool:
    """Tell whether the mailbox belongs to a task, not to a person: info, sales, no-reply."""
    return address.rpartition("@")[0] in ROLES or is_machine(address)


def sounds_shared(address: str, names: Iterable[tuple[str, str]]) -> bool:
    """Tell whether an address sounds like several people's; `names` are the (given, family) keys seen with it.

    What spells one of these names is that person's, however it sounds: roland.meyer is not "rol and meyer".
    """
    letters = letters_of(address)
    sounds = _HOUSEHOLD.search(letters) or _TWO_PEOPLE.search(address.rpartition("@")[0])
    return bool(sounds) and not any(letters in _spellings(*name) for name in names)


def _spellings(given: str, family: str) -> tuple[str, ...]:
    return (given + family, family + given, given[:1] + family, given + family[:1], given, family)


def is_relayed(shown: str) -> bool:
    """Tell whether a display name says that a service or a list wrote in somebody's name."""
    return " via " in shown
