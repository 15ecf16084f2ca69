"""A table that is no UTF-8 is read in the code page of the Windows that wrote it, told by its header or its text.

Under an English Outlook the header is ASCII and the names below it are not: then the code page counts in which the
fewest letters stand where they cannot, such as Greek beside Latin ones in one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from importers.columns.headers import LANGUAGES
from importers.columns.language import plain
from importers.reading import ELSE_WINDOWS_1252, codec_of

HEADER = 16 << 10
SAMPLE = 8 << 10
CODE_PAGES = ("cp1252", "cp1250", "cp1251", "cp932", "cp950")

_BETWEEN_CELLS = re.compile(r'[,;\t:"\r\n]+')
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_HALF_WIDTH = re.compile("[\uff61-\uff9f]")
_ANYWHERE = "\u00a0\u00ab\u00bb\u00b7\u2010\u2011\u2012\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2026"
"""Signs that stand beside letters of any script: quotes, dashes, the apostrophe of O'Brien."""


@lru_cache(maxsize=8)  # several importers are asked about one file
def table_codec(head: bytes) -> tuple[str, str]:
    """Return the encoding and the error handler for a table that begins with `head`.

    By its mark, as UTF-16 or as UTF-8 where that is evident; else in the code page of the header's language, where the
    header has one; else in the code page that fits its text best.
    """
    usual = codec_of(head)
    if usual != ("utf-8", ELSE_WINDOWS_1252) or head.isascii() or _is_utf8(head):
        return usual
    page = _page_of_header(head[:HEADER]) or _page_of_text(head)
    return usual if page == "cp1252" else (page, "replace")


def _is_utf8(head: bytes) -> bool:
    """Tell whether the runs of bytes that are not ASCII are UTF-8, half of them at least: some may be damaged."""
    wrong = ["\ufffd" in run for run in _NOT_ASCII.findall(head.decode("utf-8", "replace"))]
    return 2 * sum(wrong) <= len(wrong)


def _page_of_header(head: bytes) -> str | None:
    """Return the code page of the language in which most names of columns are found, None for English and none."""
    page = max(_NAMES, key=lambda page: _known(head, page))
    return page if _known(head, page) else None


def _page_of_text(head: bytes) -> str:
    """Return the code page in which the fewest characters stand where they cannot; one may be a damaged byte."""
    sample = b"\n".join(line for line in head.splitlines() if not line.isascii())[:SAMPLE]
    misfits = {page: _misfits(sample, page) for page in CODE_PAGES}
    best = min(CODE_PAGES, key=lambda page: misfits[page])
    return best if misfits[best] + 1 < misfits[CODE_PAGES[0]] else CODE_PAGES[0]


def _known(head: bytes, page: str) -> int:
    """Count the names of columns that are not ASCII and are found when the head is read in that code page."""
    cells = set(map(plain, _BETWEEN_CELLS.split(head.decode(page, "replace"))))
    return len(cells & _NAMES[page])


_NAMES = {
    page: {name for spoken in LANGUAGES if spoken.code_page == page for name in spoken.targets if not name.isascii()}
    for page in ("cp1252", "cp1250", "cp1251", "cp950")
}
"""The names of columns that are not ASCII, by code page."""


def _misfits(sample: bytes, page: str) -> int:
    """Count the characters that stand where none of their kind can, when the sample is read in that code page."""
    return sum(_misfits_of_run(*run) for run in _runs(sample.decode(page, "replace")))


def _runs(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the runs of characters that are not ASCII, and whether they are part of a word with ASCII letters."""
    for run in _NOT_ASCII.finditer(text):
        around = text[max(run.start() - 1, 0) : run.start()] + text[run.end() : run.end() + 1]
        yield run[0], any(map(str.isalpha, around))


def _misfits_of_run(run: str, in_word: bool) -> int:
    unread, run = run.count("\ufffd"), run.replace("\ufffd", "").strip(_ANYWHERE)
    latin = run[:1] < "\u0250"
    odd = not latin if in_word else latin and len(run) > 2  # another script in a Latin word, or a word of accents alone
    signs = sum(not (char.isalpha() or char.isspace()) for char in run) if in_word or any(map(str.isalpha, run)) else 0
    return unread + len(_HALF_WIDTH.findall(run)) + signs + odd * len(run)
