"""How well two names agree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_people import contact

from reconnect.identity import Name, name_of
from reconnect.identity.grades import Grade, grade


def named(text: str) -> Name:
    """Read "Given|Family" as fields, "=Company" as an organisation, and all else as a display name."""
    if text.startswith("="):
        return name_of(contact(text[1:], kind="org"))
    first, bar, last = text.partition("|")
    return name_of(contact(text.replace("|", " "), given_name=first, family_name=last) if bar else contact(text))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Katie O'Neil", "O'Neil, Katie", Grade.EQUAL),
        ("Jörg Müller", "Jorg Mueller", Grade.EQUAL),
        ("John A. Smith", "John Smith", Grade.EQUAL),
        ("王小明", "Xiaoming|Wang", Grade.EQUAL),
        ("Abdul Rahman Khan", "Abdul Rahman|Khan", Grade.EQUAL),
        ("Bob Smith", "Robert Smith", Grade.NICKNAME),
        ("Bob Smith", "Rob Smith", Grade.NICKNAME),
        ("Maria Garcia", "Maria|Garcia Lopez", Grade.NICKNAME),
        ("Ann Day", "Ann Day-Lewis", Grade.NICKNAME),
        ("Hans-Peter Kurz", "Hans Kurz", Grade.NICKNAME),
        ("Li Wei", "Wei Li", Grade.NICKNAME),
        ("Li Wei", "Wei|Li", Grade.NICKNAME),
        ("Jessica Harper", "Jesica Harper", Grade.TYPO),
        ("Jessica Harper", "Jessica Haprer", Grade.TYPO),
        ("J. Harper", "Jessica Harper", Grade.PART),
        ("Jessica", "Jessica Harper", Grade.PART),
        ("Jess", "Jessica Harper", Grade.PART),
        ("Harper", "Jessica Harper", Grade.PART),
        ("|Harper", "Jessica Harper", Grade.PART),
        ("Jessica H.", "Jessica Harper", Grade.PART),
        ("Jessica", "Jess", Grade.PART),
        ("Jessica Harper", "Jessica Stone", Grade.OTHER_SURNAME),
        ("Jessica|St. John", "Jessica|St. Clair", Grade.OTHER_SURNAME),
        ("Jessica|Van-Horn", "Jessica|Van-Dyke", Grade.OTHER_SURNAME),
        ("Jessica Harper", "Mom", Grade.UNKNOWN),
        ("Jessica Harper", "", Grade.UNKNOWN),
        ("=Acme", "=Beta", Grade.UNKNOWN),
        ("Jessica", "|Harper", Grade.UNKNOWN),
        ("Jessica Harper", "=Acme", Grade.CONFLICT),
        ("John Smith Jr.", "John Smith Sr.", Grade.CONFLICT),
        ("John Smith Jr.", "John Smith III", Grade.CONFLICT),
        ("Wei|Li", "Li|Wei", Grade.CONFLICT),
        ("J. Harper", "Karen Harper", Grade.CONFLICT),
        ("J. Harper", "Jessica Stone", Grade.CONFLICT),
        ("Maria Rossi", "Mario Rossi", Grade.CONFLICT),
        ("Daniel Koch", "Daniela Koch", Grade.CONFLICT),
        ("Julia Koch", "Julian Koch", Grade.CONFLICT),
        ("Christian Koch", "Christina Koch", Grade.CONFLICT),
        ("Johann Koch", "Johan Koch", Grade.TYPO),
        ("Martin Koch", "Matrin Koch", Grade.TYPO),
        ("Alexander Bell", "Alexandra Bell", Grade.CONFLICT),
        ("Karen Harper", "Jessica Harper", Grade.CONFLICT),
        ("Jesica Harper", "Jessica Harpar", Grade.CONFLICT),
        ("Karen", "Jessica Harper", Grade.CONFLICT),
        ("|Stone", "Jessica Harper", Grade.CONFLICT),
    ],
)
def test_two_names_agree_as_the_table_says(a: str, b: str, expected: Grade) -> None:
    assert [grade(named(a), named(b)), grade(named(b), named(a))] == [expected, expected]


def test_john_smith_junior_may_be_john_smith() -> None:
    assert grade(named("John Smith Jr."), named("John Smith")) is Grade.EQUAL


NAMES = st.sampled_from(
    [
        "Bob Smith",
        "Robert Smith",
        "R. Smith",
        "Smith, Bob",
        "Bob",
        "Li Wei",
        "Wei, Li",
        "王小明",
        "Mom",
        "",
        "Bob Smith Jr.",
    ]
)


@settings(deadline=None)
@given(NAMES, NAMES)
def test_agreement_has_no_direction(a: str, b: str) -> None:
    assert grade(named(a), named(b)) is grade(named(b), named(a))


@settings(deadline=None)
@given(NAMES)
def test_a_name_never_conflicts_with_itself(a: str) -> None:
    assert grade(named(a), named(a)) is not Grade.CONFLICT
