"""Katie, and everything that could be known about her; Jonas writes. All of it is invented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from invented_words import ABOUT as ABOUT_IN
from invented_words import NOTES

from reconnect.drafts.facts import Author, Draft, Evidence, Fact, FactKind, Group, Situation, Source

ADDRESS = "katie@harbour.example"
PROFILE = "https://www.linkedin.com/in/katie-oneil"
PAGE = "https://katie.example/"
THING = "https://katie.example/glazes"
ABOUT = ABOUT_IN["en"]
JONAS = Author("Jonas", ABOUT)

FACTS: dict[FactKind, Fact] = {
    fact.kind: fact
    for fact in (
        Fact("wrote", "mail", "mail.mbox, record 812", date(2016, 6, 2), date(2021, 10, 12)),
        Fact("last_subject", "Re: the kiln, and a question", "mail.mbox, record 812", date(2021, 10, 12)),
        Fact("first_subject", "A room in Trieste?", "mail.mbox, record 3", date(2016, 6, 2)),
        Fact("asked", "Re: Glazes for a cold kiln?", "mail.mbox, record 830", date(2024, 2, 20)),
        Fact("connected", "linkedin", "export.zip, Connections.csv, record 4", date(2017, 5, 12)),
        Fact("listed", "vcard", "contacts.vcf, record 17"),
        Fact("position", "Design lead", "export.zip, Connections.csv, record 4"),
        Fact("organization", "Harbour Studio", "export.zip, Connections.csv, record 4"),
        Fact("both_copied", "choir weekend", "mail.mbox, record 40", date(2012, 4, 1)),
        Fact("met", "met at the ceramics fair", "note of 3 May 2018"),
        Fact("interest", "kilns", "note of 3 May 2018"),
        Fact("colleagues", "Brightwater", "contacts.vcf, record 3; contacts.vcf, record 17"),
        Fact("new_work", "Head of glazing, Kiln Street", "export.zip, Connections.csv, record 4", date(2026, 11, 20)),
        Fact("old_work", "Design lead, Harbour Studio", "old.zip, Connections.csv, record 2", None, date(2024, 5, 3)),
        Fact("birthday", "", "contacts.vcf, record 17", date(2026, 12, 1)),
        Fact("anniversary", "", "contacts.vcf, record 17", date(2026, 12, 3)),
        Fact(
            "published",
            "Glazes without lead",
            f"{THING}, looked at 22 November 2026",
            date(2026, 11, 3),
            None,
            (Source(PAGE, THING, None),),
        ),
        Fact("spoke", "", "note of 3 May 2018", date(2018, 5, 3)),
        Fact("goal", "a studio of her own", "note of 3 May 2018"),
        Fact("skill", "glazing", "note of 3 May 2018"),
        Fact("common", "wild clay", "note of 3 May 2018"),
        Fact("offer", "a long ladder, and most Sundays", "note of 3 May 2018"),
    )
}


@cache
def facts_in(language: str) -> Mapping[FactKind, Fact]:
    """Return Katie's facts as they are where Jonas writes and notes in a language."""
    return {kind: replace(fact, value=NOTES[language].get(kind, fact.value)) for kind, fact in FACTS.items()}


def author_in(language: str, *, about: bool = True) -> Author:
    """Return Jonas, who notes in a language, and says something about himself or not."""
    return Author("Jonas", ABOUT_IN[language] if about else "", language)


def situation(
    group: Group = "lapsed",
    facts: Iterable[Fact] = FACTS.values(),
    *,
    key: str = "vcard\x1fkatie",
    call_name: str = "Katie",
    to: str = ADDRESS,
    author: Author = JONAS,
    language: str = "en",
    familiar: bool | None = None,
) -> Situation:
    """Return Katie's situation, with the parts that a test wants otherwise."""
    return Situation(
        person=17,
        key=key,
        name="Katie O'Neil",
        call_name=call_name,
        group=group,
        to=to,
        profile=PROFILE,
        facts=tuple(facts),
        author=author,
        language=language,
        full_name=f"{call_name} O'Neil" if call_name else "",
        familiar=familiar,
    )


def draft(*, name: str = "Katie O'Neil", to: str = ADDRESS, subject: str = "The kiln", body: str = "Hello") -> Draft:
    """Return a draft to Katie, with the parts that a test wants otherwise."""
    return Draft(
        person=17,
        name=name,
        template="lapsed/1",
        language="en",
        to=to,
        subject=subject,
        body=body,
        evidence=(
            Evidence("We wrote.", "wrote: mail, 2016-06-02 to 2021-10-12", "mail.mbox, record 812"),
            Evidence("How are you?", "wish", ""),
        ),
        profile=PROFILE,
    )
