"""The people and the days that a card names beside the one it is about.

Apple says what a line is about on another line of the same group: `item1.X-ABRELATEDNAMES:Bo` is told to be a spouse by
`item1.X-ABLabel:_$!<Spouse>!$_`, whose wrapper marks a label of Apple's own. Android gives relations and days numbers.
Sources: RFC 6350, sections 6.2.6 and 6.6.6; RFC 2426, section 3.5.4; Android's ContactsContract.CommonDataKinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from importers.vcard.cards import Card
from importers.vcard.found import Properties, properties_of
from importers.vcard.lines import LONGEST_TEXT
from importers.vcard.names import ANNIVERSARIES, RELATIONS
from importers.vcard.properties import Head, Property

_ANDROIDS = (
    *("assistant", "brother", "child", "domestic partner", "father", "friend", "manager", "mother", "parent"),
    *("partner", "referred by", "relative", "sister", "spouse"),
)
ANDROID_RELATIONS = {str(number): relation for number, relation in enumerate(_ANDROIDS, start=1)}
"""By number; 0 is one of the user's own, whose label stands behind it."""

ANDROID_ANNIVERSARY, ANDROID_BIRTHDAY = "1", "3"
NO_RELATIONS = frozenset({"", "home", "internet", "other", "pref", "work"})

_LABEL = re.compile(r"_?\$!<(.*)>!\$_?", re.DOTALL)
_REFERENCE = re.compile(r"(?:urn|https?|mailto|tel|cid|data|ldap)\s*+:", re.IGNORECASE)
_CARD = re.compile(r"\s*+BEGIN\s*+:\s*+VCARD", re.IGNORECASE)


def birthday(found: Properties) -> str:
    """Return the birthday as it stands, but for the year that Apple writes where none is known."""
    return _day(found.get("BDAY", ())) or _android_day(found, ANDROID_BIRTHDAY)


def anniversary(found: Properties) -> str:
    """Return the anniversary, in the same way."""
    days = found.within(ANNIVERSARIES)
    if "X-ABDATE" in found:
        labels = _labels(found)
        days += [line for line in found["X-ABDATE"] if labels.get(line.head.group, "").lower() == "anniversary"]
    return _day(days) or _android_day(found, ANDROID_ANNIVERSARY)


def related(found: Properties) -> tuple[str, ...]:
    """Return the people named, each as `relation: name` or by the name alone."""
    every = (*_named(found), *_named_by_android(found), *(("agent", agent) for agent in _agents(found)))
    return tuple(dict.fromkeys(f"{relation}: {name}" if relation else name for relation, name in every))


def _named(found: Properties) -> Iterator[tuple[str, str]]:
    """Yield relations and names; a reference to another card names nobody."""
    lines = found.within(RELATIONS)
    labels = _labels(found) if lines else {}
    for line in lines:
        name = line.parts[0].strip()
        if name and not _REFERENCE.match(name) and not _CARD.match(name):
            yield _relation(line.head) or labels.get(line.head.group, ""), name


def _relation(head: Head) -> str:
    words = ",".join(head.params.get("TYPE", ())).lower().split(",")
    return RELATIONS[head.name] or ", ".join(word for word in words if word not in NO_RELATIONS)


def _labels(found: Properties) -> dict[str, str]:
    """Return the label of each group; one of Apple's own loses its wrapper and is a word like any other."""
    labels = ((line.head.group, line.parts[0].strip()) for line in found.get("X-ABLABEL", ()))
    return {group: own[1].lower() if (own := _LABEL.fullmatch(label)) else label for group, label in labels if group}


def _named_by_android(found: Properties) -> Iterator[tuple[str, str]]:
    return ((ANDROID_RELATIONS.get(number, label), name) for name, number, label in found.android("relation"))


def _agents(found: Properties) -> Iterator[str]:
    """Yield the cards inside a card in words: their addresses and numbers are theirs, and not those of its person."""
    written = (Card(line.parts[0].encode()) for line in found.get("AGENT", ()) if _CARD.match(line.parts[0]))
    for card in (*found.agents, *written):
        agent = properties_of(Card(card.text[:LONGEST_TEXT], card.recoded))
        told = (agent.called().shown, *agent.texts("EMAIL"), *agent.texts("TEL"))
        if any(told):
            yield ", ".join(filter(None, told))


def _day(lines: Iterable[Property]) -> str:
    """Return the first day that is not empty."""
    for line in lines:
        if text := line.parts[0].strip():
            no_year = next(iter(line.head.params.get("X-APPLE-OMIT-YEAR", ())), "")
            return f"--{text[len(no_year) :].lstrip('-')}" if no_year and text.startswith(no_year) else text
    return ""


def _android_day(found: Properties, kind: str) -> str:
    return next((day for day, number, _ in found.android("contact_event") if number == kind), "")
