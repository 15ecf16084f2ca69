"""What a name tells where no address is shared: a rare one joins, colleagues join, and all else is asked."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_people import friend, known, links_of, mail, people_of, told

from reconnect.identity import Decision, KnownContact, Link, Question, resolve

LINKEDIN = "https://www.linkedin.com/in/"


def questions_of(*contacts: KnownContact) -> tuple[Question, ...]:
    return resolve(contacts).questions


def row(id: int, name: str, slug: str, organization: str = "") -> KnownContact:
    """A row of LinkedIn's connections."""
    return known(id, "linkedin", name, urls=(LINKEDIN + slug,), organization=organization, since="2019-05-01")


def test_a_rare_name_joins_alone_and_says_so() -> None:
    rows = friend(1, "Ottilie Quillfeather"), known(2, name="Ottilie Quillfeather")
    assert people_of(*rows) == ((1, 2),)
    assert links_of(*rows) == (Link(1, 2, "name equal", "full name, rare"),)


@pytest.mark.parametrize(
    ("a", "b", "score", "reason"),
    [
        ("John Miller", "John Miller", 0.9, "full name, uncommon"),
        ("John Brown", "John Brown", 0.8, "full name, common"),
        ("John Smith", "John Smith", 0.7, "full name, common"),
        ("J. Smith", "John Smith", 0.4, "part of the name, common"),
    ],
)
def test_a_common_name_is_asked_with_less_hope_the_more_bear_it(a: str, b: str, score: float, reason: str) -> None:
    found = resolve([friend(1, a), known(2, name=b)])
    asked = [replace(question, score=round(question.score, 1)) for question in found.questions]
    assert (found.people, asked) == (((1,), (2,)), [Question(1, 2, score, reason, 1)])


def test_a_name_that_tells_next_to_nothing_is_not_asked() -> None:
    assert questions_of(friend(1, "John A. Smith"), known(2, name="John B. Smith")) == ()


@pytest.mark.parametrize(
    ("a", "b", "people"),
    [
        ("Ottilie Johnson", "Ottilie Johnson", 1),
        ("Ottilie Smith", "Ottilie Smith", 2),
        ("Ada Bell", "Ada Bell", 1),
        ("Clara Stone", "Clara Stone", 2),
        ("Ivan Boyle", "Ivan Boyle", 1),
        ("Ivan Marsh", "Ivan Marsh", 2),
        ("Ottilie Rossi", "Ottilie Rossi", 2),
        ("Анна Перепелка", "Анна Перепелка", 1),
        ("Давид Перепелка", "Давид Перепелка", 2),
        ("Лаура Перепелка", "Laura Perepelka", 1),
        ("Анна Перепелка", "Anna Perepelka", 2),
        ("Grace A. Hollowood", "Grace B. Hollowood", 1),
        ("Ottilie A. Stone", "Ottilie B. Stone", 2),
        ("Thomas Quillfeather", "Quillfeather Thomas", 1),
        ("Ottilie Lee", "Lee Ottilie", 2),
    ],
)
def test_between_these_names_lies_the_line_of_what_is_rare(a: str, b: str, people: int) -> None:
    assert len(people_of(friend(1, a), known(2, name=b))) == people


@pytest.mark.parametrize(
    ("a", "b", "people"),
    [
        ("Robert A. Johnson", "Robert B. Johnson", 1),
        ("John A. Smith", "John B. Smith", 2),
        ("A. Bell", "Ada Bell", 1),
        ("A. Mitchell", "Ada Mitchell", 2),
        ("Clraa Smith", "Clara Smith", 1),
        ("Robert Stonne", "Robert Stone", 2),
    ],
)
def test_between_these_names_of_colleagues_lies_the_line_of_what_is_rare(a: str, b: str, people: int) -> None:
    rows = known(1, name=a, organization="Northwind"), known(2, name=b, organization="Northwind")
    assert len(people_of(*rows)) == people


