"""Every wording in every language reads well, whatever is known, and every sentence stands on something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from invented_forms import CASES, FORMS, READ, Form, forms, in_wording, read_in
from invented_situations import author_in, facts_in, situation

from reconnect.drafts.facts import Draft, Fact, FactKind
from reconnect.drafts.lint import lint, middle

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

LENGTHS = {
    "lapsed": (50, 110),
    "unanswered": (50, 110),
    "stranger": (50, 110),
    "follow_up": (35, 90),
    "news": (30, 100),
}
OF_MESSAGES = {
    "lapsed": (35, 80),
    "unanswered": (35, 80),
    "stranger": (35, 80),
    "follow_up": (25, 70),
    "news": (25, 70),
}
IN_FEWER_WORDS = 0.8
"""Other languages say the same in fewer words than English, or in a few more."""


@forms
def test_every_text_is_as_it_was_last_read_with_nothing_to_find_fault_with(
    form: Form, golden: Callable[[str, str], None]
) -> None:
    texts: dict[str, list[str]] = {}
    for familiar in form.familiarities:
        for case in CASES:
            made = read_in(form, case, familiar=familiar)
            assert (case, lint(made.subject, made.body, made.evidence, language=form.language)) == (case, ())
            assert (case, has_its_length(form, made)) == (case, True)
            if case in READ:
                label = f"{case}; familiar" if familiar else case
                texts.setdefault(f"Subject: {made.subject}\n\n{made.body}\n", []).append(label)
    golden(
        f"drafts/{form.language}/{form.name.replace('/', '-')}.txt",
        "\n".join(f"[{' | '.join(of)}]\n\n{text}" for text, of in texts.items()),
    )


def has_its_length(form: Form, made: Draft) -> bool:
    fewest, most = (LENGTHS if form.to else OF_MESSAGES)[form.group]
    if form.language != "en":
        fewest, most = int(fewest * IN_FEWER_WORDS), most + 5
    return fewest <= len(made.body.split()) <= most


@forms
def test_hostile_facts_and_names_are_talked_around(form: Form) -> None:
    for case, hostile in HOSTILE.items():
        facts = [replace(fact, value=hostile) for fact in facts_in(form.language).values()]
        person = situation(form.group, facts, to=form.to, call_name=hostile, language=form.language)
        made = in_wording(form, replace(person, author=author_in(form.language)))
        assert (case, lint(made.subject, made.body, made.evidence, language=form.language)) == (case, ())
        assert [said for said in ("\n\nP.S.", "49", "eve@example.org") if said in made.body] == [], case


@given(
    st.sampled_from(FORMS),
    st.sets(st.sampled_from(sorted(facts_in("en")))),
    st.booleans(),
    st.sampled_from([True, False, None]),
    st.text(max_size=80),
)
def test_every_sentence_stands_on_something(
    form: Form, kinds: set[FactKind], about: bool, familiar: bool | None, foreign: str
) -> None:
    known = facts_in(form.language)
    facts = [*(known[kind] for kind in sorted(kinds)), Fact("met", foreign, "note"), Fact("interest", foreign, "note")]
    author = author_in(form.language, about=about)
    person = situation(form.group, facts, to=form.to, author=author, language=form.language, familiar=familiar)
    made = in_wording(form, person)
    assert " ".join(one.sentence for one in made.evidence) == " ".join(middle(made.body).split("\n\n"))
    found = lint(made.subject, made.body, made.evidence, language=form.language)
    assert [finding for finding in found if finding.level == "error"] == []
    origins = {fact.origin for fact in facts}
    for one in made.evidence:
        assert one.fact in ("wish", "about me") or any(origin in one.origin for origin in origins)
