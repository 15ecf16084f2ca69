"""What Messenger writes into a thread by itself is told apart, and nothing that a person wrote is taken for it."""

from __future__ import annotations

from typing import Any

import pytest

from importers.facebook.events import event


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"type": "Call", "call_duration": 192}, "calls"),
        ({"content": "Zoe called you.", "call_duration": 12}, "calls"),
        ({"type": "Generic", "missed": True}, "calls"),
        ({"content": "You missed a video call from Zoe."}, "calls"),
        ({"content": "The video chat ended."}, "calls"),
        ({"type": "Subscribe", "content": "Zoe joined the chat"}, "service messages"),
        ({"type": "Unsubscribe"}, "service messages"),
        ({"content": "Zoe Lind left the group."}, "service messages"),
        ({"content": "Zoe left the chat"}, "service messages"),
        ({"content": "You named the group Sunday walkers."}, "service messages"),
        ({"content": "Zoe added Otto Brandt to the group."}, "service messages"),
        ({"content": "You set the nickname for Zoe to Z."}, "service messages"),
        ({"content": "You are now connected on Messenger."}, "service messages"),
        ({"content": "Say hi to your new Facebook friend, Zoe."}, "service messages"),
        ({"content": "Reacted 😂 to your message "}, "reactions"),
        ({"content": "Zoe reacted ❤ to your message"}, "reactions"),
        ({"content": "", "is_unsent": True}, "unsent messages"),
        ({"content": "Hello", "type": "Generic", "reactions": [{"reaction": "👍", "actor": "Ines Duarte"}]}, ""),
        ({"type": "Share", "share": {"link": "https://example.com"}}, ""),
        ({"sticker": {"uri": "messages/stickers_used/1.png"}}, ""),
        ({"content": "Otto left the group."}, ""),
        ({"content": "I left the group."}, ""),
        ({"content": "Sorry I missed your call"}, ""),
        ({"content": "I think she reacted badly to your message"}, ""),
        ({"content": "You waved at me yesterday"}, ""),
        ({"content": "Zoe left the group\nbecause of the rain"}, ""),
        ({"content": None, "type": 7, "is_unsent": "no"}, ""),
        ({}, ""),
    ],
)
def test_what_messenger_writes_by_itself_is_no_message(told: dict[str, Any], reason: str) -> None:
    assert event(told, "Zoe Lind") == reason
