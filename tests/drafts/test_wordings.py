"""The template files keep their own rules: honest labels, no sentence twice, no two beginnings alike."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import combinations

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from reconnect.drafts.wordings import UnreadableWording, environment, letter, parse

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
WRITTEN = sorted({name.split(".")[1] for name in TEXTS})
HEAD = (
    "reviewed: yes\ngreeting: [call_name] Hello {{ call_name }},\n| [wish] Hello,\n\n"
    "== 1\nclose: Yours,\nsubject: [wish] Hello\n\n"
)


@pytest.mark.parametrize("name", TEXTS)
def test_every_file_can_be_read_and_has_at_least_four_wordings(name: str) -> None:
    situation, language = name.split(".")
    read = parse(TEXTS[name], language, name)
    assert read == letter(situation, language)
    assert len(read.wordings) >= 4
    assert re.match(r"# .*\nreviewed: (yes|no)\n", TEXTS[name])


def test_no_sentence_stands_in_two_wordings() -> None:
    said = [(name, text) for name, _, text in LINES if not re.fullmatch(r"{{ [\w.]+ }}", text)]
    shared = [text for (name, text), (other, same) in combinations(said, 2) if text == same and name != other]
    assert shared == []


@pytest.mark.parametrize("language", WRITTEN)
def test_no_two_wordings_begin_alike(language: str) -> None:
    openings = [
        (f"{name}/{number}", " ".join(re.sub(r"{{.*?}}", "X", text).split()[:2]))
        for name, content in TEXTS.items()
        for number, part in re.findall(r"^== (\w+)$(.*?)(?=^==|\Z)", content, re.MULTILINE | re.DOTALL)
        for block in [re.split(r"\n\n", part.strip())[1 if "close:" in part else 0]]
        for text in re.findall(r"^(?:\| )?\[[^\]]+\] (.*)$", re.split(r"\n\[", block)[0], re.MULTILINE)
        if name.endswith(f".{language}")
    ]
    alike = [(name, other, one) for (name, one), (other, same) in combinations(openings, 2) if one == same]
    assert len(openings) > 50
    assert [(name, other, one) for name, other, one in alike if name != other] == []


BAD = {
    "a line without a label": (
        "I hope this is fine.",
        "line 9: 'I hope this is fine.': it is no sentence with a label in front; write: [wish] Some words.",
    ),
    "an unknown label": (
        "[weather] Lovely weather.",
        "line 9: 'weather': there is no such label; there are: about me, ",
    ),
    "a fact beside the label": (
        "[wish] Still {{ interest.value }}?",
        "line 9: 'Still {{ interest.value }}?': the sentence uses interest, which its label does not name; add it",
    ),
    "a filter that is none": (
        "[met] From {{ met | nowhere }}.",
        "line 9: 'From {{ met | nowhere }}.': No filter named",
    ),
    "a brace that stays open": ("[met] From {{ met .", "line 9: 'From {{ met .': "),
}


@pytest.mark.parametrize(("line", "said"), BAD.values(), ids=BAD)
def test_a_line_that_cannot_be_read_is_named(line: str, said: str) -> None:
    with pytest.raises(UnreadableWording) as caught:
        parse(f"{HEAD}{line}\n", "en", "my/lapsed.en.txt")
    assert str(caught.value).startswith(f"my/lapsed.en.txt, {said}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", 'it does not begin with "reviewed: yes" or "reviewed: no"; write one'),
        ("greeting: [wish] Hello,\n", 'it does not begin with "reviewed: yes" or "reviewed: no"; write one'),
        ("reviewed: yes\n", "line 1: '': a greeting is missing here; write: greeting: [wish] Hello,"),
        ("reviewed: yes\ngreeting: [wish] Hello,\n", "each wording must have as many paragraphs; even them out"),
        (f"{HEAD}[wish] One.\n\n== 2\n\n[wish] Two.\n\n[wish] Three.\n", "each wording must have as many paragraphs"),
    ],
)
def test_a_file_without_its_parts_is_refused(text: str, said: str) -> None:
    with pytest.raises(UnreadableWording, match=re.escape(said)):
        parse(text, "en", "my/lapsed.en.txt")


@pytest.mark.parametrize(
    "attack", ["{{ met.__class__ }}", "{{ ''|attr('__class__') }}", "{{ '{0.__class__}'.format(met) }}"]
)
def test_a_template_cannot_reach_beyond_its_facts(attack: str) -> None:
    with pytest.raises((SecurityError, UndefinedError)):
        environment("en").from_string(f"{attack}{{{{ nobody }}}}").render(met="the fair")


def test_a_language_that_nobody_has_written_is_none() -> None:
    assert letter("lapsed", "tlh") is None


@pytest.mark.parametrize("label", ["met", "wish, familiar", "wish, not met"])
def test_a_letter_that_may_have_nothing_to_begin_with_is_refused(label: str) -> None:
    with pytest.raises(UnreadableWording, match="a letter must have something to begin with; end with: "):
        parse(f"{HEAD}[{label}] Only sometimes.\n\n[wish] Bye.\n", "en", "my/lapsed.en.txt")


@pytest.mark.parametrize("text", ["{{ met.nothing }}", "{{ 1 / 0 }}"])
def test_a_sentence_that_cannot_be_said_is_named(text: str) -> None:
    own = parse(f"{HEAD}[met] {text}\n| [wish] Hello.\n", "en", "my/lapsed.en.txt")
    line = own.wordings[0].paragraphs[0][0][0]
    with pytest.raises(UnreadableWording, match="this sentence cannot be said"):
        line.said({"met": "the fair"})
