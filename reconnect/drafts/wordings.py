"""Wordings are text files beside this module: a line a sentence, labelled with what the sentence stands on.

A sentence whose facts are not all known falls out, so the labels are both the conditions and the evidence. A person's
own file of the same name takes the place of ours. The format is described in templates/README.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import get_args

from jinja2 import StrictUndefined, Template, TemplateError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reconnect.drafts.facts import FactKind
from reconnect.drafts.languages import BY_CODE, ENGLISH
from reconnect.errors import ReconnectError

WISH, ABOUT_ME = "wish", "about me"
NAMES = ("call_name", "full_name")
LABELS = {*get_args(FactKind), WISH, ABOUT_ME, *NAMES, "familiar"}

_LINE = re.compile(r"(?P<otherwise>\| )?\[(?P<labels>[\w ,]+)\] (?P<text>\S.*)")


class UnreadableWording(ReconnectError):
    """A file of wordings in which a line is none of the format's."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence or subject: what it stands on, what must not be known, and its template in a language."""

    needs: tuple[str, ...]
    unless: tuple[str, ...]
    language: str
    text: str

    def said(self, known: Mapping[str, object]) -> str:
        """Return the sentence with what is known put in. Errors: UnreadableWording, whatever a template does."""
        try:
            return _template(self.language, self.text).render(known)
        except Exception as error:
            raise UnreadableWording(f"{self.text[:80]!r}: this sentence cannot be said ({error}); correct it") from None


