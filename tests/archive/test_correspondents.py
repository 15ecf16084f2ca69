"""What the participants of all interactions tell of each contact, however many are counted at once."""

from __future__ import annotations

import numpy as np
import pytest

from reconnect.archive.correspondents import Counts, added, corresponding, counted, list_addresses, ways
from reconnect.store.exchanges import Codes, Interactions, Participations
from reconnect.ties.columns import CHANNELS, KINDS, ROLES

ME, KATIE, NEWS, LIST = range(1, 5)


def codes(words: list[str], names: tuple[str, ...]) -> Codes:
    return np.array([[*names, word].index(word) for word in words], np.int8)


def told(*messages: tuple[str, str, dict[int, str]]) -> Participations:
    """Messages, each with its channel, its kind and the role of every contact."""
    rows = [(n, contact, role) for n, (_, _, roles) in enumerate(messages) for contact, role in roles.items()]
    numbers = np.arange(len(messages))
    channels = (*CHANNELS, *sorted({channel for channel, _, _ in messages} - set(CHANNELS)))
    of = Interactions(
        channels=channels,
        id=numbers.astype(np.int32),
        at=numbers,
        channel=codes([channel for channel, _, _ in messages], channels),
        kind=codes([kind for _, kind, _ in messages], KINDS),
        dated=numbers >= 0,
        is_reply=numbers < 0,
    )
    interaction, contact = (np.array([row[i] for row in rows], np.int32) for i in (0, 1))
    return Participations(of, interaction, contact, codes([role for _, _, role in rows], ROLES))


MESSAGES = told(
    ("mail", "personal", {KATIE: "from", ME: "to"}),
    ("mail", "personal", {KATIE: "to", ME: "from"}),
    ("mail", "bulk", {NEWS: "from", ME: "delivered-to"}),
    ("mail", "list", {KATIE: "sender", LIST: "to", ME: "delivered-to"}),
    ("linkedin", "personal", {KATIE: "from", ME: "to"}),
    ("mail", "carved", {NEWS: "mason"}),
    ("mail", "bulk", {}),
)


@pytest.fixture(params=[2, 200_000], autouse=True)
def at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reconnect.archive.correspondents.COUNTED_AT_ONCE", request.param)


def test_each_channel_knows_who_sent_received_and_was_delivered_to() -> None:
    counts = counted(MESSAGES)
    found = {channel: [way[1:].tolist() for way in ways(counts, channel)] for channel in ("mail", "linkedin")}
    assert found == {
        "mail": [[1, 1, 1, 0], [1, 1, 0, 1], [2, 0, 0, 0]],
        "linkedin": [[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]],
    }


def test_a_message_without_anybody_is_in_no_total() -> None:
    assert counted(MESSAGES).totals == {"mail": 5, "linkedin": 1, "facebook": 0, "instagram": 0}


def test_who_is_only_written_to_by_machines_does_not_correspond() -> None:
    assert corresponding(counted(MESSAGES)) == {ME, KATIE}


def test_a_list_never_writes_and_receives_list_mail() -> None:
    assert list_addresses(counted(MESSAGES)) == {LIST}


def test_who_has_copies_of_list_mail_is_no_list() -> None:
    copied = told(("mail", "list", {KATIE: "from", LIST: "to", NEWS: "cc"}))
    assert list_addresses(counted(copied)) == {LIST}


def test_two_halves_of_all_messages_are_all_messages_whatever_channels_each_has() -> None:
    pigeon = ("pigeon", "personal", {KATIE: "from", ME: "to"})
    drum = ("drum", "personal", {KATIE: "from", ME: "to"})
    mail = ("mail", "bulk", {NEWS: "from", ME: "to"})
    assert as_rows(added(counted(told(mail, pigeon)), counted(told(drum, mail)))) == as_rows(
        counted(told(mail, pigeon, drum, mail))
    )


def as_rows(counts: Counts) -> object:
    return list(counts.totals.items()), counts.places.tolist(), counts.times.tolist()
