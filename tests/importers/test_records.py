"""A block of columns says what its interactions say, and a digest stands for all facts but the origin."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.records import (
    Interaction,
    InteractionBlock,
    Kind,
    Mailbox,
    Origin,
    Participant,
    Role,
    digest64,
    fact_digest,
)

TEXTS = st.text(max_size=4)
SECONDS = st.integers(min_value=-(10**9), max_value=4 * 10**9)
ORIGINS = st.builds(Origin, TEXTS, st.none() | st.integers(min_value=1))
MAILBOXES = st.builds(Mailbox, TEXTS, TEXTS, TEXTS)
PARTICIPANTS = st.builds(Participant, st.sampled_from(get_args(Role)), MAILBOXES)
INTERACTIONS = st.builds(
    Interaction,
    key=TEXTS,
    origin=ORIGINS,
    channel=st.just("mail"),
    at=st.none() | SECONDS.map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    participants=st.lists(PARTICIPANTS, max_size=4).map(tuple),
    kind=st.sampled_from(get_args(Kind)),
    witness=TEXTS,
    subject=TEXTS,
    thread=TEXTS,
    reply_to=TEXTS,
)

ANA = Mailbox("ana", "Ana", "ana@example.org")
BELA = Mailbox("bela", "Bela", "bela@example.org")
LETTER = Interaction(
    key="<1@example.org>",
    origin=Origin("all.mbox", 1),
    channel="mail",
    at=datetime(2019, 5, 1, 12, 0, tzinfo=UTC),
    participants=(Participant("from", ANA), Participant("to", BELA)),
    kind="personal",
    witness="",
    subject="The kiln",
    thread="t1",
    reply_to="<0@example.org>",
)


@settings(deadline=None)
@given(st.lists(INTERACTIONS, min_size=1, max_size=8))
def test_a_block_iterates_as_the_interactions_it_was_packed_from(interactions: list[Interaction]) -> None:
    block = InteractionBlock.pack(interactions)
    assert len(block) == len(interactions)
    assert list(block) == interactions


@settings(deadline=None)
@given(st.lists(INTERACTIONS, min_size=1, max_size=8))
def test_a_block_is_equal_to_what_is_packed_from_it(interactions: list[Interaction]) -> None:
    block = InteractionBlock.pack(interactions)
    assert InteractionBlock.pack(list(block)) == block
    assert block.digests == [fact_digest(interaction) for interaction in interactions]


@settings(deadline=None)
@given(st.lists(INTERACTIONS, min_size=1, max_size=8))
def test_a_block_holds_each_mailbox_once(interactions: list[Interaction]) -> None:
    block = InteractionBlock.pack(interactions)
    told = {participant.mailbox for interaction in interactions for participant in interaction.participants}
    assert len(block.mailboxes) == len(told)
    assert set(block.mailboxes) == told


@settings(deadline=None)
@given(INTERACTIONS, INTERACTIONS)
def test_digests_are_equal_where_and_only_where_the_facts_are(one: Interaction, other: Interaction) -> None:
    same_facts = replace(one, origin=other.origin) == other
    assert (fact_digest(one) == fact_digest(other)) == same_facts


@given(INTERACTIONS, ORIGINS)
def test_where_a_message_stood_is_no_fact_of_it(interaction: Interaction, origin: Origin) -> None:
    assert fact_digest(replace(interaction, origin=origin)) == fact_digest(interaction)


@pytest.mark.parametrize(
    "changed",
    [
        replace(LETTER, key="<2@example.org>"),
        replace(LETTER, channel="facebook"),
        replace(LETTER, at=datetime(2019, 5, 1, 12, 0, 1, tzinfo=UTC)),
        replace(LETTER, at=None),
        replace(LETTER, participants=(Participant("from", BELA), Participant("to", ANA))),
        replace(LETTER, participants=(Participant("from", ANA), Participant("cc", BELA))),
        replace(LETTER, participants=(Participant("from", ANA),)),
        replace(LETTER, participants=(Participant("from", ANA), Participant("to", BELA._replace(key="b")))),
        replace(LETTER, participants=(Participant("from", ANA), Participant("to", BELA._replace(name="B")))),
        replace(
            LETTER, participants=(Participant("from", ANA), Participant("to", BELA._replace(address="b@example.net")))
        ),
        replace(LETTER, kind="bulk"),
        replace(LETTER, witness="List-Id"),
        replace(LETTER, subject="The kilns"),
        replace(LETTER, thread="t2"),
        replace(LETTER, reply_to=""),
        replace(LETTER, witness="The kiln", subject=""),
    ],
)
def test_a_changed_fact_changes_the_digest(changed: Interaction) -> None:
    assert fact_digest(changed) != fact_digest(LETTER)


def test_interactions_of_two_channels_are_no_block() -> None:
    with pytest.raises(ValueError, match="unpack"):
        InteractionBlock.pack([LETTER, replace(LETTER, channel="facebook")])


def test_a_digest_is_a_signed_number_of_64_bits_and_the_same_everywhere() -> None:
    assert digest64(b"reconnect") == 1_187_950_214_111_741_579


def test_a_moment_within_a_second_is_kept_to_the_second() -> None:
    within = replace(LETTER, at=datetime(2019, 5, 1, 12, 0, tzinfo=UTC) + timedelta(milliseconds=750))
    assert list(InteractionBlock.pack([within])) == [LETTER]
