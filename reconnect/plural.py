"""A number with its noun, the same on the command line and in the report."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 person", "1,930 people"; without `many` an s is added."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def counted_reason(number: int, reason: str) -> str:
    """Return a number with a reason, which is a plural: "1 call", "2 calls"."""
    return f"{number:,} {reason.removesuffix('s') if number == 1 else reason}"
