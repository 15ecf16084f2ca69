"""What the imports can speak for: days outside every coverage are unknown, not silent.

Two imports of one channel may leave a hole between them (mail 2012-2016, then 2019 on); a hole is no pause. Coverages
that overlap or touch are one span. A coverage is the first and last readable date of an export.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from reconnect.ties.columns import Coverage, Ints, day_number

Span: TypeAlias = tuple[date, date]
"""First and last day, both included."""

STALE_AFTER = timedelta(days=30)
ONE_DAY = timedelta(days=1)


def covered_spans(coverages: Iterable[Coverage], channels: Collection[str]) -> list[Span]:
    """Return the spans that any of `channels` covers, in order, with at least one uncovered day between them."""
    merged: list[Span] = []
    for first, last in sorted((c.first, c.last) for c in coverages if c.channel in channels):
        if merged and first - merged[-1][1] <= ONE_DAY:
            merged[-1] = merged[-1][0], max(merged[-1][1], last)
        else:
            merged.append((first, last))
    return merged


def covered_span(coverages: Iterable[Coverage], channel: str) -> Span | None:
    """Return the first and the last covered day of a channel, holes included, or None where nothing covers it."""
    spans = covered_spans(coverages, (channel,))
    return (spans[0][0], spans[-1][1]) if spans else None


def holes(coverages: Iterable[Coverage], channels: Collection[str]) -> list[Span]:
    """Return the spans between two covered ones that none of `channels` covers, in order."""
    spans = covered_spans(coverages, channels)
    return [(before[1] + ONE_DAY, after[0] - ONE_DAY) for before, after in pairwise(spans)]


def days_covered(coverages: Iterable[Coverage], channel: str, until: date) -> int:
    """Return on how many days up to `until`, itself included, contact on this channel would have shown."""
    spans = covered_spans(coverages, (channel,))
    return sum(max((min(last, until) - first).days + 1, 0) for first, last in spans)


def end_of_all(coverages: Iterable[Coverage]) -> date | None:
    """Return the last day that anything covers, or None without coverage."""
    return max((c.last for c in coverages), default=None)


def is_stale(coverages: Iterable[Coverage], as_of: date) -> bool:
    """Return whether `as_of` lies more than 30 days after the end of all coverage."""
    end = end_of_all(coverages)
    return end is not None and as_of - end > STALE_AFTER


def days_in_holes(spans: Sequence[Span], until: Ints) -> Ints:
    """Return how many days of the holes `spans` lie at or before each day number of `until`."""
    counted = np.zeros_like(until)
    for first, last in spans:
        counted += np.clip(until - day_number(first) + 1, 0, (last - first).days + 1)
    return counted
