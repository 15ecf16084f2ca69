"""The names of columns in one language, and when two spellings are the same name.

Case, brackets and a number at the end make no difference: "Telefon (privat) 2" is "Telefon privat".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BETWEEN_WORDS = re.compile(r"[()\[\]\s]+")
_NUMBER = re.compile(r" \d+$")


def plain(cell: str) -> str:
    """Return a header cell without case, brackets, doubled spaces and the number at its end."""
    return _NUMBER.sub("", _BETWEEN_WORDS.sub(" ", cell.casefold().replace("\u2019", "'")).strip())


@dataclass(frozen=True)
class Language:
    """What columns are called in one language, as a target by plain name, and the code page of Windows there.

    A target is a field, with a word behind it where the column tells what its values are: "handles skype". The target
    "-" is that of columns that are known and not read.
    """

    code_page: str
    targets: dict[str, str]


def language(code_page: str, names: str, beside: Language | None = None) -> Language:
    """Return the language that lines of the form `target = name | name` tell, and what it knows from `beside` too."""
    lines = (line.partition(" = ") for line in names.strip().splitlines())
    own = {plain(name): target for target, _, many in lines for name in many.split(" | ")}
    return Language(code_page, (beside.targets if beside else {}) | own)
