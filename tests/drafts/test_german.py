"""German: times, places, greetings and the words that no letter holds, in the forms they take."""

from __future__ import annotations

from datetime import date

import pytest
from invented_situations import author_in, facts_in, situation

from reconnect.drafts.compose import compose
from reconnect.drafts.facts import Fact, FactKind
from reconnect.drafts.languages.de import around, from_where, season, since, span, when, with_subject
from reconnect.drafts.lint import lint, middle
from reconnect.drafts.plain import sentences
from reconnect.drafts.spoken import language_of
from reconnect.drafts.tact import sayable
from reconnect.drafts.unsaid import phrases, private_words


@pytest.mark.parametrize(
    ("month", "name"),
    [(1, "Anfang 2019"), (3, "Frühjahr 2019"), (8, "Sommer 2019"), (11, "Herbst 2019"), (12, "Ende 2019")],
)
def test_a_season_is_that_of_the_northern_half(month: int, name: str) -> None:
    assert season(date(2019, month, 1)) == name


def test_each_way_of_telling_a_time() -> None:
    april, december = date(2019, 4, 2), date(2019, 12, 24)
    assert (when(april), when(december)) == ("im Frühjahr 2019", "Ende 2019")
    assert (around(april), around(december)) == ("irgendwann im Frühjahr 2019", "irgendwann Ende 2019")
    assert (since(april), since(date(2019, 3, 1))) == ("seit April 2019", "seit März 2019")


def test_without_a_date_the_phrase_still_fits() -> None:
    assert (season(None), when(None), around(None), since(None)) == (
        "vor einiger Zeit",
        "vor einiger Zeit",
        "irgendwann",
        "seit einiger Zeit",
    )


@pytest.mark.parametrize(
    ("day", "until", "words"),
    [
        (date(2016, 6, 2), date(2021, 10, 12), "von 2016 bis 2021"),
        (date(2019, 3, 2), date(2019, 10, 12), "im Jahr 2019"),
        (date(2019, 3, 2), date(2019, 5, 12), "im Frühjahr 2019"),
        (None, date(2019, 1, 12), "Anfang 2019"),
        (None, None, "vor einiger Zeit"),
    ],
)
def test_a_span_is_told_in_years_or_by_its_season(day: date | None, until: date | None, words: str) -> None:
    assert span(Fact("wrote", "mail", "mail.mbox", day, until)) == words


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("auf dem Töpfermarkt kennengelernt", "vom Töpfermarkt"),
        ("kennengelernt auf der Buchmesse", "von der Buchmesse"),
        ("Wir haben uns beim Rudern kennen gelernt", "vom Rudern"),
        ("im Chor", "aus dem Chor"),
        ("in Triest getroffen", "aus Triest"),
        ("in der Lehre", "aus der Lehre"),
        ("einmal kurz am See getroffen", "vom See"),
        ("kennen uns aus dem Verein", "aus dem Verein"),
        ("bei der Arbeit", "von der Arbeit"),
        ("bei Anna", "von einer Begegnung bei Anna"),
        ("Über Anna", "über Anna"),
        ("als Nachbarn", "als Nachbarn"),
        ("vom Sehen", "vom Sehen"),
        ("während des Studiums", "aus der Zeit des Studiums"),
        ("zufällig in Rom", "von einer zufälligen Begegnung in Rom"),
        ("nach dem Konzert", "von einer Begegnung nach dem Konzert"),
        ("im Sommer 2018 auf Rügen", "von einer Begegnung im Sommer 2018 auf Rügen"),
        ("2018 in Rom", "von einer Begegnung 2018 in Rom"),
        ("Töpfermarkt", "von „Töpfermarkt“"),
        ("die Jazztage", "von „die Jazztage“"),
    ],
)
def test_where_people_know_each_other_from_fits_after_wir_kennen_uns(note: str, words: str) -> None:
    assert from_where(Fact("met", note, "note")) == words


