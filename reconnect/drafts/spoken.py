"""The language that two people write to each other in is told by the short words of their subject lines, or not at all.

Never by a name or a country. A few lines are little to go by, so only a clear lead counts; of a language that no letter
is written in nothing is said, and who writes in two has no lead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from reconnect.drafts.languages import LANGUAGES, Language

FEWEST_WORDS = 2
LEAD = 3
"""So many times as often as all others together must words speak for a language."""

_WORDS = {language.code: frozenset(language.common_words.split()) for language in LANGUAGES}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def language_of(subjects: Iterable[str]) -> str:
    """Return the code of the language in which subject lines are clearly written, or "". The same line counts once."""
    words = [word.casefold() for subject in set(subjects) for word in _WORD.findall(subject)]
    speak_for = Counter({code: sum(word in common for word in words) for code, common in _WORDS.items()})
    (code, most), *others = speak_for.most_common()
    return code if most >= FEWEST_WORDS and most >= LEAD * sum(count for _, count in others) else ""


def may_be_in(text: str, language: Language) -> bool:
    """Return whether a text may be in a language: it has letters of it, and is not clearly in another one."""
    written = re.search(f"[{language.letters}]", text.lower()) is not None
    return written and language_of([text]) in ("", language.code)
