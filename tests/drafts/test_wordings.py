"""The template files keep their own rules: honest labels, no sentence twice, no two beginnings alike."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations
from typing import get_args

import pytest
from jinja2 import UndefinedError, meta
from jinja2.exceptions import SecurityError

from reconnect.drafts.facts import FactKind
from reconnect.drafts.wordings import environment, letter, parse

TEXTS = {
    file.name.removesuffix(".txt"): file.read_text(encoding="utf-8")
    for file in (files("reconnect.drafts") / "templates").iterdir()
    if file.name.endswith(".txt")
}
LINES = [
    (f"{name}/{number}", labels.split(", "), text)
    for name, content in TEXTS.items()
    for number, part in re.findall(r"^== (\w+)$(.*?)(?=^==|\Z)", content, re.MULTILINE | re.DOTALL)
    for labels, text in re.findall(r"^(?:\| |subject: )?\[([^\]]+)\] (.*)$", part, re.MULTILINE)
]
HEAD = "greeting: Hello {{ call_name }},\nnameless: Hello,\n\n== 1\nclose: Yours,\nsubject: [wish] Hello\n\n"


@pytest.mark.parametrize("name", TEXTS)
def test_every_file_can_be_read_and_has_at_least_four_wordings(name: str) -> None:
    situation, language = name.split(".")
    read = letter(situation, language)
    assert read is not None
    assert len(read.wordings) >= 4
    assert re.match(r"# .*\nreviewed: (yes|no)\n", TEXTS[name])


@pytest.mark.parametrize(("name", "labels", "text"), LINES)
def test_a_sentence_uses_only_what_its_label_names(name: str, labels: list[str], text: str) -> None:
    known = {*get_args(FactKind), "wish", "about me", "not met"}
    assert set(labels) <= known
    used = meta.find_undeclared_variables(environment().parse(text))
    assert used <= {label.removesuffix(" me") for label in labels}


def test_no_sentence_stands_in_two_wordings() -> None:
    said = [(name, text) for name, _, text in LINES if text not in ("{{ about }}", "{{ last_subject.value }}")]
    shared = [text for (name, text), (other, same) in combinations(said, 2) if text == same and name != other]
    assert shared == []


def test_no_two_wordings_begin_alike() -> None:
    openings = [
        (f"{name}/{number}", " ".join(re.sub(r"{{.*?}}", "X", text).split()[:2]))
        for name, content in TEXTS.items()
        for number, part in re.findall(r"^== (\w+)$(.*?)(?=^==|\Z)", content, re.MULTILINE | re.DOTALL)
        for block in [re.split(r"\n\n", part.strip())[1 if "close:" in part else 0]]
        for text in re.findall(r"^(?:\| )?\[[^\]]+\] (.*)$", re.split(r"\n\[", block)[0], re.MULTILINE)
    ]
    alike = [one for (name, one), (other, same) in combinations(openings, 2) if one == same and name != other]
    assert len(openings) > 50
    assert alike == []


def test_a_line_without_a_label_is_named() -> None:
    with pytest.raises(ValueError, match=r"not a sentence with a label: 'I hope this is fine\.'"):
        parse("lapsed", f"{HEAD}I hope this is fine.\n")


@pytest.mark.parametrize(
    "attack", ["{{ met.__class__ }}", "{{ ''|attr('__class__') }}", "{{ '{0.__class__}'.format(met) }}"]
)
def test_a_template_cannot_reach_beyond_its_facts(attack: str) -> None:
    with pytest.raises((SecurityError, UndefinedError)):
        environment().from_string(f"{attack}{{{{ nobody }}}}").render(met="the fair")


def test_a_language_that_nobody_has_written_is_none() -> None:
    assert letter("lapsed", "tlh") is None
