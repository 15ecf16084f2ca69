"""Whatever is known of a person, the letter reads well and every sentence stands on something."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_situations import ABOUT, ADDRESS, FACTS, JONAS, PROFILE, situation

from reconnect.drafts.compose import compose
from reconnect.drafts.facts import Author, Draft, Evidence, Fact, FactKind, Group, Situation
from reconnect.drafts.lint import lint, middle
from reconnect.drafts.plain import sentences
from reconnect.drafts.wordings import letter

NOBODY = Author("Jonas")
HOSTILE = {
    "line breaks": "Katie\r\nBcc: eve@example.org\n\nP.S.",
    "a template": "{{ 7*7 }} {% for x in range(9) %}",
    "a placeholder": "${name} [insert]",
    "markup": "<b>Katie</b>",
    "another direction": "\u202eeitaK\u2066",
    "controls": "\x00\x1b]0;x\x07Katie\u2028",
    "half a pair": "Katie\ud800",
    "a page of text": "Katie " * 1700,
    "capitals": "KATIE ONEIL BUY NOW",
    "nothing": "",
    "spaces": " \t ",
}

FORMS = [
    (group, to, wording.name)
    for group in get_args(Group)
    for to in (ADDRESS, "")
    for wording in getattr(letter(group if to else f"{group}-message", "en"), "wordings", ())
]
forms = pytest.mark.parametrize(("group", "to", "name"), FORMS, ids=[name for _, _, name in FORMS])


def in_wording(name: str, person: Situation) -> Draft:
    others = {other for _, _, other in FORMS if other != name}
    made = compose(person, others)
    assert made.template == name
    return made


Case = tuple[Collection[Fact], Author]


def known(*kinds: FactKind, author: Author = NOBODY) -> Case:
    return [FACTS[kind] for kind in kinds], author


READ: dict[str, Case] = {
    "everything known": (FACTS.values(), JONAS),
    "nothing known": known(),
    "nothing known, about me": known(author=JONAS),
    "wrote": known("wrote"),
    "wrote, at a company": known("wrote", "position", "organization", author=JONAS),
    "wrote, with subjects": known("wrote", "last_subject", "first_subject"),
    "wrote, met, interest": known("wrote", "met", "interest", author=JONAS),
    "met": known("met"),
    "connected": known("connected"),
    "connected, at a company": known("connected", "position", "organization", author=JONAS),
    "listed, both copied": known("listed", "both_copied", author=JONAS),
    "asked": known("asked"),
    "asked, without a subject": ([replace(FACTS["asked"], value="")], NOBODY),
    "asked, met": known("asked", "met"),
    "a title": known("wrote", "position"),
}
CASES = {**READ, **{f"only {kind}": known(kind) for kind in FACTS}}


@forms
def test_every_text_reads_as_it_was_last_read_by_a_person(
    group: Group, to: str, name: str, golden: Callable[[str, str], None]
) -> None:
    texts: dict[str, list[str]] = {}
    for case, (facts, author) in READ.items():
        made = in_wording(name, situation(group, facts, to=to, author=author))
        texts.setdefault(f"Subject: {made.subject}\n\n{made.body}\n", []).append(case)
    golden(
        f"drafts/{name.replace('/', '-')}.txt", "\n".join(f"[{'; '.join(of)}]\n\n{text}" for text, of in texts.items())
    )


@forms
def test_a_letter_has_its_length_and_nothing_to_find_fault_with(group: Group, to: str, name: str) -> None:
    fewest, most = (50, 110) if to else (35, 80)
    for case, (facts, author) in CASES.items():
        made = in_wording(name, situation(group, facts, to=to, author=author))
        assert (case, lint(made.subject, made.body, made.evidence)) == (case, ())
        assert (case, fewest <= len(made.body.split()) <= most) == (case, True)


@forms
@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_hostile_facts_and_names_are_talked_around(group: Group, to: str, name: str, hostile: str) -> None:
    facts = [replace(fact, value=hostile) for fact in FACTS.values()]
    made = in_wording(name, situation(group, facts, to=to, call_name=hostile))
    assert lint(made.subject, made.body, made.evidence) == ()
    assert "\n\nP.S." not in made.body
    assert "49" not in made.body
    assert "eve@example.org" not in made.body


@given(
    st.sampled_from(FORMS),
    st.sets(st.sampled_from(sorted(FACTS))),
    st.booleans(),
    st.text(max_size=80),
)
def test_every_sentence_stands_on_something(
    form: tuple[Group, str, str], kinds: set[FactKind], about: bool, foreign: str
) -> None:
    group, to, name = form
    facts = [*(FACTS[kind] for kind in sorted(kinds)), Fact("met", foreign, "note"), Fact("interest", foreign, "note")]
    made = in_wording(name, situation(group, facts, to=to, author=JONAS if about else NOBODY))
    assert " ".join(one.sentence for one in made.evidence) == " ".join(middle(made.body).split("\n\n"))
    assert [finding for finding in lint(made.subject, made.body, made.evidence) if finding.level == "error"] == []
    origins = {fact.origin for fact in facts}
    for one in made.evidence:
        assert one.fact in ("wish", "about me") or any(origin in one.origin for origin in origins)


def test_a_draft_names_the_fact_and_origin_of_each_sentence() -> None:
    facts = (FACTS["wrote"], FACTS["position"], FACTS["organization"])
    made = in_wording("lapsed/1", situation(facts=facts, author=Author("Jonas", "a physics teacher in Bergen")))
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
                'The last I know of you is "Design lead, Harbour Studio": '
                "does that still hold, and what is it like, seen from inside?",
                "position: Design lead; organization: Harbour Studio",
                "export.zip, Connections.csv, record 4",
            ),
            Evidence("A physics teacher in Bergen.", "about me", ""),
            Evidence("Please take this as a wave from across the street.", "wish", ""),
            Evidence("If you answer some evening, I will be glad of every line.", "wish", ""),
        ),
    )


UNANSWERED = pytest.mark.parametrize(
    "form", [form for form in FORMS if form[0] == "unanswered"], ids=lambda form: form[2]
)
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
def test_a_late_answer_says_sorry_once_asks_once_and_ends_with_a_second_door(form: tuple[Group, str, str]) -> None:
    group, to, name = form
    for facts, author in CASES.values():
        made = in_wording(name, situation(group, facts, to=to, author=author))
        sorry = len(re.findall("sorry|apolog", made.body, re.IGNORECASE))
        assert sorry == any(fact.kind == "asked" for fact in facts)
        assert made.body.count("?") == 1
        assert not made.evidence[-1].sentence.endswith("?")
        assert "about me" not in {one.fact for one in made.evidence}


@UNANSWERED
@pytest.mark.parametrize("subject", ["", "Re:", "Your invoice", "URGENT PLEASE READ", "x" * 90])
def test_a_message_whose_subject_cannot_be_said_is_named_by_its_time(
    form: tuple[Group, str, str], subject: str
) -> None:
    group, to, name = form
    made = in_wording(name, situation(group, [replace(FACTS["asked"], value=subject)], to=to))
    plain = in_wording(name, situation(group, [replace(FACTS["asked"], value="")], to=to))
    assert made == plain
    assert '"' not in made.body
    assert made.evidence[0].fact == "asked: 2024-02-20"
    assert bool(made.subject) == bool(to)


@forms
@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_quoted_as_it_stands_beside_the_name(group: Group, to: str, name: str, title: str) -> None:
    facts = [Fact("position", title, "card"), Fact("organization", title, "card")]
    body = in_wording(name, situation(group, facts, to=to)).body
    assert title not in re.sub('"[^"]*"', "", body)


def test_the_same_person_gets_the_same_text() -> None:
    assert compose(situation()) == compose(situation())


def test_the_wording_follows_from_the_key_and_all_wordings_are_used() -> None:
    names = {compose(situation(key=f"vcard\x1f{number}")).template for number in range(100)}
    assert names == {name for group, to, name in FORMS if group == "lapsed" and to}


def test_drafts_of_one_batch_share_no_sentence_and_no_beginning() -> None:
    batch: list[Draft] = []
    for group, to in (
        *[("lapsed", ADDRESS)] * 5, *[("stranger", ADDRESS)] * 4, *[("unanswered", ADDRESS)] * 4,
        *[("lapsed", "")] * 4, *[("stranger", "")] * 4, *[("unanswered", "")] * 4,
    ):  # fmt: skip
        person = situation(group, to=to, author=NOBODY)  # type: ignore[arg-type]
        batch.append(compose(person, {made.template for made in batch}))
    for one, other in combinations(batch, 2):
        said, also_said = sentences(middle(one.body)), sentences(middle(other.body))
        assert not set(said) & set(also_said)
        assert said[0].split()[:2] != also_said[0].split()[:2]


def test_a_batch_larger_than_the_wordings_begins_again() -> None:
    every = {name for _, _, name in FORMS}
    assert compose(situation(), every) == compose(situation())


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
    assert in_wording("lapsed/1", situation(author=author)).body.endswith(end)


def test_a_message_without_a_name_to_sign_with_ends_with_its_last_sentence() -> None:
    made = in_wording("lapsed-message/1", situation(to="", author=Author("")))
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
    evidence = in_wording("lapsed/2", situation(author=Author("Jonas", about))).evidence
    assert [one.sentence for one in evidence if one.fact == "about me"] == [said]


def test_a_long_old_subject_line_gives_way_to_a_short_subject() -> None:
    long = Fact("last_subject", "the kiln, the studio, the rent of it, and one question", "mail", date(2021, 1, 1))
    assert in_wording("lapsed/1", situation(facts=[FACTS["wrote"], long])).subject == "Among old messages"