def test_a_name_read_from_an_address_must_be_rarer_than_a_written_one() -> None:
    robert, grace = friend(1, "Robert Quillfeather"), friend(2, "Grace Finch")
    written = mail(3, "Robert Quillfeather", "robert.quillfeather@harbour.example")
    read = mail(4, "", "robert.quillfeather@kiln.example"), mail(5, "", "grace.finch@kiln.example")
    assert people_of(robert, grace, written, *read) == ((2, 5), (1, 3), (4,))


def test_a_name_grows_common_with_the_people_who_bear_its_parts() -> None:
    others = [known(10 + i, name=f"Ottilie {family}") for i, family in enumerate(("Stone", "Bell", "Quist", "Vogt"))]
    others += [known(20 + i, name=f"{given} Quillfeather") for i, given in enumerate(("Karim", "Zoltan", "Ines"))]
    rows = friend(1, "Ottilie Quillfeather"), known(2, name="Ottilie Quillfeather")
    assert {1, 2} not in map(set, people_of(*rows, *others))
    assert {(question.a, question.b) for question in questions_of(*rows, *others)} == {(1, 2)}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Katherine Quillfeather", "Katie Quillfeather"),
        ("Quillfeather, Ottilie", "Ottilie Quillfeather"),
        ("Ottilie Quillfeather", "Quillfeather Ottilie"),
        ("Søren Müllerschön", "Soren Muellerschoen"),
        ("Odo-Lin Quillfeather", "Odo Quillfeather"),
        ("Clára Finch", "Clara Finch"),
    ],
)
def test_a_rare_name_joins_in_other_spellings(a: str, b: str) -> None:
    assert people_of(friend(1, a), known(2, name=b)) == ((1, 2),)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ottilie Quillfeather", "Ottilie Quillfaether"),
        ("O. Quillfeather", "Ottilie Quillfeather"),
        ("Ottilie Quillfeather", "Ottilie Stonebridge"),
        ("Ottilie", "Ottilie Quillfeather"),
    ],
)
def test_a_slip_an_initial_or_half_a_name_never_joins_alone(a: str, b: str) -> None:
    assert people_of(friend(1, a), known(2, name=b)) == ((1,), (2,))


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ({"organization": "Northwind Traders Ltd."}, 1),
        ({"emails": ("j.smith@northwind.example",)}, 1),
        ({"emails": ("j.smith@gmail.com",)}, 2),
        ({"organization": "Harbour Studio"}, 2),
    ],
)
def test_colleagues_of_one_name_are_one_by_company_or_by_its_domain(written: dict[str, str], people: int) -> None:
    rows = row(1, "John Smith", "john-smith-1", "Northwind Traders"), known(2, name="John Smith", **written)
    company = known(3, name="Ada Berg", organization="Northwind Traders", emails=("ada@northwind.example",))
    other = known(4, name="Ben Vogt", organization="Northwind Traders", emails=("ben@northwind.example",))
    named = row(5, "Ines Stone", "ines-stone", "Northwind Traders")
    assert len(people_of(*rows, company, other, named)) == people + 3


def test_who_bears_one_of_two_names_is_asked_about_with_little_hope_where_the_other_names_conflict() -> None:
    he = mail(1, "Alex Quillfeather", "a@x.example"), mail(2, "Alexander Quillfeather", "a@x.example")
    she = mail(3, "Alex Quillfeather", "b@y.example"), mail(4, "Alexandra Quillfeather", "b@y.example")
    found = resolve([*he, *she])
    assert (found.people, [round(question.score, 1) for question in found.questions]) == (((1, 2), (3, 4)), [0.3])


def test_two_addresses_at_one_company_speak_against_it() -> None:
    rows = (
        mail(1, "Ottilie Quillfeather", "ottilie@northwind.example"),
        mail(2, "Ottilie Quillfeather", "oq@northwind.example"),
    )
    (question,) = questions_of(*rows)
    assert question.reason == "full name, both at northwind.example, but with different addresses"
    assert question.score <= 0.5


