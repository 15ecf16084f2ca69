"""French letters: times, places, greetings, and the words that stay out."""

from __future__ import annotations

from datetime import date

import pytest
from invented_situations import author_in, facts_in, situation

from reconnect.drafts.compose import compose
from reconnect.drafts.facts import Fact
from reconnect.drafts.languages import LANGUAGES, Language
from reconnect.drafts.languages.fr import FRENCH, around, from_where, season, since, span, when, with_subject
from reconnect.drafts.spoken import language_of
from reconnect.drafts.tact import sayable
from reconnect.drafts.unsaid import phrases, private_words

FLAT = "\u00a0"


@pytest.mark.parametrize(
    ("month", "at", "of", "about"),
    [
        (1, "au début de 2019", "du début de 2019", "vers le début de 2019"),
        (3, "au printemps 2019", "du printemps 2019", "vers le printemps 2019"),
        (8, "à l’été 2019", "de l’été 2019", "vers l’été 2019"),
        (11, "à l’automne 2019", "de l’automne 2019", "vers l’automne 2019"),
        (12, "à la fin de 2019", "de la fin de 2019", "vers la fin de 2019"),
    ],
)
def test_each_way_of_telling_a_time(month: int, at: str, of: str, about: str) -> None:
    day = date(2019, month, 2)
    assert (when(day), season(day), around(day)) == (at, of, about)


def test_a_month_is_named_in_small_letters() -> None:
    months = [since(date(2017, month, 12)) for month in (1, 2, 5, 8, 12)]
    assert months == [f"depuis {month} 2017" for month in ("janvier", "février", "mai", "août", "décembre")]


def test_without_a_date_the_phrase_still_fits() -> None:
    assert f"Nos derniers messages datent {season(None)}." == "Nos derniers messages datent d’il y a quelque temps."
    assert (when(None), around(None), since(None)) == (
        "il y a quelque temps",
        "à un moment donné",
        "depuis quelque temps",
    )


@pytest.mark.parametrize(
    ("day", "until", "words"),
    [
        (date(2016, 6, 2), date(2021, 10, 12), "de 2016 à 2021"),
        (date(2021, 10, 12), date(2016, 6, 2), "de 2016 à 2021"),
        (date(2019, 3, 2), date(2019, 10, 12), "en 2019"),
        (date(2019, 3, 2), date(2019, 5, 12), "au printemps 2019"),
        (None, date(2019, 1, 12), "au début de 2019"),
        (None, None, "il y a quelque temps"),
    ],
)
def test_a_span_is_told_in_years_or_by_its_season(day: date | None, until: date | None, words: str) -> None:
    assert span(Fact("wrote", "mail", "mail.mbox", day, until)) == words


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("rencontrés au marché des potiers", "au marché des potiers"),
        ("Rencontrée à la foire", "à la foire"),
        ("Nous nous sommes rencontrés à Lyon", "à Lyon"),
        ("on s’est connus chez Paul", "chez Paul"),
        ("croisé dans le train de nuit", "dans le train de nuit"),
        ("fait connaissance lors d’un atelier", "lors d’un atelier"),
        ("Au marché des potiers", "au marché des potiers"),
        ("le marché des potiers", "au marché des potiers"),
        ("la foire", "à la foire"),
        ("les Beaux-Arts", "aux Beaux-Arts"),
        ("l’école de musique", "à l’école de musique"),
        ("du marché", "au marché"),
        ("de la fac", "à la fac"),
        ("depuis l’école", "à l’école"),
        ("depuis 2010", "en 2010"),
        ("une soirée chez Paul", "à une soirée chez Paul"),
        ("par Anna", "grâce à Anna"),
        ("par hasard à Rome", "par hasard à Rome"),
        ("grâce à Anna", "grâce à Anna"),
        ("comme voisins", "comme voisins"),
        ("Trieste", "à Trieste"),
        ("PyCon 2019", "à PyCon 2019"),
        ("Auxerre", "à Auxerre"),
        ("Enghien", "à Enghien"),
        ("marché des potiers", "à cette occasion (marché des potiers)"),
        ("rencontre", "à cette occasion (rencontre)"),
        ("par", "par"),
    ],
)
def test_a_place_is_told_whatever_the_note_begins_with(note: str, words: str) -> None:
    assert from_where(Fact("met", note, "note")) == words


