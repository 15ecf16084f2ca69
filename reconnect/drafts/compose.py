"""A draft is composed of stored facts alone, and every sentence can say which one it stands on.

The wording follows from the person's contact key, so a rebuild gives the same text. Within a batch wordings are dealt
out (`dealing`). How sentences are chosen: templates/README.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from reconnect.drafts import tact
from reconnect.drafts.addresses import is_writable
from reconnect.drafts.dealing import Dealt, dealt
from reconnect.drafts.facts import MY_WORDS, Draft, Evidence, Fact, Situation, Source
from reconnect.drafts.languages import BY_CODE, ENGLISH, Language
from reconnect.drafts.plain import one_line, sentences
from reconnect.drafts.spoken import may_be_in
from reconnect.drafts.wordings import ABOUT_ME, WISH, Chain, Letter, Line, OwnLetters, letter

LONGEST_SUBJECT = 50  # characters
MOST_SUBJECT_WORDS = 6
FRIENDS = ("facebook", "instagram")


@dataclass(frozen=True, slots=True)
class _Known:
    """What can be said to one person: facts by kind, names, my own sentence about me ("" where not set)."""

    facts: dict[str, Fact]
    names: dict[str, str]
    about: str
    familiar: bool
    opens_small: bool

    def lets(self, line: Line) -> bool:
        known = {WISH, *self.facts, *self.names}
        known |= {label for label, holds in ((ABOUT_ME, self.about), ("familiar", self.familiar)) if holds}
        return known.issuperset(line.needs) and known.isdisjoint(line.unless)

    def say(self, line: Line, *, opens: bool = False) -> str:
        text = line.said({**self.facts, "about": self.about, **self.names})
        return text if opens and self.opens_small else text[:1].upper() + text[1:]

    def first(self, chain: Chain) -> list[Line]:
        return [line for line in chain if self.lets(line)][:1]


class Written(NamedTuple):
    """A letter that is there already: how it was put together (`Draft.template`), and its text."""

    template: str
    body: str


def compose(situation: Situation, used: Sequence[Written] = (), own: OwnLetters | None = None) -> Draft:
    """Compose a letter, or a short message where there is no address that can be written to.

    `used` are the other letters of the batch: while there is another choice, none of their paragraphs is taken again,
    and none of their texts. Only the first sentence about me is used. A language without wordings falls back to mine,
    and then to English. `own` are wordings that take the place of ours.
    """
    to = situation.to if is_writable(situation.to) else ""
    kind = situation.group if to else f"{situation.group}-message"
    form, language = _letter(kind, (situation.language, situation.author.language), own)
    known = _known(situation, language)
    choices = dealt(
        f"{kind}/", situation.key, len(form.wordings), _speaks(form, known), (each.template for each in used)
    )
    bodies = {each.body for each in used}
    drafts = (_draft(situation, to, form, language, known, choice) for choice in choices)
    best = next(drafts)
    return next((each for each in chain([best], drafts) if each.body not in bodies), best)


def _draft(situation: Situation, to: str, form: Letter, language: Language, known: _Known, choice: Dealt) -> Draft:
    paragraphs = _paragraphs(form, choice.wordings, known)
    first, last = form.wordings[choice.wordings[0]], form.wordings[choice.wordings[-1]]
    subject, stands_on = _subject(first.subject, known)
    return Draft(
        person=situation.person,
        name=situation.name,
        template=choice.template,
        language=language.code,
        to=to,
        subject=subject,
        body=_body(form, last.close, situation, known, paragraphs),
        evidence=tuple(_evidence(text, line.needs, known) for paragraph in paragraphs for text, line in paragraph),
        profile=situation.profile,
        reply_to=next(filter(None, (known.facts[need].message_id for need in stands_on if need in known.facts)), ""),
    )


def _letter(kind: str, languages: Sequence[str], own: OwnLetters | None) -> tuple[Letter, Language]:
    for code in (*languages, ENGLISH.code):
        form = letter(kind, code, own)
        if form and code in BY_CODE:
            return form, BY_CODE[code]
    raise AssertionError(f"there are no wordings for {kind} in {ENGLISH.name}")


def _known(situation: Situation, language: Language) -> _Known:
    own = situation.author.language == language.code
    facts = {
        kind: fact
        for kind, fact in tact.sayable(situation.facts).items()
        if kind not in MY_WORDS or (own and may_be_in(fact.value, language))
    }
    about = _about(situation.author.about) if own and may_be_in(situation.author.about, language) else ""
    called = language.called(tact.call_name(situation.call_name))
    names = {"call_name": called, "full_name": tact.call_name(situation.full_name)}
    befriended = language.friends_are_familiar and any(
        fact.kind == "connected" and fact.value in FRIENDS for fact in situation.facts
    )
    familiar = language.familiar or befriended if situation.familiar is None else situation.familiar
    given = {name: value for name, value in names.items() if value}
    return _Known(facts, given, about, familiar, language.opens_small)


def _about(text: str) -> str:
    about = next(iter(sentences(one_line(text))), "")
    return about if not about or about[-1] in ".!?…" else f"{about}."


def _speaks(form: Letter, known: _Known) -> list[bool]:
    """Whether each paragraph says something, in whichever wording."""
    by_place = zip(*(wording.paragraphs for wording in form.wordings), strict=True)
    return [any(known.first(chain) for paragraph in place for chain in paragraph) for place in by_place]


def _paragraphs(form: Letter, wordings: Sequence[int], known: _Known) -> list[list[tuple[str, Line]]]:
    paragraphs = []
    for number, wording in enumerate(wordings):
        lines = [line for chain in form.wordings[wording].paragraphs[number] for line in known.first(chain)]
        paragraphs.append([(known.say(line, opens=not (number or at)), line) for at, line in enumerate(lines)])
    return [paragraph for paragraph in paragraphs if paragraph]


def _subject(chain: Chain, known: _Known) -> tuple[str, Sequence[str]]:
    """The first subject that is short enough, with what it stands on; the letter answers the mail that it names."""
    for line in filter(known.lets, chain):
        text = known.say(line)
        if 0 < len(text) <= LONGEST_SUBJECT and len(text.split()) <= MOST_SUBJECT_WORDS:
            return text, line.needs
    return "", ()


def _body(
    form: Letter, close: str, situation: Situation, known: _Known, paragraphs: Sequence[Sequence[tuple[str, Line]]]
) -> str:
    greeting = [known.say(line) for line in known.first(form.greeting)]
    said = [" ".join(text for text, _ in paragraph) for paragraph in paragraphs]
    signature = "\n".join(filter(None, [close, one_line(situation.author.name)]))
    return "\n\n".join(filter(None, [*greeting, *said, signature]))


def _evidence(sentence: str, needs: Sequence[str], known: _Known) -> Evidence:
    facts = [known.facts[need] for need in needs if need in known.facts]
    if not facts:
        return Evidence(sentence, next(need for need in needs if need in (WISH, ABOUT_ME)), "")
    origins = dict.fromkeys(fact.origin for fact in facts)
    sources: dict[Source, None] = dict.fromkeys(source for fact in facts for source in fact.sources)
    return Evidence(sentence, "; ".join(map(_in_words, facts)), "; ".join(origins), tuple(sources))


def _in_words(fact: Fact) -> str:
    days = " to ".join(str(day) for day in (fact.day, fact.until) if day)
    return f"{fact.kind.replace('_', ' ')}: {', '.join(filter(None, (fact.value, days)))}"