@pytest.mark.parametrize(
    ("names", "asked", "reason"),
    [
        (["Ottilie Quillfeather"] * 3, (2, 3), "full name, both at northwind.example, but with different addresses"),
        (
            ["Ottilie Quillfeather-Stone", "Ottilie Quillfeather", "Ottilie Stone"],
            (1, 3),
            "nickname or other order of the name, uncommon, but with different addresses in one domain",
        ),
    ],
)
def test_another_address_of_who_was_joined_speaks_against_it(
    names: list[str], asked: tuple[int, int], reason: str
) -> None:
    card, profile, correspondent = names
    rows = (
        known(1, "google", card),
        known(2, "linkedin", profile, emails=("oq@northwind.example",)),
        mail(3, correspondent, "ottilie@northwind.example"),
    )
    found = resolve(rows)
    assert found.people == ((1, 2), (3,))
    assert [((each.a, each.b), each.reason, each.score < 0.5) for each in found.questions] == [(asked, reason, True)]


def test_two_private_addresses_of_colleagues_speak_against_nothing() -> None:
    rows = [
        known(i, name="Ottilie Quillfeather", organization="Northwind", emails=(address,))
        for i, address in ((1, "ottilie@gmail.com"), (2, "oq@gmail.com"))
    ]
    assert people_of(*rows) == ((1, 2),)


def test_a_friend_who_fits_two_people_of_a_rare_name_is_asked_and_never_called_safe() -> None:
    rows = (
        friend(1, "Ottilie Quillfeather"),
        row(2, "Ottilie Quillfeather", "oq-1"),
        row(3, "Ottilie Quillfeather", "oq-2"),
    )
    assert people_of(*rows) == ((1,), (2,), (3,))
    assert [(question.a, question.b, question.score) for question in questions_of(*rows)] == [
        (1, 2, 0.75),
        (1, 3, 0.75),
    ]


def test_what_safe_answers_imply_is_not_asked() -> None:
    rows = friend(1, "Robert Stone"), known(2, name="Robert Stone"), known(3, "google", "Robert Stone")
    assert [(question.a, question.b) for question in questions_of(*rows)] == [(1, 3), (1, 2)]


def test_what_speaks_against_it_is_asked_even_where_safe_answers_imply_it() -> None:
    rows = (
        friend(1, "Robert Stone"),
        mail(2, "Robert Stone", "robert@northwind.example"),
        mail(3, "Robert Stone", "r.stone@northwind.example"),
    )
    asked = {frozenset((question.a, question.b)): question.score for question in questions_of(*rows)}
    assert asked.keys() == {frozenset(pair) for pair in ((1, 2), (1, 3), (2, 3))}
    assert asked[frozenset((2, 3))] < 0.5


def test_a_third_contact_joins_no_two_who_have_different_addresses_at_one_company() -> None:
    name = "Ottilie Quillfeather"
    rows = mail(1, name, "oq@northwind.example"), mail(2, name, "ottilie@northwind.example"), friend(3, name)
    assert all({1, 2} - set(person) for person in people_of(*rows))


def test_no_chain_of_safe_questions_meets_a_fact() -> None:
    rows = (
        row(1, "Robert Stone", "rs-1"),
        friend(2, "Robert Stone-Kern"),
        mail(3, "Robert Kern-Bell", "robert@x.example"),
        row(4, "Robert Bell", "rb-4"),
    )
    safe = [(question.a, question.b) for question in questions_of(*rows) if question.score >= 0.8]
    united = {contact: {contact} for contact in range(1, 5)}
    for a, b in safe:
        one = united[a] | united[b]
        united |= dict.fromkeys(one, one)
    assert not {1, 4} <= united[1]


