"""A good letter passes without a word; each fault of the voice is found and told with what to do."""

from __future__ import annotations

import pytest

from reconnect.drafts.facts import Evidence
from reconnect.drafts.lint import Finding, lint, middle

RADIO = """Hello Marta,

When I put my letters in order I found those about the reading room in Lund, which went to and
fro until the spring of 2018. Then the room was finished and so were the letters.

You were learning to bind books at the time. Do your hands still smell of glue, and what are you binding now?

Nothing hangs on this. I only wanted you to know that I kept the letters.

Warmly,
Elias"""
STRANGER = """Hi Noor,

Can you help me with a riddle? This list of mine says that the two of us have been connected since
March 2015, and I do not know why.

I am Elias, I tune pianos in Lund. What would I see you do if I came by on a Tuesday?

If the riddle bores you, leave it unsolved.

Elias"""
LATE = """Hello Tomas,

In March 2022 you asked me about the night train to Narvik, and I gave you no answer. I am sorry for that.

Did you take it in the end, and would you take it again?

If it has slipped your mind by now, all the better: then just tell me how you are.

Best wishes,
Elias"""
NEW = """Hello Amina,

It was good to talk to you at the map fair on Saturday. You spoke of drawing rivers from memory.

Which was the first one you drew, and which will be the next?

I have a box of old charts that you may look through whenever you like.

Kind regards,
Elias"""
NEWS = """Dear Rosa,

I read that the workshop in Malmö is yours since May. Congratulations!

Keep this for an evening when the saws are quiet. It asks for nothing but a smile.

Yours,
Elias"""


@pytest.mark.parametrize(
    ("subject", "body"),
    [("Letters from Lund", RADIO), ("", STRANGER), ("The night train", LATE), ("Rivers", NEW), ("A workshop", NEWS)],
)
def test_a_good_letter_of_each_situation_passes(subject: str, body: str) -> None:
    assert lint(subject, body) == ()


PHRASES = [
    ("I hope this letter finds you well", "is a hollow opening"),
    ("Long time no see", "is a hollow opening"),
    ("I was just thinking of you", "is a hollow opening"),
    ("Just checking in", "is a hollow opening"),
    ("I am reaching out", "is a hollow opening"),
    ("It’s been too long", "is a hollow opening"),
    ("A quick question", "is a hollow opening"),
    ("This is an opportunity", "sounds like selling"),
    ("You are in my network", "sounds like selling"),
    ("May I pick your brain", "sounds like selling"),
    ("Do you have 15 minutes", "sounds like selling"),
    ("Could you introduce me to her", "asks for a favour"),
    ("I need a referral", "asks for a favour"),
    ("I wrote last", "keeps score"),
    ("You never replied", "keeps score"),
    ("It is your turn", "keeps score"),
    ("After 1,204 days", "counts days or messages"),
    ("We exchanged two hundred, no, 33 messages", "counts days or messages"),
    ("After years of silence", "counts days or messages"),
    ("You turn 50 this year", "tells somebody's age"),
    ("I am a terrible friend", "is full of guilt"),
    ("You probably forgot me", "is full of guilt"),
    ("Let me know by Friday", "presses for an answer"),
    ("Awaiting your answer", "presses for an answer"),
    ("What an impressive career", "flatters without a fact"),
    ("My software noticed you", "shows the machine"),
    ("According to my records", "shows the machine"),
]


@pytest.mark.parametrize(("phrase", "reason"), PHRASES, ids=[phrase for phrase, _ in PHRASES])
def test_a_phrase_that_never_appears_is_an_error_in_body_and_subject(phrase: str, reason: str) -> None:
    body = RADIO.replace("Nothing hangs on this.", f"{phrase}.")
    for found in (lint("Lund", body), lint(phrase, RADIO)):
        assert [(one.level, reason in one.text) for one in found] == [("error", True)]


