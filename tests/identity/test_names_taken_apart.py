"""Which part of a name is which, and what is no name."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_people import contact

from reconnect.identity import name_of
from reconnect.identity.names import Written, read_any_display_name, read_display_name, read_two_plain_words

WORDS = st.one_of(
    st.sampled_from(
        ("Katie", "o'neil", "Dr", "jr", "PhD", "Facebook", "User", "王", "欧阳", "Łukasz", "ﬁ", "e\u0301", "ー", "Ⅳ")
    ),
    st.text(st.characters(categories=["L"]), min_size=1, max_size=6),
    st.text(max_size=4),
)


@pytest.mark.parametrize(
    ("display", "written"),
    [
        ("Katie O'Neil", Written("Katie", "", "O'Neil")),
        ('"O\'Neil, Katie"', Written("Katie", "", "O'Neil", ordered=True)),
        ("Smith, John, Jr.", Written("John", "", "Smith", "Jr.", ordered=True)),
        ("Smith Jr., John", Written("John", "", "Smith", "Jr.", ordered=True)),
        ("Jane Doe, PhD", Written("Jane", "", "Doe")),
        ("Dr. J.B. Smith Jr.", Written("J.", "B.", "Smith", "Jr.")),
        ("john.smith", Written("john", "", "smith")),
        ("Catherine (Kay) Rodriguez-Guerra", Written("Catherine", "", "Rodriguez-Guerra")),
        ('Catherine "Kay" Rodriguez', Written("Catherine", "Kay", "Rodriguez")),
        ("Smith, John [Acme]", Written("John", "", "Smith", ordered=True)),
        ("'Katie' via Kiln Group", Written("Katie")),
        ("Ludwig van der Berg", Written("Ludwig", "", "van der Berg")),
        ("Ben O'Neil", Written("Ben", "", "O'Neil")),
        ("Abdul Rahman Khan", Written("Abdul Rahman", "", "Khan")),
        ("Khan, Abdul Rahman", Written("Abdul Rahman", "", "Khan", ordered=True)),
        ("Abdul Day-Lewis", Written("Abdul", "", "Day-Lewis")),
        ("Gabriel José García Márquez", Written("Gabriel", "José García", "Márquez")),
        ("王 小明", Written("小明", "", "王", ordered=True)),
        ("欧阳娜娜", Written("娜娜", "", "欧阳", ordered=True)),
        ("婷婷", Written("婷婷")),
        ("katie@harbour.example", Written()),
        ("LinkedIn Member", Written()),
        ("🙂 ...", Written()),
        ("Dr.", Written()),
    ],
)
def test_a_display_name_is_taken_apart(display: str, written: Written) -> None:
    assert read_display_name(display) == written


@pytest.mark.parametrize(
    ("display", "shown"),
    [("O'Neil, Katie", "Katie O'Neil"), ("Dr. J.B. Smith Jr.", "J. B. Smith Jr."), ("王小明", "王小明")],
)
def test_a_name_reads_as_a_person_writes_it(display: str, shown: str) -> None:
    assert str(read_display_name(display)) == shown


@pytest.mark.parametrize(
    ("name", "fields", "kind"),
    [
        ("Katie O'Neil", {}, "full"),
        ("Katie", {}, "given"),
        ("Katie O.", {}, "given"),
        ("O'Neil", {"family_name": "O'Neil"}, "family"),
        ("K.", {}, "none"),
        ("", {}, "none"),
        ("", {"given_name": "LinkedIn", "family_name": "Member"}, "none"),
        ("Mom", {}, "relation"),
        ("Dad Mobile", {}, "relation"),
        ("Harbour Studio", {"organization": "Harbour Studio Ltd"}, "organisation"),
        ("Anything", {"kind": "org"}, "organisation"),
        ("Katie O'Neil", {"organization": "Katie O'Neil", "given_name": "Katie", "family_name": "O'Neil"}, "full"),
        ("Harbour Studio Sales", {"emails": ("sales@harbour.example",)}, "organisation"),
        ("Katie O'Neil", {"emails": ("sales@harbour.example",)}, "full"),
        ("Joanna Bell", {"emails": ("info@jo.example",)}, "full"),
        ("koneil", {"emails": ("koneil@harbour.example",)}, "none"),
        ("Katie", {"emails": ("katie@harbour.example",)}, "given"),
        ("katie", {"emails": ("katie@harbour.example",)}, "none"),
        ("katie", {"emails": ("katie@harbour.example",), "given_name": "katie"}, "given"),
        ("katie", {"emails": ("katie@harbour.example",), "phones": ("+1 212 555 0142",)}, "given"),
    ],
)
def test_what_stands_where_a_name_should_may_be_something_else(name: str, fields: dict[str, Any], kind: str) -> None:
    assert name_of(contact(name, **fields)).kind == kind


def test_a_role_mailbox_may_be_named_after_a_company_known_from_elsewhere() -> None:
    card = contact("Kiln Makers", emails=("info@km.example",))
    assert [name_of(card).kind, name_of(card, frozenset({"kilnmakers"})).kind] == ["full", "organisation"]


def test_fields_know_their_order_and_count_before_the_formatted_name() -> None:
    name = name_of(contact("Li Wei", given_name="Wei Ping", family_name="Li"))
    assert (name.given, name.family, name.ordered) == ("wei", "li", True)


@pytest.mark.parametrize("whole", ["Katie Bell", "王小明"])
def test_a_whole_name_in_the_first_field_is_taken_apart(whole: str) -> None:
    assert name_of(contact(given_name=whole)) == name_of(contact(whole))


@pytest.mark.parametrize("family", ["Smith Sr.", "Smith,Sr."])
def test_a_generation_written_in_the_family_field_is_read(family: str) -> None:
    assert name_of(contact(given_name="John", family_name=family)) == name_of(contact("Smith, John, Sr."))


def test_an_aside_in_a_field_is_no_part_of_a_name() -> None:
    name = name_of(contact(given_name="Katie (Kay)", family_name="Bell [Harbour]"))
    assert name == name_of(contact("Bell, Katie"))


def test_the_parts_of_a_family_name_are_its_words_and_hyphen_halves_without_particles() -> None:
    found = [
        name_of(contact("x", given_name="A", family_name=x)).parts for x in ("de la Cruz", "Day-Lewis", "X Day Moor")
    ]
    assert found == [{"cruz", "delacruz"}, {"day", "lewis", "daylewis"}, {"xdaymoor"}]


def test_a_nickname_field_is_another_given_name_unless_it_is_a_relation_or_an_initial() -> None:
    plain, nicknamed = contact("Catherine Bell"), contact("Catherine Bell", nicknames=("Kiki", "Mom", "C."))
    assert name_of(nicknamed).roots == name_of(plain).roots | {"kiki"}


@given(WORDS, WORDS)
def test_two_plain_words_are_taken_apart_as_any_name_is(first: str, second: str) -> None:
    text = f"{first} {second}"
    assert read_two_plain_words(text) in (None, read_any_display_name(text))


def test_two_plain_words_are_known_as_such() -> None:
    texts = (
        "Katie Baird",
        "Łukasz Żak",
        "Katie O'Neil",
        "Dr Baird",
        "Facebook User",
        "王 小明",
        "Katie",
        "Katie  Baird",
    )
    assert [text for text in texts if read_two_plain_words(text)] == ["Katie Baird", "Łukasz Żak"]
