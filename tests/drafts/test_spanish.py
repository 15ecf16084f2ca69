"""Spanish letters: soft times, places told without an article too many, and nothing hollow, counted or private."""

from __future__ import annotations

from datetime import date

import pytest
from invented_situations import author_in, situation

from reconnect.drafts.compose import compose
from reconnect.drafts.facts import Fact, FactKind
from reconnect.drafts.languages import ENGLISH
from reconnect.drafts.languages.es import SPANISH, around, from_where, season, since, span, when, with_subject
from reconnect.drafts.spoken import language_of
from reconnect.drafts.tact import sayable
from reconnect.drafts.unsaid import phrases, private_words

DAY = date(2019, 4, 2)


@pytest.mark.parametrize(
    ("month", "name"),
    [
        (1, "principios de 2019"),
        (4, "principios de 2019"),
        (5, "mediados de 2019"),
        (8, "mediados de 2019"),
        (9, "finales de 2019"),
        (12, "finales de 2019"),
    ],
)
def test_a_part_of_a_year_is_the_same_on_both_halves_of_the_earth(month: int, name: str) -> None:
    assert season(date(2019, month, 1)) == name


def test_each_way_of_telling_a_time() -> None:
    assert (when(DAY), around(DAY), since(DAY)) == (
        "a principios de 2019",
        "hacia principios de 2019",
        "desde abril de 2019",
    )


def test_without_a_date_the_phrase_still_fits() -> None:
    assert (season(None), when(None), around(None), since(None)) == (
        "hace algún tiempo",
        "hace algún tiempo",
        "en algún momento",
        "desde hace algún tiempo",
    )


@pytest.mark.parametrize(
    ("day", "until", "words"),
    [
        (date(2016, 6, 2), date(2021, 10, 12), "entre 2016 y 2021"),
        (date(2021, 10, 12), date(2016, 6, 2), "entre 2016 y 2021"),
        (date(2019, 3, 2), date(2019, 10, 12), "en 2019"),
        (date(2019, 1, 2), date(2019, 4, 12), "a principios de 2019"),
        (None, date(2019, 12, 12), "a finales de 2019"),
        (None, None, "hace algún tiempo"),
    ],
)
def test_a_span_is_told_in_years_or_by_its_part(day: date | None, until: date | None, words: str) -> None:
    assert span(Fact("wrote", "mail", "mail.mbox", day, until)) == words


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("en la feria de cerámica", "de la feria de cerámica"),
        ("nos conocimos en el coro", "del coro"),
        ("Nos conocimos en Trieste", "de Trieste"),
        ("la conocí durante un viaje", "de un viaje"),
        ("coincidimos en casa de Ana", "de casa de Ana"),
        ("El Prado", "del Prado"),
        ("La feria de cerámica", "de la feria de cerámica"),
        ("feria de cerámica", "de «feria de cerámica»"),
        ("Feria de Cerámica", "de «Feria de Cerámica»"),
        ("Attic Theatre", "de Attic Theatre"),
        ("PyCon 2019", "de PyCon 2019"),
        ("casualidad", "de casualidad"),
        ("por Ana", "por Ana"),
        ("A través de Ana", "a través de Ana"),
        ("del colegio", "del colegio"),
        ("desde el colegio", "desde el colegio"),
        ("conocí", "de conocí"),
    ],
)
def test_a_place_is_told_whatever_the_note_begins_with(note: str, words: str) -> None:
    assert from_where(Fact("met", note, "note")) == words


def test_a_subject_is_told_where_there_is_one() -> None:
    assert with_subject(Fact("asked", "Los hornos", "mail")) == " con el asunto «Los hornos»"
    assert with_subject(Fact("asked", "", "mail")) == ""


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("Re: ¿Una habitación en Trieste?", "Una habitación en Trieste"),
        ("El horno, ¿y la pregunta?", "El horno, y la pregunta"),
        ("¡Por fin!", "Por fin"),
    ],
)
def test_no_half_of_a_question_mark_is_left(subject: str, words: str) -> None:
    assert sayable([Fact("last_subject", subject, "mail", DAY)])["last_subject"].value == words


