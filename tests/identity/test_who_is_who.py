"""Rule A: what a shared identifier joins, what it asks, and what speaks against it."""

from __future__ import annotations

from typing import Any

import pytest
from invented_people import friend, known, links_of, mail, people_of, told

from importers.records import Contact, Origin
from reconnect.identity import KnownContact, Link, Question, Resolution, resolve

PERSONAL, SHARED, ROLE = "kdx@gmail.com", "stonefamily@gmail.com", "info@gmail.com"  # where nobody has colleagues
PHONE = "+1 212 555 0142"
JOINED = 1.0


def outcome(*contacts: KnownContact) -> float:
    """Return 1 where the first two contacts are one person, else the score of the question about them, else 0."""
    found = resolve(contacts)
    if any({contacts[0].id, contacts[1].id} <= set(person) for person in found.people):
        return JOINED
    pair = {contacts[0].id, contacts[1].id}
    return next((question.score for question in found.questions if {question.a, question.b} == pair), 0)


@pytest.mark.parametrize(
    ("a", "b", "personal_mail", "personal_phone", "shared_mail", "shared_phone", "role"),
    [
        ("William Stone", "Stone, William", 1, 1, 1, 1, 1),
        ("William Stone", "Will Stone", 1, 0.7, 0.7, 0.7, 1),
        ("William Stone", "Wiliam Stone", 1, 1, 0.6, 0.6, 0.6),
        ("William Stone", "W. Stone", 1, 0.7, 0.5, 0.5, 0.5),
        ("William Stone", "William", 1, 0.7, 0.5, 0.5, 0.5),
        ("William Stone", "William Bell", 1, 0.4, 0.4, 0.4, 0),
        ("William Stone", "", 1, 1, 0, 0, 0),
        ("William Stone", "Dad", 1, 0.5, 0, 0, 0),
        ("William Stone", "Karen Stone", 0.25, 0, 0.25, 0, 0),
        ("William", "William", 1, 1, 0.5, 0.5, 0.5),
        ("", "", 1, 1, 0, 0, 1),
    ],
)
def test_the_table_of_identifiers_holds(
    a: str,
    b: str,
    personal_mail: float,
    personal_phone: float,
    shared_mail: float,
    shared_phone: float,
    role: float,
) -> None:
    def by_mail(address: str) -> float:
        return outcome(known(1, name=a, emails=(address,)), known(2, name=b, emails=(address,)))

    def by_phone(*others: KnownContact) -> float:
        return outcome(known(1, name=a, phones=(PHONE,)), known(2, name=b, phones=(PHONE,)), *others)

    strangers = known(3, name="Zoltan Quist", phones=(PHONE,)), known(4, name="Karim Nasser", phones=(PHONE,))
    found = [by_mail(PERSONAL), by_phone(), by_mail(SHARED), by_phone(*strangers), by_mail(ROLE)]
    assert found == [personal_mail, personal_phone, shared_mail, shared_phone, role]


@pytest.mark.parametrize(
    ("name", "family_phone", "busy_phone", "profile"),
    [
        ("William Stone", 0.7, 1, 1),
        ("Will Stone", 0.7, 0.7, 1),
        ("Wiliam Stone", 0.6, 1, 1),
        ("William", 0.5, 0.5, 1),
        ("William Bell", 0.4, 0.4, 1),
        ("", 0, 1, 1),
        ("Karen", 0, 0, 0.25),
    ],
)
def test_the_table_holds_for_a_family_s_number_a_busy_one_and_a_profile(
    name: str, family_phone: float, busy_phone: float, profile: float
) -> None:
    def outcome_of(*others: str, **shared: Any) -> float:
        cards = [known(i, name=each, **shared) for i, each in enumerate(("William Stone", name, *others), 1)]
        return outcome(*cards)

    phone, url = {"phones": (PHONE,)}, {"urls": ("https://www.linkedin.com/in/w-stone",)}
    found = [outcome_of("Karen Stone", **phone), outcome_of(*["William Stone"] * 5, **phone), outcome_of(**url)]
    assert found == [family_phone, busy_phone, profile]


@pytest.mark.parametrize(
    ("name", "people"),
    [("John Smith", 1), ("Jack Smith", 2), ("Jonh Smith", 2), ("John", 2), ("John Bell", 2), ("", 2)],
)
def test_one_uid_twice_in_an_importer_is_one_person_of_an_equal_name(name: str, people: int) -> None:
    assert len(people_of(known(1, name="John Smith", uid="u-1"), known(2, name=name, uid="u-1"))) == people


def test_one_uid_in_two_importers_says_nothing() -> None:
    assert people_of(known(1, name="John Smith", uid="1"), known(2, "google", "John Smith", uid="1")) == ((2,), (1,))


def test_an_equal_name_alone_joins_nobody_unless_it_is_rare() -> None:
    assert people_of(known(1, name="John Smith"), known(2, "google", "John Smith")) == ((2,), (1,))


def test_a_relay_joins_nobody() -> None:
    relay = "messages-noreply@linkedin.com"
    assert people_of(mail(1, "Katie Bell", relay), mail(2, "Katie Bell via LinkedIn", relay)) == ((1,), (2,))


