"""How well two names agree, from EQUAL down to CONFLICT.

A conflict is evidence of its own: two names that cannot be one person's keep two people apart whatever address or
number they share. Given and family names are compared apart, by equality, nickname, one slip of the pen (optimal string
alignment distance) and initial.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from reconnect.identity.names import Name
from reconnect.identity.normal import REMEMBERED

_VOWELS = "aeio"

SAME, KIN, SLIP, INITIAL, NOTHING = 3.0, 2.0, 1.5, 1.0, 0.0


class Grade(IntEnum):
    """How well two names agree; higher is better."""

    CONFLICT = 0
    UNKNOWN = 1
    OTHER_SURNAME = 2
    PART = 3
    TYPO = 4
    NICKNAME = 5
    EQUAL = 6


IN_WORDS = {
    Grade.EQUAL: "full name",
    Grade.NICKNAME: "nickname or other order of the name",
    Grade.TYPO: "name but for one letter",
    Grade.PART: "part of the name",
    Grade.OTHER_SURNAME: "given name, another surname",
    Grade.UNKNOWN: "no name against it",
    Grade.CONFLICT: "but the names differ",
}
"""What a grade says to a person."""


@lru_cache(REMEMBERED)
def grade(a: Name, b: Name) -> Grade:
    """Return how well two names agree; the same either way round."""
    if not a.tells or not b.tells:
        return Grade.UNKNOWN
    if "organisation" in (a.kind, b.kind):
        return Grade.UNKNOWN if a.kind == b.kind else Grade.CONFLICT
    if a.generation and b.generation and a.generation != b.generation:
        return Grade.CONFLICT
    return _of_full_names(a, b) if a.kind == b.kind == "full" else _of_parts(a, b)


def _of_full_names(a: Name, b: Name) -> Grade:
    given, family = _given(a, b), _family(a, b)
    if given == family == SAME:
        return Grade.EQUAL
    if (given >= KIN and family >= KIN) or _swapped(a, b):
        return Grade.NICKNAME
    if SLIP in (given, family) and max(given, family) >= KIN:
        return Grade.TYPO
    if given == INITIAL and family >= KIN:
        return Grade.PART
    return Grade.OTHER_SURNAME if given >= KIN and family == NOTHING else Grade.CONFLICT


def _of_parts(a: Name, b: Name) -> Grade:
    if {a.kind, b.kind} == {"given", "family"}:
        return Grade.PART if a.given in b.parts or b.given in a.parts else Grade.UNKNOWN
    if "family" in (a.kind, b.kind):
        return Grade.PART if _family(a, b) >= KIN else Grade.CONFLICT
    is_part = _given(a, b) >= KIN or a.given == b.family or a.family == b.given
    return Grade.PART if is_part else Grade.CONFLICT


def _given(a: Name, b: Name) -> float:
    if 1 in (len(a.given), len(b.given)):
        return INITIAL if a.given[:1] == b.given[:1] else NOTHING
    if a.given == b.given:
        return SAME
    if a.given == b.half or b.given == a.half or not a.roots.isdisjoint(b.roots):
        return KIN
    return SLIP if _is_slip(a.given, b.given, longer_than=3) and not _other_ending(a.given, b.given) else NOTHING


def _family(a: Name, b: Name) -> float:
    if a.family == b.family:
        return SAME
    if not a.parts.isdisjoint(b.parts):
        return KIN
    return SLIP if _is_slip(a.family, b.family, longer_than=4) else NOTHING


def _is_slip(a: str, b: str, longer_than: int) -> bool:
    return min(len(a), len(b)) > longer_than and OSA.distance(a, b, score_cutoff=1) == 1


def _other_ending(a: str, b: str) -> bool:
    """Tell whether only the ending differs, as of two people of one household.

    That is a last vowel (Maria and Mario, Daniel and Daniela), an n behind it (Julia and Julian), or -an for -na
    (Christian and Christina).
    """
    short, long = sorted((a, b), key=len)
    swapped = a[:-2] == b[:-2] and {a[-2:], b[-2:]} == {"an", "na"}
    return a.rstrip(_VOWELS) == b.rstrip(_VOWELS) or (long == f"{short}n" and short[-1] in _VOWELS) or swapped


def _swapped(a: Name, b: Name) -> bool:
    return not (a.ordered and b.ordered) and a.given == b.family and a.family == b.given
