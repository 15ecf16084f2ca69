"""French letters: the spaces before marks stay, and nobody is called tu and vous at once."""

from __future__ import annotations

import re
import textwrap
from email import message_from_bytes, policy

import pytest
from invented_forms import FORMS, Form, of_forms, read_in

from reconnect.drafts import eml, headers
from reconnect.drafts.editing import as_text, edited
from reconnect.drafts.lint import lint
from reconnect.drafts.plain import sentences

IN_FRENCH = of_forms([form for form in FORMS if form.language == "fr"])
FLAT, NARROW = "\u00a0", "\u202f"


@IN_FRENCH
def test_marks_have_their_spaces_and_apostrophes_are_curved(form: Form) -> None:
    for familiar in (True, False):
        body = read_in(form, "everything known", familiar=familiar).body
        assert not re.search(rf"[^{NARROW}][?!;]|[^{FLAT}]:|«[^{FLAT}]|[^{FLAT}]»|'|\"", body)


@IN_FRENCH
def test_tu_and_vous_do_not_meet_in_one_letter(form: Form) -> None:
    for case in ("everything known", "nothing known", "wrote, at a company", "asked", "new work", "birthday"):
        familiar, formal = (read_in(form, case, familiar=each).body.lower() for each in (True, False))
        assert not re.search(r"\b(?:vous|votre|vos|vôtre)\b|\w+ez\b(?<!chez)", familiar)
        assert not re.search(r"\b(?:tu|te|toi|ton|ta|tes|tien)\b|\bt’", formal)


def test_a_sentence_keeps_its_question_mark_and_its_closing_quotation_mark() -> None:
    asked = f"Où en est «{FLAT}le four{FLAT}»{NARROW}?"
    quoted = f"Il a dit{FLAT}: «{FLAT}Où{NARROW}?{FLAT}»"
    assert sentences(f"{asked} {quoted} Une ligne\nsuffit{NARROW}; rien ne presse.") == [
        asked,
        quoted,
        f"Une ligne suffit{NARROW}; rien ne presse.",
    ]


@IN_FRENCH
def test_wrapped_edited_and_written_a_letter_keeps_its_marks(form: Form) -> None:
    made = read_in(form, "everything known", familiar=False)
    wrapped = ["\n".join(textwrap.wrap(part, 40)) for part in made.body.split("\n")]
    assert not re.search(r"^[?!;:»]|«$", "\n".join(wrapped), re.MULTILINE)
    assert edited(made, as_text(made)).evidence == made.evidence
    read = message_from_bytes(eml.write(made, "jonas@lund.example", "Jonas", 7), policy=policy.default)
    assert read["Subject"] == made.subject
    body = read.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n").strip("\n") == made.body


def test_a_subject_with_narrow_spaces_becomes_one_with_plain_ones() -> None:
    assert headers.header_text(f"Où en est le four{NARROW}?") == "Où en est le four ?"


@pytest.mark.parametrize("greeting", [f"Bonjour Anna{NARROW}!", "Bonjour Anna !", "Bonjour Anna,", f"Bonjour{NARROW}!"])
def test_a_space_before_the_mark_of_a_greeting_is_no_gap(greeting: str) -> None:
    assert lint("", f"{greeting}\n\nOù en est le four{NARROW}?\n\nJonas", language="fr") == ()


@pytest.mark.parametrize("greeting", ["Bonjour ,", "Bonjour Anna ,", "Bonjour !"])
def test_a_name_that_is_missing_is_a_gap(greeting: str) -> None:
    found = lint("", f"{greeting}\n\nOù en est le four{NARROW}?\n\nJonas", language="fr")
    assert [one.text.split(":")[0] for one in found] == ["greeting"]


def test_marks_between_spaces_are_no_words() -> None:
    body = f"Bonjour,\n\n{f'Un four{NARROW}; ' * 60}quoi{NARROW}?\n\nJonas"
    assert lint("", body, language="fr") == ()
