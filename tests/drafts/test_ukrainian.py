"""Ukrainian: greetings, times that fit their sentence, words that no letter holds, and no Russian taken for it."""

from __future__ import annotations

from datetime import date

import pytest
from invented_situations import author_in, facts_in, situation

from reconnect.drafts import unsaid
from reconnect.drafts.compose import compose
from reconnect.drafts.facts import Fact
from reconnect.drafts.languages.uk import (
    UKRAINIAN,
    around,
    from_where,
    season,
    since,
    span,
    when,
    with_subject,
)
from reconnect.drafts.lint import lint
from reconnect.drafts.plain import sentences
from reconnect.drafts.spoken import language_of
from reconnect.drafts.tact import sayable


@pytest.mark.parametrize(
    ("name", "familiar", "greeting"),
    [
        ("Олена", False, "Вітаю, Олено!"),
        ("Олена", True, "Привіт, Олено!"),
        ("Олена", None, "Вітаю, Олено!"),
        ("Андрій Петрович", False, "Вітаю, Андрію Петровичу!"),
        ("Katie", False, "Вітаю!"),
        ("Katie", True, "Привіт!"),
    ],
)
def test_a_letter_greets_and_goes_on_with_a_capital(name: str, familiar: bool | None, greeting: str) -> None:
    person = situation(
        facts=facts_in("uk").values(), author=author_in("uk"), call_name=name, language="uk", familiar=familiar
    )
    made = compose(person)
    first, second, *_ = made.body.split("\n\n")
    assert first == greeting
    assert second[0].isupper()
    assert lint(made.subject, made.body, made.evidence, language="uk") == ()


def test_friends_on_facebook_are_not_on_first_name_terms_for_that() -> None:
    person = situation(facts=[Fact("connected", "facebook", "export")], author=author_in("uk"), language="uk")
    assert compose(person).body.startswith("Вітаю!")


@pytest.mark.parametrize(
    ("month", "in_words", "of_words"),
    [
        (1, "на початку 2019 року", "початку 2019 року"),
        (2, "на початку 2019 року", "початку 2019 року"),
        (3, "навесні 2019 року", "весни 2019 року"),
        (7, "влітку 2019 року", "літа 2019 року"),
        (11, "восени 2019 року", "осені 2019 року"),
        (12, "наприкінці 2019 року", "кінця 2019 року"),
    ],
)
def test_a_season_is_said_as_the_sentence_needs_it(month: int, in_words: str, of_words: str) -> None:
    day = date(2019, month, 1)
    assert (when(day), around(day), season(day)) == (in_words, f"десь {in_words}", of_words)


@pytest.mark.parametrize(
    ("month", "words"),
    [
        (1, "із січня 2017 року"),
        (2, "з лютого 2017 року"),
        (5, "з травня 2017 року"),
        (8, "із серпня 2017 року"),
        (11, "з листопада 2017 року"),
    ],
)
def test_a_month_stands_in_the_genitive_behind_a_preposition_that_can_be_spoken(month: int, words: str) -> None:
    assert since(date(2017, month, 3)) == words


def test_without_a_date_the_phrase_still_fits() -> None:
    assert (season(None), when(None), around(None), since(None)) == (
        "давніших часів",
        "якийсь час тому",
        "згодом",
        "вже деякий час",
    )


@pytest.mark.parametrize(
    ("day", "until", "words"),
    [
        (date(2014, 6, 2), date(2021, 10, 12), "з 2014 до 2021 року"),
        (date(2021, 10, 12), date(2014, 6, 2), "з 2014 до 2021 року"),
        (date(2019, 3, 2), date(2019, 10, 12), "2019 року"),
        (date(2019, 3, 2), date(2019, 5, 12), "навесні 2019 року"),
        (None, date(2019, 1, 12), "на початку 2019 року"),
        (None, None, "якийсь час тому"),
    ],
)
def test_a_span_is_told_in_years_or_by_its_season(day: date | None, until: date | None, words: str) -> None:
    assert span(Fact("wrote", "mail", "mail.mbox", day, until)) == words


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("на ярмарку кераміки", "познайомилися на ярмарку кераміки"),
        ("познайомилися на ярмарку кераміки", "познайомилися на ярмарку кераміки"),
        ("Ми познайомились у Києві", "познайомилися в Києві"),
        ("У Львові", "познайомилися у Львові"),
        ("в Одесі", "познайомилися в Одесі"),
        ("в Харкові", "познайомилися в Харкові"),
        ("в Вінниці", "познайомилися у Вінниці"),
        ("зустріла її на хорі", "познайомилися на хорі"),
        ("як сусіди", "познайомилися як сусіди"),
        ("через Анну", "знайомі через Анну"),
        ("знайомі з університету", "знайомі з університету"),
        ("ярмарок кераміки", "знайомі ось звідки: ярмарок кераміки"),
        ("PyCon 2019", "знайомі ось звідки: PyCon 2019"),
    ],
)
def test_a_place_is_told_whatever_the_note_begins_with(note: str, words: str) -> None:
    assert from_where(Fact("met", note, "note")) == words


@pytest.mark.parametrize(("value", "words"), [("Поливи", " на тему «Поливи»"), ("", "")])
def test_a_message_without_a_subject_is_named_without_one(value: str, words: str) -> None:
    assert with_subject(Fact("asked", value, "mail.mbox")) == words


