"""How many other people of a name are to be expected: few of a rare one, many of a common one, the same both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.identity.census import family_share, given_share
from reconnect.identity.grades import grade
from reconnect.identity.names import name_in_address, name_of_display
from reconnect.identity.namesakes import Namesakes, tables_of

NAMES = [
    "John Smith", "Jack Smith", "John A. Smith", "John B. Smith", "Smith John", "Ottilie Quillfeather",
    "O. Quillfeather", "Иван Петров", "Ivan Petrov", "王小明", "Wang Xiaoming", "Maria Garcia Lopez",
]  # fmt: skip


def expected(a: str, b: str, *others: str) -> float:
    one, other = name_of_display(a), name_of_display(b)
    names = {name for text in (a, b, *others) if (name := name_of_display(text)).kind == "full"}
    return Namesakes(*tables_of(names)).expected(one, other, grade(one, other))


def test_a_census_knows_common_names_by_their_keys() -> None:
    assert given_share("james") > given_share("ottilie") >= 0
    assert family_share("smith") == pytest.approx(0.01006, rel=1e-3)
    assert (given_share("quillfeather"), family_share("xyzzy")) == (0, 0)


@pytest.mark.parametrize(
    ("rarer", "commoner"),
    [
        (("Ottilie Quillfeather",) * 2, ("John Smith",) * 2),
        (("John Smith",) * 2, ("J. Smith", "John Smith")),
        (("John Smith",) * 2, ("John A. Smith", "John B. Smith")),
        (("John Smith",) * 2, ("Jhon Smith", "John Smith")),
        (("Ivan Petrov",) * 2, ("Иван Петров", "Ivan Petrov")),
        (("Ivan Petrov",) * 2, ("Иван Петров",) * 2),
    ],
)
def test_what_tells_less_lets_expect_more(rarer: tuple[str, str], commoner: tuple[str, str]) -> None:
    assert expected(*rarer) < expected(*commoner)


def test_who_bears_a_part_of_a_name_makes_it_common_and_a_second_contact_does_not() -> None:
    alone = expected("Ottilie Quillfeather", "Ottilie Quillfeather")
    assert expected("Ottilie Quillfeather", "Ottilie Quillfeather", "Ottilie Quillfeather") == alone
    assert expected("Ottilie Quillfeather", "Ottilie Quillfeather", "Ada Quillfeather", "Ottilie Stone") > 4 * alone


@given(st.sampled_from(NAMES), st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=6))
def test_either_way_round_it_is_the_same(a: str, b: str, others: list[str]) -> None:
    one, other = name_of_display(a), name_of_display(b)
    namesakes = Namesakes(*tables_of({one, other, *map(name_of_display, others)}))
    how = grade(one, other)
    assert namesakes.expected(one, other, how) == namesakes.expected(other, one, how) > 0


@pytest.mark.parametrize(
    ("address", "given", "family"),
    [
        ("Katie.Oneil@harbour.example", "katie", "oneil"),
        ("oneil_katie+news@harbour.example", "oneil", "katie"),
        ("sepp.quist@harbour.example", "sepp", "quist"),
        ("karen.quist@harbour.example", "karen", "quist"),
        ("order.update@harbour.example", "", ""),
        ("katie.oneil2@harbour.example", "", ""),
        ("k.oneil@harbour.example", "", ""),
        ("katie.anne.oneil@harbour.example", "", ""),
    ],
)
def test_an_address_spells_a_name_where_a_part_is_known_for_one(address: str, given: str, family: str) -> None:
    name = name_in_address(address)
    assert (name.given, name.family) == (given, family)
