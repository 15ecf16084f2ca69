"""What a card says, by property, whatever of it can be read: a line that cannot costs that line, and is told.

The usual card is plain UTF-8 without anything odd and is read whole, at once; any other is read line by line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from importers.vcard.cards import Card
from importers.vcard.lines import LONGEST_TEXT, content_lines, plain_lines, without_agents, without_blobs
from importers.vcard.names import PASSED_OVER, READ
from importers.vcard.properties import Property, head_of, is_content_line, name_of, parts_of, property_of, salvaged

MOST_LOSSES = 20
LONGEST_SHOWN = 60


class Names(NamedTuple):
    """What a card calls its person; `shown` is the best of it."""

    formatted: str
    given: str
    family: str
    organization: str
    shown: str


class Properties(defaultdict[str, list[Property]]):
    """The properties of a card by name, in their order; the cards inside it; what was lost."""

    def __init__(self) -> None:
        super().__init__(list)
        self.agents: list[Card] = []
        self.losses: list[str] = []

    def within(self, names: Collection[str]) -> list[Property]:
        """Return the properties whose names are among these, in the order in which the names come up in the card."""
        if self.keys().isdisjoint(names):
            return []
        return [line for name, lines in self.items() if name in names for line in lines]

    def texts(self, *names: str) -> tuple[str, ...]:
        """Return the values that are not empty, name by name."""
        return tuple([text for name in names for line in self.get(name, ()) if (text := line.parts[0].strip())])

    def text(self, *names: str) -> str:
        """Return the first of them, or ""."""
        for name in names:
            for line in self.get(name, ()):
                if text := line.parts[0].strip():
                    return text
        return ""

    def fields(self, name: str) -> list[str]:
        """Return the fields of the first line of that name that is not empty, two at least."""
        for line in self.get(name, ()):
            fields = [part.strip() for part in line.parts]
            if any(fields):
                return fields if len(fields) > 1 else [*fields, ""]
        return ["", ""]

    def called(self) -> Names:
        """Return what the person or the organization is called."""
        family, given, *_ = self.fields("N")
        organization = next(filter(None, self.fields("ORG")), "")
        formatted = self.text("FN")
        return Names(formatted, given, family, organization, formatted or f"{given} {family}".strip() or organization)

    def android(self, kind: str) -> Iterator[tuple[str, str, str]]:
        """Yield the text, the number and the label of Android's rows of a kind that have a text."""
        for line in self.get("X-ANDROID-CUSTOM", ()):
            what, text, number, label, *_ = [*map(str.strip, line.parts), "", "", "", ""]
            if what == f"vnd.android.cursor.item/{kind}" and text:
                yield text, number, label


def properties_of(card: Card) -> Properties:
    """Return what a card says. Errors: ValueError if it holds more text than any card does."""
    found = None if card.losses else _read_at_once(card.text)
    return _read_line_by_line(card) if found is None else found


def _read_at_once(text: bytes) -> Properties | None:
    """Return what the lines say, or None where one of them is not plain."""
    lines = plain_lines(text)
    if lines is None:
        return None
    found = Properties()
    for line in lines:
        before, colon, value = line.partition(":")
        head = head_of(before) if colon else None
        if head is not None and head.name in READ:
            found[head.name].append(Property(head, parts_of(head.name, value)))
        elif line and (head is None or not _is_passed_over(head.name)):
            return None
    return found


def _read_line_by_line(card: Card) -> Properties:
    found, losses = Properties(), []
    text, agents = without_agents(without_blobs(card.text))
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"it holds more than {LONGEST_TEXT >> 20} MiB of text, pictures not counted")
    for number, line in content_lines(text, recoded=card.recoded):
        name = name_of(line)[1]
        if _is_passed_over(name):
            continue
        read = property_of(line) if is_content_line(line) else salvaged(line)
        if read is None or not name:
            losses.append(f"line {number + card.before} could not be read: {_shown(line)}")
        elif name not in READ:
            losses.append(f"line {number + card.before} has a name that is not known: {_shown(line)}")
        else:
            found[read.head.name].append(read)
            if read.is_doubtful:
                losses.append(f"line {number + card.before} is damaged, and was read as {name}: {read.parts[0]}")
    if len(losses) > MOST_LOSSES:
        losses[MOST_LOSSES:] = [f"{len(losses) - MOST_LOSSES} more lines could not be read"]
    found.losses = [*card.losses, *losses]
    found.agents = [Card(agent, card.recoded) for agent in agents]
    return found


def _is_passed_over(name: str) -> bool:
    return name in PASSED_OVER or (name.startswith("X-") and name not in READ)


def _shown(line: str) -> str:
    shown = line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}..."
    return shown or "only zero bytes"
