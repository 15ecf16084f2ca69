"""Which stored facts may be said at all: short, quiet ones without anything private; the others are talked around.

A fact that is left out here is no loss to the letter, because every sentence that would need it has another in its
place. The first fact of a kind that can be said is the one that counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from reconnect.drafts import unsaid
from reconnect.drafts.facts import Fact, FactKind
from reconnect.drafts.languages import LANGUAGES
from reconnect.drafts.plain import one_line

LONGEST = 60  # characters; what is longer reads like a quotation, not like a word between two people
LONGEST_TITLE = 90  # which is a quotation
LONGEST_NAME = 40
LONGEST_ACRONYM = 6  # UNESCO

_COUPLE = re.compile(r"\b(?:and|und|et|y)\b", re.IGNORECASE)
_SUBJECTS: tuple[FactKind, ...] = ("last_subject", "first_subject", "both_copied", "asked")
_TOLD_BY_THEIR_DAY: tuple[FactKind, ...] = ("asked", "birthday", "anniversary", "spoke")
_ANSWERS = re.compile(
    r"^(?:(?:re|fwd?|fw|aw|wg|sv|vs|vb|antw|tr|rv|rif|res|odp|пер|отв)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE
)
_TICKET = re.compile(r"#\d|\b[A-Za-z]{2,}-\d|\d[./:-]\d|\d{5,}|\b(?!(?:19|20)\d\d\b)\d{3,}")
_MARKS = re.compile(r"[\[\]{}<>$€£%|@\\^=~_`]|://|www\.|!!|[.!?…]\s")
_SAYS_NOTHING = re.compile("|".join(filter(None, (language.says_nothing for language in LANGUAGES))))
_NO_EMPLOYER = re.compile(
    rf"\b(?:{'|'.join(filter(None, (language.no_employer for language in LANGUAGES)))})\b", re.IGNORECASE
)
_OF_THESE_DAYS = re.compile(r"\b(?:last|next|this) \w+|yesterday|today|tomorrow|gestern|heute|hier|ayer|вчора")
_ACTS_ALONE = re.compile(rf"(?:{'|'.join(filter(None, (language.acts_alone for language in LANGUAGES)))}) ")


def sayable(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Return the facts that may be said, the first of each kind, their values cleaned for use in a sentence.

    What is told by its day may always be said; only the subject of a message may have to be left out.
    """
    chosen: dict[str, Fact] = {}
    for fact in facts:
        value = _value(fact)
        dated = fact.until is not None or fact.kind != "wrote"
        may_be_said = _may_be_said(fact.kind, value)
        if fact.kind not in chosen and dated and (may_be_said or fact.kind in _TOLD_BY_THEIR_DAY):
            chosen[fact.kind] = replace(fact, value=value if may_be_said else "")
    return chosen


def call_name(name: str) -> str:
    """Return a name to greet with, or "" where it is none: initials, an address, a page of text."""
    name = one_line(name)
    if len(name) > LONGEST_NAME or not all(c.isalpha() or unicodedata.combining(c) or c in " .'’-" for c in name):
        return ""
    if not re.search(r"[^\W\d_]{2}", name) and not (len(name) == 1 and unicodedata.category(name) == "Lo"):
        return ""  # initials; in scripts without capitals one letter may be a whole name
    if _COUPLE.search(name):
        return ""
    if name.isupper() and len(name) > 3:
        return name.title()
    return " ".join(word.title() if word.isupper() and len(word) > 3 else word for word in name.split())  # Anna BERG


def _value(fact: Fact) -> str:
    value = re.sub("[¿¡]", "", one_line(fact.value)).replace('"', "'")
    if fact.kind in _SUBJECTS:
        value = _ANSWERS.sub("", value)
    return value.strip(" .,;:!?…'-")


def _may_be_said(kind: FactKind, value: str) -> bool:
    longest = LONGEST_TITLE if kind == "published" else LONGEST
    if not 2 <= len(value) <= longest or not re.search(r"[^\W\d_]{2}", value) or _MARKS.search(value):
        return False
    if any(unicodedata.category(c) in ("So", "Sk", "Co", "Cn", "Cf") for c in value):
        return False
    if unsaid.private_words(value) or unsaid.phrases(value) or _is_shouted(value):
        return False
    return _fits(kind, value)


def _fits(kind: FactKind, value: str) -> bool:
    lowered = value.lower()
    if kind in _SUBJECTS:
        return not _TICKET.search(value) and not _says_nothing(lowered)
    if kind == "published":
        return not _says_nothing(lowered)
    if kind in ("position", "organization"):
        return not _NO_EMPLOYER.search(value)
    if kind in ("interest", "offer", "goal", "skill", "common"):
        return not _ACTS_ALONE.match(lowered)
    if kind == "met":
        return not _OF_THESE_DAYS.search(lowered)
    return True


def _says_nothing(lowered: str) -> bool:
    return _SAYS_NOTHING.fullmatch(lowered.strip("()")) is not None


def _is_shouted(value: str) -> bool:
    long_words = re.findall(r"[^\W\d_]{4,}", value)
    return value.isupper() and (len(long_words) > 1 or max(map(len, long_words), default=0) > LONGEST_ACRONYM)