def test_a_message_is_named_with_its_subject_or_without() -> None:
    said = [f"votre message{with_subject(Fact('asked', value, 'mail.mbox'))}." for value in ("Le four", "")]
    assert said == [f"votre message au sujet de «{FLAT}Le four{FLAT}».", "votre message."]


PHRASES = [
    ("J’espère que vous allez bien", "is a hollow opening"),
    ("en espérant que tout va bien", "is a hollow opening"),
    ("Ça fait longtemps", "is a hollow opening"),
    ("je me permets de vous recontacter", "is a hollow opening"),
    ("reprendre contact", "is a hollow opening"),
    ("une petite question", "is a hollow opening"),
    ("je pensais justement à toi", "is a hollow opening"),
    ("une belle opportunité", "sounds like selling"),
    ("élargir mon réseau", "sounds like selling"),
    ("caler un appel", "sounds like selling"),
    ("auriez-vous quinze minutes", "sounds like selling"),
    ("une lettre de recommandation", "asks for a favour"),
    ("me mettre en relation avec elle", "asks for a favour"),
    ("je cherche un stage", "asks for a favour"),
    ("votez pour nous", "asks for a favour"),
    ("tu n’as jamais répondu", "keeps score"),
    ("vous ne m’avez pas écrit", "keeps score"),
    ("c’est à ton tour", "keeps score"),
    ("Après 1 204 jours", "counts days or messages"),
    ("nos trente-trois, non, 33 messages", "counts days or messages"),
    ("après des années de silence", "counts days or messages"),
    ("une quinzaine de courriels", "counts days or messages"),
    ("tes cinquante ans", "tells somebody's age"),
    ("pour ton 40e anniversaire", "tells somebody's age"),
    ("vous fêtez 50 ans", "tells somebody's age"),
    ("je suis une mauvaise amie", "is full of guilt"),
    ("j’aurais dû écrire", "is full of guilt"),
    ("tu m’as sans doute oublié", "is full of guilt"),
    ("c’est urgent", "presses for an answer"),
    ("dans l’attente de vous lire", "presses for an answer"),
    ("réponds-moi avant vendredi", "presses for an answer"),
    ("merci de me répondre", "presses for an answer"),
    ("un parcours impressionnant", "flatters without a fact"),
    ("quelle belle carrière", "flatters without a fact"),
    ("je suis un grand fan", "flatters without a fact"),
    ("mon logiciel me dit", "shows the machine"),
    ("d’après mes données", "shows the machine"),
    ("Chère Madame", "shows the machine"),
]


@pytest.mark.parametrize(("phrase", "reason"), PHRASES, ids=[phrase for phrase, _ in PHRASES])
def test_a_phrase_that_never_appears_is_found_with_its_reason(phrase: str, reason: str) -> None:
    assert {why for _, why in phrases(phrase, ["fr"])} == {reason}


def test_every_reason_of_english_is_one_of_french() -> None:
    assert len({reason for _, reason in PHRASES}) == len(FRENCH.never) == 10


@pytest.mark.parametrize(
    "words",
    [
        "en 2019, deux lignes et trois mots suffiraient",
        "un message de deux amis",
        "le réseau de tramway de Nantes",
        "le programme du festival",
        "un don pour la musique",
        "avant le marché",
        "j’espère qu’il pleuvra",
        "la carrière de pierre",
        "le tour de potier",
        "un contact du four avec l’eau",
    ],
)
def test_a_harmless_neighbour_is_left_alone(words: str) -> None:
    assert phrases(words, ["fr"]) == []


