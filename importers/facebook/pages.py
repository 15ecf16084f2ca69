"""A page is read as a run of pieces in the order of its text: who, what, when, however deep they are nested.

The classes that mark them are made by a machine and change with every era, so that a page of unknown classes is read by
its shape: a name, a text, and a time as the last. The classes are listed in samples/facebook/FORMAT.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING

from importers.export import Member
from importers.reading import decode
from importers.records import Origin, Problem

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import NavigableString, PageElement

LARGEST = 64 << 20
SLICE = 1 << 20
"""Bytes of a page that are read at all, and characters that are parsed at once: their tree takes 40 times as much."""

NEAR = 50
"""As many nodes below a tag are looked at: what is nested deeper is damage, and would be looked at again and again."""

_UNENDED = re.compile(r"<(?=[^<>]*(?:<|\Z))")  # the parser would look for its end to the end of the page, each time
_DECLARATION = re.compile(r"<[!?][^<>]*>")
_SWALLOWING = re.compile(r"(?i)<(/?)(style|script|title|textarea)\b")  # unended, it would have the page for its text
_UNSEEN = ("x-style", "x-script", "x-textarea")


@dataclass(frozen=True, slots=True)
class Marks:
    """The classes of one era: of a block, of who wrote, of the text, of the time; `circle` begins a thread in a page.

    A tag is marked that has all of them; `text` may also be the name of a tag.
    """

    block: str
    who: str
    text: str
    when: str
    circle: str = "-"

    def role_of(self, tag: Tag) -> str:
        """Return which of the fields marks a tag, or ""."""
        classes = set(tag.get("class") or ())
        for role, mark in (("who", self.who), ("when", self.when), ("text", self.text), ("circle", self.circle)):
            if classes.issuperset(mark.split()):
                return role
        return "text" if tag.name == self.text else "block" if self.block in classes else ""


ERAS = (
    Marks(block="_a6-g", who="_a6-h _a6-i", text="_2ph_ _a6-p", when="_a72d"),  # 2022 on
    Marks(block="_a6-g", who="_a6-h _a6-i", text="_a6-p", when="_a6-o"),
    Marks(block="_2lej", who="_2lel", text="_2let", when="_2lem"),  # 2018-21
    Marks(block="message", who="user", text="p", when="meta", circle="thread"),  # to 2018
)


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands together in a page, each "" where it does not stand there; `circle` is the head of its thread."""

    who: str = ""
    when: str = ""
    text: str = ""
    circle: str = ""


class Page:
    """A page by its markup, which is parsed when it is asked for, in slices where it is large and its era is known."""

    def __init__(self, markup: str) -> None:
        ended = _UNENDED.sub("&lt;", markup.replace("\0", ""))
        self._markup = _SWALLOWING.sub(r"<\1x-\2", _DECLARATION.sub("", ended))
        by_time = (marks for marks in ERAS if self._has(marks.when))
        by_who = (marks for marks in ERAS if self._has(marks.who.split()[0]))
        self.marks = next(chain(by_time, by_who), None)

    def _has(self, name: str) -> bool:
        return re.search(rf"class=[\"'][^\"'<>]*(?<![\w-]){name}(?![\w-])", self._markup) is not None

    @cached_property
    def head(self) -> BeautifulSoup:
        """The first slice, which is all of a page of usual size."""
        return _parsed(next(self._slices()))

    @property
    def is_marked_by_machine(self) -> bool:
        """Whether its classes are such as nobody else makes: those of downloads to 2018 are words of every day."""
        return self.marks is not None and self.marks is not ERAS[-1]

    @property
    def title(self) -> str:
        """The title, or "" where there is none."""
        title = self.head.find("x-title")
        return first_text(title) if title else ""

    @property
    def heading(self) -> str:
        """The heading, which in downloads to 2018 is the owner's name, or ""."""
        return first_text(self.head.h1) if self.head.h1 else ""

    def links_to(self, address: str) -> bool:
        """Tell whether it has a link to an address that fits this pattern."""
        return re.search(rf"href=[\"'][^\"'<>]*{address}[\"']", self._markup) is not None

    def texts(self) -> list[str]:
        """Return what can be read in the first slice, text by text."""
        return [_clean(text) for text in _strings(self.head)]

    def pieces(self, is_date: Callable[[str], bool]) -> list[Piece]:
        """Return its pieces by the classes of its era, else by its shape with the texts that `is_date`."""
        return list(self._marked(self.marks)) if self.marks else _shaped(self.head, is_date)

    def _marked(self, marks: Marks) -> Iterator[Piece]:
        told: dict[str, str] = {}
        circle, begun = "", False  # what has neither name nor time before the first message is about the thread
        for soup in self.soups():
            for tag in soup.find_all(True):
                role = marks.role_of(tag)
                is_next = role in ("block", "circle") and ("when" in told or "who" not in told)
                if is_next or (role == "who" and "when" in told) or (role != "text" and role in told):
                    begun = begun or "when" in told
                    if told and (begun or "who" in told):
                        yield Piece(**told, circle=circle)
                    told = {}
                if role == "circle":
                    circle = first_text(tag)
                elif role in ("who", "when", "text"):
                    told.setdefault(role, _paragraph(tag) if role == "text" else first_text(tag))
        if told and (begun or "who" in told or "when" in told):
            yield Piece(**told, circle=circle)

    def soups(self) -> Iterator[BeautifulSoup]:
        """Yield the trees of its slices; the first is `head`."""
        yield self.head
        yield from map(_parsed, islice(self._slices(), 1, None))

    def _slices(self) -> Iterator[str]:
        """Yield the markup, cut before blocks, since nothing that belongs together stands in two of them."""
        begun = 0
        if self.marks and len(self._markup) > SLICE:
            for block in re.finditer(rf"<\w+ [^<>]*(?<![\w-]){self.marks.block}(?![\w-])", self._markup):
                if block.start() - begun > SLICE:
                    yield self._markup[begun : block.start()]
                    begun = block.start()
        yield self._markup[begun:]


