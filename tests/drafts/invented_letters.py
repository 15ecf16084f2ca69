"""One letter in each language, as it would be kept, and one good rewriting of each. All of it is invented."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from reconnect.drafts.facts import Draft, Evidence

Said = tuple[str, str]  # a sentence, and the label of what it stands on

FACTS = {"1": "wrote: mail, 2016-06-02 to 2021-10-12", "2": "organization: Harbour Studio", "3": "interest: kilns"}
ORIGINS = {
    FACTS["1"]: "mail.mbox, record 812",
    FACTS["2"]: "export.zip, Connections.csv, record 4",
    FACTS["3"]: "a note",
}


def letter(
    language: str,
    greeting: str,
    paragraphs: Sequence[Sequence[Said]],
    signature: str,
    subject: str,
) -> Draft:
    """Return a letter that is kept, made of sentences with their labels."""
    said = [pair for paragraph in paragraphs for pair in paragraph]
    facts = {sentence: FACTS.get(label, label) for sentence, label in said}
    return Draft(
        person=17,
        name="Katie O'Neil",
        template="lapsed/1",
        language=language,
        to="katie@harbour.example",
        subject=subject,
        body="\n\n".join([greeting, *(" ".join(text for text, _ in paragraph) for paragraph in paragraphs), signature]),
        evidence=tuple(Evidence(text, fact, ORIGINS.get(fact, "")) for text, fact in facts.items()),
        profile="https://www.linkedin.com/in/katie-oneil",
    )


def answer(subject: str, *paragraphs: Sequence[Said]) -> str:
    """Return what a model would say: each sentence with the labels it stands on, which have commas between them."""
    told = [[{"text": text, "stands_on": labels.split(", ")} for text, labels in each] for each in paragraphs]
    return json.dumps({"subject": subject, "paragraphs": told}, ensure_ascii=False)


def echo(text: str) -> str:
    """Answer a prompt with the very letter that is in it."""
    given: dict[str, Any] = json.loads(text)
    return json.dumps(given["letter"], ensure_ascii=False)


ENGLISH = letter(
    "en",
    "Hello Katie,",
    [
        [("We wrote to each other from 2016 to 2021, and then it grew quiet.", "1")],
        [
            ('Beside your name it says "Harbour Studio": is that still so, and how do you like it there?', "2"),
            ("Do you still find time for kilns?", "3"),
        ],
        [("I teach physics in Bergen.", "about me")],
        [("If you answer some evening, I will be glad of every line.", "wish")],
    ],
    "Warmly,\nJonas",
    "Among old messages",
)
GERMAN = letter(
    "de",
    "Hallo Katie,",
    [
        [("von 2016 bis 2021 haben wir uns geschrieben, und dann wurde es still.", "1")],
        [
            ("Neben deinem Namen steht „Harbour Studio“: Stimmt das noch, und wie ist es dort?", "2"),
            ("Hast du noch Zeit für kilns?", "3"),
        ],
        [("Wenn du an einem Abend antwortest, freue ich mich über jede Zeile.", "wish")],
    ],
    "Herzliche Grüße\nJonas",
    "Alte Nachrichten",
)
FRENCH = letter(
    "fr",
    "Bonjour Katie,",
    [
        [("Nous nous sommes écrit de 2016 à 2021, puis le silence est venu.", "1")],
        [
            (
                "À côté de votre nom, je lis «\u202fHarbour Studio\u202f»\u202f: comment est-ce, de près\u202f?",
                "2",
            ),
            ("Avez-vous encore du temps pour les kilns\u202f?", "3"),
        ],
        [("Si vous répondez un soir, chaque ligne me fera plaisir.", "wish")],
    ],
    "Bien cordialement,\nJonas",
    "Parmi de vieux messages",
)
SPANISH = letter(
    "es",
    "¡Hola!",
    [
        [("De 2016 a 2021 nos escribimos, y luego llegó el silencio.", "1")],
        [
            ("Junto a tu nombre leo «Harbour Studio»: ¿sigue siendo así, y cómo es por dentro?", "2"),
            ("¿Te queda tiempo para los kilns?", "3"),
        ],
        [("Si me respondes alguna tarde, cada línea será una alegría.", "wish")],
    ],
    "Un abrazo,\nJonas",
    "Entre mensajes viejos",
)
UKRAINIAN = letter(
    "uk",
    "Вітаю!",
    [
        [("З 2016 до 2021 року ми листувалися, а потім настала тиша.", "1")],
        [
            ("Поруч із Вашим іменем я бачу «Harbour Studio»: чи це ще так, і як там?", "2"),
            ("Чи є у Вас ще час на kilns?", "3"),
        ],
        [("Якщо Ви колись відповісте, це буде радість.", "wish")],
    ],
    "З теплом,\nЙонас",
    "Серед старих листів",
)

REWRITTEN = {
    "en": answer(
        "Old messages",
        [("From 2016 on we wrote to each other, until in October 2021 it went quiet.", "1")],
        [
            ("Are you still at Harbour Studio, and what do you like about it?", "2"),
            ("And is there still room for kilns in your days?", "3"),
        ],
        [("As for me, I teach physics in Bergen.", "about me")],
        [("There is no hurry at all, and I would be glad of a line.", "wish")],
    ),
    "de": answer(
        "Alte Nachrichten",
        [("wir haben uns von 2016 bis 2021 geschrieben, ehe es still wurde.", "1")],
        [
            ("Bist du noch bei Harbour Studio, und wie gefällt es dir dort?", "2"),
            ("Und bleibt dir in deinem Alltag noch Zeit für kilns?", "3"),
        ],
        [("Lass dir Zeit, ich freue mich über jede Zeile von dir.", "wish")],
    ),
    "fr": answer(
        "De vieux messages",
        [("De 2016 à 2021 nous nous sommes écrit, et puis plus rien.", "1")],
        [
            ("Êtes-vous toujours chez Harbour Studio, et qu'est-ce qui vous y plaît ?", "2"),
            ("Et vous reste-t-il du temps pour les kilns ?", "3"),
        ],
        [("Rien ne presse, et une ligne de vous me ferait plaisir.", "wish")],
    ),
    "es": answer(
        "Mensajes viejos",
        [("Nos escribimos de 2016 a 2021, y después llegó el silencio.", "1")],
        [
            ("¿Sigues en Harbour Studio, y qué es lo que más te gusta?", "2"),
            ("¿Y te queda un rato para los kilns?", "3"),
        ],
        [("No hay prisa, y una línea tuya sería una alegría para mí.", "wish")],
    ),
    "uk": answer(
        "Старі листи",
        [("Ми листувалися з 2016 до 2021 року, а потім стало тихо.", "1")],
        [
            ("Чи Ви ще в Harbour Studio, і що Вам там до душі?", "2"),
            ("І чи є ще час на kilns?", "3"),
        ],
        [("Це не поспішає, і я буду рада, якщо Ви відповісте.", "wish")],
    ),
}
LETTERS = {each.language: each for each in (ENGLISH, GERMAN, FRENCH, SPANISH, UKRAINIAN)}
