"""Every wording there is, and what may be known when it is used."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple, get_args

import pytest
from invented_situations import ADDRESS, author_in, facts_in, situation

from reconnect.drafts import languages
from reconnect.drafts.compose import Written, compose
from reconnect.drafts.facts import Draft, FactKind, Group, Situation
from reconnect.drafts.wordings import letter

LANGUAGES = [language.code for language in languages.LANGUAGES]


class Form(NamedTuple):
    """One wording: of which situation and language, and whether there is an address."""

    group: Group
    to: str
    language: str
    name: str

    @property
    def familiarities(self) -> tuple[bool, ...]:
        return (False,) if self.language == "en" else (True, False)


FORMS = [
    Form(group, to, language, f"{kind}/{number}")
    for language in LANGUAGES
    for group in get_args(Group)
    for to in (ADDRESS, "")
    for kind in [group if to else f"{group}-message"]
    for number, _ in enumerate(getattr(letter(kind, language), "wordings", ()), 1)
]
ENGLISH = [form for form in FORMS if form.language == "en"]


def of_forms(forms: Sequence[Form]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("form", forms, ids=lambda form: f"{form.language}-{form.name}")


forms = of_forms(FORMS)


def in_wording(form: Form, person: Situation) -> Draft:
    others = {other.name for other in FORMS if other.name != form.name}
    made = compose(person, [Written(other, "") for other in others])
    assert (made.template, made.language) == (form.name, form.language)
    return made


Case = tuple[Collection[FactKind], bool]
"""The facts that are known, and whether something is known about me."""

READ: dict[str, Case] = {
    "everything known": (get_args(FactKind), True),
    "nothing known": ((), False),
    "nothing known, about me": ((), True),
    "wrote": (["wrote"], False),
    "wrote, at a company": (["wrote", "position", "organization"], True),
    "wrote, with subjects": (["wrote", "last_subject", "first_subject"], False),
    "wrote, met, interest": (["wrote", "met", "interest"], True),
    "wrote, colleagues, goal": (["wrote", "colleagues", "goal"], False),
    "wrote, spoke, skill": (["wrote", "spoke", "skill"], True),
    "wrote, common": (["wrote", "common"], False),
    "met": (["met"], False),
    "met, interest, offer": (["met", "interest", "offer"], False),
    "connected": (["connected"], False),
    "connected, at a company": (["connected", "position", "organization"], True),
    "listed": (["listed"], False),
    "listed, both copied": (["listed", "both_copied"], True),
    "colleagues": (["colleagues"], False),
    "asked": (["asked"], False),
    "asked, without a subject": (["asked"], False),
    "asked, met": (["asked", "met"], False),
    "a title": (["wrote", "position"], False),
    "new work": (["new_work"], False),
    "new work, old work, wrote": (["new_work", "old_work", "wrote", "position", "organization"], True),
    "birthday": (["birthday"], False),
    "birthday, wrote, interest": (["birthday", "wrote", "interest"], True),
    "anniversary": (["anniversary"], False),
    "published": (["published"], False),
    "published, wrote, interest": (["published", "wrote", "interest"], True),
}
CASES: dict[str, Case] = {**READ, **{f"only {kind}": ([kind], False) for kind in get_args(FactKind)}}


def read_in(form: Form, case: str, *, familiar: bool) -> Draft:
    kinds, about = CASES[case]
    facts = [facts_in(form.language)[kind] for kind in kinds]
    if case == "asked, without a subject":
        facts = [replace(fact, value="") for fact in facts]
    author = author_in(form.language, about=about)
    person = situation(form.group, facts, to=form.to, author=author, language=form.language, familiar=familiar)
    return in_wording(form, person)