def load(member: Member) -> Page | Problem:
    """Return the page that a file holds, or the problem of the whole file.

    Errors: those of opening and reading, see `importers.reading.DAMAGE`.
    """
    if member.size > LARGEST:
        return Problem(
            Origin(member.name), f"this page is larger than {LARGEST >> 20} MiB; choose JSON instead of HTML"
        )
    with member.open() as stream:
        return Page(decode(stream.read()))


def _parsed(markup: str) -> BeautifulSoup:
    from bs4 import BeautifulSoup  # heavy, and needed for pages alone

    return BeautifulSoup(f"<html>{markup}", "html.parser")  # a text without a tag would be taken for a file name


def first_text(tag: Tag) -> str:
    """Return the first text in a tag, in one line, or ""."""
    return next((_clean(text) for text in _near(tag)), "")


def texts_in(tag: Tag) -> list[str]:
    """Return the texts in a tag, each in one line."""
    return [_clean(text) for text in _strings(tag, 4 * NEAR)]


def _paragraph(tag: Tag) -> str:
    """Return what stands in one paragraph with the first text in a tag, line by line, unless it is a reaction."""
    first = next(_near(tag), None)
    if first is None or any(parent.name in ("ul", "li") for parent in islice(first.parents, 4)):
        return ""
    inside = next((parent for parent in first.parents if parent is tag or parent.name in ("div", "p")), tag)
    return "\n".join(_clean(text) for text in _near(inside))


def _clean(text: str) -> str:
    return " ".join(text.split())


def _near(tag: Tag) -> Iterator[NavigableString]:
    return _strings(tag, NEAR)


def _strings(tag: Tag, most: int | None = None) -> Iterator[NavigableString]:
    """Yield the texts in a tag that can be seen, among its first `most` nodes."""
    from bs4.element import NavigableString

    for node in islice(_nodes(tag), most):
        if isinstance(node, NavigableString) and not node.isspace() and getattr(node.parent, "name", "") not in _UNSEEN:
            yield node


def _nodes(tag: Tag) -> Iterator[PageElement]:
    """Yield what is in a tag, in order; unlike its `descendants`, this does not go to its end before it begins."""
    open_tags = [iter(tag.contents)]
    while open_tags:
        node = next(open_tags[-1], None)
        if node is None:
            open_tags.pop()
        else:
            yield node
            if contents := getattr(node, "contents", None):
                open_tags.append(iter(contents))


def _shaped(soup: BeautifulSoup, is_date: Callable[[str], bool]) -> list[Piece]:
    """Return a piece for each date, and for each block that looks like theirs and has none that can be read."""
    texts = [text for text in _strings(soup) if text.parent is None or text.parent.name != "x-title"]
    places = {id(text): place for place, text in enumerate(texts)}
    dates = {place for place, text in enumerate(texts) if is_date(text)}
    found: dict[int, Piece] = {}
    blocks: dict[int, Tag] = {}
    behind = 0
    for place in sorted(dates):
        block, first = _block_of(texts[place], places)
        if block is not None and first >= behind:
            blocks[id(block.parent)] = block
            found[first] = _piece([str(text) for text in texts[first : place + 1]])
        else:
            found[place] = Piece(when=_clean(texts[place]))
        behind = place + 1
    for block in blocks.values():
        for sibling in _alike(block):
            inside = [text for text in _near(sibling) if id(text) in places]
            ends_with_number = len(inside) > 1 and re.search(r"\d", inside[-1])
            if ends_with_number and dates.isdisjoint(places[id(text)] for text in inside):
                found[places[id(inside[0])]] = _piece([str(text) for text in inside])
    return [found[place] for place in sorted(found)]


def _block_of(date: NavigableString, places: dict[int, int]) -> tuple[Tag | None, int]:
    """Return the smallest tag around a date that begins with another text, and the place of that."""
    for tag in islice(date.parents, 6):
        first = next(place for text in (*_near(tag), date) if (place := places.get(id(text))) is not None)
        if first < places[id(date)]:
            return tag, first
    return None, 0


def _alike(block: Tag) -> list[Tag]:
    """Return the tags beside a block, itself too, that have its name and its classes."""
    beside = block.parent.find_all(block.name, recursive=False) if block.parent else []
    return [tag for tag in beside if tag.get("class") == block.get("class")]


def _piece(texts: list[str]) -> Piece:
    who, *between, when = map(_clean, texts)
    return Piece(who, when, between[0] if between else "")