def test_an_initial_is_no_rival_of_a_whole_name() -> None:
    ottilie, company = "Ottilie Quillfeather", "Northwind"
    card, other = known(1, name=ottilie, organization=company), row(3, "O. Quillfeather", "oq-3", company)
    assert people_of(card, row(2, ottilie, "oq-2", company), other) == ((3,), (2, 1))


def test_a_name_meets_another_that_stands_between_two_who_bear_it() -> None:
    rows = (
        friend(1, "Bob Stone", birthday="1980-01-02"),
        known(2, "google", "Robert Stone"),
        known(3, name="Bob Stone", birthday="1990-01-02"),
    )
    assert [(question.a, question.b) for question in questions_of(*rows)] == [(1, 2), (2, 3)]


def test_a_group_is_nobody_of_its_name() -> None:
    group = known(1, name="Ottilie Quillfeather", kind="group")
    assert people_of(group, friend(2, "Ottilie Quillfeather")) == ((2,), (1,))


def test_where_two_of_a_name_are_known_a_third_and_a_fourth_are_asked() -> None:
    name = "Ottilie Quillfeather"
    rows = row(1, name, "oq-1"), row(2, name, "oq-2"), friend(3, name), known(4, name=name)
    assert people_of(*rows) == ((3,), (1,), (2,), (4,))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Dr. med. Hans Quandtke", "Dr. med. Petra Quandtke"),
        ("Hans Quandtke jun.", "Hans Weber jun."),
        ("Hans Quandtke | SAP", "Hans Maier | SAP"),
        ("Hans Quandtke, CSM", "Hans Maier, CSM"),
        ("Customer Service", "Customer Service"),
        ("Familie Quandtke", "Familie Quandtke"),
        ("Taxi Berlin", "Taxi Berlin"),
    ],
)
def test_titles_jobs_and_tasks_are_no_names(a: str, b: str) -> None:
    rows = known(1, name=a, phones=("+1 212 555 0142",)), known(2, name=b, phones=("+1 212 555 0143",))
    assert len(people_of(*rows)) == 2


@pytest.mark.parametrize("name", ["Wang Wei", "王伟", "Thomas Müller", "Giuseppe Rossi", "Maria Garcia"])
def test_what_is_common_in_another_country_is_not_called_rare(name: str) -> None:
    assert len(people_of(friend(1, name), row(2, name, "x"))) == 2


@pytest.mark.parametrize("company", ["Freelance", "Self-employed", "Student", "n/a", "Selbstständig"])
def test_what_names_no_company_makes_no_colleagues(company: str) -> None:
    rows = row(1, "John Smith", "js", company), known(2, name="John Smith", organization=company)
    assert len(people_of(*rows)) == 2


@pytest.mark.parametrize(("a", "b", "people"), [("--05-12", "--11-30", 2), ("1604-05-12", "1980-05-12", 1)])
def test_birthdays_tell_by_their_day_too(a: str, b: str, people: int) -> None:
    name = "Ottilie Quillfeather"
    assert len(people_of(known(1, name=name, birthday=a), known(2, "google", name, birthday=b))) == people


def test_papa_and_mama_at_one_address_are_two() -> None:
    assert people_of(mail(1, "Papa", "kdx@x.example"), mail(2, "Mama", "kdx@x.example")) == ((2,), (1,))


def test_many_cards_of_one_name_on_one_number_are_asked_about_with_the_first() -> None:
    phone: dict[str, Any] = {"phones": ("+1 212 555 0142",)}
    cards = [known(id, name="Hans Quandtke", **phone) for id in range(2, 402)]
    found = resolve([known(1, name="Anna Quandtke", **phone), *cards])
    assert len(found.questions) == 399


def test_a_family_s_number_leaves_names_alone_undecided() -> None:
    phone: dict[str, Any] = {"phones": ("+1 212 555 0142",)}
    family = known(3, name="Ottilie Quillfeather", **phone)
    rows = known(1, name="Wilhelm Quillfeather", **phone), known(2, name="Willi Quillfeather", **phone), family
    assert people_of(*rows) == ((3,), (1,), (2,))
    assert [question.score for question in questions_of(*rows)] == [0.7]


