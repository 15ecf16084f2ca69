"""What a language is to a letter: how it speaks of time, greets and congratulates, and what it leaves unsaid."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


def as_it_is(name: str) -> str:
    """Return a name as it is written: most languages call people by it."""
    return name


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language that letters are written in; patterns are meant for lower case and straight apostrophes.

    `filters` are what templates put facts into words with, the same names in every language. `called` returns how a
    name is said in a greeting, or "" where that is not sure. `familiar` is whether people of whom nothing tells it are
    on first-name terms, and so are friends on Facebook where `friends_are_familiar`. `opens_small`: the first word
    after the greeting is written small.

    `never` are phrases that no letter holds, by the reason; `private` are words for what nobody is reminded of,
    `says_nothing` and `no_employer` for subjects and employers that are none, `acts_alone` how a note begins that is a
    sentence without its subject. `congratulates` and `says_i` are patterns for text as it is written.

    `common_words` are the short ones, with spaces between them, by which a text is known to be in this language;
    `letters` are those without which none is.
    """

    code: str
    name: str
    filters: Mapping[str, Callable[[Any], str]]
    called: Callable[[str], str] = as_it_is
    familiar: bool = False
    friends_are_familiar: bool = True
    opens_small: bool = False
    never: Mapping[str, str] = field(default_factory=dict)
    private: str = ""
    says_nothing: str = ""
    no_employer: str = ""
    acts_alone: str = ""
    congratulates: str = ""
    says_i: str = ""
    common_words: str = ""
    letters: str = "a-zß-ÿ"