@pytest.mark.parametrize(
    "words",
    [
        "à l’hôpital", "ta maladie", "la chimio", "elle est enceinte", "un problème de santé",
        "à l’église", "les prières", "le baptême",
        "les élections", "un homme politique", "la pétition",
        "votre salaire", "la facture de mai", "le chômage", "nos impôts",
        "ton divorce", "la séparation", "son ex-mari",
        "le décès de Paul", "il est mort", "les obsèques", "ma veuve",
        "les enfants", "le bébé", "ton fils", "une naissance",
    ],
)  # fmt: skip
def test_a_private_word_is_found(words: str) -> None:
    assert private_words(words, ["fr"])


@pytest.mark.parametrize(
    "words",
    [
        "une nature morte", "des fils de laine", "les enceintes du salon", "le prêt d’une échelle", "un parti pris",
        "la politesse", "la foire", "une hypothèse", "je vous prie", "la garde du phare", "en bonne santé",
        "la maladresse", "le cours de chant",
    ],
)  # fmt: skip
def test_a_word_that_only_looks_private_is_left_alone(words: str) -> None:
    assert private_words(words, ["fr"]) == []


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("last_subject", "Réunion", False),
        ("last_subject", "(sans objet)", False),
        ("last_subject", "Re : TR: le four", True),
        ("organization", "À mon compte", False),
        ("organization", "Maison de retraite du Port", True),
        ("position", "Directrice de recherche", True),
        ("position", "En recherche d’emploi", False),
        ("interest", "restaure de vieilles radios", False),
        ("interest", "J’aime les fours", False),
        ("interest", "la restauration de vieilles radios", True),
        ("interest", "cuisine italienne", True),
        ("offer", "peut prêter une échelle", False),
    ],
)
def test_what_is_no_subject_employer_or_noun_is_not_said(kind: str, value: str, said: bool) -> None:
    assert bool(sayable([Fact(kind, value, "note", date(2019, 4, 2))])) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "subjects",
    [
        ["Re: les émaux pour dimanche", "Une chambre à Trieste"],
        ["Week-end chez nous", "Merci pour votre aide"],
        ["Où est le four ?", "Dans quel atelier ?"],
    ],
)
def test_subject_lines_tell_that_two_people_write_french(subjects: list[str]) -> None:
    assert language_of(subjects) == "fr"


@pytest.mark.parametrize(
    "subjects",
    [
        ["The kiln and the fair", "A room for two in Trieste"],
        ["Una habitación en Trieste", "Los hornos y el barro para el domingo"],
        ["Der Ofen und die Messe", "Ein Zimmer für zwei"],
        ["Menu", "Trieste"],
        ["Photos", "Restaurant"],
    ],
)
def test_other_subject_lines_do_not(subjects: list[str]) -> None:
    assert language_of(subjects) != "fr"


def test_no_short_word_is_one_of_another_language() -> None:
    others = " ".join(language.common_words for language in _others()).split()
    assert set(FRENCH.common_words.split()).isdisjoint(others)


@pytest.mark.parametrize(
    ("to", "familiar", "greeting"),
    [
        ("anna@harbour.example", True, "Bonjour Anna,"),
        ("anna@harbour.example", False, "Bonjour,"),
        ("anna@harbour.example", None, "Bonjour,"),
        ("", True, "Bonjour Anna,"),
        ("", None, "Bonjour Anna,"),
    ],
)
def test_a_formal_letter_greets_without_a_given_name(to: str, familiar: bool | None, greeting: str) -> None:
    facts = [facts_in("fr")["wrote"]]
    person = situation(facts=facts, call_name="Anna", to=to, author=author_in("fr"), language="fr", familiar=familiar)
    assert compose(person).body.split("\n\n")[0] == greeting


def _others() -> list[Language]:
    return [language for language in LANGUAGES if language.code != "fr"]
