"""What counts as a contact day, one test a rule; the person of interest has the id 7."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reconnect.ties import ContactDays, Exchanges, contact_days
from reconnect.ties.columns import CHANNELS, KINDS, ME, NOBODY, ROLES, as_date
from reconnect.ties.counting import days_each_way, without_questions

THEY = 7
OTHERS = range(100, 120)


@dataclass(frozen=True, kw_only=True)
class Message:
    """One interaction: who stands in which role."""

    sender: int
    to: Sequence[int] = ()
    cc: Sequence[int] = ()
    bcc: Sequence[int] = ()
    more: Sequence[tuple[str, int]] = field(default=())
    day: int = 1000
    channel: str = "mail"
    kind: str = "personal"
    is_reply: bool = False

    def participants(self) -> list[tuple[str, int]]:
        copies = [("to", p) for p in self.to], [("cc", p) for p in self.cc], [("bcc", p) for p in self.bcc]
        return [("from", self.sender), *copies[0], *copies[1], *copies[2], *self.more]


def exchanges_of(messages: Sequence[Message]) -> Exchanges:
    """Return the messages as columns; the n-th has the id n, counted from 1."""
    rows = [(n, m, role, person) for n, m in enumerate(messages, 1) for role, person in m.participants()]

    def column(values: list[int]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.array(values, dtype=np.int64)

    return Exchanges(
        interaction=column([n for n, *_ in rows]),
        day=column([m.day for _, m, *_ in rows]),
        channel=column([CHANNELS.index(m.channel) for _, m, *_ in rows]),
        kind=column([KINDS.index(m.kind) for _, m, *_ in rows]),
        role=column([ROLES.index(role) for *_, role, _ in rows]),
        person=column([person for *_, person in rows]),
        is_reply=np.array([m.is_reply for _, m, *_ in rows], dtype=np.bool_),
    )


def rows_of(days: ContactDays) -> list[tuple[int, int, str, str, int, int]]:
    """Return the rows as (person, day, channel, ways, interaction, opened)."""
    flags = zip(days.incoming.tolist(), days.outgoing.tolist(), strict=True)
    ways = [" ".join(["in"] * theirs + ["out"] * mine) for theirs, mine in flags]
    channels = [CHANNELS[c] for c in days.channel]
    numbers = [c.tolist() for c in (days.person, days.day, days.interaction, days.opened)]
    return list(zip(numbers[0], numbers[1], channels, ways, numbers[2], numbers[3], strict=True))


def counted(*messages: Message) -> list[tuple[int, str]]:
    """Return for whom the messages count, and which way."""
    return [(person, ways) for person, _, _, ways, *_ in rows_of(contact_days(exchanges_of(messages)))]


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(Message(sender=THEY, to=[ME]), id="to me alone"),
        pytest.param(Message(sender=THEY, to=[*OTHERS[:9], ME]), id="ten recipients, me included"),
        pytest.param(
            Message(sender=THEY, to=[ME], cc=OTHERS[:5], bcc=OTHERS[5:9]), id="ten recipients, copies included"
        ),
        pytest.param(Message(sender=THEY, to=[ME, ME, *OTHERS[:9]]), id="my two addresses are one of ten"),
        pytest.param(Message(sender=THEY, to=[ME, *OTHERS[:9]], cc=OTHERS[:9]), id="who is in To and Cc is one"),
        pytest.param(
            Message(sender=THEY, to=[ME], more=[("delivered-to", p) for p in OTHERS]), id="deliveries are not"
        ),
    ],
)
def test_a_mail_from_them_with_me_in_to_is_a_day_in(message: Message) -> None:
    assert counted(message) == [(THEY, "in")]


def test_a_mail_from_me_is_a_day_out_for_each_in_to() -> None:
    assert counted(Message(sender=ME, to=[THEY, 8, 9], cc=[10], bcc=[11])) == [(THEY, "out"), (8, "out"), (9, "out")]


@pytest.mark.parametrize(
    "message",
    [
        Message(sender=THEY, to=[8], cc=[ME]),
        Message(sender=THEY, to=[8], bcc=[ME]),
        Message(sender=THEY, to=[8], more=[("delivered-to", ME)]),
        Message(sender=8, to=[9], cc=[ME, THEY]),
    ],
)
def test_a_copy_to_me_counts_for_nobody(message: Message) -> None:
    assert counted(message) == []


def test_a_copy_from_me_counts_for_nobody() -> None:
    assert counted(Message(sender=ME, cc=[THEY], bcc=[8])) == []


def test_only_the_author_is_in_touch_not_who_sent_it_or_takes_the_answer() -> None:
    assert counted(Message(sender=THEY, to=[ME], more=[("sender", 8), ("reply-to", 9)])) == [(THEY, "in")]


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(Message(sender=THEY, to=[ME, *OTHERS[:10]]), id="in To"),
        pytest.param(Message(sender=THEY, to=[ME], cc=OTHERS[:10]), id="in Cc"),
        pytest.param(Message(sender=THEY, to=[ME, *[NOBODY] * 10]), id="each nobody is one"),
        pytest.param(Message(sender=ME, to=[THEY], bcc=OTHERS[:10]), id="from me, in Bcc"),
    ],
)
def test_a_mail_to_more_than_ten_counts_for_nobody(message: Message) -> None:
    assert counted(message) == []


@pytest.mark.parametrize("kind", ["bulk", "list", "automatic", "calendar", "click"])
@pytest.mark.parametrize("channel", CHANNELS)
def test_what_no_person_made_by_hand_counts_neither_way(kind: str, channel: str) -> None:
    received = Message(sender=THEY, to=[ME], kind=kind, channel=channel)
    sent = Message(sender=ME, to=[THEY], kind=kind, channel=channel)
    assert counted(received, sent) == []


@pytest.mark.parametrize("kind", ["bulk", "list", "automatic", "calendar", "click"])
def test_my_own_answer_to_such_a_sender_is_a_day_out(kind: str) -> None:
    received = Message(sender=THEY, to=[ME], kind=kind)
    answer = Message(sender=ME, to=[THEY], is_reply=True)
    assert counted(received, answer) == [(THEY, "out")]


@pytest.mark.parametrize("channel", ["linkedin", "facebook"])
def test_a_chat_message_between_two_counts_either_way(channel: str) -> None:
    assert counted(Message(sender=THEY, to=[ME], channel=channel)) == [(THEY, "in")]
    assert counted(Message(sender=ME, to=[THEY], channel=channel)) == [(THEY, "out")]


@pytest.mark.parametrize("channel", ["linkedin", "facebook"])
@pytest.mark.parametrize("third", [8, NOBODY])
def test_a_group_chat_counts_for_nobody(channel: str, third: int) -> None:
    assert counted(Message(sender=THEY, to=[ME, third], channel=channel)) == []
    assert counted(Message(sender=ME, to=[THEY, third], channel=channel)) == []


def test_a_message_between_others_counts_for_nobody() -> None:
    assert counted(Message(sender=THEY, to=[8])) == []


def test_a_message_to_myself_counts_for_nobody() -> None:
    assert counted(Message(sender=ME, to=[ME])) == []
    assert counted(Message(sender=ME, to=[ME, THEY])) == [(THEY, "out")]


def test_a_contact_that_is_nobody_has_no_contact_days() -> None:
    assert counted(Message(sender=NOBODY, to=[ME]), Message(sender=ME, to=[NOBODY])) == []


def test_any_number_of_messages_on_a_day_make_one_row_a_channel() -> None:
    messages = [
        Message(sender=THEY, to=[ME], day=1001),
        Message(sender=ME, to=[THEY], day=1000),
        Message(sender=THEY, to=[ME], day=1000, is_reply=True),
        Message(sender=ME, to=[THEY], day=1000),
        Message(sender=ME, to=[THEY], day=1000, channel="facebook"),
        Message(sender=ME, to=[3], day=1000),
    ]
    assert rows_of(contact_days(exchanges_of(messages))) == [
        (3, 1000, "mail", "out", 6, -1),
        (THEY, 1000, "mail", "in out", 4, -1),
        (THEY, 1000, "facebook", "out", 5, -1),
        (THEY, 1001, "mail", "in", 1, 1),
    ]


@pytest.mark.parametrize(
    ("message", "opened"),
    [
        (Message(sender=THEY, to=[ME], is_reply=True), True),
        (Message(sender=THEY, to=[ME, 8]), True),
        (Message(sender=THEY, to=[ME, 8], is_reply=True), False),
        (Message(sender=THEY, to=[ME], cc=[8], is_reply=True), False),
        (Message(sender=ME, to=[THEY]), False),
    ],
)
def test_a_message_to_me_alone_or_one_that_opens_a_thread_asks_for_an_answer(message: Message, opened: bool) -> None:
    assert contact_days(exchanges_of([message])).opened.tolist() == [1 if opened else -1]


def test_nothing_exchanged_gives_no_contact_days() -> None:
    assert rows_of(contact_days(exchanges_of([]))) == []


ASKED = Message(sender=THEY, to=[ME], day=1002)


def test_each_way_of_a_channel_is_counted_in_days_on_which_anybody_wrote() -> None:
    days = contact_days(
        exchanges_of(
            [
                *(Message(sender=they, to=[ME], day=day) for they in (3, THEY) for day in (1000, 1001, 1200)),
                *(Message(sender=ME, to=[they], day=1000) for they in (3, THEY)),
                Message(sender=ME, to=[THEY], day=1100, channel="linkedin"),
                Message(sender=ME, to=[THEY], day=1101),
            ]
        )
    )
    ways = [days_each_way(days, channel, as_date(1100)) for channel in CHANNELS]
    assert ways == [(2, 1), (0, 1), (0, 0), (0, 0)]


def test_where_my_answers_would_not_show_no_message_waits_for_one() -> None:
    days = contact_days(exchanges_of([ASKED, replace(ASKED, channel="linkedin")]))
    assert rows_of(days) == [(THEY, 1002, "mail", "in", 1, 1), (THEY, 1002, "linkedin", "in", 2, 2)]
    assert rows_of(without_questions(days, "mail")) == [
        (THEY, 1002, "mail", "in", 1, -1),
        (THEY, 1002, "linkedin", "in", 2, 2),
    ]


people = st.sampled_from([NOBODY, ME, 1, 2, 3])
written = st.builds(
    Message,
    sender=people,
    to=st.lists(people, max_size=3),
    cc=st.lists(people, max_size=2),
    day=st.integers(-2, 3),
    channel=st.sampled_from(CHANNELS),
    kind=st.sampled_from(["personal", "personal", "bulk"]),
    is_reply=st.booleans(),
)


@given(st.lists(written, max_size=12), st.randoms())
def test_the_order_of_rows_changes_nothing(messages: list[Message], chance: np.random.Generator) -> None:
    exchanges = exchanges_of(messages)
    order = list(range(len(exchanges.person)))
    chance.shuffle(order)
    rows = np.array(order, dtype=np.int64)
    shuffled = replace(
        exchanges, **{f.name: getattr(exchanges, f.name)[rows] for f in fields(exchanges) if f.name != "names"}
    )
    assert rows_of(contact_days(shuffled)) == rows_of(contact_days(exchanges))


@given(st.lists(written, max_size=12))
def test_a_second_message_the_same_day_changes_nothing_but_the_ids(messages: list[Message]) -> None:
    once, twice = (contact_days(exchanges_of(m)) for m in (messages, [*messages, *messages]))
    assert [row[:4] for row in rows_of(twice)] == [row[:4] for row in rows_of(once)]


@given(st.lists(written, max_size=12))
def test_contact_days_are_sorted_by_person_then_day_then_channel_and_stand_once(messages: list[Message]) -> None:
    days = contact_days(exchanges_of(messages))
    keys = list(zip(days.person.tolist(), days.day.tolist(), days.channel.tolist(), strict=True))
    assert keys == sorted(set(keys))


THEIRS, MINE = Message(sender=1, to=[0]), Message(sender=0, to=[1])


@pytest.mark.parametrize(
    ("messages", "opened", "last_word"),
    [
        pytest.param([THEIRS, MINE], [-1], [True], id="answered the same day"),
        pytest.param([MINE, THEIRS], [2], [False], id="written to before they asked"),
        pytest.param([THEIRS, MINE, THEIRS], [3], [False], id="answered, and asked again"),
        pytest.param([THEIRS, replace(MINE, channel="linkedin")], [-1, -1], [True, True], id="in another channel"),
        pytest.param([MINE], [-1], [True], id="I alone wrote"),
    ],
)
def test_an_answer_comes_after_the_question(messages: list[Message], opened: list[int], last_word: list[bool]) -> None:
    days = contact_days(exchanges_of(messages))
    assert (days.opened.tolist(), days.last_word.tolist()) == (opened, last_word)
