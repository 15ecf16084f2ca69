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
from reconnect.drafts.plain import one_line

LONGEST = 60  # characters; what is longer reads like a quotation, not like a word between two people
LONGEST_NAME = 40
LONGEST_ACRONYM = 6  # UNESCO

_COUPLE = re.compile(r"\b(?:and|und|et)\b", re.IGNORECASE)
_SUBJECTS: tuple[FactKind, ...] = ("last_subject", "first_subject", "both_copied", "asked")
_ANSWERS = re.compile(
    r"^(?:(?:re|fwd?|fw|aw|wg|sv|vs|vb|antw|tr|rv|rif|res|odp|пер|отв)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE
)
_TICKET = re.compile(r"#\d|\b[A-Za-z]{2,}-\d|\d[./:-]\d|\d{5,}|\b(?!(?:19|20)\d\d\b)\d{3,}")
_MARKS = re.compile(r"[\[\]{}<>$€£%|@\\^=~_`]|://|www\.|!!|[.!?…]\s")
_SAYS_NOTHING = re.compile(
    r"(?:hi|hey|hello|hallo|test|fyi|thanks?|thank you|danke|question|photos?|pictures?|update|meeting"
    r"|no subject|untitled)"
)
_NO_EMPLOYER = re.compile(
    r"\b(?:self[- ]?employed|free-?lance\w*|retired|unemployed|independent|stealth|confidential|private|none|n/a"
    r"|seeking|looking for|open to|between jobs|various)\b",
    re.IGNORECASE,
)
_ACTS_ALONE = re.compile(  # "rebuilds old radios" is a sentence without its subject, and fits into none of ours
    r"(?:likes|loves|enjoys|plays|collects|builds|rebuilds|makes|runs|works|reads|writes|grows|teaches|learns|wants|plans"
    r"|keeps|studies|paints|sings|bakes|cooks|climbs|sails|rides|is|has|does|was|were|used|can|could|would|will|to|i|we|"
    r"he|she|they) "
)


def sayable(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Return the facts that may be said, the first of each kind, their values cleaned for use in a sentence.

    That they wrote and got no answer may always be said; only the subject of it may have to be left out.
    """
    chosen: dict[str, Fact] = {}
    for fact in facts:
        value = _value(fact)
        dated = fact.until is not None or fact.kind != "wrote"
        may_be_said = _may_be_said(fact.kind, value)
        if fact.kind not in chosen and dated and (may_be_said or fact.kind == "asked"):
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
    return name.title() if name.isupper() and len(name) > 3 else name


def _value(fact: Fact) -> str:
    value = one_line(fact.value).replace('"', "'")
    if fact.kind in _SUBJECTS:
        value = _ANSWERS.sub("", value)
    return value.strip(" .,;:!?…'-")


def _may_be_said(kind: FactKind, value: str) -> bool:
    if not 2 <= len(value) <= LONGEST or not re.search(r"[^\W\d_]{2}", value) or _MARKS.search(value):
        return False
    if any(unicodedata.category(c) in ("So", "Sk", "Co", "Cn", "Cf") for c in value):
        return False
    if unsaid.private_words(value) or unsaid.phrases(value) or _is_shouted(value):
        return False
    return _fits(kind, value)


def _fits(kind: FactKind, value: str) -> bool:
    lowered = value.lower()
    if kind in _SUBJECTS:
        return not _TICKET.search(value) and not _SAYS_NOTHING.fullmatch(lowered.strip("()"))
    if kind in ("position", "organization"):
        return not _NO_EMPLOYER.search(value)
    if kind in ("interest", "offer"):
        return not _ACTS_ALONE.match(lowered)
    return True


def _is_shouted(value: str) -> bool:
    long_words = re.findall(r"[^\W\d_]{4,}", value)
    return value.isupper() and (len(long_words) > 1 or max(map(len, long_words), default=0) > LONGEST_ACRONYM)
