"""Laws that hold for any contacts and any decisions."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from invented_people import known, mail, told

from reconnect.identity import (
    Decision,
    KnownContact,
    call_name,
    display_name,
    normal_profile,
    person_kind,
    resolve,
)

unhurried = settings(deadline=None)  # a busy machine breaks no law

NAMES = st.sampled_from(
    [
        "",
        "Bob Smith",
        "Robert Smith",
        "R. Smith",
        "Smith, Bob",
        "Bob",
        "Bob Smith Jr.",
        "Bob Smith Sr.",
        "Ann Day",
        "Mom",
    ]
)
ADDRESSES = st.sampled_from(["a@x.example", "b@x.example", "info@x.example", "smithfamily@x.example"])
PHONES = st.sampled_from(["+1 212 555 0142", "+1 212 555 0143"])
URLS = st.sampled_from(["linkedin.com/in/a", "linkedin.com/in/b", "https://x.example"])


@st.composite
def archives(draw: st.DrawFn) -> list[KnownContact]:
    number = draw(st.integers(0, 9))
    return [
        known(
            i + 1,
            draw(st.sampled_from(["vcard", "mail", "facebook", "linkedin"])),
            draw(NAMES),
            emails=tuple(draw(st.lists(ADDRESSES, max_size=2))),
            phones=tuple(draw(st.lists(PHONES, max_size=1))),
            urls=tuple(draw(st.lists(URLS, max_size=1))),
            since=draw(st.sampled_from(["", "2015-04-01"])),
            birthday=draw(st.sampled_from(["", "", "1980-02-03", "1990-02-03"])),
        )
        for i in range(number)
    ]


@st.composite
def decided(draw: st.DrawFn) -> tuple[list[KnownContact], list[Decision]]:
    contacts = draw(archives())
    pairs = list(combinations(contacts, 2))
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=4, unique_by=lambda x: (x[0].id, x[1].id))) if pairs else []
    return contacts, [told(a, b, draw(st.sampled_from(["same", "not"]))) for a, b in chosen]


@unhurried
@given(decided(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(
    case: tuple[list[KnownContact], list[Decision]], chance: object
) -> None:
    contacts, decisions = case
    shuffled, turned = contacts.copy(), [Decision(x.b, x.a, x.verdict) for x in reversed(decisions)]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve(shuffled, turned) == resolve(contacts, decisions)


@unhurried
@given(decided())
def test_every_contact_is_in_exactly_one_person_held_together_by_links(
    case: tuple[list[KnownContact], list[Decision]],
) -> None:
    contacts, decisions = case
    found = resolve(contacts, decisions)
    person_of = {contact: person for person in found.people for contact in person}
    assert sorted(contact for person in found.people for contact in person) == [x.id for x in contacts]
    assert len(found.links) == len(contacts) - len(found.people)
    assert all(person_of[link.a] == person_of[link.b] for link in found.links)
    assert all(person_of[question.a] != person_of[question.b] for question in found.questions)


@unhurried
@given(archives())
def test_no_person_has_two_profiles_of_a_service_two_birthdays_or_two_friendships(contacts: list[KnownContact]) -> None:
    by_id = {x.id: x for x in contacts}
    for person in resolve(contacts).people:
        cards = [by_id[i] for i in person]
        assert len({normal_profile(url) for x in cards for url in x.contact.urls} - {""}) <= 1
        assert len({x.contact.birthday for x in cards} - {""}) <= 1
        assert sum(x.importer == "facebook" and bool(x.contact.since) for x in cards) <= 1


@unhurried
@given(archives())
def test_no_person_holds_a_father_and_a_son(contacts: list[KnownContact]) -> None:
    names = {x.id: x.contact.formatted_name for x in contacts}
    assert not any({"Bob Smith Jr.", "Bob Smith Sr."} <= {names[i] for i in x} for x in resolve(contacts).people)


@unhurried
@given(decided())
def test_no_join_of_any_kind_bridges_a_not(case: tuple[list[KnownContact], list[Decision]]) -> None:
    contacts, decisions = case
    keys = {x.id: (x.importer, x.key) for x in contacts}
    people = [{keys[i] for i in person} for person in resolve(contacts, decisions).people]
    apart = [{x.a, x.b} for x in decisions if x.verdict == "not"]
    assert not any(pair <= person for pair in apart for person in people)


@unhurried
@given(archives())
def test_parting_a_contact_from_its_person_undoes_the_join(contacts: list[KnownContact]) -> None:
    by_id = {x.id: x for x in contacts}
    for person in resolve(contacts).people:
        first, *rest = (by_id[i] for i in person)
        parted = resolve(contacts, [told(first, other, "not") for other in rest])
        assert not any(first.id in x and {y.id for y in rest} & set(x) for x in parted.people)


@unhurried
@given(archives(), st.data())
def test_saying_same_joins_any_two(contacts: list[KnownContact], data: st.DataObject) -> None:
    if len(contacts) > 1:
        a, b = data.draw(st.sampled_from(list(combinations(contacts, 2))))
        assert any({a.id, b.id} <= set(x) for x in resolve(contacts, [told(a, b, "same")]).people)


ODD_LETTERS = "\ud800,.@+0:/()[%'_- JrMomhttpslinked"
ANY_TEXT = st.text(max_size=12) | st.text(ODD_LETTERS, max_size=24)


@unhurried
@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT, ANY_TEXT), max_size=4))
def test_no_text_is_too_odd(texts: list[tuple[str, str, str]]) -> None:
    points: list[dict[str, Any]] = [
        {"emails": (x,), "phones": (x,), "urls": (x,), "birthday": x, "nicknames": (x,)} for _, x, _ in texts
    ]
    cards = [known(i, name=name, family_name=y, **points[i]) for i, (name, _, y) in enumerate(texts)]
    cards += [mail(i, y, x) for i, (_, x, y) in enumerate(texts, len(texts))]
    assert sorted(contact for person in resolve(cards).people for contact in person) == [x.id for x in cards]
    assert {type(display_name(cards)), type(call_name(cards)), type(person_kind(cards))} == {str}


PROGRAM = """
from invented_people import known
from reconnect.identity import resolve
names = ["Bob Smith", "Robert Smith", "Bob", "R. Smith", "Ann Day", "Smith, Bob", "Mom", ""]
points = ["a@x.example", "b@x.example", "smithfamily@x.example", "info@x.example"]
phones = ("+12125550142",)
cards = [known(i, name=names[i % 8], emails=(points[i % 4], points[i // 8 % 4]), phones=phones) for i in range(64)]
print(resolve(cards))
"""


def test_the_hash_seed_changes_nothing() -> None:
    paths = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[2])])
    told_by_seed = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={"PYTHONPATH": paths, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told_by_seed) == 1
