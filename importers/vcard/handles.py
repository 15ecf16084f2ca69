"""Names in other services: a card writes them as a link, as `service:name`, or bare under the name of the service.

A profile is often a link and nothing else, and then the last part of its path is the name. Apple writes `x-apple:`
before a bare name. IMPP: RFC 4770; SOCIALPROFILE: RFC 9554; the others as Apple, Google and KAddressBook write them.
"""

from __future__ import annotations

import re

from importers.vcard.found import Properties
from importers.vcard.names import MESSENGERS, PROFILES
from importers.vcard.properties import Head

ELSEWHERE = MESSENGERS | PROFILES

NO_SERVICES = frozenset({"custom", "home", "internet", "mobile", "other", "personal", "pref", "work"})
"""What TYPE says of a place or a use, and not of a service."""

SCHEMES = frozenset({"aim", "facebook", "gg", "icq", "im", "irc", "msnim", "sip", "skype", "x-apple", "xmpp", "ymsgr"})
"""What may stand before a name without being part of it; in IMPP, whose values are URIs, anything may."""

_LINK = re.compile(r"(?:https?://|www\.)[^/]*+/?(?P<path>.*)", re.IGNORECASE | re.DOTALL)
_LAST_OF_PATH = re.compile(r"(?:.*/)?([\w.@+~-]++)/*+", re.DOTALL)
_URI = re.compile(r"(?P<scheme>[A-Za-z][\w+.-]*+):(?P<name>.+)", re.DOTALL)


def profile_links(found: Properties) -> tuple[str, ...]:
    """Return the links of profiles."""
    values = (line.parts[0].strip() for line in found.within(PROFILES))
    return tuple(filter(_LINK.match, values))


def handles(found: Properties) -> tuple[str, ...]:
    """Return the names in other services as `service:name`, each once, the service in lower case."""
    every = (_handle(line.head, text) for line in found.within(ELSEWHERE) if (text := line.parts[0].strip()))
    return tuple(dict.fromkeys(filter(None, every)))


def _handle(head: Head, text: str) -> str:
    service = _service(head)
    given = next((name for key in ("X-USER", "USERNAME") for name in head.params.get(key, ())), "")
    if link := _LINK.fullmatch(text):
        last = _LAST_OF_PATH.fullmatch(link["path"])
        name = given or (last[1] if last else "")
        return f"{service}:{name}" if service and name else ""
    uri = _URI.fullmatch(text)
    if uri and (head.name == "IMPP" or uri["scheme"].lower() in SCHEMES):
        return f"{service or uri['scheme'].lower()}:{uri['name']}"
    return f"{service or head.name.removeprefix('X-').lower()}:{text}"


def _service(head: Head) -> str:
    """Return the service that a parameter tells, or else the name of the property, or ""."""
    if head.name in PROFILES or head.name == "IMPP":
        said = [value for key in ("X-SERVICE-TYPE", "SERVICE-TYPE", "TYPE") for value in head.params.get(key, ())]
        for service in map(str.lower, said):
            if service not in NO_SERVICES:
                return service
    return ELSEWHERE[head.name]