PHRASES = [
    ("Сподіваюся, у Вас усе гаразд", "is a hollow opening"),
    ("Сподіваюсь, що цей лист застане Вас", "is a hollow opening"),
    ("Скільки літ, скільки зим", "is a hollow opening"),
    ("Давно не чулися", "is a hollow opening"),
    ("Хочу нагадати про себе", "is a hollow opening"),
    ("Якраз думала про тебе", "is a hollow opening"),
    ("Маю коротке запитання", "is a hollow opening"),
    ("Це чудова можливість", "sounds like selling"),
    ("Маю для Вас вигідну пропозицію", "sounds like selling"),
    ("Для взаємовигідної співпраці", "sounds like selling"),
    ("Чи знайдеться 15 хвилин", "sounds like selling"),
    ("Давай зідзвонимося", "sounds like selling"),
    ("Познайомте мене з ним", "asks for a favour"),
    ("Порекомендуй мене", "asks for a favour"),
    ("Шукаю нову роботу", "asks for a favour"),
    ("Підтримай донатом", "asks for a favour"),
    ("Ти так і не відповіла", "keeps score"),
    ("Ви мені не відписали", "keeps score"),
    ("Тепер твоя черга", "keeps score"),
    ("Минуло 1204 дні", "counts days or messages"),
    ("Ми написали двадцять листів", "counts days or messages"),
    ("Після років мовчання", "counts days or messages"),
    ("Тобі виповнюється 50", "tells somebody's age"),
    ("Вітаю з 50-річчям", "tells somebody's age"),
    ("З мене поганий друг", "is full of guilt"),
    ("Мені дуже соромно", "is full of guilt"),
    ("Ви, мабуть, мене забули", "is full of guilt"),
    ("Чекаю на відповідь", "presses for an answer"),
    ("Відпишіть якнайшвидше", "presses for an answer"),
    ("Дай знати до п’ятниці", "presses for an answer"),
    ("Це вражаюча кар’єра", "flatters without a fact"),
    ("Захоплююся Вашим шляхом", "flatters without a fact"),
    ("Моя програма знайшла Вас", "shows the machine"),
    ("Шановний користувачу", "shows the machine"),
]


@pytest.mark.parametrize(("phrase", "reason"), PHRASES, ids=[phrase for phrase, _ in PHRASES])
def test_a_phrase_that_never_appears_is_found(phrase: str, reason: str) -> None:
    assert {said for _, said in unsaid.phrases(f"{phrase}.", ["uk"])} == {reason}


def test_each_reason_has_at_least_two_examples() -> None:
    reasons = [reason for _, reason in PHRASES]
    assert set(reasons) == set(UKRAINIAN.never)
    assert all(reasons.count(reason) > 1 for reason in reasons)


PRIVATE = """
після лікарні; твоя хвороба; діагноз; у церкві; на молитві; перед виборами; про війну; рахунки за травень; борги;
зарплата; розлучення; після похорону; щирі співчуття; твій син; з донькою; малюк; діти; вдова
"""


@pytest.mark.parametrize("words", [words.strip() for words in PRIVATE.split(";")])
def test_a_private_word_is_found_in_whatever_case_it_stands(words: str) -> None:
    assert len(unsaid.private_words(words, ["uk"])) == 1


HARMLESS = """
день народження; бібліотека в Лунді; із задоволенням; переклади Боргеса; культурна спадщина; сині поливи; фронтенд;
вибір глини; старий садок; операційний директор; скорочена версія; фактура глини; нова кераміка; раковини;
сходи; молоко; дивовижна глина; чекаю на зустріч; кілька листів; сім’я глин; 2019 року; наша програма на вечір;
виставка й розмова про поливи; двома словами; вдоволення; дощ
"""


@pytest.mark.parametrize("words", [words.strip() for words in HARMLESS.split(";")])
def test_a_harmless_neighbour_is_not(words: str) -> None:
    assert (unsaid.private_words(words, ["uk"]), unsaid.phrases(words, ["uk"])) == ([], [])


@pytest.mark.parametrize(
    ("kind", "value", "may_be_said"),
    [
        ("last_subject", "Привіт", False),
        ("last_subject", "Без теми", False),
        ("last_subject", "Піч і одне питання", True),
        ("organization", "Самозайнята", False),
        ("organization", "Гончарня на Подолі", True),
        ("interest", "реставрує старі радіо", False),
        ("interest", "реставрація старих радіо", True),
        ("offer", "можу позичити драбину", False),
    ],
)
def test_what_says_nothing_is_not_said(kind: str, value: str, may_be_said: bool) -> None:
    assert bool(sayable([Fact(kind, value, "note", date(2019, 4, 2))])) is may_be_said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("subjects", "language"),
    [
        (["Піч і одне питання", "Зустріч у неділю"], "uk"),
        (["Що далі?", "Це ще не все"], "uk"),
        (["Вопрос про печь и ещё один", "Встреча в воскресенье, как и что"], ""),
        (["Ответ на вопрос", "Наши планы на май и на июнь", "Как дела?", "Привет от всех нас"], ""),
        (["Она и он", "Под окном", "Мы и вы", "Про это уже было"], ""),
        (["The kiln and a question", "From the fair"], "en"),
    ],
)
def test_subject_lines_tell_ukrainian_and_russian_ones_do_not(subjects: list[str], language: str) -> None:
    assert language_of(subjects) == language


RUSSIAN = """
и в во не на я он она они с со как а то все так его но да ты к у же вы за бы по ее мне от меня еще нет о из ему когда
даже ну ли если уже или ни быть был до вас вам ведь там потом себя может тут где есть для мы тебя их чем была сам что
чтоб без чего раз тоже себе под будет тогда кто этот того какой нас про ваш наш при это новый после привет встреча
"""


def test_no_word_that_tells_ukrainian_is_russian() -> None:
    assert not set(RUSSIAN.split()) & set(UKRAINIAN.common_words.split())


def test_initials_end_no_sentence() -> None:
    assert sentences("Я працюю в музеї І. Франка. А ще ліплю.") == ["Я працюю в музеї І. Франка.", "А ще ліплю."]
