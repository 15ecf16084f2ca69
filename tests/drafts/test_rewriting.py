"""A letter in other words is kept if each of its sentences can be proven, and otherwise it is told what cannot."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_letters import ENGLISH, FACTS, GERMAN, LETTERS, REWRITTEN, answer, echo
from invented_situations import situation

from reconnect.drafts.compose import compose
from reconnect.drafts.facts import Draft, Evidence, Group
from reconnect.drafts.rewriting import Refusal, can_be_rewritten, judged, leaves, prompt

WROTE = ("We wrote to each other from 2016 to 2021.", "1")
STUDIO = ("Are you still at Harbour Studio, and what do you like there?", "2")
KILNS = ("And is there still room for kilns in your days?", "3")
WISH = ("There is no hurry at all, and I would be glad of a line.", "wish")


def refused(*said: tuple[str, str], subject: str = "Old messages", letter: Draft = ENGLISH) -> str:
    """Why an answer of one paragraph is refused."""
    words = judged(answer(subject, said), letter)
    assert isinstance(words, Refusal), words
    return words.reason


@pytest.mark.parametrize("language", sorted(LETTERS))
def test_a_good_answer_becomes_the_letter_in_every_language(language: str) -> None:
    before = LETTERS[language]
    told = json.loads(REWRITTEN[language].replace(" ?", "\u202f?"))  # in French no line ends before the mark
    said = [item for paragraph in told["paragraphs"] for item in paragraph]
    facts = [FACTS.get(item["stands_on"][0], item["stands_on"][0]) for item in said]
    origins = {each.fact: each.origin for each in before.evidence}
    paragraphs = [" ".join(item["text"] for item in paragraph) for paragraph in told["paragraphs"]]
    greeting, *_, signature = before.body.split("\n\n")
    assert judged(REWRITTEN[language], before) == replace(
        before,
        subject=told["subject"],
        body="\n\n".join([greeting, *paragraphs, signature]),
        evidence=tuple(
            Evidence(item["text"], fact, origins.get(fact, "")) for item, fact in zip(said, facts, strict=True)
        ),
    )


@pytest.mark.parametrize("language", sorted(LETTERS))
def test_the_letter_itself_is_a_good_answer(language: str) -> None:
    before = LETTERS[language]
    assert judged(echo(prompt(before).text), before) == before


@given(
    st.sampled_from(["follow_up", "news", "lapsed", "unanswered", "stranger"]),
    st.text(min_size=1, max_size=4),
    st.sampled_from(["katie@harbour.example", ""]),
)
def test_whatever_is_composed_can_be_rewritten_as_it_is(group: Group, key: str, to: str) -> None:
    draft = compose(situation(group, key=key, to=to))
    assert can_be_rewritten(draft)
    assert judged(echo(prompt(draft).text), draft) == draft


@pytest.mark.parametrize(
    "around", ["{}", "```json\n{}\n```", "Here is your letter:\n\n{}\n\nI hope you like it!", "<think>Hm.</think>\n{}"]
)
def test_what_a_model_writes_around_its_answer_does_not_count(around: str) -> None:
    assert judged(around.replace("{}", REWRITTEN["en"]), ENGLISH) == judged(REWRITTEN["en"], ENGLISH)


def test_a_sentence_on_two_facts_names_both_and_their_origins() -> None:
    both = ("Do kilns and Harbour Studio still go together for you?", "3, 2, wish")
    words = judged(answer("Old messages", [WROTE, both]), ENGLISH)
    assert isinstance(words, Draft)
    assert words.evidence[1] == Evidence(
        both[0], "interest: kilns; organization: Harbour Studio", "export.zip, Connections.csv, record 4; a note"
    )


def test_a_message_has_no_subject_whatever_the_answer_says() -> None:
    message = replace(ENGLISH, subject="")
    words = judged(REWRITTEN["en"], message)
    assert isinstance(words, Draft)
    assert words.subject == ""


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        (("We wrote 40 letters in those years.", "1"), 'the number "40" comes from nowhere'),
        (("From 2016 on it took twenty letters.", "1"), 'the number "twenty" comes from nowhere'),
        (("We began to write in March of 2016.", "1"), 'the time "March" comes from nowhere'),
        (("We wrote about Lisbon from 2016 on.", "1"), 'the name "Lisbon" comes from nowhere'),
        (("We wrote about kilns from 2016 to 2021, and about Harbour Studio.", "1"), 'the name "Harbour" comes from'),
        (('We wrote to each other about "kilns" and more.', "1"), 'the quotation "kilns" comes from nowhere'),
        (("How is Harbour Studio?", "wish"), 'the name "Harbour" comes from nowhere'),
        (("How was 2019 for you?", "wish"), 'the number "2019" comes from nowhere'),
        (("I remember how you laughed.", "wish"), 'the memory "I remember" comes from nowhere'),
        (("Could you introduce me to somebody there?", "wish"), 'the request "introduce" comes from nowhere'),
        (("Please send it to me.", "wish"), 'the request "send" comes from nowhere'),
        (("Look it up at evil.example for me.", "wish"), 'the address "evil.example" comes from nowhere'),
        (("You were always full of good jokes.", "3"), "it says nothing of what it stands on"),
        (("How are you?", "4"), '"How are you?" stands on what was not given'),
        (("How are you?", "interest: kilns"), '"How are you?" stands on what was not given'),
        (("I hope this finds you well.", "wish"), 'body: "hope this finds you" is a hollow opening'),
        (("Is your divorce over?", "wish"), 'body: "divorce" touches something private'),
        (("<b>And hello</b> to you.", "wish"), 'body: "<" looks left over from a template'),
    ],
)
def test_what_cannot_be_proven_is_refused_with_the_reason(sentence: tuple[str, str], reason: str) -> None:
    assert refused(WROTE, STUDIO, KILNS, sentence).startswith(reason)


def test_a_fact_that_is_left_out_is_refused() -> None:
    assert refused(WROTE, STUDIO, WISH) == 'it leaves out "interest: kilns"'


def test_more_than_one_sentence_more_is_refused() -> None:
    assert refused(WROTE, STUDIO, KILNS, WISH, WISH, WISH, WISH) == "7 sentences are more than the letter has"
    several = ("There is no hurry. None at all. Take your time. Write, or do not.", "wish")
    assert refused(WROTE, STUDIO, KILNS, several) == "7 sentences are more than the letter has"


def test_more_about_me_than_before_is_refused() -> None:
    about = ("I teach physics in Bergen.", "about me")
    assert refused(WROTE, STUDIO, KILNS, about, about) == "it says more about you than the letter does"


def test_what_was_not_said_about_me_is_refused() -> None:
    assert refused(WROTE, STUDIO, KILNS, ("I teach physics in Oslo.", "about me")).startswith('the name "Oslo"')


def test_nothing_is_said_about_me_where_the_letter_does_not() -> None:
    told = json.loads(REWRITTEN["de"])
    told["paragraphs"][-1].append({"text": "Ich lehre in der Schule.", "stands_on": ["about me"]})
    assert judged(json.dumps(told), GERMAN) == Refusal("it says more about you than the letter does")


def test_a_letter_without_a_question_is_refused() -> None:
    said = [(text.replace("?", "."), labels) for text, labels in (WROTE, STUDIO, KILNS, WISH)]
    assert refused(*said).startswith("body: it asks nothing")


def test_another_language_is_refused() -> None:
    said = [("Nos escribimos de 2016 a 2021, y luego llegó el silencio.", "1"), STUDIO, KILNS]
    assert judged(REWRITTEN["de"], ENGLISH) == Refusal("it is not written in English")
    assert judged(REWRITTEN["fr"], GERMAN) == Refusal("it is not written in German")
    assert refused(*said, ("¿Cómo estás, y qué es lo que haces ahora en tu casa con los tuyos?", "wish")) == (
        "it is not written in English"
    )


def test_another_form_of_address_is_refused() -> None:
    formal = REWRITTEN["de"].replace("Bist du noch", "Sind Sie noch").replace("gefällt es dir", "gefällt es Ihnen")
    assert judged(formal, GERMAN) == Refusal("it changes the form of address")


@pytest.mark.parametrize(
    ("subject", "reason"),
    [
        ("", "its subject is not of 1 to 6 words"),
        ("One two three of these words here", "its subject is not of 1 to 6 words"),
        ("A" * 51, "its subject is not of 1 to 6 words"),
        ("Your 40 letters", 'the number "40" comes from nowhere: "Your 40 letters"'),
        ("Lunch in Lisbon", 'the name "Lisbon" comes from nowhere: "Lunch in Lisbon"'),
        (
            "A quick question",
            'subject: "quick question" is a hollow opening; leave it out, or say it in your own words',
        ),
    ],
)
def test_a_subject_is_judged_as_well(subject: str, reason: str) -> None:
    assert refused(WROTE, STUDIO, KILNS, WISH, subject=subject) == reason


NOT_OURS = "its JSON is not of the form that was asked for"


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"subject": "Old messages"},
        {"subject": 1, "paragraphs": []},
        {"subject": "Old messages", "paragraphs": {}},
        {"subject": "Old messages", "paragraphs": ["Hello"]},
        {"subject": "Old messages", "paragraphs": [[]]},
        {"subject": "Old messages", "paragraphs": [["Hello"]]},
        {"subject": "Old messages", "paragraphs": [[{"text": "Hello"}]]},
        {"subject": "Old messages", "paragraphs": [[{"text": "Hello", "stands_on": []}]]},
        {"subject": "Old messages", "paragraphs": [[{"text": "Hello", "stands_on": "wish"}]]},
        {"subject": "Old messages", "paragraphs": [[{"text": " ", "stands_on": ["wish"]}]]},
        {"subject": "Old messages", "paragraphs": [[{"text": "Hello", "stands_on": ["wish"], "more": 1}]]},
        {"subject": "Old messages", "paragraphs": [], "to": "me@evil.example"},
    ],
)
def test_json_of_another_form_is_refused(value: Mapping[str, Any]) -> None:
    assert judged(json.dumps(value), ENGLISH) == Refusal(NOT_OURS)


@pytest.mark.parametrize("text", ["", "garbage", "{", "}{", "{'subject': 'x'}", "{" * 100_000 + "}", "[1, 2]"])
def test_no_json_is_refused(text: str) -> None:
    assert judged(text, ENGLISH) == Refusal("it is not the JSON that was asked for")


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["subject", "paragraphs", "text", "stands_on"]), inner)
    ),
)
SAID = st.fixed_dictionaries({"text": st.text(), "stands_on": st.lists(st.sampled_from(["1", "2", "wish", "x"]))})


@given(
    st.text() | st.builds(json.dumps, JSON),
    st.fixed_dictionaries({"subject": st.text(), "paragraphs": st.lists(st.lists(SAID))}),
)
def test_no_answer_does_harm(text: str, value: Mapping[str, Any]) -> None:
    assert isinstance(judged(text, ENGLISH), Refusal)
    assert isinstance(judged(json.dumps(value), ENGLISH), Refusal)


@given(st.text(min_size=1), st.lists(st.sampled_from(["1", "2", "3", "about me", "wish"]), min_size=1))
def test_whatever_a_sentence_says_the_letter_gets_no_number_and_no_mark_of_markup(text: str, labels: list[str]) -> None:
    words = judged(answer("Old messages", [WROTE, STUDIO, KILNS, (text, ", ".join(labels))]), ENGLISH)
    if isinstance(words, Draft):
        assert set(re.findall(r"\d+", words.body)) <= {"2016", "2021"}
        assert not set(words.body) & set("<>[]{}$*#_`@")


def test_a_label_may_be_a_number() -> None:
    numbered = REWRITTEN["en"].replace('["1"]', "[1]")
    assert numbered != REWRITTEN["en"]
    assert judged(numbered, ENGLISH) == judged(REWRITTEN["en"], ENGLISH)


def test_what_acts_on_a_terminal_becomes_a_space() -> None:
    words = judged(REWRITTEN["en"].replace("no hurry", "no\\u001b\\u202ehurry\\ud800"), ENGLISH)
    assert words == judged(REWRITTEN["en"].replace("no hurry", "no hurry "), ENGLISH)


def test_a_reason_is_short() -> None:
    assert len(refused(WROTE, STUDIO, KILNS, ("What of the kilns and of you? " + "a" * 500 + " 7", "3"))) == 200


@pytest.mark.parametrize(
    "draft",
    [
        replace(ENGLISH, evidence=()),
        replace(ENGLISH, body="Hello Katie,\n\nAll of it is new.\n\nJonas"),
        replace(ENGLISH, body=ENGLISH.body.replace("\n\nI teach", "\n\nA paragraph of mine.\n\nI teach")),
        replace(ENGLISH, language="it"),
    ],
)
def test_what_stands_on_nothing_known_is_not_rewritten(draft: Draft) -> None:
    assert not can_be_rewritten(draft)
    assert judged(REWRITTEN["en"], draft) == Refusal("it is not known what the letter stands on")


def test_the_prompt_holds_the_letter_and_its_facts_and_nothing_else() -> None:
    assert json.loads(prompt(ENGLISH).text) == {
        "language": "English",
        "facts": FACTS,
        "letter": {
            "subject": "Among old messages",
            "paragraphs": [
                [{"text": ENGLISH.evidence[0].sentence, "stands_on": ["1"]}],
                [
                    {"text": ENGLISH.evidence[1].sentence, "stands_on": ["2"]},
                    {"text": ENGLISH.evidence[2].sentence, "stands_on": ["3"]},
                ],
                [{"text": "I teach physics in Bergen.", "stands_on": ["about me"]}],
                [{"text": ENGLISH.evidence[4].sentence, "stands_on": ["wish"]}],
            ],
        },
    }


@pytest.mark.parametrize("language", sorted(LETTERS))
def test_the_prompt_names_the_language_and_no_person_address_link_or_file(language: str) -> None:
    given = prompt(LETTERS[language])
    names = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "uk": "Ukrainian"}
    assert f"Write in {names[language]}," in given.system
    assert "keep the form of address" in given.system
    for kept in ("Katie", "O'Neil", "Jonas", "Йонас", "@", "://", "linkedin.com", "mail.mbox", "export.zip", "a note"):
        assert kept not in given.system + given.text


def test_what_leaves_the_machine_is_told_field_by_field() -> None:
    assert leaves(ENGLISH) == (
        ("fact", "wrote: mail, 2016-06-02 to 2021-10-12"),
        ("fact", "organization: Harbour Studio"),
        ("fact", "interest: kilns"),
        ("about me", "I teach physics in Bergen."),
        ("subject", "Among old messages"),
        ("text", "56 words between greeting and signature"),
    )
    bare = replace(GERMAN, subject="")
    assert [field for field, _ in leaves(bare)] == ["fact", "fact", "fact", "text"]


def test_all_that_leaves_is_in_the_fields_that_are_told() -> None:
    fields = dict(leaves(ENGLISH))
    told = " ".join([*(value for _, value in leaves(ENGLISH)), *(each.sentence for each in ENGLISH.evidence)])
    given = json.loads(prompt(ENGLISH).text)
    assert all(fact in told for fact in given["facts"].values())
    assert given["letter"]["subject"] == fields["subject"]
    assert all(item["text"] in told for paragraph in given["letter"]["paragraphs"] for item in paragraph)
