"""Katie, and everything that could be known about her; Jonas writes. All of it is invented."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reconnect.drafts.facts import Author, Draft, Evidence, Fact, Group, Situation

ADDRESS = "katie@harbour.example"
PROFILE = "https://www.linkedin.com/in/katie-oneil"
ABOUT = "I teach physics in Bergen and spend my evenings in a community garden."
JONAS = Author("Jonas", ABOUT)

FACTS = {
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
        Fact("offer", "a long ladder, and most Sundays", "note of 3 May 2018"),
    )
}


def situation(
    group: Group = "lapsed",
    facts: Iterable[Fact] = FACTS.values(),
    *,
    key: str = "vcard\x1fkatie",
    call_name: str = "Katie",
    to: str = ADDRESS,
    author: Author = JONAS,
    language: str = "en",
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
