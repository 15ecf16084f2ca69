"""The languages that letters are written in, one module each."""

from __future__ import annotations

from reconnect.drafts.languages.base import Language
from reconnect.drafts.languages.de import GERMAN
from reconnect.drafts.languages.en import ENGLISH
from reconnect.drafts.languages.es import SPANISH
from reconnect.drafts.languages.fr import FRENCH
from reconnect.drafts.languages.uk import UKRAINIAN

__all__ = ["BY_CODE", "ENGLISH", "LANGUAGES", "Language"]

LANGUAGES = (ENGLISH, GERMAN, FRENCH, SPANISH, UKRAINIAN)
BY_CODE = {language.code: language for language in LANGUAGES}
