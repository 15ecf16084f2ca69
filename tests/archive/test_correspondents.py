"""What the participants of all interactions tell of each contact, however many are counted at once."""

from __future__ import annotations

import numpy as np
import pytest

from reconnect.archive.correspondents import corresponding, counted, list_addresses, seen_by_channel
from reconnect.identity import Seen
from reconnect.store.exchanges import Codes, Interactions, Participations
from reconnect.ties.columns import CHANNELS, KINDS, ROLES

ME, KATIE, NEWS, LIST = range(1, 5)
MENTIONS = {
    ME: ("Ines Duarte", "ines@duarte.example"), KATIE: ("Katie O'Neil", "katie@harbour.example"),
    NEWS: ("News", "news@kiln.example"), LIST: ("", "potters@lists.example"),
}  # fmt: skip


def codes(words: list[str], names: tuple[str, ...]) -> Codes:
    return np.array([[*names, word].index(word) for word in words], np.int8)


def seen(contact: int, sent: int, received: int, delivered: int) -> Seen:
    name, address = MENTIONS[contact]
    return Seen(address, name, sent, received, delivered)


def told(*messages: tuple[str, str, dict[int, str]]) -> Participations:
    """Messages, each with its channel, its kind and the role of every contact."""
    rows = [(n, contact, role) for n, (_, _, roles) in enumerate(messages) for contact, role in roles.items()]
    numbers = np.arange(len(messages))
    of = Interactions(
        channels=CHANNELS,
        id=numbers.astype(np.int32),
        at=numbers,
        channel=codes([channel for channel, _, _ in messages], CHANNELS),
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
    assert seen_by_channel(counted(MESSAGES), MENTIONS) == {
        "mail": [
            seen(ME, 1, 1, 2),
            seen(KATIE, 1, 1, 0),
            seen(NEWS, 1, 0, 0),
            seen(LIST, 0, 1, 0),
        ],
        "linkedin": [
            seen(ME, 0, 1, 0),
            seen(KATIE, 1, 0, 0),
        ],
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