@pytest.mark.parametrize(("value", "words"), [("Der Ofen", " mit dem Betreff „Der Ofen“"), ("", "")])
def test_a_message_without_a_subject_is_named_without_one(value: str, words: str) -> None:
    assert with_subject(Fact("asked", value, "mail.mbox")) == words


@pytest.mark.parametrize(
    ("call_name", "familiar", "greeting"),
    [
        ("Anna", True, "Hallo Anna,"),
        ("Anna", False, "Guten Tag Anna O'Neil,"),
        ("Anna", None, "Guten Tag Anna O'Neil,"),
        ("María José de la", False, "Guten Tag María José de la O'Neil,"),
        ("BERTA", False, "Guten Tag Berta O'Neil,"),
        ("", True, "Hallo,"),
        ("", False, "Guten Tag,"),
    ],
)
def test_a_greeting_knows_no_gender_and_the_letter_goes_on_small(
    call_name: str, familiar: bool | None, greeting: str
) -> None:
    facts = [facts_in("de")["wrote"]]
    made = compose(
        situation("news", facts, call_name=call_name, author=author_in("de"), language="de", familiar=familiar)
    )
    assert made.body.split("\n\n")[0] == greeting
    assert middle(made.body)[0].islower()
    assert lint(made.subject, made.body, made.evidence, language="de") == ()


def test_friends_are_on_first_name_terms() -> None:
    friend = Fact("connected", "facebook", "friends.json", date(2010, 1, 1))
    assert compose(situation("stranger", [friend], language="de")).body.startswith("Hallo Katie,\n\n")


REASONS = {
    "is a hollow opening": [
        "Ich hoffe, es geht dir gut",
        "Ich hoffe, dass es Ihnen gut geht",
        "Ich hoffe, dir geht's gut",
        "Wir haben lange nichts voneinander gehört",
        "Lange nicht gesehen",
        "Es ist viel zu lange her",
        "Ich wollte mich nur mal wieder melden",
        "Ich musste gerade an dich denken",
        "Nur kurz, eine Bitte",
        "Eine kurze Frage",
        "Wir sollten in Kontakt bleiben",
    ],
    "sounds like selling": [
        "Daraus ergeben sich Synergien",
        "Mein Netzwerk wächst",
        "Eine spannende Gelegenheit",
        "Hast du 15 Minuten",
        "Zum gegenseitigen Vorteil",
        "Ein unverbindliches Gespräch",
    ],
    "asks for a favour": [
        "Tust du mir einen Gefallen",
        "Gibt es bei euch offene Stellen",
        "Kannst du mich deiner Chefin vorstellen",
        "Über eine Empfehlung freue ich mich",
        "Ich habe eine Bitte: brauche Ihre Hilfe",
    ],
    "keeps score": [
        "Du hast nie geantwortet",
        "Warum haben Sie mir nicht geschrieben",
        "Du bist dran",
        "Sie sind jetzt an der Reihe",
        "Du hast dich nie gemeldet",
        "Du schuldest mir etwas",
    ],
    "counts days or messages": [
        "Nach 1.204 Tagen",
        "Das waren 33 Nachrichten",
        "Seit drei langen Wochen",
        "Nach Jahren des Schweigens",
        "Nach all den Jahren",
        "Vor zehn Jahren",
    ],
    "tells somebody's age": [
        "Du wirst 50",
        "Zum 60. Geburtstag",
        "Sie werden bald vierzig",
        "Ein runder Geburtstag",
        "Du bist 30 geworden",
    ],
    "is full of guilt": [
        "Ich habe ein schlechtes Gewissen",
        "Du hast mich bestimmt längst vergessen",
        "Ich schäme mich",
    ],
    "presses for an answer": [
        "Bitte antworte bis Freitag",
        "Ich bitte um baldige Rückmeldung",
        "Ich warte auf deine Antwort",
        "So schnell wie möglich",
        "Es eilt",
    ],
    "flatters without a fact": ["Ein beeindruckender Werdegang", "Ich bin ein großer Fan", "Ich bewundere Sie"],
    "shows the machine": [
        "Meine Software hat es bemerkt",
        "Laut meinen Aufzeichnungen",
        "Sehr geehrte Damen",
        "Liebe Kontakte",
        "Der Algorithmus",
    ],
}


