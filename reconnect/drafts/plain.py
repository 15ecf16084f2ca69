"""Text from strangers, made plain: nothing in it that acts, and sentences that can be told apart.

A line break in a name can become a second header, and a right-to-left override can turn a file name around. Every text
that goes into a header, a file name or a sentence passes here first; what only has to be shown goes through `visible`.
"""

from __future__ import annotations

import re

from reconnect.visible import ACTING

_SENTENCE_END = re.compile(
    r"(?<!\b[A-Za-zА-ЯЄІЇҐ]\.)(?<!\b\d\.)(?<!\b\d\d\.)"  # initials, abbreviations and ordinals end nothing
    r"(?<!\bSt\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)"  # nor do titles
    r"(?:(?<=[.!?…])|(?<=[.!?…][\"'”“’»)])|(?<=[.!?…][\u00a0\u202f]»))(?:[ \t\n]+|$)"
)
_SPACES = re.compile(r"[ \t\n]+")  # a narrow space before a French question mark belongs to the sentence


def one_line(text: str) -> str:
    """Return text as a single line: what would act becomes a space, and runs of spaces become one."""
    return " ".join(ACTING.sub(" ", text).split())


def plain_text(text: str) -> str:
    r"""Return text of several lines, with `\n` between them and nothing else that acts."""
    lines = re.sub(r"\r\n?", "\n", text).split("\n")
    return "\n".join(ACTING.sub(" ", line).rstrip() for line in lines)


def unfolded(text: str) -> str:
    """Return text with one space where lines end or several spaces stand; spaces that join words stay."""
    return _SPACES.sub(" ", text).strip(" ")


def sentences(text: str) -> list[str]:
    """Take text apart at empty lines and after `.`, `!` and `?`; initials and short titles end no sentence."""
    paragraphs = map(unfolded, text.split("\n\n"))
    return [sentence for part in paragraphs for sentence in _SENTENCE_END.split(part) if sentence]