def test_a_company_and_its_people_on_one_switchboard_stay_apart() -> None:
    cards = [
        known(1, name="Harbour Studio", organization="Harbour Studio", phones=(PHONE,)),
        known(2, name="Katie Bell", organization="Harbour Studio", phones=(PHONE,)),
        known(3, name="Karim Nasser", phones=(PHONE,)),
    ]
    assert people_of(*cards) == ((1,), (3,), (2,))


def test_what_a_role_mailbox_calls_itself_is_one_organisation() -> None:
    rows = [mail(1, "", ROLE), mail(2, "Info", ROLE), mail(3, "Katie Bell", ROLE)]
    assert people_of(*rows) == ((1, 2), (3,))


@pytest.mark.parametrize(
    "shared", [{"emails": (PERSONAL,)}, {"phones": (PHONE,)}, {"urls": ("linkedin.com/in/katie",)}, {"uid": "u-1"}]
)
def test_in_a_crowd_only_equal_full_names_join(shared: dict[str, Any]) -> None:
    letters = "abcdefghij"
    names = [f"G{letters[i // 10]}x{letters[i % 10]}q Zw{letters[i % 10]}d" for i in range(70)]
    names += ["Katie Bell", "Bell, Katie", "Katie", "Katie"]
    people = people_of(*(known(i, name=name, key=f"{i:03}", **shared) for i, name in enumerate(names)))
    assert [person for person in people if len(person) > 1] == [(70, 71)]


def test_a_link_says_why_in_words() -> None:
    book = known(1, name="Katherine O'Neil", emails=("Katie@Harbour.example",), phones=(PHONE,))
    assert links_of(book, mail(2, "Katie O'Neil", "katie@harbour.example"), known(3, phones=(PHONE,))) == (
        Link(2, 1, "email nickname", "same e-mail katie@harbour.example, nickname or other order of the name"),
        Link(3, 1, "phone unknown", "same phone +12125550142, no name against it"),
    )


def test_a_link_tells_what_is_shared_rather_than_that_it_was_told() -> None:
    a, b = known(1, name="Katie Bell", emails=(PERSONAL,)), mail(2, "Katie Bell", PERSONAL)
    found = resolve([a, b], [told(a, b, "same")])
    assert found.links == (Link(1, 2, "email equal", f"same e-mail {PERSONAL}, full name"),)


def test_local_numbers_meet_where_the_home_region_is_known() -> None:
    cards = known(1, name="John Smith", phones=("(212) 555-0142",)), known(2, name="John Smith", phones=(PHONE,))
    assert [len(resolve(cards, home_region=region).people) for region in (None, "US")] == [2, 1]


def test_an_address_for_a_name_is_the_mailbox_without_one_even_where_it_is_shared() -> None:
    rows = mail(1, "", SHARED), mail(2, SHARED, SHARED), mail(3, "Katie Stone", SHARED)
    found = resolve(rows)
    assert sorted(map(sorted, found.people)) == [[1, 2], [3]]
    assert [link.evidence for link in found.links] == [f"one mailbox, {SHARED}, and no name"]


def test_two_people_of_one_name_in_the_friends_list_stay_two() -> None:
    shared = {"emails": (PERSONAL,)}
    assert people_of(friend(1, "Katie Bell", **shared), friend(2, "Katie Bell", **shared)) == ((1,), (2,))


def test_a_thread_partner_is_the_one_friend_of_that_name() -> None:
    rows = [friend(1, "Katie Bell"), known(2, "facebook", "katie  bell"), known(3, "facebook", "Katie")]
    found = resolve(rows)
    assert (found.people, found.links) == (
        ((3,), (1, 2)),
        (Link(1, 2, "facebook name", "the only katie  bell among your facebook contacts"),),
    )


def test_a_thread_partner_is_nobody_where_two_friends_have_that_name() -> None:
    rows = [friend(1, "Katie Bell"), friend(2, "Katie Bell"), known(3, "facebook", "Katie Bell")]
    assert people_of(*rows) == ((1,), (2,), (3,))


def test_who_stands_beside_the_friends_with_a_number_is_not_told_by_the_name_alone() -> None:
    assert people_of(friend(1, "Katie Bell"), known(2, "facebook", "Katie Bell", phones=(PHONE,))) == ((1,), (2,))


def test_deactivated_accounts_are_nobody() -> None:
    assert people_of(friend(1, "Facebook User"), known(2, "facebook", "Facebook User")) == ((1,), (2,))


@pytest.mark.parametrize("listed", [{"urls": ("https://www.linkedin.com/in/kb",)}, {"since": "2015-04-01"}])
def test_a_recipient_without_profile_is_the_one_linkedin_contact_of_that_name(listed: dict[str, Any]) -> None:
    assert people_of(known(1, "linkedin", "Katie Bell", **listed), known(2, "linkedin", "Katie Bell")) == ((1, 2),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"urls": ("linkedin.com/in/a",)}, {"urls": ("linkedin.com/in/b",)}),
        ({"birthday": "1980-02-03"}, {"birthday": "19810203"}),
    ],
)
def test_what_a_person_has_one_of_keeps_two_apart_and_is_not_asked(one: dict[str, Any], other: dict[str, Any]) -> None:
    a, b = (
        known(1, name="Katie Bell", emails=(PERSONAL,), **one),
        known(2, name="Katie Bell", emails=(PERSONAL,), **other),
    )
    assert resolve([a, b]) == Resolution(((1,), (2,)), (), ())


