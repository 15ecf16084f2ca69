"""A draft as a text to edit, and what a person made of it: sentences that were not touched keep what they stand on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reconnect.drafts.addresses import parts
from reconnect.drafts.facts import Draft, Evidence
from reconnect.drafts.lint import middle
from reconnect.drafts.plain import one_line, plain_text, sentences

OWN_WORDS = "your own words"
HINT = "# Change what you like, and save. Nothing is sent. Lines up here that begin with # are left out."
_FIELDS = re.compile(r"(?P<name>To|Subject):[ \t]*(?P<value>.*)", re.IGNORECASE)


def as_text(draft: Draft) -> str:
    """Return a draft as a text: fields on top, an empty line, the letter."""
    return f"{HINT}\nTo: {one_line(draft.to)}\nSubject: {one_line(draft.subject)}\n\n{plain_text(draft.body)}\n"


def edited(draft: Draft, text: str) -> Draft:
    """Return a draft as a person left its text; what they took out on top is empty.

    A sentence of their own stands on nothing that is stored. Errors: UnwritableAddress.
    """
    lines = plain_text(text).split("\n")
    while lines and (lines[0].startswith("#") or not lines[0].strip()):
        lines.pop(0)
    told: dict[str, str] = {}
    while lines and (field := _FIELDS.fullmatch(lines[0])):
        told[field["name"].lower()] = one_line(field["value"])
        lines.pop(0)
    body = "\n".join(lines).strip("\n")
    to, subject = told.get("to", ""), told.get("subject", "")
    if to:
        parts(to)
    return replace(draft, to=to, subject=subject, body=body, evidence=stands_on(body, draft.evidence))


def stands_on(body: str, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return what each sentence of a letter stands on, in their order: as it was told, or words of one's own.

    A line of a template may hold several sentences, so what was told is looked for first, the longest before all.
    """
    text, places = middle(body), dict[int, Evidence]()
    for each in sorted(evidence, key=lambda each: len(each.sentence), reverse=True):
        at = text.find(each.sentence)
        if at >= 0:
            places[at] = each
            text = text[:at] + "\0" * len(each.sentence) + text[at + len(each.sentence) :]
    for own in re.finditer(r"[^\0]+", text):
        for sentence in sentences(own[0]):
            places[own.start() + own[0].find(sentence)] = Evidence(sentence, OWN_WORDS, "")
    return tuple(places[at] for at in sorted(places))
