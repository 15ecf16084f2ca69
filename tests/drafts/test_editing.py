"""What a person changes in a draft is kept as they wrote it, and the rest keeps what it stands on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_situations import draft, situation

from reconnect.drafts.addresses import UnwritableAddress
from reconnect.drafts.compose import compose
from reconnect.drafts.editing import HINT, as_text, edited, stands_on
from reconnect.drafts.facts import Draft, Evidence
from reconnect.drafts.lint import lint
from reconnect.drafts.plain import plain_text

LETTER = "Hello Katie,\n\nWe wrote. How are you?\n\nWarmly,\nJonas"
WROTE, WISH = draft().evidence


def katie(body: str = LETTER) -> Draft:
    return draft(body=body)


def test_a_draft_is_a_text_with_two_fields_on_top() -> None:
    text = f"{HINT}\nTo: katie@harbour.example\nSubject: The kiln\n\n{LETTER}\n"
    assert as_text(katie()) == text
    assert edited(katie(), text) == katie()


def test_what_was_changed_is_kept_and_a_sentence_of_ones_own_says_so() -> None:
    text = as_text(katie()).replace("We wrote.", "We wrote. I still have your cup!").replace("The kiln", "Your cup")
    assert edited(katie(), text) == replace(
        katie(),
        subject="Your cup",
        body=LETTER.replace("We wrote.", "We wrote. I still have your cup!"),
        evidence=(WROTE, Evidence("I still have your cup!", "your own words", ""), WISH),
    )


def test_a_sentence_that_was_changed_is_ones_own() -> None:
    after = edited(katie(), as_text(katie()).replace("We wrote.", "We wrote, once."))
    assert after.evidence == (Evidence("We wrote, once.", "your own words", ""), WISH)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hello", ("", "", "Hello")),
        ("\n\n# a remark\nSubject: Clay\n\nHello", ("", "Clay", "Hello")),
        ("subject: Clay\nTo:\n\nHello", ("", "Clay", "Hello")),
        ("To: teo@trieste.example\r\n\r\nHello\r\n# five\r\n", ("teo@trieste.example", "", "Hello\n# five")),
        ("Subject: a\x07b\x00c\n\nTo: whom it may concern", ("", "a b c", "To: whom it may concern")),
    ],
)
def test_fields_on_top_may_be_missing_and_the_letter_may_look_like_them(text: str, told: tuple[str, str, str]) -> None:
    after = edited(katie(), text)
    assert (after.to, after.subject, after.body) == told


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(UnwritableAddress, match="what stands before the @ cannot be mailed to"):
        edited(katie(), as_text(katie()).replace("katie@harbour.example", "Katie, please"))


def test_a_letter_that_was_only_read_keeps_all_its_evidence() -> None:
    made = compose(situation())
    assert edited(made, as_text(made)) == made


@given(st.text(max_size=400), st.integers(0, 1000))
def test_every_sentence_of_any_letter_stands_on_something(own: str, at: int) -> None:
    made = compose(situation())
    body = plain_text(made.body[: at % len(made.body)] + own + made.body[at % len(made.body) :])
    evidence = stands_on(body, made.evidence)
    unproven = [finding.text for finding in lint("", body, evidence) if "stands on no fact" in finding.text]
    assert unproven == []
