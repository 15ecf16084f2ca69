"""Header bytes become text that any database takes: UTF-8, else Windows-1252, and encoded words are decoded.

Two things a charset name in a header can do: `punycode` takes ten seconds for 40 kB, and `unicode-escape` makes half
characters; both, and every unknown name, are read as Latin-1. Encoded words: RFC 2047.
"""

from __future__ import annotations

import binascii
import codecs
import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from functools import lru_cache

LONGEST_REMEMBERED = 1_024
"""Characters or bytes of a text beyond which nothing is remembered by it, for the memory's sake."""

_WORD = re.compile(r"=\?([^?]*)\?([bBqQ])\?(.*?)\?=")
_BETWEEN_WORDS = re.compile(r"(?<=\?=)[ \t]+(?==\?)")
_SAME_WORDS = re.compile(
    r"=\?(utf-8|iso-8859-1)\?(?:[qQ]\?(?:[!-<>@-~]|=[0-9A-Fa-f]{2})*+|[bB]\?[A-Za-z0-9+/]*+={0,2})\?="
    r"(?:[ \t]*+=\?\1\?(?:[qQ]\?(?:[!-<>@-~]|=[0-9A-Fa-f]{2})*+|[bB]\?[A-Za-z0-9+/]*+={0,2})\?=)*+",
    re.IGNORECASE,
)
_LONGEST_CHARSET = 40
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_STRANGE_CHARSET = re.compile(r"=\?[^?]*(?:puny|idna|escape|undefined|unknown|utf.?7)[^?]*\?", re.IGNORECASE)


def text(value: bytes) -> str:
    """Return a raw header value as one line: folds lose their newline, control characters become spaces."""
    try:
        line = value.decode()
    except UnicodeDecodeError:
        line = value.decode("cp1252", "replace")
    return line.strip() if line.isprintable() else _one_line(line)


def words(value: bytes) -> str:
    """Return a raw header value as text with its encoded words decoded, the usual shapes without the email package."""
    line = text(value)
    if b"=?" not in value:
        return line
    if _SAME_WORDS.fullmatch(line):
        decoded = _same_words(line)
        if decoded is not None:
            return decoded
    return decoded_words(line)


def plain_words(value: bytes) -> str:
    """Do what `words` does with the email package alone."""
    line = text(value)
    return decoded_words(line) if "=?" in line else line


def decoded_words(line: str) -> str:
    """Decode the encoded words in a line with the email package, and those that it refuses one by one."""
    return _remembered(line) if len(line) <= LONGEST_REMEMBERED else _decoded_words(line)


def _decoded_words(line: str) -> str:
    end = line.rfind("?=") + 2  # behind the last word the package would look for one from each "=?" to the end
    if end > 1 and line.isascii() and not _STRANGE_CHARSET.search(line):
        try:
            return _one_line(str(make_header(decode_header(line[:end]))) + line[end:])
        except (HeaderParseError, LookupError, ValueError):
            pass
    return _one_line(_WORD.sub(_one_word, _BETWEEN_WORDS.sub("", line[:end])) + line[end:])


_remembered = lru_cache(maxsize=4_096)(_decoded_words)


def _same_words(line: str) -> str | None:
    """Decode a line that is nothing but words of one common charset; None where they are damaged."""
    found = _WORD.findall(line)
    try:
        return _one_line(b"".join(_payload(*word[1:]) for word in found).decode(found[0][0]))
    except ValueError:
        return None


def _payload(encoding: str, payload: str) -> bytes:
    if encoding in "bB":
        return binascii.a2b_base64(payload + "==="[: -len(payload) % 4])
    return binascii.a2b_qp(payload, header=True)


def _one_word(word: re.Match[str]) -> str:
    charset, encoding, payload = word.groups()
    try:
        data = _payload(encoding, payload)
    except ValueError:  # base64 that is none, or letters outside of ASCII: shown as it stands
        return word[0]
    try:
        name = codecs.lookup(charset[:_LONGEST_CHARSET].partition("*")[0]).name  # RFC 2231 may add a language: utf-8*en
        if _STRANGE_CHARSET.match(f"=?{name}?"):
            raise LookupError(charset)
        return data.decode(name, "replace")  # which refuses rot13 and its like, as no charsets
    except (LookupError, ValueError):
        return data.decode("latin-1")


def _one_line(line: str) -> str:
    if line.isprintable():
        return line.strip()
    return _UNPRINTABLE.sub(" ", line.replace("\n", "")).strip()
