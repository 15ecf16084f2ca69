"""Whose archive it is, told by counts alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_people import contact

from importers.records import Contact
from reconnect.identity import Mine, Own, Seen, find_me, own_value
from reconnect.identity.grades import Grade, grade
from reconnect.identity.me import is_strange
from reconnect.identity.names import name_of_display

ROBIN, ROBIN_TOO = "robin.keller@x.example", "robin@keller.example"


def others(each: int = 3, number: int = 40) -> list[Seen]:
    letters = "abcdefgh"
    names = [f"Vera {letters[i // 8]}ol{letters[i % 8]}an" for i in range(number)]
    return [Seen(f"someone{i}@x.example", name, each, each, 0) for i, name in enumerate(names)]


def emails_of(rows: Sequence[Seen], total: int) -> list[str]:
    return [own.value for own in find_me([], {"mail": rows}, {"mail": total}) if own.kind == "email"]


def test_the_address_in_most_messages_is_mine_with_the_counts_as_evidence() -> None:
    rows = [Seen(ROBIN, "Robin Keller", 1200, 1290, 0), *others(30)]
    assert find_me([], {"mail": rows}, {"mail": 2500}) == (
        Own(ROBIN, "email", "1,200 sent from it and 1,290 addressed to it, of 2,500"),
        Own("Robin Keller", "name", "written with your address in 2,490 messages"),
    )


def test_a_second_address_of_my_name_that_fills_up_what_the_first_lacks_is_mine() -> None:
    rows = [Seen(ROBIN, "Robin Keller", 80, 110, 0), Seen(ROBIN_TOO, "Keller, Robin", 25, 25, 0), *others()]
    assert emails_of(rows, 240) == [ROBIN, ROBIN_TOO]


def test_of_two_more_of_my_name_only_the_one_that_fills_the_gap_is_mine() -> None:
    rows = [Seen(ROBIN, "Robin Keller", 80, 110, 0), Seen(ROBIN_TOO, "Robin Keller", 25, 25, 0)]
    assert emails_of([*rows, Seen("rk@x.example", "Robin Keller", 20, 20, 0), *others()], 240) == [ROBIN, ROBIN_TOO]


@pytest.mark.parametrize(
    "colleague",
    [
        Seen("vera@x.example", "Vera Quist", 25, 25, 0),
        Seen("robin2@x.example", "Robin Keller", 90, 95, 0),
        Seen("robin3@x.example", "Robin", 25, 25, 0),
    ],
    ids=["another name", "faces me", "given name only"],
)
def test_a_colleague_on_many_mails_is_not_me(colleague: Seen) -> None:
    assert emails_of([Seen(ROBIN, "Robin Keller", 90, 100, 0), colleague, *others()], 240) == [ROBIN]


def test_where_two_share_every_message_nobody_can_say_who_is_me() -> None:
    rows = [Seen(ROBIN, "Robin Keller", 50, 50, 0), Seen("vera@x.example", "Vera Quist", 50, 50, 0), *others(1, 3)]
    assert find_me([], {"mail": rows}, {"mail": 100}) == ()


def test_a_list_that_every_message_goes_to_is_not_me() -> None:
    assert emails_of([Seen("chess@club.example", "Chess", 0, 240, 0), *others()], 240) == []


def test_a_role_that_most_messages_are_from_is_not_me() -> None:
    assert emails_of([Seen("info@club.example", "Chess", 240, 0, 0), *others()], 240) == []


def test_the_one_who_wrote_to_me_and_others_unseen_is_not_me() -> None:
    assert emails_of([Seen("vera@x.example", "Vera Quist", 50, 0, 0), Seen(ROBIN, "Robin Keller", 0, 30, 0)], 50) == []


def test_a_given_name_alone_is_not_called_mine() -> None:
    (own,) = find_me([], {"mail": [Seen(ROBIN, "Robin", 120, 120, 0), *others()]}, {"mail": 240})
    assert own.value == ROBIN


@pytest.mark.parametrize(
    ("name", "alias", "is_mine"),
    [
        ("Robin Keller", Seen("hello.robin@x.example", "", 0, 150, 150), True),
        ("Robin Keller", Seen("kellers@x.example", "Keller family", 0, 150, 150), False),
        ("Robin Keller", Seen("chess@club.example", "", 0, 150, 150), False),
        ("Bo Day", Seen("boating@club.example", "", 0, 150, 150), False),
    ],
)
def test_an_address_that_never_sends_is_mine_if_it_spells_my_name_and_bears_no_other(
    name: str, alias: Seen, is_mine: bool
) -> None:
    rows = [Seen(ROBIN, name, 80, 500, 700), alias, *others()]
    assert emails_of(rows, 1000) == [ROBIN, *([alias.address] if is_mine else [])]


def test_nothing_is_found_where_nobody_takes_part_in_most() -> None:
    assert emails_of([Seen(ROBIN, "Robin Keller", 50, 50, 0), *others()], 240) == []


def test_where_mail_was_delivered_is_mine_and_so_is_what_sent_the_rest() -> None:
    rows = [
        Seen(ROBIN, "", 0, 0, 900),
        Seen(ROBIN, "Robin Keller", 80, 500, 0),
        Seen(ROBIN_TOO, "Robin", 20, 150, 0),
        Seen("chess@club.example", "Chess", 0, 200, 200),
        Seen("robin3@x.example", "Robin", 60, 10, 0),
        *others(),
    ]
    assert find_me([], {"mail": rows}, {"mail": 1000}) == (
        Own(ROBIN, "email", "900 messages were delivered to it, 80 sent from it and 500 addressed to it, of 1,000"),
        Own(ROBIN_TOO, "email", "20 sent from it and 150 addressed to it, of 1,000"),
        Own("Robin Keller", "name", "written with your address in 580 messages"),
    )


def test_a_colleague_to_whom_a_few_of_many_were_delivered_is_not_me() -> None:
    rows = [Seen(ROBIN, "Robin Keller", 80, 500, 900), Seen("vera@x.example", "Vera Quist", 30, 5, 5), *others()]
    assert emails_of(rows, 1000) == [ROBIN]


def test_a_profile_that_takes_part_in_nearly_everything_is_mine() -> None:
    url = "https://www.linkedin.com/in/robin-keller"
    rows = [Seen(url, "Robin Keller", 20, 19, 0), *(Seen(f"linkedin.com/in/{x}", x, 10, 10, 0) for x in "ab")]
    assert find_me([], {"linkedin": rows}, {"linkedin": 40}) == (Own(url, "url", "takes part in 39 of 40 messages"),)


def test_a_name_does_where_a_service_knows_nothing_else() -> None:
    rows = [Seen("", "Robin Keller", 20, 20, 0), Seen("", "Ann Day", 10, 10, 0), Seen("", "Bo Day", 10, 10, 0)]
    found = find_me([], {"facebook": rows}, {"facebook": 40})
    assert found == (Own("Robin Keller", "name", "takes part in 40 of 40 messages"),)


@pytest.mark.parametrize("more", [[], [Seen("", "Bo Day", 1, 1, 0)]], ids=["one other", "one other in every message"])
def test_of_two_who_take_part_in_every_message_nobody_can_say_which_is_me(more: list[Seen]) -> None:
    rows = [Seen("", "Robin Keller", 20, 20, 0), Seen("", "Ann Day", 20, 20, 0), *more]
    assert find_me([], {"facebook": rows}, {"facebook": 40}) == ()


def test_what_a_source_says_of_its_owner_comes_first_and_once() -> None:
    own = contact("Robin Keller", emails=(ROBIN,), urls=("https://linkedin.com/in/rk", "https://keller.example"))
    evidence = "your own profile says so (contacts.vcf)"
    rows = [Seen(ROBIN, "Robin Keller", 120, 120, 0), *others()]
    assert find_me([own], {"mail": rows}, {"mail": 240}) == (
        Own(ROBIN, "email", f"{evidence}; 120 sent from it and 120 addressed to it, of 240"),
        Own("Robin Keller", "name", f"{evidence}; written with your address in 240 messages"),
        Own("https://linkedin.com/in/rk", "url", evidence),
    )


ME = {
    ("email", "robin.keller@gmail.com"),
    ("url", "https://linkedin.com/in/rk"),
    ("url", "https://keller.example/"),
    ("phone", "+12125550142"),
    ("name", "Robin Keller"),
}


@pytest.mark.parametrize(
    ("importer", "card", "mine"),
    [
        ("vcard", contact("R.", emails=("RobinKeller+x@googlemail.com",)), True),
        ("vcard", contact("R.", phones=("001 212 555 0142",)), True),
        ("vcard", contact("R.", urls=("keller.example",)), False),
        ("vcard", contact("R.", urls=("https://keller.example",)), False),
        ("vcard", contact("R.", urls=("https://Keller.example/",)), True),
        ("linkedin", contact("R.", urls=("www.linkedin.com/in/RK/",)), True),
        ("linkedin", contact("Robin Keller", urls=("linkedin.com/in/other",)), False),
        ("linkedin", contact("robin  keller"), True),
        ("facebook", contact("Robin Keller"), True),
        ("facebook", contact("Robin Keller", since="2015-04-01"), False),
        ("facebook", contact(""), False),
        ("mail", contact("Robin Keller", emails=("robin@elsewhere.example",)), False),
        ("vcard", contact("Robin Keller"), False),
        ("vcard", contact("Whoever", is_me=True), True),
    ],
)
def test_a_contact_is_me_by_its_identifiers_and_by_name_only_where_there_is_nothing_else(
    importer: str, card: Contact, mine: bool
) -> None:
    assert Mine(ME).is_me(card, importer) is mine


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (" robin@keller.example ", "email"),
        ("linkedin.com/in/rk", "url"),
        ("https://keller.example", "url"),
        ("+1 212 555 0142", "phone"),
        ("Robin Keller", "name"),
        ("Robin 21255501", "name"),
    ],
)
def test_a_value_tells_what_kind_of_thing_it_is(text: str, kind: str) -> None:
    assert own_value(text) == (kind, text.strip())


WORDS = [
    "Kate2",
    "Smith1987",
    "2",
    "3rd",
    "Kate",
    "Katie",
    "Katherine",
    "Kaet",
    "K",
    "Smith",
    "Smyth",
    "Smiht",
    "O'Neil",
    "Jr",
    "Dr",
    "Marie-Anne",
]


@given(
    st.lists(st.sampled_from(WORDS), max_size=2),
    st.sampled_from([" ", ", ", ","]),
    st.sampled_from(["Katherine Smith", "Smith Kate", "Kate Marie-Anne", "K. Smith", "Smith, Katie Jr."]),
)
def test_who_is_called_strange_agrees_in_nothing(words: list[str], between: str, mine: str) -> None:
    shown, own = between.join(words), name_of_display(mine)
    name = name_of_display(shown)
    assert not is_strange(shown, own) or not name.tells or grade(name, own) < Grade.PART


def test_a_plain_name_with_no_word_of_mine_is_strange() -> None:
    assert is_strange("Vera Holan", name_of_display("Robin Keller"))
    assert is_strange("Vera7 Holan1987", name_of_display("Robin Keller"))
