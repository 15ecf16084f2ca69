"""Which letter is composed for whom: the same one for the same person, another one for the next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import combinations, product
from typing import get_args

import pytest
from invented_forms import CASES, ENGLISH, FORMS, LANGUAGES, Form, forms, in_wording, of_forms, read_in
from invented_situations import ABOUT, ADDRESS, FACTS, PROFILE, author_in, facts_in, situation

from reconnect.drafts.compose import Written, compose
from reconnect.drafts.facts import Author, Draft, Evidence, Fact, Group, Situation
from reconnect.drafts.languages import BY_CODE
from reconnect.drafts.lint import middle
from reconnect.drafts.plain import sentences

NOBODY = Author("Jonas")


def english(name: str) -> Form:
    return next(form for form in ENGLISH if form.name == name)


def test_a_draft_names_the_fact_and_origin_of_each_sentence() -> None:
    facts = (FACTS["wrote"], FACTS["position"], FACTS["organization"])
    made = in_wording(
        english("lapsed/1"), situation(facts=facts, author=Author("Jonas", "a physics teacher in Bergen"))
    )
    wrote = ("wrote: mail, 2016-06-02 to 2021-10-12", "mail.mbox, record 812")
    assert made == Draft(
        person=17,
        name="Katie O'Neil",
        template="lapsed/1",
        language="en",
        to=ADDRESS,
        profile=PROFILE,
        subject="Among old messages",
        body=made.body,
        evidence=(
            Evidence("Looking through old messages I came to your name and did not want to scroll past it.", *wrote),
            Evidence("We wrote to each other from 2016 to 2021, and then it grew quiet.", *wrote),
            Evidence(
                'The last I know of you is "Design lead, Harbour Studio": is that still so, and what is it like?',
                "position: Design lead; organization: Harbour Studio",
                "export.zip, Connections.csv, record 4",
            ),
            Evidence("A physics teacher in Bergen.", "about me", ""),
            Evidence("Please take this as a wave from across the street.", "wish", ""),
            Evidence("If you answer some evening, I will be glad of every line.", "wish", ""),
        ),
    )


UNANSWERED = of_forms([form for form in FORMS if form.group == "unanswered"])
SORRY = (
    "sorry|apolog|verzeih|entschuldig|leid|pardon|excus|désol|regrett|perd[oó]n|disculp|siento|lament"
    "|вибач|пробач|перепрош"
)
ASKED = replace(FACTS["asked"], value="")
TITLES = [
    "Botanist",
    "Keyboard curator",
    "Ship's engineer",
    "The baker of Trieste",
    "Head of Music",
    "CEO & Founder",
    "Mãe de dois",
    "Felt maker, third generation",
]


@UNANSWERED
def test_a_late_answer_says_sorry_once_asks_once_and_ends_with_a_second_door(form: Form) -> None:
    for familiar in form.familiarities:
        for case, (kinds, _) in CASES.items():
            made = read_in(form, case, familiar=familiar)
            sorry = re.findall(SORRY, made.body, re.IGNORECASE)
            assert (case, len(sorry)) == (case, int("asked" in kinds))
            assert made.body.count("?") == 1
            assert not made.evidence[-1].sentence.endswith("?")
            assert "about me" not in {one.fact for one in made.evidence}


@UNANSWERED
def test_a_message_whose_subject_cannot_be_said_is_named_by_its_time(form: Form) -> None:
    plain = in_wording(form, situation("unanswered", [ASKED], to=form.to, language=form.language))
    assert not re.search('["„«]', plain.body)
    assert plain.evidence[0].fact == "asked: 2024-02-20"
    assert bool(plain.subject) == bool(form.to)
    for subject in ("Re:", "Your invoice", "URGENT PLEASE READ", "x" * 90):
        asked = replace(ASKED, value=subject)
        assert in_wording(form, situation("unanswered", [asked], to=form.to, language=form.language)) == plain


@forms
def test_a_title_is_quoted_as_it_stands_beside_the_name(form: Form) -> None:
    for title in TITLES:
        facts = [Fact("position", title, "card"), Fact("organization", title, "card"), Fact("new_work", title, "card")]
        body = in_wording(form, situation(form.group, facts, to=form.to, language=form.language)).body
        assert title not in re.sub('"[^"]*"|„[^“]*“|«[^»]*»', "", body)


def test_the_same_person_gets_the_same_text() -> None:
    assert compose(situation()) == compose(situation())


def test_the_wording_follows_from_the_key_and_all_wordings_are_used() -> None:
    names = {compose(situation(key=f"vcard\x1f{number}")).template for number in range(100)}
    assert names == {form.name for form in ENGLISH if form.group == "lapsed" and form.to}


def in_a_batch(persons: Iterable[Situation]) -> list[Draft]:
    batch: list[Draft] = []
    for person in persons:
        batch.append(compose(person, [Written(made.template, made.body) for made in batch]))
    return batch


@pytest.mark.parametrize("language", LANGUAGES)
def test_drafts_of_one_batch_share_no_sentence_and_no_beginning(language: str) -> None:
    facts, author = facts_in(language).values(), author_in(language, about=False)
    for known in ((), facts):
        batch = in_a_batch(
            situation(form.group, known, to=form.to, author=author, language=language)
            for form in FORMS
            if form.language == language
        )
        for one, other in combinations(batch, 2):
            said, also_said = sentences(middle(one.body)), sentences(middle(other.body))
            assert not set(said) & set(also_said)
            assert said[0].split()[:2] != also_said[0].split()[:2]


@pytest.mark.parametrize("group", get_args(Group))
@pytest.mark.parametrize("to", [ADDRESS, ""])
def test_no_two_of_sixty_letters_to_people_of_whom_the_same_is_known_are_alike(group: Group, to: str) -> None:
    persons = (situation(group, key=f"vcard\x1f{number}", to=to, author=NOBODY) for number in range(60))
    assert len({made.body for made in in_a_batch(persons)}) == 60


def test_a_batch_larger_than_all_choices_begins_again() -> None:
    every = [f"lapsed/{'-'.join(map(str, choice))}" for choice in product(range(1, 6), repeat=4)]
    assert compose(situation(), [Written(template, "") for template in every]) == compose(situation())


def test_a_text_that_another_letter_has_is_not_taken_again() -> None:
    body = compose(situation()).body
    assert compose(situation(), [Written("news/1", body)]).body != body


@pytest.mark.parametrize("to", ["", "no address", "zoë@example.org", "a@b@example.org"])
def test_without_an_address_it_is_a_message_without_a_subject(to: str) -> None:
    made = compose(situation(to=to))
    assert (made.template.split("/")[0], made.to, made.subject, made.profile) == ("lapsed-message", "", "", PROFILE)
    assert made.body.startswith("Hi Katie,\n\n")


def test_a_language_without_wordings_falls_back_to_english_and_says_so() -> None:
    assert compose(situation(language="tlh")) == compose(situation())


@pytest.mark.parametrize(
    ("author", "end"),
    [
        (Author("Jonas"), "\n\nWarmly,\nJonas"),
        (Author(""), "\n\nWarmly,"),
        (Author("Jonas\r\nEve"), "\n\nWarmly,\nJonas Eve"),
    ],
)
def test_the_letter_ends_with_my_name_or_with_the_close_alone(author: Author, end: str) -> None:
    assert in_wording(english("lapsed/1"), situation(author=author)).body.endswith(end)


def test_a_message_without_a_name_to_sign_with_ends_with_its_last_sentence() -> None:
    made = in_wording(english("lapsed-message/1"), situation(to="", author=Author("")))
    assert made.body.endswith("none at all is fine too.")


@pytest.mark.parametrize(
    ("about", "said"),
    [
        (ABOUT, ABOUT),
        ("I mend violins. I live in Graz.", "I mend violins."),
        ("i mend violins", "I mend violins."),
        ("I am {{ 7*7 }}\nyears old", "I am {{ 7*7 }} years old."),
    ],
)
def test_one_sentence_about_me_is_enough(about: str, said: str) -> None:
    evidence = in_wording(english("lapsed/2"), situation(author=Author("Jonas", about))).evidence
    assert [one.sentence for one in evidence if one.fact == "about me"] == [said]


def test_a_long_title_gives_way_to_a_short_subject_and_is_still_quoted() -> None:
    long = replace(FACTS["published"], value="Glazes without lead, kilns without coal, and a shed without a roof")
    made = in_wording(english("news/1"), situation("news", [long]))
    assert (made.subject, long.value in made.body) == ("What you published", True)


@of_forms([form for form in FORMS if form.group == "news"])
def test_a_letter_about_what_was_published_asks_and_neither_congratulates_nor_says_it_was_read(form: Form) -> None:
    for familiar in form.familiarities:
        about = situation("news", [FACTS["published"]], to=form.to, language=form.language, familiar=familiar)
        made = in_wording(form, about)
        found = BY_CODE[form.language]
        assert not re.search(found.congratulates, f"{made.subject} {made.body}", re.IGNORECASE)
        assert not re.search(r"\b(?:I (?:have )?read|gelesen|ai lu|he leído|прочита(?:в|ла))\b", made.body)
        assert (made.body.count(FACTS["published"].value), made.body.count("?")) == (1, 1)


def test_a_long_old_subject_line_gives_way_to_a_short_subject() -> None:
    long = Fact("last_subject", "the kiln, the studio, the rent of it, and one question", "mail", date(2021, 1, 1))
    assert in_wording(english("lapsed/1"), situation(facts=[FACTS["wrote"], long])).subject == "Among old messages"


@pytest.mark.parametrize(
    ("language", "about", "is_said"),
    [
        ("en", "I mend violins in Graz.", True),
        ("uk", "I mend violins in Graz.", False),
        ("uk", "Я лагоджу скрипки.", True),
        ("es", "You will find me with my violins, and that is about all there is to say.", False),
        ("en", "Я лагоджу скрипки.", False),
    ],
)
def test_my_own_words_go_into_letters_of_their_language_alone(language: str, about: str, is_said: bool) -> None:
    facts = [Fact("interest", about.strip("."), "note")]
    made = compose(situation(facts=facts, author=Author("Jonas", about, language), language=language))
    assert (about in made.body, about.strip(".") in made.body) == (is_said, is_said)
    other = compose(situation(facts=facts, author=Author("Jonas", about, "en"), language="es"))
    assert about.strip(".") not in other.body
