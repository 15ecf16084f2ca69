"""Takes one content line apart into a name, parameters and the parts of its value.

vobject does it, but never unguarded: its pattern for a line is exponential, and 82 bytes without a colon keep it busy
for half a second. A plain line, without quotes or backslashes, needs no parser and is split here, ten times as fast.
"""

from __future__ import annotations

import re
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

_MISREAD = re.compile(r"\\(?P<escaped>.?)|,", re.DOTALL)


class Property(NamedTuple):
    """A content line taken apart: `name` in capitals, parameters by name in capitals, unescaped parts of the value."""

    name: str
    params: dict[str, list[str]]
    parts: list[str]


def is_content_line(line: str) -> bool:
    """Tell whether a line may be given to vobject."""
    return len(line) <= LONGEST_LINE and LINE_HEAD.match(line) is not None


def property_of(line: str) -> Property:
    """Take a guarded line apart."""
    if "\\" in line or '"' in line:
        return by_vobject(line)
    return by_splitting(line)


def by_splitting(line: str) -> Property:
    """Take a line apart that holds neither quotes nor backslashes."""
    head, _, value = line.partition(":")
    name, *given = head.split(";")
    name = name.rpartition(".")[2].upper().replace("_", "-")
    params: dict[str, list[str]] = {}
    for param in given:
        key, _, listed = param.partition("=")
        if values := [value for value in listed.split(",") if value]:
            params.setdefault(key.upper(), []).extend(values)
    return Property(name, params, value.removesuffix(";").split(";") if name in STRUCTURED else [value])


def by_vobject(line: str) -> Property:
    """Take any guarded line apart."""
    content = textLineToContentLine(line)
    value = _MISREAD.sub(_as_vobject_reads_it, content.value)
    parts = splitFields(value) if content.name in STRUCTURED else stringToTextValues(value)
    return Property(content.name, content.params, parts)


def _as_vobject_reads_it(found: re.Match[str]) -> str:
    """Escape what vobject misreads: a comma ends its texts, `\\:` stays as it is, a last backslash becomes `\\eof`."""
    return {None: "\\,", ":": ":", "": "\\\\"}.get(found["escaped"], found[0])
