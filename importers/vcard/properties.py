"""Takes one content line apart into a name, parameters and the parts of its value.

vobject does it, but never unguarded: its pattern for a line is exponential, and 82 bytes without a colon keep it busy
for half a second. What stands before a plain value is nearly always one of a few dozen texts, which are remembered.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from vobject.base import textLineToContentLine
from vobject.icalendar import stringToTextValues
from vobject.vcard import splitFields

LONGEST_LINE = 1 << 20

LINE_HEAD = re.compile(
    r"(?>[\w-]+\.)?[\w-]++"  # group, name
    # The one empty parameter that vobject allows: "TEL;;CELL:", "TEL;:". Not written as `(...)?+`, which loses what
    # follows in Python before 3.11.5 (possessive groups with a look-ahead).
    r"(?:;(?=[;:])|(?!;[;:]))"
    r"(?:;[\w-]++"  # parameter name
    r'(?:=(?:"[^"]*+"|[^";:,]*+)'  # first value: quoted, or plain
    r'(?:,(?:"[^"]*+"|[^";:,]*+))*+)?+)*+'  # more values, each after a comma
    r":",
    re.ASCII,
)
"""The guard. Possessive throughout, so it is linear itself; what it lets through, vobject reads in milliseconds.

An empty parameter anywhere but in front would be harmless to read but lets vobject's pattern run away.
"""

STRUCTURED = frozenset({"N", "ORG", "X-ANDROID-CUSTOM"})
"""Properties whose value is split at `;`; all others have one part."""

_NAME = re.compile(r"(?:([\w-]++)\.)?+([^;:]*+)")
_ESCAPE = re.compile(r"\\.?", re.DOTALL)
_MISREAD = re.compile(r"\\(?P<escaped>.?)|,", re.DOTALL)
_BEFORE_VALUE = re.compile(r'[^":]*+(?:"[^"]*+"[^":]*+)*+:')


class Head(NamedTuple):
    """What stands before a value: group and name in capitals, parameters by name in capitals."""

    group: str
    name: str
    params: dict[str, list[str]]


class Property(NamedTuple):
    """A content line taken apart: its head, and the unescaped parts of its value.

    It is doubtful where damage leaves open where the value begins.
    """

    head: Head
    parts: list[str]
    is_doubtful: bool = False


def is_content_line(line: str) -> bool:
    """Tell whether a line may be given to vobject."""
    return len(line) <= LONGEST_LINE and LINE_HEAD.match(line) is not None


@lru_cache(maxsize=1 << 12)
def head_of(text: str) -> Head | None:
    """Take apart what stands before the first colon; None if that is no head, or not all of it."""
    if '"' in text or not is_content_line(f"{text}:"):
        return None
    name, *given = text.split(";")
    group, _, name = name.upper().rpartition(".")
    params: dict[str, list[str]] = {}
    for param in given:
        key, _, listed = param.partition("=")
        if values := [value for value in listed.split(",") if value]:
            params.setdefault(key.upper(), []).extend(values)
    return Head(group, name.replace("_", "-"), params)


def property_of(line: str) -> Property:
    """Take a guarded line apart."""
    head, _, value = line.partition(":")
    known = head_of(head)
    return by_vobject(line) if known is None else Property(known, parts_of(known.name, value))


def by_vobject(line: str) -> Property:
    """Take any guarded line apart."""
    content = textLineToContentLine(line)
    head = Head((content.group or "").upper(), content.name, content.params)
    return Property(head, parts_of(head.name, content.value))


def parts_of(name: str, value: str) -> list[str]:
    """Return the unescaped parts of a value; one without backslashes needs no parser."""
    if name not in STRUCTURED:
        return [_ESCAPE.sub(_read_escape, value) if "\\" in value else value]
    if "\\" not in value:
        return value.removesuffix(";").split(";")
    parts: list[str] = splitFields(_MISREAD.sub(_as_vobject_reads_it, value))
    return parts


def salvaged(line: str) -> Property | None:
    """Take a line apart that the guard refuses, its parameters passed over; None where no value can be told.

    No address and no number holds a colon, so theirs stands behind the last one; any other value behind the first that
    is not in quotes, or behind the first at all where a quote is never closed.
    """
    group, name = name_of(line)
    if name in ("EMAIL", "TEL"):
        before, colon, value = line.rpartition(":")
    elif head := _BEFORE_VALUE.match(line):
        before, colon, value = head[0], ":", line[head.end() :]
    else:
        before, colon, value = line.partition(":")
    if not colon or len(line) > LONGEST_LINE:
        return None
    return Property(Head(group, name, {}), parts_of(name, value), '"' in before)


def name_of(line: str) -> tuple[str, str]:
    """Return the group and the name that a line begins with, in capitals."""
    found = _NAME.match(line)
    return ((found[1] or "").upper(), found[2].strip().upper().replace("_", "-")) if found else ("", "")


def _read_escape(found: re.Match[str]) -> str:
    return _meaning(found[0])


@lru_cache(maxsize=1 << 8)
def _meaning(escape: str) -> str:
    """Return what vobject takes an escape for, asked of each but once: it reads values character by character."""
    return {"\\": "\\", "\\:": ":"}.get(escape) or str(stringToTextValues(escape)[0])


def _as_vobject_reads_it(found: re.Match[str]) -> str:
    """Escape what vobject misreads: a comma ends its texts, `\\:` stays as it is, a last backslash becomes `\\eof`."""
    return {None: "\\,", ":": ":", "": "\\\\"}.get(found["escaped"], found[0])
