"""The headers of a draft mean one thing to every reader: one recipient, one subject, one message answered.

The standard library is not enough: where it folds a long display name, some versions of it leave out the quotes, so
that a comma in a name makes a second recipient, and what it writes differs from version to version, so that a draft
would not be known again. Headers: RFC 5322; words of other letters: RFC 2047.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from urllib.parse import quote

from reconnect.drafts.addresses import parts
from reconnect.drafts.plain import one_line

LONGEST_TEXT = 200  # characters of a name or subject; what is longer is no name
LONGEST_PLAIN = 60  # of text that stands as it is; what is longer is folded as encoded words
LONGEST_ID = 900  # a Message-ID stands on one line of at most 998 characters
LONGEST_URL = 900
_BYTES_OF_A_WORD = 39  # as Base64 they fit into a line of 76 characters behind "Subject: " (RFC 2047, section 2)

_ATOMS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_DOT_ATOM = rf"{_ATOMS}(?:\.{_ATOMS})*"
_MESSAGE_ID = re.compile(rf"{_DOT_ATOM}@(?:{_DOT_ATOM}|\[[!-Z^-~]*\])")
_PLAIN_PHRASE = re.compile(rf"{_ATOMS}(?: {_ATOMS})*")


def header_text(text: str) -> str:
    """Return text for a header: one line, not too long, and nothing that a reader would decode (RFC 2047)."""
    return one_line(text).replace("=?", "= ?")[:LONGEST_TEXT].rstrip()


def subject(text: str) -> str:
    """Return the value of a Subject, folded."""
    text = header_text(text)
    return text if _is_plain(text) else _encoded(text)


def mailbox(name: str, addr_spec: str) -> str:
    """Return a display name with an addr-spec, folded. Errors: UnwritableAddress."""
    address, name = "@".join(parts(addr_spec)), header_text(name)
    if not name:
        return address
    if not _is_plain(name):
        return f"{_encoded(name)}\r\n <{address}>"
    phrase = name if _PLAIN_PHRASE.fullmatch(name) else '"{}"'.format(re.sub(r'(["\\])', r"\\\1", name))
    return f"{phrase} <{address}>"


def message_id(text: str) -> str:
    """Return the Message-ID that stands in a text, with or without brackets, in brackets; "" where that is none.

    Quoted strings and comments, which no program writes, are taken for none (RFC 5322, section 3.6.4).
    """
    id = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    return f"<{id}>" if len(id) <= LONGEST_ID and _MESSAGE_ID.fullmatch(id) else ""


def url(text: str) -> str:
    """Return a web address as one word of ASCII; "" where it is too long for a line."""
    word = quote(one_line(text), safe="!#$%&'()*+,/:;=?@[]~")
    return word if len(word) <= LONGEST_URL else ""


def _is_plain(text: str) -> bool:
    return text.isascii() and len(text) <= LONGEST_PLAIN


def _encoded(text: str) -> str:
    return "\r\n ".join(f"=?utf-8?B?{b64encode(each).decode('ascii')}?=" for each in _pieces(text))


def _pieces(text: str) -> Iterator[bytes]:
    """Yield text in pieces of whole characters, each short enough for an encoded word."""
    piece = b""
    for character in text:
        more = character.encode("utf-8")
        if len(piece) + len(more) > _BYTES_OF_A_WORD:
            yield piece
            piece = b""
        piece += more
    yield piece