@pytest.mark.parametrize("birthday", ["--02-03", "1604-02-03", "1980-02-03"])
def test_a_birthday_without_its_year_vetoes_nothing(birthday: str) -> None:
    a = known(1, name="Katie Bell", emails=(PERSONAL,), birthday="1980-02-03")
    assert people_of(a, known(2, name="Katie Bell", emails=(PERSONAL,), birthday=birthday)) == ((1, 2),)


def test_a_chain_of_good_joins_never_bridges_two_names_in_conflict() -> None:
    nameless = known(2, emails=("one@x.example", "two@x.example"))
    rows = [known(1, name="Katie Bell", emails=("one@x.example",)), nameless]
    rows += [known(3, name="Peter Stone", emails=("two@x.example",))]
    found = resolve(rows)
    assert (found.people, [(x.a, x.b, round(x.score, 2)) for x in found.questions]) == (((2, 1), (3,)), [(2, 3, 0.3)])


def test_part_of_a_name_on_a_shared_number_is_not_asked_where_other_names_are_against_it() -> None:
    he, stranger = (known(i, name=name, phones=(PHONE,)) for i, name in ((1, "Alexander Bell"), (2, "Zoltan Quist")))
    she = known(3, name="Alex", phones=(PHONE,), emails=(PERSONAL,)), mail(4, "Alexandra Bell", PERSONAL)
    found = resolve([he, stranger, *she])
    assert (found.people, found.questions) == (((4, 3), (1,), (2,)), ())


def test_a_father_and_a_son_share_a_mailbox_and_stay_two() -> None:
    rows = [mail(1, "John Smith Jr.", PERSONAL), mail(2, "John Smith Sr.", PERSONAL)]
    assert len(people_of(*rows)) == 2


def test_same_beats_every_veto() -> None:
    a = known(1, name="Katie Bell", urls=("linkedin.com/in/a",), birthday="1980-02-03")
    b = known(2, name="Peter Stone", urls=("linkedin.com/in/b",), birthday="1990-02-03")
    found = resolve([a, b], [told(a, b, "same")])
    assert (found.people, found.links) == (((1, 2),), (Link(1, 2, "decision", "joined by you"),))


def test_not_is_stronger_than_same() -> None:
    a, b, c = (known(i, name="Katie Bell") for i in (1, 2, 3))
    said = told(a, b, "same"), told(b, c, "same"), told(c, a, "not")
    assert people_of(a, b, c, decisions=said) == ((1, 2), (3,))


def test_the_last_decision_on_a_pair_counts() -> None:
    a, b = known(1, name="Katie Bell"), known(2, name="Katie Bell")
    assert people_of(a, b, decisions=(told(a, b, "not"), told(b, a, "same"))) == ((1, 2),)


def test_a_decision_about_a_contact_that_is_gone_is_passed_over() -> None:
    a, gone = known(1, name="Katie Bell"), known(2, name="Katie Bell")
    assert people_of(a, decisions=(told(a, gone, "same"),)) == ((1,),)


def test_saying_same_loses_no_join_that_was_there_before() -> None:
    singer, katie = known(1, name="Tigerlily Moon"), known(2, name="Katie Bell", emails=(PERSONAL,))
    writer = mail(3, "Katie Bell", PERSONAL)
    assert people_of(singer, katie, writer, decisions=(told(singer, katie, "same"),)) == ((3, 2, 1),)


def test_questions_about_the_same_people_share_a_screen_and_the_likeliest_comes_first() -> None:
    household = [
        known(i, name=name, phones=(PHONE,)) for i, name in ((1, "William Stone"), (2, "Will Stone"), (3, "William"))
    ]
    others = [mail(4, "Ann Day", SHARED), mail(5, "Ann", SHARED)]
    reason = "same phone +12125550142, "
    assert resolve([*others, *household]).questions == (
        Question(2, 3, 0.7, reason + "part of the name", 1),
        Question(2, 1, 0.7, reason + "nickname or other order of the name", 1),
        Question(3, 1, 0.7, reason + "part of the name", 1),
        Question(5, 4, 0.5, f"same e-mail {SHARED}, part of the name", 2),
    )


def test_what_a_person_called_different_is_not_asked_again() -> None:
    a, b = known(1, name="William Stone", phones=(PHONE,)), known(2, name="Will Stone", phones=(PHONE,))
    assert resolve([a, b], [told(a, b, "not")]).questions == ()


def test_nothing_is_somebody() -> None:
    empty = KnownContact(1, "table", "k", Contact(key="k", origin=Origin("list.csv", 1)))
    assert [resolve([]), resolve([empty])] == [Resolution((), (), ()), Resolution(((1,),), (), ())]
