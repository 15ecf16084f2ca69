"""Most contacts have neither a point nor a word of their name in common with a person, and that is cheap to tell.

A name is not taken apart for it: its words, and the parts of a family name that count alone, stand in its text letter
by letter, but for an e behind a, o or u. Nor is a telephone number parsed: its last digits are in every way to write
it. The surprising fact: whom this leaves out nobody looks at again, while whom it lets through may have nothing in
common after all. So where a name is not plain text, or a number not digits alone, they go through.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from reconnect.store.tombstones import Fields, MayBe, Traits

_NO_LETTERS = re.compile(r"[^a-z]+")
_NO_DIGITS = re.compile(r"[^0-9]+")
_MUTE = re.compile(r"(?<=[aou])")
_LETTERS = re.compile(r"[a-z]", re.IGNORECASE)
_NEVER = re.compile(r"(?!)")
_LAST = 4
"""So many digits end a number in every way to write it: country codes, prefixes and areas stand before them."""
_FEWEST = 3
"""A text of fewer digits is no number, whatever its letters stand for."""


def alike(theirs: Sequence[Traits]) -> MayBe:
    """Return what tells whether a contact may have a point, a name, or a way to write it in common with these."""
    from reconnect.identity import normal_email, normal_profile  # heavy

    values: dict[str, set[str]] = defaultdict(set)
    for kind, value in {point for traits in theirs for point in traits.points}:
        values[kind].add(value)
    emails, urls, handles = values["email"], values["url"], values["handle"]
    last = {_last_digits(value) for value in values["phone"]}
    words = _pattern({word for traits in theirs for word in _words(traits)})

    def may_be(fields: Fields) -> bool:
        return (
            _may_say(fields, words)
            or any(normal_email(each) in emails for each in fields.get("emails", ()))
            or any(normal_profile(each) in urls for each in fields.get("urls", ()))
            or any(each.strip().casefold() in handles for each in fields.get("handles", ()))
            or any(_may_end_so(each, last) for each in fields.get("phones", ()))
        )

    return may_be


def _may_end_so(text: str, last: set[str]) -> bool:
    """Tell whether a number may end in any of these digits; letters may stand for digits, or before an extension."""
    digits = _last_digits(text)
    has_letters = len(digits) >= _FEWEST and _LETTERS.search(text.strip().removeprefix("tel:"))
    return bool(last) if has_letters or not text.isascii() else digits in last


def _last_digits(text: str) -> str:
    return _NO_DIGITS.sub("", text)[-_LAST:]


def _words(traits: Traits) -> Iterator[str]:
    """Yield words of which one stands in the name of whoever has a name in common.

    An initial is such a word only where there is nothing else, and the mark of a generation (J, 3) never.
    """
    for name in (traits.name, *(traits.names if traits.short else ())):
        words = [word for word in name.split() if not _NO_LETTERS.search(word)]
        yield from [word for word in words if len(word) > 1] or words


def _pattern(words: set[str]) -> re.Pattern[str]:
    """Return what finds any of the words, as `name_key` writes them, in a text of letters alone."""
    return re.compile("|".join(_MUTE.sub("e?", word) for word in sorted(words))) if words else _NEVER


def _may_say(fields: Fields, words: re.Pattern[str]) -> bool:
    """Tell whether a name may hold any of the words; what stands in brackets may divide one."""
    text = " ".join([fields.get(name, "") for name in ("formatted_name", "given_name", "family_name")])
    if not text.isascii() or "(" in text or "[" in text:
        return True
    return words.search(_NO_LETTERS.sub("", text.lower())) is not None
