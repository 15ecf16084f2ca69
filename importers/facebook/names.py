"""Names come out of a download broken: each byte of their UTF-8 stands there as a character of its own.

Not every name is broken, so that repairing blindly would spoil Łukasz and José: samples/facebook/FORMAT.md.
"""

from __future__ import annotations

import re

DEACTIVATED = (
    *("facebook user", "facebook-nutzer", "utilisateur de facebook", "usuario de facebook", "utente di facebook"),
    *("instagram user", "instagram-nutzer", "utilisateur d'instagram", "usuario de instagram"),
)
"""What stands in the place of everybody who left, casefolded: many people, and none of them to be told apart."""

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def repaired(text: str) -> str:
    """Return a text as it was typed.

    It is repaired only if every character is at most U+00FF and its bytes are UTF-8 to the last; any other text stays
    as it is, but for halves of surrogate pairs, which no database stores and which become U+FFFD.
    """
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return _HALF_CHARACTER.sub("\ufffd", text)


def is_deactivated(name: str) -> bool:
    """Tell whether a name stands for a deactivated or deleted account."""
    return name.casefold() in DEACTIVATED
