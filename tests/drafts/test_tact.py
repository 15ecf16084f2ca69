"""What may be said of a person is short, quiet and harmless; the rest is talked around."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.drafts.facts import Fact, FactKind
from reconnect.drafts.tact import call_name, sayable

DAY = date(2019, 4, 2)
LONG_TITLE = "Three years, one kiln, and what I would do otherwise: notes for whoever comes next"


def said(kind: FactKind, value: str) -> str | None:
    fact = sayable([Fact(kind, value, "note", DAY, DAY)]).get(kind)
    return fact.value if fact else None


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("Re: the kiln, and a question", "the kiln, and a question"),
        ("RE: Fwd: AW: Re[2]: choir weekend", "choir weekend"),
        ("A room in Trieste?", "A room in Trieste"),
        ('The "old" radio', "The 'old' radio"),
        ("Summer of 2019", "Summer of 2019"),
        ("Two\r\n  lines", "Two lines"),
        ("Tickets for 2 people", "Tickets for 2 people"),
    ],
)
def test_an_old_subject_line_loses_what_mail_programs_added(subject: str, words: str) -> None:
    assert said("last_subject", subject) == words


@pytest.mark.parametrize(
    "subject",
    [
        "Ticket #4711",
        "ABC-123 is ready",
        "Order 998877",
        "Meeting on 12.03.",
        "[choir] weekend",
        "URGENT PLEASE READ",
        "Please read!! today",
        "Look at https://example.org",
        "ann@example.org",
        "Your invoice for May",
        "After the funeral",
        "My diagnosis",
        "The divorce papers",
        "Vote on Sunday",
        "Church on Sunday",
        "Die Rechnung",
        "Décès de Paul",
        "La factura de mayo",
        "Похорон у вівторок",
        "Photos of the baby",
        "Just checking in",
        "Hello",
        "(no subject)",
        "Re:",
        "?",
        "€ 50",
        "A subject line that is so long that nobody would read it out aloud",
        "Sunday. And then?",
        "\U0001f389 party",
    ],
)
def test_a_subject_line_that_is_private_or_loud_or_empty_is_not_said(subject: str) -> None:
    assert said("last_subject", subject) is None


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("organization", "Harbour Studio", "Harbour Studio"),
        ("organization", "UNESCO", "UNESCO"),
        ("organization", "BMW AG", "BMW AG"),
        ("organization", "HARBOUR STUDIO", None),
        ("organization", "Self-employed", None),
        ("organization", "Stealth Startup", None),
        ("position", "Design lead", "Design lead"),
        ("position", "CEO", "CEO"),
        ("position", "Founder | Speaker", None),
        ("position", "Looking for a new role", None),
        ("interest", "kilns", "kilns"),
        ("interest", "rebuilding old radios", "rebuilding old radios"),
        ("interest", "rebuilds old radios", None),
        ("offer", "can lend a ladder", None),
        ("met", "met at the ceramics fair.", "met at the ceramics fair"),
        ("met", "met at the hospital", None),
    ],
)
def test_other_facts_are_said_where_they_fit_a_sentence(kind: FactKind, value: str, words: str | None) -> None:
    assert said(kind, value) == words


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Glazes without lead", "Glazes without lead"),
        ("What is a glaze?", "What is a glaze"),
        (LONG_TITLE, LONG_TITLE),
        ("clay " * 19, None),
        ("My cancer, and what came after", None),
        ("Why half of us were laid off", None),
        ("Untitled", None),
        ("1001 glazes, #1", "1001 glazes, #1"),
        ("<b>Glazes</b>", None),
        ("BUY THESE GLAZES NOW", None),
        ("\u202ezaleG", "zaleG"),
    ],
)
def test_a_title_is_said_as_it_is_or_not_at_all(title: str, words: str | None) -> None:
    assert said("published", title) == words


def test_the_first_fact_of_a_kind_that_can_be_said_counts() -> None:
    first, second, third = (Fact("organization", name, name) for name in ("Freelance", "Acme", "Northwind"))
    assert sayable([first, second, third]) == {"organization": second}


@pytest.mark.parametrize(
    ("subject", "words"), [("Re: A room in Trieste?", "A room in Trieste"), ("Your invoice", ""), ("", ""), ("?", "")]
)
def test_that_they_wrote_is_said_even_where_the_subject_is_not(subject: str, words: str) -> None:
    assert said("asked", subject) == words


def test_an_exchange_without_an_end_is_not_said() -> None:
    assert sayable([Fact("wrote", "mail", "mail.mbox", DAY)]) == {}


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Katie", "Katie"),
        ("KATIE", "Katie"),
        ("O'NEIL", "O'Neil"),
        ("JP", "JP"),
        ("María José", "María José"),
        ("Anne-Marie", "Anne-Marie"),
        ("Олена", "Олена"),
        ("伟", "伟"),
        ("  Katie\u202e \n", "Katie"),
        ("J.", ""),
        ("J. R.", ""),
        ("D", ""),
        ("..", ""),
        ("katie99", ""),
        ("katie@example.org", ""),
        ("{{ 7*7 }}", ""),
        ("Ann and Bob", ""),
        ("Katie " * 20, ""),
        ("", ""),
    ],
)
def test_nobody_is_greeted_by_what_is_no_name(name: str, called: str) -> None:
    assert call_name(name) == called


@given(st.text())
def test_a_said_value_is_one_short_line_without_marks(text: str) -> None:
    words = said("last_subject", text)
    assert words is None or (len(words) <= 60 and len(words.splitlines()) == 1 and not set('[]{}<>$"') & set(words))