def test_an_address_that_spells_a_name_is_asked_about_by_it() -> None:
    rows = mail(1, "", "john.smith@gmail.com"), friend(2, "John Smith")
    assert [(question.a, question.b) for question in questions_of(*rows)] == [(2, 1)]
    assert questions_of(mail(1, "", "order.update@gmail.com"), friend(2, "Order Update")) == ()
    two = known(1, emails=("john.smith@gmail.com", "mary.bell@gmail.com"))
    assert questions_of(two, friend(2, "John Smith")) == ()


@pytest.mark.parametrize("address", ["messages-noreply@linkedin.com", "harbour@town.example"])
def test_what_a_service_writes_in_somebody_s_name_is_not_from_them(address: str) -> None:
    rows = mail(1, "Ottilie Quillfeather via Harbour", address), friend(2, "Ottilie Quillfeather")
    assert people_of(*rows) == ((2,), (1,))
    assert questions_of(*rows) == ()


def test_not_the_same_is_obeyed_however_rare_the_name() -> None:
    rows = friend(1, "Ottilie Quillfeather"), known(2, name="Ottilie Quillfeather")
    apart = told(rows[0], rows[1], "not")
    assert people_of(*rows, decisions=(apart,)) == ((1,), (2,))
    assert resolve(rows, (apart,)).questions == ()


def test_a_name_that_hundreds_bear_tells_nothing_even_at_one_company() -> None:
    cards = [known(id, name="Ottilie Quillfeather", organization="Northwind") for id in range(1, 2_001)]
    phones = [known(id, name="Willi Stone", phones=("+1 212 555 0142",)) for id in range(3_001, 4_500)]
    others = [known(id, name="Wilhelm Stone", phones=("+1 212 555 0142",)) for id in range(4_501, 6_000)]
    found = resolve([*cards, *phones, *others])
    assert len(found.people) == 2_002
    assert [question.score for question in found.questions] == [0.7]


names = st.sampled_from(
    ["Ottilie Quillfeather", "Otti Quillfeather", "John Smith", "Jack Smith", "J. Smith", "Mary Bell"]
)
places = st.sampled_from(["", "Northwind", "Northwind Ltd", "Harbour Studio"])
contacts = st.lists(
    st.tuples(names, places, st.sampled_from(["vcard", "facebook", "linkedin", "mail"])), max_size=9
).map(
    lambda told: [
        known(
            id, importer, name, organization=place, **({"urls": (f"{LINKEDIN}{id}",)} if importer == "linkedin" else {})
        )
        for id, (name, place, importer) in enumerate(told, 1)
    ]
)


@given(contacts, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_people_and_questions(rows: list[KnownContact], chance: Random) -> None:
    found = resolve(rows)
    chance.shuffle(rows)
    assert resolve(rows) == found


@given(contacts)
def test_two_profiles_of_one_service_are_never_one_person(rows: list[KnownContact]) -> None:
    importer = {each.id: each.importer for each in rows}
    people = resolve(rows).people
    assert sorted(contact for person in people for contact in person) == sorted(importer)
    assert all(sum(importer[contact] == "linkedin" for contact in person) <= 1 for person in people)


@given(contacts)
def test_no_question_comes_back_that_was_answered_no(rows: list[KnownContact]) -> None:
    by_id = {each.id: each for each in rows}
    found, decisions = resolve(rows), list[Decision]()
    asked = set[tuple[int, int]]()
    while found.questions:
        pairs = {(question.a, question.b) for question in found.questions}
        assert asked.isdisjoint(pairs)
        asked |= pairs
        people = {contact: person for person in found.people for contact in person}
        decisions += [told(by_id[x], by_id[y], "not") for a, b in pairs for x in people[a] for y in people[b]]
        found = resolve(rows, decisions)
