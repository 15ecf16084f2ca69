"""What became of a draft, by the messages after it: the rules at their edges."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.drafts.eml import message_id
from reconnect.drafts.facts import Draft
from reconnect.drafts.found import DAY, GIVEN_UP, LONGEST_WAIT, Bounce, Kept, Message, draft_in, found

KATIE, TEO = 7, 8
MADE = 1_000 * DAY
OWN = "draft-9-00112233445566ff@reconnect.invalid"


def mine(at: int, key: str = "m", id: int = 1) -> Message:
    return Message(id, MADE + at, key, "", is_mine=True)


def theirs(at: int, answers: str = "", id: int = 2) -> Message:
    return Message(id, MADE + at, "t", answers, is_mine=False)


def back(at: int, message: str = "", *people: int) -> Bounce:
    return Bounce(3, MADE + at, message, frozenset(people or (KATIE,)))


def told(*what: Message | Bounce, drafts: Sequence[Kept] = (Kept(9, KATIE, MADE),)) -> list[tuple[str, int]]:
    messages = sorted((each for each in what if isinstance(each, Message)), key=lambda each: each.at)
    bounces = [each for each in what if isinstance(each, Bounce)]
    return [(each.outcome, each.at - MADE) for each in found(drafts, messages, bounces)]


@pytest.mark.parametrize("name", ["Katie", "", "Zoë \ud800"])
def test_the_message_id_of_a_draft_names_its_number(name: str) -> None:
    draft = Draft(
        person=1, name=name, template="t", language="en", to="a@b.example", subject="", body="", evidence=()
    )  # fmt: skip
    assert draft_in(message_id(draft, 9).strip("<>")) == 9


@pytest.mark.parametrize("key", ["", "draft-9-00112233445566ff@x.example", f"x{OWN}", "draft-x-00@reconnect.invalid"])
def test_any_other_message_id_names_none(key: str) -> None:
    assert draft_in(key) is None


@pytest.mark.parametrize(
    ("at", "is_sent"), [(-1, False), (0, True), (LONGEST_WAIT - 1, True), (LONGEST_WAIT, False)]
)  # fmt: skip
def test_my_first_message_within_half_a_year_is_the_letter(at: int, is_sent: bool) -> None:
    assert told(mine(at)) == [("sent", at)][:is_sent]


def test_its_own_mail_counts_before_any_other_and_has_no_term() -> None:
    kept = Kept(9, KATIE, MADE, own=(mine(2 * LONGEST_WAIT, OWN),))
    assert told(mine(5), theirs(6), drafts=[kept]) == [("sent", 2 * LONGEST_WAIT)]


def test_a_mail_of_another_draft_is_that_ones() -> None:
    assert told(mine(5, OWN.replace("9", "8", 1)), mine(6)) == [("sent", 6)]


def test_the_letter_is_known_by_whose_failure_is_told_of() -> None:
    assert told(mine(0), back(1, "m", KATIE)) == [("sent", 0), ("bounced", 1)]
    assert told(mine(0), back(1, "m", TEO)) == [("sent", 0)]
    assert told(mine(0), back(1, "", TEO)) == [("sent", 0)]
    assert told(mine(0), back(GIVEN_UP, "m", KATIE)) == [("sent", 0), ("bounced", GIVEN_UP)]
    assert told(mine(0), back(GIVEN_UP, "", KATIE)) == [("sent", 0)]
    assert told(back(1, "", KATIE)) == []
    assert told(back(1, OWN, TEO)) == [("bounced", 1)]
    assert told(back(-1, OWN)) == []


def test_a_failure_after_the_answer_is_of_something_else() -> None:
    assert told(mine(0), theirs(1), back(2, "m")) == [("sent", 0), ("answered", 1)]


def test_what_was_said_to_be_sent_can_be_answered_and_come_back() -> None:
    said = [Kept(9, KATIE, MADE, said=MADE + 10)]
    assert told(theirs(10), theirs(11), drafts=said) == [("answered", 11)]
    assert told(back(11), drafts=said) == [("bounced", 11)]


def test_who_says_that_it_was_sent_need_not_have_imported_what_they_sent() -> None:
    said = Kept(9, KATIE, MADE, said=MADE + 10)
    assert told(theirs(11), mine(20), drafts=[said]) == [("sent", 20), ("answered", 11)]
    assert told(mine(5), theirs(6), drafts=[said]) == [("sent", 5), ("answered", 6)]
    own = Kept(9, KATIE, MADE, said=MADE + 10, own=(mine(20, OWN),))
    assert told(theirs(11), mine(20, OWN), theirs(21), drafts=[own]) == [("sent", 20), ("answered", 21)]
    later = [Kept(8, KATIE, MADE, said=MADE), Kept(9, KATIE, MADE + 5, said=MADE + 10)]
    assert told(theirs(11), drafts=later) == [("answered", 11)]


def test_an_answer_belongs_to_the_last_letter_before_it() -> None:
    both = [Kept(9, KATIE, MADE), Kept(10, KATIE, MADE + 100)]
    rows = found(both, [mine(1), theirs(99), theirs(101), mine(102), theirs(103)], [])
    assert [(each.draft, each.outcome, each.at - MADE) for each in rows] == [
        (9, "sent", 1), (9, "answered", 99), (10, "sent", 102), (10, "answered", 103)
    ]  # fmt: skip


messages = st.builds(lambda is_mine, at: mine(at) if is_mine else theirs(at), st.booleans(), st.integers(-9, 9))
bounces = st.builds(back, st.integers(-9, 9), st.sampled_from(["", "m", OWN, "other"]))


@given(st.lists(messages | bounces), st.lists(st.integers(0, 9), min_size=1, max_size=3).map(sorted))
def test_each_outcome_is_told_once_and_in_an_order_that_can_be(what: list[Message | Bounce], made: list[int]) -> None:
    drafts = [Kept(9 + number, KATIE, MADE + at) for number, at in enumerate(made)]
    ordered = sorted((each for each in what if isinstance(each, Message)), key=lambda each: each.at)
    rows = list(found(drafts, ordered, [each for each in what if isinstance(each, Bounce)]))
    for draft in drafts:
        at = {each.outcome: each.at for each in rows if each.draft == draft.id}
        assert len(at) == sum(each.draft == draft.id for each in rows)
        assert list(at.values()) == sorted(at.values())
        assert all(each >= draft.made for each in at.values())
        if "answered" in at and "sent" in at:
            assert at["answered"] > at["sent"]
    sent = [each.message for each in rows if each.outcome == "sent"]
    assert len({each.at for each in rows if each.outcome == "sent"}) == len(sent)
