"""Makes one line of text of what a card spreads over several lines of bytes, whatever its encodings.

Bytes are joined first and decoded after, because a fold may cut a character in two. Quoted-printable is undone here
and the value escaped as 3.0 does it, so that an encoded `;` stays data and nobody behind this needs to know eras.
Folding: RFC 6350, section 3.2; quoted-printable: RFC 2045, section 6.7.
"""

from __future__ import annotations

import binascii
import codecs
import re
from collections.abc import Iterator
from functools import lru_cache

from importers.vcard.cards import MARK

LONGEST_TEXT = 1 << 20  # bytes; no real card comes near it once its pictures are gone

_BLOB = re.compile(
    rb"\n(?:[\w-]++\.)?+(?:PHOTO|LOGO|SOUND|KEY|X-MS-CARDPICTURE|X-MS-OL-DESIGN)[;:][^\n]*+"
    # What cannot be a property: a folded line, the rest of a quoted-printable one, and base64 that was not indented.
    rb"(?:\n[ \t;=][^\n]*+|\n[A-Za-z0-9+/=]++(?![^\n]))*",
    re.IGNORECASE,
)

_HEAD = re.compile(rb'[^":]*+(?:"[^"]*+"[^":]*+)*+:')
_QUOTED = re.compile(rb";[^;:]*QUOTED-PRINTABLE[^;:]*+", re.IGNORECASE)
_BASE64 = re.compile(rb';(?:ENCODING="?B(?:ASE64)?"?|BASE64)(?=[;:])', re.IGNORECASE)
_CHARSET = re.compile(rb';CHARSET="?([^";:,]++)', re.IGNORECASE)
_UNDECLARED = re.compile(rb"=[C-F][0-9A-F](?:=[89AB][0-9A-F])++")  # UTF-8 as quoted-printable writes it
_TEXT_NAME = re.compile(rb"(?:[\w-]++\.)?+(?:FN|N|ORG|TITLE|NICKNAME|NOTE|CATEGORIES)[;:]", re.IGNORECASE)

_WRITTEN_IN_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2,3}={0,2})?")
_LITERAL_ESCAPE = re.compile(rb"\\([\\;,nN])")
_BETWEEN_SEPARATORS = re.compile(rb"[^;,]++")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})

_WINDOWS_1252 = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
"""What "surrogateescape" makes of a byte that is no UTF-8, to what the byte is in Windows-1252."""

_NOT_PLAIN = (b"QUOTED-PRINTABLE", b"BASE64", b"ENCODING", b"CHARSET", b"AGENT", b"\0")

_NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})
"""Codecs of Python that no card means: some are quadratic, some warn, some let half a surrogate through."""


def without_blobs(text: bytes) -> bytes:
    """Return the lines of a card with empty ones in the place of pictures, sounds and keys, which are never decoded."""
    return _BLOB.sub(lambda blob: b"\n" * blob[0].count(b"\n"), text)


def without_agents(text: bytes) -> tuple[bytes, list[bytes]]:
    """Return the lines of a card with empty ones in the place of the cards inside it, and the lines of those."""
    own, agents = b"", []
    depth = start = inner = end = 0
    for mark in MARK.finditer(text + b"\nEND:VCARD"):  # one END more, in case that of the last one is missing
        if mark.lastgroup in ("agent", "nested") and not depth:
            start = mark.start()
        if mark.lastgroup in ("begin", "nested"):
            inner, depth = inner if depth else mark.end(), depth + 1
        elif mark.lastgroup == "end" and depth:
            depth = 0 if mark.end() > len(text) else depth - 1
            if not depth:
                agents.append(_outdented(text[inner : mark.start()]))
                own += text[end:start] + b"\n" * text.count(b"\n", start, mark.end())
                end = mark.end()
    return own + text[end:], agents


def _outdented(text: bytes) -> bytes:
    """Return lines without the blank that each of them begins with, if all do: so some indent the card inside."""
    return text if re.search(rb"\n[^ \t\n]", text) else re.sub(rb"\n[ \t]", b"\n", text)


