"""The language of old subject lines is told where it is clear, and nothing is guessed."""

from __future__ import annotations

from itertools import combinations

import pytest

from reconnect.drafts.languages import LANGUAGES
from reconnect.drafts.spoken import language_of

CLEAR = {
    "en": ["Photos from the weekend", "Re: A room for you in Trieste", "What about the kiln?"],
}


@pytest.mark.parametrize("language", CLEAR)
def test_a_few_lines_with_short_words_tell_their_language(language: str) -> None:
    assert language_of(CLEAR[language]) == language


@pytest.mark.parametrize(
    "subjects",
    [
        [],
        ["Kiln", "Trieste", "Katie O'Neil"],
        ["The kiln"],
        ["Re: The kiln", "Re: The kiln", "Re: The kiln"],
        ["Привет из Москвы", "Как дела на работе и что нового", "Фотографии с дачи"],
        ["Saluti da Trieste", "Come stai, e che cosa fai di bello", "Foto della gita"],
        ["会议记录", "写真を送ります"],
        ["\x00\ud800 {{ 7*7 }}"],
    ],
)
def test_what_is_short_or_in_another_language_tells_nothing(subjects: list[str]) -> None:
    assert language_of(subjects) == ""


def test_no_word_speaks_for_two_languages() -> None:
    words = {language.code: set(language.common_words.split()) for language in LANGUAGES}
    assert {(a, b): words[a] & words[b] for a, b in combinations(words, 2) if words[a] & words[b]} == {}
