"""What Messenger and Instagram write into a thread by themselves is told apart from all that a person wrote."""

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
        ({"content": "You missed a chat with Zoe."}, "calls"),
        ({"content": "Zoe missed your call."}, "calls"),
        ({"content": "Zoe Lind started a call."}, "calls"),
        ({"content": "Audio call ended"}, "calls"),  # from here on Instagram's
        ({"content": "Video chat ended"}, "calls"),
        ({"content": "Zoe started a video chat"}, "calls"),
        ({"content": "You started an audio call"}, "calls"),
        ({"content": "Liked a message"}, "reactions"),
        ({"content": "Zoe liked your message"}, "reactions"),
        ({"content": "You liked a message"}, "reactions"),
        ({"content": "Reacted \u2764\ufe0f to your message "}, "reactions"),
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
        ({"content": "I liked your message"}, ""),
        ({"content": "Liked a message of yours"}, ""),
        ({"content": "Zoe Lind sent an attachment.", "photos": [{"uri": "1.jpg"}]}, ""),
        ({"content": "We started a video chat"}, ""),
        ({"content": "When the video chat ended I slept"}, ""),
        ({"content": "I think she reacted badly to your message"}, ""),
        ({"content": "You waved at me yesterday"}, ""),
        ({"content": "Zoe left the group\nbecause of the rain"}, ""),
        ({"content": None, "type": 7, "is_unsent": "no"}, ""),
        ({}, ""),
    ],
)
def test_what_messenger_writes_by_itself_is_no_message(told: dict[str, Any], reason: str) -> None:
    assert event(told, "Zoe Lind") == reason


def test_a_long_line_is_a_message() -> None:
    assert event({"content": "Zoe reacted \u2764" * 100_000 + "r" * 100_000}, "Zoe Lind") == ""
