"""A draft is composed of stored facts alone, and every sentence can say which one it stands on.

The wording follows from the person's contact key, so a rebuild gives the same text, and a batch takes the next wording
rather than sound like a mailing. How sentences are chosen: templates/README.md.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from importers.records import digest64
from reconnect.drafts import tact
from reconnect.drafts.addresses import is_writable
from reconnect.drafts.facts import Draft, Evidence, Fact, Situation
from reconnect.drafts.plain import one_line, sentences
from reconnect.drafts.wordings import Chain, Letter, Line, Wording, letter

LANGUAGE = "en"  # where a language has no wordings yet
LONGEST_SUBJECT = 50  # characters
MOST_SUBJECT_WORDS = 6


@dataclass(frozen=True, slots=True)
class _Known:
    """What can be said to one person: facts by kind, and my own sentence about me ("" where not set)."""

    facts: Mapping[str, Fact]
    about: str

    def lets(self, line: Line) -> bool:
        known = {"wish", *self.facts, *(["about me"] if self.about else [])}
        return known.issuperset(line.needs) and known.isdisjoint(line.unless)

    def say(self, line: Line) -> str:
        text = line.template.render(self.facts, about=self.about)
        return text[:1].upper() + text[1:]


def compose(situation: Situation, used: Collection[str] = ()) -> Draft:
    """Compose a letter, or a short message where there is no address that can be written to.

    `used` holds the templates (`Draft.template`) that this batch has used already; while there are others, none of
    them is taken again. Only the first sentence about me is used. A language without wordings falls back to English.
    """
    to = situation.to if is_writable(situation.to) else ""
    kind = situation.group if to else f"{situation.group}-message"
    language = situation.language if letter(kind, situation.language) else LANGUAGE
    form = letter(kind, language)
    assert form is not None, f"there are no wordings for {kind} in {LANGUAGE}"
    wording = _choose(form.wordings, situation.key, used)
    known = _Known(tact.sayable(situation.facts), _about(situation.author.about))
    paragraphs = [[line for chain in paragraph for line in _first(chain, known)] for paragraph in wording.paragraphs]
    said = [[(known.say(line), line) for line in paragraph] for paragraph in paragraphs if paragraph]
    return Draft(
        person=situation.person,
        name=situation.name,
        template=wording.name,
        language=language,
        to=to,
        subject=_subject(wording.subject, known),
        body=_body(form, wording, situation, [" ".join(text for text, _ in paragraph) for paragraph in said]),
        evidence=tuple(_evidence(text, line.needs, known) for paragraph in said for text, line in paragraph),
        profile=situation.profile,
    )


def _choose(wordings: Sequence[Wording], key: str, used: Collection[str]) -> Wording:
    first = digest64(key.encode("utf-8", "surrogatepass")) % len(wordings)
    order = [*wordings[first:], *wordings[:first]]
    return next((wording for wording in order if wording.name not in used), order[0])


def _about(text: str) -> str:
    about = next(iter(sentences(one_line(text))), "")
    return about if not about or about[-1] in ".!?…" else f"{about}."


def _first(chain: Chain, known: _Known) -> list[Line]:
    return [line for line in chain if known.lets(line)][:1]


def _subject(chain: Chain, known: _Known) -> str:
    subjects = [known.say(line) for line in chain if known.lets(line)]
    short = (text for text in subjects if len(text) <= LONGEST_SUBJECT and len(text.split()) <= MOST_SUBJECT_WORDS)
    return next(filter(None, short), "")


def _body(form: Letter, wording: Wording, situation: Situation, paragraphs: Sequence[str]) -> str:
    name = tact.call_name(situation.call_name)
    greeting = form.greeting.render(call_name=name) if name else form.nameless
    signature = "\n".join(filter(None, [wording.close, one_line(situation.author.name)]))
    return "\n\n".join(filter(None, [greeting, *paragraphs, signature]))


def _evidence(sentence: str, needs: Sequence[str], known: _Known) -> Evidence:
    facts = [known.facts[need] for need in needs if need in known.facts]
    if not facts:
        return Evidence(sentence, needs[0], "")
    origins = dict.fromkeys(fact.origin for fact in facts)
    return Evidence(sentence, "; ".join(map(_in_words, facts)), "; ".join(origins))


def _in_words(fact: Fact) -> str:
    days = " to ".join(str(day) for day in (fact.day, fact.until) if day)
    return f"{fact.kind.replace('_', ' ')}: {', '.join(filter(None, (fact.value, days)))}"
