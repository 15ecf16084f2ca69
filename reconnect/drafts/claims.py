"""What a sentence claims must stand in what it names: its numbers, times, quotations, names and addresses.

The surprise: nothing here understands a sentence. A name at its very beginning looks like any first word, and an event
told without names and numbers like a wish; what can be found out is found out, and the rest is held down by limits on
how much is written (`rewriting`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from reconnect.drafts.languages.tongues import TONGUES, Tongue
from reconnect.drafts.plain import sentences

LEAST_FREQUENT = 0.2
"""Of a text in a language, its most frequent words make a third and more; of one in another, hardly a tenth."""
SHORTEST_SHARED = 4  # letters
LONGEST_ENDING = 3  # letters by which the forms of one word differ: Харків, Харкові

_DAY = re.compile(r"\b(\d{4})-(\d{2})-\d{2}\b")
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r'"([^"]*)"|[“„]([^“”„]*)[“”]|«([^«»]*)»')
_QUOTE = re.compile(r'["“”„«»‹›]')
_ADDRESS = re.compile(r"\S*(?:://|@|[^\W\d_]\.[^\W\d_]{2})\S*")


def unproven(text: str, source: str, tongue: Tongue) -> str:
    """Return the first claim of a text that its source does not hold, in words, or "" where it holds all of them.

    `source` is what the text stands on: facts with their days (2019-05-12), and sentences known to be true.
    """
    found = (
        *(f'the address "{each}"' for each in _ADDRESS.findall(text) if each.strip(".,;:!?") not in source),
        *(f'the sign "{each}"' for each in text if _is_sign(each) and each not in source),
        *(f'the number "{each}"' for each in _numbers(text) if each not in _numbers(_without_days(source))),
        *(f'the number "{each}"' for each in _elsewhere(tongue.counts, text, source)),
        *(f'the time "{each}"' for each in _times(text, source, tongue)),
        *(f'the quotation "{each}"' for each in _quotations(text) if each not in source),
        *(f"the mark {each}" for each in _alone(text) if each not in _alone(source)),
        *(f'the name "{each}"' for each in _names(text, source, tongue)),
        *(f'the memory "{each}"' for each in _elsewhere(tongue.memories, text, source)),
        *(f'the request "{each}"' for each in _elsewhere(tongue.asks, text, source)),
    )
    return next(iter(found), "")


def shares_words(text: str, source: str) -> bool:
    """Tell whether a text has a number or a word of some length, in whatever form, in common with its source."""
    words = [word for word in _words(text) if len(word) >= SHORTEST_SHARED]
    known = _words(source)
    return not _numbers(text).isdisjoint(_numbers(_without_days(source))) or any(
        _is_form_of(word, other) for word in words for other in known
    )


def is_in(text: str, language: Tongue) -> bool:
    """Tell whether a text is written in a language and not in another; what it quotes does not count."""
    words = _words(_QUOTED.sub(" ", text))
    shares = {each.name: sum(word in each.frequent for word in words) for each in TONGUES.values()}
    own = shares[language.name]
    return own >= LEAST_FREQUENT * len(words) and own == max(shares.values())


def same_address(text: str, before: str, tongue: Tongue) -> bool:
    """Tell whether a text has no form of address (du, Sie) that the one before had not."""
    return all(form.search(before) or not form.search(text) for form in tongue.forms)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _is_sign(character: str) -> bool:
    """Emoji, signs of markup, and what cannot be seen."""
    return character in "*#_`~|\\^=" or unicodedata.category(character) in ("So", "Sk", "Cf", "Co", "Cn")


def _numbers(text: str) -> set[str]:
    return {*re.findall(r"\d+", text), *(c for c in text if c.isnumeric() and not c.isdecimal())}


def _without_days(text: str) -> str:
    """Leave only the year of a day: letters name months by their names, and days of the month not at all."""
    return _DAY.sub(r"\1", text)


def _elsewhere(pattern: re.Pattern[str], text: str, source: str) -> Iterator[str]:
    known = {found[0].casefold() for found in pattern.finditer(source)}
    return (found[0] for found in pattern.finditer(text) if found[0].casefold() not in known)


def _times(text: str, source: str, tongue: Tongue) -> Iterator[str]:
    months = {int(month) for _, month in _DAY.findall(source)}
    for pattern, meant in tongue.times:
        if months.isdisjoint(meant) and not pattern.search(source):
            yield from (found[0] for found in pattern.finditer(text))


def _quotations(text: str) -> Iterator[str]:
    for found in _QUOTED.finditer(text):
        yield next(part for part in found.groups() if part is not None).strip(" \u00a0\u202f.,;:!?…")


def _alone(text: str) -> list[str]:
    """The quotation marks that have no second."""
    return _QUOTE.findall(_QUOTED.sub(" ", text))


def _names(text: str, source: str, tongue: Tongue) -> Iterator[str]:
    """Words written large inside a sentence that are neither plain ones, nor times or forms of address, nor known."""
    known = {*_words(source), *tongue.frequent, *tongue.nouns}
    for pattern in (*(pattern for pattern, _ in tongue.times), *tongue.forms):
        text = pattern.sub(lambda found: found[0].lower(), text)
    for sentence in sentences(text):
        for word in _WORD.findall(sentence)[1:]:
            if word[0].isupper() and not any(_is_form_of(word.casefold(), other) for other in known):
                yield word


def _is_form_of(word: str, other: str) -> bool:
    if word == other:
        return True
    longer = max(len(word), len(other))
    same = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    return same >= max(SHORTEST_SHARED, longer - LONGEST_ENDING)