@pytest.mark.parametrize(
    "words", ["After the operation at the hospital", "Since your divorce", "The election", "The funeral", "Your salary"]
)
def test_a_private_word_is_an_error_in_body_and_subject(words: str) -> None:
    body = RADIO.replace("Nothing hangs on this.", f"{words}.")
    for found in (lint("Lund", body), lint(words, RADIO)):
        assert [(one.level, "touches something private" in one.text) for one in found] == [("error", True)]


def test_what_i_say_about_myself_may_be_private() -> None:
    about = "I work at a hospital in Lund."
    body = STRANGER.replace("I am Elias, I tune pianos in Lund.", about)
    assert lint("", body, _as_evidence(body, about)) == ()
    assert [one.level for one in lint("", body)] == ["error"]


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (
            "Hello Marta,",
            "Hello ,",
            "greeting: it has a gap where the name should be; write the name, or take out the space",
        ),
        ("Hello Marta,", "Hello MARTA,", "greeting: the name is in capitals; write it as they do"),
        ("Hello Marta,", "Hello everyone,", "greeting: it speaks to more than one person; write to each of them alone"),
        (
            "Hello Marta,",
            "Hi Marta and Jo,",
            "greeting: it speaks to more than one person; write to each of them alone",
        ),
        ("Lund", "[town]", 'body: "[" looks left over from a template; take it out'),
        ("Lund", "$town", 'body: "$" looks left over from a template; take it out'),
        ("now?", "now??", "body: two question marks in a row press for an answer; one is enough"),
        ("now?", "now.", "body: it asks nothing and congratulates on nothing; ask one thing about them"),
        (
            "glue,",
            "glue" + " and paste" * 40 + ",",
            "body: 157 words are more than one screen of a phone; stay below 130",
        ),
    ],
)
def test_a_fault_of_form_is_an_error(old: str, new: str, text: str) -> None:
    assert lint("Lund", RADIO.replace(old, new)) == (Finding("error", text),)


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("Nothing hangs on this.", "Well? Or not?", "body: 3 questions; one is easier to answer"),
        ("Nothing hangs on this.", "Fine! Good!", "body: more than one exclamation mark; one is enough"),
        (
            "Nothing hangs on this.",
            "I sing. I dance.",
            "body: more than a third of the sentences begin with I; let more of them be about the other",
        ),
    ],
)
def test_a_fault_of_taste_is_a_warning(old: str, new: str, text: str) -> None:
    assert lint("Lund", RADIO.replace(old, new)) == (Finding("warning", text),)


def test_a_long_subject_is_a_warning() -> None:
    found = lint("All the letters about the reading room that we wrote", RADIO)
    assert found == (Finding("warning", "subject: it is longer than 50 characters; a few words will do"),)


def test_a_sentence_of_another_draft_is_a_warning_but_the_close_may_be_the_same() -> None:
    other = "Hello Jan,\n\nNothing hangs on this.\n\nWarmly,\nElias"
    (found,) = lint("Lund", RADIO, others=[other])
    assert found == Finding(
        "warning", 'body: "Nothing hangs on this." stands in another draft of this week too; change one of them'
    )


def test_a_sentence_without_evidence_is_an_error() -> None:
    evidence = _as_evidence(RADIO)
    assert lint("Lund", RADIO, evidence) == ()
    without = [one for one in evidence if one.sentence != "Nothing hangs on this."]
    assert lint("Lund", RADIO, without) == (
        Finding("error", 'body: "Nothing hangs on this." stands on no fact; take it out, or send it as your own word'),
    )


def test_the_middle_is_a_letter_without_greeting_close_and_name() -> None:
    assert middle("Hello Jan,\n\nA line.\nAnother.\n\nAnd one.\n\nWarmly,\nElias Jr.") == "A line. Another.\n\nAnd one."
    assert middle("A line.\n\nThe last line.") == "A line.\n\nThe last line."


def _as_evidence(body: str, about: str = "") -> list[Evidence]:
    said = [
        one
        for paragraph in middle(body).split("\n\n")
        for one in paragraph.replace("? ", "?\n").replace(". ", ".\n").split("\n")
    ]
    return [Evidence(one, "about me" if one == about else "wish", "") for one in said]
