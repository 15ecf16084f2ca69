"""What a sentence claims is found in what it stands on, or it is told which claim is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_letters import LETTERS

from reconnect.drafts.claims import is_in, same_address, shares_words, unproven
from reconnect.drafts.languages.tongues import TONGUES, tongue

SOURCE = 'wrote: mail, 2016-06-02 to 2021-10-12\norganization: Harbour Studio\nIt was called "The kiln".'


@pytest.mark.parametrize(
    "text",
    [
        "We wrote from 2016 to 2021.",
        "In October 2021 it went quiet, as autumns are.",
        "It began in June, in the summer of 2016.",
        "I found Harbour Studio and Harbour's kiln.",
        'There is "The kiln" between us, and “The kiln” again.',
        "May I ask how you are?",
        "I'd like to hear what you think about it, and I'm curious.",
    ],
)
def test_what_stands_in_the_source_may_be_said(text: str) -> None:
    assert unproven(text, SOURCE, TONGUES["en"]) == ""


@pytest.mark.parametrize(
    ("language", "text", "claim"),
    [
        ("en", "We wrote for 12 years.", 'the number "12"'),
        ("en", "It was the 2nd of June.", 'the number "2"'),
        ("en", "It was ½ past.", 'the number "½"'),
        ("en", "Some seven years passed.", 'the number "seven"'),
        ("en", "It began in March.", 'the time "March"'),
        ("en", "It began in May.", 'the time "May"'),
        ("en", "It began in the winter.", 'the time "winter"'),
        ("en", "It was a Sunday.", 'the time "Sunday"'),
        ("en", 'You wrote about "The oven".', 'the quotation "The oven"'),
        ("en", 'You wrote "The kiln', 'the mark "'),
        ("en", "I was in Lisbon.", 'the name "Lisbon"'),
        ("en", "Look at evil.example for it.", 'the address "evil.example"'),
        ("en", "Write to a@b for it.", 'the address "a@b"'),
        ("en", "I remember the kiln.", 'the memory "I remember"'),
        ("en", "I have missed you.", 'the memory "I have missed"'),
        ("en", "I was just thinking of you.", 'the memory "I was just thinking of"'),
        ("en", "Please introduce me to someone.", 'the request "introduce"'),
        ("en", "What a kiln 🎉", 'the sign "🎉"'),
        ("en", "What a **kiln**", 'the sign "*"'),
        ("en", "What a \u200bkiln", 'the sign "\u200b"'),
        ("de", "Das war im März.", 'the time "März"'),
        ("de", "Das waren drei Jahre.", 'the number "drei"'),
        ("de", "Ich war in Lissabon.", 'the name "Lissabon"'),
        ("de", "Du schriebst „Der Ofen“.", 'the quotation "Der Ofen"'),
        ("de", "Ich erinnere mich an dich.", 'the memory "erinnere mich"'),
        ("de", "Bitte überweise es mir.", 'the request "überweise"'),
        ("fr", "C'était en mars.", 'the time "mars"'),
        ("fr", "C'était au printemps.", 'the time "printemps"'),
        ("fr", "Il y a sept ans.", 'the number "sept"'),
        ("fr", "Je me souviens de vous.", 'the memory "me souviens"'),
        ("fr", "J'étais à Lisbonne.", 'the name "Lisbonne"'),
        ("fr", "Envoyez-moi un mot.", 'the request "Envoyez"'),
        ("es", "Fue en marzo.", 'the time "marzo"'),
        ("es", "Hace siete años.", 'the number "siete"'),
        ("es", "Me acuerdo de ti.", 'the memory "Me acuerdo"'),
        ("es", "Estuve en Lisboa.", 'the name "Lisboa"'),
        ("es", "Haz clic aquí.", 'the request "Haz clic"'),
        ("uk", "Це було у березні.", 'the time "березні"'),
        ("uk", "Минуло сім років.", 'the number "сім"'),
        ("uk", "Я пам’ятаю тебе.", 'the memory "пам’ятаю"'),
        ("uk", "Я був у Лісабоні.", 'the name "Лісабоні"'),
        ("uk", "Надішліть мені листа.", 'the request "Надішліть"'),
    ],
)
def test_what_does_not_is_told(language: str, text: str, claim: str) -> None:
    assert unproven(text, SOURCE, TONGUES[language]) == claim


def test_a_number_of_a_value_may_be_said_and_a_day_of_a_month_not() -> None:
    source = "met: PyCon 2019, room 12"
    assert unproven("We met at PyCon 2019 in room 12.", source, TONGUES["en"]) == ""
    assert unproven("It was room 12.", "wrote: mail, 2016-06-12", TONGUES["en"]) == 'the number "12"'


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I would be glad of a line or two."),
        ("de", "Ich freue mich über ein, zwei Zeilen."),
        ("fr", "Une ligne ou deux me feraient plaisir."),
        ("es", "Una línea o dos me alegrarían."),
        ("uk", "Буду рада рядку або двом, чи хоч слову-два."),
    ],
)
def test_a_line_or_two_counts_nothing(language: str, text: str) -> None:
    assert unproven(text, SOURCE, TONGUES[language]) == ""


def test_the_french_summer_is_no_participle() -> None:
    source = "connected: linkedin, 2017-01-12"
    assert unproven("Cela a été une surprise.", source, TONGUES["fr"]) == ""
    assert unproven("C'était en été.", source, TONGUES["fr"]) == 'the time "en été"'


def test_a_name_may_be_inflected() -> None:
    assert unproven("Як Вам у Харкові?", "organization: Харків", TONGUES["uk"]) == ""
    assert unproven("Die Straßen Berlins sind lang.", "organization: Berlin", TONGUES["de"]) == 'the name "Straßen"'


def test_a_sentence_shares_words_in_any_form() -> None:
    assert shares_words("What about those kilns?", "interest: kiln")
    assert shares_words("It ended in 2021.", "wrote: mail, 2016-06-02 to 2021-10-12")
    assert not shares_words("You made me laugh.", "interest: kiln")


@pytest.mark.parametrize("language", sorted(TONGUES))
def test_a_letter_is_in_its_own_language_and_in_no_other(language: str) -> None:
    text = " ".join(each.sentence for each in LETTERS[language].evidence)
    assert [each for each in TONGUES if is_in(text, TONGUES[each])] == [language]


@pytest.mark.parametrize(
    "text",
    [
        "Ci siamo scritti per molti anni, poi è calato il silenzio; come stai, e che cosa fai adesso?",
        "We schreven elkaar lange tijd, en toen werd het stil; hoe gaat het met je, en wat doe je nu?",
        "Pisaliśmy do siebie długo, a potem zrobiło się cicho; co u ciebie, i co teraz robisz?",
        "Мы долго писали друг другу, а потом наступила тишина; как у вас дела, и чем вы заняты?",
        "Escrevemos durante muito tempo, e depois ficou tudo quieto; como estás, e o que fazes agora?",
        "Мы с вами давно не переписывались, и это хорошо; что нового?",
        "久しぶりです。お元気ですか。",
    ],
)
def test_other_languages_are_none_of_the_five(text: str) -> None:
    assert [each for each in TONGUES if is_in(text, TONGUES[each])] == []


@pytest.mark.parametrize(
    ("language", "familiar", "formal"),
    [
        ("de", "Wie geht es dir?", "Wie geht es Ihnen?"),
        ("fr", "Comment vas-tu ?", "Comment allez-vous ?"),
        ("es", "¿Cómo te va?", "¿Cómo le va?"),
        ("uk", "Як тобі там?", "Як Вам там?"),
    ],
)
def test_the_form_of_address_stays(language: str, familiar: str, formal: str) -> None:
    known = TONGUES[language]
    assert same_address(familiar, familiar, known)
    assert same_address(formal, formal, known)
    assert not same_address(familiar, formal, known)
    assert not same_address(formal, familiar, known)


def test_a_region_speaks_the_language_and_an_unknown_language_has_no_words() -> None:
    assert tongue("es-MX") is TONGUES["es"]
    assert tongue("it") is None


@given(st.sampled_from(sorted(TONGUES)), st.text())
def test_a_text_claims_nothing_beyond_itself(language: str, text: str) -> None:
    assert unproven(text, text, TONGUES[language]) == ""