Chain = tuple[Line, ...]
"""Lines of which the first that can be said is said."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to put a letter, paragraph by paragraph; every wording of a file has as many paragraphs."""

    close: str
    subject: Chain
    paragraphs: tuple[tuple[Chain, ...], ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A file of wordings for one kind of letter: how it greets, and the wordings to choose from.

    `reviewed` is whether a native reader has seen it.
    """

    reviewed: bool
    greeting: Chain
    wordings: tuple[Wording, ...]


OwnLetters = Mapping[str, Letter]
"""Letters in a person's own wordings, by the name of the file: "lapsed.en"."""


def letter(kind: str, language: str, own: OwnLetters | None = None) -> Letter | None:
    """Return the wordings for a kind of letter in a language, or None where nobody has written them.

    A kind is a situation, or "<situation>-message" where there is no address.
    """
    return (own or {}).get(f"{kind}.{language}") or _ours(kind, language)


def names() -> list[str]:
    """Return the names of the files that come with the program, such as "lapsed.en"."""
    return sorted(file.name.removesuffix(".txt") for file in _folder().iterdir() if file.name.endswith(".txt"))


def text_of(name: str) -> str:
    """Return one of the files that come with the program. Errors: FileNotFoundError."""
    return (_folder() / f"{name}.txt").read_text(encoding="utf-8")


@cache
def _ours(kind: str, language: str) -> Letter | None:
    name = f"{kind}.{language}"
    return parse(text_of(name), language, name, check=False) if name in names() else None  # the tests have checked it


@cache
def environment(language: str) -> ImmutableSandboxedEnvironment:
    """Return a sandbox with the filters of a language; an unknown name in a template is an error."""
    sandbox = ImmutableSandboxedEnvironment(autoescape=False, undefined=StrictUndefined)
    sandbox.filters.update(BY_CODE.get(language, ENGLISH).filters)
    return sandbox


@cache
def _template(language: str, text: str) -> Template:
    return environment(language).from_string(text)


def parse(text: str, language: str, where: str, *, check: bool = True) -> Letter:
    """Read a file of wordings; `where` names it in errors. Errors: UnreadableWording, for the first bad line.

    Without `check` no sentence is tried, which costs most of the time.
    """
    reader = _Reader(language, where, check)
    parts: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(text.splitlines(), 1):
        if re.fullmatch(r"== \w+", line.strip()):
            parts.append([])
        elif not line.startswith("#"):
            parts[-1].append((number, line.strip()))
    head, *wordings = parts
    reviewed, greeting = reader.head(head)
    found = tuple(map(reader.wording, wordings))
    if not found or len({len(wording.paragraphs) for wording in found}) > 1:
        raise UnreadableWording(f"{where}: each wording must have as many paragraphs; even them out")
    return Letter(reviewed, greeting, found)


class _Reader:
    """Reads the lines of a file, and says of a bad one where it stands."""

    def __init__(self, language: str, where: str, check: bool) -> None:
        self.language = language
        self.where = where
        self.check = check

    def head(self, lines: Sequence[tuple[int, str]]) -> tuple[bool, Chain]:
        told = [(number, line) for number, line in lines if line]
        if not told or not re.fullmatch("reviewed: (?:yes|no)", told[0][1]):
            raise UnreadableWording(
                f'{self.where}: it does not begin with "reviewed: yes" or "reviewed: no"; write one'
            )
        (number, first), *others = told[1:] or [(told[0][0], "")]
        if not first.startswith("greeting: "):
            raise self._bad(number, first, "a greeting is missing here; write: greeting: [wish] Hello,")
        greeting = self.chains([(number, first.removeprefix("greeting: ")), *others])
        return told[0][1].endswith("yes"), next(greeting)

    def wording(self, lines: Sequence[tuple[int, str]]) -> Wording:
        blocks = list(_blocks(lines))
        close, subject = "", []
        if blocks and blocks[0][0][1].startswith("close: "):
            (_, first), *subject = blocks.pop(0)
            close = first.removeprefix("close: ")
            subject[:1] = [(number, line.removeprefix("subject: ")) for number, line in subject[:1]]
        paragraphs = tuple(tuple(self.chains(block)) for block in blocks)
        if self.check and not (paragraphs and _says_always(paragraphs[0][0][-1])):
            number, first = next(iter(blocks), lines or [(0, "")])[0]
            raise self._bad(number, first, "a letter must have something to begin with; end with: | [wish] Some words.")
        return Wording(close, next(self.chains(subject), ()), paragraphs)

    def chains(self, lines: Sequence[tuple[int, str]]) -> Iterator[Chain]:
        chain: list[Line] = []
        for number, line in lines:
            found = _LINE.fullmatch(line)
            if not found:
                raise self._bad(number, line, "it is no sentence with a label in front; write: [wish] Some words.")
            if chain and not found["otherwise"]:
                yield tuple(chain)
                chain = []
            chain.append(self.line(number, found["labels"].split(", "), found["text"]))
        if chain:
            yield tuple(chain)

    def line(self, number: int, labels: Sequence[str], text: str) -> Line:
        needs = tuple(label for label in labels if not label.startswith("not "))
        unless = tuple(label.removeprefix("not ") for label in labels if label.startswith("not "))
        if unknown := {*needs, *unless} - LABELS:
            raise self._bad(number, min(unknown), f"there is no such label; there are: {', '.join(sorted(LABELS))}")
        if self.check:
            self._try(number, needs, text)
        return Line(needs, unless, self.language, text)

    def _try(self, number: int, needs: Sequence[str], text: str) -> None:
        try:
            used = meta.find_undeclared_variables(environment(self.language).parse(text))
            _template(self.language, text)
        except TemplateError as error:
            raise self._bad(number, text, f"{error.message}; correct it") from None
        if foreign := used - {need.removesuffix(" me") for need in needs}:
            raise self._bad(number, text, f"the sentence uses {min(foreign)}, which its label does not name; add it")

    def _bad(self, number: int, what: str, why: str) -> UnreadableWording:
        return UnreadableWording(f"{self.where}, line {number}: {what[:80]!r}: {why}")


def _says_always(line: Line) -> bool:
    return line.needs == (WISH,) and not line.unless


def _blocks(lines: Sequence[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    block: list[tuple[int, str]] = []
    for number, line in [*lines, (0, "")]:
        if line:
            block.append((number, line))
        elif block:
            yield block
            block = []


def _folder() -> Traversable:
    return files("reconnect.drafts") / "templates"
