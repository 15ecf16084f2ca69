"""Wordings are text files beside this module: a line a sentence, labelled with what the sentence stands on.

A sentence whose facts are not all known falls out, so the labels are both the conditions and the evidence. The format
is described in templates/README.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reconnect.drafts.phrases import FILTERS

_LINE = re.compile(r"(?P<otherwise>\| )?\[(?P<labels>[\w ,]+)\] (?P<text>\S.*)")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence or subject: what it stands on, what must not be known, and its template."""

    needs: tuple[str, ...]
    unless: tuple[str, ...]
    template: Template


Chain = tuple[Line, ...]
"""Lines of which the first that can be said is said."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to put a letter; `name` is the situation and a number, such as "lapsed/2"."""

    name: str
    close: str
    subject: Chain
    paragraphs: tuple[tuple[Chain, ...], ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A template file: how to greet, with a name and without, and the wordings to choose from."""

    greeting: Template
    nameless: str
    wordings: tuple[Wording, ...]


def environment() -> ImmutableSandboxedEnvironment:
    """Return a sandbox with the filters of `phrases`; an unknown name in a template is an error."""
    sandbox = ImmutableSandboxedEnvironment(autoescape=False, undefined=StrictUndefined)
    sandbox.filters.update(FILTERS)
    return sandbox


@cache
def letter(situation: str, language: str) -> Letter | None:
    """Read the wordings for a situation in a language, or return None where nobody has written them."""
    file = files("reconnect.drafts") / "templates" / f"{situation}.{language}.txt"
    return parse(situation, file.read_text(encoding="utf-8")) if file.is_file() else None


def parse(situation: str, text: str) -> Letter:
    """Read a template file. Errors: ValueError names the first line that is none of the format's."""
    kept = "\n".join(line.strip() for line in text.splitlines() if not line.startswith("#"))
    head, *parts = re.split(r"^== (\w+)$", kept, flags=re.MULTILINE)
    fields = _fields(head)
    sandbox = environment()
    wordings = tuple(
        _wording(f"{situation}/{number}", part, sandbox) for number, part in zip(parts[::2], parts[1::2], strict=True)
    )
    return Letter(sandbox.from_string(fields["greeting"]), fields["nameless"], wordings)


def _fields(block: str) -> Mapping[str, str]:
    return dict(line.split(": ", 1) for line in block.strip().splitlines() if line)


def _wording(name: str, text: str, sandbox: ImmutableSandboxedEnvironment) -> Wording:
    blocks = [block.splitlines() for block in re.split(r"\n{2,}", text.strip("\n"))]
    close, subject = "", []
    if blocks[0][0].startswith("close: "):
        close, *subject = blocks.pop(0)
        subject[:1] = [line.removeprefix("subject: ") for line in subject[:1]]
    chains = tuple(tuple(_chains(block, sandbox)) for block in blocks)
    return Wording(name, close.removeprefix("close: "), next(_chains(subject, sandbox), ()), chains)


def _chains(lines: list[str], sandbox: ImmutableSandboxedEnvironment) -> Iterator[Chain]:
    chain: list[Line] = []
    for line in lines:
        found = _LINE.fullmatch(line)
        if not found:
            raise ValueError(f"not a sentence with a label: {line!r}")
        if chain and not found["otherwise"]:
            yield tuple(chain)
            chain = []
        labels = found["labels"].split(", ")
        needs = tuple(label for label in labels if not label.startswith("not "))
        unless = tuple(label.removeprefix("not ") for label in labels if label.startswith("not "))
        chain.append(Line(needs, unless, sandbox.from_string(found["text"])))
    if chain:
        yield tuple(chain)
