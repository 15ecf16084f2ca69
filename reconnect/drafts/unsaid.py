"""What never appears in a letter, and why: hollow, selling, asking, counting, guilty, pressing, private words.

The words stand with each language. A private word of one is harmless in another (French "son"), so a letter is searched
in its own; old subject lines come in any. The surprise is what follows for those: a true fact that holds such a word is
not said at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from reconnect.drafts.languages import LANGUAGES

_NEVER = {
    language.code: [(reason, re.compile(rf"\b(?:{words})(?!\w)")) for reason, words in language.never.items()]
    for language in LANGUAGES
}
_PRIVATE = {language.code: re.compile(rf"\b(?:{language.private})\b") for language in LANGUAGES}


def phrases(text: str, languages: Iterable[str] = _NEVER) -> list[tuple[str, str]]:
    """Return what should not stand in a letter, each with the reason, as the second half of a sentence."""
    lowered = _lowered(text)
    patterns = [each for language in languages for each in _NEVER.get(language, ())]
    return [(found[0], reason) for reason, pattern in patterns for found in pattern.finditer(lowered)]


def private_words(text: str, languages: Iterable[str] = _PRIVATE) -> list[str]:
    """Return the words that touch health, religion, politics, money, break-ups, deaths or children."""
    lowered = _lowered(text)
    patterns = [_PRIVATE[language] for language in languages if language in _PRIVATE]
    return [found[0] for pattern in patterns for found in pattern.finditer(lowered)]


def _lowered(text: str) -> str:
    return " ".join(text.replace("’", "'").lower().split())
