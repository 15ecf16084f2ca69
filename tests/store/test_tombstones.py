"""Which messages go with the forgotten, and what is left of those that stay."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.records import Contact, Interaction, InteractionBlock, Mailbox, Origin, Participant, Role
from reconnect.store.decided import decide_me
from reconnect.store.opening import open_store
from reconnect.store.sieve import Party, Sieve, is_theirs, sieve
from reconnect.store.tombstones import Stone, Told, Traits, asked, hashes, kept, lift_stones, stones_of, write_stones

ME, TEO, KATIE = ("ines", True, False), ("teo", False, False), ("katie", False, True)
AMARA, UNKNOWN = ("amara", False, True), ("ines@new", False, False)


@pytest.mark.parametrize(
    ("parties", "goes"),
    [
        ((("from", KATIE), ("to", ME)), True),
        ((("from", ME), ("to", KATIE)), True),
        ((("from", ME), ("to", KATIE), ("cc", AMARA)), True),
        ((("from", KATIE), ("to", ME), ("cc", TEO)), True),
        ((("from", TEO), ("from", KATIE), ("to", ME)), False),
        ((("from", TEO), ("sender", KATIE), ("to", ME)), False),
        ((("from", TEO), ("to", ME), ("cc", KATIE)), False),
        ((("from", ME), ("to", KATIE), ("to", TEO)), False),
        ((("from", UNKNOWN), ("to", KATIE)), True),
        ((("from", UNKNOWN), ("to", KATIE), ("cc", TEO)), False),
        ((("from", TEO), ("to", KATIE), ("delivered-to", UNKNOWN)), False),
        ((("from", UNKNOWN), ("to", KATIE), ("delivered-to", UNKNOWN)), True),
        ((("from", UNKNOWN), ("to", KATIE), ("delivered-to", ME)), False),
        ((("to", KATIE),), True),
    ],
)
def test_a_message_goes_if_they_wrote_it_or_i_am_alone_with_them(
    parties: Sequence[tuple[Role, tuple[str, bool, bool]]], goes: bool
) -> None:
    assert is_theirs([Party(role, *side) for role, side in parties]) is goes


def traits_of(contact: Contact) -> Traits:
    return Traits(frozenset(("email", email) for email in contact.emails if email), contact.formatted_name)


def sieve_of(conn: sqlite3.Connection, stones: Sequence[Stone]) -> Sieve:
    write_stones(conn, stones)
    found = sieve(conn, "mail", traits_of)
    assert found is not None
    return found


BOXES = [Mailbox(f"{name} <{name}@x.example>", name, f"{name}@x.example") for name in ("ines", "teo", "katie", "amara")]
ROLES: list[Role] = ["from", "to", "cc"]
PARTICIPANTS = st.lists(st.builds(Participant, st.sampled_from(ROLES), st.sampled_from(BOXES)), max_size=4)


@pytest.fixture(scope="module")
def without_katie(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sieve]:
    with closing(open_store(tmp_path_factory.mktemp("data") / "a.db")) as db:
        decide_me(db, "email", "ines@x.example", mine=True)
        yield sieve_of(db.conn, [Stone("email", "katie@x.example")])


@given(taking_part=st.lists(PARTICIPANTS, min_size=1, max_size=6))
def test_what_stays_of_a_block_is_every_other_message_without_them(
    without_katie: Sieve, taking_part: list[list[Participant]]
) -> None:
    messages = [
        Interaction(
            key=f"m{number}", origin=Origin("a.mbox", number), channel="mail", at=datetime(2024, 1, 1, tzinfo=UTC),
            participants=tuple(parties), subject=f"s{number}",
        )
        for number, parties in enumerate(taking_part)
    ]  # fmt: skip
    block = InteractionBlock.pack(messages)
    left, gone = without_katie.sift(block)
    theirs = [is_theirs([party(each) for each in m.participants]) and KATIE_BOX in boxes(m) for m in messages]
    stay = [m for m, goes in zip(messages, theirs, strict=True) if not goes]
    assert list(left) == [
        replace(m, participants=tuple(each for each in m.participants if each.mailbox != KATIE_BOX)) for m in stay
    ]
    digests = zip(block.digests, theirs, strict=True)
    assert list(left.digests) == [digest for digest, goes in digests if not goes]
    assert gone.total() == sum(theirs)


KATIE_BOX = BOXES[2]


def boxes(message: Interaction) -> list[Mailbox]:
    return [each.mailbox for each in message.participants]


def party(each: Participant) -> Party:
    name = each.mailbox.name
    return Party(each.role, each.mailbox.address, name == "ines", name == "katie")


def test_nobody_forgotten_means_no_sieve(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "a.db")) as db:
        assert sieve(db.conn, "mail", traits_of) is None
        write_stones(db.conn, [Stone("email", "katie@x.example")])
        assert lift_stones(db.conn, [Stone("email", "katie@x.example")]) == 1
        assert sieve(db.conn, "mail", traits_of) is None


def test_what_several_share_tells_only_with_the_name(tmp_path: Path) -> None:
    def entry(name: str, *emails: str) -> Contact:
        return Contact(key=f"k {name}", origin=Origin("a.vcf", 1), formatted_name=name, emails=emails)

    with closing(open_store(tmp_path / "a.db")) as db:
        ours = sieve_of(db.conn, [Stone("email", "both@x.example", "katie"), Stone("name", "mail\x1fkatie")])
        told = [
            entry("katie", "both@x.example"),
            entry("teo", "both@x.example"),
            entry("katie", "k@x.example"),
            entry("katie"),
        ]
        assert [ours.holds_back(each, each.key) for each in told] == [True, False, False, True]


def test_one_thing_lifts_all_of_a_person_and_of_nobody_else(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "a.db")) as db:
        write_stones(db.conn, [Stone("email", "katie@x.example"), Stone("phone", "+3531")])
        write_stones(db.conn, [Stone("email", "teo@x.example")])
        assert lift_stones(db.conn, [Stone("phone", "+3531"), Stone("email", "nobody@x.example")]) == 1
        assert db.conn.execute("select kind, person from tombstones").fetchall() == [("email", 2)]


def test_what_another_of_the_forgotten_has_tells_that_one_still_with_the_name(tmp_path: Path) -> None:
    artur, helena = (
        [Stone("email", "both@x.example"), Stone("email", "both@x.example", name), Stone("email", f"{name}@x.example")]
        for name in ("artur", "helena")
    )
    with closing(open_store(tmp_path / "a.db")) as db:
        write_stones(db.conn, artur)
        write_stones(db.conn, helena)
        known = hashes(db.conn)
        assert known is not None
        assert lift_stones(db.conn, [Stone("email", "artur@x.example")]) == 1
        left = db.conn.execute("select value, name, person from tombstones order by 1, 2").fetchall()
        assert left == sorted((*known.of(stone), 2) for stone in helena[1:])


WORDS = st.sampled_from(["", "otto", "alt", "ida"])
POINTS = st.frozensets(st.tuples(st.sampled_from(["email", "phone"]), st.sampled_from(["1", "2"])))
CONTACTS = st.builds(
    lambda name, names, short, points, relayed: Told(
        "vcard", name, Traits(points, name, frozenset(names), frozenset(short), frozenset(), relayed)
    ),
    WORDS, st.sets(WORDS.filter(bool)), st.sets(WORDS.filter(bool)), POINTS, st.booleans(),
)  # fmt: skip


@given(theirs=st.lists(CONTACTS, min_size=1, max_size=3), stay=st.lists(CONTACTS, max_size=3))
def test_what_is_left_of_the_forgotten_tells_nobody_who_stays(theirs: list[Told], stay: list[Told]) -> None:
    stones = stones_of(theirs).difference(*map(kept, stay))
    assert [told for told in stay if not stones.isdisjoint(asked(told))] == []
    assert [told for told in theirs if told.points and stones_of(theirs).isdisjoint(asked(told))] == []