@pytest.mark.parametrize(
    ("call_name", "familiar", "greeting"),
    [
        ("Anna", None, "Hola, Anna:"),
        ("Anna", True, "Hola, Anna:"),
        ("Anna", False, "Buenos días, Anna:"),
        ("María José", None, "Hola, María José:"),
        ("Ana y Luis", None, "Hola:"),
        ("", None, "Hola:"),
        ("", False, "Buenos días:"),
    ],
)
def test_people_are_greeted_by_their_name_with_a_colon(call_name: str, familiar: bool | None, greeting: str) -> None:
    person = situation(call_name=call_name, language="es", author=author_in("es"), familiar=familiar)
    body = compose(person).body
    assert body.startswith(f"{greeting}\n\n")
    assert body.split("\n\n")[1].lstrip("¿¡")[0].isupper()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Espero que te encuentres bien.", "is a hollow opening"),
        ("Espero que todo vaya muy bien.", "is a hollow opening"),
        ("Espero que al recibir esta carta esté usted bien.", "is a hollow opening"),
        ("¡Cuánto tiempo sin saber de ti!", "is a hollow opening"),
        ("Quería retomar el contacto.", "is a hollow opening"),
        ("He estado pensando en ti.", "is a hollow opening"),
        ("Una pregunta rápida.", "is a hollow opening"),
        ("Es una gran oportunidad.", "sounds like selling"),
        ("Quiero ampliar mi red.", "sounds like selling"),
        ("Formas parte de mi red de contactos.", "sounds like selling"),
        ("¿Tienes quince minutos?", "sounds like selling"),
        ("¿Podrías pedir un favor?", "asks for a favour"),
        ("Busco trabajo.", "asks for a favour"),
        ("Preséntame a tu jefe.", "asks for a favour"),
        ("Nunca me respondiste.", "keeps score"),
        ("Te toca a ti.", "keeps score"),
        ("Me debes una carta.", "keeps score"),
        ("Fueron doce mensajes.", "counts days or messages"),
        ("Tras 214 días.", "counts days or messages"),
        ("Después de años de silencio.", "counts days or messages"),
        ("Hace tres años de eso.", "counts days or messages"),
        ("Cumples 40.", "tells somebody's age"),
        ("A tus 50 años.", "tells somebody's age"),
        ("Soy muy mal amigo.", "is full of guilt"),
        ("Me siento fatal.", "is full of guilt"),
        ("Seguro que no te acuerdas de mí.", "is full of guilt"),
        ("Contesta cuanto antes.", "presses for an answer"),
        ("Quedo a la espera de tu respuesta.", "presses for an answer"),
        ("Es urgente.", "presses for an answer"),
        ("Tienes una trayectoria impresionante.", "flatters without a fact"),
        ("Soy gran admirador de todo eso.", "flatters without a fact"),
        ("Mi programa encontró tu nombre.", "shows the machine"),
        ("Estimado/a amigo/a:", "shows the machine"),
        ("Según mis registros, nos conocemos.", "shows the machine"),
    ],
)
def test_a_phrase_that_no_letter_holds_is_found(text: str, reason: str) -> None:
    assert reason in {found for _, found in phrases(text, ["es"])}


def test_every_reason_of_english_is_one_here() -> None:
    assert set(SPANISH.never) == set(ENGLISH.never)
    assert set(SPANISH.filters) == set(ENGLISH.filters)


@pytest.mark.parametrize(
    "text",
    [
        "Espero que haya una buena cena.",
        "¿Cuánto tiempo llevas en Trieste?",
        "Por favor, cuéntame más.",
        "Pescadores y redes en el puerto.",
        "A largo plazo, un taller propio.",
        "Entre 2014 y 2021 nos escribimos.",
        "Un par de líneas bastan.",
        "El programa de radio del coro.",
        "¿Vas a votar el nombre del gato?",
        "the red kiln",
        "¿Sigues con la red de pesca?",
    ],
)
def test_a_harmless_neighbour_is_left_alone(text: str) -> None:
    assert phrases(text, ["es"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "la enfermedad de Ana",
        "operaron a Luis: le operaron ayer",
        "cita médica",
        "el bautizo",
        "misa del domingo",
        "las elecciones",
        "la política local",
        "una factura",
        "mi sueldo",
        "el despido",
        "su divorcio",
        "la separación",
        "mi ex",
        "murió en mayo",
        "el pésame",
        "el fallecimiento",
        "mis hijas",
        "fotos del bebé",
    ],
)
def test_what_is_private_is_found(text: str) -> None:
    assert private_words(text, ["es"])


@pytest.mark.parametrize(
    "text",
    [
        "sin embargo",
        "fiesta de despedida",
        "naturaleza muerta con limones",
        "naturalezas muertas",
        "viaje al mar Muerto",
        "por separado",
        "judías verdes",
        "rehabilitación de edificios",
        "Directora de operaciones",
        "Enfermera jefe",
        "partido de pelota",
        "un banco en el parque",
        "esmaltes de ceniza",
        "educación infantil",
        "darse de baja",
        "cura del barro",
    ],
)
def test_what_only_sounds_private_is_not(text: str) -> None:
    assert private_words(text, ["es"]) == []


@pytest.mark.parametrize(
    ("kind", "value", "is_said"),
    [
        ("organization", "Universidad Autónoma de Madrid", True),
        ("organization", "Autónoma", False),
        ("organization", "Trabajador autónomo", False),
        ("organization", "Jubilada", False),
        ("organization", "Teatro Independiente", True),
        ("position", "Buscando trabajo", False),
        ("interest", "los hornos", True),
        ("interest", "restaurar radios antiguas", True),
        ("interest", "restaura radios antiguas", False),
        ("interest", "le gustan los hornos", False),
        ("offer", "puedo prestar una escalera", False),
        ("last_subject", "Hola", False),
        ("last_subject", "(sin asunto)", False),
        ("last_subject", "Muchas gracias", False),
        ("last_subject", "Hola desde Trieste", True),
    ],
)
def test_what_says_nothing_or_fits_no_sentence_is_left_out(kind: FactKind, value: str, is_said: bool) -> None:
    assert (kind in sayable([Fact(kind, value, "note", DAY, DAY)])) == is_said


@pytest.mark.parametrize(
    "subjects",
    [
        ["El horno para la feria", "Una pregunta por el taller"],
        ["¿Qué tal todo por aquí?"],
        ["Fotos del coro con los nuevos", "Gracias por todo"],
    ],
)
def test_spanish_is_known_by_its_short_words(subjects: list[str]) -> None:
    assert language_of(subjects) == "es"


@pytest.mark.parametrize(
    "subjects",
    [
        ["A question about the kiln and the studio"],
        ["Was ist los mit dem Ofen"],
        ["La question de la fin de semaine"],
        ["Pizza"],
        ["El horno"],
        ["Uma pergunta do forno"],
    ],
)
def test_other_languages_are_not_taken_for_spanish(subjects: list[str]) -> None:
    assert language_of(subjects) != "es"