def plain_lines(text: bytes) -> list[str] | None:
    """Return the unfolded lines of a card, some of them empty, or None if one of them is not plain UTF-8."""
    text = _BLOB.sub(b"", text)
    upper = text.upper()
    if len(text) > LONGEST_TEXT or any(word in upper for word in _NOT_PLAIN) or _UNDECLARED.search(text):
        return None
    try:
        decoded = text.decode()
    except UnicodeDecodeError:
        return None
    return decoded.replace("\n ", "").replace("\n\t", "").split("\n")


def content_lines(text: bytes, *, recoded: bool) -> Iterator[tuple[int, str]]:
    """Yield each unfolded, decoded line that is not empty with its number, the first being 1.

    `recoded` says that the bytes are UTF-8 whatever a line says of its charset.
    """
    for number, line in _unfolded(text):
        yield number, _decoded(line, recoded=recoded)


def _unfolded(text: bytes) -> Iterator[tuple[int, bytes]]:
    first, parts, quoted = 0, [b""], False
    for number, line in enumerate(text.split(b"\n")):
        if quoted and parts[-1].endswith(b"="):
            parts.append(_behind_soft_break(parts[-1], line))
            parts[-2] = parts[-2][:-1]
        elif line[:1] in (b" ", b"\t") and parts[0]:
            parts.append(line[1:])
        else:
            if parts[0]:
                yield first, b"".join(parts)
            first, parts, quoted = number, [line.lstrip()], _says_quoted(line)
    if parts[0]:
        yield first, b"".join(parts)


def _behind_soft_break(before: bytes, line: bytes) -> bytes:
    """Return what a soft break joins: a space in front is data, unless it was put there to fold the line as well."""
    doubled = before[-2:-1] in (b" ", b"\t")
    cuts_a_character = re.search(rb"=[89A-F][0-9A-F]=$", before) and re.match(rb"[ \t]=[89AB]", line)
    return line[1:] if line[:1] in (b" ", b"\t") and (doubled or cuts_a_character) else line


def _says_quoted(line: bytes) -> bool:
    head = _HEAD.match(line)
    return head is not None and _QUOTED.search(head[0]) is not None


def _decoded(line: bytes, *, recoded: bool) -> str:
    found = _HEAD.match(line)
    if found is None:
        return _text(line, "")
    head, value = found[0], line[found.end() :]
    named = _CHARSET.search(head)
    charset = _charset(named[1]) if named else ""
    if _QUOTED.search(head) or (_UNDECLARED.search(value) and _TEXT_NAME.match(head)):
        return _text(_QUOTED.sub(b"", head), "") + _unquoted(value, charset)
    if _BASE64.search(head):
        return _text(_BASE64.sub(b"", head), "") + _from_base64(value, charset)
    return _text(line, "" if recoded or charset.startswith("utf-16") else charset)


def _unquoted(value: bytes, charset: str) -> str:
    """Undo quoted-printable between separators, so that an encoded `;` or `,` separates nothing."""

    def undo(part: re.Match[bytes]) -> bytes:
        return _text(binascii.a2b_qp(part[0]), charset).translate(_ESCAPES).encode()

    value = _LITERAL_ESCAPE.sub(lambda found: b"=0A" if found[1] in b"nN" else b"=%02X" % ord(found[1]), value)
    return _BETWEEN_SEPARATORS.sub(undo, value).decode()


def _from_base64(value: bytes, charset: str) -> str:
    """Decode base64, padded or not; what is none stands as it is."""
    if _WRITTEN_IN_BASE64.fullmatch(value) is None:
        return _text(value, "")
    return _text(binascii.a2b_base64(value.rstrip(b"=") + b"=="), charset).translate(_ESCAPES)


def _text(data: bytes, charset: str) -> str:
    """Decode by the charset, else as UTF-8; bytes that are none are Windows-1252, or else become U+FFFD."""
    try:
        text = data.decode(charset or "utf-8")
    except UnicodeError:
        text = data.decode("utf-8", "surrogateescape").translate(_WINDOWS_1252)
    return text.replace("\0", "")


@lru_cache(maxsize=64)
def _charset(name: bytes) -> str:
    try:
        known = codecs.lookup(name.decode("ascii").strip()).name
        b"FN:a".decode(known)  # raises for codecs that turn bytes into bytes
    except (LookupError, ValueError):
        return ""
    return "" if known in _NO_CHARSETS else known
