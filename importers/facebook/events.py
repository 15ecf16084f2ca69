"""Messenger and Instagram write into threads by themselves, and only older downloads say so: now it reads as a message.

Such sentences begin with the sender's name or "You" and are known here in English; in other languages the `type` and
the fields of a message are all that tells.
"""

from __future__ import annotations

import re

from importers.facebook.content import Entry, text_of

_SERVICE_TYPES = frozenset({"subscribe", "unsubscribe"})
_CALL_FIELDS = ("call_duration", "missed")

_A_CALL = r"(an? |your |the )?((video|audio|voice) (call|chat)|call)"
_CALL = re.compile(rf"You missed ({_A_CALL}|a chat) (from|with) .+|({_A_CALL}|(the )?chat) ended\.?", re.IGNORECASE)
_REACTION = re.compile(r"(.+ r|R)eacted [^\x00-\x7f]\S* to (your|a|his|her|their) message ?\.?|Liked a message\.?")
_LIKED = re.compile(r"liked (a|your) message")
_CALLED = re.compile(rf"(started|joined|ended) {_A_CALL}|missed {_A_CALL}( (from|with) .+)?|called you")
_DONE = re.compile(
    r"(left|joined|created) the (group|group chat|chat|conversation)"
    r"|(named|renamed) the (group|group chat|chat|conversation)( .+)?"
    r"|(added|removed) .+ (to|from) the (group|group chat|chat|conversation)"
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
    done = _done(text, sender)
    if kind == "call" or any(name in message for name in _CALL_FIELDS):
        return "calls"
    if _CALL.fullmatch(text) or any(_CALLED.fullmatch(what) for what in done):
        return "calls"
    if _REACTION.fullmatch(text) or any(_LIKED.fullmatch(what) for what in done):
        return "reactions"
    if kind in _SERVICE_TYPES or _NOTICE.fullmatch(text) or any(_DONE.fullmatch(what) for what in done):
        return "service messages"
    if message.get("is_unsent") is True or message.get("isUnsent") is True:
        return "unsent messages"
    return ""


def _done(text: str, sender: str) -> list[str]:
    """Return what "Jane Doe left the group." says of Jane Doe; full name, first name and "You" are in use."""
    names = filter(None, (sender, sender.split(" ")[0], "You"))
    return [text.removeprefix(f"{who} ").removesuffix(".") for who in names if text.startswith(f"{who} ")]
