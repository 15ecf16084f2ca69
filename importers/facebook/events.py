"""Messenger writes into a thread by itself, and only older downloads say so: now an event is a sentence like any other.

Such sentences begin with the sender's name or "You" and are known here in English; in other languages the `type` and
the fields of a message are all that tells.
"""

from __future__ import annotations

import re

from importers.facebook.content import Entry, text_of

_SERVICE_TYPES = frozenset({"subscribe", "unsubscribe"})
_CALL_FIELDS = ("call_duration", "missed")

_CALL = re.compile(r"You missed an? (video |audio )?(call|chat) from .+|The (video |audio )?(call|chat) ended\.?")
_REACTION = re.compile(r"(.+ r|R)eacted [^\x00-\x7f]\S* to (your|a|his|her|their) message ?\.?|Liked a message\.?")
_DONE = re.compile(
    r"(left|joined|created) the (group|group chat|chat|conversation)"
    r"|(named|renamed) the (group|chat|conversation)( .+)?"
    r"|(joined|started|ended) (a|the|your) (call|video call|video chat|audio call)"
    r"|(added|removed) .+ (to|from) the (group|chat|conversation)"
    r"|changed the ((group|chat) (photo|name|theme|colou?rs)|theme)( .+)?"
    r"|(set|cleared|changed) (the|your|his|her|their) (own )?(nickname|emoji|quick reaction)( .+)?"
    r"|turned (on|off) (disappearing messages|member approval|vanish mode)( .+)?"
    r"|(pinned|unpinned) a message"
    r"|waved at (you|each other)"
)
_NOTICE = re.compile(
    r"(You are|You're) now connected on Messenger\.?"
    r"|Say hi to your new Facebook friend, .+"
    r"|You can now (message and call|call) each other( .+)?"
    r"|Messages and calls are (secured|protected) with end-to-end encryption\.( .+)?"
)


def event(message: Entry, sender: str) -> str:
    """Return what an entry of a thread is, where it is no message, as the reason to leave it out; else ""."""
    kind, text = text_of(message, "type").casefold(), text_of(message, "content", "text")
    if kind == "call" or any(name in message for name in _CALL_FIELDS) or _CALL.fullmatch(text):
        return "calls"
    if _REACTION.fullmatch(text):
        return "reactions"
    if kind in _SERVICE_TYPES or _NOTICE.fullmatch(text) or _did_something(text, sender):
        return "service messages"
    if message.get("is_unsent") is True or message.get("isUnsent") is True:
        return "unsent messages"
    return ""


def _did_something(text: str, sender: str) -> bool:
    """Tell whether a text is "Jane Doe left the group." by Jane Doe; full name, first name and "You" are in use."""
    for who in (sender, sender.split(" ")[0], "You"):
        if who and text.startswith(f"{who} ") and _DONE.fullmatch(text.removeprefix(f"{who} ").removesuffix(".")):
            return True
    return False
