"""Drafts as one Markdown document: to whom, the text, and what every sentence stands on.

A letter is a quotation, so that nothing in it can become a heading of the document. Addresses stand in code spans,
which no reader turns into links; only an https address without odd characters becomes a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reconnect.drafts.facts import Draft
from reconnect.drafts.plain import one_line, plain_text
from reconnect.markdown import escaped

_PLAIN_LINK = re.compile(r"https://[A-Za-z0-9.-]+(?:/[A-Za-z0-9./_~%?=-]*)?")
_LINE_MARK = re.compile(r"^(\d*)([-+=.)])")  # a list or an underline, at the start of a line


def write(drafts: Iterable[Draft]) -> str:
    """Return the document, a section a draft."""
    blocks = ["# Drafts", "Nothing of this has been sent. Every letter is meant to be read and changed."]
    for draft in drafts:
        blocks += _section(draft)
    return "\n\n".join(blocks) + "\n"


def _section(draft: Draft) -> Iterator[str]:
    yield f"## {_text(draft.name) or 'Somebody without a name'}"
    yield "  \n".join(_heading(draft))
    yield _quoted(plain_text(draft.body))
    if draft.evidence:
        yield "What each sentence stands on:"
        yield "\n".join(
            f"{number}. {_text(one.sentence)}  \n   {_text(one.fact)}{f' ({_text(one.origin)})' if one.origin else ''}"
            for number, one in enumerate(draft.evidence, 1)
        )


def _heading(draft: Draft) -> Iterator[str]:
    if draft.to:
        yield f"To: {_code(draft.to)}"
    if draft.profile:
        yield f"Profile: {_link(draft.profile)}"
    if draft.subject:
        yield f"Subject: {_text(draft.subject)}"
    yield f"Wording: {_text(draft.template)}, {_text(draft.language)}"


def _quoted(body: str) -> str:
    paragraphs = re.split(r"\n{2,}", body.strip("\n"))
    return "\n>\n".join("  \n".join(f"> {_text(line)}" for line in part.split("\n")) for part in paragraphs)


def _text(text: str) -> str:
    return _LINE_MARK.sub(r"\1\\\2", escaped(one_line(text)))


def _code(text: str) -> str:
    return _text(text) if "`" in text else f"`{one_line(text)}`"


def _link(url: str) -> str:
    return f"<{url}>" if _PLAIN_LINK.fullmatch(url) else _code(url)
