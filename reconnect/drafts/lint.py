"""A draft is checked against the voice it should have: no hollow or private word, one question, nothing unproven.

Errors are what no letter should hold; warnings are a matter of taste and left to the person who sends it. What is said
about me may be as private as I like, so it is not searched for private words. The words: `unsaid`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from reconnect.drafts import unsaid
from reconnect.drafts.facts import Evidence
from reconnect.drafts.languages import LANGUAGES
from reconnect.drafts.plain import sentences, unfolded
from reconnect.plural import counted

MOST_WORDS = 130
MOST_QUESTIONS = 2
LONGEST_SUBJECT = 50
LONGEST_GREETING = 8  # words

_CONGRATULATION = re.compile("|".join(filter(None, (language.congratulates for language in LANGUAGES))), re.IGNORECASE)
_SAYS_I = {language.code: re.compile(language.says_i or "(?!)") for language in LANGUAGES}
_LEFT_OVER = re.compile(r"[\[\]{}<>$]")
_MANY = re.compile(
    r"\b(?:all|everyone|everybody|both|team|friends|colleagues)\s*,|\b(?:and|und|et|y|та|і|й)\b|&", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a draft should not have; an error should be changed before the draft is sent."""

    level: Literal["error", "warning"]
    text: str


def lint(
    subject: str,
    body: str,
    evidence: Sequence[Evidence] | None = None,
    others: Sequence[str] = (),
    language: str = "en",
) -> tuple[Finding, ...]:
    """Return what is wrong with a draft, errors first.

    `evidence` is what its sentences stand on; without it (a draft that was changed by hand) nothing is said about
    that. `others` are the bodies of the other drafts of the week. Words are searched in the draft's own language.
    """
    errors = [
        *_words(subject, body, evidence or (), language),
        *_form(body),
        *_left_over(subject, body),
        *_unproven(body, evidence),
    ]
    warnings = [*_taste(subject, body, language), *_repeated(body, evidence or (), others)]
    return tuple(
        [Finding("error", text) for text in dict.fromkeys(errors)]
        + [Finding("warning", text) for text in dict.fromkeys(warnings)]
    )


def middle(body: str) -> str:
    """Return a letter without its greeting and without the close and name below it, a line a paragraph."""
    paragraphs = [part.strip() for part in re.split(r"\n[ \t]*\n", body.strip())]
    if paragraphs and re.search(r"[,!:]$", paragraphs[0]) and len(paragraphs[0].split()) <= LONGEST_GREETING:
        paragraphs = paragraphs[1:]
    if paragraphs and _is_signature(paragraphs[-1]):
        paragraphs = paragraphs[:-1]
    return "\n\n".join(map(unfolded, paragraphs))


def _is_signature(paragraph: str) -> bool:
    lines = paragraph.split("\n")
    is_sentence = re.search(r"[.!?…]$", paragraph) and not lines[0].endswith(",")
    return len(lines) <= 2 and len(paragraph.split()) <= 8 and not is_sentence


def _words(subject: str, body: str, evidence: Sequence[Evidence], language: str) -> Iterator[str]:
    for where, text in (("subject", subject), ("body", body)):
        for words, reason in unsaid.phrases(text, [language]):
            yield f'{where}: "{words}" {reason}; leave it out, or say it in your own words'
    theirs = middle(body)
    for one in evidence:
        if one.fact == "about me":
            theirs = theirs.replace(one.sentence, "")
    for where, text in (("subject", subject), ("body", theirs)):
        for word in unsaid.private_words(text, [language]):
            yield f'{where}: "{word}" touches something private; leave it for them to mention'


def _form(body: str) -> Iterator[str]:
    greeting = body.strip().split("\n", 1)[0]
    if re.search(r"[\s,],$|[,\t][!:]$|^\w+ [!:]$", greeting):
        yield "greeting: it has a gap where the name should be; write the name, or take out the space"
    if greeting.endswith((",", "!", ":")) and len(greeting.split()) <= LONGEST_GREETING and _MANY.search(greeting):
        yield "greeting: it speaks to more than one person; write to each of them alone"
    if any(word.isupper() and len(word) > 3 for word in re.findall(r"[^\W\d_]+", greeting)):
        yield "greeting: the name is in capitals; write it as they do"
    if re.search(r"\?\s*\?", body):
        yield "body: two question marks in a row press for an answer; one is enough"
    if "?" not in body and not _CONGRATULATION.search(body):
        yield "body: it asks nothing and congratulates on nothing; ask one thing about them"
    if (count := sum(bool(re.search(r"\w", word)) for word in body.split())) > MOST_WORDS:
        yield f"body: {count} words are more than one screen of a phone; stay below {MOST_WORDS}"


def _left_over(subject: str, body: str) -> Iterator[str]:
    for where, text in (("subject", subject), ("body", body)):
        if left := _LEFT_OVER.search(text):
            yield f'{where}: "{left[0]}" looks left over from a template; take it out'


def _unproven(body: str, evidence: Sequence[Evidence] | None) -> Iterator[str]:
    if evidence is None:
        return
    rest = middle(body)
    for one in sorted(evidence, key=lambda one: len(one.sentence), reverse=True):
        rest = rest.replace(one.sentence, "\n\n", 1)
    for sentence in sentences(rest):
        yield f'body: "{sentence}" stands on no fact; take it out, or send it as your own word'


def _taste(subject: str, body: str, language: str) -> Iterator[str]:
    said = sentences(middle(body))
    if body.count("?") > MOST_QUESTIONS:
        yield f"body: {body.count('?')} questions; one is easier to answer"
    if 3 * sum(bool(_SAYS_I[language].match(sentence)) for sentence in said) > len(said):
        yield "body: more than a third of the sentences begin with I; let more of them be about the other"
    if middle(body).count("!") > 1:
        yield "body: more than one exclamation mark; one is enough"
    if len(subject) > LONGEST_SUBJECT:
        yield f"subject: it is longer than {LONGEST_SUBJECT} characters; a few words will do"


def _repeated(body: str, evidence: Sequence[Evidence], others: Sequence[str]) -> Iterator[str]:
    """Sentences that stand in other drafts too; what I am is the same for everybody."""
    own = _said(body) - {one.sentence for one in evidence if one.fact == "about me"}
    again = own & frozenset().union(*map(_said, others))
    if again:
        first, more = min(again, key=body.find), len(again) - 1
        besides = f" and {counted(more, 'more sentence')}" if more else ""
        yield f'body: "{first}"{besides} stands in another draft of this week too; change one of them'


@lru_cache(maxsize=1024)
def _said(body: str) -> frozenset[str]:
    return frozenset(sentences(middle(body)))
