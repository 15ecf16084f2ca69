"""The JSON of a download is told by its keys, not by its path: Facebook moved its files with every era.

A thread of an end-to-end encrypted chat has names of its own for the same things (`senderName`, `timestamp`).
The keys are described in samples/facebook/FORMAT.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from importers.export import MOST_BYTES_A_MEMBER, Member
from importers.facebook.names import repaired
from importers.reading import decode
from importers.records import Origin, Problem

Entry: TypeAlias = dict[str, Any]
"""A JSON object as it was parsed."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST = int(datetime(2004, 1, 1, tzinfo=UTC).timestamp())  # Facebook opened in February 2004
LAST = int(datetime(2100, 1, 1, tzinfo=UTC).timestamp())

NOTHING_TO_READ = "it holds no friends, messages or profile"

_HEADS = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r'(?=.*"participants"\s*:)(?=.*"messages"\s*:\s*\[).*"(sender_name|senderName|thread_path|threadName)"\s*:',
        r'(?=.*"messages"\s*:\s*\[)(?=.*"sender_name"\s*:).*"timestamp_ms"\s*:',
        r'\{\s*"(friends|(sent|received|rejected)_requests|deleted_friends)_v\d"\s*:\s*\[',
        r'\{\s*"(friends|(sent|received|rejected)_requests|deleted_friends)"\s*:\s*\[\s*\{'
        r'(?=[^}]*"name"\s*:)[^}]*"timestamp"\s*:',
        r'\{\s*"address_book(_v\d)?"\s*:\s*\{\s*"address_book(_v\d)?"\s*:\s*\[',
        r'\{\s*"profile_v\d"\s*:\s*\{',
        r'\{\s*"profile"\s*:\s*\{\s*"name"\s*:\s*\{\s*"full_name"\s*:',
    )
)


def is_known(head: bytes) -> bool:
    """Tell by its first bytes whether a file holds a thread, a list of people or a profile; it may end anywhere."""
    text = decode(head).lstrip("\ufeff \t\r\n")
    return text.startswith("{") and any(pattern.match(text) for pattern in _HEADS)


def load(member: Member) -> Entry | Problem:
    """Return the object that a file holds, or the problem of the whole file; errors are those of `parsed`."""
    data = parsed(member)
    return data if isinstance(data, dict | Problem) else Problem(Origin(member.name), NOTHING_TO_READ)


def parsed(member: Member) -> object:
    """Return what the JSON of a file holds, or the problem of the whole file.

    Errors: those of opening and reading, see `importers.reading.DAMAGE`.
    """
    origin = Origin(member.name)
    if member.size > MOST_BYTES_A_MEMBER:
        return Problem(
            origin, f"it is larger than {MOST_BYTES_A_MEMBER >> 20} MiB; such a file is no thread of messages"
        )
    with member.open() as stream:
        text = decode(stream.read())
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        return Problem(origin, f"it is not valid JSON (line {error.lineno} column {error.colno})")
    except RecursionError:
        return Problem(origin, "its JSON is nested too deeply to be read")
    except ValueError:  # Python refuses to convert a number of more than 4,300 digits
        return Problem(origin, "its JSON holds a number that is too long to be read")


def entries(member: Member, values: object) -> Iterator[tuple[Origin, Entry | Problem]]:
    """Yield the objects of an array with their ordinals; whatever is no object is a problem in its place."""
    if not isinstance(values, list):
        whole = Origin(member.name)
        yield whole, Problem(whole, "where a list of entries belongs, there is something else")
        return
    for record, value in enumerate(values, start=1):
        origin = Origin(member.name, record)
        yield origin, value if isinstance(value, dict) else Problem(origin, "it is not an entry with named fields")


def text_of(entry: object, *names: str) -> str:
    """Return the repaired text of the first of these fields that is a text, else ""."""
    if isinstance(entry, dict):
        for name in names:
            if isinstance(value := entry.get(name), str):
                return repaired(value)
    return ""


def list_of(entry: object, name: str) -> list[object]:
    """Return a field that is a list, [] where there is none."""
    values = entry.get(name) if isinstance(entry, dict) else None
    return values if isinstance(values, list) else []


def texts_of(entry: object, name: str) -> tuple[str, ...]:
    """Return the repaired texts in a field that is a list."""
    return tuple(repaired(value) for value in list_of(entry, name) if isinstance(value, str))


def instant(number: object, a_second: int) -> datetime:
    """Return the time that a number tells, in UTC, where `a_second` is how many of its units make one.

    Errors: ValueError for what is no number, and for a time before Facebook or after this century.
    """
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise ValueError("it has no readable time")
    if not FIRST * a_second <= number < LAST * a_second:
        raise ValueError("its time is not one at which Facebook existed")
    return EPOCH + timedelta(milliseconds=number * 1000 // a_second)


def day(number: object, what: str) -> tuple[str, tuple[str, ...]]:
    """Return the day that a number of seconds tells, in ISO form, and the loss of `what` where it tells none.

    No number, or 0, is no date and no loss.
    """
    try:
        return (instant(number, 1).date().isoformat() if number else ""), ()
    except ValueError:
        return "", (f"the date of this {what} could not be read",)