@pytest.mark.parametrize(
    ("reason", "phrase"), [(reason, phrase) for reason, phrases in REASONS.items() for phrase in phrases]
)
def test_a_phrase_that_never_appears_is_found(reason: str, phrase: str) -> None:
    assert reason in [why for _, why in phrases(phrase, ["de"])]


@pytest.mark.parametrize(
    "words",
    [
        "Antworte bei Gelegenheit, es eilt nicht",
        "Bist du im Frühjahr 2019 umgezogen",
        "Ich schulde dir noch eine Antwort, vor einiger Zeit kam deine Nachricht",
        "Erzähl mir, was du gern machst und was dir gefällt",
        "Alles Gute zum Geburtstag",
        "Ich stelle mich kurz vor",
        "Zwei Zeilen würden mich freuen",
        "Es ist still geworden",
        "Die Wahl des Tons, die Berechnung einer Brücke, das Steuern alter Boote",
        "Ich hätte dich gebeten zu kommen, und das Geländer ist ein Erbe",
        "Schreiben Sie, wenn Ihnen danach ist",
        "Baumpflege, Erzählungen und Unterhaltung",
        "Berg & Söhne",
    ],
)
def test_words_beside_the_forbidden_ones_are_harmless(words: str) -> None:
    assert (phrases(words, ["de"]), private_words(words, ["de"])) == ([], [])


@pytest.mark.parametrize(
    "words",
    [
        "nach der Chemotherapie",
        "deine Erkrankung",
        "im Krankenhaus",
        "Rechnung für Mai",
        "Stromrechnungen",
        "die Mietschulden",
        "der Kirchenchor",
        "zur Taufe",
        "vor den Wahlen",
        "Landtagswahlkampf",
        "nach der Scheidung",
        "seine Exfrau",
        "die Trauerfeier",
        "ihr Todestag",
        "unser Kind",
        "deine Tochter",
        "Kindergarten",
    ],
)
def test_a_private_word_is_found_in_its_forms(words: str) -> None:
    assert private_words(words, ["de"])


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("interest", "Brennöfen", True),
        ("interest", "sammelt alte Radios", False),
        ("interest", "malt whisky", True),
        ("interest", "hat making", True),
        ("offer", "kann Leitern leihen", False),
        ("organization", "Selbstständig", False),
        ("organization", "Freiberuflerin", False),
        ("organization", "Berg & Söhne", True),
        ("position", "im Ruhestand", False),
        ("position", "Operations Manager", True),
        ("last_subject", "Liebe Grüße", False),
        ("last_subject", "AW: Der Ofen", True),
    ],
)
def test_what_fits_no_sentence_is_not_said(kind: FactKind, value: str, said: bool) -> None:
    assert (kind in sayable([Fact(kind, value, "note")])) == said


@pytest.mark.parametrize(
    "text",
    ["Ich wohne im 3. Stock einer alten Mühle.", "Ich baue Möbel, z. B. Tische.", "Seit dem 12. Mai bin ich da."],
)
def test_an_ordinal_or_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("subjects", "code"),
    [
        (["Fotos vom Wochenende bei uns"], "de"),
        (["Der Ofen und noch eine Frage"], "de"),
        (["AW: Wann kommt ihr?", "Danke für die Einladung"], "de"),
        (["Brennofen"], ""),
        (["The kiln and a question for you", "Der Ofen und ich"], ""),
        (["De nieuwe oven in het atelier"], ""),
    ],
)
def test_german_is_told_by_its_short_words(subjects: list[str], code: str) -> None:
    assert language_of(subjects) == code
