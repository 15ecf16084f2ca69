"""Makes one line of text of what a card spreads over several lines of bytes, whatever its encodings.

Bytes are joined first and decoded after, because a fold may cut a character in two. Quoted-printable is undone here
and the value escaped as 3.0 does it, so that an encoded `;` stays data and nobody behind this needs to know eras.
Folding: RFC 6350, section 3.2; quoted-printable: RFC 2045, section 6.7.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from collections.abc import Iterator
from functools import lru_cache

from importers.vcard.cards import Card

_HEAD = re.compile(rb'[^":]*+(?:"[^"]*+"[^":]*+)*+:')
_QUOTED = re.compile(rb";[^;:]*QUOTED-PRINTABLE[^;:]*+", re.IGNORECASE)
_BASE64 = re.compile(rb';(?:ENCODING="?B(?:ASE64)?"?|BASE64)(?=[;:])', re.IGNORECASE)
_CHARSET = re.compile(rb';CHARSET="?([^";:,]++)', re.IGNORECASE)
_UNDECLARED = re.compile(rb"=[C-F][0-9A-F](?:=[89AB][0-9A-F])++")  # UTF-8 as quoted-printable writes it
_TEXT_NAME = re.compile(rb"(?:[\w-]++\.)?+(?:FN|N|ORG|TITLE|NICKNAME|NOTE|CATEGORIES)[;:]", re.IGNORECASE)

_LITERAL_ESCAPE = re.compile(rb"\\([\\;,nN])")
_BETWEEN_SEPARATORS = re.compile(rb"[^;,]++")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})

_NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})
"""Codecs of Python that no card means: some are quadratic, some warn, some let half a surrogate through."""


def content_lines(card: Card) -> Iterator[tuple[int, str]]:
    """Yield each unfolded, decoded line of a card with the number of its first line."""
    for number, line in _unfolded(card.lines):
        yield number, _decoded(line, recoded=card.recoded)


def _unfolded(lines: list[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    first, parts, quoted = 0, [b""], False
    for number, line in lines:
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
    try:
        return _text(base64.b64decode(value), charset).translate(_ESCAPES)
    except binascii.Error:
        return _text(value, "")


def _text(data: bytes, charset: str) -> str:
    """Decode by the charset, else as UTF-8, else as Windows-1252; what none of them knows becomes U+FFFD."""
    for name in filter(None, (charset, "utf-8")):
        try:
            return data.decode(name).replace("\0", "")
        except UnicodeError:
            continue
    return data.decode("cp1252", "replace").replace("\0", "")


@lru_cache(maxsize=64)
def _charset(name: bytes) -> str:
    try:
        known = codecs.lookup(name.decode("ascii").strip()).name
        b"FN:a".decode(known)  # raises for codecs that turn bytes into bytes
    except (LookupError, ValueError):
        return ""
    return "" if known in _NO_CHARSETS else known
